import { z } from 'zod'
import { LatLon, Ring } from '../geo/position.ts'
import { AtMs, Id, Name, PartId } from '../units/id.ts'
import { Camera, Vehicle } from './vehicle.ts'

/** Height over home (take-off) in metres: the frame of every height in a mission unless its name says otherwise. */
const HeightM = z.number().min(-200).max(1000)

/** Where the vehicle takes off and returns to; its height above mean sea level, null when unknown. */
export const Home = LatLon.extend({ amslM: z.number().min(-500).max(9000).nullable() })
export type Home = z.infer<typeof Home>

/** A zone of the fence: the vehicle stays inside every inclusion and outside every exclusion. */
export const FenceZone = z.discriminatedUnion('shape', [
  z.object({
    id: PartId,
    shape: z.literal('polygon'),
    inclusion: z.boolean(),
    ring: Ring,
    /** Floor and ceiling over home, m; null where the zone has none (MAVLink carries neither). */
    floorM: HeightM.nullable(),
    ceilingM: HeightM.nullable(),
  }),
  z.object({
    id: PartId,
    shape: z.literal('circle'),
    inclusion: z.boolean(),
    center: LatLon,
    radiusM: z.number().positive().max(100_000),
    floorM: HeightM.nullable(),
    ceilingM: HeightM.nullable(),
  }),
])
export type FenceZone = z.infer<typeof FenceZone>

/** Where to go instead of home (备降点): a position and a height over home. */
export const RallyPoint = LatLon.extend({ id: PartId, heightM: HeightM })
export type RallyPoint = z.infer<typeof RallyPoint>

/** Lane spacing stated, or found from the camera's footprint at the height and the overlaps (0 to 0.95). */
export const Spacing = z.discriminatedUnion('by', [
  z.object({ by: z.literal('distance'), spacingM: z.number().min(0.5).max(1000) }),
  z.object({
    by: z.literal('camera'),
    overlap: z.number().min(0).max(0.95),
    sidelap: z.number().min(0).max(0.95),
  }),
])
export type Spacing = z.infer<typeof Spacing>

/** Photos along the way: none, or one every so many metres of track. */
export const PhotoTrigger = z.discriminatedUnion('by', [
  z.object({ by: z.literal('none') }),
  z.object({ by: z.literal('distance'), everyM: z.number().min(0.5).max(1000) }),
])
export type PhotoTrigger = z.infer<typeof PhotoTrigger>

/** Parallel lanes that cover an area with holes. `angleDeg` is the lanes' bearing from north, or found. */
export const Survey = z.object({
  kind: z.literal('survey'),
  id: PartId,
  area: Ring,
  holes: z.array(Ring).max(500),
  heightM: HeightM,
  speedMS: z.number().positive().max(50),
  spacing: Spacing,
  angleDeg: z.union([z.literal('auto'), z.number().min(-360).max(360)]),
  photo: PhotoTrigger,
})
export type Survey = z.infer<typeof Survey>

/** Laps along a boundary at a stand-off, outside or inside of it, at one height a lap group. */
export const Perimeter = z.object({
  kind: z.literal('perimeter'),
  id: PartId,
  boundary: Ring,
  standoffM: z.number().min(0).max(1000),
  side: z.enum(['inside', 'outside']),
  heightsM: z.array(HeightM).min(1).max(10),
  laps: z.number().int().min(1).max(20),
  direction: z.enum(['clockwise', 'counterclockwise']),
  camera: z.enum(['inward', 'outward', 'along']),
  speedMS: z.number().positive().max(50),
  photo: PhotoTrigger,
})
export type Perimeter = z.infer<typeof Perimeter>

/**
 * One step of a waypoints pattern. A `waypoint` is placed by hand; a `command` is any other MAVLink mission item
 * (and, in a verbatim pattern, every item just as a file held it).
 */
