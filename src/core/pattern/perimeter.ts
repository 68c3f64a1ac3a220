import type { Vec } from '../geo/frame.ts'
import { simplify, standoff } from '../geo/offset.ts'
import { distance, isSelfCrossing, type Outline, signedArea } from '../geo/polygon.ts'
import { photoDistanceM } from '../mission/footprint.ts'
import type { Perimeter } from '../mission/mission.ts'
import type { Note } from '../units/note.ts'
import { type PatternContext, type PatternTrack, routeNote } from './context.ts'
import type { TrackPoint } from './track.ts'

/** Rounded corners become chords that stay this near to the true stand-off, m. */
const CORNER_TOLERANCE_M = 0.75

/** Laps along a boundary at a stand-off, one set of laps a height, begun at the corner nearest to home. */
export function planPerimeter(pattern: Perimeter, context: PatternContext): PatternTrack {
  const boundary = pattern.boundary.map((corner) => context.frame.toLocal(corner))
  const notes: Note[] = isSelfCrossing(boundary) ? [routeNote('area_self_crossing', pattern.id)] : []
  const metres = pattern.side === 'outside' ? pattern.standoffM : -pattern.standoffM
  const outlines = simplify(standoff(boundary, metres), CORNER_TOLERANCE_M)
  // An inside stand-off may part a narrow boundary: the largest piece is the patrol, and the rest is said.
  const largest = [...outlines].sort((a, b) => signedArea(b) - signedArea(a))[0]
  if (!largest || signedArea(largest) <= 0)
    return { points: [], coverage: null, notes: [...notes, routeNote('standoff_too_large', pattern.id)] }

  const lap = startNear(pattern.direction === 'clockwise' ? [...largest].reverse() : largest, context.home)
  const points: TrackPoint[] = []
  for (const heightM of pattern.heightsM)
    for (let round = 0; round < pattern.laps; round++)
      for (const [i, at] of [...lap, lap[0] as Vec].entries()) {
        if (i === 0 && round > 0) continue
        const previous = i === 0 ? (lap[lap.length - 1] as Vec) : (lap[i - 1] as Vec)
        points.push({
          at,
          heightM,
          role: 'perimeter',
          speedMS: pattern.speedMS,
          holdS: 0,
          headingDeg: cameraHeading(pattern, bearingDeg(previous, at)),
          photoEveryM: i === 0 ? null : photoDistanceM(pattern.photo, null, context.camera, heightM),
          photo: false,
        })
      }
  return { points, coverage: null, notes }
}

function startNear(lap: Outline, home: Vec): Outline {
  let nearest = 0
  for (let i = 1; i < lap.length; i++)
    if (distance(lap[i] as Vec, home) < distance(lap[nearest] as Vec, home)) nearest = i
  return [...lap.slice(nearest), ...lap.slice(0, nearest)]
}

/** Degrees clockwise from north, 0 to 360. */
const bearingDeg = (from: Vec, to: Vec): number =>
  ((Math.atan2(to.x - from.x, to.y - from.y) * 180) / Math.PI + 360) % 360

/** Where the nose points on a leg so that the camera looks at the site or away from it; null follows the leg. */
function cameraHeading(pattern: Perimeter, legBearingDeg: number): number | null {
  if (pattern.camera === 'along') return null
  // Flown clockwise the site lies to the right.
  const inward = pattern.direction === 'clockwise' ? 90 : -90
  const turn = pattern.camera === 'inward' ? inward : -inward
  return Math.round(((legBearingDeg + turn + 360) % 360) * 10) / 10
}
