import { frameAt } from '../../geo/frame.ts'
import type { LatLon } from '../../geo/position.ts'
import { quantisePlace } from '../../units/quantise.ts'
import { groundBehind, widestReachM } from './footprint.ts'
import type { Ground } from './ground.ts'
import { type Assumed, overGroundM, type View } from './view.ts'

/** A box in a picture, in shares of its width and height from the top left. */
export type PictureBox = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/**
 * What places and directions of a drone are usually wrong by, one standard deviation each: a receiver without corrections,
 * a barometer after a flight, a compass, a gimbal, ground that was taken for flat and ground of an elevation model, and the
 * share by which a lens that the picture does not name may be wider or narrower. Estimates of ours, no maker's figures.
 */
export const USUAL_ERRORS = {
  placeM: 3,
  heightM: 2,
  headingDeg: 3,
  pitchDeg: 1,
  flatGroundM: 5,
  modelGroundM: 2,
  lensShare: 0.15,
  laserM: 1,
} as const

/** Where on the ground something in a picture is, and what that rests on. */
export type PictureGround = {
  readonly at: LatLon
  /** How far off that may be, one standard deviation on the ground, m. */
  readonly errorM: number
  /** A laser measured it; it was reckoned; or nobody knows which way the camera looked, and it is the place below it. */
  readonly by: 'laser' | 'view' | 'below'
  /** Flat ground was taken, since no elevation model knows it. */
  readonly isFlat: boolean
}

/** A view, what had to be assumed of it, and what its receiver gives as the error of its place, m, where it does. */
export type Shown = {
  readonly view: View
  readonly assumed: readonly Assumed[]
  readonly placeErrorM?: number | undefined
}

/** Where the middle of a box stands in its picture: -1 and 1 are the left and right edge, the lower and upper one. */
export const middleOfBox = (region: PictureBox | null): { x: number; y: number } =>
  region === null
    ? { x: 0, y: 0 }
    : { x: 2 * (region.x + region.width / 2) - 1, y: 1 - 2 * (region.y + region.height / 2) }

/**
 * Where what somebody marked in a picture, else its middle, meets the ground, and how far off that may be: each of the usual
 * errors is put in by itself, and what the place moves by is added up as squares. Null where the camera looks at no ground
 * within 1,500 m there. A laser's own target beats all that is reckoned, in the middle of the picture.
 */
export function placeOf(
  region: PictureBox | null,
  shown: Shown,
  ground: Ground | null,
): PictureGround | null {
  const { view, assumed } = shown
  const placeErrorM = shown.placeErrorM ?? USUAL_ERRORS.placeM
  if (assumed.includes('attitude')) {
    const reachM = widestReachM(overGroundM(view, ground))
    return {
      at: quantisePlace(view.at),
      errorM: Math.hypot(placeErrorM, reachM),
      by: 'below',
      isFlat: (ground?.at(view.at) ?? null) === null,
    }
  }
  const { x, y } = middleOfBox(region)
  const isMiddle = Math.abs(x) < MIDDLE && Math.abs(y) < MIDDLE
  if (view.target && isMiddle)
    return {
      at: quantisePlace(view.target.at),
      errorM: Math.hypot(placeErrorM, USUAL_ERRORS.laserM),
      by: 'laser',
      isFlat: false,
    }
  const met = groundBehind(view, x, y, ground)
  if (!met) return null
  const groundM = met.isFlat ? USUAL_ERRORS.flatGroundM : USUAL_ERRORS.modelGroundM
  const wider = assumed.includes('lens') ? 1 + USUAL_ERRORS.lensShare : 1
  const { headingDeg, pitchDeg, heightM } = view
  // A direction that a laser gave is as good as the laser: it stands in the view already.
  const isAimed = view.target !== undefined
  const frame = frameAt(met.at)
  const movedM = (other: View, by = 1): number => {
    const moved = groundBehind(other, x * by, y * by, ground)
    if (!moved) return FAR_M
    const { x: east, y: north } = frame.toLocal(moved.at)
    return Math.hypot(east, north)
  }
  const errorM = Math.hypot(
    placeErrorM,
    isAimed ? 0 : movedM({ ...view, headingDeg: headingDeg + USUAL_ERRORS.headingDeg }),
    isAimed ? 0 : movedM({ ...view, pitchDeg: pitchDeg + USUAL_ERRORS.pitchDeg }),
    movedM({ ...view, heightM: heightM + Math.hypot(USUAL_ERRORS.heightM, groundM) }),
    movedM(view, wider),
  )
  return { at: quantisePlace(met.at), errorM: Math.min(errorM, FAR_M), by: 'view', isFlat: met.isFlat }
}

/** Nearer to the middle of a picture than this share is its middle: what a laser measures has a width too. */
const MIDDLE = 0.02
/** An error that has no end, towards the horizon, is said to be this, m. */
const FAR_M = 1500
