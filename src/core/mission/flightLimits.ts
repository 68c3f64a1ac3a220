import { z } from 'zod'

/**
 * The limits by which a firmware flies a mission, as its parameters have them: what the estimate simulates with. Where a
 * vehicle's row does not state them, they are the firmware's defaults.
 */
export const FlightLimits = z.object({
  source: z.string().max(300),
  /** Speed that a mission may command at most, m/s. */
  speedLimitMS: z.number().positive().max(50),
  /** Level speed that the aircraft really comes to when more is commanded, m/s. */
  topSpeedMS: z.number().positive().max(50),
  accelerationMS2: z.number().positive().max(20),
  /** Acceleration up and down, m/s². */
  verticalMS2: z.number().positive().max(20),
  jerkMS3: z.number().positive().max(100),
  /** How near to a waypoint it counts as reached, m. */
  acceptanceM: z.number().positive().max(100),
  /** PX4 MPC_XY_TRAJ_P: what share of the acceleration is turned with. */
  cornerGain: z.number().positive().max(5),
  /** How fast the nose turns, degrees a second. */
  yawRateDegS: z.number().positive().max(720),
  /** Ground speed of a return, m/s. */
  returnMS: z.number().positive().max(50),
  /** Landing: slow below this height, m, at this rate, m/s. */
  landFromM: z.number().min(0).max(200),
  landMS: z.number().positive().max(10),
})
export type FlightLimits = z.infer<typeof FlightLimits>
