import type { Vec } from './frame.ts'

/** x' = a x + b y + c, y' = d x + e y + f. */
export type Affine = {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
  readonly e: number
  readonly f: number
}

/** Where a map of the plane takes a point. */
export const applied = ({ a, b, c, d, e, f }: Affine, { x, y }: Vec): Vec => ({
  x: a * x + b * y + c,
  y: d * x + e * y + f,
})

/** The map that takes it back; null where it flattens the plane, or is not of finite numbers. */
export function inverseOf({ a, b, c, d, e, f }: Affine): Affine | null {
  const area = a * e - b * d
  if (![a, b, c, d, e, f].every(Number.isFinite) || area === 0 || !Number.isFinite(1 / area)) return null
  return {
    a: e / area,
    b: -b / area,
    c: (b * f - c * e) / area,
    d: -d / area,
    e: a / area,
    f: (c * d - a * f) / area,
  }
}
