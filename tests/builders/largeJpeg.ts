import { jpegHead, type PhotoTags, segment } from './photoJpeg.ts'
import { joined } from './rawPhoto.ts'

/** 20 million pixels, as most drones' cameras have. */
export const LARGE = { widthPx: 5472, heightPx: 3648 } as const

/**
 * A real JPEG of any size (multiples of 16 pixels), baseline, YCbCr 4:2:0, encoded here: each square of 8 by 8 pixels is of
 * one brightness, 0 to 255 by its column and row, with a grain over it, so that a decoder has as much to do as with a photo
 * of ground. Some hundred kilobytes for 20 million pixels.
 */
export function aLargeJpeg(
  tags: PhotoTags,
  brightness: (column: number, row: number) => number,
  { widthPx, heightPx }: { widthPx: number; heightPx: number } = LARGE,
): Uint8Array {
  if (widthPx % 16 !== 0 || heightPx % 16 !== 0) throw new Error('whole squares of 16 pixels')
  return joined([
    jpegHead(tags),
    // Every step of a coefficient is 8: a brightness is a step of the mean of 64 pixels.
    segment(0xdb, Uint8Array.of(0, ...Array.from({ length: 64 }, () => 8))),
    segment(
      0xc0,
      Uint8Array.of(
        8,
        heightPx >> 8,
        heightPx & 255,
        widthPx >> 8,
        widthPx & 255,
        3,
        1,
        0x22,
        0,
        2,
        0x11,
        0,
        3,
        0x11,
        0,
      ),
    ),
    // How many codes there are of each length, and what they stand for: sizes 0 to 11 of a mean in four bits each; of the
    // rest the end of a square in one bit, one coefficient of 1 to 3 bits in three.
    segment(0xc4, Uint8Array.of(0x00, 0, 0, 0, 12, ...zeros(12), ...Array.from({ length: 12 }, (_, i) => i))),
    segment(0xc4, Uint8Array.of(0x10, 1, 0, 3, 0, ...zeros(12), 0x00, 0x01, 0x02, 0x03)),
    segment(0xda, Uint8Array.of(3, 1, 0x00, 2, 0x00, 3, 0x00, 0, 63, 0)),
    scan(widthPx / 16, heightPx / 16, brightness),
    Uint8Array.of(0xff, 0xd9),
  ])
}

const zeros = (count: number): number[] => Array.from({ length: count }, () => 0)

/** The coded squares, each group of 16 by 16 pixels as four of brightness and one of each colour. */
function scan(
  columns: number,
  rows: number,
  brightness: (column: number, row: number) => number,
): Uint8Array {
  const bits = bitWriter(columns * rows * 20)
  let last = 0
  let grain = 1
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      for (const [right, down] of SQUARES) {
        // A mean is eight times a pixel, over the step of 8.
        const mean = Math.round(brightness(2 * column + right, 2 * row + down)) - 128
        bits.mean(mean - last)
        last = mean
        grain = (grain * 48_271) % 2_147_483_647
        // Codes 101: one coefficient of two bits.
        bits.put(0b101, 3)
        bits.put(grain & 3, 2)
        bits.put(0b101, 3)
        bits.put((grain >> 4) & 3, 2)
        bits.put(0, 1)
      }
      for (let colour = 0; colour < 2; colour++) {
        bits.mean(0)
        bits.put(0, 1)
      }
    }
  return bits.end()
}

const SQUARES = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
] as const

function bitWriter(about: number) {
  let bytes = new Uint8Array(about)
  let [length, held, count] = [0, 0, 0]
  const byte = (value: number): void => {
    if (length + 2 > bytes.length) {
      const more = new Uint8Array(bytes.length * 2)
      more.set(bytes)
      bytes = more
    }
    bytes[length++] = value
    // A byte of ones alone would be a marker.
    if (value === 255) bytes[length++] = 0
  }
  const put = (value: number, width: number): void => {
    held = (held << width) | (value & ((1 << width) - 1))
    count += width
    while (count >= 8) {
      count -= 8
      byte((held >> count) & 255)
      held &= (1 << count) - 1
    }
  }
  return {
    put,
    /** A difference of means: its size in bits, then itself, one less where it is negative. */
    mean(difference: number): void {
      const size = difference === 0 ? 0 : 32 - Math.clz32(Math.abs(difference))
      put(size, 4)
      if (size > 0) put(difference > 0 ? difference : difference - 1, size)
    },
    end(): Uint8Array {
      put(127, 7)
      return bytes.slice(0, length)
    },
  }
}
