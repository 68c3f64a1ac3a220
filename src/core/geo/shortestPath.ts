import { type Effort, edgeGrid, piecesInside, TOUCH_M } from './edgeGrid.ts'
import type { Vec } from './frame.ts'
import { at, cross, crossingParameter, distance, lerp, type Region, type Segment, sub } from './polygon.ts'

/** Finds ways inside a region: straight where one sees the goal, else round the corners. */
export type PathFinder = {
  /** Whether the straight way stays in the region. */
  sees(from: Vec, to: Vec): boolean
  /** The shortest way, both ends included; null when there is none (or an end lies outside, or the effort is spent). */
  path(from: Vec, to: Vec): readonly Vec[] | null
  /** The pieces of a straight way that lie in the region, in order. */
  pieces(from: Vec, to: Vec): Segment[]
}

/**
 * A path finder over the visibility graph of the region's reflex corners (de Berg et al., Computational Geometry,
 * chapter 15). Of that graph only what a way needs is ever made: A* takes a link as clear until it would use it, links
 * that do not touch their corners sideways are left out, since no shortest way bends there, and what was found is kept.
 * First only the corners of outlines that lie in the way are looked at: areas with hundreds of holes stay quick.
 * `effort` may be shared: when it is spent, no way round corners is looked for any more.
 */
export function pathFinder(region: Region, effort: Effort = { edges: Infinity }): PathFinder {
  const grid = edgeGrid(region, effort)
  const { ends, outlineOf } = grid

  const sees = (from: Vec, to: Vec): boolean => {
    if (from.x === to.x && from.y === to.y) return true
    const dx = to.x - from.x
    const dy = to.y - from.y
    const reach = Math.hypot(dx, dy)
    const touches: number[] = []
    const touch = (x: number, y: number): void => {
      const ex = x - from.x
      const ey = y - from.y
      const along = (ex * dx + ey * dy) / (reach * reach)
      if (along > 0 && along < 1 && Math.abs(dx * ey - dy * ex) / reach <= TOUCH_M) touches.push(along)
    }
    const isCut = grid.along(from, to, (k) => {
      const ax = ends[4 * k] as number
      const ay = ends[4 * k + 1] as number
      const bx = ends[4 * k + 2] as number
      const by = ends[4 * k + 3] as number
      const sideA = (dx * (ay - from.y) - dy * (ax - from.x)) / reach
      const sideB = (dx * (by - from.y) - dy * (bx - from.x)) / reach
      if ((sideA > TOUCH_M && sideB > TOUCH_M) || (sideA < -TOUCH_M && sideB < -TOUCH_M)) return false
      const fx = bx - ax
      const fy = by - ay
      const length = Math.hypot(fx, fy)
      const sideFrom = (fx * (from.y - ay) - fy * (from.x - ax)) / length
      const sideTo = (fx * (to.y - ay) - fy * (to.x - ax)) / length
      // A clean crossing: each segment's ends lie on both sides of the other.
      if (
        Math.abs(sideA) > TOUCH_M &&
        Math.abs(sideB) > TOUCH_M &&
        ((sideFrom > TOUCH_M && sideTo < -TOUCH_M) || (sideFrom < -TOUCH_M && sideTo > TOUCH_M))
      )
        return true
      // A touch at a corner or along an edge: the pieces between touches are judged by their middles.
      touch(ax, ay)
      touch(bx, by)
      return false
    })
    if (isCut) return false
    const cuts = [0, ...touches.sort((a, b) => a - b), 1]
    for (let i = 1; i < cuts.length; i++) {
      const a = cuts[i - 1] as number
      const b = cuts[i] as number
      if ((b - a) * reach > 4 * TOUCH_M && !isWithin(lerp(from, to, (a + b) / 2))) return false
    }
    return true
  }

  /** Inside, or on the edge. */
  const isWithin = (point: Vec): boolean =>
    grid.isInside(point.x, point.y) ||
    grid.along(point, point, (k) => {
      const ax = ends[4 * k] as number
      const ay = ends[4 * k + 1] as number
      const bx = ends[4 * k + 2] as number
      const by = ends[4 * k + 3] as number
      const { x, y } = point
      if (x < Math.min(ax, bx) - TOUCH_M || x > Math.max(ax, bx) + TOUCH_M) return false
      if (y < Math.min(ay, by) - TOUCH_M || y > Math.max(ay, by) + TOUCH_M) return false
      const length = Math.hypot(bx - ax, by - ay)
      return length > 0 && Math.abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length <= TOUCH_M
    })

  let corners: Corner[] | null = null
  const beside: (Int32Array | undefined)[] = []
  /** The corners that a way may go on to from one, whether or not it sees them. */
  const onwardFrom = (all: readonly Corner[], i: number): Int32Array => {
    const before = beside[i]
    if (before) return before
    const here = all[i] as Corner
    const found: number[] = []
    for (const [j, there] of all.entries())
      if (j !== i && isSideways(here.at, there) && isSideways(there.at, here)) found.push(j)
    return (beside[i] = Int32Array.from(found))
  }
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
    grid.along(from, to, (k) => {
      const outline = outlineOf[k] as number
      if (into.has(outline)) return false
      const a = { x: ends[4 * k] as number, y: ends[4 * k + 1] as number }
      const b = { x: ends[4 * k + 2] as number, y: ends[4 * k + 3] as number }
      if (crossingParameter({ a: from, b: to }, { a, b }) !== null) into.add(outline)
      return into.size === region.length
    })
  }

  /** The shortest way over the corners of some outlines (null: of all); null when there is none. */
  const wayOver = (
    all: readonly Corner[],
    outlines: ReadonlySet<number> | null,
    from: Vec,
    to: Vec,
  ): Vec[] | null => {
    const isUsed = ({ outline }: Corner) => outlines === null || outlines.has(outline)
    const cameFrom = new Int32Array(all.length).fill(OPEN)
    const open = heap()
    const link = (k: number, before: number, metres: number, at: Vec): void =>
      open.push({ k, before, metres, wholeM: metres + distance(at, to) * EAGER })
    for (const [k, corner] of all.entries())
      if (isUsed(corner) && isSideways(from, corner)) link(k, START, distance(from, corner.at), corner.at)
    for (;;) {
      const next = effort.edges > 0 ? open.pop() : undefined
      if (!next) return null
      const { k, before, metres } = next
      if (k === GOAL) {
        if (!sees((all[before] as Corner).at, to)) continue
        const way: Vec[] = [to]
        for (let i = before; i !== START; i = cameFrom[i] as number) way.unshift((all[i] as Corner).at)
        return [from, ...way]
      }
      if (cameFrom[k] !== OPEN) continue
      const here = all[k] as Corner
      if (!(before === START ? sees(from, here.at) : cornersSee(all, before, k))) continue
      cameFrom[k] = before
      if (isSideways(to, here)) link(GOAL, k, metres + distance(here.at, to), to)
      const onward = onwardFrom(all, k)
      effort.edges -= onward.length * LINK_EFFORT
      for (const j of onward) {
        const there = all[j] as Corner
        if (cameFrom[j] === OPEN && isUsed(there)) link(j, k, metres + distance(here.at, there.at), there.at)
      }
    }
  }

  return {
    sees,
    pieces: (from, to) => piecesInside(grid, from, to),
    path(from, to) {
      if (sees(from, to)) return [from, to]
      corners ??= reflexCorners(region)
      const all = corners
      // First the corners of what lies straight in the way, then of what lies in the way of those.
      const near = new Set<number>()
      met(from, to, near)
      const wider = new Set(near)
      for (const { at, outline } of all) {
        if (wider.size === region.length) break
        if (!near.has(outline)) continue
        met(from, at, wider)
        met(at, to, wider)
      }
      return (
        wayOver(all, wider, from, to) ?? (wider.size < region.length ? wayOver(all, null, from, to) : null)
      )
    },
  }
}

