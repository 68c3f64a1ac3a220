import { mavlinkCrc } from '../core/units/mavlinkCrc.ts'
import { MAGIC_NUMBERS, MESSAGES, type MessageClass } from './messages.ts'
import { SIGNATURE_BYTES, SIGNED, type Signing, signatureOf } from './signing.ts'

/** MAVLink packets (https://mavlink.io/en/guide/serialization.html): version 2 written, versions 1 and 2 read. */
const MAGIC_1 = 0xfe
const MAGIC_2 = 0xfd
const HEADER_2 = 10
const HEADER_1 = 6

/** The fields of a message by their names in mavlink-mappings (camel case). */
export type Fields = Readonly<Record<string, number | bigint | string | readonly number[]>>

export type Packet = {
  readonly id: number
  /** Null for a message that is not known here: it passes by unread. */
  readonly name: string | null
  readonly system: number
  readonly component: number
  readonly sequence: number
  readonly fields: Fields
  /** The packet as it came, for a log. */
  readonly bytes: Uint8Array
}

export type Sender = { readonly system: number; readonly component: number }

/** A message as a packet of version 2, its trailing zeros left out; signed when a key is given. */
export function encodePacket(
  message: MessageClass,
  fields: Fields,
  sender: Sender,
  sequence: number,
  signing: Signing | null = null,
): Uint8Array {
  const payload = new Uint8Array(message.PAYLOAD_LENGTH)
  const view = new DataView(payload.buffer)
  for (const field of message.FIELDS) {
    const value = fields[field.name]
    if (value !== undefined) writeField(view, payload, field, value)
  }
  let length = payload.length
  while (length > 1 && payload[length - 1] === 0) length -= 1
  const bytes = new Uint8Array(HEADER_2 + length + 2 + (signing ? SIGNATURE_BYTES : 0))
  bytes.set([
    MAGIC_2,
    length,
    signing ? SIGNED : 0,
    0,
    sequence & 0xff,
    sender.system,
    sender.component,
    message.MSG_ID & 0xff,
    (message.MSG_ID >> 8) & 0xff,
    (message.MSG_ID >> 16) & 0xff,
  ])
  bytes.set(payload.subarray(0, length), HEADER_2)
  const sum = mavlinkCrc(bytes, 1, HEADER_2 + length, message.MAGIC_NUMBER)
  const end = HEADER_2 + length
  bytes[end] = sum & 0xff
  bytes[end + 1] = sum >> 8
  if (signing) {
    signing.timestamp += 1n
    bytes[end + 2] = signing.linkId
    for (let i = 0; i < 6; i++) bytes[end + 3 + i] = Number((signing.timestamp >> BigInt(8 * i)) & 0xffn)
    bytes.set(signatureOf(signing.key, bytes.subarray(0, end + 9)), end + 9)
  }
  return bytes
}

type Field = MessageClass['FIELDS'][number]

const WRITERS: Readonly<Record<string, (view: DataView, at: number, value: number) => void>> = {
  int8_t: (view, at, value) => view.setInt8(at, value),
  uint8_t: (view, at, value) => view.setUint8(at, value),
  uint8_t_mavlink_version: (view, at, value) => view.setUint8(at, value),
  char: (view, at, value) => view.setUint8(at, value),
  int16_t: (view, at, value) => view.setInt16(at, value, true),
  uint16_t: (view, at, value) => view.setUint16(at, value, true),
  int32_t: (view, at, value) => view.setInt32(at, value, true),
  uint32_t: (view, at, value) => view.setUint32(at, value, true),
  float: (view, at, value) => view.setFloat32(at, value, true),
  double: (view, at, value) => view.setFloat64(at, value, true),
}

function writeField(view: DataView, payload: Uint8Array, field: Field, value: Fields[string]): void {
  const type = field.type.replace('[]', '')
  if (type === 'uint64_t' || type === 'int64_t') {
    view.setBigUint64(field.offset, BigInt(value as number | bigint), true)
    return
  }
  const write = WRITERS[type]
  if (!write) throw new TypeError(`no writer for ${field.type}`)
  if (typeof value === 'string')
    payload.set(new TextEncoder().encode(value).subarray(0, field.length), field.offset)
  else if (Array.isArray(value))
    for (const [i, one] of value.slice(0, field.length).entries())
      write(view, field.offset + i * field.size, one)
  else write(view, field.offset, Number(value))
}

