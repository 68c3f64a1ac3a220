import { distance, lerp } from '../geo/polygon.ts'
import type { Part } from '../mission/mission.ts'
import type { TrackPoint } from './track.ts'

/** A stop of this length, m, or less is no leg. */
const NOTHING_M = 1e-6

/**
 * The stretch of several tracks, one after the other, that a part names: metres from the first waypoint along straight
 * ways from waypoint to waypoint. Legs that are cut get a waypoint there; the one at its begin takes no photo.
 */
export function stretchOf<T extends { points: readonly TrackPoint[] }>(
  tracks: readonly T[],
  part: Part,
): T[] {
  let alongM = 0
  let before: TrackPoint | null = null
  const kept: T[] = []
  for (const track of tracks) {
    const points: TrackPoint[] = []
    for (const [i, point] of track.points.entries()) {
      const legM = before ? distance(before.at, point.at) : 0
      const beginM = alongM
      alongM += legM
      if (alongM < part.fromM - NOTHING_M || beginM > part.toM + NOTHING_M) {
        before = point
        continue
      }
      const isEntered = points.length === 0 && kept.length === 0 && beginM < part.fromM - NOTHING_M
      // Between two tracks lies a transit, and that is planned anew.
      if (isEntered && before && i > 0 && legM > 0)
        points.push({ ...cutAt(before, point, (part.fromM - beginM) / legM), ...QUIET })
      if (alongM <= part.toM + NOTHING_M) points.push(point)
      else if (before && i > 0 && legM > 0) points.push(cutAt(before, point, (part.toM - beginM) / legM))
      before = point
    }
    if (points.length > 0) kept.push({ ...track, points })
  }
  return kept
}

const QUIET = { role: 'turn', photoEveryM: null, photoEveryS: null } as const

const cutAt = (from: TrackPoint, to: TrackPoint, share: number): TrackPoint => ({
  ...to,
  at: lerp(from.at, to.at, share),
  heightM: from.heightM + (to.heightM - from.heightM) * share,
  holdS: 0,
  photo: false,
  place: null,
})
