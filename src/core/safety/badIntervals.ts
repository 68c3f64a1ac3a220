import type { Vec } from '../geo/frame.ts'
import { contains, segmentSegment2 } from './clearance.ts'
import type { Shape } from './shapes.ts'

/** A piece of a segment, as shares (0 to 1) of its length. */
type Interval = { readonly from: number; readonly to: number }
const END: Interval = { from: 1, to: 1 }

/**
 * The pieces of a segment that come nearer than the margin or lie on the wrong side; a negative margin allows that much
 * of the wrong side. Exact: the way within the margin of an edge is one piece, since an edge is convex; what is left
 * between those pieces is on one side as a whole.
 */
export function badIntervals(shape: Shape, inclusion: boolean, a: Vec, b: Vec, marginM: number): Interval[] {
  const near = nearIntervals(shape, a, b, Math.abs(marginM))
  if (near.length > 1) near.sort((p, q) => p.from - q.from)
  const bad: { from: number; to: number }[] = []
  const add = (from: number, to: number) => {
    const last = bad.at(-1)
    if (last && from <= last.to + 1e-9) last.to = Math.max(last.to, to)
    else bad.push({ from, to })
  }
  let done = 0
  for (let i = 0; i <= near.length; i++) {
    const { from, to } = near[i] ?? END
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
  /** The segment's line is within r of a place as far as this to both sides of where it is nearest; NaN when nowhere. */
  const nearest = (cx: number, cy: number): number => -((a.x - cx) * dx + (a.y - cy) * dy) / length2
  const reachOf = (at: number, cx: number, cy: number, r: number): number =>
    Math.sqrt(at * at - ((a.x - cx) ** 2 + (a.y - cy) ** 2 - r * r) / length2)
  if (shape.kind === 'circle') {
    const cx = xs[0] as number
    const cy = ys[0] as number
    const at = nearest(cx, cy)
    const outer = reachOf(at, cx, cy, shape.radiusM + reachM)
    const inner = shape.radiusM > reachM ? reachOf(at, cx, cy, shape.radiusM - reachM) : Number.NaN
    if (outer >= 0 && inner >= 0) {
      add(at - outer, at - inner)
      add(at + inner, at + outer)
    } else if (outer >= 0) add(at - outer, at + outer)
    return found
  }
  const lowX = Math.min(a.x, b.x) - reachM
  const highX = Math.max(a.x, b.x) + reachM
  const lowY = Math.min(a.y, b.y) - reachM
  const highY = Math.max(a.y, b.y) + reachM
  for (let i = 1; i < xs.length; i++) {
    const px = xs[i - 1] as number
    const py = ys[i - 1] as number
    const qx = xs[i] as number
    const qy = ys[i] as number
    if (px < lowX && qx < lowX) continue
    if (px > highX && qx > highX) continue
    if (py < lowY && qy < lowY) continue
    if (py > highY && qy > highY) continue
    if (segmentSegment2(a.x, a.y, b.x, b.y, px, py, qx, qy) >= reachM * reachM) continue
    // Within reach of an edge: of either end, or of its line between the two ends. Together one piece.
    let from = Infinity
    let to = -Infinity
    const atP = nearest(px, py)
    const aboutP = reachOf(atP, px, py, reachM)
    if (aboutP >= 0) {
      from = atP - aboutP
      to = atP + aboutP
    }
    const atQ = nearest(qx, qy)
    const aboutQ = reachOf(atQ, qx, qy, reachM)
    if (aboutQ >= 0) {
      from = Math.min(from, atQ - aboutQ)
      to = Math.max(to, atQ + aboutQ)
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
