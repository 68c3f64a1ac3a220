import { frameAt } from '../geo/frame.ts'
import { circleOutline } from '../geo/offset.ts'
import { distance } from '../geo/polygon.ts'
import type { LatLon } from '../geo/position.ts'
import type { Authorisation, FenceZone, Mission } from '../mission/mission.ts'
import { MissionFile } from '../mission/missionFile.ts'
import { DEFAULT_HEIGHT_M, DEFAULT_SPEED_MS, newMission } from '../mission/newMission.ts'
import { withCamera } from '../mission/payloads.ts'
import type { Pattern, PhotoTrigger, Spacing } from '../mission/pattern.ts'
import type { Camera, Vehicle } from '../mission/vehicle.ts'
import type { Site } from '../site/site.ts'
import { fit } from '../units/fit.ts'
import { fail, ok, type Result } from '../units/result.ts'
import {
  EVERY_M,
  newCorridor,
  newOrbit,
  newPerimeter,
  newSurvey,
  OVERLAP,
  SIDELAP,
  SPACING_M,
} from './newPattern.ts'

/** The patterns that can be laid over what is drawn. */
export const AREA_PATTERNS = ['survey', 'perimeter', 'corridor', 'orbit'] as const
export type AreaPattern = (typeof AREA_PATTERNS)[number]

/**
 * What `sortie plan` takes where an option is not given. One `--height` and one `--speed` hold for all patterns, so they
 * are those of a survey; `--standoff` goes outward (a corridor: to each side), since what is drawn here is any yard, tank
 * farm or line, and one flies round it.
 */
export const AREA_DEFAULTS = {
  overlap: OVERLAP,
  sidelap: SIDELAP,
  heightM: DEFAULT_HEIGHT_M,
  speedMS: DEFAULT_SPEED_MS,
  standoffM: 15,
} as const

/** An area, corners not closed; holes lie in it. */
export type AreaShape = { readonly outer: LatLon[]; readonly holes: LatLon[][] }

/** What is drawn, by what can be made of it; WGS-84. */
export type AreaShapes = {
  readonly areas: readonly AreaShape[]
  readonly lines: readonly LatLon[][]
  readonly points: readonly LatLon[]
}

export type AreaOptions = {
  readonly pattern: AreaPattern
  /** Metres between lanes; null: of the camera, else the default. */
  readonly spacingM: number | null
  /** Null: none was named; the mission then has the usual one, and takes no photos. */
  readonly camera: Camera | null
  readonly overlap: number
  readonly sidelap: number
  /** Over take-off, m. */
  readonly heightM: number
  readonly speedMS: number
  readonly angleDeg: 'auto' | number
  /** Perimeter and orbit: metres outside; corridor: metres to each side of the line. */
  readonly standoffM: number
  /** Orbit: null goes round the whole of what is drawn. */
  readonly radiusM: number | null
  readonly home: LatLon | null
  /** Of home above mean sea level, m; null: of the ground that is stated, else unknown. */
  readonly homeAmslM: number | null
  readonly vehicle: Vehicle
  /** Lowest and highest ground above mean sea level, m. */
  readonly ground: { readonly lowestM: number; readonly highestM: number } | null
  readonly authorisation: Authorisation | null
}

/** Ids for what is made. */
export type PlanIds = { readonly mission: string; readonly site: string; readonly enterprise: string }

/** What is drawn: what is to be flown over, and, where they were given, what keeps it in and takes it in. */
export type DrawnPlan = {
  readonly over: AreaShapes
  readonly exclusions: readonly LatLon[][]
  /** Null: a fence is drawn round what is flown. */
  readonly fence: readonly AreaShape[] | null
  readonly rally: readonly LatLon[]
}

/**
 * A mission over what is drawn. Null where the pattern finds nothing to be laid over; failure: `mission_too_large` with
 * the place in the document that holds no more.
 */
