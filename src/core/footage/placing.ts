import type { TrackPoint } from '../flight/flight.ts'
import { positionAt } from '../flight/track.ts'
import type { Footage, Placement } from './footage.ts'

/** Where the flight was when the photo was taken; a clip is placed at its beginning. */
export function placeFromTrack(footage: Footage, track: readonly TrackPoint[]): Placement | null {
  if (!footage.takenAt || (footage.kind !== 'photo' && footage.kind !== 'clip')) return null
  const at = positionAt(track, footage.takenAt.utcMs)
  return (
    at && {
      at: { lat: at.lat, lon: at.lon },
      heightM: at.heightM,
      headingDeg: null,
      pitchDeg: null,
      by: 'track',
      reason: '',
    }
  )
}

/** A clip that says where it began and nothing more: a track, which knows its height and its way, is better. */
export const isBareStart = ({ kind, placement, seconds }: Footage): boolean =>
  kind === 'clip' && placement?.by === 'own' && placement.heightM === null && !seconds?.length
