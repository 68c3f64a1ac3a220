import type { CallOutput } from '../../../contract/index.ts'
import { writeJpeg } from '../../../core/formats/pictures/jpegWrite.ts'
import { pictureSize } from '../../../core/formats/pictures/pictureSize.ts'
import { applied } from '../../../core/geo/affine.ts'
import { note } from '../../../core/units/note.ts'
import { fail, ok, type Result } from '../../../core/units/result.ts'
import { withFile } from '../../../store/openFile.ts'
import { type OpenTiff, openGeoTiff } from './geoTiffRaster.ts'
import { cornersOf, type Ground, groundOfEpsg } from './placement.ts'
import type { RasterLevel } from './raster.ts'
import { type PictureFile, type Said, saidPlace } from './saidPlace.ts'

type Look = CallOutput<'layer.look'>

/** The head of a picture stands within so many bytes: previews and colour profiles may come before it. */
const HEAD_BYTES = 4 * 1024 * 1024
/** A preview's longer side, px, and its quality as a JPEG. */
const PREVIEW_PX = 1400
const PREVIEW_QUALITY = 75

/** Whether a file is a TIFF (TIFF 6.0, section 2; BigTIFF), by its first bytes. */
export const isTiff = (head: Uint8Array): boolean =>
  [0x4949_2a00, 0x4d4d_002a, 0x4949_2b00, 0x4d4d_002b].includes(
    new DataView(head.buffer, head.byteOffset, head.byteLength).getUint32(0),
  )

export const headOf = (file: string, length: number): Uint8Array =>
  withFile(file, 'r', (open) => open.read(length, 0))

/**
 * Where a picture says that it lies, by itself or by a world file and a `.prj` beside it; a TIFF that does not say comes
 * with a small picture of itself, since windows show none.
 */
export async function lookAtPicture(
  { file, name }: PictureFile,
  beside: readonly PictureFile[],
): Promise<Result<Look>> {
  const head = headOf(file, HEAD_BYTES)
  if (head.length < 8 || !isTiff(head)) {
    const size = pictureSize(head)
    return size
      ? ok(seen({ ...size, affine: null, epsg: null }, beside, false))
      : fail('unreadable_file', { file: name, problem: 'raster_other', at: '' })
  }
  const opened = await openGeoTiff(file, name)
  if (!opened.ok) return opened
  const { value: tiff } = opened
  try {
    const look = seen(tiff, beside, true)
    return ok(look.places.length > 0 ? look : { ...look, preview: await previewOf(tiff) })
  } catch {
    return fail('unreadable_file', { file: name, problem: 'raster_broken', at: '' })
  } finally {
    await tiff.close()
  }
}

function seen(said: Said, beside: readonly PictureFile[], isTiff: boolean): Look {
  const { widthPx, heightPx } = said
  const common = { isTiff, widthPx, heightPx, preview: null }
  const place = saidPlace(said, beside)
  if (place.kind === 'unplaced') return { ...common, isSaid: false, places: [], notes: [place.why] }
  const laid = (ground: Ground | null, epsg: number | null): Look['places'] => {
    const toPlace = (pixel: { x: number; y: number }) => ground?.toPlace(applied(place.affine, pixel)) ?? null
    const corners = cornersOf({ toPlace }, widthPx, heightPx)
    return corners ? [{ epsg, corners }] : []
  }
  const isSaid = place.kind === 'placed'
  const places = isSaid
    ? laid(place.ground, place.epsg)
    : place.systems.flatMap((epsg) => laid(groundOfEpsg(epsg), epsg))
  return { ...common, isSaid, places, notes: places.length > 0 ? [] : [note('error', 'raster_no_place')] }
}

/** A small picture of a TIFF, as an address that an `<img>` takes: every so many pixels one, of the level that is nearest. */
async function previewOf({ levels }: OpenTiff): Promise<string> {
  const enough = ({ widthPx, heightPx }: RasterLevel) => Math.max(widthPx, heightPx) >= PREVIEW_PX
  const level = levels.findLast(enough) ?? levels[0]
  const step = Math.max(1, Math.ceil(Math.max(level.widthPx, level.heightPx) / PREVIEW_PX))
  const [widthPx, heightPx] = [Math.ceil(level.widthPx / step), Math.ceil(level.heightPx / step)]
  const rgb = new Uint8Array(widthPx * heightPx * 3).fill(255)
  for (let y = 0; y < heightPx; y++) {
    const row = await level.part(0, y * step, level.widthPx, 1)
    for (let x = 0; x < widthPx; x++)
      if (row[x * step * 4 + 3] !== 0)
        rgb.set(row.subarray(x * step * 4, x * step * 4 + 3), (y * widthPx + x) * 3)
  }
  const jpeg = writeJpeg({ widthPx, heightPx, rgb }, PREVIEW_QUALITY)
  return `data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}`
}
