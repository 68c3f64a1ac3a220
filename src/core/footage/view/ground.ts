import type { Flight } from '../../flight/flight.ts'
import type { LatLon } from '../../geo/position.ts'
import type { Mission } from '../../mission/mission.ts'
import { groundAt, sampleStepM, type Terrain } from '../../terrain/terrain.ts'

/** South is least; west may be east of east across the date line. */
export type Box = {
  readonly south: number
  readonly north: number
  readonly west: number
  readonly east: number
}

/** The ground about a flight, metres over its take-off. */
export type Ground = {
  /** Null where the elevation model knows nothing. */
  at(place: LatLon): number | null
  /** No ground in a box is lower than this; without a box, none at all. Never above take-off. */
  lowestM(box?: Box): number
  /** How densely a ray has to be followed over it, m. */
  readonly stepM: number
}

/** A first point of a track no higher than this still stands at take-off, m. */
const STANDS_M = 5

/** Where a flight took off: its track begins there, or its mission's home is all that is known. */
export function takeoffOf(flight: Pick<Flight, 'track'>, mission: Pick<Mission, 'home'>): LatLon {
  const [first] = flight.track
  return first && first.heightM !== null && Math.abs(first.heightM) <= STANDS_M ? first : mission.home
}

/** The elevation model of a flight's mission as ground over its take-off; null where it has none, or not there. */
export function groundOf(
  flight: Pick<Flight, 'track'> | null | undefined,
  mission: Pick<Mission, 'home' | 'terrain'> | null | undefined,
): Ground | null {
  if (!flight || !mission?.terrain) return null
  const takeoffM = groundAt(mission.terrain, takeoffOf(flight, mission))
  return takeoffM === null ? null : groundOver(mission.terrain, takeoffM)
}

/** An elevation model counted from the height of a take-off, metres above the model's datum. */
export function groundOver(terrain: Terrain, takeoffM: number): Ground {
  // Only an index asks for the lowest ground: most who ask for a place do not.
  let lowest: ReturnType<typeof lowestOf> | null = null
  return {
    at: (place) => {
      const metres = groundAt(terrain, place)
      return metres === null ? null : metres - takeoffM
    },
    lowestM: (box) => {
      lowest ??= lowestOf(terrain)
      return Math.min(0, lowest(box) / 10 - takeoffM)
    },
    stepM: sampleStepM(terrain),
  }
}

/** A model is divided into so many squares each way, of which the lowest sample is kept. */
const SQUARES = 16

/** The lowest of a model's squares that a box touches, decimetres; infinite where it touches none. */
function lowestOf(terrain: Terrain): (box?: Box) => number {
  const { width, height, heightsDm, west, north, stepLon, stepLat } = terrain
  const lows = new Float64Array(SQUARES * SQUARES).fill(Number.POSITIVE_INFINITY)
  const column = (x: number): number => Math.min(SQUARES - 1, Math.max(0, Math.floor((x * SQUARES) / width)))
  const row = (y: number): number => Math.min(SQUARES - 1, Math.max(0, Math.floor((y * SQUARES) / height)))
  for (const [i, dm] of heightsDm.entries()) {
    const at = row(Math.floor(i / width)) * SQUARES + column(i % width)
    if (dm !== null && dm < (lows[at] as number)) lows[at] = dm
  }
  return (box) => {
    let least = Number.POSITIVE_INFINITY
    // Between two samples the ground is between their heights: the next sample out counts too.
    const x = (lon: number): number => ((((lon - west + 180) % 360) + 360) % 360) / stepLon - 180 / stepLon
    const [fromX, toX] = box ? [column(x(box.west) - 1), column(x(box.east) + 1)] : [0, SQUARES - 1]
    const [fromY, toY] = box
      ? [row((north - box.north) / stepLat - 1), row((north - box.south) / stepLat + 1)]
      : [0, SQUARES - 1]
    for (let j = fromY; j <= toY; j++)
      for (let i = fromX; i <= toX; i++) least = Math.min(least, lows[j * SQUARES + i] as number)
    return least
  }
}
