import { type Frame, frameAt, type Vec } from '../../geo/frame.ts'
import type { LatLon } from '../../geo/position.ts'
import type { Box, Ground } from './ground.ts'
import { ANYWHERE_DEG, type Assumed, directionOf, FARTHEST_M, opening, type View } from './view.ts'

const RADIANS = Math.PI / 180
/** A ray is looked at in no more steps than this on its way to the ground, and then halved so many times. */
const MOST_STEPS = 500
const HALVINGS = 14
/** Over an elevation model each edge of a picture is followed in so many pieces; the circle about a camera in these. */
const EDGE_PIECES = 6
const CIRCLE_PIECES = 36

/** Ground that was or may have been seen: `isCut` where something is beyond 1,500 m, `isFlat` where flat ground was taken. */
export type Footprint = { readonly ring: LatLon[]; readonly isCut: boolean; readonly isFlat: boolean }

/** A direction in metres east, north and up. */
type Ray = readonly [east: number, north: number, up: number]

/**
 * The ground that a picture shows, its outline in order from its upper left corner: over flat ground its four corners;
 * over an elevation model each edge is followed, so that it bends with the land. Where a laser measured how high the middle
 * lies, that plane is taken: it saw the roof, and no model does.
 */
export function footprint(view: View, ground: Ground | null = null): Footprint {
  const toRay = rayOf(view)
  const measuredM = view.target?.heightM ?? null
  if (measuredM !== null && measuredM < view.heightM) {
    const overTarget = { ...view, heightM: view.heightM - measuredM }
    const rays = edges(1).map(([x, y]) => toRay(x, y))
    return { ...onGround(overTarget, rays, null), isFlat: false }
  }
  const rays = edges(ground ? EDGE_PIECES : 1).map(([x, y]) => toRay(x, y))
  return onGround(view, rays, ground)
}

const CORNERS = [
  [-1, 1],
  [1, 1],
  [1, -1],
  [-1, -1],
] as const

/** The edges of a picture, each in so many pieces, from its upper left corner. */
const edges = (pieces: number): (readonly [x: number, y: number])[] =>
  CORNERS.flatMap(([x, y], i) => {
    const [nextX, nextY] = CORNERS[(i + 1) % CORNERS.length] as (typeof CORNERS)[number]
    return Array.from(
      { length: pieces },
      (_, k) => [x + ((nextX - x) * k) / pieces, y + ((nextY - y) * k) / pieces] as const,
    )
  })

/**
 * The ground that a camera of unknown direction may have seen: all within 60° of straight below, and what its place may
 * be wrong by besides.
 */
export function possibleGround(view: View, ground: Ground | null, errorM = 0): Footprint {
  const [flat, down] = [Math.sin(ANYWHERE_DEG * RADIANS), -Math.cos(ANYWHERE_DEG * RADIANS)]
  const rays = Array.from({ length: CIRCLE_PIECES }, (_, i): Ray => {
    const turn = (2 * Math.PI * i) / CIRCLE_PIECES
    return [flat * Math.sin(turn), flat * Math.cos(turn), down]
  })
  const seen = onGround(view, rays, ground)
  const frame = frameAt(view.at)
  const ring = seen.ring.map((corner) => {
    const { x, y } = frame.toLocal(corner)
    const metres = Math.hypot(x, y)
    const wider = metres === 0 ? 1 : (metres + errorM) / metres
    return frame.toLatLon({ x: x * wider, y: y * wider })
  })
  return { ...seen, ring }
}

/** Where a line of sight meets the ground; `isFlat`: flat ground was taken there, since no model knows it. */
type Met = { readonly at: LatLon; readonly isFlat: boolean }

/**
 * Where a place in a picture (-1 and 1 are its left and right edge, its lower and upper one) meets the ground; null where
 * that looks at nothing within 1,500 m. Where a laser measured how high the middle lies, that plane is taken.
 */
export function groundBehind(view: View, x: number, y: number, ground: Ground | null): Met | null {
  const measuredM = view.target?.heightM ?? null
  const isMeasured = measuredM !== null && measuredM < view.heightM
  const { ring, isCut, isFlat } = isMeasured
    ? onGround({ ...view, heightM: view.heightM - measuredM }, [rayOf(view)(x, y)], null)
    : onGround(view, [rayOf(view)(x, y)], ground)
  const [at] = ring
  return at === undefined || isCut ? null : { at, isFlat: isFlat && !isMeasured }
}

/** Where the middle of a picture meets the ground; null where it looks at nothing within 1,500 m. */
export function middleOfPicture(view: View, ground: Ground | null): LatLon | null {
  const { ring, isCut } = onGround(view, [rayOf(view)(0, 0)], ground)
  return isCut ? null : (ring[0] ?? null)
}

/** The direction of a place in a picture: -1 and 1 are its left and right edge, its lower and upper one. */
function rayOf(view: View): (x: number, y: number) => Ray {
  const { sinH, cosH, sinP, cosP, sinR, cosR } = directionOf(view)
  const { wide, high } = opening(view.lens)
  return (x, y) => {
    // Right and up of a camera that is not turned, of which the turned ones are made.
    const right = x * wide * cosR + y * high * sinR
    const up = y * high * cosR - x * wide * sinR
    return [
      cosP * sinH + right * cosH - up * sinP * sinH,
      cosP * cosH - right * sinH - up * sinP * cosH,
      sinP + up * cosP,
    ]
  }
}

