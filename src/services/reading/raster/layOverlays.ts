import {
  eachOnce,
  type GroundOverlay,
  inDrawOrder,
  nameBeside,
  readGroundOverlays,
} from '../../../core/formats/groundOverlays.ts'
import { readJpeg } from '../../../core/formats/pictures/jpegRead.ts'
import { pictureSize } from '../../../core/formats/pictures/pictureSize.ts'
import { readDensePng } from '../../../core/formats/pictures/pngRead.ts'
import { filesOfZip } from '../../../core/formats/zip.ts'
import { type Note, note, type Read } from '../../../core/units/note.ts'
import { unreadable } from '../../../core/units/problem.ts'
import { ok, type Result } from '../../../core/units/result.ts'
import type { Work } from '../../host/work.ts'
import { LARGEST, readWhole } from '../readWhole.ts'
import { type MadeTiles, tilesOf } from './layTiff.ts'
import { groundOfEpsg, placedBy, placedByCorners, type Placement } from './placement.ts'
import type { Raster, RasterLevel, Rgba } from './raster.ts'
import type { PictureFile } from './saidPlace.ts'

/** Pictures of one file come to no more than this, unpacked, bytes. */
const MOST_BYTES = 512 * 1024 * 1024
/** A picture of more pixels is not laid: unpacked it would take some hundred megabytes. */
const MOST_PIXELS = 100_000_000
/** What is unpacked of pictures stays in memory up to so many bytes. */
const MOST_KEPT_BYTES = 256 * 1024 * 1024
const ZIP_HEADER = 'PK\u0003\u0004'
const KML = /\.(?:ov)?kml$/i

type Packed = GroundOverlay & { readonly name: string; readonly picture: Uint8Array }

/** How many pictures a KML, or a KMZ with its own, lays on the ground; none for any other file. */
export function countOverlays(
  file: PictureFile,
  beside: readonly PictureFile[],
): { count: number; notes: Note[] } {
  const { value, notes } = overlaysIn(file, beside)
  return {
    count: value?.length ?? 0,
    notes: value ? notes : notes.filter(({ code }) => code.startsWith('overlay_')),
  }
}

/**
 * Draws what a KML or KMZ lays on the ground as tiles of the map, into a workspace's `maps`, the lowest first: of all KML files
 * in a KMZ, so that the levels of a super-overlay come too, finer ones over coarser ones. The grid is measured in the file's
 * own datum.
 */
export async function layOverlays(
  { file, name, beside, dir }: PictureFile & { beside: readonly PictureFile[]; dir: string },
  work: Work,
): Promise<Result<MadeTiles>> {
  const { value, notes } = overlaysIn({ file, name }, beside)
  if (!value) return unreadable(name, notes, 'overlay_none')
  const open = pictureStore()
  const rasters: Raster[] = []
  let unread = 0
  for (const overlay of value) {
    const raster = rasterOf(overlay, open)
    if (raster) rasters.push(raster)
    else unread += 1
  }
  if (unread > 0) notes.push(note('warning', 'overlay_unread', null, { count: unread }))
  if (rasters.length === 0) return unreadable(name, notes.slice(-1), 'overlay_none')
  const made = await tilesOf(rasters, { file, name, dir }, work)
  return made.ok ? ok({ ...made.value, notes: [...notes, ...made.value.notes] }) : made
}

