import type { Rule } from '../rule.ts'
import { checkItem, placeOf } from '../subject.ts'

/**
 * `route.end`: where the flight comes down when nothing goes wrong. ArduPilot's RTL and PX4's go to the nearest of home
 * and the rally points when a mission ends as after a failure; a crew that waits at home does not expect it.
 *
 * Limit: home. A warning; a landing at home as the mission's last item mends it. Nothing is
 * said of a route that does not tell its landings (one of an older Sortie).
 */
export const routeEnd: Rule = {
  id: 'route.end',
  release: 'reason',
  check({ mission, route, frame }) {
    const { landings = [] } = route
    const away = landings.filter(({ at }) => at === 'rally')
    const [first] = away
    if (!first) return []
    return [
      checkItem('route.end', landings.length > away.length ? 'ends_at_either' : 'ends_at_rally', {
        severity: 'warning',
        value: first.fromHomeM,
        limit: 0,
        unit: 'm',
        source: `${mission.vehicle.firmware}: ${mission.vehicle.name.en}`,
        place: placeOf(
          frame,
          away.map((landing) => [frame.toLocal(landing)]),
        ),
        params: { rally: first.rally, homeM: Math.round(first.fromHomeM) },
        fixes: [{ code: 'landAtHome', params: {} }],
      }),
    ]
  },
}
