import type { Flight } from '../../../src/core/flight/flight.ts'
import type { Footage } from '../../../src/core/footage/footage.ts'

/** The photos and clips of a flight in the order of their time; those without one come last. */
export const picturesOf = (footage: readonly Footage[]): Footage[] =>
  footage
    .filter(({ kind, previewOf }) => previewOf === undefined && (kind === 'photo' || kind === 'clip'))
    .sort(
      (a, b) =>
        (a.takenAt?.utcMs ?? Number.POSITIVE_INFINITY) - (b.takenAt?.utcMs ?? Number.POSITIVE_INFINITY) ||
        a.fileName.localeCompare(b.fileName),
    )

/** The picture that was taken last at a moment; the first one before all of them. */
export function pictureAt(pictures: readonly Footage[], atMs: number): Footage | null {
  const timed = pictures.filter(({ takenAt }) => takenAt !== null)
  return timed.findLast(({ takenAt }) => (takenAt?.utcMs ?? 0) <= atMs) ?? timed[0] ?? null
}

/** The time that the flight and its pictures take, ms: never empty. */
export function spanOf(flight: Flight, pictures: readonly Footage[]): { fromMs: number; toMs: number } {
  const times = [
    flight.takeoffAtMs,
    flight.landedAtMs,
    ...flight.track.slice(0, 1).map(({ atMs }) => atMs),
    ...flight.track.slice(-1).map(({ atMs }) => atMs),
  ]
  const [fromMs, toMs] = [Math.min(...times), Math.max(...times)]
  // A picture whose clock is hours off would make a line of the flight: it stands at the edge.
  const near = pictures.flatMap(({ takenAt }) =>
    takenAt && takenAt.utcMs > fromMs - NEAR_MS && takenAt.utcMs < toMs + NEAR_MS ? [takenAt.utcMs] : [],
  )
  const low = near.reduce((least, atMs) => Math.min(least, atMs), fromMs)
  const high = near.reduce((most, atMs) => Math.max(most, atMs), toMs)
  return { fromMs: low, toMs: Math.max(high, low + 1000) }
}

const NEAR_MS = 10 * 60_000
