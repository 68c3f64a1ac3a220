import type { Frame, Vec } from '../geo/frame.ts'
import type { LatLon } from '../geo/position.ts'
import type { FenceZone } from '../mission/mission.ts'

/**
 * Exact clearances between straight ways and outlines in a local metric frame, for the verdict alone: nothing here
 * is shared with the planner, so that a mistake in the planner's offsets cannot hide itself. "Inside the shrunk
 * inclusion" is: inside, and no nearer to the boundary than the margin. That is what shrinking means, without
 * building a shrunk polygon.
 */

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

/** Squared distance from a point to a segment, m². */
export function pointSegment2(
  px: number,
  py: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): number {
  const dx = bx - ax
  const dy = by - ay
  const length2 = dx * dx + dy * dy
  let t = length2 > 0 ? ((px - ax) * dx + (py - ay) * dy) / length2 : 0
  t = t < 0 ? 0 : t > 1 ? 1 : t
  const ex = ax + t * dx - px
  const ey = ay + t * dy - py
  return ex * ex + ey * ey
}

/** Squared distance between two segments, m²; 0 when they meet. */
export function segmentSegment2(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): number {
  const c1 = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
  const c2 = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax)
  if (c1 > 0 !== c2 > 0) {
    const c3 = (dx - cx) * (ay - cy) - (dy - cy) * (ax - cx)
    const c4 = (dx - cx) * (by - cy) - (dy - cy) * (bx - cx)
    if (c3 > 0 !== c4 > 0) return 0
  }
  // Touching and parallel cases fall to the ends: one end of a touching pair lies on the other segment.
  return Math.min(
    pointSegment2(ax, ay, cx, cy, dx, dy),
    pointSegment2(bx, by, cx, cy, dx, dy),
    pointSegment2(cx, cy, ax, ay, bx, by),
    pointSegment2(dx, dy, ax, ay, bx, by),
  )
}

