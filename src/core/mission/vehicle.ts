import { z } from 'zod'
import { Name } from '../units/id.ts'
import { FlightLimits } from './flightLimits.ts'

export const FIRMWARES = ['ardupilot', 'px4', 'dji', 'litchi', 'autel'] as const
export const Firmware = z.enum(FIRMWARES)
export type Firmware = z.infer<typeof Firmware>

/** How DJI's route files name an aircraft and its camera (WPML, droneInfo and payloadInfo); no camera: left out. */
export const DjiNumbers = z.object({
  drone: z.number().int().min(0).max(65_535),
  droneSub: z.number().int().min(0).max(65_535),
  payload: z.number().int().min(0).max(65_535).nullable(),
  payloadSub: z.number().int().min(0).max(65_535),
  /** Where the camera hangs: 0 main or port, 1 starboard, 2 above. */
  payloadPosition: z.number().int().min(0).max(7),
})
export type DjiNumbers = z.infer<typeof DjiNumbers>

/**
 * What a vehicle can do and what its firmware does when it returns. Every row names its source; a figure that
 * nobody measured says so. A mission carries a copy, so that a later edit of the table cannot change a release.
 */
export const Vehicle = z.object({
  id: z.string().min(1).max(60),
  name: Name,
  firmware: Firmware,
  source: z.string().max(300),
  verified: z.boolean(),
  /** MAV_TYPE of the MAVLink common dialect: 2 quadrotor, 13 hexarotor, 14 octorotor. */
  mavType: z.number().int().min(0).max(50),
  cruiseMS: z.number().positive().max(50),
  maxSpeedMS: z.number().positive().max(50),
  /** Strongest wind or gust it may fly in, m/s. */
  maxWindMS: z.number().positive().max(40),
  climbMS: z.number().positive().max(20),
  descentMS: z.number().positive().max(20),
  accelerationMS2: z.number().positive().max(20),
  /** Deceleration that may be counted on when the fence is near, m/s². */
  brakingMS2: z.number().positive().max(20),
  /** Time in the air on a full battery without wind, s, and the share of it that is kept back. */
  enduranceS: z.number().positive().max(36_000),
  reserveShare: z.number().min(0).max(0.9),
  maxItems: z.number().int().positive(),
  positionErrorM: z.number().min(0).max(50),
  return: z.object({
    /** Height over home to climb to before returning, m, when the mission does not say otherwise. */
    heightM: z.number().min(0).max(500),
    /** ArduPilot RALLY_LIMIT_KM in metres: rally points farther than this are ignored; null: no limit. */
    rallyLimitM: z.number().positive().nullable(),
    /** ArduPilot RALLY_INCL_HOME: home competes with the rally points. */
    rallyIncludesHome: z.boolean(),
    /** PX4 RTL_TYPE; safe points are used with 0, 3, 5 and 6. Null for other firmwares. */
    rtlType: z.number().int().min(0).max(6).nullable(),
  }),
  /** Whether the firmware keeps the fence on board; it shortens the reaction time in the margin. */
  fenceOnBoard: z.boolean(),
  /** How its firmware flies a mission; absent: as by default. */
  flight: FlightLimits.optional(),
  /** Null for what is no DJI aircraft. */
  dji: DjiNumbers.nullable(),
})
export type Vehicle = z.infer<typeof Vehicle>

/** A camera with its lens, as it is mounted (landscape: the sensor's width across the track). */
export const Camera = z.object({
  id: z.string().min(1).max(60),
  name: Name,
  source: z.string().max(300),
  sensorWidthMm: z.number().positive().max(100),
  sensorHeightMm: z.number().positive().max(100),
  imageWidthPx: z.number().int().positive(),
  imageHeightPx: z.number().int().positive(),
  focalLengthMm: z.number().positive().max(2000),
  minIntervalS: z.number().min(0).max(60),
})
export type Camera = z.infer<typeof Camera>
