/** Clips with DJI's timed metadata, written by hand from the published field numbers and not with the reader's code. */

const varint = (value: bigint): number[] => {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, value)
  do {
    const low = Number(rest & 0x7fn)
    rest >>= 7n
    bytes.push(rest > 0n ? low | 0x80 : low)
  } while (rest > 0n)
  return bytes
}
export const whole = (field: number, value: number): number[] => [
  ...varint(BigInt(field << 3)),
  ...varint(BigInt(value)),
]
export const message = (field: number, ...parts: number[][]): number[] => {
  const body = parts.flat()
  return [...varint(BigInt((field << 3) | 2)), ...varint(BigInt(body.length)), ...body]
}
const text = (field: number, value: string): number[] => message(field, [...Buffer.from(value)])
const double = (field: number, value: number): number[] => {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleLE(value)
  return [(field << 3) | 1, ...bytes]
}
const float = (field: number, value: number): number[] => {
  const bytes = Buffer.alloc(4)
  bytes.writeFloatLE(value)
  return [(field << 3) | 5, ...bytes]
}

export type Frame = {
  lat: number
  lon: number
  heightM: number
  amslM: number
  pitchDeg: number
  yawDeg: number
  utc?: string
}

/** One frame; the first one also carries who wrote it. Positions in radians, as the older aircraft write them. */
export function frameBytes(protocol: string, frame: Frame, isFirst: boolean, inDegrees = false): Uint8Array {
  const scale = inDegrees ? 1 : Math.PI / 180
  const isIn4 = /AVATA2|neo/.test(protocol)
  const position = message(
    4,
    message(1, inDegrees ? whole(1, 1) : [], double(2, frame.lat * scale), double(3, frame.lon * scale)),
    whole(2, Math.round(frame.amslM * 1000)),
    frame.utc ? message(6, text(1, frame.utc)) : [],
  )
  const height = message(5, float(1, frame.heightM * 1000))
  const gimbal = message(
    3,
    whole(1, Math.round(frame.pitchDeg * 10)),
    whole(3, Math.round(frame.yawDeg * 10)),
  )
  const body = isIn4
    ? message(3, message(4, position, height))
    : message(3, message(3, position, height), message(4, gimbal))
  const head = isFirst ? message(1, message(1, text(1, protocol), text(10, 'Matrice (test)'))) : []
  return Uint8Array.from([...head, ...body])
}

const u32 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [i, value] of values.entries()) bytes.writeUInt32BE(value, i * 4)
  return bytes
}
const box = (type: string, ...parts: Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts)
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body])
}

/** An MP4 with nothing but a metadata track, `perSecond` samples a second, three to a chunk. */
export function clipOf(samples: readonly Uint8Array[], perSecond: number, createdMs: number | null): Buffer {
  const ftyp = box('ftyp', Buffer.from('isom'), u32(512), Buffer.from('isom'))
  const chunks: Uint8Array[][] = []
  for (let i = 0; i < samples.length; i += 3) chunks.push(samples.slice(i, i + 3))
  const filler = Buffer.alloc(13, 0xee)
  const offsets: number[] = []
  let at = ftyp.length + 8
  const data = chunks.flatMap((chunk) => {
    at += filler.length
    offsets.push(at)
    at += chunk.reduce((sum, sample) => sum + sample.length, 0)
    return [filler, ...chunk]
  })
  const mdat = box('mdat', ...data)
  const created = createdMs === null ? 0 : Math.floor(createdMs / 1000) + 2_082_844_800
  const mvhd = box(
    'mvhd',
    u32(0, created, created, 1000, Math.round((samples.length * 1000) / perSecond)),
    Buffer.alloc(80),
  )
  const last = samples.length % 3
  const runs =
    last === 0 || chunks.length === 1
      ? [[1, Math.min(3, samples.length), 1]]
      : [
          [1, 3, 1],
          [chunks.length, last, 1],
        ]
  const stbl = box(
    'stbl',
    box('stsd', u32(0, 1), box('djmd', Buffer.alloc(8))),
    box('stts', u32(0, 1, samples.length, 1)),
    box('stsc', u32(0, runs.length, ...runs.flat())),
    box('stsz', u32(0, 0, samples.length, ...samples.map((sample) => sample.length))),
    box('stco', u32(0, offsets.length, ...offsets)),
  )
  const mdhd = box('mdhd', u32(0, 0, 0, perSecond, samples.length, 0))
  const trak = box('trak', box('mdia', mdhd, box('minf', stbl)))
  return Buffer.concat([ftyp, mdat, box('moov', mvhd, trak)])
}
