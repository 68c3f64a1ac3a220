import type { Moments } from '../../../src/core/flight/moments.ts'

/** A track on the map's square of side 1 (web Mercator), from which a zoom takes its pixels by one factor. */
export type PixelTrack = { readonly moments: Moments; readonly u: Float64Array; readonly v: Float64Array }

export function pixelsOf(moments: Moments): PixelTrack {
  const { count, lat, lon } = moments
  const u = new Float64Array(count)
  const v = new Float64Array(count)
  let turns = 0
  for (let i = 0; i < count; i++) {
    const here = lon[i] as number
    // Across the date line the line goes on, instead of around the world.
    const step = i > 0 ? here - (lon[i - 1] as number) : 0
    if (step > 180) turns -= 1
    else if (step < -180) turns += 1
    u[i] = here / 360 + 0.5 + turns
    const sin = Math.sin(((lat[i] as number) * Math.PI) / 180)
    v[i] = 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)
  }
  return { moments, u, v }
}

/** More are never drawn at once: beyond, they are taken farther apart, and at last only every so many-th. */
const MOST_DRAWN = 10_000
const WIDEST_PX = 16

export type PickedPoints = {
  readonly count: number
  /** Pixels from the corner of what is drawn. */
  readonly x: Float32Array
  readonly y: Float32Array
  /** The number of the point in the track. */
  readonly index: Uint32Array
  /** 1 where a line begins anew, because what lies before it is out of sight. */
  readonly begins: Uint8Array
}

type Pair = { readonly x: number; readonly y: number }

/**
 * The points that show at a zoom: those a pixel or more from the last one, within a view of `size` pixels whose corner
 * lies `corner` pixels from that of the world. A line that crosses the view without a point in it is kept as well.
 */
export function pickPoints(track: PixelTrack, scale: number, corner: Pair, size: Pair): PickedPoints {
  let [apartPx, every] = [1, 1]
  for (;;) {
    const picked = pick(track, scale, corner, size, apartPx, every)
    if (picked) return picked
    if (apartPx < WIDEST_PX) apartPx *= 2
    else every *= 3
  }
}

function pick(
  { u, v }: PixelTrack,
  scale: number,
  corner: Pair,
  size: Pair,
  apartPx: number,
  every: number,
): PickedPoints | null {
  const last = u.length - 1
  const most = Math.min(u.length, MOST_DRAWN)
  const x = new Float32Array(most)
  const y = new Float32Array(most)
  const index = new Uint32Array(most)
  const begins = new Uint8Array(most)
  const { x: cornerX, y: cornerY } = corner
  const { x: wide, y: high } = size
  let count = 0
  // The last point that was taken, and on which sides of the view it or what was skipped since lies.
  let lastX = 0
  let lastY = 0
  let lastSide = 0
  // The last of those out of sight: where the line comes in again; -1 while nothing was left out.
  let leftX = 0
  let leftY = 0
  let left = -1
  for (let i = 0; i <= last; i = i === last ? u.length : Math.min(i + every, last)) {
    const px = (u[i] as number) * scale - cornerX
    const py = (v[i] as number) * scale - cornerY
    const side = (px < 0 ? 1 : px > wide ? 2 : 0) | (py < 0 ? 4 : py > high ? 8 : 0)
    const isFar = Math.abs(px - lastX) + Math.abs(py - lastY) >= apartPx
    if (i > 0 && ((side & lastSide) !== 0 || (!isFar && i < last))) {
      // Both ends beyond one edge: nothing of it shows. Else it is too near to the last one to show.
      if ((side & lastSide) !== 0 || left >= 0) {
        leftX = px
        leftY = py
        left = i
        lastSide = side
      }
      continue
    }
    if (count + 2 > most && most < u.length) return null
    if (left >= 0) {
      x[count] = leftX
      y[count] = leftY
      index[count] = left
      begins[count] = 1
      count += 1
    }
    x[count] = px
    y[count] = py
    index[count] = i
    begins[count] = i === 0 ? 1 : 0
    count += 1
    lastX = px
    lastY = py
    lastSide = side
    left = -1
  }
  return { count, x, y, index, begins }
}
