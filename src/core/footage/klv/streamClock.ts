/** Ticks of a time stamp a second, and after how many it begins anew (ISO/IEC 13818-1, 2.4.3.7): 26.5 hours. */
const TICKS_S = 90_000
const WRAP = 2 ** 33
/** A step like this between two stamps is a seam of two recordings, not a time that passed, s. */
const SEAM_S = 60

/** The time of a clip from the stamps of its pictures and metadata, s from its first picture. */
export function streamClock() {
  let last: { raw: number; ticks: number } | null = null
  let [first, latest, pictures] = [null as number | null, 0, 0]
  const ticksOf = (raw: number): number => {
    let ticks = raw
    if (last) {
      let step = (raw - last.raw) % WRAP
      if (step > WRAP / 2) step -= WRAP
      else if (step < -WRAP / 2) step += WRAP
      ticks = last.ticks + (Math.abs(step) > SEAM_S * TICKS_S ? 0 : step)
    }
    last = { raw, ticks }
    return ticks
  }
  return {
    picture(raw: number): void {
      const ticks = ticksOf(raw)
      first = first === null ? ticks : Math.min(first, ticks)
      latest = pictures === 0 ? ticks : Math.max(latest, ticks)
      pictures += 1
    },
    /** The time of metadata: by their own stamp, or of the pictures about them; null before there is any picture. */
    metadata(raw: number | null): number | null {
      const ticks = raw === null ? (last?.ticks ?? null) : ticksOf(raw)
      return ticks === null || first === null ? null : Math.max(0, ticks - first) / TICKS_S
    },
    /** From the first picture to the end of the last, to the millisecond; null of fewer than two. */
    durationS: (): number | null =>
      first === null || pictures < 2
        ? null
        : Math.round((((latest - first) / TICKS_S) * pictures * 1000) / (pictures - 1)) / 1000,
  }
}

/** The presentation time stamp of a PES packet (2.4.3.7) that stands at a place of some bytes; null without one. */
export function presentationStamp(bytes: Uint8Array, at: number): number | null {
  const byte = (i: number): number => bytes[at + i] as number
  if (at + 14 > bytes.length || (byte(6) & 0xc0) !== 0x80 || (byte(7) & 0x80) === 0 || byte(8) < 5)
    return null
  return (
    ((byte(9) >> 1) & 7) * 2 ** 30 +
    ((byte(10) << 22) | ((byte(11) >> 1) << 15) | (byte(12) << 7) | (byte(13) >> 1))
  )
}
