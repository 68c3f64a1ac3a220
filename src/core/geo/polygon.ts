import type { Vec } from './frame.ts'

/** A closed outline in a local frame, corners in order, the first not repeated. */
export type Outline = readonly Vec[]
/** An area as outlines under the even-odd rule: outer ones and holes, in any order and direction. */
export type Region = readonly Outline[]
export type Segment = { readonly a: Vec; readonly b: Vec }

export const sub = (a: Vec, b: Vec): Vec => ({ x: a.x - b.x, y: a.y - b.y })
export const distance = (a: Vec, b: Vec): number => Math.hypot(a.x - b.x, a.y - b.y)
export const cross = (a: Vec, b: Vec): number => a.x * b.y - a.y * b.x
export const lerp = (a: Vec, b: Vec, t: number): Vec => ({
  x: a.x + (b.x - a.x) * t,
  y: a.y + (b.y - a.y) * t,
})

/** Turns a point about the frame's origin, counter-clockwise by an angle in radians. */
export function rotate({ x, y }: Vec, radians: number): Vec {
  const cos = Math.cos(radians)
  const sin = Math.sin(radians)
  return { x: x * cos - y * sin, y: x * sin + y * cos }
}

/** Area in m², positive for a counter-clockwise outline (shoelace formula). */
export function signedArea(outline: Outline): number {
  let twice = 0
  for (let i = 0; i < outline.length; i++) twice += cross(at(outline, i), at(outline, i + 1))
  return twice / 2
}

/** A corner by its number, counted round the outline. */
export const at = (outline: Outline, i: number): Vec => outline[i % outline.length] as Vec

/** The edges of a region, each outline closed. */
export function edgesOf(region: Region): Segment[] {
  return region.flatMap((outline) => outline.map((a, i) => ({ a, b: at(outline, i + 1) })))
}

/** Whether a point lies in a region (even-odd ray casting; on an edge either answer may come). */
export function isInside(point: Vec, region: Region): boolean {
  let inside = false
  for (const outline of region)
    for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
      const a = at(outline, i)
      const b = at(outline, j)
      if (a.y > point.y !== b.y > point.y && point.x < ((b.x - a.x) * (point.y - a.y)) / (b.y - a.y) + a.x)
        inside = !inside
    }
  return inside
}

/** The point of a segment that is nearest to a place. */
export function nearestOnSegment(point: Vec, { a, b }: Segment): Vec {
  const d = sub(b, a)
  const length2 = d.x * d.x + d.y * d.y
  const t = length2 === 0 ? 0 : ((point.x - a.x) * d.x + (point.y - a.y) * d.y) / length2
  return lerp(a, b, Math.min(1, Math.max(0, t)))
}

/** Shortest distance from a point to a segment, m. */
export const distanceToSegment = (point: Vec, segment: Segment): number =>
  distance(point, nearestOnSegment(point, segment))

/** Bearing from one place to another, degrees clockwise from north (y), 0 to 360. */
export const bearingDeg = (from: Vec, to: Vec): number =>
  ((Math.atan2(to.x - from.x, to.y - from.y) * 180) / Math.PI + 360) % 360

/** A bearing clockwise from north, degrees, as an angle counter-clockwise from east, radians. */
export const bearingToAngle = (degrees: number): number => ((90 - degrees) * Math.PI) / 180

/** Where along `s` (0 to 1) it meets the edge `e`, for crossings that are not parallel; null when it does not. */
export function crossingParameter(s: Segment, e: Segment): number | null {
  const d = sub(s.b, s.a)
  const f = sub(e.b, e.a)
  const denominator = cross(d, f)
  if (denominator === 0) return null
  const offset = sub(e.a, s.a)
  const t = cross(offset, f) / denominator
  const u = cross(offset, d) / denominator
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? t : null
}

/** Whether two edges that do not follow one another meet: a figure-of-eight encloses no area one could trust. */
export function isSelfCrossing(outline: Outline): boolean {
  const n = outline.length
  const order = outline
    .map((a, i) => ({ i, a, b: at(outline, i + 1) }))
    .map((e) => ({ ...e, low: Math.min(e.a.x, e.b.x), high: Math.max(e.a.x, e.b.x) }))
    .sort((p, q) => p.low - q.low)
  // Edges sorted by their left end: only those that begin before this one ends can cross it.
  for (let p = 0; p < order.length; p++) {
    const e = order[p] as (typeof order)[number]
    for (let q = p + 1; q < order.length; q++) {
      const f = order[q] as (typeof order)[number]
      if (f.low > e.high) break
      const apart = Math.abs(e.i - f.i)
      if (apart <= 1 || apart === n - 1) continue
      if (crossingParameter(e, f) !== null) return true
    }
  }
  return false
}

/** The convex hull, counter-clockwise (Andrew's monotone chain). */
export function convexHull(points: readonly Vec[]): Vec[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y)
  const half = (input: readonly Vec[]) => {
    const chain: Vec[] = []
    for (const point of input) {
      while (
        chain.length >= 2 &&
        cross(
          sub(chain[chain.length - 1] as Vec, chain[chain.length - 2] as Vec),
          sub(point, chain[chain.length - 1] as Vec),
        ) <= 0
      )
        chain.pop()
      chain.push(point)
    }
    chain.pop()
    return chain
  }
  return [...half(sorted), ...half(sorted.reverse())]
}

/** A line across an outline that meets more edges than this on average is across a saw, not across land. */
const MOST_CROSSINGS = 30

/**
 * Whether an outline goes to and fro so often that planning over it would take minutes: the edges that a line across it
 * meets on average, east to west or north to south, are its whole way in that direction over its extent.
 */
export function isJagged(outline: Outline): boolean {
  let [wayX, wayY] = [0, 0]
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const [i, { x, y }] of outline.entries()) {
    const next = at(outline, i + 1)
    wayX += Math.abs(next.x - x)
    wayY += Math.abs(next.y - y)
    west = Math.min(west, x)
    east = Math.max(east, x)
    south = Math.min(south, y)
    north = Math.max(north, y)
  }
  return wayX > MOST_CROSSINGS * (east - west) || wayY > MOST_CROSSINGS * (north - south)
}
