import type { Vec } from '../../src/core/geo/frame.ts'
import type { LatLon } from '../../src/core/geo/position.ts'
import type { Orbit, Pattern, Perimeter, Survey, Visit } from '../../src/core/mission/pattern.ts'
import { place } from './site.ts'

export const PLANNED_KINDS = ['survey', 'perimeter', 'corridor', 'orbit', 'visit'] as const
export type PlannedKind = (typeof PLANNED_KINDS)[number]

/**
 * A pattern of each kind made from one outline in local metres: the area of a survey, the boundary of a perimeter, the
 * line of a corridor, the middle of an orbit (30 m), the targets of a visit. `placed` says where a local point lies.
 */
export function patternFrom(
  kind: PlannedKind,
  corners: readonly Vec[],
  placed: (at: Vec) => LatLon,
  speedMS = 6,
  isMirrored = false,
): Pattern {
  const ring = corners.map(placed)
  const common = { id: 'p', speedMS, photo: { by: 'none' as const } }
  const direction = isMirrored ? 'counterclockwise' : 'clockwise'
  switch (kind) {
    case 'survey':
      return {
        ...common,
        kind,
        crossGrid: false,
        leadInM: 0,
        area: ring,
        holes: [],
        heightM: 60,
        spacing: { by: 'distance', spacingM: 25 },
        angleDeg: 'auto',
      }
    case 'perimeter':
      return {
        ...common,
        kind,
        cornerRadiusM: 0,
        startNear: null,
        boundary: ring,
        standoffM: 10,
        side: 'outside',
        heightsM: [60],
        laps: 1,
        direction,
        camera: 'inward',
      }
    case 'corridor':
      return {
        ...common,
        kind,
        path: ring.slice(0, Math.max(2, Math.ceil(ring.length / 2))),
        widthM: 30,
        spacing: { by: 'distance', spacingM: 20 },
        heightM: 60,
      }
    case 'orbit':
      return {
        ...common,
        kind,
        center: placed({ x: 0, y: 0 }),
        radiusM: 30,
        clearRadiusM: 10,
        heightsM: [50, 70],
        spiral: false,
        laps: 1,
        direction,
        camera: 'center',
        lookHeightM: 10,
      }
    case 'visit':
      return {
        kind,
        id: 'p',
        speedMS,
        photo: true,
        order: 'shortest',
        seed: 1,
        targets: corners.slice(0, 6).map((corner, i) => ({
          id: `t${i}`,
          at: placed({ x: corner.x * 0.6, y: corner.y * 0.6 }),
          lookHeightM: 5,
          standoffM: 8,
          heightM: 50,
          fromDeg: null,
          stayS: 2,
        })),
      }
  }
}

const SQUARE: readonly Vec[] = [
  { x: 50, y: 50 },
  { x: 200, y: 50 },
  { x: 200, y: 200 },
  { x: 50, y: 200 },
]

function aPattern<K extends PlannedKind>(kind: K, over: Partial<Extract<Pattern, { kind: K }>>) {
  const base = patternFrom(kind, SQUARE, ({ x, y }) => place(x, y)) as Extract<Pattern, { kind: K }>
  return { ...base, id: kind, ...over }
}

export const aSurvey = (over: Partial<Survey> = {}): Survey => aPattern('survey', over)
export const anOrbit = (over: Partial<Orbit> = {}): Orbit => aPattern('orbit', over)
export const aPerimeter = (over: Partial<Perimeter> = {}): Perimeter => aPattern('perimeter', over)
export const aVisit = (over: Partial<Visit> = {}): Visit => aPattern('visit', over)
