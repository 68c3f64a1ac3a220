import type { FenceZone } from '../mission/mission.ts'
import { note } from '../units/note.ts'
import type { FormatInput, Written } from './formatInput.ts'

const MOST_CORNERS = 255
const SMALLEST_CIRCLE_M = 10

/**
 * DJI's custom flight area (dock and FlightHub 2): GeoJSON of areas to stay in ("dfence") and out of ("nfz"). Other
 * aircraft take none. Heights of zones are not carried.
 */
export function writeFlightArea({ mission }: FormatInput): Written {
  const notes = [note('info', 'flight_area_docks_only')]
  if (mission.fence.filter(({ inclusion }) => inclusion).length > 1)
    notes.push(note('warning', 'flight_area_overlap'))
  const features = mission.fence.map((zone, i) => {
    const at = `zone ${i + 1}`
    if (zone.shape === 'polygon' && zone.ring.length > MOST_CORNERS)
      notes.push(note('error', 'too_many_corners', at, { corners: zone.ring.length, most: MOST_CORNERS }))
    if (zone.shape === 'circle' && zone.radiusM < SMALLEST_CIRCLE_M)
      notes.push(note('error', 'circle_too_small', at, { radiusM: zone.radiusM, least: SMALLEST_CIRCLE_M }))
    return {
      type: 'Feature',
      id: zone.id,
      geofence_type: zone.inclusion ? 'dfence' : 'nfz',
      ...shapeOf(zone),
    }
  })
  return { content: `${JSON.stringify({ type: 'FeatureCollection', features }, null, 1)}\n`, notes }
}

function shapeOf(zone: FenceZone): object {
  if (zone.shape === 'circle')
    return {
      geometry: { type: 'Point', coordinates: [zone.center.lon, zone.center.lat] },
      properties: { subType: 'Circle', radius: zone.radiusM, enable: true },
    }
  const ring = zone.ring.map(({ lat, lon }) => [lon, lat])
  return {
    geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] },
    properties: { radius: 0, enable: true },
  }
}
