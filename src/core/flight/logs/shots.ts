import { fixOf, momentMsOf } from '../../geo/measured.ts'
import { quantisePlace } from '../../units/quantise.ts'
import type { Shot, Take } from '../flight.ts'
import { evenly } from './log.ts'

/** A log hands on at most so many pictures and clips: what a flight keeps of them. */
export const MOST_SHOTS = 2000
export const MOST_TAKES = 500
/** Two records this near in time are of one picture, told twice, ms. */
const SAME_MS = 150

/**
 * Keeps what a log says of its pictures, each by the log's own clock. A record may also have a time of its own in UTC,
 * which is of the camera, or of the receiver: it is finer than the moment at which the record came by, and taken only
 * where the two agree, because a camera's clock is what is to be found out.
 */
export function shotKeeper() {
  const kept = evenly<{ atMs: number; ownMs: number; lat: number; lon: number }>(MOST_SHOTS)
  return {
    /** `atMs`: by the log's clock, `ownMs`: the record's own UTC; NaN of what it does not say. */
    add: (atMs: number, lat: number, lon: number, ownMs = Number.NaN): void =>
      kept.add({ atMs, ownMs, lat, lon }),
    get count() {
      return kept.kept.length
    },
    /** In the order of time; `shiftMs` moves the log's clock to UTC. */
    done(shiftMs = 0): Shot[] {
      const shots = kept.kept
        .map(({ atMs, ownMs, lat, lon }): Shot => {
          const utcMs = Math.round(atMs + shiftMs)
          const isOwn = Number.isNaN(utcMs) || Math.abs(ownMs - utcMs) < AGREE_MS
          const fix = fixOf(lat, lon)
          return { atMs: isOwn ? Math.round(ownMs) : utcMs, at: fix && quantisePlace(fix) }
        })
        .filter(({ atMs }) => momentMsOf(atMs) !== null)
        .sort((a, b) => a.atMs - b.atMs)
      return shots.filter(({ atMs }, i) => i === 0 || atMs - (shots[i - 1] as Shot).atMs > SAME_MS)
    },
  }
}

const AGREE_MS = 2000

/** Keeps the stretches in which a flag of a log stands: from where it rises to where it falls, by the log's clock. */
export function edgeKeeper() {
  const takes: { fromMs: number; toMs: number }[] = []
  let isUp = false
  return {
    /** Whether the flag has just risen. */
    see(isOn: boolean, atMs: number): boolean {
      const last = takes.at(-1)
      const rises = isOn && !isUp
      if (rises && takes.length < MOST_TAKES) takes.push({ fromMs: atMs, toMs: atMs })
      else if (isUp && last && atMs >= last.fromMs) last.toMs = atMs
      isUp = isOn
      return rises
    },
    done: (shiftMs = 0): Take[] =>
      takes.map(({ fromMs, toMs }) => ({
        fromMs: Math.round(fromMs + shiftMs),
        toMs: Math.round(toMs + shiftMs),
      })),
  }
}
