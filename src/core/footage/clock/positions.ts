import type { TrackPoint } from '../../flight/flight.ts'
import { LONGEST_GAP_MS, positionAt } from '../../flight/track.ts'
import { frameAt } from '../../geo/frame.ts'
import type { LatLon } from '../../geo/position.ts'
import type { Footage } from '../footage.ts'
import { usualShifts } from './align.ts'
import { cameraMs, type ClockGuess, round1, someOf } from './guess.ts'

/** One place alone fits every moment at which the track comes by it. */
const FEWEST = 3
const MOST_PHOTOS = 200
/** A photo speaks for the moments at which the track is this near, m. */
const NEAR_M = 15
/** Positions fit when they lie this near to the track in the middle, m: a receiver's error and a bit of way. */
const FIT_M = 8
const BIN_MS = 1000
const FINE_MS = 100
/** Where an aircraft hovers, a stretch of time fits one place: its middle is taken, and looked for this far, ms. */
const LONGEST_STAY_MS = 30_000
/** Within that stretch the fit gets no worse than this, m. */
const AS_GOOD_M = 1
/** So many of the likeliest shifts are measured, and so many of those finely. */
const MEASURED = 40
const REFINED = 4
/** Another shift that fits about as well makes the answer unsure, ms away. */
const APART_MS = 5000

type Placed = { readonly atMs: number; readonly at: LatLon }

/** How far a camera's clock is off by where its photos say that they were taken, and when the track came by there. */
export function byPositions(own: readonly Footage[], track: readonly TrackPoint[]): ClockGuess | null {
  const placed = own.flatMap(({ takenAt, placement }): Placed[] =>
    takenAt && placement?.by === 'own' ? [{ atMs: cameraMs(takenAt), at: placement.at }] : [],
  )
  if (placed.length < FEWEST || track.length < 2) return null
  const photos = someOf(
    placed.sort((a, b) => a.atMs - b.atMs),
    MOST_PHOTOS,
  )
  const offM = measure(photos, track)
  const tried = usualShifts(encounters(photos, track), BIN_MS, MEASURED)
    .map((shiftMs) => ({ shiftMs, offM: offM(shiftMs) }))
    .sort((a, b) => a.offM - b.offM)
    .slice(0, REFINED)
    .map(({ shiftMs }) => refine(shiftMs, offM))
    .sort((a, b) => a.offM - b.offM)
  const [best, ...others] = tried
  if (!best || best.offM > FIT_M) return null
  const isUnsure = others.some(
    (other) =>
      Math.abs(other.shiftMs - best.shiftMs) > Math.max(APART_MS, 2 * best.halfMs) &&
      other.offM <= best.offM * 1.5 + 2,
  )
  if (isUnsure) return null
  return {
    by: 'positions',
    aheadS: round1(best.shiftMs / 1000),
    pictures: placed.length,
    of: own.length,
    spreadS: round1(best.halfMs / 1000),
    nearestM: round1(best.offM),
  }
}

/** For each photo the moments at which the track is near to it, as differences of time, ms. */
function* encounters(photos: readonly Placed[], track: readonly TrackPoint[]): Generator<number> {
  const frame = frameAt(track[0] as TrackPoint)
  const local = track.map((point) => ({ atMs: point.atMs, ...frame.toLocal(point) }))
  const places = photos.map(({ atMs, at }) => ({ atMs, ...frame.toLocal(at) }))
  for (let i = 1; i < local.length; i++) {
    const [a, b] = [local[i - 1], local[i]]
    if (!a || !b || b.atMs - a.atMs > LONGEST_GAP_MS) continue
    // A second of way at most between the places that are compared.
    const steps = Math.max(1, Math.ceil((b.atMs - a.atMs) / BIN_MS))
    for (let step = 0; step < steps; step++) {
      const share = step / steps
      const [x, y] = [a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share]
      const atMs = a.atMs + (b.atMs - a.atMs) * share
      for (const place of places)
        if (Math.abs(place.x - x) < NEAR_M && Math.abs(place.y - y) < NEAR_M) yield place.atMs - atMs
    }
  }
}

/** How far the photos are from the track in the middle, m, when a shift is taken off their times. */
function measure(photos: readonly Placed[], track: readonly TrackPoint[]): (shiftMs: number) => number {
  const frame = frameAt(track[0] as TrackPoint)
  const places = photos.map(({ atMs, at }) => ({ atMs, ...frame.toLocal(at) }))
  return (shiftMs) => {
    const metres = places
      .map(({ atMs, x, y }) => {
        const point = positionAt(track, atMs - shiftMs)
        if (!point) return Number.POSITIVE_INFINITY
        const there = frame.toLocal(point)
        return Math.hypot(there.x - x, there.y - y)
      })
      .sort((a, b) => a - b)
    return metres[metres.length >> 1] ?? Number.POSITIVE_INFINITY
  }
}

/** The best shift about one, and how far to either side of it the fit is as good, ms. */
function refine(aboutMs: number, offM: (shiftMs: number) => number) {
  let best = { shiftMs: aboutMs, offM: offM(aboutMs) }
  for (let by = -2 * BIN_MS; by <= 2 * BIN_MS; by += FINE_MS) {
    const metres = offM(aboutMs + by)
    if (metres < best.offM) best = { shiftMs: aboutMs + by, offM: metres }
  }
  const reach = (direction: 1 | -1): number => {
    let ms = 0
    while (ms < LONGEST_STAY_MS && offM(best.shiftMs + direction * (ms + FINE_MS)) <= best.offM + AS_GOOD_M)
      ms += FINE_MS
    return ms
  }
  const [before, after] = [reach(-1), reach(1)]
  return { shiftMs: best.shiftMs + (after - before) / 2, offM: best.offM, halfMs: (before + after) / 2 }
}
