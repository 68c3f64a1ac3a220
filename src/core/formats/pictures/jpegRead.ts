import { cosines, ZIGZAG } from './jpegTables.ts'
import { MOST_PIXELS, type Pixels, upright } from './pixels.ts'

/**
 * Reads a JPEG (ITU T.81: Huffman-coded, baseline, extended or progressive, 8 bits, grey, YCbCr or RGB) no larger than it is
 * wanted: of each block of 8 by 8 pixels only so many are worked out (8, 4, 2 or 1 a side) that the longer side still has
 * `longPx`. Turned upright as its EXIF says. Null for what it does not read; what breaks off is grey from there on.
 */
export function readJpeg(bytes: Uint8Array, longPx: number): Pixels | null {
  const state: State = {
    bytes,
    quants: [],
    dcs: [],
    acs: [],
    frame: null,
    restart: 0,
    orientation: 1,
    adobe: null,
  }
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null
  let at = 2
  while (at + 3 < bytes.length) {
    if (bytes[at] !== 0xff) {
      at++
      continue
    }
    const marker = bytes[at + 1] as number
    if (marker === 0xff || marker === 0 || (marker >= 0xd0 && marker <= 0xd8) || marker === 0x01) {
      at += marker === 0xff ? 1 : 2
      continue
    }
    if (marker === 0xd9) break
    const end = at + 2 + Math.max(2, word(bytes, at + 2))
    const part = bytes.subarray(at + 4, Math.min(end, bytes.length))
    if (isFrame(marker)) {
      if (state.frame) return null
      state.frame = frameOf(part, marker, longPx)
      if (!state.frame) return null
    } else if (marker === 0xda) {
      if (!state.frame) return null
      at = scanned(state, part, end)
      continue
    } else if (!tables(state, marker, part)) return null
    at = end
  }
  return state.frame && state.frame.isScanned ? upright(painted(state, state.frame), state.orientation) : null
}

type Component = {
  readonly id: number
  readonly across: number
  readonly down: number
  readonly quant: number
  /** Blocks that the picture has of it, and that groups of several components have. */
  readonly columns: number
  readonly rows: number
  readonly allColumns: number
  readonly allRows: number
  /** Of a progressive picture every coefficient, as it was last read. */
  readonly coefficients: Int16Array | null
  /** Its pixels, `side` a block. */
  readonly plane: Uint8Array
  mean: number
  dc: Uint16Array | null
  ac: Uint16Array | null
}
type Frame = {
  readonly isProgressive: boolean
  readonly width: number
  readonly height: number
  readonly side: 1 | 2 | 4 | 8
  readonly basis: Float32Array
  readonly components: readonly Component[]
  readonly mostAcross: number
  readonly mostDown: number
  isScanned: boolean
}
type State = {
  readonly bytes: Uint8Array
  readonly quants: (Uint16Array | undefined)[]
  readonly dcs: (Uint16Array | undefined)[]
  readonly acs: (Uint16Array | undefined)[]
  frame: Frame | null
  restart: number
  orientation: number
  adobe: number | null
}

