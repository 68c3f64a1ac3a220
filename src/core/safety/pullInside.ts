import { frameAt, type Vec } from '../geo/frame.ts'
import { distance, edgesOf, isInside, nearestOnSegment, type Region } from '../geo/polygon.ts'
import type { LatLon } from '../geo/position.ts'
import type { Mission } from '../mission/mission.ts'
import type { Waypoints } from '../mission/pattern.ts'
import { fenceArea } from '../pattern/fenceArea.ts'
import { quantisePlace } from '../units/quantise.ts'
import { segmentClears } from './clearance.ts'
import type { Subject } from './subject.ts'

/** This much farther in than the margin asks, m: what is written is rounded. */
const SPARE_M = 0.1
/** Offsets of curves are polygons: what is as far as this from where they should lie is on the same side of both, m. */
const SURE_M = 0.1

/**
 * Whether `pulledInside` finds anything to move, without building the fence less the margin where it need not: the waypoints
 * themselves show it, as long as one lies well inside and another outside.
 */
export function canPullInside(subject: Subject, pattern: Waypoints, marginM: number): boolean {
  if (pattern.verbatim) return false
  const waypoints = pattern.steps.flatMap((step) =>
    step.kind === 'waypoint' ? [subject.frame.toLocal(step.at)] : [],
  )
  const keeps = ({ x, y }: Vec, needM: number): boolean =>
    subject.zones.every(({ zone, shape }) => segmentClears(shape, zone.inclusion, x, y, x, y, needM))
  if (subject.zones.some(({ zone }) => zone.inclusion)) {
    const isIn = waypoints.map((at) => keeps(at, marginM + SPARE_M + SURE_M))
    if (isIn.every(Boolean)) return false
    if (isIn.some(Boolean) && waypoints.some((at) => !keeps(at, marginM + SPARE_M - SURE_M / 2))) return true
  }
  return pulledInside(subject.mission, pattern, marginM) !== null
}

/**
 * A pattern of waypoints by hand with each one that lies outside the fence less `marginM` moved to the nearest place
 * inside; null where none does, where nothing is left inside, or where the steps are kept as a file held them.
 */
export function pulledInside(mission: Mission, pattern: Waypoints, marginM: number): Waypoints | null {
  const frame = frameAt(mission.home)
  const free = fenceArea(mission.fence, frame, marginM + SPARE_M)
  if (!free || free.length === 0 || pattern.verbatim) return null
  let moved = 0
  const steps = pattern.steps.map((step) => {
    if (step.kind !== 'waypoint' || isInside(frame.toLocal(step.at), free)) return step
    const nearest = nearestPlace(frame.toLocal(step.at), free)
    moved += 1
    const { lat, lon } = frame.toLatLon(nearest)
    const at: LatLon = quantisePlace({ lat, lon })
    return { ...step, at }
  })
  return moved > 0 ? { ...pattern, steps } : null
}

function nearestPlace(from: Vec, region: Region): Vec {
  let nearest = from
  let leastM = Number.POSITIVE_INFINITY
  for (const edge of edgesOf(region)) {
    const place = nearestOnSegment(from, edge)
    const metres = distance(from, place)
    if (metres < leastM) [nearest, leastM] = [place, metres]
  }
  return nearest
}
