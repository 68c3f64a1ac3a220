import { frameAt } from '../../../../src/core/geo/frame.ts'
import type { Place } from '../../../../src/core/geo/position.ts'
import type { FenceZone } from '../../../../src/core/mission/mission.ts'
import { boxPlace, ringPlace } from '../../../desk/places.ts'
import { t } from '../../../i18n/index.ts'

/** What a zone is called: its name, else which of its kind it is. */
export function zoneTitle(fence: readonly FenceZone[], zone: FenceZone): string {
  if (zone.name) return zone.name
  const n = fence.filter(({ inclusion }) => inclusion === zone.inclusion).indexOf(zone) + 1
  return t(zone.inclusion ? 'fence.inclusionN' : 'fence.exclusionN', { n })
}

/** Where a zone is. */
export function zonePlace(zone: FenceZone): Place {
  if (zone.shape === 'polygon') return ringPlace(zone.ring)
  const { center, radiusM: r } = zone
  const { toLatLon } = frameAt(center)
  const [low, high] = [toLatLon({ x: -r, y: -r }), toLatLon({ x: r, y: r })]
  return boxPlace({ south: low.lat, north: high.lat, west: low.lon, east: high.lon })
}
