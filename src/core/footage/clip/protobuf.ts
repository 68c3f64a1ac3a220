/**
 * Protocol Buffers by their wire format alone (https://protobuf.dev/programming-guides/encoding/), for messages whose
 * definition nobody published: fields are found by their numbers, and bytes that make no sense end the search.
 */
export type Wire =
  | { readonly type: 'varint'; readonly value: bigint }
  | { readonly type: 'fixed64' | 'fixed32' | 'bytes'; readonly bytes: Uint8Array }

/** Every field of a message with its number, in order; stops without a word where the bytes are no message. */
function* fieldsOf(bytes: Uint8Array): Generator<[number: number, wire: Wire]> {
  let at = 0
  const varint = (): bigint | null => {
    let value = 0n
    for (let shift = 0n; shift < 70n && at < bytes.length; shift += 7n) {
      const byte = bytes[at++] as number
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return BigInt.asUintN(64, value)
    }
    return null
  }
  const piece = (length: number): Uint8Array | null => {
    if (length > bytes.length - at) return null
    at += length
    return bytes.subarray(at - length, at)
  }
  while (at < bytes.length) {
    const key = varint()
    if (key === null) return
    const number = Number(key >> 3n)
    const kind = Number(key & 7n)
    if (kind === 0) {
      const value = varint()
      if (value === null) return
      yield [number, { type: 'varint', value }]
      continue
    }
    const length = kind === 1 ? 8 : kind === 5 ? 4 : kind === 2 ? varint() : null
    const found = length === null ? null : piece(Number(length))
    if (!found) return
    yield [number, { type: kind === 1 ? 'fixed64' : kind === 5 ? 'fixed32' : 'bytes', bytes: found }]
  }
}

/** The field at a path of numbers from the root, the last where it is repeated; null where it is missing. */
export function fieldAt(message: Uint8Array, path: readonly number[]): Wire | null {
  const [number, ...rest] = path
  let found: Wire | null = null
  for (const [own, wire] of fieldsOf(message)) {
    if (own !== number) continue
    const deeper = rest.length === 0 ? wire : wire.type === 'bytes' ? fieldAt(wire.bytes, rest) : null
    found = deeper ?? found
  }
  return found
}

/** The message at a path; null where there is none. */
export function messageAt(message: Uint8Array, path: readonly number[]): Uint8Array | null {
  const wire = fieldAt(message, path)
  return wire?.type === 'bytes' ? wire.bytes : null
}

/** A missing number is nought (proto3); one of another type is null. */
export function signedAt(message: Uint8Array, path: readonly number[]): number | null {
  const wire = fieldAt(message, path)
  if (wire === null) return 0
  return wire.type === 'varint' ? Number(BigInt.asIntN(64, wire.value)) : null
}

export function realAt(message: Uint8Array, path: readonly number[]): number | null {
  const wire = fieldAt(message, path)
  if (wire === null) return 0
  if (wire.type === 'varint') return null
  const view = new DataView(wire.bytes.buffer, wire.bytes.byteOffset, wire.bytes.byteLength)
  if (wire.type === 'fixed64') return view.getFloat64(0, true)
  return wire.type === 'fixed32' ? view.getFloat32(0, true) : null
}

export function textAt(message: Uint8Array, path: readonly number[]): string | null {
  const wire = fieldAt(message, path)
  return wire?.type === 'bytes' ? new TextDecoder('utf-8').decode(wire.bytes) : null
}