const word = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
/** Beginnings of a frame; 0xc4, 0xc8 and 0xcc are something else. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

function frameOf(part: Uint8Array, marker: number, longPx: number): Frame | null {
  const [height, width, count] = [word(part, 1), word(part, 3), part[5] ?? 0]
  if (marker > 0xc2 || part[0] !== 8 || width === 0 || height === 0 || width * height > MOST_PIXELS)
    return null
  if ((count !== 1 && count !== 3) || part.length < 6 + 3 * count) return null
  const side =
    ([1, 2, 4] as const).find((one) => Math.ceil((Math.max(width, height) * one) / 8) >= longPx) ?? 8
  const isProgressive = marker === 0xc2
  const given = Array.from({ length: count }, (_, i) => {
    const [id = 0, sampling = 0, quant = 0] = part.subarray(6 + 3 * i)
    return { id, across: sampling >> 4, down: sampling & 15, quant }
  })
  if (given.some(({ across, down }) => across < 1 || across > 4 || down < 1 || down > 4)) return null
  const mostAcross = Math.max(...given.map(({ across }) => across))
  const mostDown = Math.max(...given.map(({ down }) => down))
  const components = given.map((one): Component => {
    const columns = Math.ceil(Math.ceil((width * one.across) / mostAcross) / 8)
    const rows = Math.ceil(Math.ceil((height * one.down) / mostDown) / 8)
    const allColumns = Math.ceil(width / (8 * mostAcross)) * one.across
    const allRows = Math.ceil(height / (8 * mostDown)) * one.down
    return {
      ...one,
      columns,
      rows,
      allColumns,
      allRows,
      coefficients: isProgressive ? new Int16Array(64 * allColumns * allRows) : null,
      plane: new Uint8Array(allColumns * allRows * side * side).fill(128),
      mean: 0,
      dc: null,
      ac: null,
    }
  })
  return {
    isProgressive,
    width,
    height,
    side,
    basis: cosines(side),
    components,
    mostAcross,
    mostDown,
    isScanned: false,
  }
}

/** Takes in what stands before pictures; false where it cannot be followed. */
function tables(state: State, marker: number, part: Uint8Array): boolean {
  if (marker === 0xdb) return quantTables(state, part)
  if (marker === 0xc4) return codeTables(state, part)
  if (marker === 0xdd) state.restart = word(part, 0)
  else if (marker === 0xe1 && state.orientation === 1) state.orientation = orientationOf(part)
  else if (marker === 0xee && String.fromCharCode(...part.subarray(0, 5)) === 'Adobe')
    state.adobe = part[11] ?? 0
  return marker !== 0xcc
}

function quantTables(state: State, part: Uint8Array): boolean {
  for (let at = 0; at < part.length; ) {
    const [wide, to] = [(part[at] as number) >> 4, (part[at] as number) & 15]
    const long = wide ? 2 : 1
    if (wide > 1 || to > 3 || at + 1 + 64 * long > part.length) return false
    const from = at + 1
    state.quants[to] = Uint16Array.from({ length: 64 }, (_, i) =>
      wide ? word(part, from + 2 * i) : (part[from + i] as number),
    )
    at = from + 64 * long
  }
  return true
}

/** Codes are looked up by the 16 bits that begin with them: length in the high byte, what they stand for in the low one. */
function codeTables(state: State, part: Uint8Array): boolean {
  for (let at = 0; at < part.length; ) {
    const [kind, to] = [(part[at] as number) >> 4, (part[at] as number) & 15]
    const counts = part.subarray(at + 1, at + 17)
    const total = counts.reduce((sum, count) => sum + count, 0)
    if (kind > 1 || to > 3 || counts.length < 16 || at + 17 + total > part.length) return false
    const table = new Uint16Array(65_536)
    let [code, next] = [0, at + 17]
    for (let length = 1; length <= 16; length++) {
      for (let i = 0; i < (counts[length - 1] as number); i++, code++) {
        const from = code << (16 - length)
        if (from >= 65_536) return false
        table.fill((length << 8) | (part[next++] as number), from, from + (1 << (16 - length)))
      }
      code <<= 1
    }
    ;(kind === 0 ? state.dcs : state.acs)[to] = table
    at = next
  }
  return true
}

/** EXIF's orientation, out of the first directory of its TIFF; 1 where there is none. */
function orientationOf(part: Uint8Array): number {
  if (String.fromCharCode(...part.subarray(0, 4)) !== 'Exif') return 1
  const tiff = part.subarray(6)
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  if (tiff.length < 14) return 1
  const isLittle = tiff[0] === 0x49
  const first = view.getUint32(4, isLittle)
  if (first + 2 > tiff.length) return 1
  const count = Math.min(view.getUint16(first, isLittle), 100)
  for (let i = 0; i < count; i++) {
    const at = first + 2 + 12 * i
    if (at + 12 > tiff.length) return 1
    if (view.getUint16(at, isLittle) === 0x0112) return view.getUint16(at + 8, isLittle)
  }
  return 1
}

