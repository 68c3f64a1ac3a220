import type { LatLon } from '../../src/core/geo/position.ts'
import { frameAt, type Vec } from '../../src/core/geo/frame.ts'
import type { Asset, Site } from '../../src/core/site/site.ts'

/** Where the built samples lie; local positions are metres east and north of it. */
export const ORIGIN: LatLon = { lat: 41.77, lon: 109.97 }

/** Metres east and north of an origin as a position. */
export const place = (x: number, y: number, origin: LatLon = ORIGIN): LatLon =>
  frameAt(origin).toLatLon({ x, y })

/** Corners in metres east and north of an origin as a ring. */
export const ring = (corners: readonly (readonly [number, number])[], origin: LatLon = ORIGIN): LatLon[] =>
  corners.map(([x, y]) => place(x, y, origin))

/** A rectangle as a ring: west, south, east, north in metres. */
export const box = (w: number, s: number, e: number, n: number, origin: LatLon = ORIGIN): LatLon[] =>
  ring(
    [
      [w, s],
      [e, s],
      [e, n],
      [w, n],
    ],
    origin,
  )

export const vecs = (positions: readonly LatLon[], origin: LatLon = ORIGIN): Vec[] =>
  positions.map((position) => frameAt(origin).toLocal(position))

const SITE_ID = '0190aaaa-0000-7000-8000-000000000001'
const ENTERPRISE_ID = '0190aaaa-0000-7000-8000-0000000000e1'

/** A site of 200 × 200 m north-east of the origin on level, declared ground of 1,300 m. */
export const aSite = (over: Partial<Site> = {}): Site => ({
  id: SITE_ID,
  enterpriseId: ENTERPRISE_ID,
  name: { zh: '样例厂区', en: 'Sample site' },
  boundary: box(0, 0, 200, 200),
  ground: { lowestM: 1300, highestM: 1300, source: 'survey 2026' },
  assets: [],
  remarks: '',
  ...over,
})

/** A tank farm of 20 × 20 m, 12 m high. */
export const anAsset = (over: Partial<Asset> = {}): Asset => ({
  id: 'tank-1',
  name: { zh: '硫酸罐区', en: 'Acid tanks' },
  kind: 'tank',
  footing: { kind: 'area', ring: box(90, 90, 110, 110) },
  heightM: 12,
  explosionZone: null,
  ...over,
})
