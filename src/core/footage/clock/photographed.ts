import type { Footage } from '../footage.ts'
import { cameraMs, type ClockGuess, isOwnClock, round1 } from './guess.ts'

/** A picture shows a clock that is right, and somebody read `shownMs` (UTC) off it; both have whole seconds. */
export function byPhotographed(picture: Footage, shownMs: number): ClockGuess | null {
  const { takenAt } = picture
  if (!takenAt || !isOwnClock(picture)) return null
  return {
    by: 'photographed',
    aheadS: round1((cameraMs(takenAt) - shownMs) / 1000),
    pictures: 1,
    of: 1,
    spreadS: 1,
    nearestM: null,
  }
}