/** The bits of a scan, from `at` on: a stuffed zero goes, at a marker they end and are zeros from there on. */
function bitsFrom(bytes: Uint8Array, from: number) {
  let [at, held, count] = [from, 0, 0]
  let isOver = false
  let past = 0
  /** Holds so many bits at the least. */
  const hold = (wanted: number): void => {
    for (let lack = wanted - count; lack > 0; lack -= 8) fill()
  }
  const fill = (): void => {
    let byte = 0
    if (!isOver && at < bytes.length) {
      byte = bytes[at] as number
      if (byte === 0xff) {
        if (bytes[at + 1] === 0) at++
        else isOver = true
      }
      if (isOver) byte = 0
      else at++
    } else isOver = true
    if (isOver) past++
    held = (held << 8) | byte
    count += 8
  }
  return {
    take(length: number): number {
      if (length === 0) return 0
      hold(length)
      count -= length
      return (held >>> count) & ((1 << length) - 1)
    },
    /** What the next code stands for; -1 where there is no such code. */
    symbol(table: Uint16Array): number {
      hold(16)
      const found = table[(held >>> (count - 16)) & 0xffff] as number
      if (found === 0) return -1
      count -= found >> 8
      return found & 0xff
    },
    /** Whether more was asked for than there is. */
    isSpent: (): boolean => past > 4,
    /** Goes behind the next restart marker; false where another one stands there. */
    restarted(): boolean {
      ;[held, count, isOver, past] = [0, 0, false, 0]
      while (at + 1 < bytes.length && !(bytes[at] === 0xff && bytes[at + 1] !== 0 && bytes[at + 1] !== 0xff))
        at++
      const marker = bytes[at + 1] ?? 0
      if (marker < 0xd0 || marker > 0xd7) return false
      at += 2
      return true
    },
    /** Where the next marker stands that is no restart. */
    end(): number {
      while (at + 1 < bytes.length) {
        const marker = bytes[at + 1] as number
        if (bytes[at] === 0xff && marker !== 0 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd7))
          return at
        at++
      }
      return bytes.length
    },
  }
}
type Bits = ReturnType<typeof bitsFrom>

/** A value of so many bits as T.81 F.2.2.1 has it: the lower half of them is below nought. */
const signed = (value: number, length: number): number =>
  length > 0 && value < 1 << (length - 1) ? value - (1 << length) + 1 : value

type Scan = {
  readonly first: number
  readonly last: number
  readonly high: number
  readonly low: number
  /** Blocks that are yet to come without anything in their band. */
  empty: number
}

/** Reads one scan; answers where what follows begins. */
function scanned(state: State, part: Uint8Array, at: number): number {
  const frame = state.frame as Frame
  const bits = bitsFrom(state.bytes, at)
  const count = part[0] ?? 0
  const members: Component[] = []
  for (let i = 0; i < count; i++) {
    const one = frame.components.find(({ id }) => id === part[1 + 2 * i])
    const which = part[2 + 2 * i] ?? 0
    if (!one) return bits.end()
    one.dc = state.dcs[which >> 4] ?? null
    one.ac = state.acs[which & 15] ?? null
    one.mean = 0
    members.push(one)
  }
  const [first = 0, last = 63, both = 0] = part.subarray(1 + 2 * count)
  const scan: Scan = { first, last: Math.min(63, last), high: both >> 4, low: both & 15, empty: 0 }
  // Of blocks that become one pixel each nothing is wanted but their means.
  if (frame.isProgressive && frame.side === 1 && first > 0) return bits.end()
  const quants = members.map(({ quant }) => state.quants[quant] ?? null)
  if (members.length === 0 || quants.some((one) => one === null)) return bits.end()
  frame.isScanned = true
  const block = new Float32Array(64)
  const read = (one: Component, quant: Uint16Array, column: number, row: number): boolean => {
    const index = row * one.allColumns + column
    if (one.coefficients)
      return progressive(bits, one, one.coefficients.subarray(64 * index, 64 * index + 64), scan)
    block.fill(0)
    if (!sequential(bits, one, block, quant, frame.side)) return false
    paint(frame, one, block, column, row)
    return true
  }
  let since = 0
  /** Between two groups: a restart where one is due; false where the scan is over. */
  const goesOn = (): boolean => {
    if (bits.isSpent() && state.restart === 0) return false
    if (state.restart === 0 || ++since < state.restart) return true
    since = 0
    scan.empty = 0
    for (const one of members) one.mean = 0
    return bits.restarted()
  }
  const [alone] = members
  if (members.length === 1 && alone) {
    for (let row = 0; row < alone.rows; row++)
      for (let column = 0; column < alone.columns; column++)
        if (!read(alone, quants[0] as Uint16Array, column, row) || !goesOn()) return bits.end()
    return bits.end()
  }
  const [columns, rows] = [
    Math.ceil(frame.width / (8 * frame.mostAcross)),
    Math.ceil(frame.height / (8 * frame.mostDown)),
  ]
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      for (let i = 0; i < members.length; i++) {
        const one = members[i] as Component
        for (let y = 0; y < one.down; y++)
          for (let x = 0; x < one.across; x++)
            if (!read(one, quants[i] as Uint16Array, column * one.across + x, row * one.down + y))
              return bits.end()
      }
      if (!goesOn()) return bits.end()
    }
  return bits.end()
}

