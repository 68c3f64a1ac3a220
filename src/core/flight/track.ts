import type { TrackPoint } from './flight.ts'

/** Between two points of a track farther apart than this nothing is known of the way, ms. */
export const LONGEST_GAP_MS = 5000
/** Before its first and after its last point a track says where they are for so long, ms. */
const EDGE_MS = 2000

/**
 * At most `limit` points of a track, evenly over its time; the first and the last are kept, and both ends of every gap
 * in it. So what looks like a gap in the thinned track is one, up to a flight of `limit` times `LONGEST_GAP_MS` less a
 * sample each (2,000 points: more than two hours); of a longer one the thinned track says less, never more.
 */
export function thinTrack(points: readonly TrackPoint[], limit: number): TrackPoint[] {
  if (points.length <= limit) return [...points]
  const last = points.length - 1
  const stepMs = (i: number): number => (points[i] as TrackPoint).atMs - (points[i - 1] as TrackPoint).atMs
  const isGap = (i: number): boolean => i > 0 && i <= last && stepMs(i) > LONGEST_GAP_MS
  let coveredMs = 0
  let gaps = 0
  for (let i = 1; i <= last; i++) {
    if (isGap(i)) gaps += 1
    else coveredMs += stepMs(i)
  }
  const spare = limit - 2 * gaps - 2
  // A log that is nothing but gaps places nothing: for the map its shape will do.
  if (spare < limit / 2)
    return Array.from({ length: limit }, (_, i) => points[Math.round((i * last) / (limit - 1))] as TrackPoint)
  const everyMs = coveredMs / spare
  let keptMs = Number.NEGATIVE_INFINITY
  return points.filter(({ atMs }, i) => {
    const isKept = i === last || isGap(i) || isGap(i + 1) || atMs - keptMs >= everyMs
    if (isKept) keptMs = atMs
    return isKept
  })
}

/**
 * Where a track was at a moment, between its points, which are in the order of time. Null outside of it (but for 2 s)
 * and in a gap of more than 5 s: a place is never made up.
 */
export function positionAt(points: readonly TrackPoint[], atMs: number): TrackPoint | null {
  let [low, high] = [-1, points.length]
  // `high` becomes the first point at or after the moment, `low` the one before it.
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((points[middle] as TrackPoint).atMs < atMs) low = middle
    else high = middle
  }
  const [a, b] = [points[low], points[high]]
  if (b?.atMs === atMs) return b
  if (!a || !b) {
    const edge = a ?? b
    return edge && Math.abs(edge.atMs - atMs) <= EDGE_MS ? edge : null
  }
  if (b.atMs - a.atMs > LONGEST_GAP_MS) return null
  const share = (atMs - a.atMs) / (b.atMs - a.atMs)
  // Across the date line the short way is taken.
  const lon = a.lon + (((b.lon - a.lon + 540) % 360) - 180) * share
  return {
    atMs,
    lat: a.lat + (b.lat - a.lat) * share,
    lon: lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon,
    heightM: a.heightM === null || b.heightM === null ? null : a.heightM + (b.heightM - a.heightM) * share,
  }
}
