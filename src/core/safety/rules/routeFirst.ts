import { distance } from '../../geo/polygon.ts'
import { soundPoints } from '../legs.ts'
import type { Rule } from '../rule.ts'
import { checkItem, placeOf, rounded } from '../subject.ts'

/** PX4 refuses a mission whose first waypoint is farther (MIS_DIST_1WP, 500 m once was its default). */
const FARTHEST_M = 500

/**
 * `route.first`: the first waypoint is near enough to home that a mission of another place is noticed.
 *
 * Limit: 500 m. A warning. Nothing can be missing.
 */
export const routeFirst: Rule = {
  id: 'route.first',
  release: 'reason',
  check({ route, frame }) {
    const first = soundPoints(route).find(({ role }) => role !== 'takeoff')
    if (!first) return []
    const at = frame.toLocal(first)
    const metres = distance(at, { x: 0, y: 0 })
    if (metres <= FARTHEST_M) return []
    return [
      checkItem('route.first', 'first_far', {
        severity: 'warning',
        value: rounded(metres, 0),
        limit: FARTHEST_M,
        unit: 'm',
        source: 'MIS_DIST_1WP',
        place: placeOf(frame, [[{ x: 0, y: 0 }, at]]),
      }),
    ]
  },
}
