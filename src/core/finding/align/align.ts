import { consensus, type Consensus, mapOf, missPx } from './consensus.ts'
import { featuresOf, featuresWhere, type Features } from './features.ts'
import { noLongerThan, type Grey } from './grey.ts'
import { after, type Homography, inverse, type Point, put, scaling } from './homography.ts'
import { ASKED, type BoxPx, isSane, judged, type NotAlignedCode } from './judge.ts'
import { matched, matchedBy, type Match } from './matches.ts'

/** A box in shares of a picture's width and height, as a sighting marks it. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** Pictures are looked at with a longer side of so many pixels: what is held and how long it takes is bounded by it. */
export const LOOKED_AT_PX = 1280

/** Two pictures of one place, and where in them the finding is marked. */
export type ToAlign = {
  readonly before: Grey
  readonly after: Grey
  readonly beforeRegion: Box | null
  readonly afterRegion: Box | null
}

/** How the earlier picture lies on the later one, and what says so. */
export type Aligned = {
  readonly isAligned: true
  /** What was looked at: the finding's surroundings, or the whole. */
  readonly on: 'region' | 'whole'
  /** From the earlier picture to the later one, both in shares of width and height. */
  readonly map: Homography
  readonly matches: number
  readonly inliers: number
  /** Root mean square of what is left of the inliers, px of the picture as it was looked at. */
  readonly residualPx: number
  /** Inliers in the surroundings of the finding; null where it is not marked. With none, that place may lie elsewhere. */
  readonly inRegion: number | null
  /** Matches that agree on another place for themselves: things at another height, which no one map lays right. */
  readonly elsewhere: number
}
/** No alignment, and the first thing that speaks against it. */
export type NotAligned = {
  readonly isAligned: false
  readonly code: NotAlignedCode
  readonly matches: number
  readonly inliers: number
}

/**
 * Lays the earlier picture on the later one by what both show: by the surroundings of the finding, since tall things obey
 * no one map, but by the whole where that lies there as well, or where the surroundings show too little. What the judge does
 * not pass is not claimed.
 */
export function align(pictures: ToAlign): Aligned | NotAligned {
  const [before, behind] = [
    noLongerThan(pictures.before, LOOKED_AT_PX),
    noLongerThan(pictures.after, LOOKED_AT_PX),
  ]
  const [ofBefore, ofAfter] = [featuresOf(before), featuresOf(behind)]
  const isNear = ({ from, to }: Match): boolean =>
    pictures.beforeRegion
      ? isIn(surroundings(pictures.beforeRegion, before, WIDE), from)
      : pictures.afterRegion !== null && isIn(surroundings(pictures.afterRegion, behind, WIDE), to)
  const isMarked = (pictures.beforeRegion ?? pictures.afterRegion) !== null
  const answer = (found: Found, on: Aligned['on'], map: Homography): Aligned => ({
    isAligned: true,
    on,
    map: after(
      scaling(1 / behind.width, 1 / behind.height),
      after(map, scaling(before.width, before.height)),
    ),
    matches: found.matches,
    inliers: found.fitting.length,
    residualPx: found.residualPx,
    inRegion: isMarked ? (on === 'region' ? found.fitting : found.fitting.filter(isNear)).length : null,
    elsewhere: found.elsewhere,
  })
  const all = tried(ofBefore, ofAfter, { x: 0, y: 0, width: before.width, height: before.height })
  const [from, to, marked, picture] = pictures.beforeRegion
    ? [ofBefore, ofAfter, pictures.beforeRegion, before]
    : [ofAfter, ofBefore, pictures.afterRegion, behind]
  const inOrder = (map: Homography): Homography | null => (pictures.beforeRegion ? map : inverse(map))
  for (const by of marked ? [NARROW, WIDE] : []) {
    const box = surroundings(marked as Box, picture, by)
    const near = tried(
      featuresWhere(from, (x, y) => isIn(box, [x, y])),
      to,
      box,
    )
    const map = 'map' in near ? inOrder(near.map) : null
    if (!map || !('map' in near)) continue
    // Where the whole lies there as well, it is the better one: it holds far from the mark too.
    const wide = 'map' in all ? inOrder(all.map) : null
    if (!wide || !agree(near.map, wide, box)) return answer(near, 'region', map)
    break
  }
  return 'map' in all ? answer(all, 'whole', all.map) : all
}

