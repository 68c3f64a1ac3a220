import { frameAt } from '../geo/frame.ts'
import type { TrackPoint } from './flight.ts'
import { heightOf, type TrackColumns } from './trackFile.ts'

/** A moment of a track with what follows from its neighbours: ground speed, and the course flown, degrees from north. */
export type Moment = TrackPoint & { readonly speedMS: number; readonly courseDeg: number }

/** Every point of a track, in the order of time, with its speed and course, as columns: a flight has up to 100,000. */
export type Moments = TrackColumns & { readonly speedMS: Float32Array; readonly courseDeg: Float32Array }

/** Speed and course are taken over at least this long: a receiver's noise would be most of a shorter piece, ms. */
const LEAST_SPAN_MS = 800
/** Within this many degrees of latitude one metric frame serves: 1e-5 of a length at 41° N. */
const SAME_FRAME_DEG = 0.001

/** Speeds and courses of a track; those of the ends are of what there is. */
export function momentsOf(track: TrackColumns): Moments {
  const { count, atMs, lat, lon } = track
  const speedMS = new Float32Array(count)
  const courseDeg = new Float32Array(count)
  const at = (column: Float64Array, i: number) => column[i] as number
  let [from, to] = [0, 0]
  let frameLat = Number.NaN
  let degree = { x: 0, y: 0 }
  for (let i = 0; i < count; i++) {
    const now = at(atMs, i)
    while (from < i && now - at(atMs, from + 1) >= LEAST_SPAN_MS / 2) from += 1
    to = Math.max(to, i)
    while (to + 1 < count && at(atMs, to) - now < LEAST_SPAN_MS / 2) to += 1
    const here = at(lat, from)
    if (!(Math.abs(here - frameLat) <= SAME_FRAME_DEG)) {
      frameLat = here
      // A local frame is linear: metres of one degree each way say all of it.
      degree = frameAt({ lat: here, lon: 0 }).toLocal({ lat: here + 1, lon: 1 })
    }
    const turn = at(lon, to) - at(lon, from)
    const x = (turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn) * degree.x
    const y = (at(lat, to) - here) * degree.y
    const seconds = (at(atMs, to) - at(atMs, from)) / 1000
    speedMS[i] = seconds > 0 ? Math.sqrt(x * x + y * y) / seconds : 0
    courseDeg[i] = ((Math.atan2(x, y) * 180) / Math.PI + 360) % 360
  }
  return { ...track, speedMS, courseDeg }
}

/** One of them by its number; null where there is none. */
export function momentOf(moments: Moments, i: number): Moment | null {
  if (i < 0 || i >= moments.count) return null
  return {
    atMs: moments.atMs[i] as number,
    lat: moments.lat[i] as number,
    lon: moments.lon[i] as number,
    heightM: heightOf(moments.heightM[i] as number),
    speedMS: moments.speedMS[i] as number,
    courseDeg: moments.courseDeg[i] as number,
  }
}

/** The moment of a time, between its neighbours; before the first and after the last it is theirs. Null of no track. */
export function momentAt(moments: Moments, atMs: number): Moment | null {
  let [low, high] = [0, moments.count - 1]
  const first = momentOf(moments, low)
  const last = momentOf(moments, high)
  if (!first || !last) return null
  if (atMs <= first.atMs) return first
  if (atMs >= last.atMs) return last
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((moments.atMs[middle] as number) <= atMs) low = middle
    else high = middle
  }
  const a = momentOf(moments, low) as Moment
  const b = momentOf(moments, high) as Moment
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
