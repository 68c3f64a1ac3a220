import { fixOf, momentMsOf } from '../../geo/measured.ts'
import { finiteIn } from '../../units/finite.ts'
import { quantisePlace } from '../../units/quantise.ts'
import { boxAt, boxesOf, fullBox, viewOn } from './boxes.ts'
import type { TakenAt } from '../footage.ts'
import { type Fragment, fragmentsDurationS } from './fragments.ts'
import { LONGEST_S, timescaleOf, tracksOf } from './tracks.ts'

/** Seconds between 1904-01-01, from which MP4 counts, and 1970-01-01 (ISO/IEC 14496-12, 8.2.2). */
const MP4_EPOCH_S = 2_082_844_800

/**
 * The creation time in the movie header, from the body of a clip's `moov` box; null when it is unset (0), before 1970 or
 * after 2100, or there is no such box. Headers say UTC, and most cameras mean it.
 */
export function creationTime(moov: Uint8Array): TakenAt | null {
  const box = fullBox(boxAt(moov, ['mvhd']), 20)
  if (!box) return null
  const seconds = box.version === 1 ? Number(box.view.getBigUint64(4)) : box.view.getUint32(4)
  const utcMs = (seconds - MP4_EPOCH_S) * 1000
  if (seconds === 0 || momentMsOf(utcMs) === null) return null
  return { raw: `mvhd ${seconds}`, source: 'container', assumedZone: null, utcMs }
}

/** How long a clip is by its movie header, or by its fragments, s; null when neither says it. */
export function clipDurationS(moov: Uint8Array, fragments: readonly Fragment[] = []): number | null {
  const header = boxAt(moov, ['mvhd'])
  const box = fullBox(header, 20)
  const scale = timescaleOf(header)
  const isLong = box?.version === 1
  const at = isLong ? 24 : 16
  if (!box || scale === null || box.view.byteLength < at + (isLong ? 8 : 4)) return null
  const units = isLong ? Number(box.view.getBigUint64(at)) : box.view.getUint32(at)
  // All ones mean that it is not known (8.2.2); in fragments it is nought.
  const isSaid = units > 0 && units < (isLong ? 2 ** 63 : 0xffffffff)
  const seconds = isSaid ? units / scale : fragmentsDurationS(moov, fragments)
  return finiteIn(seconds, 0, LONGEST_S)
}

/** Where a clip says that it was taken: `©xyz` of phones (ISO 6709), or `loci` (3GPP TS 26.244, 8.12). */
export function clipPosition(moov: Uint8Array): { lat: number; lon: number } | null {
  for (const place of boxesOf(moov)) {
    const data =
      place.type === 'udta' ? place.body : place.type === 'trak' ? boxAt(place.body, ['udta']) : null
    for (const { type, body } of data ? boxesOf(data) : []) {
      const found = type === '\u00a9xyz' ? writtenPlace(body) : type === 'loci' ? codedPlace(body) : null
      if (found) return found
    }
  }
  return null
}

/** A length and a language, then latitude and longitude in degrees with their signs. */
function writtenPlace(body: Uint8Array): { lat: number; lon: number } | null {
  const text = String.fromCharCode(...body.subarray(4, 44))
  const match = /^([+-]\d+(?:\.\d+)?)([+-]\d+(?:\.\d+)?)/.exec(text)
  return match && placeOf(Number(match[1]), Number(match[2]))
}

/** Version and flags, language, a name that ends with 0, a role; then longitude and latitude in 16.16. */
function codedPlace(body: Uint8Array): { lat: number; lon: number } | null {
  const end = body.indexOf(0, 6)
  if (end === -1 || end + 10 > body.length) return null
  const view = viewOn(body)
  return placeOf(view.getInt32(end + 6) / 65_536, view.getInt32(end + 2) / 65_536)
}

function placeOf(lat: number, lon: number): { lat: number; lon: number } | null {
  const at = fixOf(lat, lon)
  return at && quantisePlace(at)
}

/** Sample entries of video (ISO/IEC 14496-12, 8.5.2; MP4 registration authority), and the names of what they hold. */
const VIDEO_CODECS: Readonly<Record<string, string>> = {
  avc1: 'H.264',
  avc3: 'H.264',
  hvc1: 'H.265',
  hev1: 'H.265',
  dvh1: 'H.265',
  dvhe: 'H.265',
  vp08: 'VP8',
  vp09: 'VP9',
  av01: 'AV1',
  mp4v: 'MPEG-4',
  jpeg: 'Motion JPEG',
  apch: 'ProRes',
  apcn: 'ProRes',
  apcs: 'ProRes',
}

/** How a clip's picture is coded, and its size as it is shown. */
export type ClipPicture = {
  readonly codec: string
  readonly widthPx: number | null
  readonly heightPx: number | null
}

/** The largest of a clip's pictures: cameras add a small still of it as a track of its own. Null where none is known. */
export function clipPicture(moov: Uint8Array): ClipPicture | null {
  let best: ClipPicture | null = null
  for (const { entry, described, isTurned } of tracksOf(moov)) {
    const codec = Object.hasOwn(VIDEO_CODECS, entry) ? VIDEO_CODECS[entry] : undefined
    if (!codec) continue
    // A visual sample entry has its size behind 24 bytes (12.1.3).
    const view = described.length >= 28 ? viewOn(described) : null
    const [across, up] = [view?.getUint16(24) || null, view?.getUint16(26) || null]
    const picture = { codec, widthPx: isTurned ? up : across, heightPx: isTurned ? across : up }
    if (!best || areaOf(picture) > areaOf(best)) best = picture
  }
  return best
}

const areaOf = ({ widthPx, heightPx }: ClipPicture): number => (widthPx ?? 0) * (heightPx ?? 0)