function overlaysIn({ file, name }: PictureFile, beside: readonly PictureFile[]): Read<Packed[]> {
  const bytes = readWhole(file, name, LARGEST.model)
  const isZip = Buffer.from(bytes.subarray(0, 4)).toString('latin1') === ZIP_HEADER
  if (!isZip && !KML.test(name)) return { value: null, notes: [] }
  const texts = isZip ? filesOfZip(bytes, (one) => KML.test(one)) : { files: { [name]: bytes }, notes: [] }
  const notes: Note[] = [...texts.notes]
  const wanted: { overlay: GroundOverlay; name: string | null }[] = []
  for (const [kml, content] of Object.entries(texts.files)) {
    const read = readGroundOverlays(content)
    notes.push(...read.notes)
    for (const overlay of read.value ?? []) wanted.push({ overlay, name: nameBeside(kml, overlay.href) })
  }
  if (wanted.length === 0) return { value: null, notes: eachOnce(notes) }
  const names = new Set(wanted.flatMap((one) => one.name ?? []))
  const pictures = isZip ? filesOfZip(bytes, (one) => names.has(one), MOST_BYTES) : filesBeside(beside)
  notes.push(...pictures.notes)
  const found = wanted.flatMap(({ overlay, name: at }) => {
    const picture = at === null ? undefined : pictures.files[at]
    return picture && at !== null ? [{ ...overlay, name: at, picture }] : []
  })
  const missing = wanted.length - found.length
  if (missing > 0) notes.push(note('warning', 'overlay_elsewhere', null, { count: missing }))
  return { value: found.length > 0 ? inDrawOrder(found) : null, notes: eachOnce(notes) }
}

const filesBeside = (beside: readonly PictureFile[]): ReturnType<typeof filesOfZip> => ({
  files: Object.fromEntries(beside.map((one) => [one.name, readWhole(one.file, one.name, MOST_BYTES)])),
  notes: [],
})

type Unpacked = {
  readonly widthPx: number
  readonly heightPx: number
  readonly each: 3 | 4
  readonly samples: Uint8Array
}
type Open = (packed: Packed) => Unpacked | null

/** Unpacks pictures when they are asked for; those that were used last stay. */
function pictureStore(): Open {
  const kept = new Map<string, Unpacked | null>()
  let bytes = 0
  return ({ name, picture }) => {
    const known = kept.get(name)
    const found = known === undefined ? unpackedPicture(picture) : known
    kept.delete(name)
    kept.set(name, found)
    if (known === undefined) bytes += found?.samples.length ?? 0
    for (const [old, unpacked] of kept) {
      if (bytes <= MOST_KEPT_BYTES || old === name) break
      bytes -= unpacked?.samples.length ?? 0
      kept.delete(old)
    }
    return found
  }
}

function unpackedPicture(bytes: Uint8Array): Unpacked | null {
  const png = readDensePng(bytes)
  if (png) return { widthPx: png.widthPx, heightPx: png.heightPx, each: 4, samples: png.rgba }
  const jpeg = readJpeg(bytes, Number.POSITIVE_INFINITY)
  return jpeg && { widthPx: jpeg.widthPx, heightPx: jpeg.heightPx, each: 3, samples: jpeg.rgb }
}

/** Null for what is no picture, is too large, or lies on a line. */
function rasterOf(overlay: Packed, open: Open): Raster | null {
  const said = pictureSize(overlay.picture)
  if (!said || said.widthPx * said.heightPx > MOST_PIXELS) return null
  const seen = open(overlay)
  if (!seen) return null
  // As it is to be looked at: a photo may be turned.
  const { widthPx, heightPx } = seen
  const placement = placementOf(overlay, widthPx, heightPx)
  if (!placement) return null
  const level: RasterLevel = {
    widthPx,
    heightPx,
    part(left, top, width, height) {
      const made: Rgba = new Uint8Array(width * height * 4)
      const found = open(overlay)
      if (!found) return Promise.resolve(made)
      const { each, samples } = found
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) {
          const at = ((top + y) * widthPx + left + x) * each
          const to = (y * width + x) * 4
          for (let k = 0; k < 3; k++) made[to + k] = samples[at + k] as number
          made[to + 3] = each === 4 ? (samples[at + 3] as number) : 255
        }
      return Promise.resolve(made)
    },
  }
  return { placement, levels: [level], close: () => Promise.resolve() }
}

function placementOf({ corners, isUpright }: Packed, widthPx: number, heightPx: number): Placement | null {
  const [a, , c] = corners
  const ground = groundOfEpsg(4326)
  if (!isUpright || !ground) return placedByCorners(widthPx, heightPx, corners)
  const affine = {
    a: (c.lon - a.lon) / widthPx,
    b: 0,
    c: a.lon,
    d: 0,
    e: (c.lat - a.lat) / heightPx,
    f: a.lat,
  }
  return placedBy(affine, ground)
}