/** Two maps that put the corners of a box within so many pixels of one another lay it the same. */
const SAME_PX = 3
const agree = (one: Homography, other: Homography, { x, y, width, height }: BoxPx): boolean =>
  [
    [x, y],
    [x + width, y],
    [x, y + height],
    [x + width, y + height],
  ].every((corner) => {
    const [a, b] = [put(one, corner as unknown as Point), put(other, corner as unknown as Point)]
    return Math.hypot(a[0] - b[0], a[1] - b[1]) <= SAME_PX
  })

type Found = {
  readonly map: Homography
  readonly matches: number
  readonly fitting: readonly Match[]
  readonly residualPx: number
  readonly elsewhere: number
}

/** What the features of a part of one picture come to against all of the other. */
function tried(from: Features, to: Features, looked: BoxPx): Found | NotAligned {
  const matches = matched(from, to)
  const agreed = consensus(matches)
  const features = Math.min(from.count, to.count)
  const refused = (code: NotAlignedCode): NotAligned => ({
    isAligned: false,
    code,
    matches: matches.length,
    inliers: agreed?.inliers.length ?? 0,
  })
  if (!agreed) return refused(features < ASKED.features ? 'align_plain' : 'align_few')
  // What is claimed rests on matches that were found without it; only how well it lies is bettered by looking anew.
  const finer = refined(from, to, agreed)
  const code = judged({
    features,
    matches: matches.length,
    inliers: agreed.inliers.map((match) => match.from),
    residualPx: finer.residualPx,
    map: finer.map,
    looked,
  })
  if (code) return refused(code)
  return {
    ...finer,
    matches: matches.length,
    fitting: agreed.inliers,
    elsewhere: elsewhere(matches, finer.map, looked),
  }
}

/** So far from where a map puts it a feature is sought anew, px; and so far it may be off to be fitted. */
const SOUGHT_PX = 6
const FINE_PX = 2

/** The map fitted to all features that lie where it puts them, twice: many that were left out at first better it. */
function refined(from: Features, to: Features, agreed: Consensus): { map: Homography; residualPx: number } {
  let [map, fitting] = [agreed.map, agreed.inliers]
  for (const sought of [SOUGHT_PX, SOUGHT_PX / 2]) {
    const now = map
    const near = matchedBy(from, to, (x, y) => put(now, [x, y]), sought).filter(
      (match) => missPx(now, match) <= FINE_PX * Math.min(2, match.scale),
    )
    if (near.length < agreed.inliers.length) continue
    const better = mapOf(near)
    if (better) [map, fitting] = [better, near]
  }
  const squares = fitting.map((match) => missPx(map, match) ** 2)
  return { map, residualPx: Math.sqrt(squares.reduce((sum, one) => sum + one, 0) / squares.length) }
}

/** Matches that the map leaves out may agree on another: so many of them do, 0 where it is no more than chance. */
function elsewhere(matches: readonly Match[], map: Homography, looked: BoxPx): number {
  const left = matches.filter((match) => missPx(map, match) > 2 * FINE_PX * Math.min(2, match.scale))
  const other = consensus(left)
  return other && other.inliers.length >= ASKED.inliers && isSane(other.map, looked)
    ? other.inliers.length
    : 0
}

/** A region grown by a factor, of a share of the picture each way at least: a mark alone shows too little. */
type Grown = { readonly by: number; readonly least: number }
const NARROW: Grown = { by: 1.2, least: 0.2 }
const WIDE: Grown = { by: 2.5, least: 0.35 }

function surroundings({ x, y, width, height }: Box, picture: Grey, { by, least }: Grown): BoxPx {
  const grown = (from: number, long: number): [number, number] => {
    const share = Math.min(1, Math.max(by * long, least))
    return [Math.max(0, Math.min(1 - share, from + long / 2 - share / 2)), share]
  }
  const [[left, wide], [top, high]] = [grown(x, width), grown(y, height)]
  return {
    x: left * picture.width,
    y: top * picture.height,
    width: wide * picture.width,
    height: high * picture.height,
  }
}

const isIn = (box: BoxPx, [x, y]: Point): boolean =>
  x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height
