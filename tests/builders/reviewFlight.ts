import type { Flight } from '../../src/core/flight/flight.ts'
import { groundBehind } from '../../src/core/footage/view/footprint.ts'
import type { View } from '../../src/core/footage/view/view.ts'
import { frameAt } from '../../src/core/geo/frame.ts'
import type { LatLon } from '../../src/core/geo/position.ts'
import type { Asset, Site } from '../../src/core/site/site.ts'
import { aFlight, anId } from './enterprise.ts'
import { aLargeJpeg, LARGE } from './largeJpeg.ts'
import { djiXmp } from './rawPhoto.ts'
import { anAsset, aSite, box, ORIGIN, place } from './site.ts'

/** Ten assets in a row, so far apart, m. */
const APART_M = 40
const HEIGHT_M = 60
const START_MS = Date.UTC(2026, 4, 20, 2, 15)
const EVERY_S = 2

/** Ten tanks, invented: 12 m wide and 6 m high, from west to east. */
const TANKS: readonly Asset[] = Array.from({ length: 10 }, (_, i) =>
  anAsset({
    id: `tank-${i}`,
    name: { zh: `${i + 1} 号储罐`, en: `Tank ${i + 1}` },
    kind: 'tank',
    heightM: 6,
    footing: { kind: 'point', at: place(i * APART_M, 100), radiusM: 6 },
  }),
)

export const reviewSite: Site = aSite({
  id: anId(931),
  enterpriseId: anId(1),
  boundary: box(-80, 0, 10 * APART_M + 80, 200),
  assets: [...TANKS],
})

export const reviewFlight: Flight = aFlight({
  id: anId(932),
  missionId: null,
  siteIds: [reviewSite.id],
  takeoffAtMs: START_MS,
  landedAtMs: START_MS + 3_600_000,
})

/** A photo of a flight to look through, and the tank that is amiss in it. */
export type ReviewPhoto = {
  readonly name: string
  readonly takenAtMs: number
  readonly view: View
  readonly amiss: Asset | null
  bytes(): Uint8Array
}

/**
 * The photos of a flight over ten tanks, of 20 million pixels each, with a place, a gimbal and a time of their own. In ten of
 * them a tank is amiss: it stands in the middle of the picture, while the drone was above its neighbour.
 */
export function reviewPhotos(count: number): ReviewPhoto[] {
  const tenth = Math.floor(count / 10)
  return Array.from({ length: count }, (_, i) => {
    const nth = i % tenth === Math.floor(tenth / 2) ? Math.floor(i / tenth) : null
    const amiss = (nth === null ? null : TANKS[nth]) ?? null
    const eastM = amiss && nth !== null ? nth * APART_M : ((i * 7) % (10 * APART_M)) - 20
    // Above the neighbour to the west, looking east; the others look straight down beside the row.
    const at = amiss ? place(eastM - APART_M, 100) : place(eastM, 40 + (i % 5) * 8)
    const view: View = {
      at,
      heightM: HEIGHT_M,
      headingDeg: amiss ? 90 : 0,
      pitchDeg: amiss ? (-Math.atan2(HEIGHT_M, APART_M) * 180) / Math.PI : -90,
      lens: { hfovDeg: 73.7, vfovDeg: 58.7 },
    }
    const takenAtMs = START_MS + i * EVERY_S * 1000
    return {
      name: `DJI_${String(i + 1).padStart(4, '0')}.JPG`,
      takenAtMs,
      view,
      amiss,
      bytes: () => bytesOf(view, takenAtMs, i),
    }
  })
}

function bytesOf(view: View, takenAtMs: number, number: number): Uint8Array {
  const utc = new Date(takenAtMs).toISOString()
  const xmp = djiXmp(
    {
      GpsLatitude: signed(view.at.lat),
      GpsLongitude: signed(view.at.lon),
      RelativeAltitude: `+${view.heightM.toFixed(1)}`,
      GimbalYawDegree: view.headingDeg.toFixed(2),
      GimbalPitchDegree: view.pitchDeg.toFixed(2),
      GimbalRollDegree: '0.00',
      UTCAtExposure: `${utc.slice(0, 19)}.000000`,
    },
    'attributes',
  )
  // The scene by squares of 4 by 4 of the picture's own: tanks are bright, and a bar says which picture it is.
  const coarse = new Map<number, number>()
  const [columns, rows] = [LARGE.widthPx / 8, LARGE.heightPx / 8]
  const sceneAt = (column: number, row: number): number => {
    const key = (row >> 2) * columns + (column >> 2)
    let value = coarse.get(key)
    if (value === undefined) {
      const met = groundBehind(view, (2 * column) / columns - 1, 1 - (2 * row) / rows, null)
      coarse.set(key, (value = met ? groundAt(met.at) : 30))
    }
    return value
  }
  return aLargeJpeg({ xmp }, (column, row) =>
    row < 12 ? (column < (number + 1) * 1.6 ? 240 : 20) : sceneAt(column, row),
  )
}

const local = frameAt(ORIGIN)
function groundAt(at: LatLon): number {
  const { x, y } = local.toLocal(at)
  const isTank = TANKS.some((_, i) => Math.hypot(x - i * APART_M, y - 100) < 6)
  return isTank ? 225 : 90 + ((Math.floor(x / 10) + Math.floor(y / 10)) % 2) * 12
}

const signed = (deg: number): string => `${deg < 0 ? '-' : '+'}${Math.abs(deg).toFixed(7)}`
