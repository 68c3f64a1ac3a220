/**
 * Key, length and value (SMPTE ST 336): a universal key of sixteen bytes, a BER length, and so many bytes; in a local set
 * the same with tags in BER-OID for keys.
 */
export type Found = {
  readonly key: 'uas' | 'security' | 'other'
  /** The whole of it, key and length included; the value begins at `from`. */
  readonly bytes: Uint8Array
  readonly from: number
}

const hex = (text: string): number[] => text.split(' ').map((byte) => Number.parseInt(byte, 16))
/** The local set of an unmanned aircraft (MISB ST 0601). */
const UAS = hex('06 0e 2b 34 02 0b 01 01 0e 01 03 01 01 00 00 00')
/** Security metadata that stand by themselves (MISB ST 0102): the local and the universal set. */
const SECURITY = [
  hex('06 0e 2b 34 02 03 01 01 0e 01 03 03 02 00 00 00'),
  hex('06 0e 2b 34 02 01 01 01 02 08 02 00 00 00 00 00'),
]
const KEY = 16
/** Every universal key begins so. */
const PREFIX = UAS.slice(0, 4)
/** No set of an aircraft is longer: then its length is wrong. */
const LONGEST = 256 * 1024

const begins = (bytes: Uint8Array, at: number, with_: readonly number[]): boolean =>
  with_.every((byte, i) => bytes[at + i] === byte)
export const beginsWithKey = (bytes: Uint8Array): boolean => begins(bytes, 0, PREFIX)

function nextKey(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(PREFIX[0] as number, from)
  while (at !== -1 && !begins(bytes, at, PREFIX)) at = bytes.indexOf(PREFIX[0] as number, at + 1)
  return at
}

/** A BER length (short or long form) and where it ends; null where there is none, or it is absurd. */
export function berLength(bytes: Uint8Array, at: number): { length: number; next: number } | null {
  const first = bytes[at]
  if (first === undefined) return null
  if (first < 0x80) return { length: first, next: at + 1 }
  const count = first & 0x7f
  if (count === 0 || count > 8 || at + 1 + count > bytes.length) return null
  let length = 0
  for (let i = 1; i <= count; i++) length = length * 256 + (bytes[at + i] as number)
  return { length, next: at + 1 + count }
}

/** A tag in BER-OID, seven bits a byte, and where it ends; null where there is none. */
function oidTag(bytes: Uint8Array, at: number): { tag: number; next: number } | null {
  let tag = 0
  for (let i = 0; i < 4; i++) {
    const byte = bytes[at + i]
    if (byte === undefined) return null
    tag = tag * 128 + (byte & 0x7f)
    if (byte < 0x80) return { tag, next: at + i + 1 }
  }
  return null
}

/** The items of a local set in order, and whether it can be read to its end. */
export function itemsOf(set: Uint8Array): { items: [tag: number, value: Uint8Array][]; isWhole: boolean } {
  const items: [number, Uint8Array][] = []
  for (let at = 0; at < set.length; ) {
    const tag = oidTag(set, at)
    const size = tag && berLength(set, tag.next)
    if (!size || size.length > set.length - size.next) return { items, isWhole: false }
    items.push([tag.tag, set.subarray(size.next, size.next + size.length)])
    at = size.next + size.length
  }
  return { items, isWhole: true }
}

/**
 * Joins what a stream of metadata carries, packet by packet: a packet that begins with a key begins anew, any other goes
 * on with a set that was not at its end (13818-1, 2.12.4 lets an access unit run over several cells). `broken` is called
 * for what was begun and never ended, and for bytes that are no key where one should be.
 */
export function keyReader(found: (one: Found) => void, broken: () => void) {
  /** A set that is not at its end: what there is of it, and how much it takes as far as is known. */
  let open = { buffer: new Uint8Array(0), length: 0, needed: 0 }
  const hold = (bytes: Uint8Array, needed: number): void => {
    open = { buffer: Uint8Array.from(bytes), length: bytes.length, needed }
  }
  const add = (bytes: Uint8Array): void => {
    const length = open.length + bytes.length
    if (length > open.buffer.length) {
      const larger = new Uint8Array(Math.max(length, open.buffer.length * 2))
      larger.set(open.buffer.subarray(0, open.length))
      open.buffer = larger
    }
    open.buffer.set(bytes, open.length)
    open.length = length
  }
  const read = (bytes: Uint8Array): void => {
    for (let at = 0; at < bytes.length; ) {
      if (!begins(bytes, at, PREFIX)) {
        const next = nextKey(bytes, at)
        // Filling is nothing broken.
        if (next !== -1 || bytes.subarray(at).some((byte) => byte !== 0 && byte !== 0xff)) broken()
        if (next === -1) return
        at = next
      }
      const left = bytes.length - at
      const size = berLength(bytes, at + KEY)
      if (size === null ? left >= KEY + 9 : size.length > LONGEST) {
        broken()
        at += PREFIX.length
        continue
      }
      const end = size ? size.next + size.length : at + KEY + 9
      if (size === null || end > bytes.length) return hold(bytes.subarray(at), size ? end - at : left + 1)
      const isSecurity = SECURITY.some((key) => begins(bytes, at, key))
      const key = begins(bytes, at, UAS) ? 'uas' : isSecurity ? 'security' : 'other'
      found({ key, bytes: bytes.subarray(at, end), from: size.next - at })
      at = end
    }
  }
  const takeOpen = (): Uint8Array => {
    const bytes = open.buffer.subarray(0, open.length)
    open = { buffer: new Uint8Array(0), length: 0, needed: 0 }
    return bytes
  }
  return {
    take(bytes: Uint8Array): void {
      if (beginsWithKey(bytes)) {
        if (takeOpen().length > 0) broken()
        return read(bytes)
      }
      if (open.length > 0) {
        add(bytes)
        if (open.length >= open.needed) read(takeOpen())
        return
      }
      // Private data of another kind have no key anywhere.
      const from = nextKey(bytes, 0)
      if (from === -1) return
      broken()
      read(bytes.subarray(from))
    },
    finish(): void {
      if (takeOpen().length > 0) broken()
    },
  }
}

/**
 * What the cells of a packet carry: a service, a number, flags and a length before each (13818-1, 2.12.4.2). Where a
 * writer left the cells out, the packet itself.
 */
export function* cellsOf(bytes: Uint8Array): Generator<Uint8Array> {
  if (beginsWithKey(bytes)) {
    yield bytes
    return
  }
  for (let at = 0; at + 5 <= bytes.length; ) {
    const from = at + 5
    at = from + (((bytes[at + 3] as number) << 8) | (bytes[at + 4] as number))
    yield bytes.subarray(from, at)
  }
}

/**
 * Whether the checksum of a set holds (ST 0601, item 1): the sum of its 16-bit words from the first byte of the key up
 * to the value of the checksum, which stands last; null where it has none.
 */
export function checksumHolds({ bytes }: Found): boolean | null {
  const end = bytes.length - 2
  if (end < KEY + 3 || bytes[end - 2] !== 1 || bytes[end - 1] !== 2) return null
  let sum = 0
  for (let i = 0; i < end; i++) sum += (bytes[i] as number) << (i % 2 === 0 ? 8 : 0)
  return (sum & 0xffff) === (((bytes[end] as number) << 8) | (bytes[end + 1] as number))
}
