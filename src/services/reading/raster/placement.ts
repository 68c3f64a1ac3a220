import proj4 from 'proj4'
import { type Affine, applied, inverseOf } from '../../../core/geo/affine.ts'
import { crsOf } from '../../../core/geo/crs.ts'
import type { Vec } from '../../../core/geo/frame.ts'
import { fromWgs84, type MapDatum, toWgs84 } from '../../../core/geo/mapDatum.ts'
import { positionOf, pixelOf } from '../../../core/geo/webMercator.ts'
import type { LatLon } from '../../../core/geo/position.ts'
import { ontoCorners, projected, undone } from '../../../core/geo/quad.ts'
import { projectionOf } from '../projectedGrid.ts'

/** Where a picture lies: pixels, counted from the outer corner of its first one, to places in WGS-84 and back. */
export type Placement = {
  toPlace(pixel: Vec): LatLon | null
  /** Not finite where the place has none. */
  toPixel(place: LatLon): Vec
}

/** Coordinates of a system to places in WGS-84 and back. */
export type Ground = { toPlace(at: Vec): LatLon | null; fromPlace(place: LatLon): Vec }

const onEarth = (lat: number, lon: number): LatLon | null =>
  Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null

/** The system of a definition that proj4 takes. @throws where it takes it for none. */
function groundOf(definition: string): Ground {
  const converter = proj4(definition, 'WGS84')
  return {
    toPlace({ x, y }) {
      if (!Number.isFinite(x) || !Number.isFinite(y)) return null
      const [lon = Number.NaN, lat = Number.NaN] = converter.forward([x, y])
      return onEarth(lat, lon)
    },
    fromPlace({ lat, lon }) {
      const [x = Number.NaN, y = Number.NaN] = converter.inverse([lon, lat])
      return { x, y }
    },
  }
}

const DEGREES: Ground = {
  toPlace: ({ x, y }) => onEarth(y, x),
  fromPlace: ({ lat, lon }) => ({ x: lon, y: lat }),
}

/** The system of an EPSG code; null where it is not known here. */
export function groundOfEpsg(epsg: number): Ground | null {
  const crs = crsOf(epsg)
  if (!crs) return null
  if (crs.kind === 'degrees') return DEGREES
  if (crs.kind === 'mercator') return groundOf('EPSG:3857')
  const definition = projectionOf(epsg)
  return definition === null ? null : groundOf(definition)
}

/** Datums within decimetres of WGS-84. */
const LIKE_WGS84 = /WGS|CGCS|China_?2000|China_Geodetic_Coordinate_System_2000|GRS_?1980|ETRS|ITRF/i

/** The system of a `.prj`; null where it is none that can be followed, or lies on another ellipsoid. */
export function groundOfWkt(wkt: string): Ground | null {
  try {
    return LIKE_WGS84.test(wkt) ? groundOf(wkt.trim()) : null
  } catch {
    return null
  }
}

/** A picture whose pixels a map of the plane takes to coordinates of a system, read in a datum. Null for a flat map. */
export function placedBy(affine: Affine, ground: Ground, datum: MapDatum = 'wgs84'): Placement | null {
  const back = inverseOf(affine)
  if (!back) return null
  return {
    toPlace(pixel) {
      const place = ground.toPlace(applied(affine, pixel))
      return place && toWgs84(place, datum)
    },
    toPixel: (place) => applied(back, ground.fromPlace(fromWgs84(place, datum))),
  }
}

/** Lines of the map are straight in a picture that is laid out by corners: this is the map's zoom they are reckoned at. */
const CORNER_ZOOM = 20

/** A picture by its four corners (top left, top right, bottom right, bottom left), read in a datum; null where three lie on a line. */
export function placedByCorners(
  widthPx: number,
  heightPx: number,
  corners: readonly LatLon[],
  datum: MapDatum = 'wgs84',
): Placement | null {
  const origin = corners[0] && pixelOf(toWgs84(corners[0], datum), CORNER_ZOOM)
  if (!origin) return null
  // From the first corner: the numbers of the whole map leave too few digits for the reckoning.
  const near = corners.map((corner) => {
    const { x, y } = pixelOf(toWgs84(corner, datum), CORNER_ZOOM)
    return { x: x - origin.x, y: y - origin.y }
  })
  const onto = ontoCorners(widthPx, heightPx, near)
  if (!onto) return null
  const back = undone(onto)
  return {
    toPlace(pixel) {
      const { x, y } = projected(onto, pixel)
      return positionOf({ x: x + origin.x, y: y + origin.y }, CORNER_ZOOM)
    },
    toPixel(place) {
      const { x, y } = pixelOf(place, CORNER_ZOOM)
      return projected(back, { x: x - origin.x, y: y - origin.y })
    },
  }
}

/** The four corners of a picture on the ground, from the top left, clockwise; null where one has no place. */
export function cornersOf(
  { toPlace }: Pick<Placement, 'toPlace'>,
  widthPx: number,
  heightPx: number,
): [LatLon, LatLon, LatLon, LatLon] | null {
  const [a, b, c, d] = [
    [0, 0],
    [widthPx, 0],
    [widthPx, heightPx],
    [0, heightPx],
  ].map(([x = 0, y = 0]) => toPlace({ x, y }))
  return a && b && c && d ? [a, b, c, d] : null
}
