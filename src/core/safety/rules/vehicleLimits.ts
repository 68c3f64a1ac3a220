import { fastestFlownMS, flightOf } from '../../mission/vehicleFlight.ts'
import type { Item } from '../../route/route.ts'
import { soundPoints } from '../legs.ts'
import type { Rule } from '../rule.ts'
import { checkItem, rounded, type Subject } from '../subject.ts'
import type { CheckItem } from '../verdict.ts'

const MISSION_FRAME = 2
const CHANGE_SPEED = 178
const SET_HOME = 179

/**
 * `vehicle.limits`: there is a route, the vehicle can hold its items and fly its speeds (a speed above what the autopilot
 * allows is told: it flies slower, and the estimate with it), and no item says something
 * that a firmware takes in silence and flies wrongly: a place that is not on Earth (PX4 accepted NaN and 91.5° N in
 * simulation), a waypoint below home, a new home on the way (returns are judged to the mission's home).
 *
 * Limits: the vehicle's row, and its parameters where they were read. Released by a named person with a reason. Nothing can be missing.
 */
export const vehicleLimits: Rule = {
  id: 'vehicle.limits',
  release: 'reason',
  check(subject) {
    const { vehicle } = subject.mission
    const { points, items } = subject.route
    const found: CheckItem[] = []
    if (points.length < 2 || items.length === 0)
      found.push(
        checkItem('vehicle.limits', 'empty_route', { value: points.length, limit: 2, unit: 'count' }),
      )
    if (items.length > vehicle.maxItems)
      found.push(
        checkItem('vehicle.limits', 'too_many_items', {
          value: items.length,
          limit: vehicle.maxItems,
          unit: 'count',
          source: vehicle.source,
        }),
      )
    const fastestMS = fastest(subject)
    if (fastestMS > vehicle.maxSpeedMS)
      found.push(
        checkItem('vehicle.limits', 'too_fast', {
          value: rounded(fastestMS),
          limit: vehicle.maxSpeedMS,
          unit: 'm/s',
          source: vehicle.source,
          fixes: [{ code: 'slowDown', params: { speedMS: vehicle.maxSpeedMS } }],
        }),
      )
    else {
      const flight = flightOf(subject.mission)
      const flownMS = fastestFlownMS(flight)
      if (fastestMS > flownMS + 1e-9)
        found.push(
          checkItem('vehicle.limits', 'not_so_fast', {
            severity: 'warning',
            value: rounded(fastestMS),
            limit: rounded(flownMS),
            unit: 'm/s',
            source: flight.source,
            fixes: [{ code: 'slowDown', params: { speedMS: rounded(flownMS) } }],
          }),
        )
    }
    const nowhere = items.filter((item) => !isOnEarth(item))
    const sound = soundPoints(subject.route)
    if (nowhere[0] || sound.length < points.length)
      found.push(
        checkItem('vehicle.limits', 'bad_position', {
          value: Math.max(1, nowhere.length),
          limit: 0,
          unit: 'count',
          params: { item: nowhere[0]?.seq ?? 0 },
        }),
      )
    const low = sound.filter(({ heightM, role }) => heightM < 0 && role !== 'land')
    const [lowest] = low.toSorted((p, q) => p.heightM - q.heightM)
    if (lowest)
      found.push(
        checkItem('vehicle.limits', 'below_home', {
          value: rounded(lowest.heightM),
          limit: 0,
          unit: 'm',
          place: { type: 'MultiPoint', coordinates: low.map(({ lat, lon }) => [lon, lat]) },
        }),
      )
    const moved = items.find(({ command }) => command === SET_HOME)
    if (moved)
      found.push(checkItem('vehicle.limits', 'home_changed', { unit: 'count', params: { item: moved.seq } }))
    return found
  },
}

function fastest({ route }: Subject): number {
  let most = 0
  for (const { speedMS } of route.points) most = Math.max(most, speedMS)
  for (const { command, params } of route.items)
    if (command === CHANGE_SPEED) most = Math.max(most, params[1] ?? 0)
  return Math.min(most, Number.MAX_VALUE)
}

/** In frame MISSION the place holds plain numbers; in every other frame degrees. */
const isOnEarth = ({ frame, lat, lon, altM }: Item): boolean =>
  Number.isFinite(lat) &&
  Number.isFinite(lon) &&
  Number.isFinite(altM) &&
  (frame === MISSION_FRAME || (Math.abs(lat) <= 90 && Math.abs(lon) <= 180))
