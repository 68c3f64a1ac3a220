import { distance, lerp } from '../geo/polygon.ts'
import { photoDistanceM } from '../mission/footprint.ts'
import type { PhotoTrigger, Spacing } from '../mission/pattern.ts'
import type { Camera } from '../mission/vehicle.ts'
import type { TrackPoint } from './track.ts'

/** How a leg with photos is marked. */
export function photoMarks(
  photo: PhotoTrigger,
  spacing: Spacing | null,
  camera: Camera | null,
  heightM: number,
): Pick<TrackPoint, 'photoEveryM' | 'photoEveryS'> {
  return {
    photoEveryM: photo.by === 'distance' ? photoDistanceM(photo.everyM, spacing, camera, heightM) : null,
    photoEveryS: photo.by === 'time' ? photo.everyS : null,
  }
}

const STRAIGHT_DOWN_DEG = -90

/** The camera of a pattern that covers ground looks straight down: what is reckoned of its pictures holds for nothing else. */
export const lookingDown = (points: readonly TrackPoint[], photo: PhotoTrigger): TrackPoint[] =>
  photo.by === 'none' ? [...points] : points.map((point) => ({ ...point, gimbalPitchDeg: STRAIGHT_DOWN_DEG }))

/**
 * Hover and capture: the leg to each point with a mark in `isWork` gets stops at even distances of at most
 * `everyM`, its two ends among them, each with a photo. Other triggers leave the track as it is.
 */
export function withStops(
  points: readonly TrackPoint[],
  photo: PhotoTrigger,
  isWork: (point: TrackPoint) => boolean,
): TrackPoint[] {
  if (photo.by !== 'hover') return [...points]
  const stopped: TrackPoint[] = []
  const stop = { holdS: photo.holdS, photo: true }
  for (const [i, point] of points.entries()) {
    const before = points[i - 1]
    if (!before || !isWork(point)) {
      stopped.push(point)
      continue
    }
    const last = stopped.pop()
    if (last) stopped.push({ ...last, ...stop })
    const pieces = Math.max(1, Math.ceil(distance(before.at, point.at) / photo.everyM - 1e-9))
    for (let k = 1; k <= pieces; k++)
      stopped.push({
        ...point,
        ...stop,
        at: lerp(before.at, point.at, k / pieces),
        heightM: before.heightM + ((point.heightM - before.heightM) * k) / pieces,
      })
  }
  return stopped
}
