import { z } from 'zod'
import { ImportSource } from '../geo/mapDatum.ts'
import { LatLon, Ring } from '../geo/position.ts'
import { Terrain } from '../terrain/terrain.ts'
import { AtMs, Id, Name, PartId } from '../units/id.ts'
import { ClockTime, ZoneName } from '../units/wallClock.ts'
import { HeightM, Pattern } from './pattern.ts'
import { Camera, Vehicle } from './vehicle.ts'

/** Where the vehicle takes off and returns to; its height above mean sea level, null when unknown. */
export const Home = LatLon.extend({ amslM: z.number().min(-500).max(9000).nullable() })
export type Home = z.infer<typeof Home>

/** What a zone is called; absent: it is told by its number. */
const FenceZoneName = z.string().min(1).max(100).optional()

/** A zone of the fence: the vehicle stays inside every inclusion and outside every exclusion. */
export const FenceZone = z.discriminatedUnion('shape', [
  z.object({
    id: PartId,
    shape: z.literal('polygon'),
    name: FenceZoneName,
    inclusion: z.boolean(),
    ring: Ring,
    /** Floor and ceiling over home, m; null where the zone has none (MAVLink carries neither). */
    floorM: HeightM.nullable(),
    ceilingM: HeightM.nullable(),
  }),
  z.object({
    id: PartId,
    shape: z.literal('circle'),
    name: FenceZoneName,
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

/**
 * What a person changed at one waypoint that a pattern computed, addressed by its place on the pattern: the
 * pattern's id, the waypoint's position when it was made, and which it is of the waypoints that the pattern has there
 * (laps and rings lie over one another). The nearest computed waypoint within `reachM` takes it; when there is none,
 * the route's notes list it as lost. Where the pattern's outline is moved, `near` goes with it.
 */
export const Override = z.object({
  id: PartId,
  patternId: PartId,
  near: LatLon,
  /** 0 for the first, the default. */
  pass: z.number().int().min(0).max(1000).optional(),
  reachM: z.number().positive().max(500),
  change: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('move'), to: LatLon }),
    z.object({ kind: z.literal('skip') }),
    z.object({ kind: z.literal('height'), heightM: HeightM }),
    z.object({ kind: z.literal('hold'), holdS: z.number().min(0).max(3600) }),
    z.object({ kind: z.literal('photo'), photo: z.boolean() }),
    z.object({ kind: z.literal('heading'), headingDeg: z.number().min(0).max(360) }),
  ]),
})
export type Override = z.infer<typeof Override>

/** What the vehicle does when something happens, and at the end. */
export const Contingency = z.object({
  returnHeightM: z.number().min(0).max(500),
  /** `landHome`: fly home inside the fence and land there; a return goes where the firmware chooses. */
  atEnd: z.enum(['return', 'landHome', 'land', 'hover']),
  onLostLink: z.enum(['return', 'continue', 'land', 'hover']),
  onLowBattery: z.enum(['return', 'land', 'warn']),
  onLostPosition: z.enum(['land', 'hover']),
  onFenceBreach: z.enum(['return', 'land', 'hover', 'report']),
})
export type Contingency = z.infer<typeof Contingency>

/**
 * DJI's unlocking of a geo zone (解禁证书): not needed at this place, or a certificate for one aircraft with the time that
 * it is valid.
 */
export const DjiUnlock = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('notNeeded') }),
  z.object({
    kind: z.literal('certificate'),
    aircraftSerial: z.string().min(1).max(50),
    fromMs: AtMs,
    toMs: AtMs,
  }),
])
export type DjiUnlock = z.infer<typeof DjiUnlock>

/**
 * What needs an application all the same where a flight else needs none (Art. 31): control relayed over a telephone network
 * or the Internet, dropping, over crowds, from a moving vehicle, distributed operation or a swarm.
 */
export const SPECIAL_CASES = ['relay', 'dropping', 'crowd', 'moving', 'distributed'] as const
export type SpecialCase = (typeof SPECIAL_CASES)[number]
const SpecialCases = z.enum(SPECIAL_CASES)

/** Daily hours by the wall clock of the place; an end that is not after the beginning is on the next day. */
export const Hours = z.object({ from: ClockTime, to: ClockTime })
export type Hours = z.infer<typeof Hours>

/** The flight approval (飞行批准): who allowed it, when, where and up to which true height over the ground. */
export const Authorisation = z.object({
  number: z.string().min(1).max(100),
  authority: z.string().min(1).max(200),
  fromMs: AtMs,
  toMs: AtMs,
  maxTrueHeightM: z.number().positive().max(1000),
  area: Ring.nullable(),
  /** For a DJI aircraft; absent: nobody has looked whether its maker locks this place. */
  djiUnlock: DjiUnlock.optional(),
  /** The record that it was taken from; absent: it was entered by hand. What follows is what that says. */
  approvalId: Id.optional(),
  kind: z.enum(['once', 'standing']).optional(),
  /** The zone of its hours, and its daily hours on a wall clock there. */
  zone: ZoneName.optional(),
  hours: z.array(Hours).max(10).optional(),
  /** Over the sea, m, where it names such a height. */
  maxAmslM: z.number().min(-500).max(9000).nullable().optional(),
  /** The cases of Art. 31 that it names. */
  covers: z.array(SpecialCases).max(SPECIAL_CASES.length).optional(),
})
export type Authorisation = z.infer<typeof Authorisation>

