import type { LatLon } from '../geo/position.ts'
import type { Footage } from './footage.ts'
import { type Assumed, type Seen, sees, viewOf } from './view.ts'

export type SawPoint = Seen & {
  readonly footageId: string
  readonly flightId: string | null
  readonly takenAtMs: number | null
  readonly assumed: Assumed[]
}

/** The best angle to look at a thing from above, degrees below the horizon: its top and its side. */
const BEST_ANGLE_DEG = 55

/**
 * Every photo and clip that looked at a place, newest flight first; within one, what was surely seen before what
 * rests on an assumption, then by how well: near the middle, at a good angle, close.
 */
export function sawPoint(all: readonly Footage[], place: LatLon, heightM: number): SawPoint[] {
  const found = all.flatMap((footage): SawPoint[] => {
    const own = viewOf(footage)
    if (!own) return []
    const seen = sees(own.view, place, heightM, footage.widthPx, !own.assumed.includes('attitude'))
    if (!seen) return []
    const { id, flightId, takenAt } = footage
    return [{ ...seen, footageId: id, flightId, takenAtMs: takenAt?.utcMs ?? null, assumed: own.assumed }]
  })
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
