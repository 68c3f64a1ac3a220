import proj4 from 'proj4'
import type { LatLon } from '../../core/geo/position.ts'
import type { Grid } from '../../core/terrain/grid.ts'

/** A raster in metres of a projection: its north-west sample, its steps, its rows from the north. */
export type ProjectedRaster = {
  readonly epsg: number
  readonly x0: number
  readonly y0: number
  readonly stepX: number
  readonly stepY: number
  readonly width: number
  readonly height: number
  readonly heightsM: ArrayLike<number>
}

/** About the places so much is taken, degrees: more than a mission keeps. */
const AROUND_DEG = 0.01
const METRES_A_DEGREE = 111_320
/** Samples of a piece in degrees, at most. */
const MOST_SAMPLES = 4_000_000

/**
 * The projection of an EPSG code as proj4 takes it: UTM on WGS-84, and CGCS2000's Gauss-Kruger zones of three and six
 * degrees, with the zone's number before the easting or without. Null for any other.
 */
export function projectionOf(epsg: number): string | null {
  const utm = (zone: number, south: boolean) =>
    `+proj=utm +zone=${zone}${south ? ' +south' : ''} +datum=WGS84 +units=m`
  const gauss = (meridian: number, easting: number) =>
    `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${easting} +y_0=0 +ellps=GRS80 +units=m`
  const within = (first: number, last: number) => epsg >= first && epsg <= last
  if (within(32_601, 32_660)) return utm(epsg - 32_600, false)
  if (within(32_701, 32_760)) return utm(epsg - 32_700, true)
  if (within(4491, 4501)) return gauss(75 + 6 * (epsg - 4491), (13 + epsg - 4491) * 1e6 + 500_000)
  if (within(4502, 4512)) return gauss(75 + 6 * (epsg - 4502), 500_000)
  if (within(4513, 4533)) return gauss(75 + 3 * (epsg - 4513), (25 + epsg - 4513) * 1e6 + 500_000)
  if (within(4534, 4554)) return gauss(75 + 3 * (epsg - 4534), 500_000)
  return null
}

/**
 * The part of a projected raster about some places, in degrees of WGS-84, each sample between its four neighbours
 * (bilinear), NaN where one of them is unknown; null where the projection is not known here. `isElsewhere`: no place of the
 * piece lies in the raster.
 */
export function inDegrees(
  raster: ProjectedRaster,
  places: readonly LatLon[],
): {
  piece: Pick<Grid, 'west' | 'north' | 'stepLon' | 'stepLat' | 'width' | 'height' | 'heightsM'>
  isElsewhere: boolean
} | null {
  const definition = projectionOf(raster.epsg)
  if (!definition || places.length === 0) return null
  const { forward } = proj4('WGS84', definition)
  const lats = places.map(({ lat }) => lat)
  const lons = places.map(({ lon }) => lon)
  const north = Math.max(...lats) + AROUND_DEG
  const south = Math.min(...lats) - AROUND_DEG
  const narrow = Math.max(0.05, Math.cos((((north + south) / 2) * Math.PI) / 180))
  const west = Math.min(...lons) - AROUND_DEG / narrow
  const east = Math.max(...lons) + AROUND_DEG / narrow
  const fine = Math.min(raster.stepX, raster.stepY) / METRES_A_DEGREE
  // Over a wide area as fine as there is room for.
  const coarse = Math.max(
    1,
    Math.sqrt((((north - south) / fine) * (east - west) * narrow) / fine / MOST_SAMPLES),
  )
  const stepLat = fine * coarse
  const stepLon = stepLat / narrow
  const width = Math.max(2, Math.ceil((east - west) / stepLon) + 1)
  const height = Math.max(2, Math.ceil((north - south) / stepLat) + 1)
  const heightsM = new Float32Array(width * height)
  let isElsewhere = true
  for (let j = 0; j < height; j++)
    for (let i = 0; i < width; i++) {
      const [x = Number.NaN, y = Number.NaN] = forward([west + i * stepLon, north - j * stepLat])
      const [column, row] = [(x - raster.x0) / raster.stepX, (raster.y0 - y) / raster.stepY]
      heightsM[j * width + i] = sampleAt(raster, column, row)
      isElsewhere &&= !(column >= 0 && row >= 0 && column < raster.width && row < raster.height)
    }
  return { piece: { west, north, stepLon, stepLat, width, height, heightsM }, isElsewhere }
}

function sampleAt({ width, height, heightsM }: ProjectedRaster, column: number, row: number): number {
  const [i, j] = [Math.floor(column), Math.floor(row)]
  if (!(i >= 0 && j >= 0 && i + 1 < width && j + 1 < height)) return Number.NaN
  const at = (di: number, dj: number) => heightsM[(j + dj) * width + i + di] ?? Number.NaN
  const [u, v] = [column - i, row - j]
  return (at(0, 0) * (1 - u) + at(1, 0) * u) * (1 - v) + (at(0, 1) * (1 - u) + at(1, 1) * u) * v
}
