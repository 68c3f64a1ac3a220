import { LatLngBounds } from 'leaflet'
import type { LatLon, Place } from '../../../src/core/geo/position.ts'

/** Leaflet's pairs are latitude first, like ours; GeoJSON's are not. */
export const pair = ({ lat, lon }: LatLon): [number, number] => [lat, lon]
export const pairs = (points: readonly LatLon[]): [number, number][] => points.map(pair)
export const latLonOf = ({ lat, lng }: { lat: number; lng: number }): LatLon => ({ lat, lon: lng })

/** Every coordinate of a GeoJSON geometry. */
export function coordinatesOf(place: Place): [number, number][] {
  switch (place.type) {
    case 'Point':
      return [place.coordinates]
    case 'LineString':
    case 'MultiPoint':
      return place.coordinates
    case 'Polygon':
    case 'MultiLineString':
      return place.coordinates.flat()
  }
}

export function boundsOf(place: Place): LatLngBounds | null {
  const points = coordinatesOf(place)
  return points.length === 0 ? null : new LatLngBounds(points.map(([lon, lat]) => [lat, lon]))
}
