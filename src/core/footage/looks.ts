import type { TrackPoint } from '../flight/flight.ts'
import { momentAt, momentsOf } from '../flight/moments.ts'
import { frameAt } from '../geo/frame.ts'
import type { Footage } from './footage.ts'
import { type Assumed, footprint, type View, viewOf, widestReachM } from './view.ts'

/** One view of a photo, or of one second of a clip (`momentS` from its beginning). */
export type Look = {
  readonly footageId: string
  readonly flightId: string | null
  readonly takenAtMs: number | null
  readonly widthPx: number | null
  readonly momentS: number | null
  readonly view: View
  readonly assumed: readonly Assumed[]
}

/** Of a clip so many seconds are taken: four hours. */
const MOST_SECONDS = 14_400

/**
 * Every view of a photo or clip: a clip's seconds by its own record, where it has one, with where it looked; else along
 * the track of its flight, the camera's attitude known only at the beginning. Nothing without a place.
 */
export function looksOf(footage: Footage, track: readonly TrackPoint[]): Look[] {
  const { id, flightId, takenAt, widthPx, durationS, seconds, previewOf, derived } = footage
  // A small copy, or a frame that was kept, shows what its clip shows.
  if (previewOf || derived) return []
  const common = { footageId: id, flightId, takenAtMs: takenAt?.utcMs ?? null, widthPx }
  if (footage.kind === 'clip' && seconds && seconds.length > 0)
    return seconds.flatMap(([momentS, lat, lon, heightM, headingDeg, pitchDeg]) => {
      const view = viewOf({
        ...footage,
        placement: { at: { lat, lon }, heightM, headingDeg, pitchDeg, by: 'own', reason: '' },
      })
      return view ? [{ ...common, momentS, ...view }] : []
    })
  const own = viewOf(footage)
  const first = own ? [{ ...common, momentS: footage.kind === 'clip' ? 0 : null, ...own }] : []
  const start = track[0]
  const end = track.at(-1)
  if (footage.kind !== 'clip' || !takenAt || !durationS || !start || !end) return first
  const moments = momentsOf(track)
  const later: Look[] = []
  for (let s = first.length; s < Math.min(durationS, MOST_SECONDS); s++) {
    const atMs = takenAt.utcMs + s * 1000
    if (atMs < start.atMs || atMs > end.atMs) continue
    const moment = momentAt(moments, atMs)
    const placed =
      moment && viewOf({ ...footage, placement: { ...UNKNOWN, at: moment, heightM: moment.heightM } })
    if (placed) later.push({ ...common, momentS: s, ...placed })
  }
  return [...first, ...later]
}

const UNKNOWN = { headingDeg: null, pitchDeg: null, by: 'track', reason: '' } as const

/**
 * The box on the ground about everything that a view may have held up to its own height: its footprint, and the place
 * below the camera. South is least, east may be beyond 180 where the box lies on the date line.
 */
export function lookBox({ view, assumed }: Pick<Look, 'view' | 'assumed'>): {
  south: number
  north: number
  west: number
  east: number
} {
  const frame = frameAt(view.at)
  const reachM = widestReachM(view.heightM)
  const local = assumed.includes('attitude')
    ? [
        { x: -reachM, y: -reachM },
        { x: reachM, y: reachM },
      ]
    : [{ x: 0, y: 0 }, ...footprint(view).ring.map((corner) => frame.toLocal(corner))]
  const low = { x: Math.min(...local.map(({ x }) => x)), y: Math.min(...local.map(({ y }) => y)) }
  const high = { x: Math.max(...local.map(({ x }) => x)), y: Math.max(...local.map(({ y }) => y)) }
  const [southWest, northEast] = [frame.toLatLon(low), frame.toLatLon(high)]
  return {
    south: southWest.lat,
    north: northEast.lat,
    west: southWest.lon,
    east: northEast.lon < southWest.lon ? northEast.lon + 360 : northEast.lon,
  }
}