export const Step = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('waypoint'),
    id: PartId,
    at: LatLon,
    heightM: HeightM,
    holdS: z.number().min(0).max(3600),
    /** Bearing of the nose in degrees from north; null leaves it to the vehicle. */
    headingDeg: z.number().min(0).max(360).nullable(),
    speedMS: z.number().positive().max(50).nullable(),
    photo: z.boolean(),
  }),
  z.object({
    kind: z.literal('command'),
    id: PartId,
    /** MAV_CMD and MAV_FRAME numbers of the MAVLink common dialect. */
    command: z.number().int().min(0).max(65_535),
    frame: z.number().int().min(0).max(255),
    /** param1 to param4; null is MAVLink's NaN: "not set". */
    params: z.tuple([
      z.number().nullable(),
      z.number().nullable(),
      z.number().nullable(),
      z.number().nullable(),
    ]),
    /** param5 and param6 in degrees (0, 0 for a command without a place) and param7 in metres. */
    lat: z.number(),
    lon: z.number(),
    altM: z.number(),
    autoContinue: z.boolean(),
  }),
])
export type Step = z.infer<typeof Step>

/**
 * Waypoints by hand. `verbatim` patterns come from a file: their steps are the whole item list, and planning adds
 * no take-off, speed or return of its own.
 */
export const Waypoints = z.object({
  kind: z.literal('waypoints'),
  id: PartId,
  verbatim: z.boolean(),
  steps: z.array(Step).max(65_535),
  speedMS: z.number().positive().max(50),
})
export type Waypoints = z.infer<typeof Waypoints>

export const Pattern = z.discriminatedUnion('kind', [Survey, Perimeter, Waypoints])
export type Pattern = z.infer<typeof Pattern>

/**
 * What a person changed at one waypoint that a pattern computed, addressed by its place on the pattern: the
 * pattern's id and the waypoint's position when it was made. The nearest computed waypoint within `reachM` takes
 * it; when there is none, the route's notes list it as lost.
 */
export const Override = z.object({
  id: PartId,
  patternId: PartId,
  near: LatLon,
  reachM: z.number().positive().max(500),
  change: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('move'), to: LatLon }),
    z.object({ kind: z.literal('skip') }),
    z.object({ kind: z.literal('height'), heightM: HeightM }),
    z.object({ kind: z.literal('hold'), holdS: z.number().min(0).max(3600) }),
  ]),
})
export type Override = z.infer<typeof Override>

/** What the vehicle does when something happens, and at the end. */
export const Contingency = z.object({
  returnHeightM: z.number().min(0).max(500),
  atEnd: z.enum(['return', 'land', 'hover']),
  onLostLink: z.enum(['return', 'continue', 'land', 'hover']),
  onLowBattery: z.enum(['return', 'land', 'warn']),
  onLostPosition: z.enum(['land', 'hover']),
  onFenceBreach: z.enum(['return', 'land', 'hover', 'report']),
})
export type Contingency = z.infer<typeof Contingency>

/** The flight approval (飞行批准): who allowed it, when, where and up to which true height over the ground. */
export const Authorisation = z.object({
  number: z.string().min(1).max(100),
  authority: z.string().min(1).max(200),
  fromMs: AtMs,
  toMs: AtMs,
  maxTrueHeightM: z.number().positive().max(1000),
  area: Ring.nullable(),
})
export type Authorisation = z.infer<typeof Authorisation>

/** Terms of the fence margin that a person may set, with wind. */
export const MarginSettings = z.object({
  mapErrorM: z.number().min(0).max(100),
  /** Seconds until the vehicle answers to a breach; null: 1 s with a fence on board, 3 s otherwise. */
  reactionS: z.number().min(0).max(30).nullable(),
  gustDriftM: z.number().min(0).max(100),
  windMS: z.number().min(0).max(40),
})
export type MarginSettings = z.infer<typeof MarginSettings>

/** The plan of one sortie: intent only, never computed waypoints. */
export const Mission = z.object({
  id: Id,
  name: Name,
  /** The sites it patrols; the first one gives the enterprise it is listed under. */
  siteIds: z.array(Id).max(50),
  home: Home,
  takeoffHeightM: z.number().min(1).max(200),
  transitHeightM: HeightM,
  vehicle: Vehicle,
  camera: Camera.nullable(),
  patterns: z.array(Pattern).max(100),
  overrides: z.array(Override).max(5000),
  fence: z.array(FenceZone).max(500),
  rallyPoints: z.array(RallyPoint).max(100),
  contingency: Contingency,
  margin: MarginSettings,
  authorisation: Authorisation.nullable(),
  /** When it is to be flown, UTC; null when not yet known. */
  plannedAtMs: AtMs.nullable(),
  crew: z.array(z.object({ name: z.string().min(1).max(100), duty: z.string().max(100) })).max(20),
  remarks: z.string().max(4000),
})
export type Mission = z.infer<typeof Mission>