/** A block of a sequential picture, worked out of its steps; false where a code is none. */
function sequential(
  bits: Bits,
  one: Component,
  block: Float32Array,
  quant: Uint16Array,
  side: number,
): boolean {
  if (!one.dc || !one.ac) return false
  const length = bits.symbol(one.dc)
  if (length < 0 || length > 16) return false
  one.mean += signed(bits.take(length), length)
  block[0] = one.mean * (quant[0] as number)
  for (let k = 1; k < 64; k++) {
    const said = bits.symbol(one.ac)
    if (said < 0) return false
    const size = said & 15
    if (size === 0) {
      if (said !== 0xf0) return true
      k += 15
      continue
    }
    k += said >> 4
    const value = signed(bits.take(size), size)
    if (k > 63) return true
    const place = ZIGZAG[k] as number
    if ((place & 7) < side && place >> 3 < side) block[place] = value * (quant[k] as number)
  }
  return true
}

/** One scan's share of a block of a progressive picture (T.81 G.1.2); false where a code is none. */
function progressive(bits: Bits, one: Component, block: Int16Array, scan: Scan): boolean {
  if (scan.first > 0)
    return scan.high === 0 ? bandFirst(bits, one, block, scan) : bandFiner(bits, one, block, scan)
  if (scan.high > 0) {
    if (bits.take(1) === 1) block[0] = (block[0] as number) | (1 << scan.low)
    return true
  }
  if (!one.dc) return false
  const length = bits.symbol(one.dc)
  if (length < 0 || length > 16) return false
  one.mean += signed(bits.take(length), length)
  block[0] = one.mean << scan.low
  return true
}

function bandFirst(bits: Bits, { ac }: Component, block: Int16Array, scan: Scan): boolean {
  if (scan.empty > 0) {
    scan.empty--
    return true
  }
  if (!ac) return false
  for (let k = scan.first; k <= scan.last; k++) {
    const said = bits.symbol(ac)
    if (said < 0) return false
    const [run, size] = [said >> 4, said & 15]
    if (size === 0) {
      if (run < 15) {
        scan.empty = (1 << run) - 1 + bits.take(run)
        return true
      }
      k += 15
      continue
    }
    k += run
    const value = signed(bits.take(size), size)
    if (k <= scan.last) block[ZIGZAG[k] as number] = value << scan.low
  }
  return true
}

