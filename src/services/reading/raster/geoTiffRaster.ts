import { fromFile, type GeoTIFF, type GeoTIFFImage } from 'geotiff'
import type { Affine } from '../../../core/geo/affine.ts'
import { fail, ok, type Result } from '../../../core/units/result.ts'
import { chunkedLevel } from './chunks.ts'
import { coloursOf } from './colours.ts'
import type { RasterLevel, Rgba } from './raster.ts'

/** A TIFF that holds a picture, opened: what it says of where it lies, and its levels, the finest first. */
export type OpenTiff = {
  readonly widthPx: number
  readonly heightPx: number
  /** Its pixels to coordinates of its system; null: it does not say. */
  readonly affine: Affine | null
  /** EPSG code of its system; null: it does not say, or describes one without a code. */
  readonly epsg: number | null
  readonly levels: readonly [RasterLevel, ...RasterLevel[]]
  close(): Promise<void>
}

/** Levels and masks of one file that are looked at, at most: a chain of directories may lead back to itself. */
const MOST_IMAGES = 40
/** A side longer than this is no picture, px. */
const LONGEST_PX = 1_000_000
/** What is packed as one piece is unpacked whole: more than this is refused, bytes. */
const MOST_PIECE_BYTES = 512 * 1024 * 1024
/** A chunk is about so many pixels high. */
const CHUNK_PX = 256
/** TIFF 6.0, section 8 (NewSubfileType): a coarser level, a mask. */
const [COARSER, MASK] = [1, 4]
/** GeoTIFF 1.1, 7.1 (GTRasterTypeGeoKey), and a system that the file describes itself. */
const [PIXEL_IS_POINT, USER_DEFINED] = [2, 32_767]

/** Opens a TIFF without reading its pixels. `problem` of its failure says why it is none of use here. */
export async function openGeoTiff(file: string, name: string): Promise<Result<OpenTiff>> {
  const refused = (problem: string, params: Record<string, number> = {}) =>
    fail('unreadable_file', { file: name, problem, at: '', ...params })
  let tiff: GeoTIFF | null = null
  let isKept = false
  try {
    tiff = await fromFile(file)
    const opened = tiff
    const images = await imagesOf(tiff)
    const [image] = images
    if (!image) return refused('raster_broken')
    const [widthPx, heightPx] = [image.getWidth(), image.getHeight()]
    if (!(widthPx >= 1 && heightPx >= 1)) return refused('raster_broken')
    if (widthPx > LONGEST_PX || heightPx > LONGEST_PX)
      return refused('raster_too_large', { width: widthPx, height: heightPx })
    if (!(await coloursOf(image, null))) return refused('raster_no_colours')
    const noData = image.getGDALNoData()
    const levels: RasterLevel[] = []
    for (const one of images) {
      if (one !== image && kindOf(one) !== COARSER) continue
      const level = await levelOf(one, maskOf(images, one), noData)
      if (level === 'too_large') {
        if (one === image) return refused('raster_one_piece', { width: widthPx, height: heightPx })
      } else if (level) levels.push(level)
    }
    const [finest, ...coarser] = levels
    if (!finest) return refused('raster_broken')
    isKept = true
    return ok({
      widthPx,
      heightPx,
      ...saidPlace(image),
      levels: [finest, ...coarser.sort((a, b) => b.widthPx - a.widthPx)],
      close: async () => void (await opened.close()),
    })
  } catch {
    return refused('raster_broken')
  } finally {
    if (!isKept) await tiff?.close()
  }
}

async function imagesOf(tiff: GeoTIFF): Promise<GeoTIFFImage[]> {
  const found: GeoTIFFImage[] = []
  for (let i = 0; i < MOST_IMAGES; i++) {
    // Behind the last one the library throws; a level whose directory is damaged is not needed.
    const image = await tiff.getImage(i).catch((error: unknown) => {
      if (i === 0) throw error
      return null
    })
    if (!image) break
    found.push(image)
  }
  return found
}

const valueOf = (image: GeoTIFFImage, name: string): unknown =>
  image.fileDirectory.getValue(name as 'ImageWidth')
