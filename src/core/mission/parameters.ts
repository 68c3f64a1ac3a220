import type { Firmware } from './vehicle.ts'

/** What a parameter of a vehicle means to Sortie, whatever its firmware calls it; the unit is in the name. */
export type Meaning =
  | 'fenceEnabled'
  | 'fenceAction'
  | 'returnHeightM'
  | 'returnType'
  | 'returnCone'
  | 'rallyLimitM'
  | 'rallyIncludesHome'
  | 'onLostLink'
  | 'onLowBattery'
  | 'speedLimitMS'
  | 'returnSpeedMS'
  | 'climbMS'
  | 'descentMS'
  | 'accelerationMS2'
  | 'jerkMS3'
  | 'acceptanceM'
  | 'cornerGain'
  | 'yawRateDegS'
  | 'landSpeedMS'
  | 'landFromM'

/**
 * A parameter's name in some generations of a firmware. `scale` times what is on board is the meaning's unit;
 * `generations` says which ones, for a person to read.
 */
export type Named = { readonly name: string; readonly scale: number; readonly generations: string }

type Names = Readonly<Partial<Record<Meaning, readonly Named[]>>>

const ALL_COPTER = 'Copter 4.3 – 4.7'
const ALL_PX4 = 'PX4 1.13 – 1.16'
const same = (name: string, generations: string, scale = 1): readonly Named[] => [
  { name, scale, generations },
]
/** Copter 4.7 took metres for centimetres and new names with them. */
const metres = (since47: string, before: string): readonly Named[] => [
  { name: since47, scale: 1, generations: 'Copter 4.7' },
  { name: before, scale: 0.01, generations: 'Copter 4.3 – 4.6' },
]

/**
 * The parameters that the verdict, the estimate and the comparison with a vehicle lean on, by meaning; of several names
 * the first that a vehicle has is the one in force. A firmware without parameters of its own (DJI, Litchi) has none.
 *
 * Sources: ArduPilot's page "Parameter Name Changes" (4.6 → 4.7) and the full parameter lists of Copter 4.3 to 4.7;
 * PX4's parameter reference of 1.13 to 1.16 (no name of these changed).
 */
export const PARAMETERS: Readonly<Record<'ardupilot' | 'px4', Names>> = {
  ardupilot: {
    fenceEnabled: same('FENCE_ENABLE', ALL_COPTER),
    fenceAction: same('FENCE_ACTION', ALL_COPTER),
    returnHeightM: metres('RTL_ALT_M', 'RTL_ALT'),
    returnCone: same('RTL_CONE_SLOPE', ALL_COPTER),
    rallyLimitM: same('RALLY_LIMIT_KM', ALL_COPTER, 1000),
    rallyIncludesHome: same('RALLY_INCL_HOME', ALL_COPTER),
    onLostLink: same('FS_THR_ENABLE', ALL_COPTER),
    onLowBattery: same('BATT_FS_LOW_ACT', ALL_COPTER),
    speedLimitMS: metres('WP_SPD', 'WPNAV_SPEED'),
    returnSpeedMS: metres('RTL_SPEED_MS', 'RTL_SPEED'),
    climbMS: metres('WP_SPD_UP', 'WPNAV_SPEED_UP'),
    descentMS: metres('WP_SPD_DN', 'WPNAV_SPEED_DN'),
    accelerationMS2: metres('WP_ACC', 'WPNAV_ACCEL'),
    // Metres per second cubed under both names.
    jerkMS3: [
      { name: 'WP_JERK', scale: 1, generations: 'Copter 4.7' },
      { name: 'WPNAV_JERK', scale: 1, generations: 'Copter 4.3 – 4.6' },
    ],
    acceptanceM: metres('WP_RADIUS_M', 'WPNAV_RADIUS'),
    landSpeedMS: metres('LAND_SPD_MS', 'LAND_SPEED'),
    landFromM: metres('LAND_ALT_LOW_M', 'LAND_ALT_LOW'),
  },
  px4: {
    fenceAction: same('GF_ACTION', ALL_PX4),
    returnHeightM: same('RTL_RETURN_ALT', ALL_PX4),
    returnType: same('RTL_TYPE', ALL_PX4),
    returnCone: same('RTL_CONE_ANG', ALL_PX4),
    onLostLink: same('NAV_RCL_ACT', ALL_PX4),
    onLowBattery: same('COM_LOW_BAT_ACT', ALL_PX4),
    speedLimitMS: same('MPC_XY_VEL_MAX', ALL_PX4),
    returnSpeedMS: same('MPC_XY_CRUISE', ALL_PX4),
    climbMS: same('MPC_Z_V_AUTO_UP', ALL_PX4),
    descentMS: same('MPC_Z_V_AUTO_DN', ALL_PX4),
    accelerationMS2: same('MPC_ACC_HOR', ALL_PX4),
    jerkMS3: same('MPC_JERK_AUTO', ALL_PX4),
    acceptanceM: same('NAV_ACC_RAD', ALL_PX4),
    cornerGain: same('MPC_XY_TRAJ_P', ALL_PX4),
    yawRateDegS: same('MPC_YAWRAUTO_MAX', ALL_PX4),
    landSpeedMS: same('MPC_LAND_SPEED', ALL_PX4),
    landFromM: same('MPC_LAND_ALT2', ALL_PX4),
  },
}

