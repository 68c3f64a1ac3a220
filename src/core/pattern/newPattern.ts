import type { LatLon, Ring } from '../geo/position.ts'
import { DEFAULT_HEIGHT_M, DEFAULT_SPEED_MS } from '../mission/newMission.ts'
import type {
  Corridor,
  Orbit,
  Perimeter,
  PhotoTrigger,
  Spacing,
  Survey,
  Target,
  Visit,
  Waypoints,
} from '../mission/pattern.ts'

/**
 * What a new pattern begins with, in the window and on the command line: one home for every default. A figure that the
 * command line lets one option say for all patterns (`--height`, `--speed`, `--standoff`) has its default in
 * `AREA_DEFAULTS` (`overArea.ts`), which says why it is another one.
 */

/**
 * Overlaps along and across the way, shares. At the roof of a 15 m tank seen from 60 m the ground is a quarter nearer, and
 * 0.8 on the ground is 0.73 there: more than the 0.7 with which ground stations begin, where 0.75 would be less.
 */
export const OVERLAP = 0.8
export const SIDELAP = 0.7

/** Metres between lanes where no camera says it. */
export const SPACING_M = 30

/** A photo so often, m: where a camera and its overlap are stated those say it instead. */
export const EVERY_M = 10
const PHOTO: PhotoTrigger = { by: 'distance', everyM: EVERY_M }

/** How far apart lanes are when somebody says what it is to follow from. */
export const newSpacing = (by: Spacing['by']): Spacing =>
  by === 'camera' ? { by, overlap: OVERLAP, sidelap: SIDELAP } : { by, spacingM: SPACING_M }

/** Photos that somebody asks for in a way, as often as usual. */
export function newPhotos(by: PhotoTrigger['by']): PhotoTrigger {
  switch (by) {
    case 'none':
    case 'video':
      return { by }
    case 'distance':
      return { by, everyM: EVERY_M }
    case 'time':
      return { by, everyS: 2 }
    case 'hover':
      return { by, everyM: EVERY_M, holdS: 2 }
  }
}

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
  spacing: newSpacing('camera'),
  angleDeg: 'auto',
  photo: PHOTO,
})

/**
 * One lap along a boundary, ten metres inside of it, camera inward: in the window the boundary is the site's own, and beyond
 * it is land of others. Lower and slower than a survey, since it looks at a wall.
 */
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
  photo: PHOTO,
})

/** Two or more passes along a line, 60 m wide. */
export const newCorridor = (id: string, path: LatLon[]): Corridor => ({
  kind: 'corridor',
  id,
  path,
  widthM: 60,
  spacing: newSpacing('distance'),
  heightM: DEFAULT_HEIGHT_M,
  speedMS: DEFAULT_SPEED_MS,
  photo: PHOTO,
})

/**
 * Two rings about a place, the camera on it: in the window somebody has clicked on a stack or tank, which is seen from low
 * and from high, slowly.
 */
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
  photo: PHOTO,
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

/** Waypoints by hand, none yet: the map's waypoint tool adds them. */
export const newWaypoints = (id: string): Waypoints => ({
  kind: 'waypoints',
  id,
  verbatim: false,
  steps: [],
  speedMS: DEFAULT_SPEED_MS,
})
