import type { LatLon } from './position.ts'

/** A place on the universal transverse Mercator grid, on WGS-84: m from the zone's false origin. */
export type Utm = {
  /** 1 to 60, from 180° W eastward. */
  readonly zone: number
  readonly isNorth: boolean
  readonly eastM: number
  /** From the equator; in the south from 10,000 km below it. */
  readonly northM: number
}

/** Where the grid ends: beyond it maps are polar. */
const LOWEST_LAT = -80
const HIGHEST_LAT = 84

const RADIUS_M = 6_378_137
const FLATTENING = 1 / 298.257223563
const SCALE = 0.9996
const FALSE_EAST_M = 500_000
const FALSE_NORTH_M = 10_000_000

const E = Math.sqrt(FLATTENING * (2 - FLATTENING))
const N = FLATTENING / (2 - FLATTENING)
/** Radius of the circle whose circumference is that of a meridian, times the scale of the grid, m. */
const MERIDIAN_M = (SCALE * RADIUS_M * (1 + N ** 2 / 4 + N ** 4 / 64)) / (1 + N)
/** Krüger's series to the fourth power of the third flattening: below a micrometre in a zone. */
const TO_GRID = [
  N / 2 - (2 * N ** 2) / 3 + (5 * N ** 3) / 16 + (41 * N ** 4) / 180,
  (13 * N ** 2) / 48 - (3 * N ** 3) / 5 + (557 * N ** 4) / 1440,
  (61 * N ** 3) / 240 - (103 * N ** 4) / 140,
  (49_561 * N ** 4) / 161_280,
]
const FROM_GRID = [
  N / 2 - (2 * N ** 2) / 3 + (37 * N ** 3) / 96 - N ** 4 / 360,
  N ** 2 / 48 + N ** 3 / 15 - (437 * N ** 4) / 1440,
  (17 * N ** 3) / 480 - (37 * N ** 4) / 840,
  (4397 * N ** 4) / 161_280,
]

const rad = (degrees: number): number => (degrees * Math.PI) / 180
const degrees = (radians: number): number => (radians * 180) / Math.PI

/** Longitude of a zone's middle, degrees. */
const middleOf = (zone: number): number => zone * 6 - 183

/** The zone of a place, with the wider ones off Norway and in Svalbard. */
function zoneOf({ lat, lon }: LatLon): number {
  if (lat >= 56 && lat < 64 && lon >= 3 && lon < 12) return 32
  if (lat >= 72 && lon >= 0 && lon < 42) return lon < 9 ? 31 : lon < 21 ? 33 : lon < 33 ? 35 : 37
  return Math.min(60, Math.floor((lon + 180) / 6) + 1)
}

/** A series over multiples of a complex angle: what it moves the northward and the eastward part by. */
function moved(series: readonly number[], north: number, east: number): { north: number; east: number } {
  let [byNorth, byEast] = [0, 0]
  series.forEach((weight, i) => {
    const times = 2 * (i + 1)
    byNorth += weight * Math.sin(times * north) * Math.cosh(times * east)
    byEast += weight * Math.cos(times * north) * Math.sinh(times * east)
  })
  return { north: byNorth, east: byEast }
}

/** The tangent of the conformal latitude, of the tangent of a latitude. */
function conformal(tangent: number): number {
  const sigma = Math.sinh(E * Math.atanh((E * tangent) / Math.hypot(1, tangent)))
  return tangent * Math.hypot(1, sigma) - sigma * Math.hypot(1, tangent)
}

/** A place on the grid, in its own zone; null nearer to a pole than the grid goes. */
export function toUtm(at: LatLon): Utm | null {
  if (at.lat < LOWEST_LAT || at.lat > HIGHEST_LAT) return null
  const zone = zoneOf(at)
  const tangent = conformal(Math.tan(rad(at.lat)))
  const lon = rad(at.lon - middleOf(zone))
  const north = Math.atan2(tangent, Math.cos(lon))
  const east = Math.asinh(Math.sin(lon) / Math.hypot(tangent, Math.cos(lon)))
  const by = moved(TO_GRID, north, east)
  const isNorth = at.lat >= 0
  return {
    zone,
    isNorth,
    eastM: FALSE_EAST_M + MERIDIAN_M * (east + by.east),
    northM: MERIDIAN_M * (north + by.north) + (isNorth ? 0 : FALSE_NORTH_M),
  }
}

/** The place of a grid position, degrees; null where the grid has none such. */
export function fromUtm({ zone, isNorth, eastM, northM }: Utm): LatLon | null {
  const onGridN = (northM - (isNorth ? 0 : FALSE_NORTH_M)) / MERIDIAN_M
  const onGridE = (eastM - FALSE_EAST_M) / MERIDIAN_M
  const by = moved(FROM_GRID, onGridN, onGridE)
  const north = onGridN - by.north
  const east = onGridE - by.east
  const wanted = Math.sin(north) / Math.hypot(Math.sinh(east), Math.cos(north))
  // Newton from the conformal latitude, which is at most 0.2° off.
  let tangent = wanted
  for (let i = 0; i < 6; i++) {
    const is = conformal(tangent)
    const steepness = (1 + (1 - E * E) * tangent * tangent) / ((1 - E * E) * Math.hypot(1, tangent))
    tangent += ((wanted - is) / Math.hypot(1, is)) * steepness
  }
  const lat = degrees(Math.atan(tangent))
  const around = middleOf(zone) + degrees(Math.atan2(Math.sinh(east), Math.cos(north)))
  const lon = around > 180 ? around - 360 : around < -180 ? around + 360 : around
  const isThere = zone >= 1 && zone <= 60 && lat >= LOWEST_LAT && lat <= HIGHEST_LAT
  return isThere ? { lat, lon } : null
}
