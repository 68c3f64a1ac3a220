import type { Mission } from '../../../../src/core/mission/mission.ts'

/** Another way to fly a mission: `take` makes the mission so. */
export type Variant = {
  kind: 'current' | 'auto' | 'along' | 'short'
  angleDeg: number
  mission: Mission
  take: (mission: Mission) => Mission
}

/** Bearings that are tried, degrees. */
const ANGLES = [0, 45, 90, 135]

const withAngle =
  (angleDeg: number | 'auto') =>
  (mission: Mission): Mission => ({
    ...mission,
    patterns: mission.patterns.map((pattern) =>
      pattern.kind === 'survey' ? { ...pattern, angleDeg } : pattern,
    ),
  })

const inShortOrder = (mission: Mission): Mission => ({ ...mission, patternOrder: 'shortest' })

/** The mission as it is, its surveys in other directions, its patterns in the shortest order. */
export function variantsOf(mission: Mission): Variant[] {
  const variant = (kind: Variant['kind'], angleDeg: number, take: Variant['take']): Variant => ({
    kind,
    angleDeg,
    mission: take(mission),
    take,
  })
  const surveys = mission.patterns.filter(({ kind }) => kind === 'survey')
  const isFound = surveys.every((pattern) => pattern.kind === 'survey' && pattern.angleDeg === 'auto')
  return [
    variant('current', 0, (doc) => doc),
    ...(surveys.length > 0
      ? [
          ...(isFound ? [] : [variant('auto', 0, withAngle('auto'))]),
          ...ANGLES.map((angle) => variant('along', angle, withAngle(angle))),
        ]
      : []),
    ...(mission.patterns.length > 1 ? [variant('short', 0, inShortOrder)] : []),
  ]
}
