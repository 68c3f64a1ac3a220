import { frameAt } from '../geo/frame.ts'
import type { LatLon } from '../geo/position.ts'
import type { FenceZone } from '../mission/mission.ts'
import { pointClearance } from './clearance.ts'
import { prepareZones } from './shapes.ts'

/**
 * How far a place is from breaking a fence as it is drawn, m: inside every inclusion and outside every exclusion;
 * negative on the wrong side. Null without a fence.
 */
export function fenceDistanceM(fence: readonly FenceZone[], at: LatLon): number | null {
  if (fence.length === 0) return null
  return prepareZones(fence, frameAt(at)).reduce(
    (least, { zone, shape }) => Math.min(least, pointClearance(shape, zone.inclusion, 0, 0)),
    Number.POSITIVE_INFINITY,
  )
}
