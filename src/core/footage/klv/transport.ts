import { PACKET, packetReader } from './packets.ts'
import { type Section, sectionReader } from './sections.ts'
import { presentationStamp, streamClock } from './streamClock.ts'

/** One PES packet of metadata: its payload, where in the file it begins, and when it is, s from the first picture. */
export type MetadataPacket = {
  readonly pid: number
  readonly bytes: Uint8Array
  /** In cells of access units (stream type 0x15), or bare. */
  readonly isCells: boolean
  readonly atByte: number
  readonly atS: number | null
}
/** How often something was amiss, and where in the file first. */
export type Fault = { count: number; firstAt: number }
export const noFault = (): Fault => ({ count: 0, firstAt: 0 })
export function addFault(fault: Fault, atByte: number): void {
  if (fault.count === 0) fault.firstAt = atByte
  fault.count += 1
}

/** The longest PES packet (ISO/IEC 13818-1, 2.4.3.6); one that does not say its length is cut there. */
const LONGEST = 65_535 + 6
/** No recording has more; one that says so would only fill the memory. */
const MOST_TABLES = 64
const MOST_METADATA = 16

/** What a packet is to us by its PID; of all others nothing but the head is looked at. */
const [NONE, TABLE, VIDEO, METADATA] = [0, 1, 2, 3]

type Gathered = {
  readonly pid: number
  readonly isCells: boolean
  buffer: Uint8Array
  length: number
  expected: number
  isOpen: boolean
  atByte: number
}

/** Reads a transport stream that comes in pieces of any size, and hands over its metadata as it goes. */
export function transportReader(found: (packet: MetadataPacket) => void) {
  const clock = streamClock()
  const faults = { step: noFault(), lost: noFault(), tables: noFault() }
  const roles = new Uint8Array(8192)
  const counters = new Int8Array(8192).fill(-1)
  const tables = new Map<number, ReturnType<typeof sectionReader>>()
  const metadata = new Map<number, Gathered>()
  let videoPid: number | null = null
  let videoCodec: string | null = null
  let nowAt = 0

  const openTable = (pid: number): void => {
    if (tables.size >= MOST_TABLES || tables.has(pid)) return
    roles[pid] = TABLE
    tables.set(
      pid,
      sectionReader(heard, () => addFault(faults.tables, nowAt)),
    )
  }
  const heard = (section: Section): void => {
    if (section.type === 'programs') for (const pid of section.tablePids) openTable(pid)
    else
      for (const { pid, role, codec } of section.streams) {
        if (roles[pid] !== NONE) continue
        if (role === 'video') {
          videoPid ??= pid
          videoCodec ??= codec ?? null
          if (pid === videoPid) roles[pid] = VIDEO
        } else if (metadata.size < MOST_METADATA) {
          roles[pid] = METADATA
          const buffer = new Uint8Array(1024)
          metadata.set(pid, {
            pid,
            isCells: role === 'cells',
            buffer,
            length: 0,
            expected: 0,
            isOpen: false,
            atByte: 0,
          })
        }
      }
  }
  openTable(0)

  const deliver = (pes: Gathered): void => {
    pes.isOpen = false
    const { pid, isCells, atByte } = pes
    const whole = pes.buffer.subarray(0, pes.length)
    if (whole.length < 9 || whole[0] !== 0 || whole[1] !== 0 || whole[2] !== 1) return
    const bytes = whole.subarray(9 + (whole[8] as number))
    const atS = clock.metadata(presentationStamp(whole, 0))
    if (bytes.length > 0) found({ pid, bytes, isCells, atByte, atS })
  }
  const gather = (pes: Gathered, payload: Uint8Array): void => {
    const length = Math.min(pes.length + payload.length, LONGEST)
    if (length > pes.buffer.length) {
      const larger = new Uint8Array(Math.min(LONGEST, Math.max(length, pes.buffer.length * 2)))
      larger.set(pes.buffer.subarray(0, pes.length))
      pes.buffer = larger
    }
    pes.buffer.set(payload.subarray(0, length - pes.length), pes.length)
    pes.length = length
    if (pes.expected === 0 && length >= 6) {
      const said = ((pes.buffer[4] as number) << 8) | (pes.buffer[5] as number)
      pes.expected = said === 0 ? LONGEST : said + 6
    }
    if (pes.expected === 0 || length < pes.expected) return
    pes.length = pes.expected
    deliver(pes)
  }

  /** A packet of a table or of metadata, with its payload. */
  const take = (pid: number, payload: Uint8Array, begins: boolean): void => {
    tables.get(pid)?.take(payload, begins)
    const pes = metadata.get(pid)
    if (!pes) return
    if (begins) {
      if (pes.isOpen) deliver(pes)
      Object.assign(pes, { length: 0, expected: 0, isOpen: true, atByte: nowAt })
    }
    if (pes.isOpen) gather(pes, payload)
  }
  const lose = (pid: number): void => {
    addFault(faults.lost, nowAt)
    tables.get(pid)?.drop()
    // What came before the gap is handed over as far as it goes.
    const pes = metadata.get(pid)
    if (pes?.isOpen) deliver(pes)
  }

  const packets = packetReader(
    (bytes, at, atByte) => {
      const second = bytes[at + 1] as number
      const pid = ((second & 0x1f) << 8) | (bytes[at + 2] as number)
      const role = roles[pid]
      if (role === NONE) return
      const begins = (second & 0x40) !== 0
      if (role === VIDEO && !begins) return
      nowAt = atByte
      const flags = bytes[at + 3] as number
      const [hasExtra, hasPayload] = [(flags & 0x20) !== 0, (flags & 0x10) !== 0]
      const extra = hasExtra ? 1 + (bytes[at + 4] as number) : 0
      const from = at + 4 + extra
      const end = at + PACKET
      // Marked as spoilt by who received it, scrambled, or with a head that is longer than the packet.
      const isSpoilt = (second & 0x80) !== 0 || (flags & 0xc0) !== 0 || from > end
      if (role === VIDEO) {
        if (isSpoilt || !hasPayload || from + 14 > end) return
        const isPes = bytes[from] === 0 && bytes[from + 1] === 0 && bytes[from + 2] === 1
        const raw = isPes ? presentationStamp(bytes, from) : null
        if (raw !== null) clock.picture(raw)
        return
      }
      if (isSpoilt) {
        counters[pid] = -1
        return lose(pid)
      }
      if (!hasPayload) return
      const [before, now] = [counters[pid] as number, flags & 0x0f]
      const isSeam = extra > 1 && ((bytes[at + 5] as number) & 0x80) !== 0
      // A packet may be sent twice (2.4.3.3): the second says nothing new.
      if (now === before && !isSeam) return
      counters[pid] = now
      if (before !== -1 && !isSeam && now !== ((before + 1) & 0x0f)) lose(pid)
      if (from < end) take(pid, bytes.subarray(from, end), begins)
    },
    (atByte) => addFault(faults.step, atByte),
  )
  return {
    take: packets.take,
    finish() {
      packets.finish()
      for (const pes of metadata.values()) if (pes.isOpen) deliver(pes)
      return { durationS: clock.durationS(), codec: videoCodec, faults }
    },
  }
}
