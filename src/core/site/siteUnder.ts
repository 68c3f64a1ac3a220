import { frameAt } from '../geo/frame.ts'
import { distanceToSegment, edgesOf, isInside } from '../geo/polygon.ts'
import type { LatLon } from '../geo/position.ts'
import type { Site } from './site.ts'

/**
 * The site under a place, or under the way of a flight: the one that has the most of the places inside, else the nearest
 * of those within `withinM` of their boundary; of two alike the first. Null where there is none.
 */
export function siteUnder(places: readonly LatLon[], sites: readonly Site[], withinM: number): Site | null {
  let best: { site: Site; inside: number; besideM: number } | null = null
  for (const site of sites) {
    const frame = frameAt(site.boundary[0] as LatLon)
    const region = [site.boundary.map((corner) => frame.toLocal(corner))]
    const points = places.map((place) => frame.toLocal(place))
    const inside = points.filter((point) => isInside(point, region)).length
    const edges = edgesOf(region)
    const besideM =
      inside > 0
        ? 0
        : points.reduce(
            (least, point) => edges.reduce((m, edge) => Math.min(m, distanceToSegment(point, edge)), least),
            Infinity,
          )
    if (!(besideM <= withinM)) continue
    if (!best || inside > best.inside || (inside === best.inside && besideM < best.besideM))
      best = { site, inside, besideM }
  }
  return best?.site ?? null
}
