import type { Pattern, PhotoTrigger } from '../mission/pattern.ts'
import type { Note } from '../units/note.ts'
import { routeNote } from './context.ts'

/** No mission flies farther: at 8 m/s this is seventy hours in the air. */
export const MOST_ROUTE_M = 2_000_000
/** MAVLink counts the items of a mission with sixteen bits. */
const MOST_WAYPOINTS = 65_535

/**
 * Why a pattern cannot be flown whatever else holds: it is longer than what is left of `mostM`, or has more waypoints
 * than any mission; null when it can. Asked before lanes and legs are made, so that no drawing takes minutes.
 */
export function beyondBounds(
  { id, photo }: Pick<Pattern, 'id'> & { photo: PhotoTrigger },
  lengthM: number,
  corners: number,
  mostM: number,
): Note | null {
  if (lengthM > mostM)
    return routeNote('route_too_long', id, {
      km: Math.round(lengthM / 1000),
      mostKm: Math.round(MOST_ROUTE_M / 1000),
    })
  const waypoints = corners + (photo.by === 'hover' ? Math.ceil(lengthM / photo.everyM) : 0)
  if (waypoints > MOST_WAYPOINTS)
    return routeNote('too_many_waypoints', id, { count: waypoints, most: MOST_WAYPOINTS })
  return null
}

/** How finely an outline of many corners is told apart by lanes at a spacing: at best, and at worst, m. */
export const toldApartM = (spacingM: number): [finestM: number, coarsestM: number] => [
  spacingM * 0.02,
  spacingM * 0.08,
]

/** A tolerance in words. */
export const roundedM = (metres: number): number => Math.round(metres * 10) / 10
