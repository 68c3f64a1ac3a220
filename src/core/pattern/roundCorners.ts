import type { Vec } from '../geo/frame.ts'
import { at, cross, distance, lerp, type Outline, sub } from '../geo/polygon.ts'

/** Arcs become chords that stay this near to them, m. */
const CHORD_TOLERANCE_M = 0.5

/**
 * A closed way with its corners rounded to a radius, each by an arc that touches both edges. Where the edges are too
 * short the arc is smaller: it takes at most half of either.
 */
export function roundCorners(outline: Outline, radiusM: number): Outline {
  if (radiusM <= 0 || outline.length < 3) return outline
  return outline.flatMap((corner, i) => {
    const before = at(outline, i + outline.length - 1)
    const after = at(outline, i + 1)
    return arcAt(before, corner, after, radiusM)
  })
}

function arcAt(before: Vec, corner: Vec, after: Vec, radiusM: number): Vec[] {
  const d1 = sub(corner, before)
  const d2 = sub(after, corner)
  const bend = Math.atan2(cross(d1, d2), d1.x * d2.x + d1.y * d2.y)
  const half = Math.abs(bend) / 2
  if (half < 1e-3 || half > 1.55) return [corner]
  const roomM = Math.min(distance(before, corner), distance(corner, after)) / 2
  const tangentM = Math.min(radiusM * Math.tan(half), roomM)
  const r = tangentM / Math.tan(half)
  if (r < CHORD_TOLERANCE_M) return [corner]
  const begin = lerp(corner, before, tangentM / distance(before, corner))
  const side = Math.sign(bend)
  const length = Math.hypot(d1.x, d1.y)
  // The arc's middle lies square to the first edge, on the side that the way turns to.
  const middle = { x: begin.x - (side * r * d1.y) / length, y: begin.y + (side * r * d1.x) / length }
  const chords = Math.max(
    1,
    Math.ceil(Math.abs(bend) / (2 * Math.acos(Math.max(0, 1 - CHORD_TOLERANCE_M / r)))),
  )
  const start = Math.atan2(begin.y - middle.y, begin.x - middle.x)
  return Array.from({ length: chords + 1 }, (_, k) => {
    const angle = start + (bend * k) / chords
    return { x: middle.x + r * Math.cos(angle), y: middle.y + r * Math.sin(angle) }
  })
}
