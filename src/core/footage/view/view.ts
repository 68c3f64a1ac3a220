import { frameAt } from '../../geo/frame.ts'
import type { LatLon } from '../../geo/position.ts'
import type { Footage, LaserTarget, Lens, Placement } from '../footage.ts'
import type { Ground } from './ground.ts'

/** Beyond this a footprint is cut off: towards the horizon it has no end, m. */
export const FARTHEST_M = 1500
/** A wide lens of most drones (24 mm equivalent, 4:3), for pictures that do not say theirs. */
const USUAL_LENS: Lens = { hfovDeg: 73.7, vfovDeg: 58.7 }
/** Without an attitude anything within this angle from straight below may have been seen, degrees. */
export const ANYWHERE_DEG = 60
/** A laser target nearer than this to the place below the camera does not tell a heading, m. */
const BELOW_M = 3

const RADIANS = Math.PI / 180

/**
 * Where a camera was, how high over take-off, where it looked (pitch -90 straight down), how far it was turned about
 * that, clockwise as it sees, and how wide it saw.
 */
export type View = {
  readonly at: LatLon
  readonly heightM: number
  readonly headingDeg: number
  readonly pitchDeg: number
  readonly rollDeg?: number
  readonly lens: Lens
  /** What a laser measured in its middle. */
  readonly target?: LaserTarget
}

/** What had to be assumed of a picture: its lens, or where the camera looked. */
export type Assumed = 'lens' | 'attitude'

/**
 * The view of a photo or clip from its own record; null where it has no place, or was not above the ground. A laser's
 * target tells where the middle of the picture lies, and beats what the gimbal says.
 */
export function viewOf(
  footage: Pick<Footage, 'placement' | 'lens' | 'target' | 'zoom'>,
  ground: Ground | null = null,
): { view: View; assumed: Assumed[] } | null {
  const { placement, lens, target, zoom } = footage
  if (!placement) return null
  const aim = target ? aimOf(placement, target) : null
  const heightM = placement.heightM ?? aim?.overTargetM ?? null
  if (heightM === null || overGroundM({ at: placement.at, heightM }, ground) <= 0) return null
  const headingDeg = aim?.headingDeg ?? placement.headingDeg
  const pitchDeg = aim?.pitchDeg ?? placement.pitchDeg
  const hasAttitude = headingDeg !== null && pitchDeg !== null
  return {
    view: {
      at: placement.at,
      heightM,
      headingDeg: headingDeg ?? 0,
      pitchDeg: pitchDeg ?? -90,
      ...(placement.rollDeg === undefined ? {} : { rollDeg: placement.rollDeg }),
      lens: lens ?? usualLens(zoom ?? 1),
      ...(target ? { target } : {}),
    },
    assumed: [...(lens ? [] : ['lens' as const]), ...(hasAttitude ? [] : ['attitude' as const])],
  }
}

/** What is assumed of a picture that does not say its lens; a digital zoom that it does say narrows the view. */
const usualLens = (zoom: number): Lens => {
  const narrowed = (deg: number) => (2 * Math.atan(Math.tan((deg / 2) * RADIANS) / zoom)) / RADIANS
  return zoom === 1
    ? USUAL_LENS
    : { hfovDeg: narrowed(USUAL_LENS.hfovDeg), vfovDeg: narrowed(USUAL_LENS.vfovDeg) }
}

/**
 * Where a camera looked by the target in its middle; null of what it cannot tell. Without heights the distance gives how
 * far below the target lies: a camera on an aircraft looks down.
 */
function aimOf(
  placement: Placement,
  { at, heightM, distanceM }: LaserTarget,
): { headingDeg: number | null; pitchDeg: number | null; overTargetM: number | null } {
  const { x, y } = frameAt(placement.at).toLocal(at)
  const flatM = Math.hypot(x, y)
  const byDistanceM = distanceM !== null && distanceM >= flatM ? Math.sqrt(distanceM ** 2 - flatM ** 2) : null
  const overTargetM =
    heightM !== null && placement.heightM !== null ? placement.heightM - heightM : byDistanceM
  return {
    headingDeg: flatM < BELOW_M ? null : (Math.atan2(x, y) / RADIANS + 360) % 360,
    pitchDeg: overTargetM === null ? null : Math.atan2(-overTargetM, flatM) / RADIANS,
    overTargetM,
  }
}

