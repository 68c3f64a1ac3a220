import type { Footage } from '../footage.ts'
import { cameraTimes, type ClockGuess } from './guess.ts'

/** Whole hours that clocks are off by, the likeliest first: China's eight, taken twice or not at all. */
const HOURS = [8, -8, ...Array.from({ length: 14 }, (_, i) => [i + 1, -i - 1]).flat()]
/** Pictures before the take-off or after the landing by so much still belong to the flight, ms. */
const GRACE_MS = 5 * 60_000
const HOUR_MS = 3_600_000
/** An offset this near to a whole hour looks like a zone that was taken for another, s. */
const NEAR_S = 120

/** The times fall into the flight only when whole hours are taken off; null where they do as they are. */
export function byHours(own: readonly Footage[], fromMs: number, toMs: number): ClockGuess | null {
  const times = cameraTimes(own)
  const fits = (hours: number): boolean =>
    times.every((ms) => ms - hours * HOUR_MS >= fromMs - GRACE_MS && ms - hours * HOUR_MS <= toMs + GRACE_MS)
  if (times.length === 0 || fits(0)) return null
  const hours = HOURS.find(fits)
  return hours === undefined
    ? null
    : {
        by: 'hours',
        aheadS: hours * 3600,
        pictures: times.length,
        of: times.length,
        spreadS: null,
        nearestM: null,
      }
}

/** The whole hours, not none, that an offset is nearly; null where it is not near to any. */
export function zoneHours(aheadS: number): number | null {
  const hours = Math.round(aheadS / 3600)
  return hours !== 0 && Math.abs(aheadS - hours * 3600) <= NEAR_S ? hours : null
}
