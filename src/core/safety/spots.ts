import type { Vec } from '../geo/frame.ts'
import { contains, isNearBoundary, segmentClears } from './clearance.ts'
import { volumesOf } from '../site/volumes.ts'
import { soundPoints } from './legs.ts'
import type { Subject } from './subject.ts'

/** A place to land keeps this far from every asset, m. */
const LANDING_CLEARANCE_M = 5

/**
 * Whether one may take off and land at a place: it keeps the whole margin of every fence zone, stands clear of the
 * assets and lies in no explosion zone and under no no-overflight volume.
 */
export function isClearSpot(subject: Subject, at: Vec): boolean {
  const errorM = subject.mission.vehicle.positionErrorM
  return (
    subject.zones.every(({ zone, shape }) =>
      segmentClears(shape, zone.inclusion, at.x, at.y, at.x, at.y, Math.max(subject.marginM, subject.needM)),
    ) &&
    subject.obstacles.every(({ asset, shape }) => {
      const needM = Math.max(LANDING_CLEARANCE_M, ...volumesOf(asset).map(({ reachM }) => reachM)) + errorM
      return !contains(shape, at.x, at.y) && !isNearBoundary(shape, at.x, at.y, at.x, at.y, needM)
    })
  )
}

/** The route's point nearest to home where one may take off and land; null when there is none. */
export function clearPlace(subject: Subject): { lat: number; lon: number } | null {
  const near = soundPoints(subject.route)
    .map(({ lat, lon }) => ({ lat, lon, at: subject.frame.toLocal({ lat, lon }) }))
    .sort((p, q) => Math.hypot(p.at.x, p.at.y) - Math.hypot(q.at.x, q.at.y))
  const clear = near.find(({ at }) => isClearSpot(subject, at))
  return clear ? { lat: clear.lat, lon: clear.lon } : null
}
