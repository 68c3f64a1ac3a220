/**
 * Transport streams with MISB ST 0601 metadata, written by hand from the standards' tables and not with the reader's code.
 */

const bytesOf = (...parts: (number | readonly number[] | Uint8Array)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...part])))

/** What one set says; a number by its tag is written as the standard maps it, a `null` as the value it reserves. */
export type Said = {
  utcUs?: bigint
  texts?: Record<number, string>
  values?: Record<number, number | null>
  security?: Uint8Array
  /** Items as they stand. */
  raw?: [tag: number, value: Uint8Array][]
  version?: number
}

/** Tag: bytes, least and most; signed ones reserve their lowest number. */
const TABLE: Record<number, [bytes: number, least: number, most: number]> = {
  5: [2, 0, 360],
  6: [2, -20, 20],
  7: [2, -50, 50],
  13: [4, -90, 90],
  14: [4, -180, 180],
  15: [2, -900, 19000],
  16: [2, 0, 180],
  17: [2, 0, 180],
  18: [4, 0, 360],
  19: [4, -180, 180],
  20: [4, 0, 360],
  21: [4, 0, 5e6],
  22: [2, 0, 1e4],
  23: [4, -90, 90],
  24: [4, -180, 180],
  25: [2, -900, 19000],
  40: [4, -90, 90],
  41: [4, -180, 180],
  42: [2, -900, 19000],
  75: [2, -900, 19000],
  78: [2, -900, 19000],
  90: [4, -90, 90],
  91: [4, -90, 90],
}
for (let tag = 26; tag <= 33; tag++) TABLE[tag] = [2, -0.075, 0.075]
for (let tag = 82; tag <= 89; tag++) TABLE[tag] = [4, tag % 2 === 0 ? -90 : -180, tag % 2 === 0 ? 90 : 180]

/** Half of the smallest step that an item can say. */
export function resolutionOf(tag: number): number {
  const [bytes, least, most] = TABLE[tag] as [number, number, number]
  return (most - least) / (256 ** bytes - 2) / 2
}

function mapped(tag: number, value: number | null): Uint8Array {
  const [count, least, most] = TABLE[tag] as [number, number, number]
  const buffer = Buffer.alloc(8)
  if (least === -most) {
    const half = 256 ** count / 2 - 1
    buffer.writeBigInt64BE(BigInt(value === null ? -half - 1 : Math.round((value / most) * half)))
  } else
    buffer.writeBigUInt64BE(
      BigInt(Math.round((((value as number) - least) / (most - least)) * (256 ** count - 1))),
    )
  return buffer.subarray(8 - count)
}

/** An extended height (ST 1201, IMAPB of -900 to 40,000). */
export function imapb(value: number, count: number): Uint8Array {
  const scale = 2 ** (8 * count - 1 - 16)
  const buffer = Buffer.alloc(8)
  buffer.writeBigUInt64BE(BigInt(Math.floor(scale * (value + 900))))
  return buffer.subarray(8 - count)
}

const berLength = (length: number): number[] =>
  length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
const oid = (tag: number): number[] => (tag < 128 ? [tag] : [0x80 | (tag >> 7), tag & 127])
const item = (tag: number, value: Uint8Array): Uint8Array => bytesOf(oid(tag), berLength(value.length), value)

export const UAS_KEY = [6, 0x0e, 0x2b, 0x34, 2, 0x0b, 1, 1, 0x0e, 1, 3, 1, 1, 0, 0, 0]

/** One set with its checksum, which `spoilBy` makes wrong. */
export function uasPacket(said: Said, spoilBy = 0): Uint8Array {
  const stamp = Buffer.alloc(8)
  stamp.writeBigUInt64BE(said.utcUs ?? 0n)
  const items = [
    ...(said.utcUs === undefined ? [] : [item(2, stamp)]),
    ...Object.entries(said.texts ?? {}).map(([tag, text]) => item(Number(tag), Buffer.from(text))),
    ...Object.entries(said.values ?? {}).map(([tag, value]) => item(Number(tag), mapped(Number(tag), value))),
    ...(said.security ? [item(48, said.security)] : []),
    ...(said.raw ?? []).map(([tag, value]) => item(tag, value)),
    item(65, Uint8Array.of(said.version ?? 17)),
  ]
  const body = Buffer.concat(items)
  const start = bytesOf(UAS_KEY, berLength(body.length + 4), body, [1, 2])
  let sum = spoilBy
  for (let i = 0; i < start.length; i += 2) sum += (start[i] as number) * 256 + (start[i + 1] ?? 0)
  return bytesOf(start, (sum >> 8) & 255, sum & 255)
}

