import { frameAt } from '../../geo/frame.ts'
import type { LatLon } from '../../geo/position.ts'
import { quantisePlace } from '../../units/quantise.ts'
import type { Orbit, Pattern, Survey } from '../pattern.ts'
import { bearing } from './moving.ts'

/** A survey begun where it ended. */
export function reversedSurvey({ reversed, ...rest }: Survey): Survey {
  return reversed ? rest : { ...rest, reversed: true }
}

/** A survey begun at the lane end nearest to a place. */
export const surveyFrom = (survey: Survey, near: LatLon): Survey => ({
  ...surveyAsFound(survey),
  startNear: quantisePlace(near),
})

/** A survey begun where the planner finds that it is quickest. */
export const surveyAsFound = ({ startNear: _near, reversed: _way, ...rest }: Survey): Survey => rest

/** An orbit whose rings begin on the side of its middle that a place lies on. */
export function orbitFrom(orbit: Orbit, near: LatLon): Orbit {
  const { x, y } = frameAt(orbit.center).toLocal(near)
  return { ...orbit, startDeg: bearing((Math.atan2(x, y) * 180) / Math.PI) }
}

/** An orbit whose rings begin on the side towards home. */
export const orbitFromHome = ({ startDeg: _side, ...rest }: Orbit): Orbit => rest

const OTHER_WAY = { clockwise: 'counterclockwise', counterclockwise: 'clockwise' } as const

/** The pattern flown the other way round; null where the planner finds the way. */
export function reversedPattern(pattern: Pattern): Pattern | null {
  switch (pattern.kind) {
    case 'perimeter':
    case 'orbit':
      return { ...pattern, direction: OTHER_WAY[pattern.direction] }
    case 'corridor':
      return { ...pattern, path: pattern.path.toReversed() }
    case 'visit':
      return pattern.order === 'kept' ? { ...pattern, targets: pattern.targets.toReversed() } : null
    case 'waypoints':
      return { ...pattern, steps: pattern.steps.toReversed() }
    case 'survey':
      return reversedSurvey(pattern)
  }
}

/**
 * The pattern begun at its place nearest to another one: a lap or an area's lanes there, rings on that side, waypoints and
 * targets in a round from there, a line at its nearer end. Null where the planner finds the order.
 */
export function startedNear(pattern: Pattern, near: LatLon): Pattern | null {
  switch (pattern.kind) {
    case 'perimeter':
      return { ...pattern, startNear: quantisePlace(near) }
    case 'corridor': {
      const [first, last] = [pattern.path[0], pattern.path.at(-1)] as [LatLon, LatLon]
      return nearest([first, last], near) === 0 ? pattern : { ...pattern, path: pattern.path.toReversed() }
    }
    case 'visit': {
      if (pattern.order !== 'kept') return null
      const from = nearest(
        pattern.targets.map(({ at }) => at),
        near,
      )
      return { ...pattern, targets: roundFrom(pattern.targets, from) }
    }
    case 'waypoints': {
      const at = pattern.steps.map((step) => (step.kind === 'waypoint' ? step.at : step))
      return { ...pattern, steps: roundFrom(pattern.steps, nearest(at, near)) }
    }
    case 'orbit':
      return orbitFrom(pattern, near)
    case 'survey':
      return surveyFrom(pattern, near)
  }
}

const roundFrom = <T>(list: readonly T[], from: number): T[] => [...list.slice(from), ...list.slice(0, from)]

/** Which of some places is nearest to another: its number from 0. */
function nearest(places: readonly LatLon[], to: LatLon): number {
  const frame = frameAt(to)
  const away = places.map((at) => {
    const { x, y } = frame.toLocal(at)
    return Math.hypot(x, y)
  })
  return Math.max(0, away.indexOf(away.reduce((least, metres) => Math.min(least, metres), Infinity)))
}
