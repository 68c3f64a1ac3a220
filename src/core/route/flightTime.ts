import { FLOW_THROUGH_DEG, profileS, verticalS } from '../pattern/speedProfile.ts'
import type { Firmware, Vehicle } from '../mission/vehicle.ts'

/**
 * A leg as the firmware flies it: metres in space and metres up (negative: down), the speed commanded, and the bends
 * at its two ends in degrees; `stop` where the vehicle stands still there.
 */
export type TimedLeg = {
  readonly lengthM: number
  readonly climbM: number
  readonly speedMS: number
  readonly bendInDeg: number | 'stop'
  readonly bendOutDeg: number | 'stop'
}

/** How a firmware turns a leg into seconds, and what it does after take-off and for landing. */
type Profile = {
  readonly legS: (leg: TimedLeg, vehicle: Vehicle) => number
  /** Ground speed of the way home, m/s. */
  readonly returnMS: (vehicle: Vehicle) => number
  /** Slow part of the landing: from this height, at this rate, m/s. */
  readonly landFromM: number
  readonly landMS: number
  /** Seconds besides: waiting before the descent, spinning up, noticing the touchdown, getting up to speed. */
  readonly besidesS: number
}

/** Changes of height up to this many metres do not slow a leg. */
const LEVEL_M = 0.5

/** Seconds lost in getting up to a speed or down from it with 2.5 m/s² and 1 m/s³ (Copter's WPNAV_ACCEL, WPNAV_JERK). */
const copterStopS = (v: number): number => (v < 6.25 ? Math.sqrt(v) : (v / 2.5 + 2.5) / 2)

function copterCornerS(v: number, bendDeg: number): number {
  const square = Math.min(2 * copterStopS(v), Math.max(0, 0.406 * (v - 3.527)))
  return bendDeg <= 90
    ? square * (1 - Math.cos((bendDeg * Math.PI) / 180))
    : square + ((2 * copterStopS(v) - square) * (bendDeg - 90)) / 90
}

/**
 * Copter plans jerk-limited curves: a corner costs little, a short leg never less than about 1.7 s times the cube root
 * of its metres. Constants by least error over the missions flown in simulation (ArduPilot Copter 4.7-dev, default
 * parameters, 2026-11-23): every first-to-last time within 2 %.
 */
const ARDUPILOT: Profile = {
  legS({ lengthM, climbM, speedMS, bendInDeg, bendOutDeg }, vehicle) {
    const v = Math.min(speedMS, 10.66)
    const loss = (bend: number | 'stop') => (bend === 'stop' ? copterStopS(v) : copterCornerS(v, bend) / 2)
    const level = Math.max(lengthM / v + loss(bendInDeg) + loss(bendOutDeg), 1.692 * Math.cbrt(lengthM))
    return Math.abs(climbM) > LEVEL_M ? Math.max(level, verticalS(0, climbM, vehicle) + 3.1) : level
  },
  // WPNAV_SPEED; RTL_LOIT_TIME 5 s, LAND_SPEED 0.5 m/s below LAND_ALT_LOW 10 m.
  returnMS: () => 10,
  landFromM: 10,
  landMS: 0.5,
  besidesS: 16,
}

/**
 * PX4 slows for each corner and comes slowly up to speed again, less so on short legs. Constants as above (PX4
 * 1.16-alpha, SIH quadcopter, default parameters): every first-to-last time within 3 %.
 */
const PX4: Profile = {
  legS({ lengthM, climbM, speedMS, bendInDeg, bendOutDeg }, vehicle) {
    const v = Math.min(speedMS, 9.985)
    const share = (bend: number | 'stop') => (bend === 'stop' ? 1 : Math.min(1.5, (bend / 90) ** 0.596))
    const begin = share(bendInDeg) * (3.203 + 0.3 * Math.max(0, v - 8))
    const end = share(bendOutDeg) * 0.381 * v
    const level = lengthM / v + (begin + end) * (1 - Math.exp(-((lengthM / 18.344) ** 0.911)))
    return Math.abs(climbM) > LEVEL_M ? Math.max(level, verticalS(0, climbM, vehicle) + 3) : level
  },
  // MPC_XY_CRUISE 5; MPC_LAND_SPEED 0.7 m/s below MPC_LAND_ALT2 10 m.
  returnMS: () => 5,
  landFromM: 10,
  landMS: 0.7,
  besidesS: 6,
}

/** Nobody measured the others here: a trapezoid of speed with the vehicle's own acceleration, a stop at each bend. */
const PLAIN: Profile = {
  legS({ lengthM, climbM, speedMS, bendInDeg, bendOutDeg }, vehicle) {
    const passing = (bend: number | 'stop') => (bend === 'stop' || bend > FLOW_THROUGH_DEG ? 0 : speedMS)
    const level = profileS(lengthM, speedMS, vehicle.accelerationMS2, passing(bendInDeg), passing(bendOutDeg))
    return Math.max(level, verticalS(0, climbM, vehicle))
  },
  returnMS: ({ cruiseMS }) => cruiseMS,
  landFromM: 10,
  landMS: 0.7,
  besidesS: 10,
}

const PROFILES: Readonly<Record<Firmware, Profile>> = {
  ardupilot: ARDUPILOT,
  px4: PX4,
  dji: PLAIN,
  litchi: PLAIN,
}

/** Seconds that a leg takes. */
export const legSeconds = (leg: TimedLeg, vehicle: Vehicle): number =>
  leg.lengthM === 0 ? 0 : PROFILES[vehicle.firmware].legS(leg, vehicle)

/** Seconds from the ground up to a height. */
export const takeoffSeconds = (heightM: number, vehicle: Vehicle): number => verticalS(0, heightM, vehicle)

/** Seconds from a height down to the ground, with what a firmware waits besides. */
export function landingSeconds(heightM: number, vehicle: Vehicle): number {
  const { landFromM, landMS, besidesS } = PROFILES[vehicle.firmware]
  const slowM = Math.max(0, Math.min(heightM, landFromM))
  return verticalS(heightM, slowM, vehicle) + slowM / landMS + besidesS
}

/** Seconds of the straight way home, standing still at both ends. */
export const returnSeconds = (metres: number, vehicle: Vehicle): number =>
  metres / PROFILES[vehicle.firmware].returnMS(vehicle)

/** Ground speed of the way home in calm air, m/s. */
export const returnSpeedMS = (vehicle: Vehicle): number => PROFILES[vehicle.firmware].returnMS(vehicle)