/** Terms of the fence margin that a person may set, with wind. */
export const MarginSettings = z.object({
  mapErrorM: z.number().min(0).max(100),
  /** Seconds until the vehicle answers to a breach; null: 1 s with a fence on board, 3 s otherwise. */
  reactionS: z.number().min(0).max(30).nullable(),
  gustDriftM: z.number().min(0).max(100),
  /** Steady wind that is reckoned with; null: nobody has said. */
  windMS: z.number().min(0).max(40).nullable(),
})
export type MarginSettings = z.infer<typeof MarginSettings>

/** The day and the battery: what takes from the endurance and the wind that is left. */
export const Conditions = z.object({
  gustMS: z.number().min(0).max(60).nullable(),
  temperatureC: z.number().min(-50).max(60).nullable(),
  /** Capacity left of a new battery's, 0.3 to 1. */
  batteryHealth: z.number().min(0.3).max(1),
})
export type Conditions = z.infer<typeof Conditions>

/**
 * The weather on site as somebody forecast or saw it. Wind, gusts and temperature are not in it: the verdict reckons with
 * them (`MarginSettings`, `Conditions`).
 */
export const Weather = z.object({
  kind: z.enum(['forecast', 'observed']),
  /** The time that it speaks of, UTC. */
  atMs: AtMs,
  source: z.string().max(200),
  visibilityM: z.number().min(0).max(100_000).nullable(),
  precipitation: z.enum(['none', 'drizzle', 'rain', 'snow', 'hail', 'fog']),
  text: z.string().max(1000),
})
export type Weather = z.infer<typeof Weather>

/**
 * The stretch of the patterns that this sortie flies when it takes several: metres from the first waypoint along
 * straight ways from one to the next.
 */
export const Part = z
  .object({ fromM: z.number().min(0), toM: z.number().min(0) })
  .refine(({ fromM, toM }) => fromM < toM, { error: 'part_order' })
export type Part = z.infer<typeof Part>

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
  /** Null: all of the patterns. */
  part: Part.nullable(),
  /** Whether patterns are flown as listed, or in the order that makes the ways between them shortest. */
  patternOrder: z.enum(['kept', 'shortest']),
  /** What the patterns' and transit heights are over: home, the ground (then `terrain` is followed), or sea level. */
  heightOver: z.enum(['home', 'ground', 'sea']),
  /** Over the ground: how far the height may be off between waypoints, m. */
  followToleranceM: z.number().min(0.5).max(50),
  /** The ground under the mission, copied from an elevation model; null when there is none. */
  terrain: Terrain.nullable(),
  overrides: z.array(Override).max(5000),
  fence: z.array(FenceZone).max(500),
  rallyPoints: z.array(RallyPoint).max(100),
  /** Where ArduPilot goes after a breach of the fence when it is told to return (height over home); else home or a rally point. */
  breachReturn: LatLon.extend({ heightM: HeightM }).optional(),
  contingency: Contingency,
  margin: MarginSettings,
  conditions: Conditions,
  authorisation: Authorisation.nullable(),
  /** When it is to be flown, UTC; null when not yet known. */
  plannedAtMs: AtMs.nullable(),
  /** Parameters that were read from the vehicle, and where from; null: nobody looked. */
  onboard: z
    .object({ source: z.string().min(1).max(200), params: z.record(z.string().max(16), z.number()) })
    .nullable(),
  crew: z
    .array(
      z.object({
        name: z.string().min(1).max(100),
        duty: z.string().max(100),
        /** Where the workspace knows them; absent: only by name. */
        personId: Id.optional(),
      }),
    )
    .max(20),
  /** The aircraft that flies it, and its batteries; absent: nobody has said. */
  craftId: Id.optional(),
  batteryIds: z.array(Id).max(20).optional(),
  /** What was answered to the cases of Art. 31; one that is absent nobody has answered. */
  special: z.partialRecord(SpecialCases, z.boolean()).optional(),
  /** Why no application is needed (Art. 31): over the unit's own station or training ground, or a facility agreed with its controller. */
  exemption: z.enum(['ownStation', 'ownFacility']).optional(),
  remarks: z.string().max(4000),
  /** What an application for this flight reminds of; absent: the usual. */
  reminders: z.array(z.string().min(1).max(300)).max(20).optional(),
  /** Absent: nobody has said. */
  weather: Weather.optional(),
  /** What is ticked off on the sortie sheet before take-off; absent: the usual for the firmware. */
  checklist: z.array(z.string().min(1).max(300)).max(40).optional(),
  /** The file that it was read from, where it was not planned here. */
  source: ImportSource.optional(),
})
export type Mission = z.infer<typeof Mission>
