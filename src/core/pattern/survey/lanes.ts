import type { Vec } from '../../geo/frame.ts'
import { at, convexHull, type Outline, type Region, rotate, sub } from '../../geo/polygon.ts'

/** A piece of a lane: a straight way along the lane direction, its ends in the local frame. */
export type Lane = { readonly from: Vec; readonly to: Vec }

export type Interval = { low: number; high: number }

/** Pieces of lanes shorter than this are not worth a turn. */
export const SHORTEST_LANE_M = 0.5

/**
 * Lanes at `angle` (radians counter-clockwise from east) and `spacingM` over `area`, kept to `free` (where the
 * vehicle may be). Lanes lie centred across the area, or moved by `shift` spacings (0 to 1). Each runs to where its strip, half a spacing to each side,
 * leaves the area, as far as `free` allows: so the corners between lanes are seen too.
 */
export function lanesAt(area: Region, free: Region, spacingM: number, angle: number, shift = 0): Lane[] {
  const turned = area.map((outline) => outline.map((corner) => rotate(corner, -angle)))
  const turnedFree = free.map((outline) => outline.map((corner) => rotate(corner, -angle)))
  const ys = turned.flat().map((corner) => corner.y)
  if (ys.length === 0) return []
  const low = ys.reduce((a, b) => Math.min(a, b))
  const high = ys.reduce((a, b) => Math.max(a, b))
  const { count, firstM } = linesAcross(low, high, spacingM, shift)
  const lanes: Lane[] = []
  for (let k = 0; k < count; k++) {
    const y = firstM + k * spacingM
    const wanted = stripExtents(turned, y, spacingM / 2)
    for (const piece of overlap(wanted, lineInside(turnedFree, y)))
      if (piece.high - piece.low >= SHORTEST_LANE_M)
        lanes.push({ from: rotate({ x: piece.low, y }, angle), to: rotate({ x: piece.high, y }, angle) })
  }
  return lanes
}

/** How many lines a spacing apart cover low to high, and where the first lies: centred, or moved up from there. */
export function linesAcross(low: number, high: number, spacingM: number, shift: number) {
  const isMoved = shift > 0
  const count = Math.max(1, Math.ceil((high - low) / spacingM + (isMoved ? 1 : 0) - 1e-9))
  const centredM = (low + high) / 2 - ((count - 1) * spacingM) / 2
  return { count, firstM: isMoved ? centredM + (shift - 0.5) * spacingM : centredM }
}

/**
 * Where, along x, a strip about y touches the area: the shadows of the edges inside the strip, and the stretches of
 * the centre line that lie inside.
 */
export function stripExtents(area: Region, y: number, halfWidth: number): Interval[] {
  const found = lineInside(area, y)
  const low = y - halfWidth
  const high = y + halfWidth
  for (const outline of area)
    for (let i = 0; i < outline.length; i++) {
      const a = at(outline, i)
      const b = at(outline, i + 1)
      if (Math.max(a.y, b.y) <= low || Math.min(a.y, b.y) >= high) continue
      const xAt = (level: number) => a.x + ((b.x - a.x) * (level - a.y)) / (b.y - a.y)
      const clip = (end: Vec) => (end.y < low ? xAt(low) : end.y > high ? xAt(high) : end.x)
      const x1 = clip(a)
      const x2 = clip(b)
      found.push({ low: Math.min(x1, x2), high: Math.max(x1, x2) })
    }
  return merge(found)
}

/** The stretches of the horizontal line at y inside a region. */
export function lineInside(region: Region, y: number): Interval[] {
  const xs: number[] = []
  for (const outline of region)
    for (let i = 0; i < outline.length; i++) {
      const a = at(outline, i)
      const b = at(outline, i + 1)
      if (a.y > y !== b.y > y) xs.push(a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y))
    }
  xs.sort((p, q) => p - q)
  const inside: Interval[] = []
  for (let i = 0; i + 1 < xs.length; i += 2) inside.push({ low: xs[i] as number, high: xs[i + 1] as number })
  return inside
}

function merge(intervals: Interval[]): Interval[] {
  const merged: Interval[] = []
  for (const next of [...intervals].sort((a, b) => a.low - b.low)) {
    const last = merged[merged.length - 1]
    if (last && next.low <= last.high + 1e-9) last.high = Math.max(last.high, next.high)
    else merged.push({ ...next })
  }
  return merged
}

export function overlap(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const found: Interval[] = []
  for (const p of a)
    for (const q of b) {
      const low = Math.max(p.low, q.low)
      const high = Math.min(p.high, q.high)
      if (high > low) found.push({ low, high })
    }
  return merge(found)
}

const HALF_TURN = Math.PI
/** Angles closer than this (radians) are tried once. */
const SAME_ANGLE = 0.004

/**
 * Lane directions worth trying: along the edges of the convex hull, where the width is least, along the area's long
 * edges, and across both (radians in 0 to π).
 */
export function candidateAngles(area: Region, limit: number): number[] {
  const weighted: { angle: number; weight: number }[] = []
  const consider = (outline: Outline, factor: number) => {
    for (let i = 0; i < outline.length; i++) {
      const edge = sub(at(outline, i + 1), at(outline, i))
      const weight = Math.hypot(edge.x, edge.y) * factor
      const angle = (Math.atan2(edge.y, edge.x) + 2 * HALF_TURN) % HALF_TURN
      weighted.push({ angle, weight }, { angle: (angle + HALF_TURN / 2) % HALF_TURN, weight: weight * 0.5 })
    }
  }
  for (const outline of area) consider(outline, 1)
  consider(convexHull(area.flat()), 1)
  const distinct: { angle: number; weight: number }[] = []
  for (const next of weighted.sort((a, b) => b.weight - a.weight)) {
    const same = distinct.find(({ angle }) => {
      const apart = Math.abs(angle - next.angle)
      return Math.min(apart, HALF_TURN - apart) < SAME_ANGLE
    })
    if (same) same.weight += next.weight
    else distinct.push({ ...next })
  }
  return distinct
    .sort((a, b) => b.weight - a.weight)
    .slice(0, limit)
    .map(({ angle }) => angle)
}
