/**
 * Program tables of a transport stream (ISO/IEC 13818-1, 2.4.4): which packets carry the table of a program, and which
 * streams the program has. A section whose check value does not hold says nothing.
 */
export type Stream = {
  readonly pid: number
  readonly role: 'video' | 'metadata' | 'cells'
  /** How pictures are coded. */
  readonly codec?: string
}
export type Section =
  | { readonly type: 'programs'; readonly tablePids: readonly number[] }
  | { readonly type: 'streams'; readonly streams: readonly Stream[] }

/** The longest section, with its head of three bytes (2.4.4.3). */
const LONGEST = 1024
const [PROGRAMS, STREAMS] = [0x00, 0x02]
/** Stream types with pictures (table 2-34), and what they are coded as. */
const VIDEO: Readonly<Record<number, string>> = {
  0x01: 'MPEG-1',
  0x02: 'MPEG-2',
  0x10: 'MPEG-4',
  0x1b: 'H.264',
  0x21: 'JPEG 2000',
  0x24: 'H.265',
  0x33: 'H.266',
  0x42: 'AVS',
}
/** Private data in packets of their own; metadata in access units (2.12). */
const [PRIVATE, METADATA] = [0x06, 0x15]
const REGISTRATION = 0x05
const KLVA = 0x4b4c5641

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte << 24
  for (let bit = 0; bit < 8; bit++) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1
  return sum >>> 0
})

/** Over a section with its check value at the end the sum is nought (2.4.4.9, annex A). */
function holds(section: Uint8Array): boolean {
  let sum = 0xffffffff
  for (const byte of section) sum = ((sum << 8) ^ (CRC[(sum >>> 24) ^ byte] as number)) >>> 0
  return sum === 0
}

/**
 * Joins the sections of one PID from the payloads of its packets and hands over those that hold; `broken` is called for
 * each that does not.
 */
export function sectionReader(found: (section: Section) => void, broken: () => void) {
  const buffer = new Uint8Array(LONGEST)
  let length = 0
  let isOpen = false
  const add = (bytes: Uint8Array): void => {
    let rest = bytes
    while (isOpen && rest.length > 0) {
      // Stuffing follows the last section of a packet.
      if (length === 0 && rest[0] === 0xff) return
      const needed = length < 3 ? 3 : wholeLength(buffer)
      const part = rest.subarray(0, Math.min(needed, LONGEST) - length)
      buffer.set(part, length)
      length += part.length
      rest = rest.subarray(part.length)
      if (length < 3) return
      const whole = wholeLength(buffer)
      if (whole > LONGEST) {
        broken()
        isOpen = false
      } else if (length >= whole) {
        const section = buffer.subarray(0, whole)
        length = 0
        if (!holds(section)) broken()
        else {
          const read = sectionOf(section)
          if (read) found(read)
        }
      }
    }
  }
  return {
    /** A payload; where a section begins in it, its first byte says how far on. */
    take(payload: Uint8Array, begins: boolean): void {
      if (!begins) return add(payload)
      const from = 1 + (payload[0] ?? 0)
      add(payload.subarray(1, from))
      length = 0
      isOpen = true
      add(payload.subarray(from))
    },
    /** A packet of this PID was lost: what was begun is given up. */
    drop(): void {
      isOpen = false
      length = 0
    },
  }
}

const wholeLength = (head: Uint8Array): number =>
  3 + ((((head[1] as number) & 0x0f) << 8) | (head[2] as number))

function sectionOf(section: Uint8Array): Section | null {
  const view = new DataView(section.buffer, section.byteOffset, section.byteLength)
  const end = section.length - 4
  const [table] = section
  // A table that is announced for later does not hold yet.
  if (end < 8 || ((section[5] as number) & 1) === 0) return null
  if (table === PROGRAMS) {
    const tablePids: number[] = []
    for (let at = 8; at + 4 <= end; at += 4)
      if (view.getUint16(at) !== 0) tablePids.push(view.getUint16(at + 2) & 0x1fff)
    return { type: 'programs', tablePids }
  }
  if (table !== STREAMS || end < 12) return null
  const streams: Stream[] = []
  for (let at = 12 + (view.getUint16(10) & 0x0fff); at + 5 <= end; ) {
    const [type, pid] = [section[at] as number, view.getUint16(at + 1) & 0x1fff]
    const next = at + 5 + (view.getUint16(at + 3) & 0x0fff)
    if (next > end) break
    const registered = registrationOf(view, at + 5, next)
    const codec = VIDEO[type]
    if (codec) streams.push({ pid, role: 'video', codec })
    else if (type === METADATA) streams.push({ pid, role: 'cells' })
    // Some encoders leave the registration out; what is registered as something else is not ours.
    else if (type === PRIVATE && (registered === null || registered === KLVA))
      streams.push({ pid, role: 'metadata' })
    at = next
  }
  return { type: 'streams', streams }
}

/** The format identifier of a registration descriptor (2.6.8) among descriptors; null without one. */
function registrationOf(view: DataView, from: number, end: number): number | null {
  for (let at = from; at + 2 <= end; at += 2 + view.getUint8(at + 1))
    if (view.getUint8(at) === REGISTRATION && at + 6 <= end) return view.getUint32(at + 2)
  return null
}