/** A security set (ST 0102) of a class by its number, a country and a caveat. */
export const securitySet = (level: number, country: string, caveat: string): Uint8Array =>
  bytesOf(
    item(1, Uint8Array.of(level)),
    item(2, Uint8Array.of(1)),
    item(3, Buffer.from(country)),
    item(5, Buffer.from(caveat)),
    item(12, Uint8Array.of(1)),
    item(13, Buffer.from(`\0${country.replaceAll('/', '').split('').join('\0')}`)),
    item(22, Uint8Array.of(0, 12)),
  )

/** The check value of a section, bit by bit. */
function crc32(bytes: Uint8Array): number[] {
  let sum = 0xffffffffn
  for (const byte of bytes)
    for (let bit = 7; bit >= 0; bit--) {
      const top = (sum >> 31n) ^ BigInt((byte >> bit) & 1)
      sum = (sum << 1n) & 0xffffffffn
      if (top === 1n) sum ^= 0x04c11db7n
    }
  return [24n, 16n, 8n, 0n].map((shift) => Number((sum >> shift) & 255n))
}
const section = (table: number, id: number, body: readonly number[]): Uint8Array => {
  const length = body.length + 9
  const head = [table, 0xb0 | (length >> 8), length & 255, id >> 8, id & 255, 0xc1, 0, 0, ...body]
  return bytesOf(head, crc32(Uint8Array.from(head)))
}

const PID = { table: 0x1000, video: 0x100, metadata: 0x101 }

/** How the metadata stand in the stream: bare with a registration, bare without one, or in cells of access units. */
export type Carriage = 'bare' | 'unregistered' | 'cells'
export type Stream = {
  sets: readonly Uint8Array[]
  carriage?: Carriage
  /** Pictures a second, and how many to a set. */
  fps?: number
  picturesPerSet?: number
  /** Time stamps on the metadata's packets; always so in cells. */
  stamped?: boolean
  /** Where the stamps begin, in ticks of 1/90,000 s: they begin anew after 2^33. */
  firstTick?: number
  /** Bytes before each packet: 4 makes an M2TS. */
  lead?: 0 | 4
  /** Bytes of picture data to a picture. */
  pictureBytes?: number
  /** Cells no longer than this: a longer set goes over several. */
  cellBytes?: number
}

