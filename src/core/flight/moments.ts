import { frameAt } from '../geo/frame.ts'
import type { TrackPoint } from './flight.ts'

/** A moment of a track with what follows from its neighbours: ground speed, and the course flown, degrees from north. */
export type Moment = TrackPoint & { readonly speedMS: number; readonly courseDeg: number }

/** Speed and course are taken over at least this long: a receiver's noise would be most of a shorter piece, ms. */
const LEAST_SPAN_MS = 800

/** Every point of a track, in the order of time, with its speed and course; those of the ends are of what there is. */
export function momentsOf(track: readonly TrackPoint[]): Moment[] {
  let from = 0
  return track.map((point, i) => {
    while (from < i && point.atMs - (track[from + 1] as TrackPoint).atMs >= LEAST_SPAN_MS / 2) from += 1
    let to = i
    while (to + 1 < track.length && (track[to] as TrackPoint).atMs - point.atMs < LEAST_SPAN_MS / 2) to += 1
    const a = track[from] as TrackPoint
    const b = track[to] as TrackPoint
    const { x, y } = frameAt(a).toLocal(b)
    const seconds = (b.atMs - a.atMs) / 1000
    return {
      ...point,
      speedMS: seconds > 0 ? Math.hypot(x, y) / seconds : 0,
      courseDeg: ((Math.atan2(x, y) * 180) / Math.PI + 360) % 360,
    }
  })
}

/** The moment of a time, between its neighbours; before the first and after the last it is theirs. Null of no track. */
export function momentAt(moments: readonly Moment[], atMs: number): Moment | null {
  let [low, high] = [0, moments.length - 1]
  const first = moments[low]
  const last = moments[high]
  if (!first || !last) return null
  if (atMs <= first.atMs) return first
  if (atMs >= last.atMs) return last
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((moments[middle] as Moment).atMs <= atMs) low = middle
    else high = middle
  }
  const a = moments[low] as Moment
  const b = moments[high] as Moment
  const share = b.atMs === a.atMs ? 0 : (atMs - a.atMs) / (b.atMs - a.atMs)
  const between = (from: number, to: number) => from + (to - from) * share
  const turn = ((b.courseDeg - a.courseDeg + 540) % 360) - 180
  // Across the date line the short way is taken, as the aircraft took it.
  const east = ((b.lon - a.lon + 540) % 360) - 180
  const lon = a.lon + east * share
  return {
    atMs,
    lat: between(a.lat, b.lat),
    lon: lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon,
    heightM: a.heightM === null || b.heightM === null ? null : between(a.heightM, b.heightM),
    speedMS: between(a.speedMS, b.speedMS),
    courseDeg: (a.courseDeg + turn * share + 360) % 360,
  }
}
