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

/**
 * A file that stands in a ZIP as it is, not packed: its CRC-32 (ISO 3309) and size, and where its head begins, bytes.
 * `isLarge`: its head has room for a size of 64 bits, which it needs from 4 GiB on.
 */
export type StoredEntry = {
  readonly name: string
  readonly crc: number
  readonly size: number
  readonly at: number
  readonly isLarge?: boolean
}

const LOCAL_BYTES = 30
const CENTRAL_BYTES = 46
const END_BYTES = 22
/** The 64-bit extension (APPNOTE 4.5.3): its head, the end record of its own, and what points at that. */
const WIDE_HEAD_BYTES = 4
const WIDE_END_BYTES = 56
const LOCATOR_BYTES = 20
/** From here on a number stands in the extension, and this in its place. */
const WIDE = 0xffff_ffff
const WIDE_COUNT = 0xffff

/** Whether a size needs the 64-bit extension. */
export const isLargeSize = (size: number): boolean => size >= WIDE

/** What stands before a file's bytes (APPNOTE 6.3, 4.3.7). Its length is that of its name, and whether it is large. */
export function storedHead(entry: StoredEntry, atMs: number): Uint8Array {
  const name = new TextEncoder().encode(entry.name)
  const wide = entry.isLarge ? [entry.size, entry.size] : []
  const bytes = new Uint8Array(LOCAL_BYTES + name.length + wideBytes(wide))
  const head = new DataView(bytes.buffer)
  head.setUint32(0, 0x04034b50, true)
  describe(head, 4, entry, name.length, atMs)
  bytes.set(name, LOCAL_BYTES)
  head.setUint16(28, wideBytes(wide), true)
  putWide(head, LOCAL_BYTES + name.length, wide)
  return bytes
}

/** What stands after the last file's bytes, which end at `at`: the directory and its end (4.3.12 to 4.3.16). */
export function zipEnd(entries: readonly StoredEntry[], at: number, atMs: number): Uint8Array {
  const names = entries.map(({ name }) => new TextEncoder().encode(name))
  const wides = entries.map((entry) => [
    ...(entry.isLarge ? [entry.size, entry.size] : []),
    ...(entry.at >= WIDE ? [entry.at] : []),
  ])
  const rows = names.reduce(
    (sum, name, i) => sum + CENTRAL_BYTES + name.length + wideBytes(wides[i] ?? []),
    0,
  )
  const isWide = at >= WIDE || rows >= WIDE || entries.length >= WIDE_COUNT
  const bytes = new Uint8Array(rows + (isWide ? WIDE_END_BYTES + LOCATOR_BYTES : 0) + END_BYTES)
  const view = new DataView(bytes.buffer)
  let row = 0
  for (const [i, entry] of entries.entries()) {
    const [name, wide] = [names[i] as Uint8Array, wides[i] ?? []]
    view.setUint32(row, 0x02014b50, true)
    view.setUint16(row + 4, wide.length > 0 ? 45 : 20, true)
    describe(view, row + 6, entry, name.length, atMs)
    view.setUint16(row + 30, wideBytes(wide), true)
    view.setUint32(row + 42, Math.min(entry.at, WIDE), true)
    bytes.set(name, row + CENTRAL_BYTES)
    putWide(view, row + CENTRAL_BYTES + name.length, wide)
    row += CENTRAL_BYTES + name.length + wideBytes(wide)
  }
  if (isWide) {
    view.setUint32(row, 0x06064b50, true)
    putLarge(view, row + 4, WIDE_END_BYTES - 12)
    view.setUint16(row + 12, 45, true)
    view.setUint16(row + 14, 45, true)
    putLarge(view, row + 24, entries.length)
    putLarge(view, row + 32, entries.length)
    putLarge(view, row + 40, rows)
    putLarge(view, row + 48, at)
    view.setUint32(row + WIDE_END_BYTES, 0x07064b50, true)
    putLarge(view, row + WIDE_END_BYTES + 8, at + rows)
    view.setUint32(row + WIDE_END_BYTES + 16, 1, true)
    row += WIDE_END_BYTES + LOCATOR_BYTES
  }
  const count = isWide ? WIDE_COUNT : entries.length
  view.setUint32(row, 0x06054b50, true)
  view.setUint16(row + 8, count, true)
  view.setUint16(row + 10, count, true)
  view.setUint32(row + 12, isWide ? WIDE : rows, true)
  view.setUint32(row + 16, isWide ? WIDE : at, true)
  return bytes
}

const putLarge = (view: DataView, at: number, value: number): void =>
  view.setBigUint64(at, BigInt(value), true)

const wideBytes = (wide: readonly number[]): number =>
  wide.length === 0 ? 0 : WIDE_HEAD_BYTES + 8 * wide.length

function putWide(view: DataView, at: number, wide: readonly number[]): void {
  if (wide.length === 0) return
  view.setUint16(at, 1, true)
  view.setUint16(at + 2, 8 * wide.length, true)
  for (const [i, value] of wide.entries()) putLarge(view, at + WIDE_HEAD_BYTES + 8 * i, value)
}

/** Version, flags (UTF-8 names), method (stored), time, sum, sizes and length of the name. */
function describe(
  view: DataView,
  from: number,
  { crc, size, isLarge = false }: StoredEntry,
  nameBytes: number,
  atMs: number,
): void {
  if (isLargeSize(size) && !isLarge) throw new RangeError(`no room for ${size} bytes`)
  const { time, date } = zipTime(atMs)
  view.setUint16(from, isLarge ? 45 : 20, true)
  view.setUint16(from + 2, 0x0800, true)
  view.setUint16(from + 6, time, true)
  view.setUint16(from + 8, date, true)
  view.setUint32(from + 10, crc, true)
  view.setUint32(from + 14, isLarge ? WIDE : size, true)
  view.setUint32(from + 18, isLarge ? WIDE : size, true)
  view.setUint16(from + 22, nameBytes, true)
}
