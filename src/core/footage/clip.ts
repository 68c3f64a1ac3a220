import type { TakenAt } from './footage.ts'

/** Seconds between 1904-01-01, from which MP4 counts, and 1970-01-01 (ISO/IEC 14496-12, 8.2.2). */
const MP4_EPOCH_S = 2_082_844_800

/**
 * The creation time in a movie header box, found in the bytes of a clip's `moov` box; null when it is unset (0) or
 * there is no such box. Headers say UTC, and most cameras mean it.
 */
export function creationTime(moov: Uint8Array): TakenAt | null {
  const view = new DataView(moov.buffer, moov.byteOffset, moov.byteLength)
  for (let i = 4; i + 24 < moov.length; i++) {
    if (view.getUint32(i) !== 0x6d766864) continue
    const version = moov[i + 4]
    const seconds = version === 1 ? Number(view.getBigUint64(i + 8)) : view.getUint32(i + 8)
    const utcMs = (seconds - MP4_EPOCH_S) * 1000
    if (seconds === 0 || utcMs < 0 || utcMs > 8.64e15) return null
    return { raw: `mvhd ${seconds}`, source: 'container', assumedZone: null, utcMs }
  }
  return null
}

/** Top-level boxes of an MP4 file: type, where the body begins and how long it is. Stops at the first that lies. */
export function boxHeader(head: Uint8Array): { type: string; headerBytes: number; size: number } | null {
  if (head.length < 8) return null
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const type = String.fromCharCode(...head.subarray(4, 8))
  const size = view.getUint32(0)
  if (size === 1)
    return head.length >= 16 ? { type, headerBytes: 16, size: Number(view.getBigUint64(8)) } : null
  return { type, headerBytes: 8, size }
}
