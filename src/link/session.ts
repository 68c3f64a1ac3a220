import { encodePacket, type Fields, type Packet, packetReader, type Sender } from './packet.ts'
import { Heartbeat, type MessageClass, mayLeave } from './messages.ts'
import { type Signing, signatureCheck } from './signing.ts'
import type { Tlog } from './tlog.ts'
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

/** A packet, and which of several senders it came from ('' where there is but one). */
export type HeardPacket = Packet & { readonly peer: string }

export type Session = {
  /** Sends what may leave (`OUTGOING`); anything else is a mistake of this program and throws. */
  send(message: MessageClass, fields: Fields): void
  /** Hears of every packet; call the answer to stop. */
  on(heard: (packet: HeardPacket) => void): () => void
  /** Why the link ended by itself, or 'closed'; null while it stands. */
  readonly ended: string | null
  /** Told when the link ends by itself; call the answer to stop. */
  onEnd(told: (reason: string) => void): () => void
  /** Whole packets that were passed over because they were not signed with the link's key. */
  readonly unsigned: number
  /** From now on only this sender is heard and spoken to. */
  keepTo(peer: string): void
  /** Nothing is heard any more from this moment; fulfilled when the link is gone, and the record then closed. */
  close(): Promise<void>
}

/** Senders that are heard beside one another until it is decided for one. */
const MOST_PEERS = 16

/**
 * A conversation over a transport, with a heartbeat once a second. With a key it signs what it says, and takes nothing
 * that is not signed with it. The session owns its record: it is closed when the transport has fallen silent.
 */
export function openSession(
  transport: Transport,
  options: { signing?: Signing | null; record?: Tlog | null } = {},
): Session {
  const { signing = null, record = null } = options
  const listeners = new Set<(packet: HeardPacket) => void>()
  const endings = new Set<(reason: string) => void>()
  const readers = new Map<string, ReturnType<typeof packetReader>>()
  const isSigned = signing && signatureCheck(signing)
  let sequence = 0
  let unsigned = 0
  let ended: string | null = null
  let closing: Promise<void> | null = null
  const readerOf = (peer: string) => {
    const known = readers.get(peer)
    if (known || readers.size >= MOST_PEERS) return known
    const reader = packetReader((packet) => {
      if (isSigned && !isSigned(packet)) {
        unsigned += 1
        return
      }
      record?.write(packet.bytes)
      for (const heard of listeners) heard({ ...packet, peer })
    })
    readers.set(peer, reader)
    return reader
  }
  transport.listen(
    (bytes, peer) => readerOf(peer)?.take(bytes),
    (reason) => {
      if (ended !== null) return
      ended = reason
      clearInterval(beat)
      for (const told of endings) told(reason)
    },
  )
  const send = (message: MessageClass, fields: Fields): void => {
    if (!mayLeave(message, fields)) throw new Error(`${message.MSG_NAME} may not leave`)
    if (ended !== null) return
    transport.send(encodePacket(message, fields, SENDER, sequence, signing))
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
  const end = async (): Promise<void> => {
    await transport.close()
    await record?.close()
  }
  return {
    send,
    on(heard) {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    get ended() {
      return ended
    },
    get unsigned() {
      return unsigned
    },
    onEnd(told) {
      endings.add(told)
      return () => endings.delete(told)
    },
    keepTo(peer) {
      for (const other of readers.keys()) if (other !== peer) readers.delete(other)
      transport.keepTo(peer)
    },
    close() {
      clearInterval(beat)
      ended = 'closed'
      closing ??= end()
      return closing
    },
  }
}
