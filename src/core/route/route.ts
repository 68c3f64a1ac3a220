import { z } from 'zod'
import { LatLon } from '../geo/position.ts'
import { Role } from '../mission/role.ts'
import { Firmware } from '../mission/vehicle.ts'
import { Home } from '../mission/mission.ts'
import { PartId } from '../units/id.ts'
import { Note } from '../units/note.ts'

/** A waypoint of the computed route: WGS-84 degrees, height over home in metres. */
export const RoutePoint = LatLon.extend({
  heightM: z.number(),
  role: Role,
  /** The pattern it came from; null for take-off, transits and the way home. */
  patternId: PartId.nullable(),
  holdS: z.number().min(0),
  headingDeg: z.number().nullable(),
  /** Commanded ground speed on the leg that ends here, m/s. */
  speedMS: z.number().positive(),
  /** Photos are taken on the leg that ends here, one every so many metres; null: none. */
  photoEveryM: z.number().positive().nullable(),
  /** Photos are taken on the leg that ends here, one every so many seconds; null: none. */
  photoEveryS: z.number().positive().nullable(),
  /** Where the camera looks on this leg: degrees over the horizon, -90 straight down; null leaves it as it is. */
  gimbalPitchDeg: z.number().min(-120).max(60).nullable(),
  /** A single photo is taken here. */
  photo: z.boolean(),
  /** A clip is recorded on the leg that ends here; absent: none. */
  video: z.boolean().optional(),
  /**
   * Where the pattern had put it, how high as the mission's heights are meant, and which it is of the pattern's
   * waypoints there: what a change by hand is tied to. Null for what no pattern put there.
   */
  place: LatLon.extend({ heightM: z.number(), pass: z.number().int().min(0) }).nullable(),
})
export type RoutePoint = z.infer<typeof RoutePoint>

/** A MAVLink mission item, the one list that every flyable format and the link take. `seq` counts from 1: 0 is home. */
export const Item = z.object({
  seq: z.number().int().min(1),
  command: z.number().int(),
  frame: z.number().int(),
  params: z.tuple([
    z.number().nullable(),
    z.number().nullable(),
    z.number().nullable(),
    z.number().nullable(),
  ]),
  lat: z.number(),
  lon: z.number(),
  altM: z.number(),
  autoContinue: z.boolean(),
  role: Role,
})
export type Item = z.infer<typeof Item>

/** Where the flight comes down: at home, at a rally point (counted from 1, else 0), or where its last waypoint is. */
export const Landing = LatLon.extend({
  at: z.enum(['home', 'rally', 'spot']),
  rally: z.number().int().min(0),
  fromHomeM: z.number(),
})
export type Landing = z.infer<typeof Landing>

export const Figures = z.object({
  /** First to last waypoint of the patterns, transits between them included, m. */
  lengthM: z.number(),
  laneLengthM: z.number(),
  transitLengthM: z.number(),
  laneSegments: z.number().int(),
  turns: z.number().int(),
  /** First to last waypoint, and take-off to touchdown, s. */
  timeS: z.number(),
  airborneS: z.number(),
  photos: z.number().int(),
  /**
   * What the photos take, and metres of ground a pixel straight below, over the terrain where it is known and else over
   * ground at home's height; null without camera or photos.
   */
  storageMB: z.number(),
  gsdFinestM: z.number().nullable(),
  gsdCoarsestM: z.number().nullable(),
  /** Share of the survey areas within half a spacing of a lane, 0 to 1; 1 when there is no survey. */
  coverageShare: z.number(),
  /** Metres of the flight outside the fence as drawn (not the margin). */
  outsideM: z.number(),
  /** Share of the usable endurance (see `usableEndurance`) that the flight takes. */
  energyShare: z.number(),
})
export type Figures = z.infer<typeof Figures>

/** What one pattern of a route comes to, the ways to it and from it left out; see `Figures`. */
export const Estimate = Figures.pick({
  lengthM: true,
  timeS: true,
  photos: true,
  storageMB: true,
  gsdFinestM: true,
  gsdCoarsestM: true,
  energyShare: true,
}).extend({ patternId: PartId })
export type Estimate = z.infer<typeof Estimate>

/**
 * What `plan` comes to. Positions are quantised to 1e-7 degrees and heights to 1 mm, so that every machine gets the
 * same bytes. `points` starts with the take-off point at take-off height and ends with the last waypoint; the way
 * home is judged by the rules, and shown, but it is the firmware that flies it.
 */
export const Route = z.object({
  vehicle: z.string(),
  firmware: Firmware,
  home: Home,
  points: z.array(RoutePoint),
  items: z.array(Item),
  /** Where the firmware ends the flight; several where it may be either. Absent in what an older Sortie wrote. */
  landings: z.array(Landing).optional(),
  figures: Figures,
  /** Of each pattern by itself. */
  estimates: z.array(Estimate),
  /** Parts of survey areas that no lane sees, for the map. */
  uncovered: z.array(z.array(LatLon)),
  notes: z.array(Note),
})
export type Route = z.infer<typeof Route>
