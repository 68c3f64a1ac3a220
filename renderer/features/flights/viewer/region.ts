import type { Region } from '../../../desk/selection.ts'

type Point = { x: number; y: number }
const clamp = (share: number): number => Math.min(1, Math.max(0, share))

/** The box between two corners in shares of the picture, kept inside it; null for a mere click. */
export function regionBetween(a: Point, b: Point): Region | null {
  const [x0, x1] = [clamp(Math.min(a.x, b.x)), clamp(Math.max(a.x, b.x))]
  const [y0, y1] = [clamp(Math.min(a.y, b.y)), clamp(Math.max(a.y, b.y))]
  if (x1 - x0 < 0.005 || y1 - y0 < 0.005) return null
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 }
}
