import type { TrackPoint } from '../../flight/flight.ts'
import { momentAt, momentsOf } from '../../flight/moments.ts'
import { columnsOf } from '../../flight/trackFile.ts'
import type { Footage } from '../footage.ts'
import { isDeleted } from '../retention.ts'
import { reachOf } from './footprint.ts'
import type { Box, Ground } from './ground.ts'
import { lensAt } from '../clip/lensAt.ts'
import { TRANSPORT_STREAM } from '../klv/packets.ts'
import { type Assumed, type View, viewOf } from './view.ts'

/** One view of a photo, or of one second of a clip (`momentS` from its beginning). */
export type FootageView = {
  readonly footageId: string
  readonly flightId: string | null
  readonly takenAtMs: number | null
  readonly widthPx: number | null
  readonly momentS: number | null
  readonly view: View
  readonly assumed: readonly Assumed[]
  /** The ground about its flight; null where that has no elevation model. */
  readonly ground: Ground | null
}

/** Of a clip so many seconds are taken: four hours. */
const MOST_SECONDS = 14_400

/** A transport stream's heights are over the ground in its pictures, and not over take-off: no model is laid under them. */
export const groundUnder = ({ mimeType }: Footage, ground: Ground | null): Ground | null =>
  mimeType === TRANSPORT_STREAM ? null : ground

/**
 * Every view of a photo or clip: a clip's seconds by its own record, where it has one, with where it looked; else along
 * the track of its flight, the camera's attitude known only at the beginning. Nothing without a place.
 */
export function viewsOf(
  footage: Footage,
  track: readonly TrackPoint[],
  groundOfFlight: Ground | null = null,
): FootageView[] {
  const ground = groundUnder(footage, groundOfFlight)
  const { id, flightId, takenAt, widthPx, durationS, seconds, previewOf, derived } = footage
  // A small copy, or a frame that was kept, shows what its clip shows; what was deleted shows nothing.
  if (previewOf || derived || isDeleted(footage)) return []
  const common = { footageId: id, flightId, takenAtMs: takenAt?.utcMs ?? null, widthPx, ground }
  if (footage.kind === 'clip' && seconds && seconds.length > 0)
    return seconds.flatMap(([momentS, lat, lon, heightM, headingDeg, pitchDeg]) => {
      const view = viewOf(
        {
          ...footage,
          lens: lensAt(footage, momentS),
          placement: { at: { lat, lon }, heightM, headingDeg, pitchDeg, by: 'own', reason: '' },
        },
        ground,
      )
      return view ? [{ ...common, momentS, ...view }] : []
    })
  const own = viewOf(footage, ground)
  const first = own ? [{ ...common, momentS: footage.kind === 'clip' ? 0 : null, ...own }] : []
  const start = track[0]
  const end = track.at(-1)
  if (footage.kind !== 'clip' || !takenAt || !durationS || !start || !end) return first
  const moments = momentsOf(columnsOf(track))
  const later: FootageView[] = []
  for (let s = first.length; s < Math.min(durationS, MOST_SECONDS); s++) {
    const atMs = takenAt.utcMs + s * 1000
    if (atMs < start.atMs || atMs > end.atMs) continue
    const moment = momentAt(moments, atMs)
    const placed =
      moment && viewOf({ ...footage, placement: { ...UNKNOWN, at: moment, heightM: moment.heightM } }, ground)
    if (placed) later.push({ ...common, momentS: s, ...placed })
  }
  return [...first, ...later]
}

/** Of the views of a photo or clip that at a second of it: where a second has no place of its own, the one before it holds. */
export const viewAt = (views: readonly FootageView[], second: number): FootageView | null =>
  views.filter(({ momentS }) => (momentS ?? 0) <= second).at(-1) ?? views[0] ?? null

const UNKNOWN = { headingDeg: null, pitchDeg: null, by: 'track', reason: '' } as const

/**
 * The box on the ground about everything that a view may have held up to its own height: its footprint over the lowest
 * ground there, and the place below the camera. South is least, east may be beyond 180 where it lies on the date line.
 */
export function viewBox({ view, assumed, ground }: Pick<FootageView, 'view' | 'assumed' | 'ground'>): Box {
  const { box } = reachOf(view, assumed, ground)
  return box.east < box.west ? { ...box, east: box.east + 360 } : box
}
