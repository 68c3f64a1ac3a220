/** From where each picture of the demo was taken, and what a camera saw there: as its file says, else along the track. */
import fs from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Lens } from '../../../src/core/footage/footage.ts'
import { readPhoto } from '../../../src/core/footage/photo/photo.ts'
import type { View } from '../../../src/core/footage/view/view.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'

/** What `viewOf` takes for a lens that no file names: the wide one of most drones, 4:3. */
const PHOTO_LENS: Lens = { hfovDeg: 73.7, vfovDeg: 58.7 }
/** The same glass as clips take it: cut to 16:9. */
const CLIP_LENS: Lens = { hfovDeg: 73.7, vfovDeg: 45.7 }
/** Over take-off, where the flight flew, m. */
const HEIGHT_M = 60

export const PHOTOS = {
  southEast: 'DJI_20260520101530_0001_V.JPG',
  east: 'DJI_20260520101545_0004_V_clock+37s.JPG',
  northEast: 'DJI_20260520101600_0002_V_nogps.JPG',
  northWest: 'DJI_20260520101630_0003_V_zerogps.JPG',
}
export const CLIP = 'DJI_20260520101540_0001_V.MP4'
export const TRACK = 'patrol.gpx'
export const FOOTAGE_DIR = fileURLToPath(new URL('../../../missions/demo/footage/', import.meta.url))

/** Width and height in pixels. */
export const PHOTO_SIZE = { widthPx: 1600, heightPx: 1200 }
export const CLIP_SIZE = { widthPx: 768, heightPx: 432 }

/** When each was taken that does not say where, UTC, and which way its camera looked: nothing tells, so it is chosen. */
const ALONG_TRACK: Record<string, { at: string; headingDeg: number; pitchDeg: number }> = {
  [PHOTOS.northEast]: { at: '02:16:00', headingDeg: 268, pitchDeg: -57 },
  [PHOTOS.northWest]: { at: '02:16:30', headingDeg: 304, pitchDeg: -42 },
  [CLIP]: { at: '02:15:40', headingDeg: 158, pitchDeg: -46 },
}

/** The view of a photo, or of a clip so many seconds from its beginning. */
export function viewIn(fileName: string, second = 0): View {
  const chosen = ALONG_TRACK[fileName]
  if (chosen) {
    const { headingDeg, pitchDeg } = chosen
    const atMs = Date.parse(`2026-05-20T${chosen.at}Z`) + second * 1000
    return {
      at: trackAt(atMs),
      heightM: HEIGHT_M,
      headingDeg,
      pitchDeg,
      lens: fileName === CLIP ? CLIP_LENS : PHOTO_LENS,
    }
  }
  const placement = readPhoto(fs.readFileSync(FOOTAGE_DIR + fileName)).value?.placement
  if (!placement || placement.headingDeg === null || placement.pitchDeg === null)
    throw new Error(`${fileName} does not say where it was taken`)
  const { at, headingDeg, pitchDeg } = placement
  return { at, heightM: placement.heightM ?? HEIGHT_M, headingDeg, pitchDeg, lens: PHOTO_LENS }
}

/** Where the track was: it has a point every second. */
function trackAt(atMs: number): LatLon {
  const points = [
    ...fs
      .readFileSync(FOOTAGE_DIR + TRACK, 'utf8')
      .matchAll(/lat="([\d.]+)" lon="([\d.]+)".*?<time>(.*?)<\/time>/g),
  ].map(([, lat, lon, time]) => ({ lat: Number(lat), lon: Number(lon), atMs: Date.parse(time ?? '') }))
  const next = points.findIndex((point) => point.atMs > atMs)
  const [a, b] = [points[next - 1], points[next]]
  if (!a || !b) throw new Error('the track does not hold that moment')
  const share = (atMs - a.atMs) / (b.atMs - a.atMs)
  return { lat: a.lat + (b.lat - a.lat) * share, lon: a.lon + (b.lon - a.lon) * share }
}
