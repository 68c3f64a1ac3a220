import type { Ring } from '../../../src/core/geo/position.ts'
import type { Mission, Pattern, Perimeter, Survey, Waypoints } from '../../../src/core/mission/mission.ts'
import { DEFAULT_HEIGHT_M, DEFAULT_SPEED_MS } from '../../../src/core/mission/newMission.ts'

/** A survey of an area with a usual height, speed and overlap. */
export const newSurvey = (id: string, area: Ring): Survey => ({
  kind: 'survey',
  id,
  area,
  holes: [],
  heightM: DEFAULT_HEIGHT_M,
  speedMS: DEFAULT_SPEED_MS,
  spacing: { by: 'camera', overlap: 0.75, sidelap: 0.65 },
  angleDeg: 'auto',
  photo: { by: 'distance', everyM: 15 },
})

/** One lap along a boundary, ten metres inside of it, camera inward. */
export const newPerimeter = (id: string, boundary: Ring): Perimeter => ({
  kind: 'perimeter',
  id,
  boundary,
  standoffM: 10,
  side: 'inside',
  heightsM: [40],
  laps: 1,
  direction: 'clockwise',
  camera: 'inward',
  speedMS: 6,
  photo: { by: 'distance', everyM: 20 },
})

/** Waypoints by hand, none yet: the map's waypoint tool adds them. */
export const newWaypoints = (id: string): Waypoints => ({
  kind: 'waypoints',
  id,
  verbatim: false,
  steps: [],
  speedMS: DEFAULT_SPEED_MS,
})

/** Replaces the pattern of the same id. */
export const withPattern = (mission: Mission, pattern: Pattern): Mission => ({
  ...mission,
  patterns: mission.patterns.map((other) => (other.id === pattern.id ? pattern : other)),
})

/** Takes a pattern away, and the changes by hand that belonged to it. */
export const withoutPattern = (mission: Mission, id: string): Mission => ({
  ...mission,
  patterns: mission.patterns.filter((pattern) => pattern.id !== id),
  overrides: mission.overrides.filter(({ patternId }) => patternId !== id),
})

/** Moves a pattern one place earlier (-1) or later (1). */
export function movedPattern(mission: Mission, id: string, by: -1 | 1): Mission {
  const patterns = [...mission.patterns]
  const from = patterns.findIndex((pattern) => pattern.id === id)
  const to = from + by
  const [a, b] = [patterns[from], patterns[to]]
  if (!a || !b) return mission
  patterns[to] = a
  patterns[from] = b
  return { ...mission, patterns }
}