export function missionOver(
  drawn: DrawnPlan,
  options: AreaOptions,
  name: string,
  ids: PlanIds,
): Result<MissionFile> | null {
  const laid = patternsOver(options, drawn.over)
  const rings = laid.map(({ ring }) => ring)
  const [first] = rings
  if (!first) return null
  const { vehicle, ground, heightM } = options
  const exclusions = [...drawn.exclusions]
  const site = ground && siteOver(first, name, ground, ids)
  const mission = newMission({
    id: ids.mission,
    name: { zh: name.slice(0, 200) || 'mission', en: name.slice(0, 200) },
    sites: site ? [site] : [],
    areas: rings,
    exclusions,
    vehicle,
    patterns: laid.map((one) => one.pattern),
    ...(options.home ? { home: options.home } : {}),
  })
  const beyondM = Math.max(0, ...laid.map((one) => one.beyondM))
  const returnHeightM = Math.min(MOST_RETURN_M, Math.max(0, heightM))
  const file: MissionFile = {
    format: 'sortie-mission',
    version: 1,
    mission: {
      ...withCamera(mission, options.camera ?? mission.camera),
      transitHeightM: heightM,
      takeoffHeightM: Math.min(mission.takeoffHeightM, Math.max(1, heightM)),
      home: { ...mission.home, amslM: options.homeAmslM ?? mission.home.amslM },
      rallyPoints: rallyPointsAt(drawn.rally, vehicle, returnHeightM),
      contingency: { ...mission.contingency, returnHeightM },
      authorisation: options.authorisation,
      fence: drawn.fence
        ? fenceFrom(drawn.fence, exclusions)
        : beyondM > 0
          ? fenceBeyond(mission, rings, exclusions, beyondM)
          : mission.fence,
    },
    sites: site ? [site] : [],
    releases: [],
  }
  // A mission that can be read again: so many patterns, corners, zones and no more.
  const fitted = fit(MissionFile, file)
  if (fitted.ok) return ok(file)
  const { path: at, ...misfit } = fitted.misfit
  return fail('mission_too_large', { ...misfit, at })
}

/** Returns are flown no higher than this over home, m: the most that a mission can say. */
const MOST_RETURN_M = 500

/** Rally points as high as returns are flown; PX4 counts the return height from the rally point. */
const rallyPointsAt = (
  places: readonly LatLon[],
  { firmware }: Mission['vehicle'],
  returnHeightM: number,
): Mission['rallyPoints'] =>
  places.map((at, i) => ({ id: `rally-${i + 1}`, ...at, heightM: firmware === 'px4' ? 0 : returnHeightM }))

/** A pattern, the ring that it is laid over, and how far beyond that it flies. */
type Laid = { pattern: Pattern; ring: LatLon[]; beyondM: number }

function patternsOver(options: AreaOptions, { areas, lines, points }: AreaShapes): Laid[] {
  const { pattern: kind, heightM, speedMS, standoffM, camera } = options
  const spacing: Spacing =
    options.spacingM === null && camera
      ? { by: 'camera', overlap: options.overlap, sidelap: options.sidelap }
      : { by: 'distance', spacingM: options.spacingM ?? SPACING_M }
  const photo: PhotoTrigger = camera ? { by: 'distance', everyM: EVERY_M } : { by: 'none' }
  const common = { speedMS, photo }
  const idOf = (i: number) => `${kind}-${i + 1}`
  switch (kind) {
    case 'survey':
      return areas.map(({ outer, holes }, i) => ({
        ring: outer,
        beyondM: 0,
        pattern: {
          ...newSurvey(idOf(i), outer),
          ...common,
          holes,
          heightM,
          spacing,
          angleDeg: options.angleDeg,
        },
      }))
    case 'perimeter':
      return areas.map(({ outer }, i) => ({
        ring: outer,
        beyondM: standoffM,
        pattern: {
          ...newPerimeter(idOf(i), outer),
          ...common,
          side: 'outside',
          standoffM,
          heightsM: [heightM],
        },
      }))
    case 'corridor':
      // A polygon is a line too: once round it.
      return [...lines, ...areas.map(({ outer }) => [...outer, outer[0] as LatLon])].map((path, i) => ({
        ring: path.length > 2 ? path : bandAbout(path),
        beyondM: standoffM,
        pattern: {
          ...newCorridor(idOf(i), path),
          ...common,
          widthM: Math.max(1, 2 * standoffM),
          spacing,
          heightM,
        },
      }))
    case 'orbit':
      return [
        ...points.map((at) => ({ center: at, reachM: 0 })),
        ...areas.map(({ outer }) => middleOf(outer)),
      ].map(({ center, reachM }, i) => {
        const radiusM = Math.min(2000, Math.max(2, options.radiusM ?? reachM + standoffM))
        return {
          ring: circleAbout(center, radiusM),
          beyondM: 0,
          pattern: {
            ...newOrbit(idOf(i), center),
            ...common,
            radiusM,
            clearRadiusM: Math.min(1000, reachM),
            heightsM: [heightM],
            // Nothing is known of how high it is: the camera looks at its foot.
            lookHeightM: 0,
          },
        }
      })
  }
}

