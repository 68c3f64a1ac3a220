import type { Vec } from '../../../src/core/geo/frame.ts'

/**
 * The tests' own geometry, in metres, plain and slow: winding numbers and projections, nothing shared with the code
 * that it checks.
 */
export type Area =
  | { inclusion: boolean; corners: readonly Vec[] }
  | { inclusion: boolean; center: Vec; radiusM: number }

/** Winding number of an outline about a point: not 0 is inside (the samples' outlines do not cross themselves). */
function winding(p: Vec, corners: readonly Vec[]): number {
  let turned = 0
  for (let i = 0; i < corners.length; i++) {
    const a = corners[i] as Vec
    const b = corners[(i + 1) % corners.length] as Vec
    let step = Math.atan2(b.y - p.y, b.x - p.x) - Math.atan2(a.y - p.y, a.x - p.x)
    if (step > Math.PI) step -= 2 * Math.PI
    if (step < -Math.PI) step += 2 * Math.PI
    turned += step
  }
  return Math.round(turned / (2 * Math.PI))
}

function toEdge(p: Vec, a: Vec, b: Vec): number {
  const length = Math.hypot(b.x - a.x, b.y - a.y)
  if (length === 0) return Math.hypot(p.x - a.x, p.y - a.y)
  const ux = (b.x - a.x) / length
  const uy = (b.y - a.y) / length
  const along = Math.min(length, Math.max(0, (p.x - a.x) * ux + (p.y - a.y) * uy))
  return Math.hypot(p.x - (a.x + along * ux), p.y - (a.y + along * uy))
}

/** How far a point is on the right side of an area's edge, m; negative on the wrong one. */
export function clearance(p: Vec, area: Area): number {
  if ('radiusM' in area) {
    const inside = area.radiusM - Math.hypot(p.x - area.center.x, p.y - area.center.y)
    return area.inclusion ? inside : -inside
  }
  let nearest = Infinity
  for (let i = 0; i < area.corners.length; i++)
    nearest = Math.min(
      nearest,
      toEdge(p, area.corners[i] as Vec, area.corners[(i + 1) % area.corners.length] as Vec),
    )
  return (winding(p, area.corners) !== 0) === area.inclusion ? nearest : -nearest
}

export const leastClearance = (p: Vec, areas: readonly Area[]): number =>
  Math.min(...areas.map((area) => clearance(p, area)))

/** Places along a straight way, its ends included, at most `stepM` apart. */
export function samples(a: Vec, b: Vec, stepM: number): Vec[] {
  const n = Math.max(1, Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / stepM))
  return Array.from({ length: n + 1 }, (_, i) => ({
    x: a.x + ((b.x - a.x) * i) / n,
    y: a.y + ((b.y - a.y) * i) / n,
  }))
}

/** Places along a path from home. */
export const alongPath = (path: readonly Vec[], stepM: number): Vec[] =>
  [{ x: 0, y: 0 }, ...path].flatMap((a, i, all) => (all[i + 1] ? samples(a, all[i + 1] as Vec, stepM) : []))
