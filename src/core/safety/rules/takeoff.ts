import { isInside } from '../../geo/polygon.ts'
import { fenceArea } from '../../pattern/fenceArea.ts'
import { contains } from '../clearance.ts'
import type { Rule } from '../rule.ts'
import { checkItem, placeOf, rounded } from '../subject.ts'

/**
 * `takeoff`: the vehicle takes off inside the fence as drawn (a firmware refuses to arm outside of it, or breaches at
 * once).
 *
 * Limit: the fence. Released by a named person with a reason. Nothing can be missing: without a fence `fence.leg` says
 * so.
 */
export const takeoff: Rule = {
  id: 'takeoff',
  release: 'reason',
  check({ mission, frame, zones }) {
    const home = { x: 0, y: 0 }
    if (!zones.some(({ zone }) => zone.inclusion)) return []
    if (zones.every(({ zone, shape }) => contains(shape, home.x, home.y) === zone.inclusion)) return []
    return [
      checkItem('takeoff', 'takeoff_outside', {
        place: placeOf(frame, [[home]]),
        fixes: middleFix(),
      }),
    ]

    function middleFix() {
      const fence = fenceArea(mission.fence, frame, 0) ?? []
      const inside = fence[0]?.find((corner) => isInside(corner, fence))
      if (!inside) return []
      const { lat, lon } = frame.toLatLon(inside)
      return [{ code: 'moveHome' as const, params: { lat: rounded(lat, 7), lon: rounded(lon, 7) } }]
    }
  },
}
