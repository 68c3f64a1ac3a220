import type { TrackPoint } from '../../flight/flight.ts'
import { positionAt } from '../../flight/track.ts'
import { frameAt } from '../../geo/frame.ts'
import type { Footage } from '../footage.ts'

/** A photo's own place and the track farther apart than this are worth a word, m. */
export const APART_M = 30

/** How far a picture's own place is from the track at its time, m; null where either is not known. */
export function apartFromTrack(
  { takenAt, placement }: Pick<Footage, 'takenAt' | 'placement'>,
  track: readonly TrackPoint[],
): number | null {
  if (!takenAt || placement?.by !== 'own') return null
  const point = positionAt(track, takenAt.utcMs)
  if (!point) return null
  const { x, y } = frameAt(point).toLocal(placement.at)
  return Math.hypot(x, y)
}

/** How many pictures are too far from the track, and the farthest, m; null of none. */
export function apartOf(
  pictures: readonly Pick<Footage, 'takenAt' | 'placement'>[],
  track: readonly TrackPoint[],
): { readonly count: number; readonly farthestM: number } | null {
  const far = pictures
    .map((picture) => apartFromTrack(picture, track) ?? 0)
    .filter((metres) => metres > APART_M)
  return far.length === 0 ? null : { count: far.length, farthestM: Math.round(Math.max(...far)) }
}
