import { coarser } from '../geo/coarser.ts'
import type { Vec } from '../geo/frame.ts'
import { simplify, standoff } from '../geo/offset.ts'
import {
  at,
  bearingDeg,
  distance,
  distanceToSegment,
  isSelfCrossing,
  nearestOnSegment,
  type Outline,
  signedArea,
} from '../geo/polygon.ts'
import type { Perimeter } from '../mission/pattern.ts'
import type { Note } from '../units/note.ts'
import { beyondBounds, roundedM } from './bounds.ts'
import { type PatternContext, type PatternTrack, routeNote } from './context.ts'
import { lookPitchDeg } from './orbit.ts'
import { photoMarks, withStops } from './photos.ts'
import { roundCorners } from './roundCorners.ts'
import { type TrackPoint, trackPoint } from './track.ts'

/** Rounded corners become chords that stay this near to the true stand-off, m. */
const CORNER_TOLERANCE_M = 0.75

/** A boundary of many corners is followed to within this share of the stand-off. */
const STANDOFF_SHARE = 0.25

/** Laps along a boundary at a stand-off, one set of laps a height, begun at the corner nearest to home. */
export function planPerimeter(pattern: Perimeter, context: PatternContext): PatternTrack {
  const boundary = pattern.boundary.map((corner) => context.frame.toLocal(corner))
  const notes: Note[] = isSelfCrossing(boundary) ? [routeNote('area_self_crossing', pattern.id)] : []
  const metres = pattern.side === 'outside' ? pattern.standoffM : -pattern.standoffM
  const wanted = simplify(standoff(boundary, metres), CORNER_TOLERANCE_M)
  const { region: outlines, toleranceM } = coarser(
    wanted,
    2 * CORNER_TOLERANCE_M,
    pattern.standoffM * STANDOFF_SHARE,
  )
  // An inside stand-off may part a narrow boundary: the largest piece is the patrol, and the rest is said.
  const largest = [...outlines].sort((a, b) => signedArea(b) - signedArea(a))[0]
  if (!largest || signedArea(largest) <= 0)
    return { points: [], coverage: null, notes: [...notes, routeNote('standoff_too_large', pattern.id)] }

  if (toleranceM > 0)
    notes.push(routeNote('outline_simplified', pattern.id, { toleranceM: roundedM(toleranceM) }))
  const times = pattern.laps * pattern.heightsM.length
  const lapM = largest.reduce((sum, corner, i) => sum + distance(corner, at(largest, i + 1)), 0)
  const beyond = beyondBounds(pattern, lapM * times, largest.length * times, context.mostM)
  if (beyond) return { points: [], coverage: null, notes: [...notes, beyond] }

  const rounded = roundCorners(largest, pattern.cornerRadiusM)
  const lap = startNear(
    pattern.direction === 'clockwise' ? [...rounded].reverse() : rounded,
    pattern.startNear ? context.frame.toLocal(pattern.startNear) : context.home,
    pattern.startNear !== null,
  )
  const points: TrackPoint[] = []
  for (const heightM of pattern.heightsM)
    for (let round = 0; round < pattern.laps; round++)
      for (const [i, at] of [...lap, lap[0] as Vec].entries()) {
        if (i === 0 && round > 0) continue
        const previous = i === 0 ? (lap[lap.length - 1] as Vec) : (lap[i - 1] as Vec)
        points.push(
          trackPoint(at, heightM, pattern.speedMS, 'perimeter', {
            headingDeg: cameraHeading(pattern, bearingDeg(previous, at)),
            gimbalPitchDeg: cameraPitch(pattern, heightM),
            ...(i === 0 ? {} : photoMarks(pattern.photo, null, context.camera, heightM)),
          }),
        )
      }
  const isWork = (point: TrackPoint) => point !== points[0]
  return { points: withStops(points, pattern.photo, isWork), coverage: null, notes }
}

/** The lap from its corner nearest to a place, or from its very nearest point. */
function startNear(lap: Outline, place: Vec, isExact: boolean): Outline {
  let nearest = 0
  let leastM = Number.POSITIVE_INFINITY
  let from: Vec | null = null
  for (let i = 0; i < lap.length; i++) {
    const edge = { a: at(lap, i), b: at(lap, i + 1) }
    const metres = isExact ? distanceToSegment(place, edge) : distance(edge.a, place)
    if (metres >= leastM) continue
    nearest = i
    leastM = metres
    from = isExact ? nearestOnSegment(place, edge) : null
  }
  const begun = [...lap.slice(nearest), ...lap.slice(0, nearest)]
  const first = begun[0]
  if (!from || !first || distance(from, first) < 0.5) return begun
  return [from, ...begun.slice(1), first]
}

/** Where the nose points on a leg so that the camera looks at the site or away from it; null follows the leg. */
function cameraHeading(pattern: Perimeter, legBearingDeg: number): number | null {
  if (pattern.camera === 'along') return null
  // Flown clockwise the site lies to the right.
  const inward = pattern.direction === 'clockwise' ? 90 : -90
  const turn = pattern.camera === 'inward' ? inward : -inward
  return Math.round(((legBearingDeg + turn + 360) % 360) * 10) / 10
}

/** Where the boundary is not before the camera it looks over the ground there, degrees over the horizon. */
const OVER_GROUND_DEG = -45

/** A camera turned towards the boundary looks at its foot; null where it looks along the leg and is left as it is. */
function cameraPitch({ camera, side, standoffM }: Perimeter, heightM: number): number | null {
  if (camera === 'along') return null
  const isFacing = (side === 'outside') === (camera === 'inward')
  return isFacing ? lookPitchDeg(standoffM, -heightM) : OVER_GROUND_DEG
}
