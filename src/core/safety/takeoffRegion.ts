import { frameAt } from '../geo/frame.ts'
import { union } from '../geo/offset.ts'
import type { LatLon } from '../geo/position.ts'
import type { Mission } from '../mission/mission.ts'
import type { Route } from '../route/route.ts'
import type { Site } from '../site/site.ts'
import { groundAt } from '../terrain/terrain.ts'
import { judge } from './judge.ts'

/** Squares looked at to each side of home, and how far they reach at most, m. */
const SQUARES = 10
const REACH_M = 200
/** Heights of the ground at take-off are looked for this far from the planned one, m. */
const GROUND_REACH_M = 64
const GROUND_STEP_M = 0.5

/**
 * 起飞可用区: where, and on how high ground, the vehicle may really take off so that the verdict still has no error.
 * `outlines` are made of squares of `squareM` metres whose middle was judged. `ground` are the lowest and highest
 * metres above sea level at the planned place; null where the heights over the sea are not known.
 */
export type TakeoffRegion = {
  readonly outlines: LatLon[][]
  readonly squareM: number
  readonly ground: { readonly lowestM: number; readonly highestM: number } | null
}

/**
 * Judges the route as planned from other places of take-off. Its waypoints stay where they are, but their heights are
 * over the place of take-off: on other ground the whole flight is higher or lower. The energy is taken as planned.
 */
export function takeoffRegion(input: {
  mission: Mission
  sites: readonly Site[]
  route: Route
  nowMs: number
}): TakeoffRegion {
  const { mission, sites, route, nowMs } = input
  const { home, terrain } = mission
  const holds = (at: LatLon, amslM: number | null): boolean =>
    judge({
      mission: { ...mission, home: { ...at, amslM } },
      sites,
      route: takenOffAt(route, at),
      nowMs,
    }).ok
  const frame = frameAt(home)
  const squareM = REACH_M / SQUARES
  const squares: { x: number; y: number }[][][] = []
  for (let i = -SQUARES; i <= SQUARES; i++)
    for (let j = -SQUARES; j <= SQUARES; j++) {
      const middle = { x: i * squareM, y: j * squareM }
      if (Math.hypot(middle.x, middle.y) > REACH_M) continue
      const at = i === 0 && j === 0 ? home : frame.toLatLon(middle)
      const amslM = i === 0 && j === 0 ? home.amslM : ((terrain && groundAt(terrain, at)) ?? home.amslM)
      if (holds(at, amslM)) squares.push([squareAbout(middle, squareM / 2)])
    }
  const outlines = union(squares).map((outline) => outline.map((corner) => frame.toLatLon(corner)))
  const plannedM = home.amslM ?? (terrain && groundAt(terrain, home)) ?? null
  const ground =
    plannedM === null || !holds(home, plannedM)
      ? null
      : {
          lowestM: plannedM - holdsFor((by) => holds(home, plannedM - by)),
          highestM: plannedM + holdsFor((by) => holds(home, plannedM + by)),
        }
  return { outlines, squareM, ground }
}

/** The route with its take-off at another place. */
const takenOffAt = (route: Route, { lat, lon }: LatLon): Route => ({
  ...route,
  home: { ...route.home, lat, lon },
  points: route.points.map((point) => (point.role === 'takeoff' ? { ...point, lat, lon } : point)),
})

const squareAbout = ({ x, y }: { x: number; y: number }, half: number) => [
  { x: x - half, y: y - half },
  { x: x + half, y: y - half },
  { x: x + half, y: y + half },
  { x: x - half, y: y + half },
]

/** The most metres by which something still holds, to half a metre; the ground's effect grows with its height. */
function holdsFor(isFine: (metres: number) => boolean): number {
  if (isFine(GROUND_REACH_M)) return GROUND_REACH_M
  let fine = 0
  let bad = GROUND_REACH_M
  while (bad - fine > GROUND_STEP_M) {
    const middle = (fine + bad) / 2
    if (isFine(middle)) fine = middle
    else bad = middle
  }
  return fine
}
