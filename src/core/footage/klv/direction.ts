import { frameAt } from '../../geo/frame.ts'
import type { UasSet } from './uasSet.ts'

const RADIANS = Math.PI / 180
/** Nearer to straight up or down than this the top of the picture tells the heading better than its middle, degrees. */
const STEEP_DEG = 89
/** A middle of the picture farther away than this is not what a drone looks at, m. */
const FARTHEST_M = 100_000

/** North, east and down. */
type Vector = readonly [north: number, east: number, down: number]
export type Direction = { readonly headingDeg: number; readonly pitchDeg: number }

/** About the down, the right and the forward axis, in that order, each about the axes as the last one left them. */
function turned([x, y, z]: Vector, yawDeg: number, pitchDeg: number, rollDeg: number): Vector {
  const [sy, cy] = [Math.sin(yawDeg * RADIANS), Math.cos(yawDeg * RADIANS)]
  const [sp, cp] = [Math.sin(pitchDeg * RADIANS), Math.cos(pitchDeg * RADIANS)]
  const [sr, cr] = [Math.sin(rollDeg * RADIANS), Math.cos(rollDeg * RADIANS)]
  const [y1, z1] = [y * cr - z * sr, y * sr + z * cr]
  const [x2, z2] = [x * cp + z1 * sp, z1 * cp - x * sp]
  return [x2 * cy - y1 * sy, x2 * sy + y1 * cy, z2]
}

/**
 * Where the camera looked by the attitude of the aircraft and the camera's angles against it (ST 0601, items 5 to 7, 18 to
 * 20, 90, 91). An aircraft that says no attitude is taken as level; one whose attitude was out of range is not.
 */
export function byAttitude(set: UasSet): Direction | null {
  const { headingDeg, pitchDeg, rollDeg, azimuthDeg, elevationDeg, turnDeg, isTilted } = set
  if (headingDeg === null || azimuthDeg === null || elevationDeg === null || isTilted) return null
  const look = (axis: Vector): Vector =>
    turned(turned(axis, azimuthDeg, elevationDeg, turnDeg ?? 0), headingDeg, pitchDeg ?? 0, rollDeg ?? 0)
  const [north, east, down] = look([1, 0, 0])
  const lookDeg = -Math.asin(Math.max(-1, Math.min(1, down))) / RADIANS
  const [topNorth, topEast] = look([0, 0, -1])
  const isSteep = Math.abs(lookDeg) > STEEP_DEG
  const heading = isSteep
    ? Math.atan2(topEast * -Math.sign(lookDeg), topNorth * -Math.sign(lookDeg))
    : Math.atan2(east, north)
  return { headingDeg: (heading / RADIANS + 360) % 360, pitchDeg: lookDeg }
}

/**
 * Where the camera looked by the middle of the picture on the ground (items 23 to 25, 78), which the aircraft worked out
 * over its own terrain: with the heights of both, or the distance between them (21); null where it does not say these.
 */
export function byCentre(set: UasSet): Direction | null {
  const { at, centre, slantRangeM } = set
  if (!at || !centre) return null
  const { x, y } = frameAt(at).toLocal(centre)
  const flatM = Math.hypot(x, y)
  if (flatM > FARTHEST_M) return null
  const dropM = overCentreM(set)
  const pitchDeg =
    dropM !== null
      ? -Math.atan2(dropM, flatM) / RADIANS
      : slantRangeM !== null && slantRangeM > flatM
        ? -Math.acos(flatM / slantRangeM) / RADIANS
        : null
  if (pitchDeg === null) return null
  const own = byAttitude(set)
  const isSteep = Math.abs(pitchDeg) > STEEP_DEG
  return { headingDeg: isSteep && own ? own.headingDeg : (Math.atan2(x, y) / RADIANS + 360) % 360, pitchDeg }
}

/** How far the camera is over the middle of the picture, both over the same datum, m. */
function overCentreM({ amslM, ellipsoidM, centreAmslM, centreEllipsoidM }: UasSet): number | null {
  if (amslM !== null && centreAmslM !== null) return amslM - centreAmslM
  return ellipsoidM !== null && centreEllipsoidM !== null ? ellipsoidM - centreEllipsoidM : null
}

/** What a set says of where the camera looked: the middle of the picture before the attitude. */
export const directionOf = (set: UasSet): Direction | null => byCentre(set) ?? byAttitude(set)

/**
 * How high the camera was over the ground that it looked at, m: over the middle of the picture, by the distance to it, or
 * over the ground below (item 113); null where nothing tells. A height over the sea alone is none over ground.
 */
export function overGroundM(set: UasSet): number | null {
  const overM = overCentreM(set)
  if (overM !== null) return overM
  const look = set.slantRangeM === null ? null : directionOf(set)
  if (look && look.pitchDeg < 0 && set.slantRangeM !== null)
    return set.slantRangeM * Math.sin(-look.pitchDeg * RADIANS)
  return set.aboveGroundM
}
