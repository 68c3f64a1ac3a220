import { Inflate } from 'fflate'
import { type Note, note } from '../units/note.ts'
import { crc32 } from './crc32.ts'

/** What a zip may unpack to in all: beyond that it is a bomb, or no plan of a site. */
const LARGEST_UNPACKED = 128 * 1024 * 1024
/** Files that are taken from one zip, and entries that are looked through for them. */
const MOST_FILES = 2000
const MOST_ENTRIES = 65_535
/** What is packed closer than this is a bomb, where it is of any size: tables of blanks come to some hundreds. */
const MOST_RATIO = 500
const RATIO_FROM = 8 * 1024 * 1024
/** Packed bytes that are unpacked at once: a thousand times as much at most is made of them before it is looked at. */
const PACKED_PIECE = 16_384

const END = 0x06054b50
const END_BYTES = 22
const CENTRAL = 0x02014b50
const CENTRAL_BYTES = 46
const LOCAL = 0x04034b50
const LOCAL_BYTES = 30
const LONGEST_COMMENT = 65_535
const ENCRYPTED = 1
const STORED = 0
const DEFLATED = 8

type Entry = {
  name: string
  nameBytes: number
  isEncrypted: boolean
  method: number
  sum: number
  packed: number
  unpacked: number
  at: number
}

/**
 * The files of a zip whose names are wanted (APPNOTE.TXT of PKWARE, 4.3). Names never become paths, so none can lead
 * outside. What is encrypted, damaged (its checksum is held against it), too large or too much is left out and said by
 * its name; nothing unpacks to more than the zip states. Where entries share bytes or a name, nothing is taken: such a
 * zip was made to be more than it is, or to be read in two ways. `mostBytes`: what all of it may come to, unpacked.
 */
export function filesOfZip(
  bytes: Uint8Array,
  isWanted: (name: string) => boolean,
  mostBytes: number = LARGEST_UNPACKED,
): { files: Record<string, Uint8Array>; notes: Note[] } {
  const entries = entriesOf(bytes)
  if (!entries) return { files: {}, notes: [note('error', 'not_zip')] }
  const files: Record<string, Uint8Array> = {}
  const notes: Note[] = []
  const wanted = entries.filter(({ name }) => isWanted(name))
  const twice = twiceIn(wanted) ?? sharedIn(entries)
  if (twice !== null) return { files: {}, notes: [note('error', 'zip_twice', twice)] }
  if (wanted.length > MOST_FILES)
    notes.push(note('error', 'zip_too_many', null, { count: wanted.length, most: MOST_FILES }))
  let unpacked = 0
  let refused = 0
  for (const entry of wanted.slice(0, MOST_FILES)) {
    if (entry.isEncrypted) {
      notes.push(note('error', 'zip_encrypted', entry.name))
      continue
    }
    const isBomb = entry.unpacked > RATIO_FROM && entry.unpacked > MOST_RATIO * entry.packed
    if (!isBomb) unpacked += entry.unpacked
    if (isBomb || unpacked > mostBytes) {
      refused += 1
      continue
    }
    const content = contentOf(bytes, entry)
    if (content) files[entry.name] = content
    else notes.push(note('error', 'zip_damaged', entry.name))
  }
  if (refused > 0)
    notes.push(note('error', 'zip_too_large', null, { files: refused, megabytes: mostBytes / 1024 / 1024 }))
  return { files, notes }
}

/** The names in a zip, nothing unpacked; none when it is no zip. */
export const namesInZip = (bytes: Uint8Array): string[] => (entriesOf(bytes) ?? []).map(({ name }) => name)

/** The central directory, which stands before the end record; null where there is none. */
function entriesOf(bytes: Uint8Array): Entry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const lowest = Math.max(0, bytes.length - END_BYTES - LONGEST_COMMENT)
  let end = bytes.length - END_BYTES
  while (end >= lowest && view.getUint32(end, true) !== END) end -= 1
  if (end < lowest || end < 0) return null
  const entries: Entry[] = []
  let at = view.getUint32(end + 16, true)
  while (
    entries.length < MOST_ENTRIES &&
    at + CENTRAL_BYTES <= bytes.length &&
    view.getUint32(at, true) === CENTRAL
  ) {
    const flags = view.getUint16(at + 8, true)
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((k) => view.getUint16(at + k, true)) as [
      number,
      number,
      number,
    ]
    const next = at + CENTRAL_BYTES + nameBytes + extraBytes + commentBytes
    if (next > bytes.length) return null
    entries.push({
      name: nameOf(bytes.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes)),
      nameBytes,
      isEncrypted: (flags & ENCRYPTED) !== 0,
      method: view.getUint16(at + 10, true),
      sum: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    })
    at = next
  }
  // Fewer than it counts: the directory is damaged, and what is missing may be what was meant.
  return entries.length < view.getUint16(end + 10, true) ? null : entries
}

/** UTF-8 where it is that, else the encoding of Chinese Windows, which many programs write unmarked. */
function nameOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

function contentOf(bytes: Uint8Array, { at, method, packed, unpacked, sum }: Entry): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (at + LOCAL_BYTES > bytes.length || view.getUint32(at, true) !== LOCAL) return null
  const from = at + LOCAL_BYTES + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  if (from + packed > bytes.length) return null
  const data = bytes.subarray(from, from + packed)
  try {
    const content = method === STORED ? data.slice() : method === DEFLATED ? inflated(data, unpacked) : null
    return content && content.length === unpacked && crc32(content) === sum ? content : null
  } catch {
    return null
  }
}

/** Unpacks to the stated length and no further; null for what is more or less. */
function inflated(data: Uint8Array, unpacked: number): Uint8Array | null {
  const content = new Uint8Array(unpacked)
  let made = 0
  const stream = new Inflate((piece) => {
    if (made + piece.length <= unpacked) content.set(piece, made)
    made += piece.length
  })
  for (let at = 0; at < data.length; at += PACKED_PIECE) {
    stream.push(data.subarray(at, at + PACKED_PIECE), at + PACKED_PIECE >= data.length)
    if (made > unpacked) return null
  }
  return made === unpacked ? content : null
}

/** A name that two entries have, however it is written. */
function twiceIn(entries: readonly Entry[]): string | null {
  const known = new Set<string>()
  for (const { name } of entries) {
    if (known.has(name.toLowerCase())) return name
    known.add(name.toLowerCase())
  }
  return null
}

/** An entry whose bytes are another's as well: behind its header, its name and what is packed the next one may begin. */
function sharedIn(entries: readonly Entry[]): string | null {
  const inOrder = [...entries].sort((a, b) => a.at - b.at)
  for (const [i, { at, packed, nameBytes, name }] of inOrder.entries()) {
    const next = inOrder[i + 1]
    if (next && at + LOCAL_BYTES + nameBytes + packed > next.at) return name
  }
  return null
}
