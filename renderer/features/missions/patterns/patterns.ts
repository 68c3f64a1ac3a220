import type { LatLon, Ring } from '../../../../src/core/geo/position.ts'
import type { Mission } from '../../../../src/core/mission/mission.ts'
import { DEFAULT_HEIGHT_M, DEFAULT_SPEED_MS } from '../../../../src/core/mission/newMission.ts'
import type {
  Corridor,
  Orbit,
  Pattern,
  Perimeter,
  Survey,
  Target,
  Visit,
  Waypoints,
} from '../../../../src/core/mission/pattern.ts'
import { assetMiddle } from '../../../../src/core/site/assetMiddle.ts'
import type { Site } from '../../../../src/core/site/site.ts'

/** A survey of an area with a usual height, speed and overlap. */
export const newSurvey = (id: string, area: Ring): Survey => ({
  kind: 'survey',
  crossGrid: false,
  leadInM: 0,
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
  cornerRadiusM: 0,
  startNear: null,
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

/** Two or more passes along a line, 60 m wide. */
export const newCorridor = (id: string, path: LatLon[]): Corridor => ({
  kind: 'corridor',
  id,
  path,
  widthM: 60,
  spacing: { by: 'distance', spacingM: 30 },
  heightM: DEFAULT_HEIGHT_M,
  speedMS: DEFAULT_SPEED_MS,
  photo: { by: 'distance', everyM: 15 },
})

/** Two rings about a place, the camera on it. */
export const newOrbit = (id: string, center: LatLon): Orbit => ({
  kind: 'orbit',
  id,
  center,
  radiusM: 40,
  clearRadiusM: 20,
  heightsM: [30, 50],
  spiral: false,
  laps: 1,
  direction: 'clockwise',
  camera: 'center',
  lookHeightM: 10,
  speedMS: 4,
  photo: { by: 'distance', everyM: 15 },
})

/** Places to be seen, none yet. */
export const newVisit = (id: string): Visit => ({
  kind: 'visit',
  id,
  targets: [],
  order: 'shortest',
  seed: 1,
  photo: true,
  speedMS: DEFAULT_SPEED_MS,
})

/** A target seen from 25 m away, from whichever side suits the way. */
export const newTarget = (id: string, at: LatLon, lookHeightM: number, heightM: number): Target => ({
  id,
  at,
  lookHeightM,
  standoffM: 25,
  heightM,
  fromDeg: null,
  stayS: 5,
})

export type NamedPlace = { at: LatLon; heightM: number }

/** Where the assets of a site stand, and how high they are. */
export const assetPlaces = (site: Site): NamedPlace[] =>
  site.assets.map((asset) => ({ at: assetMiddle(asset), heightM: asset.heightM }))

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
