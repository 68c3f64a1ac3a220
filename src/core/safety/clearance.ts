import type { Shape } from './shapes.ts'

/**
 * Exact clearances between straight ways and outlines in a local metric frame, for the verdict alone: nothing here
 * is shared with the planner, so that a mistake in the planner's offsets cannot hide itself. "Inside the shrunk
 * inclusion" is: inside, and no nearer to the boundary than the margin. That is what shrinking means, without
 * building a shrunk polygon.
 */

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

/** Whether a segment comes nearer than `reachM` to an outline's boundary. */
export function isNearBoundary(
  shape: Shape,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  reachM: number,
): boolean {
  const { xs, ys } = shape
  if (shape.kind === 'circle') {
    const cx = xs[0] as number
    const cy = ys[0] as number
    const near = Math.sqrt(pointSegment2(cx, cy, ax, ay, bx, by))
    const far = Math.max(Math.hypot(ax - cx, ay - cy), Math.hypot(bx - cx, by - cy))
    // The distances to the centre run from near to far without a gap.
    const apart = shape.radiusM < near ? near - shape.radiusM : shape.radiusM > far ? shape.radiusM - far : 0
    return apart < reachM
  }
  const lowX = (ax < bx ? ax : bx) - reachM
  const highX = (ax > bx ? ax : bx) + reachM
  const lowY = (ay < by ? ay : by) - reachM
  const highY = (ay > by ? ay : by) + reachM
  const reach2 = reachM * reachM
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
    if (!apart && segmentSegment2(ax, ay, bx, by, px, py, qx, qy) < reach2) return true
    px = qx
    py = qy
  }
  return false
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
  return !isNearBoundary(shape, ax, ay, bx, by, marginM)
}
