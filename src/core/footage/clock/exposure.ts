import type { Footage } from '../footage.ts'
import { type ClockGuess, isOwnClock, medianOf, round1 } from './guess.ts'

/** Photos that disagree by more than this about one clock say nothing of it, s. */
const AGREE_S = 2

/**
 * Photos that carry the camera's clock and UTC side by side tell how far it is off; that holds for the camera's other
 * pictures, which carry the clock alone.
 */
export function byExposure(pictures: readonly Footage[]): ClockGuess | null {
  const known = pictures.flatMap(({ clockAheadS }) => (clockAheadS === undefined ? [] : [clockAheadS]))
  const found = medianOf(known)
  if (!found || found.spread > AGREE_S || !pictures.some(isOwnClock)) return null
  return {
    by: 'exposure',
    aheadS: round1(found.middle),
    pictures: known.length,
    of: pictures.length,
    spreadS: round1(found.spread),
    nearestM: null,
  }
}
