import { Clipper, EndType, FillRule, JoinType, type Paths64 } from 'clipper2-ts'
import type { Outline, Region } from './polygon.ts'

/** Clipper works on integers: coordinates in tenths of a millimetre. */
const SCALE = 10_000
/** How far a polygon may cut the corner of a true arc, m. Offsets are widened by it, so that they err to the safe side. */
const ARC_TOLERANCE_M = 0.25

const toPaths = (region: Region): Paths64 =>
  region.map((outline) => outline.map(({ x, y }) => ({ x: Math.round(x * SCALE), y: Math.round(y * SCALE) })))
const fromPaths = (paths: Paths64): Region =>
  paths.map((path) => path.map(({ x, y }) => ({ x: Number(x) / SCALE, y: Number(y) / SCALE })))

/** Regions never change: what one comes to when it is cleaned is reckoned once. */
const cleaned = new WeakMap<Region, Paths64>()

function cleanPaths(region: Region): Paths64 {
  const known = cleaned.get(region)
  if (known) return known
  const paths = toPaths(normalise(region))
  cleaned.set(region, paths)
  return paths
}

/** The region cleaned: no self-crossings, outer outlines counter-clockwise and holes clockwise. */
export const normalise = (region: Region): Region =>
  fromPaths(Clipper.union(toPaths(region), FillRule.EvenOdd))

export const union = (regions: readonly Region[]): Region =>
  fromPaths(Clipper.union(regions.flatMap(cleanPaths), FillRule.NonZero))

export const intersection = (a: Region, b: Region): Region =>
  fromPaths(Clipper.intersect(cleanPaths(a), cleanPaths(b), FillRule.NonZero))

export const difference = (a: Region, b: Region): Region =>
  fromPaths(Clipper.difference(cleanPaths(a), cleanPaths(b), FillRule.NonZero))

const inflate = (region: Region, metres: number, join: JoinType): Region =>
  fromPaths(
    Clipper.inflatePaths(
      toPaths(normalise(region)),
      metres * SCALE,
      join,
      EndType.Polygon,
      2,
      ARC_TOLERANCE_M * SCALE,
    ),
  )

/** All points of a region that are at least `metres` from its edge: never more than that. */
export const shrink = (region: Region, metres: number): Region =>
  metres <= 0 ? normalise(region) : inflate(region, -(metres + ARC_TOLERANCE_M), JoinType.Round)

/** All points within `metres` of a region: never less than that. */
export const grow = (region: Region, metres: number): Region =>
  metres <= 0 ? normalise(region) : inflate(region, metres + ARC_TOLERANCE_M, JoinType.Round)

/** The outline at a stand-off from another, outside for positive metres, inside for negative, corners rounded. */
export const standoff = (outline: Outline, metres: number): Region =>
  metres === 0 ? normalise([outline]) : inflate([outline], metres, JoinType.Round)

/** A region's outlines with corners dropped that lie within `toleranceM` of the line without them. */
export const simplify = (region: Region, toleranceM: number): Region =>
  fromPaths(Clipper.simplifyPaths(toPaths(region), toleranceM * SCALE, true))

/** A circle as an outline of 72 corners: inscribed, or drawn about the circle when `around`. */
export function circleOutline(center: { x: number; y: number }, radiusM: number, around: boolean): Outline {
  const corners = 72
  const r = around ? radiusM / Math.cos(Math.PI / corners) : radiusM
  return Array.from({ length: corners }, (_, i) => {
    const angle = (i * 2 * Math.PI) / corners
    return { x: center.x + r * Math.cos(angle), y: center.y + r * Math.sin(angle) }
  })
}

/** Outlines moved outward with pointed corners (few of them): everything within `metres` is inside. */
export const outset = (region: Region, metres: number): Region =>
  fromPaths(
    Clipper.inflatePaths(
      toPaths(union(region.map((outline) => [outline]))),
      metres * SCALE,
      JoinType.Miter,
      EndType.Polygon,
      2,
    ),
  )