/** How high a camera was over the ground below it, m; over take-off where nobody knows that ground. */
export const overGroundM = (view: Pick<View, 'at' | 'heightM'>, ground: Ground | null): number =>
  view.heightM - (ground?.at(view.at) ?? 0)

/** How a place stands in a picture. */
export type Seen = {
  readonly distanceM: number
  /** 0 in the middle of the picture, 1 at its edge. */
  readonly fromCentre: number
  /** Degrees below the camera's horizon: 90 straight down. */
  readonly angleDeg: number
  /** Metres of the place that a pixel shows; null where the picture's size is not known. */
  readonly gsdM: number | null
}

/**
 * Whether a view held a place at a height over take-off: the place is projected into the picture, so that the top of a
 * stack is found where it is, not where it stands. Nothing is known of what stood in between.
 */
export function sees(
  view: View,
  place: LatLon,
  heightM: number,
  widthPx: number | null,
  hasAttitude = true,
): Seen | null {
  const { x, y } = frameAt(view.at).toLocal(place)
  const z = heightM - view.heightM
  const distanceM = Math.hypot(x, y, z)
  if (distanceM > FARTHEST_M || distanceM === 0) return null
  const fromCentre = hasAttitude
    ? offCentre(directionOf(view), opening(view.lens), x, y, z)
    : offBelow(distanceM, z)
  if (fromCentre > 1) return null
  const gsdM =
    widthPx === null || widthPx === 0
      ? null
      : (2 * distanceM * Math.tan((view.lens.hfovDeg / 2) * RADIANS)) / widthPx
  return { distanceM, fromCentre, angleDeg: Math.asin(-z / distanceM) / RADIANS, gsdM }
}

/** Sines and cosines of heading, pitch and roll: what a million views are asked by in one go. */
export type Direction = {
  readonly sinH: number
  readonly cosH: number
  readonly sinP: number
  readonly cosP: number
  readonly sinR: number
  readonly cosR: number
}
export function directionOf({
  headingDeg,
  pitchDeg,
  rollDeg = 0,
}: Pick<View, 'headingDeg' | 'pitchDeg' | 'rollDeg'>): Direction {
  const [h, p, r] = [headingDeg * RADIANS, pitchDeg * RADIANS, rollDeg * RADIANS]
  return {
    sinH: Math.sin(h),
    cosH: Math.cos(h),
    sinP: Math.sin(p),
    cosP: Math.cos(p),
    sinR: Math.sin(r),
    cosR: Math.cos(r),
  }
}

/** Half the width and height of a picture at one metre. */
export const opening = ({ hfovDeg, vfovDeg }: Lens): { wide: number; high: number } => ({
  wide: Math.tan((hfovDeg / 2) * RADIANS),
  high: Math.tan((vfovDeg / 2) * RADIANS),
})

/**
 * How a place that lies so many metres east, north and above of a camera lies before it: to its right, above the line along
 * which it looks, and along that; behind it where `depth` is negative. Metres.
 */
export function before(
  { sinH, cosH, sinP, cosP, sinR, cosR }: Direction,
  x: number,
  y: number,
  z: number,
): { right: number; over: number; depth: number } {
  const ahead = x * sinH + y * cosH
  const side = x * cosH - y * sinH
  const over = cosP * z - sinP * ahead
  return {
    right: side * cosR - over * sinR,
    over: side * sinR + over * cosR,
    depth: cosP * ahead + sinP * z,
  }
}

/**
 * How far from a picture's middle a place appears that lies so many metres east, north and above of the camera: 1 at
 * the edge, infinite behind it.
 */
export function offCentre(
  direction: Direction,
  { wide, high }: { wide: number; high: number },
  x: number,
  y: number,
  z: number,
): number {
  const { right, over, depth } = before(direction, x, y, z)
  if (depth <= 0) return Number.POSITIVE_INFINITY
  return Math.max(Math.abs(right / (depth * wide)), Math.abs(over / (depth * high)))
}

/** The same where nobody knows the direction: the share of the widest angle from straight below. */
export const offBelow = (distanceM: number, z: number): number =>
  Math.acos(Math.min(1, Math.max(-1, -z / distanceM))) / (ANYWHERE_DEG * RADIANS)
