import type { GeoTIFFImage } from 'geotiff'
import type { Rgba } from './raster.ts'

/** TIFF 6.0, section 8 (PhotometricInterpretation), and 21 (YCbCr). */
const [WHITE_IS_ZERO, BLACK_IS_ZERO, RGB, PALETTE, YCBCR] = [0, 1, 2, 3, 6]
/** TIFF 6.0, section 18 (ExtraSamples): what says how dense a pixel is. */
const ALPHA = [1, 2]
const UNSIGNED = 1

type Palette = ArrayLike<number> | undefined

/** Samples of pixels, band by band for each, as red, green, blue and density. */
export type Colours = (samples: ArrayLike<number>, pixels: number) => Rgba

/**
 * How the samples of a TIFF are to be seen: grey, colours, a palette or YCbCr, in 1 to 16 bits without a sign, with their
 * own density and with "nothing here" seen through. Null for what is no picture: heights, temperatures, CMYK.
 */
export async function coloursOf(image: GeoTIFFImage, noData: number | null): Promise<Colours | null> {
  const said = (name: string): unknown => image.fileDirectory.getValue(name as 'ImageWidth')
  const bands = image.getSamplesPerPixel()
  const bits = Number(image.getBitsPerSample())
  const photometric = Number(said('PhotometricInterpretation') ?? BLACK_IS_ZERO)
  if (image.getSampleFormat() !== UNSIGNED || !(bits >= 1 && bits <= 16) || !(bands >= 1 && bands <= 64))
    return null
  const extra = Array.from((said('ExtraSamples') ?? []) as ArrayLike<number>)
  const own = bands - extra.length
  const first = extra.findIndex((one) => ALPHA.includes(one))
  const alpha = first < 0 ? -1 : own + first
  const by = 255 / (2 ** bits - 1)
  // A longer list is not read with its directory.
  const map = photometric === PALETTE ? ((await image.fileDirectory.loadValue('ColorMap')) as Palette) : null
  const colour = colourOf()
  if (!colour) return null
  return (samples, pixels) => {
    const made = new Uint8Array(pixels * 4)
    for (let i = 0, at = 0, to = 0; i < pixels; i++, at += bands, to += 4) {
      colour(samples, at, made, to)
      made[to + 3] = isNothing(samples, at) ? 0 : alpha < 0 ? 255 : (samples[at + alpha] as number) * by
    }
    return made
  }

  function isNothing(samples: ArrayLike<number>, at: number): boolean {
    if (noData === null) return false
    for (let band = 0; band < Math.min(own, 3); band++) if (samples[at + band] !== noData) return false
    return true
  }

  function colourOf(): ((from: ArrayLike<number>, at: number, to: Rgba, put: number) => void) | null {
    const many = 2 ** bits
    if (photometric === PALETTE)
      return map?.length === 3 * many
        ? (from, at, to, put) => {
            for (let k = 0; k < 3; k++) to[put + k] = (map[k * many + (from[at] as number)] as number) >> 8
          }
        : null
    if (photometric === YCBCR && bands >= 3 && bits === 8)
      return (from, at, to, put) => {
        const [y, cb, cr] = [from[at] ?? 0, (from[at + 1] ?? 0) - 128, (from[at + 2] ?? 0) - 128]
        to[put] = within(y + 1.402 * cr)
        to[put + 1] = within(y - 0.344136 * cb - 0.714136 * cr)
        to[put + 2] = within(y + 1.772 * cb)
      }
    // Several bands that are called grey are a picture in colours that nobody named.
    if (own >= 3 && (photometric === RGB || photometric === BLACK_IS_ZERO))
      return (from, at, to, put) => {
        for (let k = 0; k < 3; k++) to[put + k] = (from[at + k] as number) * by
      }
    if (photometric === WHITE_IS_ZERO)
      return (from, at, to, put) => to.fill(255 - (from[at] as number) * by, put, put + 3)
    return photometric === BLACK_IS_ZERO
      ? (from, at, to, put) => to.fill((from[at] as number) * by, put, put + 3)
      : null
  }
}

const within = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value)
