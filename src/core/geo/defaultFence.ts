import { coarser, simpleRing } from './coarser.ts'
import { type Frame, frameAt, type Vec } from './frame.ts'
import { outset } from './offset.ts'
import { convexHull, isInside, type Outline, signedArea, isJagged } from './polygon.ts'
import type { LatLon } from './position.ts'

/** A fence of more corners than this is simplified: boards hold few (ArduPilot's wiki speaks of 70). */
const MANY_CORNERS = 60
const SIMPLIFY_M = 5

/**
 * One outline round areas and home, `outwardM` away from them: the areas' own shape where home lies within it, else
 * round their convex hull with home.
 */
export function outlineRound(
  areas: readonly (readonly LatLon[])[],
  home: LatLon,
  outwardM: number,
): LatLon[] {
  const frame: Frame = frameAt(home)
  const local = areas
    .map((ring) => ring.map((corner) => frame.toLocal(corner)))
    // Round a saw the fence is its hull: teeth are no land that a fence could follow.
    .map((ring) => (isJagged(ring) ? convexHull(ring) : ring))
  const own = outerOutlines(local, outwardM)
  const only = own[0]
  const near = outerOutlines(local, outwardM / 2)
  const fits = own.length === 1 && only && near.some((outline) => isInside({ x: 0, y: 0 }, [outline]))
  const outline = fits
    ? only
    : (outerOutlines([convexHull([{ x: 0, y: 0 }, ...local.flat()])], outwardM)[0] ??
      boxAbout(local.flat(), outwardM))
  return outline.map((corner) => frame.toLatLon(corner))
}

/** What encloses no area (places in one line) still gets a fence: a box. */
function boxAbout(places: readonly Vec[], outwardM: number): Outline {
  const all = [{ x: 0, y: 0 }, ...places]
  const low = (of: (place: Vec) => number) =>
    all.reduce((least, place) => Math.min(least, of(place)), Infinity)
  const high = (of: (place: Vec) => number) =>
    all.reduce((most, place) => Math.max(most, of(place)), -Infinity)
  const west = low(({ x }) => x) - outwardM
  const east = high(({ x }) => x) + outwardM
  const south = low(({ y }) => y) - outwardM
  const north = high(({ y }) => y) + outwardM
  return [
    { x: west, y: south },
    { x: east, y: south },
    { x: east, y: north },
    { x: west, y: north },
  ]
}

function outerOutlines(drawn: readonly (readonly Vec[])[], awayM: number): Outline[] {
  // What has very many corners is simplified first, and the fence lies that much farther out.
  const { region: outlines, toleranceM } = coarser(drawn, SIMPLIFY_M, SIMPLIFY_M)
  const outwardM = awayM + toleranceM
  const plain = outset(outlines, outwardM).filter((outline) => signedArea(outline) > 0)
  if (plain.every((outline) => outline.length <= MANY_CORNERS)) return plain
  // Simplified outlines may come nearer by the tolerance, so they start that much farther out.
  return outset(outlines, outwardM + SIMPLIFY_M)
    .map((outline) => simpleRing(outline, SIMPLIFY_M))
    .filter((outline) => signedArea(outline) > 0)
}

/** The point of a ring nearest to the south-west corner of its bounding box, on an edge or a corner. */
export function southWestPoint(ring: readonly LatLon[]): LatLon {
  const frame = frameAt(ring[0] as LatLon)
  const local = ring.map((corner) => frame.toLocal(corner))
  const corner = {
    x: local.reduce((low, p) => Math.min(low, p.x), Number.POSITIVE_INFINITY),
    y: local.reduce((low, p) => Math.min(low, p.y), Number.POSITIVE_INFINITY),
  }
  let best: Vec = local[0] as Vec
  let bestM = Number.POSITIVE_INFINITY
  for (let i = 0; i < local.length; i++) {
    const a = local[i] as Vec
    const b = local[(i + 1) % local.length] as Vec
    const d = { x: b.x - a.x, y: b.y - a.y }
    const length2 = d.x * d.x + d.y * d.y
    const t =
      length2 === 0
        ? 0
        : Math.min(1, Math.max(0, ((corner.x - a.x) * d.x + (corner.y - a.y) * d.y) / length2))
    const p = { x: a.x + d.x * t, y: a.y + d.y * t }
    const metres = Math.hypot(p.x - corner.x, p.y - corner.y)
    if (metres < bestM) {
      best = p
      bestM = metres
    }
  }
  return frame.toLatLon(best)
}
