import { frameAt, type Vec } from '../geo/frame.ts'
import { distance } from '../geo/polygon.ts'
import type { LatLon } from '../geo/position.ts'
import { quantisePlace } from '../units/quantise.ts'
import type { Mission, Override } from './mission.ts'
import type { Pattern } from './pattern.ts'
import { carry } from './carry.ts'

/** Where a computed waypoint is on its pattern; see `Override`. */
export type WaypointPlace = { readonly patternId: string; readonly near: LatLon; readonly pass: number }

/** A waypoint that moved less than this with a change of parameters is still taken for the same, m. */
const REACH_M = 15

const isAt = (override: Override, { patternId, near, pass }: WaypointPlace): boolean =>
  override.patternId === patternId &&
  override.near.lat === near.lat &&
  override.near.lon === near.lon &&
  (override.pass ?? 0) === pass

/** The mission with a change at one waypoint, in place of an earlier one of its kind there. */
export function withChange(
  mission: Mission,
  place: WaypointPlace,
  change: Override['change'],
  id: string,
): Mission {
  const { patternId, near, pass } = place
  const isOld = (override: Override) => isAt(override, place) && override.change.kind === change.kind
  const old = mission.overrides.find(isOld)
  const made: Override = { id: old?.id ?? id, patternId, near, pass, reachM: REACH_M, change }
  return {
    ...mission,
    overrides: old
      ? mission.overrides.map((override) => (override === old ? made : override))
      : [...mission.overrides, made],
  }
}

/** What was changed by hand at a waypoint. */
export const changesAt = (mission: Mission, place: WaypointPlace): Override[] =>
  mission.overrides.filter((override) => isAt(override, place))

/** The mission without some of the changes by hand. */
export const withoutChanges = (mission: Mission, ids: readonly string[]): Mission => ({
  ...mission,
  overrides: mission.overrides.filter(({ id }) => !ids.includes(id)),
})

/**
 * Changes by hand after a pattern's outline went from some points to as many others: they keep their places on it. A
 * target that moved takes only its own waypoint along.
 */
export function carried(
  overrides: readonly Override[],
  pattern: Pattern,
  from: readonly LatLon[],
  to: readonly LatLon[],
): Override[] {
  const [origin] = from
  if (!origin || from.length !== to.length) return [...overrides]
  const frame = frameAt(origin)
  const [before, after] = [from, to].map((points) => points.map((point) => frame.toLocal(point))) as [
    Vec[],
    Vec[],
  ]
  const moved = (position: LatLon): LatLon => {
    return quantisePlace(frame.toLatLon(carry(frame.toLocal(position), before, after)))
  }
  const isMeant = (override: Override): boolean => {
    if (override.patternId !== pattern.id) return false
    if (pattern.kind !== 'visit') return true
    const away = pattern.targets.map(({ at }) => distance(frame.toLocal(at), frame.toLocal(override.near)))
    const target = pattern.targets[away.indexOf(Math.min(...away))]
    return target?.at.lat === origin.lat && target.at.lon === origin.lon
  }
  return overrides.map((override) => {
    if (!isMeant(override)) return override
    const { change } = override
    return {
      ...override,
      near: moved(override.near),
      change: change.kind === 'move' ? { ...change, to: moved(change.to) } : change,
    }
  })
}
