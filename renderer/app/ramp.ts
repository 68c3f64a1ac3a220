import type { Moment } from '../../src/core/flight/moments.ts'
import { photoFootprint } from '../../src/core/mission/footprint.ts'
import type { Camera } from '../../src/core/mission/vehicle.ts'
import type { TrackColour } from './moment.ts'

/** A track is drawn in so many colours at most. */
export const RAMP_STEPS = 6

export type Ramp = {
  readonly low: number
  readonly high: number
  /** Which colour a moment has, from 0; null where its value is not known. */
  stepOf(moment: Moment): number | null
}

/** What the colour stands for at a moment; centimetres for the ground resolution. Null where it is not known. */
export function valueAt(moment: Moment, colour: TrackColour, camera: Camera | null): number | null {
  if (colour === 'height') return moment.heightM
  if (colour === 'speed') return moment.speedMS
  if (colour === 'gsd' && camera && moment.heightM !== null && moment.heightM > 0)
    return photoFootprint(camera, moment.heightM).gsdM * 100
  return null
}

/** From the least to the most that occurs; null where nothing is known, or nothing is to be told. */
export function rampOf(moments: readonly Moment[], colour: TrackColour, camera: Camera | null): Ramp | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const one of moments) {
    const value = valueAt(one, colour, camera)
    if (value === null) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  if (low > high) return null
  const width = Math.max(high - low, 1e-9)
  return {
    low,
    high,
    stepOf: (one) => {
      const value = valueAt(one, colour, camera)
      return value === null
        ? null
        : Math.min(RAMP_STEPS - 1, Math.floor(((value - low) / width) * RAMP_STEPS))
    },
  }
}

/** Pieces of a track of one colour each; a piece begins where the one before it ended. */
export function rampPieces(
  moments: readonly Moment[],
  ramp: Ramp,
): { step: number | null; points: Moment[] }[] {
  const pieces: { step: number | null; points: Moment[] }[] = []
  for (const one of moments) {
    const step = ramp.stepOf(one)
    const last = pieces.at(-1)
    if (last?.step === step) last.points.push(one)
    else {
      last?.points.push(one)
      pieces.push({ step, points: [one] })
    }
  }
  return pieces
}
