import type { Fields, Packet } from './packet.ts'
import {
  AutopilotVersion,
  CommandLong,
  type MessageClass,
  ParamRequestRead,
  REQUEST_MESSAGE,
} from './messages.ts'
import type { Session } from './session.ts'
import type { Found } from './vehicles.ts'

/** How often a question is asked, how long an answer is waited for each time, ms, and what calls it off. */
export type Patience = { readonly tries: number; readonly waitMs: number; readonly signal?: AbortSignal }
export const PATIENCE: Patience = { tries: 4, waitMs: 600 }

/** MAV_PROTOCOL_CAPABILITY bits of AUTOPILOT_VERSION. */
const CAN_FENCE = 1n << 14n
const CAN_RALLY = 1n << 15n

/** What a vehicle says that it can hold. */
export type Capabilities = { readonly fence: boolean; readonly rally: boolean }

/** Asks until an answer comes or the patience ends; null then. */
function ask<T>(
  session: Session,
  vehicle: Found,
  { tries, waitMs, signal }: Patience,
  questions: readonly { readonly message: MessageClass; readonly fields: Fields }[],
  answer: (packet: Packet) => T | null,
): Promise<T | null> {
  return new Promise((done) => {
    let left = tries
    let timer: ReturnType<typeof setTimeout>
    const finish = (found: T | null) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', callOff)
      stop()
      done(found)
    }
    const callOff = () => finish(null)
    signal?.addEventListener('abort', callOff)
    const stop = session.on((packet) => {
      if (packet.system !== vehicle.system) return
      const found = answer(packet)
      if (found !== null) finish(found)
    })
    const next = () => {
      if (left === 0 || session.ended !== null || signal?.aborted) {
        finish(null)
        return
      }
      left -= 1
      for (const { message, fields } of questions) session.send(message, fields)
      timer = setTimeout(next, waitMs)
    }
    next()
  })
}

const addressed = ({ system, component }: Found) => ({ targetSystem: system, targetComponent: component })

/** What the vehicle can hold, from AUTOPILOT_VERSION; null where it does not say. */
export const askCapabilities = (
  session: Session,
  vehicle: Found,
  patience: Patience = PATIENCE,
): Promise<Capabilities | null> =>
  ask(
    session,
    vehicle,
    patience,
    [
      {
        message: CommandLong,
        fields: { ...addressed(vehicle), command: REQUEST_MESSAGE, _param1: AutopilotVersion.MSG_ID },
      },
    ],
    ({ name, fields }) => {
      if (name !== 'AUTOPILOT_VERSION') return null
      const bits = BigInt(fields['capabilities'] as bigint | number)
      return { fence: (bits & CAN_FENCE) !== 0n, rally: (bits & CAN_RALLY) !== 0n }
    },
  )

/** MAV_PARAM_TYPE of whole numbers; PX4 sends their bits in the place of the float's. */
const WHOLE: readonly number[] = [1, 2, 3, 4, 5, 6]
const MAGIC_1 = 0xfe

/** So many questions wait for their answers at once: fewer than an autopilot queues. */
const AT_ONCE = 8

/**
 * Reads parameters, a few at a time, each by its name or by the names that a firmware's generations have for it: the
 * first that is answered counts. Those that the vehicle does not know are left out, as are all that were not reached
 * before it was called off.
 */
export async function askParams(
  session: Session,
  vehicle: Found,
  wanted: readonly (string | readonly string[])[],
  patience: Patience = PATIENCE,
  progress: (done: number, of: number) => void = () => undefined,
): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  const waiting = [...wanted]
  let done = 0
  progress(0, wanted.length)
  const askNext = async (): Promise<void> => {
    for (;;) {
      // A vehicle that has answered none of the first by now answers none.
      const isMute = done > 0 && Object.keys(found).length === 0
      const next = isMute || patience.signal?.aborted ? undefined : waiting.shift()
      if (!next) return
      const answer = await askParam(session, vehicle, [next].flat(), patience)
      if (answer) found[answer.name] = answer.value
      done += 1
      progress(done, wanted.length)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, askNext))
  return found
}

const askParam = (session: Session, vehicle: Found, names: readonly string[], patience: Patience) =>
  ask(
    session,
    vehicle,
    patience,
    names.map((paramId) => ({
      message: ParamRequestRead,
      fields: { ...addressed(vehicle), paramId, paramIndex: -1 },
    })),
    (packet) => {
      const name = String(packet.fields['paramId'])
      if (packet.name !== 'PARAM_VALUE' || !names.includes(name)) return null
      const value = valueOf(packet, vehicle.firmware)
      return Number.isFinite(value) ? { name, value } : null
    },
  )

/** The value of a PARAM_VALUE. It begins the payload, so that MAVLink 2 leaves none of its bytes out. */
export function valueOf({ fields, bytes }: Packet, firmware: Found['firmware']): number {
  if (firmware !== 'px4' || !WHOLE.includes(Number(fields['paramType']))) return Number(fields['paramValue'])
  const at = bytes[0] === MAGIC_1 ? 6 : 10
  return new DataView(bytes.buffer, bytes.byteOffset + at, 4).getInt32(0, true)
}