/** What a firmware does on a breach, a lost link or a low battery. */
export type Deed =
  | 'nothing'
  | 'report'
  | 'continue'
  | 'hover'
  | 'return'
  | 'smartReturn'
  | 'smartReturnOrLand'
  | 'missionLanding'
  | 'land'
  | 'terminate'
  | 'disarm'

/**
 * What each value of an action parameter comes to. `smartReturn` flies back along the way flown, and as RTL where it
 * cannot; `smartReturnOrLand` lands on the spot where it cannot.
 *
 * Sources: Copter's full parameter list (FENCE_ACTION: 4 is Brake or Land, 5 SmartRTL or Land; FS_THR_ENABLE;
 * BATT_FS_LOW_ACT), PX4's parameter reference (GF_ACTION, NAV_RCL_ACT, COM_LOW_BAT_ACT; 0 of NAV_RCL_ACT and 1 of
 * COM_LOW_BAT_ACT are of the older generations).
 */
export const DEEDS: Readonly<
  Record<'ardupilot' | 'px4', Readonly<Partial<Record<Meaning, Readonly<Record<number, Deed>>>>>>
> = {
  ardupilot: {
    fenceAction: {
      0: 'report',
      1: 'return',
      2: 'land',
      3: 'smartReturn',
      4: 'hover',
      5: 'smartReturnOrLand',
    },
    onLostLink: {
      0: 'continue',
      1: 'return',
      2: 'continue',
      3: 'land',
      4: 'smartReturn',
      5: 'smartReturnOrLand',
      6: 'missionLanding',
      7: 'hover',
    },
    onLowBattery: {
      0: 'report',
      1: 'land',
      2: 'return',
      3: 'smartReturn',
      4: 'smartReturnOrLand',
      5: 'terminate',
      6: 'missionLanding',
      7: 'hover',
    },
  },
  px4: {
    fenceAction: { 0: 'nothing', 1: 'report', 2: 'hover', 3: 'return', 4: 'terminate', 5: 'land' },
    onLostLink: { 0: 'continue', 1: 'hover', 2: 'return', 3: 'land', 5: 'terminate', 6: 'disarm' },
    onLowBattery: { 0: 'report', 1: 'return', 2: 'land', 3: 'return' },
  },
}

/** Firmwares that have parameters to read. */
export const hasParameters = (firmware: Firmware | null): firmware is 'ardupilot' | 'px4' =>
  firmware === 'ardupilot' || firmware === 'px4'

/** Names of a meaning, the newest generation first; none where the firmware has no such parameter. */
export const namesOf = (firmware: Firmware | null, meaning: Meaning): readonly Named[] =>
  hasParameters(firmware) ? (PARAMETERS[firmware][meaning] ?? []) : []

/**
 * Every parameter that a vehicle of a firmware is asked for, by the names that its generations give it: a vehicle has one
 * of them.
 */
export const parametersOf = (firmware: Firmware | null): readonly (readonly string[])[] =>
  hasParameters(firmware)
    ? Object.values(PARAMETERS[firmware]).map((names) => names.map(({ name }) => name))
    : []

/** All of those names: what is kept of a file with a thousand. */
export const parameterNames = (firmware: Firmware | null): readonly string[] => parametersOf(firmware).flat()

/** A parameter as a vehicle has it: `raw` under its own name, `value` in the meaning's unit. */
export type Held = {
  readonly name: string
  readonly scale: number
  readonly raw: number
  readonly value: number
}

/** What a vehicle's parameters say of a meaning; null where none of its names is among them. */
export function heldOf(
  params: Readonly<Record<string, number>>,
  firmware: Firmware | null,
  meaning: Meaning,
): Held | null {
  for (const { name, scale } of namesOf(firmware, meaning)) {
    const raw = params[name]
    if (raw !== undefined && Number.isFinite(raw)) return { name, scale, raw, value: raw * scale }
  }
  return null
}

/** What a value of an action parameter comes to; null where the firmware's table does not know it. */
export const deedOf = (firmware: Firmware, meaning: Meaning, value: number): Deed | null =>
  hasParameters(firmware) ? (DEEDS[firmware][meaning]?.[value] ?? null) : null