/** The middle of a ring's bounding box, and how far its farthest corner lies from there. */
function middleOf(ring: readonly LatLon[]): { center: LatLon; reachM: number } {
  const frame = frameAt(ring[0] as LatLon)
  const local = ring.map((corner) => frame.toLocal(corner))
  const of = (pick: (corner: { x: number; y: number }) => number) => {
    const values = local.map(pick)
    return (values.reduce((a, b) => Math.min(a, b)) + values.reduce((a, b) => Math.max(a, b))) / 2
  }
  const middle = { x: of(({ x }) => x), y: of(({ y }) => y) }
  return {
    center: frame.toLatLon(middle),
    reachM: local.reduce((most, corner) => Math.max(most, distance(corner, middle)), 0),
  }
}

function circleAbout(center: LatLon, radiusM: number): LatLon[] {
  const frame = frameAt(center)
  return circleOutline({ x: 0, y: 0 }, radiusM, true).map((corner) => frame.toLatLon(corner))
}

/** A single stretch as a thin ring, so that a fence can go round it. */
function bandAbout(path: readonly LatLon[]): LatLon[] {
  const [a, b] = path as [LatLon, LatLon]
  const frame = frameAt(a)
  const { x, y } = frame.toLocal(b)
  const length = Math.max(1e-6, Math.hypot(x, y))
  return [a, b, frame.toLatLon({ x: x - y / length, y: y + x / length })]
}

/** What flies outside its ring needs its fence that much farther out. */
function fenceBeyond(
  mission: Mission,
  areas: readonly LatLon[][],
  exclusions: readonly LatLon[][],
  beyondM: number,
): FenceZone[] {
  return newMission({
    id: mission.id,
    name: mission.name,
    sites: [],
    areas,
    exclusions,
    home: mission.home,
    vehicle: { ...mission.vehicle, positionErrorM: mission.vehicle.positionErrorM + beyondM },
    patterns: mission.patterns,
  }).fence
}

const fenceFrom = (inclusions: readonly AreaShape[], exclusions: readonly LatLon[][]): FenceZone[] => {
  const zone = (id: string, inclusion: boolean, ring: LatLon[]) =>
    ({ id, shape: 'polygon', inclusion, ring, floorM: null, ceilingM: null }) as const
  return [
    ...inclusions.map(({ outer }, i) => zone(`fence-${i + 1}`, true, outer)),
    ...inclusions.flatMap(({ holes }) => holes).map((hole, i) => zone(`fence-hole-${i + 1}`, false, hole)),
    ...exclusions.map((ring, i) => zone(`exclusion-${i + 1}`, false, [...ring])),
  ]
}

/** Stands for the site whose ground heights were given on the command line. */
function siteOver(
  boundary: LatLon[],
  name: string,
  ground: { lowestM: number; highestM: number },
  ids: PlanIds,
): Site {
  return {
    id: ids.site,
    enterpriseId: ids.enterprise,
    name: { zh: name.slice(0, 200) || 'area', en: '' },
    boundary,
    ground: { ...ground, source: 'command line' },
    assets: [],
    remarks: '',
  }
}
