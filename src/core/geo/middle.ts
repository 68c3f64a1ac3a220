import type { LatLon } from './position.ts'

/** The middle of some places, each counted once: where a label goes, and where a site is asked about. Of none: 0, 0. */
export function middleOf(places: readonly LatLon[]): LatLon {
  const count = Math.max(1, places.length)
  return {
    lat: places.reduce((sum, { lat }) => sum + lat, 0) / count,
    lon: places.reduce((sum, { lon }) => sum + lon, 0) / count,
  }
}
