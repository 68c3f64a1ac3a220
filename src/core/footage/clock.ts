import type { TrackPoint } from '../flight/flight.ts'
import { momentAt, momentsOf } from '../flight/moments.ts'
import { frameAt } from '../geo/frame.ts'
import type { Footage } from './footage.ts'

/**
 * How far a camera's clock was ahead of UTC, s, and why one may think so: its own positions fit the track best there
 * (`positions`, with how far they are off in the middle, m), or its times fit the flight only when whole hours are
 * taken off (`hours`).
 */
export type ClockGuess = {
  readonly offsetS: number
  readonly by: 'positions' | 'hours'
  readonly pictures: number
  readonly nearestM: number | null
}

/** Searched this far either way about each whole hour that is tried, s. */
const REACH_S = 120
/** Whole hours that clocks are off by: a zone taken for another. */
const HOURS = [0, 8, -8, 1, -1, 7, -7, 9, -9]
/** Positions fit when they lie this near to the track in the middle, m: a receiver's error and a bit of way. */
const FIT_M = 8
/** A fit that is no better than this share of what the clock as it is gives is none. */
const CLEARLY = 0.5
/** Pictures before the take-off or after the landing by so much still belong to the flight, ms. */
const GRACE_MS = 5 * 60_000

/** Whether a picture's time is the camera's own clock, which may be wrong; UTC from a receiver is not. */
export const isOwnClock = ({ takenAt }: Footage): boolean => takenAt !== null && takenAt.source !== 'utc'

/** The pictures of one camera among all. */
export const deviceOf = ({ device, kind }: Footage): string => device || kind

/**
 * How far a camera's clock seems to be off for one flight; null where nothing tells, or where it is right to within a
 * second. `pictures` are of one camera, and what was already corrected counts as it now is.
 */
export function guessClock(pictures: readonly Footage[], track: readonly TrackPoint[]): ClockGuess | null {
  const own = pictures.filter(isOwnClock)
  const first = track[0]
  const last = track.at(-1)
  if (own.length === 0 || !first || !last) return null
  return byPositions(own, track) ?? byHours(own, first.atMs, last.atMs)
}

function byPositions(own: readonly Footage[], track: readonly TrackPoint[]): ClockGuess | null {
  const moments = momentsOf(track)
  const [start] = moments
  if (!start) return null
  const frame = frameAt(start)
  const placed = own.flatMap(({ takenAt, placement }) =>
    takenAt && placement?.by === 'own' ? [{ atMs: takenAt.utcMs, at: frame.toLocal(placement.at) }] : [],
  )
  // One place alone fits every moment at which the track comes by it.
  if (placed.length < 3) return null
  const offM = (offsetS: number): number => {
    const metres = placed
      .map(({ atMs, at }) => {
        const moment = momentAt(moments, atMs - offsetS * 1000)
        if (!moment) return Number.POSITIVE_INFINITY
        const there = frame.toLocal(moment)
        return Math.hypot(there.x - at.x, there.y - at.y)
      })
      .sort((a, b) => a - b)
    return metres[metres.length >> 1] ?? Number.POSITIVE_INFINITY
  }
  let best = { offsetS: 0, metres: offM(0) }
  const asItIsM = best.metres
  const tryAt = (offsetS: number): void => {
    const metres = offM(offsetS)
    if (metres < best.metres - 1e-9) best = { offsetS, metres }
  }
  for (const hours of HOURS) for (let s = -REACH_S; s <= REACH_S; s++) tryAt(hours * 3600 + s)
  const near = best.offsetS
  for (let tenth = -10; tenth <= 10; tenth++) tryAt(near + tenth / 10)
  const offsetS = Math.round(best.offsetS * 10) / 10
  if (Math.abs(offsetS) < 1 || best.metres > FIT_M || best.metres > asItIsM * CLEARLY) return null
  return { offsetS, by: 'positions', pictures: placed.length, nearestM: Math.round(best.metres * 10) / 10 }
}

function byHours(own: readonly Footage[], fromMs: number, toMs: number): ClockGuess | null {
  const fits = (hours: number): boolean =>
    own.every(({ takenAt }) => {
      const atMs = (takenAt?.utcMs ?? 0) - hours * 3_600_000
      return atMs >= fromMs - GRACE_MS && atMs <= toMs + GRACE_MS
    })
  const hours = HOURS.find(fits)
  return hours === undefined || hours === 0
    ? null
    : { offsetS: hours * 3600, by: 'hours', pictures: own.length, nearestM: null }
}
