import type { LatLon } from '../geo/position.ts'
import type { Look } from './looks.ts'
import { type Assumed, type Seen, sees } from './view.ts'

/** A photo that looked at a place, or a stretch of a clip that did; how well is said of its best moment. */
export type SawPoint = Seen & {
  readonly footageId: string
  readonly flightId: string | null
  readonly takenAtMs: number | null
  /** Seconds from the clip's beginning; null of a photo. */
  readonly fromS: number | null
  readonly toS: number | null
  readonly bestS: number | null
  readonly assumed: Assumed[]
}

/** The best angle to look at a thing from above, degrees below the horizon: its top and its side. */
const BEST_ANGLE_DEG = 55
/** Seconds of a clip that lie no farther apart are one stretch. */
const STRETCH_S = 2

/**
 * Every photo and stretch of a clip that looked at a place, newest flight first; within one, what was surely seen
 * before what rests on an assumption, then by how well: near the middle, at a good angle, close.
 */
export function sawPoint(looks: Iterable<Look>, place: LatLon, heightM: number): SawPoint[] {
  const byFootage = new Map<string, SawPoint[]>()
  for (const { view, assumed, widthPx, momentS, ...rest } of looks) {
    const seen = sees(view, place, heightM, widthPx, !assumed.includes('attitude'))
    if (!seen) continue
    const one = { ...rest, ...seen, assumed: [...assumed], fromS: momentS, toS: momentS, bestS: momentS }
    const own = byFootage.get(rest.footageId)
    if (own) own.push(one)
    else byFootage.set(rest.footageId, [one])
  }
  const found = [...byFootage.values()].flatMap(stretchesOf)
  const newest = new Map<string | null, number>()
  for (const { flightId, takenAtMs } of found)
    newest.set(flightId, Math.max(newest.get(flightId) ?? 0, takenAtMs ?? 0))
  const isSure = ({ assumed }: SawPoint) => (assumed.includes('attitude') ? 1 : 0)
  return found.sort(
    (a, b) =>
      (newest.get(b.flightId) ?? 0) - (newest.get(a.flightId) ?? 0) ||
      isSure(a) - isSure(b) ||
      worth(a) - worth(b),
  )
}

/** Less is better: the share of the way to the edge, the angle off the best, and hundreds of metres. */
const worth = ({ fromCentre, angleDeg, distanceM }: Seen): number =>
  fromCentre + Math.abs(angleDeg - BEST_ANGLE_DEG) / 60 + distanceM / 200

/** The moments of one clip that follow one another, joined; each as its best moment saw the place. */
function stretchesOf(own: readonly SawPoint[]): SawPoint[] {
  const stretches: SawPoint[] = []
  for (const one of [...own].sort((a, b) => (a.fromS ?? 0) - (b.fromS ?? 0))) {
    const last = stretches.at(-1)
    if (last?.toS == null || one.fromS === null || one.fromS - last.toS > STRETCH_S) stretches.push(one)
    else {
      const best = worth(one) < worth(last) ? one : last
      stretches[stretches.length - 1] = { ...best, fromS: last.fromS, toS: one.toS }
    }
  }
  return stretches
}
