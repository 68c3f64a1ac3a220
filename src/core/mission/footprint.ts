import type { Spacing } from './pattern.ts'
import type { Camera } from './vehicle.ts'

/** What a downward photo covers from a height: metres across and along the track, and metres per pixel. */
export type PhotoFootprint = { acrossM: number; alongM: number; gsdM: number }

/** Footprint over flat ground, the sensor's width across the track: size = height × sensor / focal length. */
export function photoFootprint(camera: Camera, heightM: number): PhotoFootprint {
  return {
    acrossM: (heightM * camera.sensorWidthMm) / camera.focalLengthMm,
    alongM: (heightM * camera.sensorHeightMm) / camera.focalLengthMm,
    gsdM: (heightM * camera.sensorWidthMm) / (camera.focalLengthMm * camera.imageWidthPx),
  }
}

/** Lane spacing in metres: as stated, or footprint × (1 − sidelap). Null when a camera is needed and there is none. */
export function laneSpacingM(spacing: Spacing, camera: Camera | null, heightM: number): number | null {
  if (spacing.by === 'distance') return spacing.spacingM
  if (!camera || heightM <= 0) return null
  return photoFootprint(camera, heightM).acrossM * (1 - spacing.sidelap)
}

/** Metres between photos that camera and overlap come to: footprint × (1 − overlap); null where they say none. */
export function overlapDistanceM(
  spacing: Spacing | null,
  camera: Camera | null,
  heightM: number,
): number | null {
  if (spacing?.by !== 'camera' || !camera || heightM <= 0) return null
  return photoFootprint(camera, heightM).alongM * (1 - spacing.overlap)
}

/** Metres between photos: what camera and overlap come to governs, else as stated. */
export const photoDistanceM = (
  everyM: number,
  spacing: Spacing | null,
  camera: Camera | null,
  heightM: number,
): number => overlapDistanceM(spacing, camera, heightM) ?? everyM