/** Whether a point lies in a polygon (even-odd, as autopilots test their fences) or a circle. */
export function contains(shape: Shape, x: number, y: number): boolean {
  if (x < shape.minX || x > shape.maxX || y < shape.minY || y > shape.maxY) return false
  const { xs, ys } = shape
  if (shape.kind === 'circle')
    return Math.hypot(x - (xs[0] as number), y - (ys[0] as number)) <= shape.radiusM
  if (shape.kind === 'line') return false
  let inside = false
  for (let i = 1; i < xs.length; i++) {
    const ay = ys[i - 1] as number
    const by = ys[i] as number
    if (ay > y !== by > y) {
      const ax = xs[i - 1] as number
      const bx = xs[i] as number
      if (x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
    }
  }
  return inside
}

/** Distance from a segment to an outline's boundary, m; `reachM` when it is at least that. */
export function boundaryDistance(
  shape: Shape,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  reachM: number,
): number {
  const { xs, ys } = shape
  if (shape.kind === 'circle') {
    const cx = xs[0] as number
    const cy = ys[0] as number
    const near = Math.sqrt(pointSegment2(cx, cy, ax, ay, bx, by))
    const far = Math.max(Math.hypot(ax - cx, ay - cy), Math.hypot(bx - cx, by - cy))
    // The distances to the centre run from near to far without a gap.
    const apart = shape.radiusM < near ? near - shape.radiusM : shape.radiusM > far ? shape.radiusM - far : 0
    return Math.min(reachM, apart)
  }
  const lowX = (ax < bx ? ax : bx) - reachM
  const highX = (ax > bx ? ax : bx) + reachM
  const lowY = (ay < by ? ay : by) - reachM
  const highY = (ay > by ? ay : by) + reachM
  let best2 = reachM * reachM
  let px = xs[0] as number
  let py = ys[0] as number
  for (let i = 1; i < xs.length; i++) {
    const qx = xs[i] as number
    const qy = ys[i] as number
    const apart =
      (px < lowX && qx < lowX) ||
      (px > highX && qx > highX) ||
      (py < lowY && qy < lowY) ||
      (py > highY && qy > highY)
    if (!apart) {
      const d2 = segmentSegment2(ax, ay, bx, by, px, py, qx, qy)
      if (d2 < best2) best2 = d2
    }
    px = qx
    py = qy
  }
  return Math.sqrt(best2)
}

/** Distance from a point to an outline's boundary, m. */
function pointBoundaryDistance(shape: Shape, x: number, y: number): number {
  const { xs, ys } = shape
  let px = xs[0] as number
  let py = ys[0] as number
  if (shape.kind === 'circle') return Math.abs(Math.hypot(x - px, y - py) - shape.radiusM)
  let best2 = Infinity
  for (let i = 1; i < xs.length; i++) {
    const qx = xs[i] as number
    const qy = ys[i] as number
    const d2 = pointSegment2(x, y, px, py, qx, qy)
    if (d2 < best2) best2 = d2
    px = qx
    py = qy
  }
  return Math.sqrt(best2)
}

/** Clearance of a point in metres: how far inside an inclusion or outside an exclusion; negative on the wrong side. */
export function pointClearance(shape: Shape, inclusion: boolean, x: number, y: number): number {
  const d = pointBoundaryDistance(shape, x, y)
  return contains(shape, x, y) === inclusion ? d : -d
}

/** Whether all of a segment keeps at least `marginM` (positive) on the right side of an outline. */
export function segmentClears(
  shape: Shape,
  inclusion: boolean,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  marginM: number,
): boolean {
  if (!inclusion) {
    const reach = shape.aroundM + marginM
    if (pointSegment2(shape.midX, shape.midY, ax, ay, bx, by) > reach * reach) return true
  }
  if (contains(shape, ax, ay) !== inclusion) return false
  return boundaryDistance(shape, ax, ay, bx, by, marginM) >= marginM
}

/** A triangle thinner than this is its sides, m: whether a point is in it would be decided by rounding. */
const THIN_M = 1e-6

/** Whether a point lies in the triangle, off its sides. */
function inTriangle(px: number, py: number, { ax, ay, bx, by, cx, cy }: Triangle): boolean {
  const u = (bx - ax) * (py - ay) - (by - ay) * (px - ax)
  const v = (cx - bx) * (py - by) - (cy - by) * (px - bx)
  const w = (ax - cx) * (py - cy) - (ay - cy) * (px - cx)
  if (!((u > 0 && v > 0 && w > 0) || (u < 0 && v < 0 && w < 0))) return false
  const longest = Math.max(
    Math.hypot(bx - ax, by - ay),
    Math.hypot(cx - bx, cy - by),
    Math.hypot(ax - cx, ay - cy),
  )
  return Math.abs((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)) > THIN_M * longest
}

/** Squared distance from a point to the triangle abc and all that is in it. */
function pointTriangle2(px: number, py: number, t: Triangle): number {
  const { ax, ay, bx, by, cx, cy } = t
  const sides = Math.min(
    pointSegment2(px, py, ax, ay, bx, by),
    pointSegment2(px, py, bx, by, cx, cy),
    pointSegment2(px, py, cx, cy, ax, ay),
  )
  return sides === 0 || inTriangle(px, py, t) ? 0 : sides
}

/** A triangle, its corners in the local frame. */
export type Triangle = {
  readonly ax: number
  readonly ay: number
  readonly bx: number
  readonly by: number
  readonly cx: number
  readonly cy: number
}

/** Distance from an outline's boundary to a triangle and all that is in it, m; `reachM` when at least that. */
export function triangleBoundaryDistance(shape: Shape, t: Triangle, reachM: number): number {
  const { xs, ys } = shape
  const { ax, ay, bx, by, cx, cy } = t
  if (shape.kind === 'circle') {
    const ox = xs[0] as number
    const oy = ys[0] as number
    const near = Math.sqrt(pointTriangle2(ox, oy, t))
    const far = Math.max(
      Math.hypot(ax - ox, ay - oy),
      Math.hypot(bx - ox, by - oy),
      Math.hypot(cx - ox, cy - oy),
    )
    const apart = shape.radiusM < near ? near - shape.radiusM : shape.radiusM > far ? shape.radiusM - far : 0
    return Math.min(reachM, apart)
  }
  const lowX = Math.min(ax, bx, cx) - reachM
  const highX = Math.max(ax, bx, cx) + reachM
  const lowY = Math.min(ay, by, cy) - reachM
  const highY = Math.max(ay, by, cy) + reachM
  let best2 = reachM * reachM
  let px = xs[0] as number
  let py = ys[0] as number
  for (let i = 1; i < xs.length; i++) {
    const qx = xs[i] as number
    const qy = ys[i] as number
    const apart =
      (px < lowX && qx < lowX) ||
      (px > highX && qx > highX) ||
      (py < lowY && qy < lowY) ||
      (py > highY && qy > highY)
    if (!apart) {
      if (pointTriangle2(px, py, t) === 0) return 0
      const d2 = Math.min(
        segmentSegment2(ax, ay, bx, by, px, py, qx, qy),
        segmentSegment2(bx, by, cx, cy, px, py, qx, qy),
        segmentSegment2(cx, cy, ax, ay, px, py, qx, qy),
      )
      if (d2 < best2) best2 = d2
    }
    px = qx
    py = qy
  }
  return Math.sqrt(best2)
}

/** Whether the circle about a shape, and the margin round it, lie beyond one side of a triangle: then all of it does. */
function isFarFrom(t: Triangle, { midX, midY, aroundM }: Shape, marginM: number): boolean {
  const reach = aroundM + marginM
  const { ax, ay, bx, by, cx, cy } = t
  if (
    (midX < ax - reach && midX < bx - reach && midX < cx - reach) ||
    (midX > ax + reach && midX > bx + reach && midX > cx + reach) ||
    (midY < ay - reach && midY < by - reach && midY < cy - reach) ||
    (midY > ay + reach && midY > by + reach && midY > cy + reach)
  )
    return true
  const turn = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
  const side = turn < 0 ? -1 : 1
  return (
    isBeyond(ax, ay, bx, by, midX, midY, side, reach) ||
    isBeyond(bx, by, cx, cy, midX, midY, side, reach) ||
    isBeyond(cx, cy, ax, ay, midX, midY, side, reach)
  )
}

/** Whether a point is more than `reach` on the outer side of the line through two corners; `side` is the winding. */
function isBeyond(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  px: number,
  py: number,
  side: number,
  reach: number,
): boolean {
  const dx = bx - ax
  const dy = by - ay
  const outward = -side * (dx * (py - ay) - dy * (px - ax))
  return outward > 0 && outward * outward > reach * reach * (dx * dx + dy * dy) && dx * dx + dy * dy > 0
}

/** Whether all of a triangle (every straight way from one of its sides to the corner c) keeps the margin. */
export function triangleClears(shape: Shape, inclusion: boolean, t: Triangle, marginM: number): boolean {
  if (!inclusion && isFarFrom(t, shape, marginM)) return true
  if (contains(shape, t.cx, t.cy) !== inclusion) return false
  return triangleBoundaryDistance(shape, t, marginM) >= marginM
}

/** Distance from a triangle and all that is in it to a shape and all that is in it, m; `reachM` when at least that. */
export function triangleGap(shape: Shape, t: Triangle, reachM: number): number {
  if (contains(shape, t.ax, t.ay)) return 0
  return triangleBoundaryDistance(shape, t, reachM)
}

/** A piece of a segment, as shares (0 to 1) of its length. */
export type Interval = { readonly from: number; readonly to: number }

/**
 * The pieces of a segment that come nearer than the margin or lie on the wrong side; a negative margin allows that much
 * of the wrong side. Exact: the way within the margin of an edge is one piece, since an edge is convex; what is left
 * between those pieces is on one side as a whole.
 */
export function badIntervals(shape: Shape, inclusion: boolean, a: Vec, b: Vec, marginM: number): Interval[] {
  const near = nearIntervals(shape, a, b, Math.abs(marginM)).sort((p, q) => p.from - q.from)
  const bad: { from: number; to: number }[] = []
  const add = (from: number, to: number) => {
    const last = bad.at(-1)
    if (last && from <= last.to + 1e-9) last.to = Math.max(last.to, to)
    else bad.push({ from, to })
  }
  let done = 0
  for (const { from, to } of [...near, { from: 1, to: 1 }]) {
    if (from > done) {
      const t = (done + from) / 2
      if (contains(shape, a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)) !== inclusion) add(done, from)
    }
    if (marginM > 0 && to > from) add(from, to)
    done = Math.max(done, to)
  }
  return bad
}

