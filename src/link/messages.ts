import { common, minimal, MSG_ID_MAGIC_NUMBER, type MavLinkPacketField, standard } from 'mavlink-mappings'

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

/**
 * Everything that may leave this program: reports of itself, the mission protocol, and questions. Nothing in it arms a
 * vehicle, moves it, changes its mode or a parameter. COMMAND_LONG is let out for the one command that is named.
 */
export const OUTGOING: readonly { readonly message: MessageClass; readonly commands?: readonly number[] }[] =
  [
    { message: Heartbeat },
    { message: MissionCount },
    { message: MissionItemInt },
    { message: MissionRequestInt },
    { message: MissionRequestList },
    { message: MissionAck },
    { message: ParamRequestRead },
    { message: CommandLong, commands: [REQUEST_MESSAGE] },
  ]

/** Whether a message may leave. */
export function mayLeave(message: MessageClass, fields: Readonly<Record<string, unknown>>): boolean {
  const entry = OUTGOING.find((known) => known.message.MSG_ID === message.MSG_ID)
  if (!entry) return false
  return entry.commands === undefined || entry.commands.includes(Number(fields['command']))
}
