import { addEquation, noSums, solved } from '../../geo/leastSquares.ts'
import { type Projective, undone } from '../../geo/quad.ts'

/**
 * What one flat thing seen from two places comes to: a point (x, y) of the first picture lies in the second at
 * ((a x + b y + c) / w, (d x + e y + f) / w) with w = g x + h y + i. By rows: a b c, d e f, g h i.
 */
export type Homography = Projective
export type Point = readonly [x: number, y: number]
/** A point of the first picture and the same one in the second. */
export type Pair = readonly [from: Point, to: Point]

export const IDENTITY: Homography = [1, 0, 0, 0, 1, 0, 0, 0, 1]

/** Where a point lies in the other picture; not finite where it is behind the horizon. */
export function put([a, b, c, d, e, f, g, h, i]: Homography, [x, y]: Point): Point {
  const w = g * x + h * y + i
  return [(a * x + b * y + c) / w, (d * x + e * y + f) / w]
}

/** First `first`, then `then`. */
export function after(then: Homography, first: Homography): Homography {
  const at = (row: number, column: number): number =>
    [0, 1, 2].reduce((sum, k) => sum + (then[3 * row + k] as number) * (first[3 * k + column] as number), 0)
  return scaled([at(0, 0), at(0, 1), at(0, 2), at(1, 0), at(1, 1), at(1, 2), at(2, 0), at(2, 1), at(2, 2)])
}

/** The way back; null where there is none. */
export function inverse(there: Homography): Homography | null {
  const of = undone(there)
  const [a, b, c] = there
  const whole = a * of[0] + b * of[3] + c * of[6]
  return Number.isFinite(whole) && Math.abs(whole) > 1e-18 ? scaled(of) : null
}

/** Times a number, so that its last member is 1: it says the same. */
function scaled(of: Homography): Homography {
  const by = of[8] === 0 ? 1 : of[8]
  return of.map((value) => value / by) as unknown as Homography
}

export const scaling = (x: number, y: number): Homography => [x, 0, 0, 0, y, 0, 0, 0, 1]

/** Moves points into the middle and to a spread of √2, so that sums of their squares are of one size (Hartley 1997). */
function middled(points: readonly Point[]): Homography | null {
  const mean = (k: 0 | 1): number => points.reduce((sum, point) => sum + point[k], 0) / points.length
  const [x, y] = [mean(0), mean(1)]
  const spread =
    points.reduce((sum, point) => sum + Math.hypot(point[0] - x, point[1] - y), 0) / points.length
  if (!(spread > 1e-12)) return null
  const by = Math.SQRT2 / spread
  return [by, 0, -by * x, 0, by, -by * y, 0, 0, 1]
}

/**
 * The homography that fits pairs best, by least squares of the linear equations with each pair's weight; null where they
 * leave it open (fewer than four, three of four in a line).
 */
export function fitted(pairs: readonly Pair[], weights?: readonly number[]): Homography | null {
  if (pairs.length < 4) return null
  const before = middled(pairs.map(([from]) => from))
  const behind = middled(pairs.map(([, to]) => to))
  const back = behind && inverse(behind)
  if (!before || !behind || !back) return null
  const sums = noSums(8)
  pairs.forEach(([from, to], k) => {
    const weight = weights?.[k] ?? 1
    const [x, y] = put(before, from)
    const [u, v] = put(behind, to)
    addEquation(sums, [x, y, 1, 0, 0, 0, -u * x, -u * y, u], weight)
    addEquation(sums, [0, 0, 0, x, y, 1, -v * x, -v * y, v], weight)
  })
  const solution = solved(sums)
  if (!solution) return null
  const whole = after(back, after([...solution, 1] as unknown as Homography, before))
  return whole.every(Number.isFinite) ? whole : null
}

/** How a homography enlarges around a point, most and least, and whether it keeps left and right: its derivative there. */
export function stretchAt(
  map: Homography,
  [x, y]: Point,
): { most: number; least: number; isTurnedOver: boolean } {
  const [a, b, , d, e, , g, h, i] = map
  const w = g * x + h * y + i
  const [u, v] = put(map, [x, y])
  const [xx, xy, yx, yy] = [(a - g * u) / w, (b - h * u) / w, (d - g * v) / w, (e - h * v) / w]
  const area = xx * yy - xy * yx
  const sum = xx * xx + xy * xy + yx * yx + yy * yy
  const root = Math.sqrt(Math.max(0, sum * sum - 4 * area * area))
  return {
    most: Math.sqrt((sum + root) / 2),
    least: Math.sqrt(Math.max(0, (sum - root) / 2)),
    isTurnedOver: !(area > 0),
  }
}
