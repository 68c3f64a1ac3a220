import { unzlibSync } from 'fflate'
import { MOST_PIXELS, type Pixels } from './pixels.ts'

/** Bytes a pixel of each colour type that is read (ISO/IEC 15948, 11.2.2): grey, RGB, palette, grey and RGB with alpha. */
const BYTES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10]

/** A picture with how dense each pixel is: red, green, blue and density in turn, 8 bits each. */
export type DensePixels = { readonly widthPx: number; readonly heightPx: number; readonly rgba: Uint8Array }

/** Reads a PNG of 8 bits a channel that is not interlaced, on white where it is seen through; null for any other. */
export function readPng(bytes: Uint8Array): Pixels | null {
  const png = layoutOf(bytes)
  if (!png) return null
  const { widthPx, heightPx } = png
  const rgb = new Uint8Array(widthPx * heightPx * 3)
  paintEach(png, (at, red, green, blue, alpha) => {
    const on = (value: number): number => Math.round((value * alpha + 255 * (255 - alpha)) / 255)
    rgb[3 * at] = on(red)
    rgb[3 * at + 1] = on(green)
    rgb[3 * at + 2] = on(blue)
  })
  return { widthPx, heightPx, rgb }
}

/** The same with what is seen through kept so. */
export function readDensePng(bytes: Uint8Array): DensePixels | null {
  const png = layoutOf(bytes)
  if (!png) return null
  const { widthPx, heightPx } = png
  const rgba = new Uint8Array(widthPx * heightPx * 4)
  paintEach(png, (at, red, green, blue, alpha) => {
    rgba[4 * at] = red
    rgba[4 * at + 1] = green
    rgba[4 * at + 2] = blue
    rgba[4 * at + 3] = alpha
  })
  return { widthPx, heightPx, rgba }
}

type Layout = {
  readonly widthPx: number
  readonly heightPx: number
  readonly each: number
  readonly colour: number
  readonly palette: Uint8Array | null
  /** What is seen through (ISO/IEC 15948, 11.3.2.1): densities of a palette, or the one colour that is nothing, 16 bits a channel. */
  readonly nothing: Uint8Array | null
  readonly lines: Uint8Array
}

function layoutOf(bytes: Uint8Array): Layout | null {
  if (SIGNATURE.some((byte, i) => bytes[i] !== byte)) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: Uint8Array[] = []
  let palette: Uint8Array | null = null
  let nothing: Uint8Array | null = null
  let head: Uint8Array | null = null
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at)
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (at + 12 + length > bytes.length) return null
    const content = bytes.subarray(at + 8, at + 8 + length)
    if (type === 'IHDR') head = content
    else if (type === 'PLTE') palette = content
    else if (type === 'tRNS') nothing = content
    else if (type === 'IDAT') parts.push(content)
    else if (type === 'IEND') break
    at += 12 + length
  }
  if (!head || head.length < 13) return null
  const [widthPx, heightPx] = [
    new DataView(head.buffer, head.byteOffset).getUint32(0),
    new DataView(head.buffer, head.byteOffset).getUint32(4),
  ]
  const [bits = 0, colour = 0, , , interlaced = 0] = head.subarray(8)
  const each = BYTES[colour]
  if (!each || bits !== 8 || interlaced !== 0 || widthPx === 0 || heightPx === 0) return null
  if (widthPx * heightPx > MOST_PIXELS / 2 || (colour === 3 && !palette)) return null
  const lines = unpacked(parts, (widthPx * each + 1) * heightPx)
  return lines && { widthPx, heightPx, each, colour, palette, nothing, lines }
}

/** All of the data, as much as the picture needs and no more. */
function unpacked(parts: readonly Uint8Array[], length: number): Uint8Array | null {
  const packed = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    packed.set(part, at)
    at += part.length
  }
  try {
    const lines = unzlibSync(packed, { out: new Uint8Array(length) })
    return lines.length === length ? lines : null
  } catch {
    return null
  }
}

type Put = (at: number, red: number, green: number, blue: number, alpha: number) => void

function paintEach({ widthPx, heightPx, each, colour, palette, nothing, lines }: Layout, put: Put): void {
  const long = widthPx * each
  const isGrey = colour === 0 || colour === 4
  let above = new Uint8Array(long)
  for (let y = 0; y < heightPx; y++) {
    const from = y * (long + 1)
    const line = lines.subarray(from + 1, from + 1 + long)
    unfilter(lines[from] as number, line, above, each)
    for (let x = 0; x < widthPx; x++) {
      const at = x * each
      const first = line[at] as number
      const to = y * widthPx + x
      if (colour === 3) {
        const [red = 0, green = 0, blue = 0] = palette?.subarray(3 * first, 3 * first + 3) ?? []
        put(to, red, green, blue, nothing?.[first] ?? 255)
        continue
      }
      const [red, green, blue] = isGrey
        ? [first, first, first]
        : [first, line[at + 1] ?? 0, line[at + 2] ?? 0]
      put(to, red, green, blue, densityAt(line, at))
    }
    above = line as Uint8Array<ArrayBuffer>
  }

  function densityAt(line: Uint8Array, at: number): number {
    if (colour === 4 || colour === 6) return line[at + each - 1] as number
    if (!nothing) return 255
    for (let k = 0; k < each; k++) if (nothing[2 * k + 1] !== line[at + k]) return 255
    return 0
  }
}

/** Undoes a line's filter (ISO/IEC 15948, 9.2) in its place. */
function unfilter(kind: number, line: Uint8Array, above: Uint8Array, each: number): void {
  if (kind === 0) return
  for (let i = 0; i < line.length; i++) {
    const left = i >= each ? (line[i - each] as number) : 0
    const up = above[i] as number
    const corner = i >= each ? (above[i - each] as number) : 0
    const guess =
      kind === 1 ? left : kind === 2 ? up : kind === 3 ? (left + up) >> 1 : paeth(left, up, corner)
    line[i] = (line[i] as number) + guess
  }
}

function paeth(left: number, up: number, corner: number): number {
  const by = left + up - corner
  const [a, b, c] = [Math.abs(by - left), Math.abs(by - up), Math.abs(by - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}