type Corner = { readonly at: Vec; readonly before: Vec; readonly after: Vec; readonly outline: number }

/** Corners where the free side is more than half a turn: only there can a shortest way bend. */
function reflexCorners(region: Region): Corner[] {
  const found: Corner[] = []
  for (const [outline, corners] of region.entries())
    for (let i = 0; i < corners.length; i++) {
      const before = at(corners, i + corners.length - 1)
      const corner = at(corners, i)
      const after = at(corners, i + 1)
      // Outer outlines run counter-clockwise and holes clockwise, so the free side is to the left of both.
      if (cross(sub(corner, before), sub(after, corner)) < 0)
        found.push({ at: corner, before, after, outline })
    }
  return found
}

/** Whether a way between a place and a corner passes the corner, not into its wedge: its two edges lie on one side. */
function isSideways(place: Vec, { at: corner, before, after }: Corner): boolean {
  const dx = corner.x - place.x
  const dy = corner.y - place.y
  const slackM2 = TOUCH_M * Math.hypot(dx, dy)
  const sideBefore = dx * (before.y - corner.y) - dy * (before.x - corner.x)
  const sideAfter = dx * (after.y - corner.y) - dy * (after.x - corner.x)
  return !((sideBefore > slackM2 && sideAfter < -slackM2) || (sideBefore < -slackM2 && sideAfter > slackM2))
}

/** A link that may be taken: to corner `k`, or to the goal, from corner `before` (-1: from the start). */
type Link = { readonly k: number; readonly before: number; readonly metres: number; readonly wholeM: number }
const GOAL = -1
/** A link that is kept is worth looking at so many edges. */
const LINK_EFFORT = 10
const START = -1
/** A corner that no way has come to yet. */
const OPEN = -2
/** Of ways as long as one another (along a straight row of corners) the one that is farther on is followed first. */
const EAGER = 1 + 1e-7

/** The links by the length of the whole way over them, shortest first: the same order for the same links everywhere. */
function heap() {
  const links: Link[] = []
  return {
    push(link: Link): void {
      let i = links.push(link) - 1
      while (i > 0) {
        const up = (i - 1) >> 1
        const above = links[up] as Link
        if (above.wholeM <= link.wholeM) break
        links[i] = above
        i = up
      }
      links[i] = link
    },
    pop(): Link | undefined {
      const top = links[0]
      const last = links.pop()
      if (!top || !last || links.length === 0) return top
      let i = 0
      for (;;) {
        let down = 2 * i + 1
        if (down >= links.length) break
        if (down + 1 < links.length && (links[down + 1] as Link).wholeM < (links[down] as Link).wholeM)
          down += 1
        if ((links[down] as Link).wholeM >= last.wholeM) break
        links[i] = links[down] as Link
        i = down
      }
      links[i] = last
      return top
    },
  }
}
