import { createHash, timingSafeEqual } from 'node:crypto'

/**
 * A key of 32 bytes and the link it signs for; `timestamp` counts tens of microseconds since 2015, only grows, and is
 * never behind a signed packet that was heard (https://mavlink.io/en/guide/message_signing.html).
 */
export type Signing = { readonly key: Uint8Array; readonly linkId: number; timestamp: bigint }

export const SIGNED = 0x01
/** Link id, six bytes of time, six of the signature. */
export const SIGNATURE_BYTES = 13
const MAGIC_2 = 0xfd
/** A sender that is heard for the first time may be this far behind: a minute, in tens of microseconds. */
const BEHIND = 6_000_000n

/** What is looked at of a packet: its bytes as they came, and who sent it. */
type Heard = { readonly bytes: Uint8Array; readonly system: number; readonly component: number }

/** The first 48 bits of SHA-256 over key, packet, link and time. */
export const signatureOf = (key: Uint8Array, upToTime: Uint8Array): Uint8Array =>
  createHash('sha256').update(key).update(upToTime).digest().subarray(0, 6)

/**
 * Tells packets that were signed with the key, and now, from all others: what is not signed, signed with another key, a
 * second copy of what was heard, or older than that, is not the vehicle speaking.
 */
export function signatureCheck(signing: Signing): (packet: Heard) => boolean {
  const heard = new Map<string, bigint>()
  return ({ bytes, system, component }) => {
    if (bytes[0] !== MAGIC_2 || ((bytes[2] as number) & SIGNED) === 0) return false
    const at = bytes.length - SIGNATURE_BYTES
    const wanted = signatureOf(signing.key, bytes.subarray(0, at + 7))
    if (!timingSafeEqual(wanted, bytes.subarray(at + 7))) return false
    let time = 0n
    for (let i = 0; i < 6; i++) time |= BigInt(bytes[at + 1 + i] as number) << BigInt(8 * i)
    const stream = `${system}/${component}/${bytes[at]}`
    const last = heard.get(stream)
    if (last === undefined ? time + BEHIND < signing.timestamp : time <= last) return false
    heard.set(stream, time)
    if (time > signing.timestamp) signing.timestamp = time
    return true
  }
}
