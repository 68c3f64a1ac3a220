import { cosines, ZIGZAG } from './jpegTables.ts'
import type { Pixels } from './pixels.ts'

/** Steps of the coefficients for brightness at half quality (ITU T.81, table K.1), row by row of a block. */
const STEPS = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22,
  29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103,
  121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
]
/** Codes of each length, and what they stand for: sizes of means (table K.3), runs and sizes of the rest (table K.5). */
const MEANS = { counts: [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0], stands: [...Array(12).keys()] }
const RUNS = {
  counts: [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125],
  stands: [
    0x01,
    0x02,
    0x03,
    0x00,
    0x04,
    0x11,
    0x05,
    0x12,
    0x21,
    0x31,
    0x41,
    0x06,
    0x13,
    0x51,
    0x61,
    0x07,
    0x22,
    0x71,
    0x14,
    0x32,
    0x81,
    0x91,
    0xa1,
    0x08,
    0x23,
    0x42,
    0xb1,
    0xc1,
    0x15,
    0x52,
    0xd1,
    0xf0,
    0x24,
    0x33,
    0x62,
    0x72,
    0x82,
    0x09,
    0x0a,
    ...rest([0x16, 0x25, 0x34, 0x43, 0x53, 0x63, 0x73, 0x83, 0x92, 0xa2, 0xb2, 0xc2, 0xd2, 0xe1, 0xf1]),
  ],
}

/** From each of these to the last size of its run: rare ones, all of the longest code. */
function rest(from: readonly number[]): number[] {
  return from.flatMap((first) => Array.from({ length: 11 - (first & 15) }, (_, i) => first + i))
}

type Codes = { readonly length: Uint8Array; readonly code: Uint16Array }

function codesOf({ counts, stands }: typeof MEANS): Codes {
  const [length, code] = [new Uint8Array(256), new Uint16Array(256)]
  let [next, at] = [0, 0]
  counts.forEach((count, i) => {
    for (let k = 0; k < count; k++) {
      const symbol = stands[at++] as number
      length[symbol] = i + 1
      code[symbol] = next++
    }
    next <<= 1
  })
  return { length, code }
}

const BASIS = cosines(8)
const [MEAN_CODES, RUN_CODES] = [codesOf(MEANS), codesOf(RUNS)]

/**
 * A picture as a baseline JPEG (ITU T.81) of YCbCr with colour at half the breadth and height; `quality` from 1 to 100 as
 * most writers count it. The same bytes for the same pixels.
 */
export function writeJpeg({ widthPx, heightPx, rgb }: Pixels, quality: number): Uint8Array {
  const by = quality < 50 ? 50 / quality : 2 - quality / 50
  const steps = STEPS.map((step) => Math.max(1, Math.min(255, Math.round(step * by))))
  const out = new Bytes()
  out.put(0xff, 0xd8)
  out.segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0])
  out.segment(0xdb, [0, ...ZIGZAG.map((place) => steps[place] as number)])
  const size = [heightPx >> 8, heightPx & 255, widthPx >> 8, widthPx & 255]
  out.segment(0xc0, [8, ...size, 3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0])
  out.segment(0xc4, [0x00, ...MEANS.counts, ...MEANS.stands, 0x10, ...RUNS.counts, ...RUNS.stands])
  out.segment(0xda, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0])
  const means = [0, 0, 0]
  const block = new Float32Array(64)
  const pixelAt = (x: number, y: number): number =>
    3 * (Math.min(heightPx - 1, y) * widthPx + Math.min(widthPx - 1, x))
  for (let top = 0; top < heightPx; top += 16)
    for (let left = 0; left < widthPx; left += 16) {
      for (const [x, y] of [
        [0, 0],
        [8, 0],
        [0, 8],
        [8, 8],
      ] as const) {
        for (let i = 0; i < 64; i++) block[i] = plane(0, rgb, pixelAt(left + x + (i & 7), top + y + (i >> 3)))
        means[0] = written(out, block, steps, means[0] as number)
      }
      for (const colour of [1, 2] as const) {
        for (let i = 0; i < 64; i++) {
          const [x, y] = [left + 2 * (i & 7), top + 2 * (i >> 3)]
          block[i] =
            (plane(colour, rgb, pixelAt(x, y)) +
              plane(colour, rgb, pixelAt(x + 1, y)) +
              plane(colour, rgb, pixelAt(x, y + 1)) +
              plane(colour, rgb, pixelAt(x + 1, y + 1))) /
            4
        }
        means[colour] = written(out, block, steps, means[colour] as number)
      }
    }
  out.flush()
  out.put(0xff, 0xd9)
  return out.bytes()
}

