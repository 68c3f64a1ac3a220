/** A grey picture, row by row from the top left; 0 is black. */
export type Grey = { readonly width: number; readonly height: number; readonly data: Float32Array }

const pixel = (data: Float32Array, i: number): number => data[i] as number

/** Grey of pixels as a canvas gives them (RGBA, 8 bits): luma of ITU-R BT.601. */
export const greyOf = (rgba: Uint8ClampedArray, width: number, height: number): Grey =>
  greyBy(rgba, 4, width, height)

/** The same of pixels of three bytes. */
export const greyOfRgb = (rgb: Uint8Array, width: number, height: number): Grey =>
  greyBy(rgb, 3, width, height)

function greyBy(bytes: Uint8ClampedArray | Uint8Array, each: number, width: number, height: number): Grey {
  const data = new Float32Array(width * height)
  for (let i = 0, at = 0; i < data.length; i++, at += each)
    data[i] =
      0.299 * (bytes[at] as number) + 0.587 * (bytes[at + 1] as number) + 0.114 * (bytes[at + 2] as number)
  return { width, height, data }
}

/** A picture of fewer levels than this is not stretched over all: what would be seen then is the sensor. */
const LEAST_LEVELS = 24

/**
 * The same picture with its darkest hundredth at 0 and its brightest at 255, so that one taken at night is looked at as one
 * by day is. A picture of one tone stays flat.
 */
export function stretched({ width, height, data }: Grey): Grey {
  const counts = new Uint32Array(256)
  for (let i = 0; i < data.length; i++) {
    const level = Math.max(0, Math.min(255, Math.round(pixel(data, i))))
    counts[level] = (counts[level] as number) + 1
  }
  const levelAt = (share: number): number => {
    let seen = 0
    for (let level = 0; level < 256; level++) {
      seen += counts[level] as number
      if (seen >= share * data.length) return level
    }
    return 255
  }
  const [dark, bright] = [levelAt(0.01), levelAt(0.99)]
  const by = 255 / Math.max(LEAST_LEVELS, bright - dark)
  return { width, height, data: data.map((value) => Math.max(0, Math.min(255, (value - dark) * by))) }
}

/** The picture at another size: each pixel is drawn from the four around its place, so it may shrink to half at most at once. */
export function resized(from: Grey, width: number, height: number): Grey {
  const data = new Float32Array(width * height)
  const [byX, byY] = [from.width / width, from.height / height]
  for (let y = 0; y < height; y++) {
    const atY = Math.max(0, Math.min(from.height - 1, (y + 0.5) * byY - 0.5))
    const y0 = Math.floor(atY)
    const y1 = Math.min(from.height - 1, y0 + 1)
    for (let x = 0; x < width; x++) {
      const atX = Math.max(0, Math.min(from.width - 1, (x + 0.5) * byX - 0.5))
      const x0 = Math.floor(atX)
      const x1 = Math.min(from.width - 1, x0 + 1)
      const fx = atX - x0
      const fy = atY - y0
      const above =
        pixel(from.data, y0 * from.width + x0) * (1 - fx) + pixel(from.data, y0 * from.width + x1) * fx
      const below =
        pixel(from.data, y1 * from.width + x0) * (1 - fx) + pixel(from.data, y1 * from.width + x1) * fx
      data[y * width + x] = above * (1 - fy) + below * fy
    }
  }
  return { width, height, data }
}

/** Halved until its longer side is below twice `longPx`, then brought to it; a smaller picture stays as it is. */
export function noLongerThan(grey: Grey, longPx: number): Grey {
  let now = grey
  for (let long = Math.max(now.width, now.height); long > longPx; long = Math.max(now.width, now.height)) {
    const by = Math.max(0.5, longPx / long)
    now = resized(now, Math.max(1, Math.round(now.width * by)), Math.max(1, Math.round(now.height * by)))
  }
  return now
}

/** Smoothed by a mean of (2 r + 1)² pixels, as often as is said; three times is nearly a Gaussian. */
export function smoothed({ width, height, data }: Grey, radius: number, times: number): Grey {
  let now = data
  for (let k = 0; k < times; k++)
    now = meanOfLines(meanOfLines(now, width, height, 1, width, radius), height, width, width, 1, radius)
  return { width, height, data: now }
}

/** The running mean along lines of `long` pixels that lie `step` apart, of which there are `count`, `next` apart. */
function meanOfLines(
  from: Float32Array,
  long: number,
  count: number,
  step: number,
  next: number,
  radius: number,
): Float32Array {
  const to = new Float32Array(from.length)
  for (let line = 0; line < count; line++) {
    const first = line * next
    let sum = 0
    let n = 0
    for (let i = 0; i < Math.min(long, radius); i++) {
      sum += pixel(from, first + i * step)
      n += 1
    }
    for (let i = 0; i < long; i++) {
      if (i + radius < long) {
        sum += pixel(from, first + (i + radius) * step)
        n += 1
      }
      if (i - radius > 0) {
        sum -= pixel(from, first + (i - radius - 1) * step)
        n -= 1
      }
      to[first + i * step] = sum / n
    }
  }
  return to
}
