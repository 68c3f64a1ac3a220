import type { Mission } from '../mission/mission.ts'
import type { Firmware } from '../mission/vehicle.ts'
import type { Route } from '../route/route.ts'
import { type Failure, fail } from '../units/result.ts'
import { onboard } from './rules/onboard.ts'
import { subjectOf } from './subject.ts'

/** The vehicle at the other end of a link, as far as it tells of itself; `firmware` null: one that is not known here. */
export type Answering = {
  readonly firmware: 'ardupilot' | 'px4' | null
  readonly mavType: number
  /** Parameters that it was asked for, by name; those that it did not tell are not in it. */
  readonly params: Readonly<Record<string, number>>
}

/** Kinds of vehicle that fly, or do not, in ways of their own. */
export const VEHICLE_CLASSES = [
  'multicopter',
  'helicopter',
  'plane',
  'vtol',
  'rover',
  'boat',
  'submarine',
  'other',
] as const
export type VehicleClass = (typeof VEHICLE_CLASSES)[number]

/** By MAV_TYPE (https://mavlink.io/en/messages/minimal.html#MAV_TYPE). */
const CLASS_OF: ReadonlyMap<number, VehicleClass> = new Map<number, VehicleClass>([
  [1, 'plane'],
  [2, 'multicopter'],
  [3, 'helicopter'],
  [4, 'helicopter'],
  [10, 'rover'],
  [11, 'boat'],
  [12, 'submarine'],
  [13, 'multicopter'],
  [14, 'multicopter'],
  [15, 'multicopter'],
  [19, 'vtol'],
  [20, 'vtol'],
  [21, 'vtol'],
  [22, 'vtol'],
  [23, 'vtol'],
  [24, 'vtol'],
  [25, 'vtol'],
  [29, 'multicopter'],
  [35, 'multicopter'],
])

export const vehicleClass = (mavType: number): VehicleClass => CLASS_OF.get(mavType) ?? 'other'

const NAMES: Readonly<Record<Firmware, string>> = {
  ardupilot: 'ArduPilot',
  px4: 'PX4',
  dji: 'DJI',
  litchi: 'Litchi',
  autel: 'Autel',
}

/**
 * Why a mission was not judged for the vehicle that answers: another firmware, another kind of vehicle, or parameters
 * of which its verdict would say what it has not said (`onboard`): they neither are what it reckons with nor were they
 * shown to it (`mission.onboard`). Null: it was.
 */
export function notJudgedFor(
  mission: Mission,
  route: Route,
  { firmware, mavType, params }: Answering,
): Failure | null {
  const { vehicle } = mission
  if (vehicle.firmware !== firmware)
    return fail('vehicle_other_firmware', {
      judged: NAMES[vehicle.firmware],
      found: firmware ? NAMES[firmware] : '?',
    })
  const [judgedClass, foundClass] = [vehicleClass(vehicle.mavType), vehicleClass(mavType)]
  if (judgedClass !== foundClass) return fail('vehicle_other_class', { judgedClass, foundClass, mavType })
  const known = new Set(saidOf(mission, route, mission.onboard?.params ?? {}))
  const news = saidOf(mission, route, params).filter((line) => !known.has(line))
  return news.length > 0
    ? fail('vehicle_other_params', { count: news.length, params: news.join('; ') })
    : null
}

/** What the verdict says of parameters that differ from what it reckons with, each as name, value and what is wanted. */
function saidOf(mission: Mission, route: Route, params: Answering['params']): string[] {
  // A 32-bit float and the same number in a file are one value.
  const rounded = Object.entries(params).map(([name, value]) => [name, Number(value.toPrecision(6))])
  const shown: Mission = { ...mission, onboard: { source: '-', params: Object.fromEntries(rounded) } }
  return onboard
    .check(subjectOf({ mission: shown, sites: [], route, nowMs: 0 }))
    .filter(({ severity }) => severity !== 'unknown')
    .map(({ params: { name, held, wanted } }) => `${name} ${held} (${wanted})`)
}
