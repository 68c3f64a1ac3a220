import { type Homography, inverse, type Point, put, stretchAt } from './homography.ts'

/** A box in pixels. */
export type BoxPx = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Why two pictures are not laid on one another: each has words in both languages. */
export const NOT_ALIGNED_CODES = [
  'align_plain',
  'align_few',
  'align_share',
  'align_spread',
  'align_residual',
  'align_shape',
] as const
export type NotAlignedCode = (typeof NOT_ALIGNED_CODES)[number]

/** What is asked of an alignment before it is claimed. */
export const ASKED = {
  /** Fewer features than this in either picture: fog, a plain wall, black night. */
  features: 40,
  /** By chance at most some nine of the matches of two strange pictures agree (tests measure it): twice as many are asked. */
  inliers: 20,
  /** Of strange pictures a tenth agrees; of the same place by day two thirds, in the dark a third. */
  share: 0.2,
  /** The inliers' hull takes in so much of what is looked at: figures burnt into a corner do not speak for the rest. */
  hullShare: 0.15,
  /** Of the nine cells in the middle of 5 × 5, so many hold an inlier: nor do figures burnt in all round the edge. */
  innerCells: 3,
  /** Root mean square of what is left of the inliers, px of pictures of 1,280: more than this is another thing, or bent. */
  residualPx: 2,
  /** Nothing is enlarged or made smaller by more than this: a re-shoot is flown from near the same place. */
  scale: 4,
  /** Nor stretched more in one direction than in the other. */
  anisotropy: 3,
  /** Nor enlarged more at one corner than at another: what is seen so flat has no pixels left to compare. */
  perspective: 4,
} as const

/** What an alignment rests on. `hull` and cells are those of `looked`, the part of the earlier picture that is looked at. */
export type Evidence = {
  readonly features: number
  readonly matches: number
  readonly inliers: readonly Point[]
  readonly residualPx: number
  readonly map: Homography
  readonly looked: BoxPx
}

/** What speaks against an alignment; null where it may be claimed. */
export function judged({
  features,
  matches,
  inliers,
  residualPx,
  map,
  looked,
}: Evidence): NotAlignedCode | null {
  if (features < ASKED.features) return 'align_plain'
  if (inliers.length < ASKED.inliers) return 'align_few'
  if (!(inliers.length >= ASKED.share * matches)) return 'align_share'
  if (!isSane(map, looked)) return 'align_shape'
  if (!(hullArea(inliers) >= ASKED.hullShare * looked.width * looked.height)) return 'align_spread'
  if (innerCells(inliers, looked) < ASKED.innerCells) return 'align_spread'
  return residualPx <= ASKED.residualPx ? null : 'align_residual'
}

/** Whether a map keeps left and right all over a box, has no horizon in it, and stretches no more than is asked. */
export function isSane(map: Homography, { x, y, width, height }: BoxPx): boolean {
  if (!map.every(Number.isFinite) || !inverse(map)) return false
  const places: Point[] = [0, 0.5, 1].flatMap((down) =>
    [0, 0.5, 1].map((across): Point => [x + across * width, y + down * height]),
  )
  const side = ([px, py]: Point): number => Math.sign(map[6] * px + map[7] * py + map[8])
  if (new Set(places.map(side)).size !== 1) return false
  const stretches = places.map((place) => stretchAt(map, place))
  const sizes = stretches.map(({ most, least }) => Math.sqrt(most * least))
  return (
    places.every((place) => put(map, place).every(Number.isFinite)) &&
    stretches.every(
      ({ most, least, isTurnedOver }) =>
        !isTurnedOver && most <= ASKED.scale && least >= 1 / ASKED.scale && most <= ASKED.anisotropy * least,
    ) &&
    Math.max(...sizes) <= ASKED.perspective * Math.min(...sizes)
  )
}

/** The area of the convex hull of points (Andrew 1979). */
export function hullArea(points: readonly Point[]): number {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const chain = (of: readonly Point[]): Point[] => {
    const kept: Point[] = []
    for (const point of of) {
      while (kept.length > 1 && turns(kept.at(-2) as Point, kept.at(-1) as Point, point) <= 0) kept.pop()
      kept.push(point)
    }
    return kept.slice(0, -1)
  }
  const hull = [...chain(sorted), ...chain([...sorted].reverse())]
  return (
    Math.abs(
      hull.reduce((sum, [x, y], i) => {
        const [nx, ny] = hull[(i + 1) % hull.length] as Point
        return sum + x * ny - nx * y
      }, 0),
    ) / 2
  )
}

const turns = (a: Point, b: Point, c: Point): number =>
  (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

function innerCells(points: readonly Point[], { x, y, width, height }: BoxPx): number {
  const cells = new Set<number>()
  for (const point of points) {
    const [column, row] = [
      Math.floor(((point[0] - x) / width) * 5),
      Math.floor(((point[1] - y) / height) * 5),
    ]
    if (column >= 1 && column <= 3 && row >= 1 && row <= 3) cells.add(row * 5 + column)
  }
  return cells.size
}
