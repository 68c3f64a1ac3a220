import type { Vec } from './frame.ts'
import {
  at,
  cross,
  crossingParameter,
  distance,
  edgesOf,
  isInside,
  lerp,
  type Region,
  type Segment,
  sub,
} from './polygon.ts'

/** Finds ways inside a region: straight where one sees the goal, else round the corners. */
export type PathFinder = {
  /** Whether the straight way stays in the region. */
  sees(from: Vec, to: Vec): boolean
  /** The shortest way, both ends included; null when there is none (or an end lies outside). */
  path(from: Vec, to: Vec): readonly Vec[] | null
}

type Box = { e: Segment; minX: number; maxX: number; minY: number; maxY: number; outline: number }

/** How far inside a corner's true place a way may pass, m: below the quantisation of positions. */
const TOUCH_M = 1e-6

/**
 * A path finder over the visibility graph of the region's reflex corners (de Berg et al., Computational Geometry,
 * chapter 15). Only the corners of outlines that lie in the way are looked at, and which corner sees which is found
 * when it is first asked: areas with hundreds of holes stay quick.
 */
export function pathFinder(region: Region): PathFinder {
  const boxes: Box[] = region.flatMap((outline, index) =>
    edgesOf([outline]).map((e) => ({
      e,
      minX: Math.min(e.a.x, e.b.x),
      maxX: Math.max(e.a.x, e.b.x),
      minY: Math.min(e.a.y, e.b.y),
      maxY: Math.max(e.a.y, e.b.y),
      outline: index,
    })),
  )

  const sees = (from: Vec, to: Vec): boolean => {
    if (from.x === to.x && from.y === to.y) return true
    const minX = Math.min(from.x, to.x)
    const maxX = Math.max(from.x, to.x)
    const minY = Math.min(from.y, to.y)
    const maxY = Math.max(from.y, to.y)
    const d = sub(to, from)
    const reach = Math.hypot(d.x, d.y)
    const touches: number[] = []
    for (const box of boxes) {
      if (
        box.maxX < minX - TOUCH_M ||
        box.minX > maxX + TOUCH_M ||
        box.maxY < minY - TOUCH_M ||
        box.minY > maxY + TOUCH_M
      )
        continue
      const e = box.e
      const sideA = (d.x * (e.a.y - from.y) - d.y * (e.a.x - from.x)) / reach
      const sideB = (d.x * (e.b.y - from.y) - d.y * (e.b.x - from.x)) / reach
      if ((sideA > TOUCH_M && sideB > TOUCH_M) || (sideA < -TOUCH_M && sideB < -TOUCH_M)) continue
      const f = sub(e.b, e.a)
      const length = Math.hypot(f.x, f.y)
      const sideFrom = cross(f, sub(from, e.a)) / length
      const sideTo = cross(f, sub(to, e.a)) / length
      // A clean crossing: each segment's ends lie on both sides of the other.
      if (
        Math.abs(sideA) > TOUCH_M &&
        Math.abs(sideB) > TOUCH_M &&
        ((sideFrom > TOUCH_M && sideTo < -TOUCH_M) || (sideFrom < -TOUCH_M && sideTo > TOUCH_M))
      )
        return false
      // A touch at a corner or along an edge: the pieces between touches are judged by their middles.
      for (const corner of [e.a, e.b]) {
        const along = ((corner.x - from.x) * d.x + (corner.y - from.y) * d.y) / (reach * reach)
        if (along > 0 && along < 1 && Math.abs(cross(d, sub(corner, from))) / reach <= TOUCH_M)
          touches.push(along)
      }
    }
    const cuts = [0, ...touches.sort((a, b) => a - b), 1]
    for (let i = 1; i < cuts.length; i++) {
      const a = cuts[i - 1] as number
      const b = cuts[i] as number
      if ((b - a) * reach > 4 * TOUCH_M && !isWithin(lerp(from, to, (a + b) / 2))) return false
    }
    return true
  }

  /** Inside, or on the edge. */
  const isWithin = (point: Vec): boolean => {
    if (isInside(point, region)) return true
    for (const box of boxes) {
      if (
        point.x < box.minX - TOUCH_M ||
        point.x > box.maxX + TOUCH_M ||
        point.y < box.minY - TOUCH_M ||
        point.y > box.maxY + TOUCH_M
      )
        continue
      const e = box.e
      const f = sub(e.b, e.a)
      const length = Math.hypot(f.x, f.y)
      if (length > 0 && Math.abs(cross(f, sub(point, e.a))) / length <= TOUCH_M) return true
    }
    return false
  }

  let corners: Corner[] | null = null
  const known = new Map<number, boolean>()
  /** Whether two corners see one another; asked once. */
  const cornersSee = (all: readonly Corner[], i: number, j: number): boolean => {
    const key = Math.min(i, j) * all.length + Math.max(i, j)
    const before = known.get(key)
    if (before !== undefined) return before
    const found = sees((all[i] as Corner).at, (all[j] as Corner).at)
    known.set(key, found)
    return found
  }

  /** The outlines that a straight way meets. */
  const met = (from: Vec, to: Vec, into: Set<number>): void => {
    const minX = Math.min(from.x, to.x)
    const maxX = Math.max(from.x, to.x)
    const minY = Math.min(from.y, to.y)
    const maxY = Math.max(from.y, to.y)
    for (const box of boxes)
      if (
        box.maxX >= minX &&
        box.minX <= maxX &&
        box.maxY >= minY &&
        box.minY <= maxY &&
        !into.has(box.outline) &&
        crossingParameter({ a: from, b: to }, box.e) !== null
      )
        into.add(box.outline)
  }

  /** The shortest way over the given corners (Dijkstra); null when there is none. */
  const wayOver = (all: readonly Corner[], use: readonly number[], from: Vec, to: Vec): Vec[] | null => {
    const length = new Float64Array(use.length).fill(Number.POSITIVE_INFINITY)
    const onward = new Float64Array(use.length).fill(Number.POSITIVE_INFINITY)
    const before = new Int32Array(use.length).fill(-1)
    const isSettled = new Uint8Array(use.length)
    use.forEach((corner, k) => {
      const { at } = all[corner] as Corner
      if (sees(from, at)) length[k] = distance(from, at)
    })
    let best = -1
    let bestM = Number.POSITIVE_INFINITY
    for (;;) {
      let current = -1
      let least = bestM
      for (let k = 0; k < use.length; k++)
        if (isSettled[k] === 0 && (length[k] as number) < least) {
          current = k
          least = length[k] as number
        }
      if (current < 0) break
      isSettled[current] = 1
      const { at } = all[use[current] as number] as Corner
      if (least + distance(at, to) < bestM && sees(at, to)) {
        onward[current] = distance(at, to)
        if (least + (onward[current] as number) < bestM) {
          best = current
          bestM = least + (onward[current] as number)
        }
      }
      for (let k = 0; k < use.length; k++) {
        if (isSettled[k] === 1) continue
        const whole = least + distance(at, (all[use[k] as number] as Corner).at)
        if (whole < (length[k] as number) && cornersSee(all, use[current] as number, use[k] as number)) {
          length[k] = whole
          before[k] = current
        }
      }
    }
    if (best < 0) return null
    const way: Vec[] = [to]
    for (let k = best; k >= 0; k = before[k] as number) way.unshift((all[use[k] as number] as Corner).at)
    return [from, ...way]
  }

  return {
    sees,
    path(from, to) {
      if (sees(from, to)) return [from, to]
      corners ??= reflexCorners(region)
      const all = corners
      const of = (outlines: ReadonlySet<number>) =>
        all.flatMap(({ outline }, index) => (outlines.has(outline) ? [index] : []))
      // First the corners of what lies straight in the way, then of what lies in the way of those.
      const near = new Set<number>()
      met(from, to, near)
      const wider = new Set(near)
      for (const index of of(near)) {
        const { at } = all[index] as Corner
        met(from, at, wider)
        met(at, to, wider)
      }
      return wayOver(all, of(wider), from, to) ?? wayOver(all, [...all.keys()], from, to)
    },
  }
}

type Corner = { readonly at: Vec; readonly outline: number }

/** Corners where the free side is more than half a turn: only there can a shortest way bend. */
function reflexCorners(region: Region): Corner[] {
  const found: Corner[] = []
  for (const [index, outline] of region.entries())
    for (let i = 0; i < outline.length; i++) {
      const before = at(outline, i + outline.length - 1)
      const corner = at(outline, i)
      const after = at(outline, i + 1)
      // Outer outlines run counter-clockwise and holes clockwise, so the free side is to the left of both.
      if (cross(sub(corner, before), sub(after, corner)) < 0) found.push({ at: corner, outline: index })
    }
  return found
}
