type Point = { x: number; y: number }

/**
 * The CSS transform that takes a picture of `width` by `height` pixels to four corners (from the top left,
 * clockwise): the projective map of a rectangle to a quadrilateral (Heckbert 1989, section 2.2.3). Null when three
 * corners lie on a line.
 */
export function cornerTransform(width: number, height: number, corners: readonly Point[]): string | null {
  const [p0, p1, p2, p3] = corners
  if (!p0 || !p1 || !p2 || !p3) return null
  const dx1 = p1.x - p2.x
  const dx2 = p3.x - p2.x
  const dy1 = p1.y - p2.y
  const dy2 = p3.y - p2.y
  const sx = p0.x - p1.x + p2.x - p3.x
  const sy = p0.y - p1.y + p2.y - p3.y
  const determinant = dx1 * dy2 - dx2 * dy1
  if (Math.abs(determinant) < 1e-9) return null
  const g = (sx * dy2 - dx2 * sy) / determinant
  const h = (dx1 * sy - sx * dy1) / determinant
  const a = (p1.x - p0.x + g * p1.x) / width
  const b = (p3.x - p0.x + h * p3.x) / height
  const d = (p1.y - p0.y + g * p1.y) / width
  const e = (p3.y - p0.y + h * p3.y) / height
  const matrix = [a, d, 0, g / width, b, e, 0, h / height, 0, 0, 1, 0, p0.x, p0.y, 0, 1]
  return `matrix3d(${matrix.join(', ')})`
}
