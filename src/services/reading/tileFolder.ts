import fs from 'node:fs'
import {
  rowFromNorth,
  type RowsFrom,
  SAYS_LAYOUT,
  saidLayout,
  type TileFolder,
  tileFolderIn,
} from '../../core/formats/tileFolder.ts'
import { note } from '../../core/units/note.ts'
import { fail, ok, type Result } from '../../core/units/result.ts'
import { makeTiles } from '../../store/tileFile.ts'
import { Refusal } from '../../store/refusal.ts'
import type { Work } from '../host/work.ts'
import type { MadeTiles } from './raster/layTiff.ts'
import type { PictureFile } from './raster/saidPlace.ts'
import { openZip, type ZipParts } from './zipParts.ts'

/** A tile has no more, bytes: those of 512 pixels without loss come to some 800 kB. */
const MOST_TILE_BYTES = 4 * 1024 * 1024
/** So many tiles are brought in at most: those of an orthophoto of some hundred gigapixels. */
const MOST_TILES = 1_000_000
/** Tiles are packed already: what unpacks to more times its own size, and more than so many bytes, is a bomb. */
const MOST_RATIO = 50
const MOST_SMALL_BYTES = 64 * 1024 * 1024
const MOST_TEXT_BYTES = 256 * 1024
/** Every so many tiles it is told how far it is. */
const EACH = 64

/** What a folder of tiles in a ZIP covers, by each way to count its rows; `rows` where it says one. */
export type TilesFound = Pick<TileFolder, 'minZoom' | 'maxZoom' | 'missingZooms' | 'covers'> & {
  readonly count: number
  readonly rows: RowsFrom | null
}

/** The folder of tiles in a ZIP; null where there is none, or it is none. Tiles of another grid than web maps' are refused. */
export async function findTileFolder({ file, name }: PictureFile): Promise<Result<TilesFound | null>> {
  const zip = await openZip(file)
  if (!zip) return ok(null)
  try {
    const folder = tileFolderIn(zip.entries.map((entry) => entry.name))
    if (!folder) return ok(null)
    const { rows, isOtherGrid } = await layoutOf(zip, folder)
    if (isOtherGrid) return refused(name, 'tiles_other_grid')
    if (folder.tiles.length > MOST_TILES) return refused(name, 'tiles_too_many', { most: MOST_TILES })
    const bomb = bombIn(zip, folder)
    if (bomb) return refused(name, bomb)
    const { minZoom, maxZoom, missingZooms, covers } = folder
    return ok({ minZoom, maxZoom, missingZooms, covers, count: folder.tiles.length, rows })
  } finally {
    await zip.close()
  }
}

const refused = (file: string, problem: string, params: Record<string, number> = {}) =>
  fail('unreadable_file', { ...params, file, problem, at: '' })

/** What is wrong with a ZIP that was made to be more than it is: tiles that share their bytes, or unpack to too much. */
function bombIn({ entries, sizeBytes }: ZipParts, { tiles }: TileFolder): 'zip_twice' | 'tiles_bomb' | null {
  const names = new Set(tiles.map(({ name }) => name))
  let [packed, unpacked] = [0, 0]
  for (const entry of entries) {
    if (!names.has(entry.name)) continue
    packed += entry.packed
    unpacked += entry.size
  }
  if (packed > sizeBytes) return 'zip_twice'
  return unpacked > MOST_SMALL_BYTES && unpacked > MOST_RATIO * sizeBytes ? 'tiles_bomb' : null
}

async function layoutOf(zip: ZipParts, folder: TileFolder) {
  let rows: RowsFrom | null = null
  for (const entry of zip.entries) {
    const named = entry.name.startsWith(folder.root) ? entry.name.slice(folder.root.length) : ''
    if (!SAYS_LAYOUT.test(named)) continue
    const bytes = await zip.read(entry, MOST_TEXT_BYTES)
    const said = bytes && saidLayout(named, new TextDecoder().decode(bytes), folder)
    if (said?.isOtherGrid) return said
    rows ??= said?.rows ?? null
  }
  return { rows, isOtherGrid: false }
}

/** What windows show of tiles, by its first bytes: PNG, JPEG, WebP. */
function isPicture(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  return /^(?:\u0089PNG|\u00ff\u00d8\u00ff|RIFF[^]{4}WEBP)/.test(head)
}

/** Brings the tiles of such a folder into a workspace's `maps`, each as it is, by rows that are counted from one side. */
export async function layTileFolder(
  { file, name, dir, rows }: PictureFile & { dir: string; rows: RowsFrom },
  { onBytes, signal }: Work,
): Promise<Result<MadeTiles>> {
  const found = await findTileFolder({ file, name })
  if (!found.ok) return found
  const zip = found.value && (await openZip(file))
  if (!found.value || !zip) return refused(name, 'tiles_none')
  const { minZoom, maxZoom, missingZooms, covers } = found.value
  const share = fs.statSync(file).size / found.value.count
  try {
    const folder = tileFolderIn(zip.entries.map((entry) => entry.name))
    const entries = new Map(zip.entries.map((entry) => [entry.name, entry]))
    let left = 0
    let put = 0
    const made = await makeTiles(dir, name, async (putTile) => {
      for (const [i, { name: named, z, x, y }] of (folder?.tiles ?? []).entries()) {
        if (i % EACH === 0) {
          signal?.throwIfAborted()
          onBytes?.(share * EACH)
        }
        const entry = entries.get(named)
        const bytes = entry && (await zip.read(entry, MOST_TILE_BYTES))
        if (bytes && isPicture(bytes)) {
          putTile(z, x, rowFromNorth(y, z, rows), bytes)
          put += 1
        } else left += 1
      }
      if (put === 0) throw new Refusal('unreadable_file', { file: name, problem: 'tiles_none', at: '' })
      return { bounds: covers[rows] }
    })
    const notes = left > 0 ? [note('warning', 'tiles_left', null, { count: left })] : []
    if (missingZooms.length > 0)
      notes.push(note('warning', 'tiles_gap', null, { zooms: missingZooms.join(', ') }))
    return ok({ sha256: made.sha256, minZoom, maxZoom, ...made.bounds, notes })
  } finally {
    await zip.close()
  }
}
