import { type Frame, frameAt, type Vec } from './frame.ts'
import { difference, intersection, union } from './offset.ts'
import { isInside, type Outline, type Region, signedArea, sub } from './polygon.ts'
import type { LatLon } from './position.ts'

/** An area with holes in it. */
export type Area = { readonly outer: readonly LatLon[]; readonly holes: readonly (readonly LatLon[])[] }

/** What a cut leaves is no piece where it is smaller, m². */
const LEAST_M2 = 1
/** A line that cuts is gone on with at both ends this far beyond all that is cut, m. */
const BEYOND_M = 1000

/** An area cut along a line, which goes on straight at both ends. One piece: the line does not part it. */
export function cutArea(area: Area, line: readonly LatLon[]): Area[] {
  const frame = frameAt(area.outer[0] as LatLon)
  const region = [area.outer, ...area.holes].map((ring) => ring.map(frame.toLocal))
  const cut = line.map(frame.toLocal)
  const left = leftOf(cut, region.flat())
  return left
    ? [...areasOf(intersection(region, [left]), frame), ...areasOf(difference(region, [left]), frame)]
    : [area]
}

/** Areas as one, where they touch or overlap; null: they come to several. What lies in the hole of none stays out. */
export function joinedArea(areas: readonly Area[]): Area | null {
  const [first] = areas
  if (!first) return null
  const frame = frameAt(first.outer[0] as LatLon)
  const regions = areas.map(({ outer, holes }) => [outer, ...holes].map((ring) => ring.map(frame.toLocal)))
  const joined = areasOf(union(regions), frame)
  return joined.length === 1 ? (joined[0] as Area) : null
}

/** Whether a place lies to the left of a line that goes on straight at both ends. */
export function isLeftOf(at: LatLon, line: readonly LatLon[], others: readonly LatLon[]): boolean {
  const frame = frameAt(line[0] as LatLon)
  const left = leftOf(line.map(frame.toLocal), [at, ...others].map(frame.toLocal))
  return left !== null && isInside(frame.toLocal(at), [left])
}

/** All to the left of a line, as far as what is cut reaches; null: the line has no direction. */
function leftOf(line: readonly Vec[], reach: readonly Vec[]): Outline | null {
  const [a, b] = line
  const [y, z] = line.slice(-2)
  if (!a || !b || !y || !z) return null
  const farM = BEYOND_M + [...reach, ...line].reduce((far, at) => Math.max(far, Math.hypot(at.x, at.y)), 0)
  const start = gone(b, a, farM)
  const end = gone(y, z, farM)
  if (!start || !end) return null
  const [from, to] = [Math.atan2(end.y, end.x), Math.atan2(start.y, start.x)]
  const turn = to > from ? to - from : to - from + 2 * Math.PI
  const steps = 16
  // Round behind everything, from the line's end to its begin, against the clock.
  const round = Array.from({ length: steps - 1 }, (_, i) => {
    const angle = from + (turn * (i + 1)) / steps
    return { x: 2 * farM * Math.cos(angle), y: 2 * farM * Math.sin(angle) }
  })
  return [start, ...line, end, ...round]
}

/** A line from one place through another, as far as a circle of twice `farM` about the origin. */
function gone(from: Vec, through: Vec, farM: number): Vec | null {
  const way = sub(through, from)
  const long = Math.hypot(way.x, way.y)
  if (long === 0) return null
  const along = { x: way.x / long, y: way.y / long }
  const dot = through.x * along.x + through.y * along.y
  const radius = 2 * farM
  const t = -dot + Math.sqrt(dot * dot + radius * radius - through.x ** 2 - through.y ** 2)
  return { x: through.x + along.x * t, y: through.y + along.y * t }
}

/** Outlines, outer ones counter-clockwise, as areas with the holes that lie in them. */
function areasOf(region: Region, frame: Frame): Area[] {
  const large = region.filter((outline) => Math.abs(signedArea(outline)) >= LEAST_M2)
  const holes = large.filter((outline) => signedArea(outline) < 0)
  const rings = (outlines: readonly Outline[]) => outlines.map((outline) => outline.map(frame.toLatLon))
  return large
    .filter((outline) => signedArea(outline) > 0)
    .map((outer) => ({
      outer: outer.map(frame.toLatLon),
      holes: rings(holes.filter((hole) => isInside(hole[0] as Vec, [outer]))),
    }))
}
