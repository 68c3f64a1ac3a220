import type { Take } from '../../flight/flight.ts'
import type { Footage } from '../footage.ts'
import { cameraMs, type ClockGuess, medianOf, round1 } from './guess.ts'

/** A clip and a stretch of the log are one when they last as long, to within this, s, or this share. */
const SAME_LENGTH_S = 2
const SAME_SHARE = 0.05
/** Shorter ones are all alike, s. */
const SHORTEST_S = 3
/** Beginnings that agree to within this speak for one clock, ms. */
const AGREE_MS = 2000

/**
 * Clips against the stretches in which the log says that video was recorded: those that last as long are the same, and
 * their beginnings tell how far the clock is off. More clips must say so than say anything else, and half of all.
 */
export function byTakes(own: readonly Footage[], takes: readonly Take[]): ClockGuess | null {
  const clips = own.flatMap(({ kind, takenAt, durationS }) =>
    kind === 'clip' && takenAt && durationS !== undefined && durationS >= SHORTEST_S
      ? [{ atMs: cameraMs(takenAt), durationS }]
      : [],
  )
  const pairs = clips.flatMap(({ atMs, durationS }, clip) =>
    takes.flatMap(({ fromMs, toMs }) => {
      const apartS = Math.abs((toMs - fromMs) / 1000 - durationS)
      return apartS <= Math.max(SAME_LENGTH_S, durationS * SAME_SHARE) ? [{ clip, ms: atMs - fromMs }] : []
    }),
  )
  const groups = pairs
    .map(({ ms }) => {
      const near = pairs.filter((other) => Math.abs(other.ms - ms) <= AGREE_MS)
      return { ms, near, clips: new Set(near.map(({ clip }) => clip)).size }
    })
    .sort((a, b) => b.clips - a.clips)
  const [best] = groups
  if (!best || best.clips * 2 < clips.length) return null
  const next = groups.find(({ ms }) => Math.abs(ms - best.ms) > 2 * AGREE_MS)
  if (next && next.clips >= best.clips) return null
  const found = medianOf(best.near.map(({ ms }) => ms))
  return (
    found && {
      by: 'takes',
      aheadS: round1(found.middle / 1000),
      pictures: best.clips,
      of: clips.length,
      spreadS: round1(found.spread / 1000),
      nearestM: null,
    }
  )
}
