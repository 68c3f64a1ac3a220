import { contains, pointSegment2, segmentSegment2 } from './clearance.ts'
import type { Shape } from './shapes.ts'

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

/** Whether an outline's boundary comes nearer than `reachM` to a triangle or to anything that is in it. */
function isBoundaryNear(shape: Shape, t: Triangle, reachM: number): boolean {
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
    return apart < reachM
  }
  const lowX = Math.min(ax, bx, cx) - reachM
  const highX = Math.max(ax, bx, cx) + reachM
  const lowY = Math.min(ay, by, cy) - reachM
  const highY = Math.max(ay, by, cy) + reachM
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
    // An edge that crosses no side may lie inside.
    if (
      !apart &&
      (pointTriangle2(px, py, t) < reach2 ||
        segmentSegment2(ax, ay, bx, by, px, py, qx, qy) < reach2 ||
        segmentSegment2(bx, by, cx, cy, px, py, qx, qy) < reach2 ||
        segmentSegment2(cx, cy, ax, ay, px, py, qx, qy) < reach2)
    )
      return true
    px = qx
    py = qy
  }
  return false
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
  return !isBoundaryNear(shape, t, marginM)
}

/** Whether a triangle, or anything in it, comes nearer than `reachM` to a shape or to anything that is in that. */
export const isTriangleNear = (shape: Shape, t: Triangle, reachM: number): boolean =>
  reachM > 0 && (contains(shape, t.ax, t.ay) || isBoundaryNear(shape, t, reachM))