/** One more bit of what is known already, and what comes to be of that size (T.81 G.1.2.3). */
function bandFiner(bits: Bits, { ac }: Component, block: Int16Array, scan: Scan): boolean {
  const step = 1 << scan.low
  const finer = (place: number): void => {
    const value = block[place] as number
    if (bits.take(1) === 1 && (Math.abs(value) & step) === 0)
      block[place] = value + (value < 0 ? -step : step)
  }
  let k = scan.first
  if (scan.empty === 0) {
    if (!ac) return false
    while (k <= scan.last) {
      const said = bits.symbol(ac)
      if (said < 0) return false
      let run = said >> 4
      let fresh = 0
      if ((said & 15) === 0) {
        if (run < 15) {
          scan.empty = (1 << run) + bits.take(run)
          break
        }
      } else fresh = bits.take(1) === 1 ? step : -step
      for (; k <= scan.last; k++) {
        const place = ZIGZAG[k] as number
        if (block[place] !== 0) finer(place)
        else if (run-- === 0) {
          if (fresh !== 0) block[place] = fresh
          break
        }
      }
      k++
    }
  }
  if (scan.empty > 0) {
    for (; k <= scan.last; k++) if (block[ZIGZAG[k] as number] !== 0) finer(ZIGZAG[k] as number)
    scan.empty--
  }
  return true
}

const rowsOf = new Float32Array(64)

/** Works a block out to its pixels, and puts them into their plane. */
function paint(
  { side, basis }: Frame,
  { plane, allColumns }: Component,
  block: Float32Array,
  column: number,
  row: number,
): void {
  const width = allColumns * side
  const to = row * side * width + column * side
  if (side === 1) {
    plane[to] = clamped((block[0] as number) / 8 + 128)
    return
  }
  // First along the rows of the frequencies, then down the columns.
  for (let v = 0; v < side; v++)
    for (let x = 0; x < side; x++) {
      let sum = 0
      for (let u = 0; u < side; u++) sum += (basis[x * side + u] as number) * (block[8 * v + u] as number)
      rowsOf[8 * v + x] = sum
    }
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      let sum = 128
      for (let v = 0; v < side; v++) sum += (basis[y * side + v] as number) * (rowsOf[8 * v + x] as number)
      plane[to + y * width + x] = clamped(sum)
    }
}

const clamped = (value: number): number => (value <= 0 ? 0 : value >= 255 ? 255 : Math.round(value))

/** The planes as one picture. */
function painted({ quants, adobe }: State, frame: Frame): Pixels {
  const { components, side, mostAcross, mostDown } = frame
  for (const one of components)
    if (one.coefficients) unfolded(frame, one, one.coefficients, quants[one.quant])
  const widthPx = Math.max(1, Math.ceil((frame.width * side) / 8))
  const heightPx = Math.max(1, Math.ceil((frame.height * side) / 8))
  const rgb = new Uint8Array(widthPx * heightPx * 3)
  const isRgb =
    components.length === 3 &&
    (adobe === 0 ||
      (adobe === null && components.map(({ id }) => String.fromCharCode(id)).join('') === 'RGB'))
  const [first, second, third] = components
  const placeIn = ({ across, down, allColumns }: Component, x: number, y: number): number =>
    Math.floor((y * down) / mostDown) * allColumns * side + Math.floor((x * across) / mostAcross)
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) {
      const to = 3 * (y * widthPx + x)
      const a = first ? (first.plane[placeIn(first, x, y)] as number) : 128
      if (!second || !third) {
        rgb.fill(a, to, to + 3)
        continue
      }
      const b = second.plane[placeIn(second, x, y)] as number
      const c = third.plane[placeIn(third, x, y)] as number
      // ITU T.871, 7: luma and two colour differences.
      rgb[to] = isRgb ? a : clamped(a + 1.402 * (c - 128))
      rgb[to + 1] = isRgb ? b : clamped(a - 0.344136 * (b - 128) - 0.714136 * (c - 128))
      rgb[to + 2] = isRgb ? c : clamped(a + 1.772 * (b - 128))
    }
  return { widthPx, heightPx, rgb }
}

function unfolded(
  frame: Frame,
  one: Component,
  coefficients: Int16Array,
  quant: Uint16Array | undefined,
): void {
  if (!quant) return
  const block = new Float32Array(64)
  for (let row = 0; row < one.allRows; row++)
    for (let column = 0; column < one.allColumns; column++) {
      const from = 64 * (row * one.allColumns + column)
      for (let k = 0; k < 64; k++) {
        const place = ZIGZAG[k] as number
        block[place] = (coefficients[from + place] as number) * (quant[k] as number)
      }
      paint(frame, one, block, column, row)
    }
}
