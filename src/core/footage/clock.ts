import type { Flight } from '../flight/flight.ts'
import { byExposure } from './clock/exposure.ts'
import { type ClockGuess, isOwnClock } from './clock/guess.ts'
import { byHours } from './clock/hours.ts'
import { byPositions } from './clock/positions.ts'
import { byShots } from './clock/shots.ts'
import { byTakes } from './clock/takes.ts'
import type { Footage } from './footage.ts'

/** Clocks count whole seconds: what differs by less is the same. */
const SAME_S = 1

/**
 * Everything that tells how far the clock of one camera was off in one flight, the most trusted first; empty where
 * nothing tells. `all` are all of the camera's, those with UTC of their own among them.
 */
export function guessClocks(
  all: readonly Footage[],
  { track, shots = [], takes = [] }: Pick<Flight, 'track' | 'shots' | 'takes'>,
): ClockGuess[] {
  // A frame that was kept says again what its clip says.
  const pictures = all.filter(({ derived }) => derived === undefined)
  const own = pictures.filter(isOwnClock)
  const [first, last] = [track[0], track.at(-1)]
  return [
    byExposure(pictures),
    byShots(own, shots),
    byPositions(own, track),
    byTakes(own, takes),
    first && last ? byHours(own, first.atMs, last.atMs) : null,
  ].filter((guess) => guess !== null)
}

/** What is set for a camera in one flight: how far ahead, and why; null where nobody has said anything yet. */
export function setClockOf(
  own: readonly Footage[],
): { readonly aheadS: number; readonly why: string } | null {
  const decided = own.find(({ takenAt }) => takenAt?.aheadWhy !== undefined)?.takenAt
  return decided ? { aheadS: decided.aheadS ?? 0, why: decided.aheadWhy ?? '' } : null
}

/** Whether a guess says the same as a number of seconds does. */
export const agrees = (guess: ClockGuess, aheadS: number): boolean => Math.abs(guess.aheadS - aheadS) < SAME_S

/**
 * The guess that waits for somebody's answer: the most trusted one, while nobody has decided about the clock and it says
 * that the clock is not right as it is.
 */
export function openGuess(own: readonly Footage[], guesses: readonly ClockGuess[]): ClockGuess | null {
  const [best] = guesses
  return best && setClockOf(own) === null && !agrees(best, 0) ? best : null
}