const READERS: Readonly<Record<string, (view: DataView, at: number) => number>> = {
  int8_t: (view, at) => view.getInt8(at),
  uint8_t: (view, at) => view.getUint8(at),
  uint8_t_mavlink_version: (view, at) => view.getUint8(at),
  int16_t: (view, at) => view.getInt16(at, true),
  uint16_t: (view, at) => view.getUint16(at, true),
  int32_t: (view, at) => view.getInt32(at, true),
  uint32_t: (view, at) => view.getUint32(at, true),
  float: (view, at) => view.getFloat32(at, true),
  double: (view, at) => view.getFloat64(at, true),
}

function readField(view: DataView, field: Field): Fields[string] {
  const type = field.type.replace('[]', '')
  if (type === 'uint64_t') return view.getBigUint64(field.offset, true)
  if (type === 'int64_t') return view.getBigInt64(field.offset, true)
  if (type === 'char') {
    const bytes = new Uint8Array(view.buffer, field.offset, field.length || 1)
    const end = bytes.indexOf(0)
    return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end))
  }
  const read = READERS[type]
  if (!read) throw new TypeError(`no reader for ${field.type}`)
  return field.type.endsWith('[]')
    ? Array.from({ length: field.length }, (_, i) => read(view, field.offset + i * field.size))
    : read(view, field.offset)
}

/**
 * Reads packets from a stream of bytes that may begin anywhere, be cut anywhere and hold damage: what is no packet, or
 * has a checksum that does not hold, is passed over and counted.
 */
export function packetReader(found: (packet: Packet) => void) {
  let rest = new Uint8Array(0)
  const counts = { packets: 0, damaged: 0 }
  const take = (bytes: Uint8Array): void => {
    const buffer = new Uint8Array(rest.length + bytes.length)
    buffer.set(rest)
    buffer.set(bytes, rest.length)
    let at = 0
    for (;;) {
      while (at < buffer.length && buffer[at] !== MAGIC_2 && buffer[at] !== MAGIC_1) at += 1
      if (at >= buffer.length) break
      const isTwo = buffer[at] === MAGIC_2
      const header = isTwo ? HEADER_2 : HEADER_1
      if (buffer.length - at < header) break
      const length = buffer[at + 1] as number
      const isSigned = isTwo && ((buffer[at + 2] as number) & SIGNED) !== 0
      const whole = header + length + 2 + (isSigned ? SIGNATURE_BYTES : 0)
      if (buffer.length - at < whole) break
      const packet = decode(buffer.subarray(at, at + whole), isTwo, header, length)
      if (packet) {
        counts.packets += 1
        found(packet)
        at += whole
      } else {
        counts.damaged += 1
        at += 1
      }
    }
    rest = buffer.slice(at)
  }
  return { take, counts }
}

function decode(bytes: Uint8Array, isTwo: boolean, header: number, length: number): Packet | null {
  const byte = (at: number) => bytes[at] as number
  const id = isTwo ? byte(7) | (byte(8) << 8) | (byte(9) << 16) : byte(5)
  const [sequence, system, component] = isTwo ? [byte(4), byte(5), byte(6)] : [byte(2), byte(3), byte(4)]
  const magic = MAGIC_NUMBERS[id]
  // A number that no dialect has: no packet, or one whose checksum nobody here can hold against it.
  if (magic === undefined) return null
  const sum = mavlinkCrc(bytes, 1, header + length, Number(magic))
  if (byte(header + length) !== (sum & 0xff) || byte(header + length + 1) !== sum >> 8) return null
  const message = MESSAGES.get(id)
  const whole = { id, system, component, sequence, bytes: bytes.slice() }
  if (!message) return { ...whole, name: null, fields: {} }
  // What was left out at the end is zeros; what is longer than known is of a later version.
  const payload = new Uint8Array(message.PAYLOAD_LENGTH)
  payload.set(bytes.subarray(header, header + Math.min(length, payload.length)))
  const view = new DataView(payload.buffer)
  const fields: Record<string, Fields[string]> = {}
  for (const field of message.FIELDS) fields[field.name] = readField(view, field)
  return { ...whole, name: message.MSG_NAME, fields }
}
