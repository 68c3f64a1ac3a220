import { z } from 'zod'
import { LatLon, Path, Ring } from '../geo/position.ts'
import { PartId } from '../units/id.ts'

/** Height over home (take-off) in metres: the frame of every height in a mission unless its name says otherwise. */
export const HeightM = z.number().min(-200).max(1000)

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

/**
 * Pictures along the way: none, a photo every so many metres of track or seconds, or one after each stop of `holdS`
 * seconds every so many metres (hover and capture: no motion blur, much slower), or a clip of the whole pattern.
 */
export const PhotoTrigger = z.discriminatedUnion('by', [
  z.object({ by: z.literal('none') }),
  z.object({ by: z.literal('distance'), everyM: z.number().min(0.5).max(1000) }),
  z.object({ by: z.literal('time'), everyS: z.number().min(0.5).max(120) }),
  z.object({
    by: z.literal('hover'),
    everyM: z.number().min(0.5).max(1000),
    holdS: z.number().min(0).max(60),
  }),
  z.object({ by: z.literal('video') }),
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
  /** The area again with lanes at right angles to the first (cross grid). */
  crossGrid: z.boolean(),
  /** Lanes begin and end this much before and behind, where the fence allows, m: the vehicle is steady over the area. */
  leadInM: z.number().min(0).max(100),
  /** The first lane is entered at its end nearest to this place; not there: the planner finds the quicker begin. */
  startNear: LatLon.optional(),
  /** All of it the other way round: it begins where it would end. */
  reversed: z.literal(true).optional(),
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
  /** Corners are rounded to this radius, m; 0 leaves them as they are. */
  cornerRadiusM: z.number().min(0).max(200),
  /** The lap begins at its place nearest to this one; null: nearest to home. */
  startNear: LatLon.nullable(),
})
export type Perimeter = z.infer<typeof Perimeter>

/** Passes along a line (a pipeline, a road, a fence) that together see `widthM` across it. */
export const Corridor = z.object({
  kind: z.literal('corridor'),
  id: PartId,
  path: Path,
  widthM: z.number().positive().max(2000),
  spacing: Spacing,
  heightM: HeightM,
  speedMS: z.number().positive().max(50),
  photo: PhotoTrigger,
})
export type Corridor = z.infer<typeof Corridor>

/**
 * Rings about an asset, one a height, the camera on it; or one spiral from the first height to the last. `lookHeightM`
 * is the height over home of what is looked at, `clearRadiusM` what no ring may enter about the centre.
 */
export const Orbit = z.object({
  kind: z.literal('orbit'),
  id: PartId,
  center: LatLon,
  radiusM: z.number().min(2).max(2000),
  clearRadiusM: z.number().min(0).max(1000),
  heightsM: z.array(HeightM).min(1).max(20),
  spiral: z.boolean(),
  laps: z.number().int().min(1).max(20),
  direction: z.enum(['clockwise', 'counterclockwise']),
  /** Each ring begins on this side of the middle, degrees from north; not there: towards home. */
  startDeg: z.number().min(0).max(360).optional(),
  camera: z.enum(['center', 'along']),
  lookHeightM: HeightM,
  speedMS: z.number().positive().max(50),
  photo: PhotoTrigger,
})
export type Orbit = z.infer<typeof Orbit>

/**
 * How an earlier picture was taken that is to be taken again; `at` of its target is where the camera was. `name`: what it
 * shows, for people. Heights: `sea`: the camera's over mean sea level, with where that aircraft had taken off and how high
 * over that it was; `takeoff`: only that is known; `asked`: nobody knows, and a person has to say it; `hand`: they have,
 * it is the target's `heightM`.
 */
export const AsBefore = z.object({
  name: z.string().max(200),
  /** Where the camera looked, degrees from north and over the horizon. */
  headingDeg: z.number().min(0).max(360),
  pitchDeg: z.number().min(-120).max(60),
  /** As the picture has it; towards the place of what was found; or straight down, since nobody knows. */
  direction: z.enum(['recorded', 'towards', 'below']),
  height: z.discriminatedUnion('by', [
    z.object({
      by: z.literal('sea'),
      amslM: z.number().min(-1000).max(10_000),
      takeoff: LatLon.extend({ heightM: z.number().min(-1000).max(10_000) }).nullable(),
    }),
    z.object({
      by: z.literal('takeoff'),
      takeoff: LatLon.extend({ heightM: z.number().min(-1000).max(10_000) }),
    }),
    z.object({ by: z.literal('asked') }),
    z.object({ by: z.literal('hand') }),
  ]),
  /** How wide and high it saw, degrees, and how many pixels wide it is; null where it does not say. */
  lens: z
    .object({
      hfovDeg: z.number().gt(0).lt(180),
      vfovDeg: z.number().gt(0).lt(180),
      widthPx: z.number().int().positive().nullable(),
    })
    .nullable(),
  /** From the camera to the ground, or the laser's target, in its middle, m; null where it looked at neither. */
  awayM: z.number().positive().max(10_000).nullable(),
  /** What the place of the camera may be wrong by, one standard deviation on the ground, m. */
  errorM: z.number().min(0).max(10_000),
})
export type AsBefore = z.infer<typeof AsBefore>

/** A place to be seen: from `standoffM` away on the side of `fromDeg` (bearing from the target; null: the best side). */
export const Target = z.object({
  id: PartId,
  at: LatLon,
  lookHeightM: HeightM,
  standoffM: z.number().min(0).max(1000),
  heightM: HeightM,
  fromDeg: z.number().min(0).max(360).nullable(),
  stayS: z.number().min(0).max(3600),
  /** A picture to be taken again: then `at` is the camera's place, and stand-off and side mean nothing. */
  asBefore: AsBefore.optional(),
})
export type Target = z.infer<typeof Target>

/**
 * Targets seen one after the other: in the shortest order, as listed, or in an order drawn from `seed`, so that nobody
 * can foretell it and anybody can repeat it.
 */
export const Visit = z.object({
  kind: z.literal('visit'),
  id: PartId,
  targets: z.array(Target).max(500),
  order: z.enum(['shortest', 'kept', 'varied']),
  seed: z.number().int().min(0).max(4_294_967_295),
  photo: z.boolean(),
  speedMS: z.number().positive().max(50),
})
export type Visit = z.infer<typeof Visit>

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

export const Pattern = z.discriminatedUnion('kind', [Survey, Perimeter, Corridor, Orbit, Visit, Waypoints])
export type Pattern = z.infer<typeof Pattern>

/** The kinds of patterns. */
export const PATTERN_KINDS = [
  'survey',
  'perimeter',
  'corridor',
  'orbit',
  'visit',
  'waypoints',
] as const satisfies readonly Pattern['kind'][]