/** Brightness less its middle, or one of the two colour differences, of a pixel (ITU T.871, 7). */
function plane(which: 0 | 1 | 2, rgb: Uint8Array, at: number): number {
  const [red, green, blue] = [rgb[at] as number, rgb[at + 1] as number, rgb[at + 2] as number]
  if (which === 0) return 0.299 * red + 0.587 * green + 0.114 * blue - 128
  return which === 1
    ? -0.168736 * red - 0.331264 * green + 0.5 * blue
    : 0.5 * red - 0.418688 * green - 0.081312 * blue
}

const rows = new Float32Array(64)
const coefficients = new Int16Array(64)

/** Writes a block of 64 values behind another of its plane with that mean; answers its own. */
function written(out: Bytes, block: Float32Array, steps: readonly number[], before: number): number {
  for (let y = 0; y < 8; y++)
    for (let u = 0; u < 8; u++) {
      let sum = 0
      for (let x = 0; x < 8; x++) sum += (BASIS[8 * x + u] as number) * (block[8 * y + x] as number)
      rows[8 * y + u] = sum
    }
  for (let v = 0; v < 8; v++)
    for (let u = 0; u < 8; u++) {
      let sum = 0
      for (let y = 0; y < 8; y++) sum += (BASIS[8 * y + v] as number) * (rows[8 * y + u] as number)
      coefficients[8 * v + u] = Math.round(sum / (steps[8 * v + u] as number))
    }
  const mean = coefficients[0] as number
  const size = sizeOf(mean - before)
  out.code(MEAN_CODES, size)
  out.value(mean - before, size)
  let run = 0
  for (let k = 1; k < 64; k++) {
    const value = Math.max(-1023, Math.min(1023, coefficients[ZIGZAG[k] as number] as number))
    if (value === 0) {
      run++
      continue
    }
    for (; run > 15; run -= 16) out.code(RUN_CODES, 0xf0)
    const long = sizeOf(value)
    out.code(RUN_CODES, (run << 4) | long)
    out.value(value, long)
    run = 0
  }
  if (run > 0) out.code(RUN_CODES, 0)
  return mean
}

const sizeOf = (value: number): number => (value === 0 ? 0 : 32 - Math.clz32(Math.abs(value)))

/** Bytes that are added to, whole or bit by bit; within a scan a zero follows each 0xff. */
class Bytes {
  private held = new Uint8Array(65_536)
  private length = 0
  private bits = 0
  private count = 0

  put(...bytes: readonly number[]): void {
    for (const byte of bytes) {
      if (this.length === this.held.length) {
        const larger = new Uint8Array(2 * this.length)
        larger.set(this.held)
        this.held = larger
      }
      this.held[this.length++] = byte
    }
  }

  segment(marker: number, content: readonly number[]): void {
    const length = content.length + 2
    this.put(0xff, marker, length >> 8, length & 255, ...content)
  }

  code({ length, code }: Codes, symbol: number): void {
    this.add(code[symbol] as number, length[symbol] as number)
  }

  value(value: number, size: number): void {
    if (size > 0) this.add(value < 0 ? value + (1 << size) - 1 : value, size)
  }

  private add(bits: number, length: number): void {
    this.bits = (this.bits << length) | bits
    this.count += length
    while (this.count >= 8) {
      this.count -= 8
      const byte = (this.bits >>> this.count) & 255
      this.put(byte)
      if (byte === 255) this.put(0)
    }
    this.bits &= (1 << this.count) - 1
  }

  /** The last byte is filled up with ones. */
  flush(): void {
    if (this.count > 0) this.add((1 << (8 - this.count)) - 1, 8 - this.count)
  }

  bytes(): Uint8Array {
    return this.held.slice(0, this.length)
  }
}
