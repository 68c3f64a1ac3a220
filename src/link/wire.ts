import type { Home, Mission } from '../core/mission/mission.ts'
import { fenceItems, rallyItems } from '../core/route/fenceItems.ts'
import { MAV_CMD, MAV_FRAME, PLACED_COMMANDS } from '../core/route/mav.ts'
import type { Item, Route } from '../core/route/route.ts'
import { finiteIn } from '../core/units/finite.ts'
import type { WireItem } from './missionProtocol.ts'

type Firmware = 'ardupilot' | 'px4'

/**
 * The list as a vehicle takes it. ArduPilot's item 0 is home, which it overwrites when it arms; PX4 has no such item and
 * counts from 0. "Not set" travels as NaN to PX4 and as 0 to ArduPilot, which refuses NaN.
 */
export function missionToWire(mission: Mission, route: Route, firmware: Firmware): WireItem[] {
  const shift = firmware === 'px4' ? 1 : 0
  const unset = firmware === 'px4' ? Number.NaN : 0
  const items = route.items.map((item): WireItem => {
    const [p1, p2, p3, p4] = item.params
    // A jump names the number of an item.
    const first = item.command === MAV_CMD.DO_JUMP && p1 !== null ? p1 - shift : p1
    return {
      ...placeOf(item),
      seq: item.seq - shift,
      command: item.command,
      frame: item.frame,
      params: [first ?? unset, p2 ?? unset, p3 ?? unset, p4 ?? unset],
      current: firmware === 'px4' && item.seq === 1,
      autoContinue: item.autoContinue,
    }
  })
  if (firmware === 'px4') return items
  const { lat, lon, amslM } = mission.home
  const home: WireItem = {
    seq: 0,
    command: MAV_CMD.NAV_WAYPOINT,
    frame: MAV_FRAME.GLOBAL,
    params: [0, 0, 0, 0],
    lat,
    lon,
    altM: amslM ?? 0,
    current: true,
    autoContinue: true,
  }
  return [home, ...items]
}

const placeOf = ({ lat, lon, altM }: Item) => ({ lat, lon, altM })

/**
 * The items of a mission as a vehicle gave them, counted from 1 as everywhere else here. Home is null where the vehicle
 * has none: PX4 has no such item, and ArduPilot's is 0, 0 until it has a position fix.
 */
export function missionFromWire(
  items: readonly WireItem[],
  firmware: Firmware,
): {
  home: Home | null
  items: Omit<Item, 'role'>[]
} {
  const [first] = items
  const isHome = firmware === 'ardupilot' && first?.seq === 0
  const rest = isHome ? items.slice(1) : items
  return {
    home: isHome ? homeOf(first) : null,
    items: rest.map((item, i) => ({
      seq: i + 1,
      command: item.command,
      frame: item.frame,
      params: item.params.map((value) => (Number.isNaN(value) ? null : value)) as Item['params'],
      lat: item.lat,
      lon: item.lon,
      altM: item.altM,
      autoContinue: item.autoContinue,
    })),
  }
}

function homeOf({ lat, lon, altM }: WireItem): Home | null {
  const [north, east] = [finiteIn(lat, -90, 90), finiteIn(lon, -180, 180)]
  if (north === null || east === null || (north === 0 && east === 0)) return null
  return { lat: north, lon: east, amslM: finiteIn(altM, -500, 9000) }
}

/** The fence and the rally points as a vehicle takes them, counted from 0. */
export const fenceToWire = (mission: Mission): WireItem[] => fenceItems(mission).map(wired)
export const rallyToWire = (mission: Mission): WireItem[] => rallyItems(mission).map(wired)

const wired = ({ command, frame, params, lat, lon, altM, autoContinue }: Item, seq: number): WireItem => ({
  seq,
  command,
  frame,
  params: params.map((value) => value ?? 0) as unknown as WireItem['params'],
  lat,
  lon,
  altM,
  current: false,
  autoContinue,
})

/** Degrees, metres and parameters that a vehicle may round by: ArduPilot stores heights in centimetres. */
const SAME_DEG = 1.5e-7
const SAME_M = 0.011
const SAME_PARAM = 0.01

/** A place where what a vehicle holds is not what was sent. */
export type Difference = {
  readonly seq: number
  readonly field: string
  readonly sent: number
  readonly held: number
}

/**
 * Compares what was sent with what was read back. ArduPilot's item 0, the frame of commands without a place, and
 * parameters that it has no room for are left out: it does not keep them.
 */
export function differences(
  sent: readonly WireItem[],
  held: readonly WireItem[],
  firmware: Firmware,
): Difference[] {
  const found: Difference[] = []
  if (sent.length !== held.length)
    found.push({ seq: -1, field: 'count', sent: sent.length, held: held.length })
  for (const [i, item] of sent.entries()) {
    const other = held[i]
    if (
      !other ||
      (firmware === 'ardupilot' && item.seq === 0 && item.frame === MAV_FRAME.GLOBAL && item.current)
    )
      continue
    const check = (field: string, a: number, b: number, tolerance: number) => {
      if (Number.isNaN(a) && (Number.isNaN(b) || b === 0)) return
      if (!(Math.abs(a - b) <= tolerance)) found.push({ seq: item.seq, field, sent: a, held: b })
    }
    check('command', item.command, other.command, 0)
    const isPlaced = PLACED_COMMANDS.includes(item.command) || item.command >= MAV_CMD.NAV_FENCE_RETURN_POINT
    if (isPlaced) {
      check('frame', relative(item.frame), relative(other.frame), 0)
      check('lat', item.lat, other.lat, SAME_DEG)
      check('lon', item.lon, other.lon, SAME_DEG)
      check('alt', item.altM, other.altM, SAME_M)
    }
    const [p1, , , p4] = item.params
    check('param1', p1, other.params[0], Math.max(SAME_PARAM, Math.abs(p1) * 1e-6))
    if (firmware === 'px4' || item.command !== MAV_CMD.NAV_WAYPOINT)
      check('param2', item.params[1], other.params[1], SAME_PARAM)
    if (firmware === 'px4') check('param4', p4, other.params[3], SAME_PARAM)
  }
  return found
}

/** The old numbers of frames for integers mean the same as those without. */
const relative = (frame: number): number =>
  frame === MAV_FRAME.GLOBAL_RELATIVE_ALT_INT
    ? MAV_FRAME.GLOBAL_RELATIVE_ALT
    : frame === MAV_FRAME.GLOBAL_INT
      ? MAV_FRAME.GLOBAL
      : frame === MAV_FRAME.GLOBAL_TERRAIN_ALT_INT
        ? MAV_FRAME.GLOBAL_TERRAIN_ALT
        : frame
