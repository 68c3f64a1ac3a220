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
  const byFootage = new Map<string, Hit[]>()
  for (const look of looks) {
    const seen = sees(look.view, place, heightM, look.widthPx, !look.assumed.includes('attitude'))
    if (!seen) continue
    const own = byFootage.get(look.footageId)
    if (own) own.push({ look, seen })
    else byFootage.set(look.footageId, [{ look, seen }])
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

type Hit = { readonly look: Look; readonly seen: Seen }

/** The moments of one clip that follow one another, joined; each as its best moment saw the place. */
function stretchesOf(own: readonly Hit[]): SawPoint[] {
  const moments = [...own].sort((a, b) => (a.look.momentS ?? 0) - (b.look.momentS ?? 0))
  const stretches: { first: Hit; last: Hit; best: Hit; worth: number }[] = []
  for (const hit of moments) {
    const now = stretches.at(-1)
    const before = now?.last.look.momentS ?? null
    const { momentS } = hit.look
    if (!now || before === null || momentS === null || momentS - before > STRETCH_S) {
      stretches.push({ first: hit, last: hit, best: hit, worth: worth(hit.seen) })
      continue
    }
    now.last = hit
    const own = worth(hit.seen)
    if (own < now.worth) Object.assign(now, { best: hit, worth: own })
  }
  return stretches.map(({ first, last, best: { look, seen } }) => ({
    ...seen,
    footageId: look.footageId,
    flightId: look.flightId,
    takenAtMs: look.takenAtMs,
    fromS: first.look.momentS,
    toS: last.look.momentS,
    bestS: look.momentS,
    assumed: [...look.assumed],
  }))
}
