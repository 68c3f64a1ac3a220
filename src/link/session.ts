import { encodePacket, type Fields, type Packet, packetReader, type Sender, type Signing } from './packet.ts'
import { Heartbeat, type MessageClass, mayLeave } from './messages.ts'
import type { Transport } from './transport.ts'

/**
 * Who speaks here. A ground station is 255 by custom and the one that a vehicle's lost-link failsafe waits for
 * (SYSID_MYGCS, COM_DL_LOSS): another number, and the component of a mission planner, keep this program from ever
 * being taken for it, so that neither its coming nor its going triggers or hides a failsafe.
 */
export const SENDER: Sender = { system: 247, component: 190 }

const MAV_TYPE_ONBOARD_CONTROLLER = 18
const MAV_AUTOPILOT_INVALID = 8
const HEARTBEAT_MS = 1000

export type Session = {
  /** Sends what may leave (`OUTGOING`); anything else is a mistake of this program and throws. */
  send(message: MessageClass, fields: Fields): void
  /** Hears of every packet; call the answer to stop. */
  on(heard: (packet: Packet) => void): () => void
  /** Why the link ended by itself; null while it stands. */
  readonly ended: string | null
  onEnd(told: (reason: string) => void): void
  close(): void
}

/** A conversation over a transport, with a heartbeat once a second. */
export function openSession(
  transport: Transport,
  options: { signing?: Signing | null; record?: ((bytes: Uint8Array) => void) | null } = {},
): Session {
  const listeners = new Set<(packet: Packet) => void>()
  const endings = new Set<(reason: string) => void>()
  let sequence = 0
  let ended: string | null = null
  const reader = packetReader((packet) => {
    options.record?.(packet.bytes)
    for (const heard of listeners) heard(packet)
  })
  transport.listen(reader.take, (reason) => {
    if (ended !== null) return
    ended = reason
    clearInterval(beat)
    for (const told of endings) told(reason)
  })
  const send = (message: MessageClass, fields: Fields): void => {
    if (!mayLeave(message, fields)) throw new Error(`${message.MSG_NAME} may not leave`)
    if (ended !== null) return
    transport.send(encodePacket(message, fields, SENDER, sequence, options.signing ?? null))
    sequence = (sequence + 1) & 0xff
  }
  const report = (): void =>
    send(Heartbeat, {
      type: MAV_TYPE_ONBOARD_CONTROLLER,
      autopilot: MAV_AUTOPILOT_INVALID,
      mavlinkVersion: 3,
      systemStatus: 4,
    })
  report()
  const beat = setInterval(report, HEARTBEAT_MS)
  return {
    send,
    on(heard) {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    get ended() {
      return ended
    },
    onEnd: (told) => void endings.add(told),
    close() {
      if (ended === 'closed') return
      clearInterval(beat)
      ended = 'closed'
      transport.close()
    },
  }
}
