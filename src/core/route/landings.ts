import type { Frame, Vec } from '../geo/frame.ts'
import { isInside } from '../geo/polygon.ts'
import type { Mission } from '../mission/mission.ts'
import { zoneRegion } from '../pattern/fenceArea.ts'
import { quantisePlace } from '../units/quantise.ts'
import { chooserFor, type Destination, destinationsFrom } from './destination.ts'
import { MAV_CMD } from './mav.ts'
import type { Item, Landing, RoutePoint } from './route.ts'

/** How a flight ends: by the last item that says so, and for a list without items as the mission is meant. */
function endOf(mission: Mission, items: readonly Item[]): 'return' | 'land' | 'hover' {
  const last = items.findLast(
    ({ command }) => command === MAV_CMD.NAV_RETURN_TO_LAUNCH || command === MAV_CMD.NAV_LAND,
  )
  if (last) return last.command === MAV_CMD.NAV_LAND ? 'land' : 'return'
  const { atEnd } = mission.contingency
  return atEnd === 'landHome' ? 'land' : atEnd
}

/** Where the firmware goes to from the last waypoint when the mission ends with a return; one place, or all it may be. */
function destinationsAtEnd(mission: Mission, from: Vec, frame: Frame): Destination[] {
  const regions =
    mission.rallyPoints.length > 0
      ? mission.fence.map((zone) => ({ region: zoneRegion(zone, frame), inclusion: zone.inclusion }))
      : []
  const isHeld = (at: Vec) => regions.every(({ region, inclusion }) => isInside(at, region) === inclusion)
  return destinationsFrom(chooserFor(mission, frame, isHeld), from)
}

/**
 * Where a flight comes down when nothing goes wrong: at home or a rally point, as the firmware chooses from the last
 * waypoint, or on the spot. Nowhere for a mission that ends in a hover.
 */
export function landingsOf(
  mission: Mission,
  points: readonly RoutePoint[],
  items: readonly Item[],
  frame: Frame,
): Landing[] {
  const last = points.at(-1)
  const end = endOf(mission, items)
  if (!last || end === 'hover') return []
  const from = frame.toLocal(last)
  const landing = (at: Landing['at'], rally: number, place: Vec): Landing => {
    const { lat, lon } = frame.toLatLon(place)
    const fromHomeM = Math.round(Math.hypot(place.x, place.y) * 10) / 10
    return { at, rally, ...quantisePlace({ lat, lon }), fromHomeM }
  }
  if (end === 'land') return [landing(Math.hypot(from.x, from.y) < AT_HOME_M ? 'home' : 'spot', 0, from)]
  return destinationsAtEnd(mission, from, frame).map(({ at, rally }) =>
    landing(rally === 0 ? 'home' : 'rally', rally, at),
  )
}

/** A landing so near to home is at home, m. */
const AT_HOME_M = 1
