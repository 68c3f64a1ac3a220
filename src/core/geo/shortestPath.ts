import type { Vec } from './frame.ts'
import { at, cross, distance, edgesOf, isInside, lerp, type Region, type Segment, sub } from './polygon.ts'

/** Finds ways inside a region: straight where one sees the goal, else round the corners. */
export type PathFinder = {
  /** Whether the straight way stays in the region. */
  sees(from: Vec, to: Vec): boolean
  /** The shortest way, both ends included; null when there is none (or an end lies outside). */
  path(from: Vec, to: Vec): readonly Vec[] | null
}

type Box = { e: Segment; minX: number; maxX: number; minY: number; maxY: number }
type Visible = { index: number; length: number }

/** How far inside a corner's true place a way may pass, m: below the quantisation of positions. */
const TOUCH_M = 1e-6

/**
 * A path finder over the visibility graph of the region's reflex corners (de Berg et al., Computational Geometry,
 * chapter 15). The graph is built when the first way is not straight; searches from a point are kept.
 */
export function pathFinder(region: Region): PathFinder {
  const boxes: Box[] = edgesOf(region).map((e) => ({
    e,
    minX: Math.min(e.a.x, e.b.x),
    maxX: Math.max(e.a.x, e.b.x),
    minY: Math.min(e.a.y, e.b.y),
    maxY: Math.max(e.a.y, e.b.y),
  }))

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

  let corners: Vec[] | null = null
  let graph: Visible[][] = []
  const build = () => {
    corners = reflexCorners(region)
    graph = corners.map(() => [])
    for (let i = 0; i < corners.length; i++)
      for (let j = i + 1; j < corners.length; j++) {
        const a = corners[i] as Vec
        const b = corners[j] as Vec
        if (!sees(a, b)) continue
        const length = distance(a, b)
        graph[i]?.push({ index: j, length })
        graph[j]?.push({ index: i, length })
      }
  }

  const visibleFrom = new Map<string, Visible[]>()
  const corners_ = (): Vec[] => corners ?? []
  const cornersSeenFrom = (point: Vec): Visible[] => {
    const key = `${point.x} ${point.y}`
    const known = visibleFrom.get(key)
    if (known) return known
    const seen = corners_().flatMap((corner, index) =>
      sees(point, corner) ? [{ index, length: distance(point, corner) }] : [],
    )
    visibleFrom.set(key, seen)
    return seen
  }

  /** Shortest ways from a point to every corner (Dijkstra); kept, since the same ends are asked about again and again. */
  const searches = new Map<string, { length: Float64Array; before: Int32Array }>()
  const searchFrom = (point: Vec) => {
    const key = `${point.x} ${point.y}`
    const known = searches.get(key)
    if (known) return known
    const count = corners_().length
    const length = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
    const before = new Int32Array(count).fill(-1)
    const settled = new Uint8Array(count)
    for (const seen of cornersSeenFrom(point)) length[seen.index] = seen.length
    for (;;) {
      let current = -1
      let least = Number.POSITIVE_INFINITY
      for (let i = 0; i < count; i++)
        if (settled[i] === 0 && (length[i] as number) < least) {
          current = i
          least = length[i] as number
        }
      if (current < 0) break
      settled[current] = 1
      for (const next of graph[current] ?? [])
        if (least + next.length < (length[next.index] as number)) {
          length[next.index] = least + next.length
          before[next.index] = current
        }
    }
    const search = { length, before }
    searches.set(key, search)
    return search
  }

  return {
    sees,
    path(from, to) {
      if (sees(from, to)) return [from, to]
      if (!corners) build()
      const { length, before } = searchFrom(from)
      let last = -1
      let least = Number.POSITIVE_INFINITY
      for (const seen of cornersSeenFrom(to)) {
        const whole = (length[seen.index] as number) + seen.length
        if (whole < least) {
          last = seen.index
          least = whole
        }
      }
      if (last < 0 || !Number.isFinite(least)) return null
      const way: Vec[] = [to]
      for (let i = last; i >= 0; i = before[i] as number) way.unshift(corners_()[i] as Vec)
      return [from, ...way]
    },
  }
}

/** Corners where the free side is more than half a turn: only there can a shortest way bend. */
function reflexCorners(region: Region): Vec[] {
  const found: Vec[] = []
  for (const outline of region)
    for (let i = 0; i < outline.length; i++) {
      const before = at(outline, i + outline.length - 1)
      const corner = at(outline, i)
      const after = at(outline, i + 1)
      // Outer outlines run counter-clockwise and holes clockwise, so the free side is to the left of both.
      if (cross(sub(corner, before), sub(after, corner)) < 0) found.push(corner)
    }
  return found
}
