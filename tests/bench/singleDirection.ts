import { frameAt, type Vec } from '../../src/core/geo/frame.ts'
import { difference, grow, shrink, union } from '../../src/core/geo/offset.ts'
import { distance } from '../../src/core/geo/polygon.ts'
import type { LatLon } from '../../src/core/geo/position.ts'
import { stopToStopS } from '../../src/core/pattern/speedProfile.ts'
import { lanesAt } from '../../src/core/pattern/survey/lanes.ts'
import type { Route } from '../../src/core/route/route.ts'

/** The speed profile of the comparison: m/s, m/s², a stop at every turn. */
const SPEED_MS = 8
const ACCELERATION_MS2 = 2
const secondsFor = (metres: number): number => stopToStopS(metres, SPEED_MS, ACCELERATION_MS2)

/**
 * What a usual planner does at its best: the best of 180 whole-degree directions, the same lane rule, always on to the
 * nearest lane end, straight there (even across a hole), a stop at each end. Seconds from first to last waypoint.
 */
export function bestSingleDirectionS(rings: readonly LatLon[][], spacingM: number): number {
  const frame = frameAt(rings[0]?.[0] as LatLon)
  const [outer = [], ...holes] = rings.map((ring) => ring.map((corner) => frame.toLocal(corner)))
  const area = holes.length > 0 ? difference([outer], union(holes.map((hole) => [hole]))) : [outer]
  const cores = holes.flatMap((hole) => shrink([hole], spacingM / 2))
  const around = grow([outer], 200)
  const free = cores.length > 0 ? difference(around, cores) : around
  let best = Number.POSITIVE_INFINITY
  for (let degrees = 0; degrees < 180; degrees++)
    best = Math.min(best, greedyS(lanesAt(area, free, spacingM, (degrees * Math.PI) / 180)))
  return best
}

function greedyS(lanes: readonly { from: Vec; to: Vec }[]): number {
  const left = new Set(lanes)
  let here: Vec = { x: 0, y: 0 }
  let seconds = 0
  let isFirst = true
  while (left.size > 0) {
    let next: { lane: { from: Vec; to: Vec }; entry: Vec; exit: Vec } | null = null
    let nearest = Number.POSITIVE_INFINITY
    for (const lane of left)
      for (const [entry, exit] of [
        [lane.from, lane.to],
        [lane.to, lane.from],
      ] as const)
        if (distance(here, entry) < nearest) {
          nearest = distance(here, entry)
          next = { lane, entry, exit }
        }
    if (!next) break
    if (!isFirst) seconds += secondsFor(nearest)
    isFirst = false
    seconds += secondsFor(distance(next.entry, next.exit))
    here = next.exit
    left.delete(next.lane)
  }
  return seconds
}

/** The same profile over a planned route: a stop at every waypoint, from the first of its patterns to the last. */
export function plainTimeS(route: Route): number {
  const frame = frameAt(route.home)
  const own = route.points.filter((point) => point.patternId !== null).map((point) => frame.toLocal(point))
  return own.slice(1).reduce((sum, place, i) => sum + secondsFor(distance(own[i] as Vec, place)), 0)
}

/** No way to see the area can be quicker: its lane metres at full speed, and two stops. */
export const lowerBoundS = (areaM2: number, spacingM: number): number =>
  areaM2 / spacingM / SPEED_MS + SPEED_MS / ACCELERATION_MS2
