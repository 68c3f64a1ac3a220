import { hullArea } from './judge.ts'
import { type Homography, type Pair, type Point, stretchAt } from './homography.ts'

/** Why three pairs of points lay nothing on anything: each has words in both languages. */
export const THREE_PAIRS_CODES = [
  'pairs_three',
  'pairs_in_line',
  'pairs_turned_over',
  'pairs_stretched',
] as const
export type ThreePairsCode = (typeof THREE_PAIRS_CODES)[number]

/** A triangle lower than this share of its longest side is a line that a hand did not quite hold. */
const LEAST_HEIGHT = 0.05
/** Nothing is enlarged more, made smaller more, or stretched more one way than the other. */
const MOST_SCALE = 8
const MOST_ANISOTROPY = 4

/**
 * The affine map that lays three points of the earlier picture on those of the later one, all in shares of width and height;
 * or why there is none: points in a line, a triangle turned over, or one stretched beyond reason.
 */
export function threePairs(
  pairs: readonly Pair[],
): { readonly map: Homography } | { readonly code: ThreePairsCode } {
  const [first, second, third] = pairs
  if (!first || !second || !third || pairs.length !== 3) return { code: 'pairs_three' }
  if (!pairs.flat(2).every(Number.isFinite)) return { code: 'pairs_three' }
  if (isLine(pairs.map(([from]) => from)) || isLine(pairs.map(([, to]) => to)))
    return { code: 'pairs_in_line' }
  const [[ox, oy], [ou, ov]] = first
  const [ax, ay, bx, by] = [second[0][0] - ox, second[0][1] - oy, third[0][0] - ox, third[0][1] - oy]
  const [au, av, bu, bv] = [second[1][0] - ou, second[1][1] - ov, third[1][0] - ou, third[1][1] - ov]
  const area = ax * by - bx * ay
  const [xx, xy] = [(au * by - bu * ay) / area, (ax * bu - bx * au) / area]
  const [yx, yy] = [(av * by - bv * ay) / area, (ax * bv - bx * av) / area]
  const map: Homography = [xx, xy, ou - xx * ox - xy * oy, yx, yy, ov - yx * ox - yy * oy, 0, 0, 1]
  const { most, least, isTurnedOver } = stretchAt(map, [0, 0])
  if (isTurnedOver) return { code: 'pairs_turned_over' }
  return most <= MOST_SCALE && least >= 1 / MOST_SCALE && most <= MOST_ANISOTROPY * least
    ? { map }
    : { code: 'pairs_stretched' }
}

/** Whether three points lie so nearly in a line, or on one another, that nothing follows from them. */
function isLine(points: readonly Point[]): boolean {
  const [a, b, c] = points as [Point, Point, Point]
  const far = (p: Point, q: Point): number => Math.hypot(p[0] - q[0], p[1] - q[1])
  const longest = Math.max(far(a, b), far(b, c), far(c, a))
  return !(longest > 0.02) || (2 * hullArea(points)) / longest < LEAST_HEIGHT * longest
}
