import type { LatLon } from '../../../src/core/geo/position.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { changesAt, type WaypointPlace, withChange } from '../../../src/core/mission/overrides.ts'
import { newPartId } from '../../api/newId.ts'
import type { Action } from './open.ts'

/** Where a waypoint was moved to by hand; null: it stands where it was computed. */
export const movedTo = (mission: Mission, place: WaypointPlace): LatLon | null =>
  changesAt(mission, place).flatMap(({ change }) => (change.kind === 'move' ? change.to : []))[0] ?? null

/** The step that moves a computed waypoint by hand, from where it stands in the mission when the step is taken. */
export function waypointMoved(
  { place, at }: { place: WaypointPlace; at: LatLon },
  make: (from: LatLon) => LatLon,
): Action {
  const action = (mission: Mission): Mission =>
    withChange(mission, place, { kind: 'move', to: make(movedTo(mission, place) ?? at) }, newPartId())
  return action
}
