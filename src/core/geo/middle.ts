import type { LatLon } from './position.ts'

/** The middle of some places, each counted once: where a label goes, and where a site is asked about. Of none: 0, 0. */
export function middleOf(places: readonly LatLon[]): LatLon {
  const count = Math.max(1, places.length)
  const first = places[0]?.lon ?? 0
  // Places on both sides of the date line are counted on that of the first.
  const mean = places.reduce((sum, { lon }) => sum + lon - 360 * Math.trunc((lon - first) / 180), 0) / count
  return {
    lat: places.reduce((sum, { lat }) => sum + lat, 0) / count,
    lon: mean - 360 * Math.trunc(mean / 180),
  }
}
