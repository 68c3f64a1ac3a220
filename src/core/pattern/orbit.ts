import { bearingDeg, bearingToAngle } from '../geo/polygon.ts'
import type { Orbit } from '../mission/pattern.ts'
import { beyondBounds } from './bounds.ts'
import { type PatternContext, type PatternTrack, routeNote } from './context.ts'
import { photoMarks, withStops } from './photos.ts'
import { type TrackPoint, trackPoint } from './track.ts'

/** Chords stay within this of the true ring, m, and this share of its radius. */
const CHORD_TOLERANCE_M = 0.5
const CHORD_TOLERANCE_SHARE = 0.01
const FEWEST_CHORDS = 12
const MOST_CHORDS = 72

/** Rings or a spiral about an asset, from a given side or the one that lies towards home, the camera on it. */
export function planOrbit(pattern: Orbit, context: PatternContext): PatternTrack {
  const center = context.frame.toLocal(pattern.center)
  const toleranceM = Math.max(CHORD_TOLERANCE_M, pattern.radiusM * CHORD_TOLERANCE_SHARE)
  const halfChord = Math.acos(Math.max(-1, 1 - toleranceM / pattern.radiusM))
  const chords = Math.min(MOST_CHORDS, Math.max(FEWEST_CHORDS, Math.ceil(Math.PI / halfChord)))
  const notes =
    pattern.radiusM * Math.cos(Math.PI / chords) < pattern.clearRadiusM
      ? [routeNote('orbit_too_close', pattern.id, { clearRadiusM: pattern.clearRadiusM })]
      : []

  const times = pattern.laps * (pattern.spiral ? 1 : pattern.heightsM.length)
  const beyond = beyondBounds(pattern, 2 * Math.PI * pattern.radiusM * times, chords * times, context.mostM)
  if (beyond) return { points: [], coverage: null, notes: [...notes, beyond] }

  const start =
    pattern.startDeg === undefined
      ? Math.atan2(context.home.y - center.y, context.home.x - center.x)
      : bearingToAngle(pattern.startDeg)
  const turn = pattern.direction === 'clockwise' ? -1 : 1
  const points: TrackPoint[] = []
  const add = (step: number, heightM: number) => {
    const angle = start + (turn * step * 2 * Math.PI) / chords
    const at = {
      x: center.x + pattern.radiusM * Math.cos(angle),
      y: center.y + pattern.radiusM * Math.sin(angle),
    }
    const isLooking = pattern.camera === 'center'
    points.push(
      trackPoint(at, heightM, pattern.speedMS, 'orbit', {
        headingDeg: isLooking ? Math.round(bearingDeg(at, center) * 10) / 10 : null,
        gimbalPitchDeg: isLooking ? lookPitchDeg(pattern.radiusM, pattern.lookHeightM - heightM) : null,
        ...(points.length === 0 ? {} : photoMarks(pattern.photo, null, context.camera, heightM)),
      }),
    )
  }
  const [first] = pattern.heightsM
  const last = pattern.heightsM.at(-1)
  if (pattern.spiral && first !== undefined && last !== undefined) {
    const steps = pattern.laps * chords
    for (let step = 0; step <= steps; step++) add(step, first + ((last - first) * step) / steps)
  } else
    for (const heightM of pattern.heightsM)
      for (let step = 0; step <= pattern.laps * chords; step++) add(step, heightM)
  const isWork = (point: TrackPoint) => point !== points[0]
  return { points: withStops(points, pattern.photo, isWork), coverage: null, notes }
}

/** Degrees over the horizon towards something so far away and so much higher. */
export const lookPitchDeg = (awayM: number, higherM: number): number =>
  Math.min(60, Math.max(-90, Math.round((Math.atan2(higherM, awayM) * 1800) / Math.PI) / 10))
