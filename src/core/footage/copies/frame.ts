import type { TrackPoint } from '../../flight/flight.ts'
import { positionAt } from '../../flight/track.ts'
import type { Footage, Placement, TakenAt } from '../footage.ts'
import { lensAt } from '../clip/lensAt.ts'

/** A second of a clip's own record stands for a moment at most this much later, s. */
const RECORD_REACH_S = 2

/** What a frame of a clip takes from it: when and where the clip was at that moment, and through which lens. */
export const fromClip = (
  clip: Footage,
  momentS: number,
  track: readonly TrackPoint[],
): Pick<Footage, 'flightId' | 'device' | 'lens' | 'takenAt' | 'placement' | 'security'> => {
  const takenAt = timeIn(clip, momentS)
  return {
    flightId: clip.flightId,
    device: clip.device,
    lens: lensAt(clip, momentS),
    takenAt,
    // What a clip is marked with holds for every picture of it.
    ...(clip.security ? { security: clip.security } : {}),
    placement: placeIn(clip, momentS, takenAt, track),
  }
}

function timeIn({ takenAt }: Footage, momentS: number): TakenAt | null {
  if (!takenAt) return null
  const added = ` + ${momentS.toFixed(3)} s`
  return {
    ...takenAt,
    raw: takenAt.raw.slice(0, 100 - added.length) + added,
    utcMs: takenAt.utcMs + Math.round(momentS * 1000),
  }
}

/**
 * By the clip's own record of that second; else from the flight's track; else where a person placed the clip, or where
 * it began when this is its first second. Null where nobody knows.
 */
function placeIn(
  { seconds, placement }: Footage,
  momentS: number,
  takenAt: TakenAt | null,
  track: readonly TrackPoint[],
): Placement | null {
  const second = seconds?.findLast(([s]) => s <= momentS)
  if (second && momentS - second[0] <= RECORD_REACH_S) {
    const [, lat, lon, heightM, headingDeg, pitchDeg] = second
    return { at: { lat, lon }, heightM, headingDeg, pitchDeg, by: 'own', reason: '' }
  }
  if (placement?.by === 'hand') return placement
  const there = takenAt && positionAt(track, takenAt.utcMs)
  if (there)
    return {
      at: { lat: there.lat, lon: there.lon },
      heightM: there.heightM,
      headingDeg: null,
      pitchDeg: null,
      by: 'track',
      reason: '',
    }
  return momentS < 1 ? placement : null
}

/** Width and height of a PNG by its first chunk (ISO/IEC 15948, 11.2.2); null where the bytes are none. */
export function pngSize(head: Uint8Array): { widthPx: number; heightPx: number } | null {
  const isPng = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a].every((byte, i) => head[i] === byte)
  if (!isPng || head.length < 24) return null
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const [widthPx, heightPx] = [view.getUint32(16), view.getUint32(20)]
  return widthPx > 0 && heightPx > 0 ? { widthPx, heightPx } : null
}
