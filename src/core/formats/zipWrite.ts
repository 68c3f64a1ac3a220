import { zipSync } from 'fflate'

/** What a ZIP can hold: its years are 1980 to 2107, its seconds even, and it names no zone. */
const EARLIEST_MS = Date.UTC(1980, 0, 1)
const LATEST_MS = Date.UTC(2099, 11, 31, 23, 59, 58)

const held = (atMs: number): Date => new Date(Math.min(LATEST_MS, Math.max(EARLIEST_MS, atMs)))

/**
 * A date whose local fields are the UTC ones of a time: what writes a ZIP takes local fields, and a file must be the
 * same on every machine.
 */
export function zipDate(atMs: number): Date {
  const utc = held(atMs)
  return new Date(
    utc.getUTCFullYear(),
    utc.getUTCMonth(),
    utc.getUTCDate(),
    utc.getUTCHours(),
    utc.getUTCMinutes(),
    utc.getUTCSeconds(),
  )
}

/** The two 16-bit words of a time in a ZIP's headers (APPNOTE 4.4.6), in UTC. */
export function zipTime(atMs: number): { time: number; date: number } {
  const utc = held(atMs)
  return {
    time: (utc.getUTCHours() << 11) | (utc.getUTCMinutes() << 5) | (utc.getUTCSeconds() >> 1),
    date: ((utc.getUTCFullYear() - 1980) << 9) | ((utc.getUTCMonth() + 1) << 5) | utc.getUTCDate(),
  }
}

/** Some files in one ZIP, by their names, in memory: packed, and dated with one time. */
export const zipOf = (files: Readonly<Record<string, Uint8Array>>, atMs: number): Uint8Array =>
  zipSync(files, { level: 6, mtime: zipDate(atMs) })

/** A file that stands in a ZIP as it is, not packed: its CRC-32 (ISO 3309) and size, and where its head begins, bytes. */
export type StoredEntry = {
  readonly name: string
  readonly crc: number
  readonly size: number
  readonly at: number
}

const LOCAL_BYTES = 30
const CENTRAL_BYTES = 46
const END_BYTES = 22

/** What stands before a file's bytes (APPNOTE 6.3, 4.3.7). Its length is that of its name's alone. */
export function storedHead(entry: StoredEntry, atMs: number): Uint8Array {
  const name = new TextEncoder().encode(entry.name)
  const bytes = new Uint8Array(LOCAL_BYTES + name.length)
  const head = new DataView(bytes.buffer)
  head.setUint32(0, 0x04034b50, true)
  describe(head, 4, entry, name.length, atMs)
  bytes.set(name, LOCAL_BYTES)
  return bytes
}

/** What stands after the last file's bytes, which end at `at`: the directory and its end (4.3.12, 4.3.16). */
export function zipEnd(entries: readonly StoredEntry[], at: number, atMs: number): Uint8Array {
  const names = entries.map(({ name }) => new TextEncoder().encode(name))
  const rows = names.reduce((sum, name) => sum + CENTRAL_BYTES + name.length, 0)
  const bytes = new Uint8Array(rows + END_BYTES)
  const view = new DataView(bytes.buffer)
  let row = 0
  for (const [i, entry] of entries.entries()) {
    const name = names[i] as Uint8Array
    view.setUint32(row, 0x02014b50, true)
    view.setUint16(row + 4, 20, true)
    describe(view, row + 6, entry, name.length, atMs)
    view.setUint32(row + 42, entry.at, true)
    bytes.set(name, row + CENTRAL_BYTES)
    row += CENTRAL_BYTES + name.length
  }
  view.setUint32(row, 0x06054b50, true)
  view.setUint16(row + 8, entries.length, true)
  view.setUint16(row + 10, entries.length, true)
  view.setUint32(row + 12, rows, true)
  view.setUint32(row + 16, at, true)
  return bytes
}

/** Version, flags (UTF-8 names), method (stored), time, sum, sizes and length of the name. */
function describe(
  view: DataView,
  from: number,
  { crc, size }: StoredEntry,
  nameBytes: number,
  atMs: number,
): void {
  const { time, date } = zipTime(atMs)
  view.setUint16(from, 20, true)
  view.setUint16(from + 2, 0x0800, true)
  view.setUint16(from + 6, time, true)
  view.setUint16(from + 8, date, true)
  view.setUint32(from + 10, crc, true)
  view.setUint32(from + 14, size, true)
  view.setUint32(from + 18, size, true)
  view.setUint16(from + 22, nameBytes, true)
}
