import type { Waypoints } from '../mission/pattern.ts'
import { type PatternContext, type PatternTrack, routeNote } from './context.ts'
import { type TrackPoint, trackPoint } from './track.ts'

/**
 * Waypoints by hand, in their order. Verbatim steps are read by the route itself, from the items they become; in company
 * of other patterns such commands have no place, and it is said how many are left out.
 */
export function planWaypoints(pattern: Waypoints, context: PatternContext): PatternTrack {
  let speedMS = pattern.speedMS
  const points = pattern.steps.flatMap((step): TrackPoint[] => {
    if (step.kind !== 'waypoint') return []
    speedMS = step.speedMS ?? speedMS
    return [
      trackPoint(context.frame.toLocal(step.at), step.heightM, speedMS, 'waypoint', {
        holdS: step.holdS,
        headingDeg: step.headingDeg,
        photo: step.photo,
      }),
    ]
  })
  const left = pattern.steps.filter(({ kind }) => kind !== 'waypoint').length
  return {
    points,
    coverage: null,
    notes: [
      ...(points.length === 0 ? [routeNote('empty_pattern', pattern.id)] : []),
      ...(left > 0 ? [routeNote('commands_left_out', pattern.id, { count: left })] : []),
    ],
  }
}
