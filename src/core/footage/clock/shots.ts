import type { Shot } from '../../flight/flight.ts'
import { frameAt } from '../../geo/frame.ts'
import type { LatLon } from '../../geo/position.ts'
import type { Footage } from '../footage.ts'
import { type Alignment, alignments, isClear, usualShifts } from './align.ts'
import { cameraMs, type ClockGuess, medianOf, round1, someOf } from './guess.ts'

/** Fewer pictures than this have no pattern. */
const FEWEST = 3
/** So large a share of the photos has to have its record: some are taken on the ground. */
const LEAST_SHARE = 0.6
const BIN_MS = 1000
/** Of more photos some are enough to find the shifts that are looked at closely. */
const MOST_VOTING = 120
/** Where a photo knows its place, it lies this near to its record, m. */
const NEAR_M = 15

/**
 * The photos of a camera against the log's records of pictures: the clock is off by what lays most of the one on the
 * other. Photos may be missing, and records too. Where the intervals fit in several ways, the places decide, if both
 * sides have them; if not, nothing is said.
 */
export function byShots(own: readonly Footage[], shots: readonly Shot[]): ClockGuess | null {
  const photos = own
    .flatMap(({ kind, takenAt, placement }) =>
      kind === 'photo' && takenAt
        ? [{ atMs: cameraMs(takenAt), at: placement?.by === 'own' ? placement.at : null }]
        : [],
    )
    .sort((a, b) => a.atMs - b.atMs)
  const records = [...shots].sort((a, b) => a.atMs - b.atMs)
  if (photos.length < FEWEST || records.length < FEWEST) return null
  const [times, events] = [photos.map(({ atMs }) => atMs), records.map(({ atMs }) => atMs)]
  const ways = alignments(times, events, usualShifts(differences(times, events), BIN_MS))
    .filter(({ pairs }) => pairs.length >= Math.max(FEWEST, photos.length * LEAST_SHARE))
    .map((way) => ({ way, nearestM: nearestM(way, photos, records) }))
  const [first, second] = ways
  if (!first) return null
  const best = isClear(first.way, second?.way) ? first : byPlace(ways)
  if (!best || (best.nearestM ?? 0) > 2 * NEAR_M) return null
  const { way } = best
  const spreadMs = medianOf(way.residualsMs.map(Math.abs))?.middle ?? 0
  return {
    by: 'shots',
    aheadS: round1(way.shiftMs / 1000),
    pictures: way.pairs.length,
    of: photos.length,
    spreadS: round1(spreadMs / 1000),
    nearestM: best.nearestM === null ? null : round1(best.nearestM),
  }
}

function* differences(times: readonly number[], events: readonly number[]): Generator<number> {
  for (const time of someOf(times, MOST_VOTING)) for (const event of events) yield time - event
}

type Placed = { readonly at: LatLon | null }

function nearestM(
  { pairs }: Alignment,
  photos: readonly Placed[],
  records: readonly Placed[],
): number | null {
  const apart = pairs.flatMap(([p, r]) => {
    const [photo, record] = [photos[p]?.at, records[r]?.at]
    if (!photo || !record) return []
    const { x, y } = frameAt(record).toLocal(photo)
    return [Math.hypot(x, y)]
  })
  return medianOf(apart)?.middle ?? null
}

/** The one way in which the places fit too, among those that fit the times about as well. */
function byPlace<T extends { way: Alignment; nearestM: number | null }>(ways: readonly T[]): T | null {
  const [best] = ways
  if (!best) return null
  const [first, second] = ways
    .filter(({ way }) => !isClear(best.way, way))
    .sort((a, b) => (a.nearestM ?? Infinity) - (b.nearestM ?? Infinity))
  if (!first || first.nearestM === null || first.nearestM > NEAR_M) return null
  return second && (second.nearestM ?? Infinity) <= first.nearestM * 2 + 5 ? null : first
}