/** A whole stream: tables first and again with every set, pictures, and the sets between them. */
export function transportStream(stream: Stream): Buffer {
  const { sets, carriage = 'bare', fps = 25, picturesPerSet = 5, lead = 0 } = stream
  const { firstTick = 126_000, pictureBytes = 700, cellBytes = 60_000 } = stream
  const packets: Uint8Array[] = []
  const counters = new Map<number, number>()
  const put = (pid: number, unit: Uint8Array, pointer: boolean): void => {
    const payload = pointer ? bytesOf(0, unit) : unit
    for (let at = 0; at < payload.length; at += 184) {
      const part = payload.subarray(at, at + 184)
      const counter = counters.get(pid) ?? 0
      counters.set(pid, (counter + 1) % 16)
      const gap = 184 - part.length
      const head = [0x47, (at === 0 ? 0x40 : 0) | (pid >> 8), pid & 255, (gap > 0 ? 0x30 : 0x10) | counter]
      const stuffing = gap === 0 ? [] : gap === 1 ? [0] : [gap - 1, 0, ...Array<number>(gap - 2).fill(0xff)]
      packets.push(bytesOf(Array<number>(lead).fill(0x11), head, stuffing, part))
    }
  }
  const pes = (id: number, tick: number | null, body: Uint8Array, isOpen: boolean): Uint8Array => {
    const t = tick === null ? 0n : BigInt(Math.round(tick)) % 2n ** 33n
    const stamp =
      tick === null
        ? []
        : [
            0x21 | (Number((t >> 30n) & 7n) << 1),
            Number((t >> 22n) & 255n),
            (Number((t >> 15n) & 127n) << 1) | 1,
            Number((t >> 7n) & 255n),
            (Number(t & 127n) << 1) | 1,
          ]
    const length = isOpen ? 0 : 3 + stamp.length + body.length
    return bytesOf(
      [0, 0, 1, id, length >> 8, length & 255, 0x80, tick === null ? 0 : 0x80, stamp.length],
      stamp,
      body,
    )
  }
  const registration = carriage === 'unregistered' ? [] : [5, 4, 0x4b, 0x4c, 0x56, 0x41]
  const programs = section(0, 1, [0, 1, 0xe0 | (PID.table >> 8), PID.table & 255])
  const streams = section(2, 1, [
    0xe0 | (PID.video >> 8),
    PID.video & 255,
    0xf0,
    0,
    0x1b,
    0xe0 | (PID.video >> 8),
    PID.video & 255,
    0xf0,
    0,
    carriage === 'cells' ? 0x15 : 0x06,
    0xe0 | (PID.metadata >> 8),
    PID.metadata & 255,
    0xf0,
    registration.length,
    ...registration,
  ])
  let number = 0
  const cells = (set: Uint8Array): Uint8Array => {
    const parts: Uint8Array[] = []
    for (let at = 0; at < set.length; at += cellBytes) {
      const part = set.subarray(at, at + cellBytes)
      const [isFirst, isLast] = [at === 0, at + cellBytes >= set.length]
      const flags = (isFirst ? 0x80 : 0) | (isLast ? 0x40 : 0) | 0x1f
      parts.push(bytesOf(0, number++ % 256, flags, part.length >> 8, part.length & 255, part))
    }
    return Buffer.concat(parts)
  }
  const stamped = carriage === 'cells' || (stream.stamped ?? true)
  const picture = (i: number): void =>
    put(PID.video, pes(0xe0, firstTick + (i * 90_000) / fps, Buffer.alloc(pictureBytes, i), true), false)
  for (const [i, set] of sets.entries()) {
    put(0, programs, true)
    put(PID.table, streams, true)
    const tick = stamped ? firstTick + (i * picturesPerSet * 90_000) / fps : null
    picture(i * picturesPerSet)
    put(
      PID.metadata,
      pes(carriage === 'cells' ? 0xfc : 0xbd, tick, carriage === 'cells' ? cells(set) : set, false),
      false,
    )
    for (let k = 1; k < picturesPerSet; k++) picture(i * picturesPerSet + k)
  }
  return Buffer.concat(packets)
}

/** The packets of the metadata in a stream, by their number. */
export const metadataPackets = (stream: Uint8Array): number[] =>
  Array.from({ length: Math.floor(stream.length / 188) }, (_, i) => i).filter(
    (i) => (((stream[i * 188 + 1] as number) & 0x1f) << 8) + (stream[i * 188 + 2] as number) === PID.metadata,
  )

/** A flight of so many sets, five a second, north along a meridian, the camera looking ahead and down. */
export const flightSets = (count: number, over: (i: number) => Partial<Said> = () => ({})): Uint8Array[] =>
  Array.from({ length: count }, (_, i) =>
    uasPacket({
      utcUs: BigInt(FLIGHT_START_MS + i * 200) * 1000n,
      texts: { 3: 'Patrol 7', 4: 'B-0421', 10: 'Test drone' },
      values: {
        5: 10,
        6: 0,
        7: 0,
        13: 41.77 + i * 1e-5,
        14: 109.97,
        15: 1700,
        16: 40,
        17: 24,
        18: 350,
        19: -45,
        20: 0,
        25: 1600,
      },
      ...over(i),
    }),
  )
export const FLIGHT_START_MS = Date.UTC(2026, 4, 20, 2, 15, 40)
