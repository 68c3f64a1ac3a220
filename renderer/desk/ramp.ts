import type { Moments } from '../../src/core/flight/moments.ts'
import { photoFootprint } from '../../src/core/mission/footprint.ts'
import type { Camera } from '../../src/core/mission/vehicle.ts'
import type { TrackColour } from './moment.ts'

/** A track is drawn in so many colours at most. */
export const RAMP_STEPS = 6
/** The step of a moment whose value is not known. */
export const NO_STEP = 255

export type Ramp = {
  readonly low: number
  readonly high: number
  /** Which colour each moment has, from 0; `NO_STEP` where its value is not known. */
  readonly steps: Uint8Array
}

/**
 * The colours of a track from the least to the most that occurs: heights, speeds, or centimetres of ground a pixel, of
 * which a height has so many. Null where nothing is known, or nothing is to be told.
 */
export function rampOf(moments: Moments, colour: TrackColour, camera: Camera | null): Ramp | null {
  if (colour === 'plain' || (colour === 'gsd' && !camera)) return null
  const source = colour === 'speed' ? moments.speedMS : moments.heightM
  const isKnown = (value: number): boolean => (colour === 'gsd' ? value > 0 : !Number.isNaN(value))
  // The ground of a pixel is in proportion to the height: they have the same colours.
  const scale = colour === 'gsd' && camera ? photoFootprint(camera, 1).gsdM * 100 : 1
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of source) {
    if (!isKnown(value)) continue
    if (value < least) least = value
    if (value > most) most = value
  }
  if (least > most) return null
  const width = Math.max(most - least, 1e-9)
  const steps = new Uint8Array(moments.count).fill(NO_STEP)
  for (let i = 0; i < steps.length; i++) {
    const value = source[i] as number
    if (isKnown(value))
      steps[i] = Math.min(RAMP_STEPS - 1, Math.floor(((value - least) / width) * RAMP_STEPS))
  }
  return { low: least * scale, high: most * scale, steps }
}