/** The pieces of a segment (of some length) within a distance of an outline's boundary, in any order. */
function nearIntervals(shape: Shape, a: Vec, b: Vec, reachM: number): Interval[] {
  const { xs, ys } = shape
  const dx = b.x - a.x
  const dy = b.y - a.y
  const length2 = dx * dx + dy * dy
  const found: Interval[] = []
  if (length2 === 0) return found
  const add = (from: number, to: number) => {
    if (to > 0 && from < 1 && to > from) found.push({ from: Math.max(0, from), to: Math.min(1, to) })
  }
  /** Where the segment's line is within r of a place, as two parameters; null when nowhere. */
  const disc = (cx: number, cy: number, r: number): [number, number] | null => {
    const ex = a.x - cx
    const ey = a.y - cy
    const half = -(ex * dx + ey * dy) / length2
    const root2 = half * half - (ex * ex + ey * ey - r * r) / length2
    return root2 >= 0 ? [half - Math.sqrt(root2), half + Math.sqrt(root2)] : null
  }
  if (shape.kind === 'circle') {
    const outer = disc(xs[0] as number, ys[0] as number, shape.radiusM + reachM)
    const inner =
      shape.radiusM > reachM ? disc(xs[0] as number, ys[0] as number, shape.radiusM - reachM) : null
    if (outer && inner) {
      add(outer[0], inner[0])
      add(inner[1], outer[1])
    } else if (outer) add(outer[0], outer[1])
    return found
  }
  for (let i = 1; i < xs.length; i++) {
    const px = xs[i - 1] as number
    const py = ys[i - 1] as number
    const qx = xs[i] as number
    const qy = ys[i] as number
    if (segmentSegment2(a.x, a.y, b.x, b.y, px, py, qx, qy) >= reachM * reachM) continue
    // Within reach of an edge: of either end, or of its line between the two ends. Together one piece.
    let from = Infinity
    let to = -Infinity
    for (const end of [disc(px, py, reachM), disc(qx, qy, reachM)])
      if (end) {
        from = Math.min(from, end[0])
        to = Math.max(to, end[1])
      }
    const ex = qx - px
    const ey = qy - py
    const edge = Math.hypot(ex, ey)
    if (edge > 0) {
      const across = band((a.x - px) * ey - (a.y - py) * ex, dx * ey - dy * ex, -reachM * edge, reachM * edge)
      const along = band((a.x - px) * ex + (a.y - py) * ey, dx * ex + dy * ey, 0, edge * edge)
      const low = Math.max(across[0], along[0])
      const high = Math.min(across[1], along[1])
      if (low < high) {
        from = Math.min(from, low)
        to = Math.max(to, high)
      }
    }
    add(from, to)
  }
  return found
}

/** The parameters t for which start + speed × t lies between two bounds; from above to for none. */
function band(start: number, speed: number, low: number, high: number): [number, number] {
  if (speed === 0) return start >= low && start <= high ? [-Infinity, Infinity] : [Infinity, -Infinity]
  const p = (low - start) / speed
  const q = (high - start) / speed
  return p < q ? [p, q] : [q, p]
}
