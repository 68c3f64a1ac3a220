import type { Frame } from '../geo/frame.ts'
import type { LatLon } from '../geo/position.ts'
import type { FenceZone } from '../mission/mission.ts'

/** An outline prepared for many queries: a polygon, a circle, or a line that holds nothing; with its bounding box. */
export type Shape = {
  readonly kind: 'polygon' | 'circle' | 'line'
  /** Corners of a polygon, the first repeated at the end; a line's points; the centre of a circle. */
  readonly xs: Float64Array
  readonly ys: Float64Array
  readonly radiusM: number
  readonly minX: number
  readonly minY: number
  readonly maxX: number
  readonly maxY: number
  /** A circle about all of it, for quick answers. */
  readonly midX: number
  readonly midY: number
  readonly aroundM: number
}

type Box = { minX: number; minY: number; maxX: number; maxY: number }
const around = ({ minX, minY, maxX, maxY }: Box) => ({
  midX: (minX + maxX) / 2,
  midY: (minY + maxY) / 2,
  aroundM: Math.hypot(maxX - minX, maxY - minY) / 2,
})

/** A fence zone in the local frame. */
export type Zone = { readonly zone: FenceZone; readonly shape: Shape; readonly number: number }

export const polygonShape = (ring: readonly LatLon[], frame: Frame): Shape =>
  chain('polygon', [...ring, ...ring.slice(0, 1)], frame)

export const lineShape = (path: readonly LatLon[], frame: Frame): Shape => chain('line', path, frame)

function chain(kind: 'polygon' | 'line', points: readonly LatLon[], frame: Frame): Shape {
  const xs = new Float64Array(points.length)
  const ys = new Float64Array(points.length)
  let minX = Infinity
  let minY = Infinity
  let maxX = -Infinity
  let maxY = -Infinity
  for (const [i, point] of points.entries()) {
    const { x, y } = frame.toLocal(point)
    xs[i] = x
    ys[i] = y
    minX = Math.min(minX, x)
    minY = Math.min(minY, y)
    maxX = Math.max(maxX, x)
    maxY = Math.max(maxY, y)
  }
  const box = { minX, minY, maxX, maxY }
  return { kind, xs, ys, radiusM: 0, ...box, ...around(box) }
}

export function circleShape(center: LatLon, radiusM: number, frame: Frame): Shape {
  const { x, y } = frame.toLocal(center)
  const box = { minX: x - radiusM, minY: y - radiusM, maxX: x + radiusM, maxY: y + radiusM }
  return {
    kind: 'circle',
    xs: Float64Array.of(x),
    ys: Float64Array.of(y),
    radiusM,
    ...box,
    midX: x,
    midY: y,
    aroundM: radiusM,
  }
}

export const prepareZones = (fence: readonly FenceZone[], frame: Frame): Zone[] =>
  fence.map((zone, i) => ({
    zone,
    number: i + 1,
    shape:
      zone.shape === 'polygon'
        ? polygonShape(zone.ring, frame)
        : circleShape(zone.center, zone.radiusM, frame),
  }))