function onGround(view: View, rays: readonly Ray[], ground: Ground | null): Footprint {
  const frame = frameAt(view.at)
  let [isCut, isFlat] = [false, ground === null]
  const ring = rays.map(([east, north, rise]) => {
    const flat = Math.hypot(east, north)
    if (flat === 0) return view.at
    const along = (metres: number): Vec => ({ x: (east / flat) * metres, y: (north / flat) * metres })
    const flatM = rise < 0 ? (view.heightM / -rise) * flat : Number.POSITIVE_INFINITY
    if (!ground) {
      if (flatM > FARTHEST_M) isCut = true
      return frame.toLatLon(along(Math.min(flatM, FARTHEST_M)))
    }
    const met = meets(
      (metres) => {
        const groundM = ground.at(frame.toLatLon(along(metres)))
        return { clearM: view.heightM + (rise / flat) * metres - (groundM ?? 0), isKnown: groundM !== null }
      },
      Math.max(ground.stepM / 2, FARTHEST_M / MOST_STEPS),
    )
    if (met.metres === null) isCut = true
    if (!met.isKnown) isFlat = true
    return frame.toLatLon(along(met.metres ?? FARTHEST_M))
  })
  return { ring, isCut, isFlat }
}

type Clearance = { clearM: number; isKnown: boolean }

/** How far along a ray the ground comes up to it, m; null where it does not. Where the ground is unknown it is level. */
function meets(
  clearance: (metres: number) => Clearance,
  stepM: number,
): { metres: number | null; isKnown: boolean } {
  let [low, high] = [0, 0]
  let last = clearance(0)
  while (last.clearM > 0 && high < FARTHEST_M) {
    low = high
    high = Math.min(FARTHEST_M, high + stepM)
    last = clearance(high)
  }
  if (last.clearM > 0) return { metres: null, isKnown: last.isKnown }
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2
    if (clearance(middle).clearM > 0) low = middle
    else high = middle
  }
  return { metres: high, isKnown: clearance(high).isKnown }
}

/** How far from below the camera a picture of unknown attitude may have looked on level ground, m. */
export const widestReachM = (heightM: number): number =>
  Math.min(FARTHEST_M, Math.max(0, heightM) * Math.tan(ANYWHERE_DEG * RADIANS))

/** Towards the horizon an outline is cut off on a circle: pieces of each edge, each a little too far out, hold it. */
const HORIZON_PIECES = 8

/**
 * Corners, in metres about the camera, whose box holds every place that a view may have held: from the camera down to
 * the lowest ground that there is where it looked.
 */
export function reachOf(
  view: View,
  assumed: readonly Assumed[],
  ground: Ground | null,
): { corners: Vec[]; box: Box } {
  const first = reachOver(view, assumed, ground?.lowestM() ?? 0)
  const lowestM = ground?.lowestM(first.box) ?? 0
  return ground && lowestM > ground.lowestM() ? reachOver(view, assumed, lowestM) : first
}

function reachOver(view: View, assumed: readonly Assumed[], lowestM: number): { corners: Vec[]; box: Box } {
  const frame = frameAt(view.at)
  const heightM = view.heightM - lowestM
  const reachM = widestReachM(heightM)
  const corners = assumed.includes('attitude')
    ? [
        { x: -reachM, y: -reachM },
        { x: reachM, y: reachM },
      ]
    : [{ x: 0, y: 0 }, ...outline(viewFrom(view, heightM), frame)]
  const xs = corners.map(({ x }) => x)
  const ys = corners.map(({ y }) => y)
  const southWest = frame.toLatLon({ x: Math.min(...xs), y: Math.min(...ys) })
  const northEast = frame.toLatLon({ x: Math.max(...xs), y: Math.max(...ys) })
  return {
    corners,
    box: { south: southWest.lat, north: northEast.lat, west: southWest.lon, east: northEast.lon },
  }
}

/** The same view from another height over level ground, whatever its laser measured. */
const viewFrom = ({ at, headingDeg, pitchDeg, rollDeg = 0, lens }: View, heightM: number): View => ({
  at,
  heightM,
  headingDeg,
  pitchDeg,
  rollDeg,
  lens,
})

function outline(view: View, frame: Frame): Vec[] {
  const { ring, isCut } = footprint(view)
  const corners = ring.map((corner) => frame.toLocal(corner))
  if (!isCut) return corners
  const farM = FARTHEST_M / Math.cos(Math.PI / HORIZON_PIECES)
  const horizon = edges(HORIZON_PIECES).flatMap(([x, y]) => {
    const [east, north, rise] = rayOf(view)(x, y)
    const flat = Math.hypot(east, north)
    const isNear = flat === 0 || (rise < 0 && (view.heightM / -rise) * flat <= FARTHEST_M)
    return isNear ? [] : [{ x: (east / flat) * farM, y: (north / flat) * farM }]
  })
  return [...corners, ...horizon]
}
