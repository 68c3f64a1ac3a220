import type { FlightLimits } from './flightLimits.ts'
import type { Mission } from './mission.ts'
import { heldOf, type Meaning } from './parameters.ts'
import type { Firmware } from './vehicle.ts'

const COPTER: FlightLimits = {
  source:
    'ArduPilot Copter parameter defaults: WP_SPD (WPNAV_SPEED) 10 m/s, WP_ACC 2.5 m/s², WP_ACC_Z 1 m/s², WP_JERK 1 m/s³, WP_RADIUS_M 2 m, LAND_SPD_MS 0.5 m/s below LAND_ALT_LOW_M 10 m; top speed as flown in simulation',
  speedLimitMS: 10,
  topSpeedMS: 10.5,
  accelerationMS2: 2.5,
  verticalMS2: 1,
  jerkMS3: 1,
  acceptanceM: 2,
  cornerGain: 1,
  yawRateDegS: 60,
  returnMS: 10,
  landFromM: 10,
  landMS: 0.5,
}

const PX4: FlightLimits = {
  source:
    'PX4 parameter defaults: MPC_XY_VEL_MAX 12 m/s, MPC_ACC_HOR 3 m/s², MPC_JERK_AUTO 4 m/s³, MPC_XY_TRAJ_P 0.5, NAV_ACC_RAD 2 m, MPC_YAWRAUTO_MAX 45°/s, MPC_XY_CRUISE 5 m/s, MPC_LAND_SPEED 0.7 m/s below MPC_LAND_ALT2 10 m; top speed of its simulated quadcopter, where MPC_TILTMAX_AIR 45° meets the drag (SIH_KDV over SIH_MASS, 1 a second): more only stretches the time of the trajectory (MPC_XY_ERR_MAX)',
  speedLimitMS: 12,
  topSpeedMS: 9.8,
  accelerationMS2: 3,
  verticalMS2: 3,
  jerkMS3: 4,
  acceptanceM: 2,
  cornerGain: 0.5,
  yawRateDegS: 45,
  returnMS: 5,
  landFromM: 10,
  landMS: 0.7,
}

const DEFAULTS: Readonly<Record<Firmware, FlightLimits | null>> = {
  ardupilot: COPTER,
  px4: PX4,
  dji: null,
  litchi: null,
  autel: null,
}

/** Limits of one vehicle, resolved: its parameters where they were read, else its row, else its firmware's defaults. */
export type Flight = FlightLimits & {
  readonly firmware: Firmware
  readonly climbMS: number
  readonly descentMS: number
}

/** Meanings that are limits of the same name. */
const READ = [
  'accelerationMS2',
  'jerkMS3',
  'acceptanceM',
  'cornerGain',
  'yawRateDegS',
  'landMS',
  'landFromM',
  'climbMS',
  'descentMS',
  'returnMS',
] as const
const MEANINGS: Readonly<Partial<Record<(typeof READ)[number], Meaning>>> = {
  landMS: 'landSpeedMS',
  returnMS: 'returnSpeedMS',
}

/** How a mission's vehicle flies. */
export function flightOf({ vehicle, onboard }: Pick<Mission, 'vehicle' | 'onboard'>): Flight {
  const { firmware, climbMS, descentMS, maxSpeedMS, accelerationMS2, cruiseMS } = vehicle
  const own = vehicle.flight ?? DEFAULTS[firmware]
  const flight: Flight = {
    ...(own ?? {
      ...PX4,
      source: vehicle.source,
      speedLimitMS: maxSpeedMS,
      topSpeedMS: maxSpeedMS,
      accelerationMS2,
      returnMS: cruiseMS,
    }),
    firmware,
    climbMS,
    descentMS,
  }
  const read: { -readonly [K in keyof Flight]?: Flight[K] } = {}
  const params = onboard?.params ?? {}
  for (const limit of READ) {
    const held = heldOf(params, firmware, MEANINGS[limit] ?? (limit as Meaning))
    // 0 stands for a default or for no limit: the row's figure stays.
    if (held && held.value > 0) read[limit] = held.value
  }
  const speed = heldOf(params, firmware, 'speedLimitMS')
  if (speed && speed.value > 0) {
    read.speedLimitMS = speed.value
    // The top speed was measured with the row's limit: another one is taken at its word.
    if (speed.value !== flight.speedLimitMS) read.topSpeedMS = speed.value
    // RTL_SPEED 0 of Copter is the speed of missions.
    if (firmware === 'ardupilot' && read.returnMS === undefined) read.returnMS = speed.value
    read.source = `${onboard?.source ?? ''}: ${speed.name} ${Number(speed.raw.toFixed(4))}`.slice(0, 300)
  }
  return { ...flight, ...read }
}

/** The fastest that may be commanded and is flown, m/s. */
export const fastestFlownMS = ({ speedLimitMS, topSpeedMS }: Flight): number =>
  Math.min(speedLimitMS, topSpeedMS)

/** The ground speed that a commanded one comes to, m/s. */
export const flownMS = ({ topSpeedMS }: Flight, askedMS: number): number => Math.min(askedMS, topSpeedMS)
