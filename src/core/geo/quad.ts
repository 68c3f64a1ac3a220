import type { Vec } from './frame.ts'

/** A map of the plane that keeps lines straight: `by` holds the nine numbers of its matrix, row by row. */
export type Projective = readonly [number, number, number, number, number, number, number, number, number]

/**
 * The map that takes a rectangle with a corner at the origin to four corners, which follow one another round it from the
 * origin's (Heckbert 1989, section 2.2.3). Null when three of them lie on a line.
 */
export function ontoCorners(width: number, height: number, corners: readonly Vec[]): Projective | null {
  const [p0, p1, p2, p3] = corners
  if (!p0 || !p1 || !p2 || !p3) return null
  const [dx1, dx2] = [p1.x - p2.x, p3.x - p2.x]
  const [dy1, dy2] = [p1.y - p2.y, p3.y - p2.y]
  const [sx, sy] = [p0.x - p1.x + p2.x - p3.x, p0.y - p1.y + p2.y - p3.y]
  const determinant = dx1 * dy2 - dx2 * dy1
  if (!(Math.abs(determinant) > 1e-9)) return null
  const g = (sx * dy2 - dx2 * sy) / determinant
  const h = (dx1 * sy - sx * dy1) / determinant
  return [
    (p1.x - p0.x + g * p1.x) / width,
    (p3.x - p0.x + h * p3.x) / height,
    p0.x,
    (p1.y - p0.y + g * p1.y) / width,
    (p3.y - p0.y + h * p3.y) / height,
    p0.y,
    g / width,
    h / height,
    1,
  ]
}

/** Where a map takes a point. */
export function projected([a, b, c, d, e, f, g, h, i]: Projective, { x, y }: Vec): Vec {
  const by = g * x + h * y + i
  return { x: (a * x + b * y + c) / by, y: (d * x + e * y + f) / by }
}

/** The map that takes it back (the adjugate: a factor makes no difference). */
export const undone = ([a, b, c, d, e, f, g, h, i]: Projective): Projective => [
  e * i - f * h,
  c * h - b * i,
  b * f - c * e,
  f * g - d * i,
  a * i - c * g,
  c * d - a * f,
  d * h - e * g,
  b * g - a * h,
  a * e - b * d,
]
