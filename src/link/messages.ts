// Its tables alone: the package's front door also loads every dialect and the generator of the tables.
import * as common from 'mavlink-mappings/dist/lib/common.js'
import { MSG_ID_MAGIC_NUMBER } from 'mavlink-mappings/dist/lib/magic-numbers.js'
import type { MavLinkPacketField } from 'mavlink-mappings/dist/lib/mavlink.js'
import * as minimal from 'mavlink-mappings/dist/lib/minimal.js'
import * as standard from 'mavlink-mappings/dist/lib/standard.js'
import { finiteIn } from '../core/units/finite.ts'

export type MessageClass = {
  readonly MSG_ID: number
  readonly MSG_NAME: string
  readonly PAYLOAD_LENGTH: number
  readonly MAGIC_NUMBER: number
  readonly FIELDS: readonly MavLinkPacketField[]
}

/** Messages that are understood here; others pass by unread. */
const KNOWN: readonly MessageClass[] = [
  minimal.Heartbeat,
  common.SysStatus,
  common.SystemTime,
  common.ParamRequestRead,
  common.ParamValue,
  common.GpsRawInt,
  common.Attitude,
  standard.GlobalPositionInt,
  common.MissionCurrent,
  common.MissionRequestList,
  common.MissionCount,
  common.MissionClearAll,
  common.MissionAck,
  common.MissionRequest,
  common.MissionRequestInt,
  common.MissionItem,
  common.MissionItemInt,
  common.CommandLong,
  common.CommandAck,
  common.VfrHud,
  standard.AutopilotVersion,
  common.FenceStatus,
  common.BatteryStatus,
  common.ExtendedSysState,
  common.StatusText,
]

/** What goes into the checksum of each message of any dialect, by the message's number. */
export const MAGIC_NUMBERS: Readonly<Record<number, number | string>> = MSG_ID_MAGIC_NUMBER

/** The known messages by their numbers. */
export const MESSAGES: ReadonlyMap<number, MessageClass> = new Map(
  KNOWN.map((message) => [message.MSG_ID, message]),
)

export const {
  MissionCount,
  MissionItemInt,
  MissionRequestInt,
  MissionRequestList,
  MissionAck,
  CommandLong,
  ParamRequestRead,
} = common
export const { Heartbeat } = minimal
export const { AutopilotVersion } = standard

/** MAV_CMD_REQUEST_MESSAGE: asks for a message and changes nothing. */
export const REQUEST_MESSAGE = 512

/** Whether a field may leave with this value; numbers only, but for the name of a parameter. */
type Allowed = (value: unknown) => boolean

const whole =
  (min: number, max: number): Allowed =>
  (value) =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max
const only =
  (...values: readonly number[]): Allowed =>
  (value) =>
    values.includes(value as number)
/** A 32-bit float, or NaN for "not set". */
const float: Allowed = (value) => typeof value === 'number' && Math.abs(value) !== Number.POSITIVE_INFINITY
const height: Allowed = (value) => finiteIn(value, -100_000, 100_000) !== null

/** One vehicle, never 0: that is everybody on the network. */
const addressed = { targetSystem: whole(1, 255), targetComponent: whole(0, 255) }
/** The three lists; 255 would stand for all of them at once. */
const missionType = only(0, 1, 2)
const seq = whole(0, 65_535)
const ANY_32 = whole(-2_147_483_648, 2_147_483_647)
const NOUGHT = only(0)

/**
 * Everything that may leave this program, field by field: reports of itself, the mission protocol, and questions.
 * Nothing in it arms a vehicle, moves it, changes its mode or a parameter. Values that act are left out: of HEARTBEAT
 * the types that a failsafe waits for and the mode bits; of MISSION_ITEM_INT `current` 2 and 3, with which ArduPilot
 * flies to the item at once; of COMMAND_LONG every command but the request of a message that only tells; of all the
 * address of everybody.
 */
export const OUTGOING: readonly {
  readonly message: MessageClass
  readonly fields: Readonly<Record<string, Allowed>>
}[] = [
  {
    message: Heartbeat,
    fields: {
      // MAV_TYPE_ONBOARD_CONTROLLER, MAV_AUTOPILOT_INVALID.
      type: only(18),
      autopilot: only(8),
      baseMode: NOUGHT,
      customMode: NOUGHT,
      systemStatus: only(0, 4),
      mavlinkVersion: whole(0, 3),
    },
  },
  { message: MissionCount, fields: { ...addressed, missionType, count: seq, opaqueId: NOUGHT } },
  {
    message: MissionItemInt,
    fields: {
      ...addressed,
      missionType,
      seq,
      command: whole(0, 65_535),
      frame: whole(0, 21),
      current: only(0, 1),
      autocontinue: only(0, 1),
      param1: float,
      param2: float,
      param3: float,
      param4: float,
      x: ANY_32,
      y: ANY_32,
      z: height,
    },
  },
  { message: MissionRequestInt, fields: { ...addressed, missionType, seq } },
  { message: MissionRequestList, fields: { ...addressed, missionType } },
  // MAV_MISSION_ACCEPTED, MAV_MISSION_OPERATION_CANCELLED.
  { message: MissionAck, fields: { ...addressed, missionType, type: only(0, 15), opaqueId: NOUGHT } },
  {
    message: ParamRequestRead,
    // By its name, not by its number.
    fields: {
      ...addressed,
      paramIndex: only(-1),
      paramId: (value) => typeof value === 'string' && /^[A-Z0-9_]{1,16}$/.test(value),
    },
  },
  {
    message: CommandLong,
    fields: {
      ...addressed,
      command: only(REQUEST_MESSAGE),
      confirmation: whole(0, 255),
      _param1: only(AutopilotVersion.MSG_ID),
      _param2: NOUGHT,
      _param3: NOUGHT,
      _param4: NOUGHT,
      _param5: NOUGHT,
      _param6: NOUGHT,
      _param7: NOUGHT,
    },
  },
]

/** Whether a message may leave: one of those above, with every field allowed (left out, it travels as 0) and no other. */
export function mayLeave(message: MessageClass, fields: Readonly<Record<string, unknown>>): boolean {
  const entry = OUTGOING.find((known) => known.message.MSG_ID === message.MSG_ID)
  if (!entry) return false
  const names = message.FIELDS.map(({ name }) => name)
  return (
    Object.keys(fields).every((name) => names.includes(name)) &&
    names.every((name) => entry.fields[name]?.(fields[name] ?? 0) === true)
  )
}
