import type { Mission } from './mission.ts'

/** The terms of the fence margin, for the words beside each figure. */
export const MARGIN_CODES = ['positionError', 'mapError', 'reaction', 'braking', 'gustDrift'] as const
export type MarginCode = (typeof MARGIN_CODES)[number]
export type MarginTerm = { code: MarginCode; metres: number }

/** Seconds to answer to a breach: with a fence kept on board, and without one (design, section 6). */
export const REACTION_WITH_FENCE_S = 1
export const REACTION_WITHOUT_FENCE_S = 3

/** The fastest speed that the mission commands, m/s. */
export const fastestMS = (mission: Mission): number =>
  Math.max(
    0,
    ...mission.patterns.map((pattern) =>
      pattern.kind === 'waypoints'
        ? Math.max(pattern.speedMS, ...pattern.steps.map((step) => commandedSpeedMS(step)))
        : pattern.speedMS,
    ),
  )

function commandedSpeedMS(
  step: Extract<Mission['patterns'][number], { kind: 'waypoints' }>['steps'][number],
): number {
  if (step.kind === 'waypoint') return step.speedMS ?? 0
  // MAV_CMD_DO_CHANGE_SPEED: param2 is the speed, -1 and -2 leave it as it is.
  return step.command === 178 ? Math.max(0, step.params[1] ?? 0) : 0
}

/**
 * How far inside the fence a flight must stay: position error + error of the map + ground speed × reaction time +
 * ground speed² / (2 × deceleration) + drift in a gust. Ground speed is air speed plus the wind.
 */
export function fenceMargin(mission: Mission): { marginM: number; terms: MarginTerm[] } {
  const { vehicle, margin } = mission
  const groundSpeedMS = fastestMS(mission) + (margin.windMS ?? 0)
  const reactionS =
    margin.reactionS ?? (vehicle.fenceOnBoard ? REACTION_WITH_FENCE_S : REACTION_WITHOUT_FENCE_S)
  const terms: MarginTerm[] = [
    { code: 'positionError', metres: vehicle.positionErrorM },
    { code: 'mapError', metres: margin.mapErrorM },
    { code: 'reaction', metres: groundSpeedMS * reactionS },
    { code: 'braking', metres: groundSpeedMS ** 2 / (2 * vehicle.brakingMS2) },
    { code: 'gustDrift', metres: margin.gustDriftM },
  ]
  return { marginM: terms.reduce((sum, term) => sum + term.metres, 0), terms }
}
