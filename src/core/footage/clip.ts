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

/** Where a clip says that it was taken: `©xyz` of phones (ISO 6709), or `loci` (3GPP TS 26.244, 8.12). */
export function clipPosition(moov: Uint8Array): { lat: number; lon: number } | null {
  const view = new DataView(moov.buffer, moov.byteOffset, moov.byteLength)
  for (let i = 4; i + 24 < moov.length; i++) {
    const type = view.getUint32(i)
    if (type === 0xa978797a) {
      const text = String.fromCharCode(...moov.subarray(i + 8, i + 8 + Math.min(40, view.getUint16(i + 4))))
      const match = /^([+-]\d+(?:\.\d+)?)([+-]\d+(?:\.\d+)?)/.exec(text)
      const found = match && placeOf(Number(match[1]), Number(match[2]))
      if (found) return found
    }
    if (type === 0x6c6f6369) {
      // Version and flags, language, a name that ends with 0, a role; then longitude and latitude in 16.16.
      let at = i + 10
      while (at < moov.length && moov[at] !== 0) at += 1
      if (at + 10 > moov.length) return null
      const found = placeOf(view.getInt32(at + 6) / 65_536, view.getInt32(at + 2) / 65_536)
      if (found) return found
    }
  }
  return null
}

/** 0, 0 is no fix. */
const placeOf = (lat: number, lon: number): { lat: number; lon: number } | null =>
  Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && !(lat === 0 && lon === 0)
    ? { lat: Math.round(lat * 1e7) / 1e7, lon: Math.round(lon * 1e7) / 1e7 }
    : null

/** Sample entries of video (ISO/IEC 14496-12, 8.5.2; MP4 registration authority), and the names of what they hold. */
const VIDEO_CODECS: Readonly<Record<string, string>> = {
  avc1: 'H.264',
  avc3: 'H.264',
  hvc1: 'H.265',
  hev1: 'H.265',
  vp08: 'VP8',
  vp09: 'VP9',
  av01: 'AV1',
  mp4v: 'MPEG-4',
  jpeg: 'Motion JPEG',
  apch: 'ProRes',
  apcn: 'ProRes',
  apcs: 'ProRes',
}

/** How a clip's picture is coded, by the first sample entry of video in its `moov` box; null where none is known. */
export function clipCodec(moov: Uint8Array): string | null {
  const view = new DataView(moov.buffer, moov.byteOffset, moov.byteLength)
  // `stsd`, version and flags, count; then the first entry's size and type.
  for (let i = 4; i + 20 <= moov.length; i++) {
    if (view.getUint32(i) !== 0x73747364) continue
    const codec = VIDEO_CODECS[String.fromCharCode(...moov.subarray(i + 16, i + 20))]
    if (codec) return codec
  }
  return null
}

/** How long a clip is by its movie header, s; null when that is not said. */
export function clipDurationS(moov: Uint8Array): number | null {
  const view = new DataView(moov.buffer, moov.byteOffset, moov.byteLength)
  for (let i = 4; i + 36 < moov.length; i++) {
    if (view.getUint32(i) !== 0x6d766864) continue
    const isLong = moov[i + 4] === 1
    const scale = view.getUint32(i + (isLong ? 24 : 16))
    const units = isLong ? Number(view.getBigUint64(i + 28)) : view.getUint32(i + 20)
    return scale > 0 ? units / scale : null
  }
  return null
}
