/** Where a file stands in a ZIP: its head at `at`, `packed` bytes by `method` (0 as it is, 8 deflated), `size` unpacked, of checksum `sum`. */
export type ZipFound = {
  readonly name: string
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly sum: number
  readonly at: number
}

/** The end record with its longest comment; a directory is no larger than this, bytes. */
const MOST_END = 22 + 0xffff
const MOST_DIRECTORY = 512 * 1024 * 1024

/**
 * What a ZIP of any size holds (APPNOTE 6.3, with the 64-bit extension), from its directory alone; null where it is none or
 * is cut. `part` gives bytes of the file, fewer at its end.
 */
export async function readZipEntries(
  size: number,
  part: (at: number, length: number) => Promise<Uint8Array>,
): Promise<ZipFound[] | null> {
  const tailAt = Math.max(0, size - MOST_END)
  const tail = await part(tailAt, MOST_END)
  const view = viewOf(tail)
  let end = tail.length - 22
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1
  if (end < 0) return null
  let [count, length, at] = [
    view.getUint16(end + 10, true),
    view.getUint32(end + 12, true),
    view.getUint32(end + 16, true),
  ]
  const locatorAt = tailAt + end - 20
  const locator = locatorAt >= 0 ? viewOf(await part(locatorAt, 20)) : null
  if (locator && locator.byteLength === 20 && locator.getUint32(0, true) === 0x07064b50) {
    const whole = viewOf(await part(large(locator, 8), 56))
    if (whole.byteLength < 56 || whole.getUint32(0, true) !== 0x06064b50) return null
    ;[count, length, at] = [large(whole, 32), large(whole, 40), large(whole, 48)]
  }
  if (length > MOST_DIRECTORY || at + length > size) return null
  const directory = await part(at, length)
  const rows = viewOf(directory)
  const found: ZipFound[] = []
  for (let row = 0; found.length < count; ) {
    if (row + 46 > directory.length || rows.getUint32(row, true) !== 0x02014b50) return null
    const [nameBytes, extraBytes, comment] = [28, 30, 32].map((from) => rows.getUint16(row + from, true)) as [
      number,
      number,
      number,
    ]
    if (row + 46 + nameBytes + extraBytes > directory.length) return null
    const name = new TextDecoder().decode(directory.subarray(row + 46, row + 46 + nameBytes))
    const extra = viewOf(directory.subarray(row + 46 + nameBytes, row + 46 + nameBytes + extraBytes))
    const [packed, unpacked, headAt] = sizesOf(rows, row, extra)
    if (headAt + packed > size) return null
    found.push({
      name,
      method: rows.getUint16(row + 10, true),
      packed,
      size: unpacked,
      sum: rows.getUint32(row + 16, true),
      at: headAt,
    })
    row += 46 + nameBytes + extraBytes + comment
  }
  return found
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
const large = (view: DataView, at: number): number => Number(view.getBigUint64(at, true))

/** Packed and unpacked size and place of the head; what does not fit into 32 bits stands in the extension, in this order. */
function sizesOf(rows: DataView, row: number, extra: DataView): [number, number, number] {
  const said = [24, 20, 42].map((from) => rows.getUint32(row + from, true))
  let wide: DataView | null = null
  for (let at = 0; at + 4 <= extra.byteLength; ) {
    const length = extra.getUint16(at + 2, true)
    if (extra.getUint16(at, true) === 1 && at + 4 + length <= extra.byteLength)
      wide = new DataView(extra.buffer, extra.byteOffset + at + 4, length)
    at += 4 + length
  }
  let from = 0
  const [unpacked = 0, packed = 0, headAt = 0] = said.map((value) => {
    if (value !== 0xffff_ffff || !wide || from + 8 > wide.byteLength) return value
    from += 8
    return large(wide, from - 8)
  })
  return [packed, unpacked, headAt]
}
