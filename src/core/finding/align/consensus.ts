import { seeded } from '../../units/seeded.ts'
import { fitted, type Homography, type Pair, put } from './homography.ts'
import type { Match } from './matches.ts'

/** What many matches agree on: the homography, and which of them it fits. */
export type Consensus = { readonly map: Homography; readonly inliers: readonly Match[] }

/** A match fits where it is off by no more than this, px, times how coarsely it was found. */
const WITHIN_PX = 3
/** Fours are drawn until one without a false match was drawn for all but one in a thousand, and so often at most. */
const SURE = 0.999
const MOST_DRAWN = 3000

/** How far a match is off a map, px; infinite behind the horizon. */
export const missPx = (map: Homography, { from, to }: Match): number => {
  const [x, y] = put(map, from)
  const miss = Math.hypot(x - to[0], y - to[1])
  return Number.isFinite(miss) ? miss : Infinity
}

const isFitting = (map: Homography, match: Match, withinPx = WITHIN_PX): boolean =>
  missPx(map, match) <= withinPx * Math.min(2, match.scale)

const pairsOf = (matches: readonly Match[]): Pair[] => matches.map(({ from, to }) => [from, to])

/** The homography of some matches: what was found in the picture at its finest counts most. */
export const mapOf = (matches: readonly Match[]): Homography | null =>
  fitted(
    pairsOf(matches),
    matches.map(({ scale }) => 1 / (scale * scale)),
  )

/**
 * RANSAC (Fischler and Bolles 1981) with numbers from a seed: the same matches always come to the same. Null where no four
 * of them agree with any other.
 */
export function consensus(matches: readonly Match[], seed = 1): Consensus | null {
  if (matches.length < 5) return null
  const draw = seeded(seed)
  let best: Consensus | null = null
  let needed = MOST_DRAWN
  for (let k = 0; k < needed; k++) {
    const four = drawnFour(matches, draw)
    if (!four) continue
    const map = fitted(pairsOf(four))
    if (!map) continue
    const inliers = matches.filter((match) => isFitting(map, match))
    if (inliers.length < 5 || inliers.length <= (best?.inliers.length ?? 0)) continue
    best = settled(matches, { map, inliers })
    const share = best.inliers.length / matches.length
    needed = Math.min(needed, Math.ceil(Math.log(1 - SURE) / Math.log(1 - Math.min(0.9999, share ** 4))))
  }
  return best
}

/** Fitted anew to all that agree, as long as more of them do. */
function settled(matches: readonly Match[], from: Consensus): Consensus {
  let now = from
  for (let k = 0; k < 5; k++) {
    const map = mapOf(now.inliers)
    if (!map) return now
    const inliers = matches.filter((match) => isFitting(map, match))
    if (inliers.length < now.inliers.length) return now
    const isSame = inliers.length === now.inliers.length
    now = { map, inliers }
    if (isSame) return now
  }
  return now
}

/** Four different ones that keep their turn: of a flat thing no three corners change from clockwise to counter-clockwise. */
function drawnFour(matches: readonly Match[], draw: () => number): Match[] | null {
  const chosen = new Set<number>()
  while (chosen.size < 4) chosen.add(Math.floor(draw() * matches.length))
  const four = [...chosen].map((i) => matches[i] as Match)
  for (let skip = 0; skip < 4; skip++) {
    const three = four.filter((_, i) => i !== skip) as [Match, Match, Match]
    const [before, behind] = [turn(three.map(({ from }) => from)), turn(three.map(({ to }) => to))]
    if (Math.abs(before) < 60 || Math.abs(behind) < 60 || before > 0 !== behind > 0) return null
  }
  return four
}

/** Twice the area of a triangle, positive where it turns to the right on a screen. */
const turn = (points: readonly (readonly [number, number])[]): number => {
  const [[ax, ay], [bx, by], [cx, cy]] = points as [[number, number], [number, number], [number, number]]
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
}
