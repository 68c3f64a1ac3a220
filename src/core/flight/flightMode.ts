/** Flight modes by what they do; those of both firmwares that a crew meets on a patrol. */
export const FLIGHT_MODES = [
  'manual',
  'stabilize',
  'altitude',
  'position',
  'loiter',
  'mission',
  'guided',
  'return',
  'returnBack',
  'takeoff',
  'land',
  'brake',
  'circle',
  'follow',
  'acro',
] as const
export type FlightMode = (typeof FLIGHT_MODES)[number]

/** COPTER_MODE of ardupilotmega.xml. */
const COPTER: Readonly<Record<number, FlightMode>> = {
  0: 'stabilize',
  1: 'acro',
  2: 'altitude',
  3: 'mission',
  4: 'guided',
  5: 'loiter',
  6: 'return',
  7: 'circle',
  9: 'land',
  16: 'position',
  17: 'brake',
  21: 'returnBack',
  23: 'follow',
}
/** PX4's main modes, and those within its main mode 4, "auto" (px4_custom_mode.h). */
const PX4_MAIN: Readonly<Record<number, FlightMode>> = {
  1: 'manual',
  2: 'altitude',
  3: 'position',
  5: 'acro',
  6: 'guided',
  7: 'stabilize',
}
const PX4_AUTO: Readonly<Record<number, FlightMode>> = {
  2: 'takeoff',
  3: 'loiter',
  4: 'mission',
  5: 'return',
  6: 'land',
  8: 'follow',
  9: 'land',
}
const PX4_AUTO_MAIN = 4
/** MAV_TYPE of what flies ArduPilot's Copter: four, six, eight and three rotors, coaxial, helicopter, and more. */
const COPTER_TYPES: readonly number[] = [2, 3, 4, 13, 14, 15, 29, 35]

/** What a vehicle's `custom_mode` (HEARTBEAT) means; null for one that is not known here. */
export function flightMode(
  firmware: 'ardupilot' | 'px4' | null,
  mavType: number,
  customMode: number,
): FlightMode | null {
  if (firmware === 'ardupilot') return COPTER_TYPES.includes(mavType) ? (COPTER[customMode] ?? null) : null
  if (firmware !== 'px4') return null
  const [main, sub] = [(customMode >>> 16) & 0xff, customMode >>> 24]
  return (main === PX4_AUTO_MAIN ? PX4_AUTO[sub] : PX4_MAIN[main]) ?? null
}
