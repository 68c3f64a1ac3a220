/** The media type of clips that are a transport stream, with or without metadata in it. */
export const TRANSPORT_STREAM = 'video/mp2t'

/**
 * Packets of a transport stream (ISO/IEC 13818-1, 2.4.3): 188 bytes that begin with 0x47; in M2TS four bytes of arrival
 * time stand before each.
 */
const SYNC = 0x47
export const PACKET = 188
export const STRIDES = [188, 192] as const
/** A beginning is believed where so many packets follow one another. */
const IN_A_ROW = 3
/** To judge a beginning so many bytes are needed. */
const TO_JUDGE = STRIDES[1] * (IN_A_ROW - 1) + 1
/** So much of the next piece is enough to be done with everything that the last one left. */
const AHEAD = 1024

/** The distance from one packet to the next at a place where some stand in a row; null where none do. */
export function strideAt(bytes: Uint8Array, at: number, inARow: number): number | null {
  for (const stride of STRIDES) {
    let row = 0
    while (row < inARow && bytes[at + row * stride] === SYNC) row += 1
    if (row === inARow) return stride
  }
  return null
}

/**
 * Cuts bytes that come in pieces of any size into packets, without copying but what lies across two pieces. `packet` is
 * given the bytes, where in them it begins, and where in the file; `outOfStep` each place where the packets were lost.
 */
export function packetReader(
  packet: (bytes: Uint8Array, at: number, atByte: number) => void,
  outOfStep: (atByte: number) => void,
) {
  let stride: number | null = null
  let isInStep = false

  /** The next beginning, or how far there is none. */
  const search = (bytes: Uint8Array, from: number, isLast: boolean): number => {
    for (let i = bytes.indexOf(SYNC, from); i !== -1; i = bytes.indexOf(SYNC, i + 1)) {
      const rest = bytes.length - i
      if (rest < TO_JUDGE && !isLast) return i
      if (isLast && rest < PACKET) break
      // In the end fewer are enough.
      const most = Math.max(1, Math.ceil(rest / (stride ?? STRIDES[0])))
      const found = strideAt(bytes, i, Math.min(IN_A_ROW, most))
      if (found === null || (stride !== null && found !== stride)) continue
      stride = found
      isInStep = true
      return i
    }
    return bytes.length
  }
  /** Goes through bytes that stand at `base` in the file; answers how many are done with, which may be more than there are. */
  const run = (bytes: Uint8Array, base: number, isLast: boolean): number => {
    let at = 0
    while (at < bytes.length) {
      if (isInStep && stride !== null && bytes[at] === SYNC) {
        if (at + PACKET > bytes.length) return at
        packet(bytes, at, base + at)
        at += stride
        continue
      }
      if (isInStep) outOfStep(base + at)
      isInStep = false
      at = search(bytes, at, isLast)
      if (!isInStep) return at
    }
    return at
  }

  let held: Uint8Array = new Uint8Array(0)
  /** Where in the file what is held begins, and how many bytes of the next piece are done with already. */
  let base = 0
  let skip = 0
  const keep = (bytes: Uint8Array, used: number): void => {
    base += used
    skip = Math.max(0, used - bytes.length)
    // A copy for sure: a piece may be a Buffer, whose `slice` is none, and its memory may be used again.
    held = Uint8Array.from(bytes.subarray(used))
  }
  return {
    take(piece: Uint8Array): void {
      let rest = piece.subarray(skip)
      skip = Math.max(0, skip - piece.length)
      if (rest.length === 0) return
      if (held.length > 0) {
        const joined = new Uint8Array(held.length + Math.min(AHEAD, rest.length))
        joined.set(held)
        joined.set(rest.subarray(0, AHEAD), held.length)
        const used = run(joined, base, false)
        if (rest.length <= AHEAD) return keep(joined, used)
        base += used
        rest = rest.subarray(used - held.length)
      }
      keep(rest, run(rest, base, false))
    },
    finish(): void {
      const used = run(held, base, true)
      // The file ends in the middle of a packet.
      if (isInStep && used < held.length) outOfStep(base + used)
    },
  }
}