const kindOf = (image: GeoTIFFImage): number => Number(valueOf(image, 'NewSubfileType') ?? 0)

/** The mask that belongs to a level: of the same size. */
const maskOf = (images: readonly GeoTIFFImage[], of: GeoTIFFImage): GeoTIFFImage | null =>
  images.find(
    (one) =>
      (kindOf(one) & MASK) !== 0 && one.getWidth() === of.getWidth() && one.getHeight() === of.getHeight(),
  ) ?? null

/** Pixels that are read at once: whole pieces of the file, some hundred rows high. */
function chunkOf(image: GeoTIFFImage): { width: number; height: number } {
  const [width, height] = [image.getTileWidth(), image.getTileHeight()]
  const many = (piece: number) => piece * Math.max(1, Math.round(CHUNK_PX / piece))
  return { width: image.isTiled ? many(width) : width, height: many(height) }
}

async function levelOf(
  image: GeoTIFFImage,
  mask: GeoTIFFImage | null,
  noData: number | null,
): Promise<RasterLevel | 'too_large' | null> {
  const colours = await coloursOf(image, noData)
  const [widthPx, heightPx] = [image.getWidth(), image.getHeight()]
  const chunk = chunkOf(image)
  if (!colours || !(chunk.width >= 1 && chunk.height >= 1) || !(widthPx >= 1 && heightPx >= 1)) return null
  if (chunk.width * chunk.height * Math.max(4, image.getSamplesPerPixel()) > MOST_PIECE_BYTES)
    return 'too_large'
  return chunkedLevel({ widthPx, heightPx }, chunk, async (left, top, width, height) => {
    const window = [left, top, left + width, top + height]
    const read = (one: GeoTIFFImage) => one.readRasters({ window, interleave: true })
    const rgba = colours(await read(image), width * height)
    if (mask) hide(rgba, await read(mask))
    return rgba
  })
}

function hide(rgba: Rgba, mask: ArrayLike<number>): void {
  for (let i = 0; i < mask.length; i++) if (mask[i] === 0) rgba[4 * i + 3] = 0
}

/** What the file says of where it lies (GeoTIFF 1.1, 7.1 and B.6). */
function saidPlace(image: GeoTIFFImage): Pick<OpenTiff, 'affine' | 'epsg'> {
  const keys = (image.getGeoKeys() ?? {}) as Readonly<Record<string, unknown>>
  const key = (name: string): number => Number(keys[name] ?? 0) || 0
  const system = key('ProjectedCSTypeGeoKey') || key('GeographicTypeGeoKey')
  const affine = affineOf(image)
  // A point is a pixel's middle, and what is reckoned with here is its corner.
  const half = key('GTRasterTypeGeoKey') === PIXEL_IS_POINT ? 0.5 : 0
  return {
    epsg: system === 0 || system === USER_DEFINED ? null : system,
    affine: affine && {
      ...affine,
      c: affine.c - half * (affine.a + affine.b),
      f: affine.f - half * (affine.d + affine.e),
    },
  }
}

function affineOf(image: GeoTIFFImage): Affine | null {
  const numbers = (name: string): number[] => Array.from((valueOf(image, name) ?? []) as ArrayLike<number>)
  const [a, b, , c, d, e, , f] = numbers('ModelTransformation')
  if (a !== undefined) return sound({ a, b: b ?? 0, c: c ?? Number.NaN, d: d ?? 0, e: e ?? 0, f: f ?? 0 })
  const [scaleX = Number.NaN, scaleY = Number.NaN] = numbers('ModelPixelScale')
  const [i = Number.NaN, j = Number.NaN, , x = Number.NaN, y = Number.NaN] = numbers('ModelTiepoint')
  return sound({ a: scaleX, b: 0, c: x - i * scaleX, d: 0, e: -scaleY, f: y + j * scaleY })
}

const sound = (affine: Affine): Affine | null =>
  Object.values(affine).every(Number.isFinite) && affine.a * affine.e - affine.b * affine.d !== 0
    ? affine
    : null
