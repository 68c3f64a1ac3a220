import { frameAt, type Vec } from './frame.ts'
import { cross, isSelfCrossing, lerp, rotate, signedArea, sub } from './polygon.ts'
import type { LatLon } from './position.ts'

/** A place turned about another, degrees clockwise as a compass counts. */
export function turned(at: LatLon, about: LatLon, degrees: number): LatLon {
  const frame = frameAt(about)
  return frame.toLatLon(rotate(frame.toLocal(at), (-degrees * Math.PI) / 180))
}

/** A place so many times as far from another, in the same direction. */
export function scaled(at: LatLon, about: LatLon, factor: number): LatLon {
  const frame = frameAt(about)
  const { x, y } = frame.toLocal(at)
  return frame.toLatLon({ x: x * factor, y: y * factor })
}

/**
 * A line, or an outline, with each side moved by so many metres and as many corners as before: a line to the right of its
 * direction, an outline outward (less than 0: to the left, inward). Null where a side would be eaten up, or the outline
 * would cross itself: then it is not the same shape any more.
 */
export function parallel(
  points: readonly LatLon[],
  isClosed: boolean,
  metres: number,
): readonly LatLon[] | null {
  const [first] = points
  if (!first || points.length < (isClosed ? 3 : 2)) return null
  const frame = frameAt(first)
  const corners = points.map(frame.toLocal)
  // To the right of an outline that goes round clockwise is its inside.
  const rightM = isClosed && signedArea(corners) < 0 ? -metres : metres
  const sides = corners
    .slice(0, isClosed ? undefined : -1)
    .map((from, i) => sideBeside(from, corners[(i + 1) % corners.length] as Vec, rightM))
  if (sides.some((side) => side === null)) return null
  const moved = corners.map((_, i) => {
    const before = sides[i - 1] ?? (isClosed ? sides.at(-1) : undefined)
    const after = sides[i]
    return before && after ? meeting(before, after) : after ? after.from : (before as Beside).to
  })
  const isEaten = sides.some((side, i) => {
    const from = moved[i] as Vec
    const to = moved[(i + 1) % moved.length] as Vec
    const { along } = side as Beside
    const way = sub(to, from)
    return way.x * along.x + way.y * along.y <= 0
  })
  return isEaten || (isClosed && isSelfCrossing(moved)) ? null : moved.map(frame.toLatLon)
}

/** A side as it lies beside where it was, and its direction, 1 m long. */
type Beside = { readonly from: Vec; readonly to: Vec; readonly along: Vec }

function sideBeside(from: Vec, to: Vec, rightM: number): Beside | null {
  const way = sub(to, from)
  const long = Math.hypot(way.x, way.y)
  if (long === 0) return null
  const along = { x: way.x / long, y: way.y / long }
  const by = { x: along.y * rightM, y: -along.x * rightM }
  return {
    from: { x: from.x + by.x, y: from.y + by.y },
    to: { x: to.x + by.x, y: to.y + by.y },
    along,
  }
}

/** Sides that differ by less than this (sine of the angle) go straight on. */
const STRAIGHT = 1e-6

/** Where two sides meet that followed one another. */
function meeting(before: Beside, after: Beside): Vec {
  const turn = cross(before.along, after.along)
  if (Math.abs(turn) < STRAIGHT) return lerp(before.to, after.from, 0.5)
  const t = cross(sub(after.from, before.from), after.along) / turn
  return { x: before.from.x + before.along.x * t, y: before.from.y + before.along.y * t }
}
