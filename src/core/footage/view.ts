import { frameAt, type Vec } from '../geo/frame.ts'
import type { LatLon } from '../geo/position.ts'
import type { Footage, Lens } from './footage.ts'

/** Beyond this a footprint is cut off: towards the horizon it has no end, m. */
const FARTHEST_M = 1500
/** A wide lens of most drones (24 mm equivalent, 4:3), for pictures that do not say theirs. */
const USUAL_LENS: Lens = { hfovDeg: 73.7, vfovDeg: 58.7 }
/** Without an attitude anything within this angle from straight below may have been seen, degrees. */
const ANYWHERE_DEG = 60

const RADIANS = Math.PI / 180

/** Where a camera was, how high over the ground of take-off, where it looked (pitch -90 straight down) and how wide. */
export type View = {
  readonly at: LatLon
  readonly heightM: number
  readonly headingDeg: number
  readonly pitchDeg: number
  readonly lens: Lens
}

/** What had to be assumed of a picture: its lens, or where the camera looked. Flat ground is assumed of all. */
export type Assumed = 'lens' | 'attitude'

/** The view of a photo or clip from its own record; null where it has no place or no height. */
export function viewOf(footage: Footage): { view: View; assumed: Assumed[] } | null {
  const { placement, lens } = footage
  if (!placement || placement.heightM === null || placement.heightM <= 0) return null
  const hasAttitude = placement.headingDeg !== null && placement.pitchDeg !== null
  return {
    view: {
      at: placement.at,
      heightM: placement.heightM,
      headingDeg: placement.headingDeg ?? 0,
      pitchDeg: placement.pitchDeg ?? -90,
      lens: lens ?? USUAL_LENS,
    },
    assumed: [...(lens ? [] : ['lens' as const]), ...(hasAttitude ? [] : ['attitude' as const])],
  }
}

/** How far from below the camera a picture of unknown attitude may have looked on the ground, m. */
export const widestReachM = (heightM: number): number =>
  Math.min(FARTHEST_M, heightM * Math.tan(ANYWHERE_DEG * RADIANS))

type Vec3 = readonly [east: number, north: number, up: number]

/** Forward, right and up of a camera without roll, in metres east, north and up. */
function axes({ headingDeg, pitchDeg }: View): { forward: Vec3; right: Vec3; up: Vec3 } {
  const [h, p] = [headingDeg * RADIANS, pitchDeg * RADIANS]
  return {
    forward: [Math.cos(p) * Math.sin(h), Math.cos(p) * Math.cos(h), Math.sin(p)],
    right: [Math.cos(h), -Math.sin(h), 0],
    up: [-Math.sin(p) * Math.sin(h), -Math.sin(p) * Math.cos(h), Math.cos(p)],
  }
}

/**
 * The ground that a picture shows, over flat ground: four corners in order; `isCut` where it looked so near to the
 * horizon that what is farther than 1,500 m is left off.
 */
export function footprint(view: View): { ring: LatLon[]; isCut: boolean } {
  const { forward, right, up } = axes(view)
  const [wide, high] = [
    Math.tan((view.lens.hfovDeg / 2) * RADIANS),
    Math.tan((view.lens.vfovDeg / 2) * RADIANS),
  ]
  const frame = frameAt(view.at)
  let isCut = false
  const corner = (x: number, y: number): Vec => {
    const [east, north, rise] = [0, 1, 2].map(
      (i) => (forward[i] as number) + x * wide * (right[i] as number) + y * high * (up[i] as number),
    ) as [number, number, number]
    const flat = Math.hypot(east, north)
    const reachM = rise < 0 ? (view.heightM / -rise) * flat : Number.POSITIVE_INFINITY
    if (reachM > FARTHEST_M) isCut = true
    const metres = Math.min(reachM, FARTHEST_M)
    return flat === 0 ? { x: 0, y: 0 } : { x: (east / flat) * metres, y: (north / flat) * metres }
  }
  const ring = [corner(-1, 1), corner(1, 1), corner(1, -1), corner(-1, -1)].map((at) => frame.toLatLon(at))
  return { ring, isCut }
}

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
 * Whether a view held a place at a height over the ground: the place is projected into the picture, so that the top of
 * a stack is found where it is, not where it stands. Nothing is known of what stood in between.
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
  const angleDeg = Math.asin(-z / distanceM) / RADIANS
  const gsdM =
    widthPx === null || widthPx === 0
      ? null
      : (2 * distanceM * Math.tan((view.lens.hfovDeg / 2) * RADIANS)) / widthPx
  if (!hasAttitude) {
    const offDeg = 90 - angleDeg
    return offDeg <= ANYWHERE_DEG ? { distanceM, fromCentre: offDeg / ANYWHERE_DEG, angleDeg, gsdM } : null
  }
  // The camera's axes as in `axes`, without making them: a million views are asked in one go.
  const [h, p] = [view.headingDeg * RADIANS, view.pitchDeg * RADIANS]
  const [sinH, cosH, sinP, cosP] = [Math.sin(h), Math.cos(h), Math.sin(p), Math.cos(p)]
  const ahead = x * sinH + y * cosH
  const depth = cosP * ahead + sinP * z
  if (depth <= 0) return null
  const u = (x * cosH - y * sinH) / depth / Math.tan((view.lens.hfovDeg / 2) * RADIANS)
  const v = (cosP * z - sinP * ahead) / depth / Math.tan((view.lens.vfovDeg / 2) * RADIANS)
  const fromCentre = Math.max(Math.abs(u), Math.abs(v))
  return fromCentre <= 1 ? { distanceM, fromCentre, angleDeg, gsdM } : null
}
