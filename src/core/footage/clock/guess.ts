import { median } from '../../units/median.ts'
import type { Footage, TakenAt } from '../footage.ts'

/**
 * Why one may think that a camera's clock was off, in the order of trust:
 * - `exposure`: other photos of the camera carry UTC beside its clock,
 * - `photographed`: a clock that is right is in the picture, and somebody read it,
 * - `shots`: the log's records of pictures come at the intervals of the photos,
 * - `positions`: the places that the photos carry fit the track,
 * - `takes`: the log's stretches of video are as long as the clips,
 * - `hours`: the times fall into the flight when whole hours are taken off, a zone taken for another.
 */
export const CLOCK_REASONS = ['exposure', 'photographed', 'shots', 'positions', 'takes', 'hours'] as const
export type ClockReason = (typeof CLOCK_REASONS)[number]

/** How far a camera's clock seems to be ahead of UTC in all, s, and what speaks for it. */
export type ClockGuess = {
  readonly by: ClockReason
  readonly aheadS: number
  /** So many pictures say so, of so many that could. */
  readonly pictures: number
  readonly of: number
  /** Half of them are within this of it, s; null where that says nothing. */
  readonly spreadS: number | null
  /** How far their places are from where the log has them, in the middle, m; null without places. */
  readonly nearestM: number | null
}

/** Whether a picture's time is the camera's own clock, which may be wrong; UTC from a receiver is not. */
export const isOwnClock = ({ takenAt }: Footage): boolean => takenAt !== null && takenAt.source !== 'utc'

/** The pictures of one camera among all; a frame that was kept is its clip's. */
export const deviceOf = ({ device, kind, derived }: Pick<Footage, 'device' | 'kind' | 'derived'>): string =>
  device || (derived ? 'clip' : kind)

/** What the camera's clock showed, read in the zone that is assumed for it, ms: what was set right is added again. */
export const cameraMs = ({ utcMs, aheadS }: TakenAt): number => utcMs + (aheadS ?? 0) * 1000

/** The times of some pictures by their camera's clock, ms, in order. */
export const cameraTimes = (pictures: readonly Footage[]): number[] =>
  pictures.flatMap(({ takenAt }) => (takenAt ? [cameraMs(takenAt)] : [])).sort((a, b) => a - b)

export const round1 = (value: number): number => Math.round(value * 10) / 10

/** The middle of some numbers, and how far from it half of them are; null of none. */
export function medianOf(values: readonly number[]): { middle: number; spread: number } | null {
  const middle = median(values)
  if (middle === null) return null
  return { middle, spread: median(values.map((value) => Math.abs(value - middle))) ?? 0 }
}

/** At most `most` of some entries, evenly from all of them. */
export function someOf<T>(entries: readonly T[], most: number): readonly T[] {
  if (entries.length <= most) return entries
  return Array.from({ length: most }, (_, i) => entries[Math.floor((i * entries.length) / most)] as T)
}
