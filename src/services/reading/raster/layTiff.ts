import fs from 'node:fs'
import type { MapDatum } from '../../../core/geo/mapDatum.ts'
import type { LatLon } from '../../../core/geo/position.ts'
import { type Note, note } from '../../../core/units/note.ts'
import { fail, ok, type Result } from '../../../core/units/result.ts'
import { makeTiles } from '../../../store/tileFile.ts'
import { Refusal } from '../../../store/workspace.ts'
import type { Work } from '../../host/work.ts'
import { drawTiles, type Drawn } from './drawTiles.ts'
import { openGeoTiff, type OpenTiff } from './geoTiffRaster.ts'
import { groundOfEpsg, placedBy, placedByCorners, type Placement } from './placement.ts'
import type { Raster } from './raster.ts'
import { type PictureFile, saidPlace } from './saidPlace.ts'

/** Where a picture is to lie: as it says; in a system that somebody said (EPSG); or by its four corners. */
export type LaidBy = {
  readonly epsg: number | null
  readonly corners: readonly LatLon[] | null
  readonly datum: MapDatum
}

/** Tiles in a workspace's `maps`, as a layer names them. */
export type MadeTiles = {
  readonly sha256: string
  readonly minZoom: number
  readonly maxZoom: number
  readonly south: number
  readonly west: number
  readonly north: number
  readonly east: number
  readonly notes: Note[]
}

/** Draws a TIFF that lies somewhere as tiles of the map, into a workspace's `maps`. */
export async function layTiff(
  { file, name, beside, dir }: PictureFile & { beside: readonly PictureFile[]; dir: string },
  by: LaidBy,
  work: Work,
): Promise<Result<MadeTiles>> {
  const opened = await openGeoTiff(file, name)
  if (!opened.ok) return opened
  const { value: tiff } = opened
  try {
    const placement = placementOf(tiff, beside, by)
    if ('code' in placement)
      return fail('unreadable_file', { ...placement.params, file: name, problem: placement.code, at: '' })
    return await tilesOf([{ placement, levels: tiff.levels, close: tiff.close }], { file, name, dir }, work)
  } finally {
    await tiff.close()
  }
}

function placementOf(tiff: OpenTiff, beside: readonly PictureFile[], by: LaidBy): Placement | Note {
  const nowhere = note('error', 'raster_no_place')
  if (by.corners) return placedByCorners(tiff.widthPx, tiff.heightPx, by.corners, by.datum) ?? nowhere
  const said = saidPlace(tiff, beside)
  if (said.kind === 'unplaced') return said.why
  const ground = said.kind === 'placed' ? said.ground : by.epsg === null ? null : groundOfEpsg(by.epsg)
  return (ground && placedBy(said.affine, ground, said.kind === 'placed' ? 'wgs84' : by.datum)) ?? nowhere
}

/** Draws pictures as the tiles of one map; `file` is what they came in, by whose size it is told how far the work is. */
export async function tilesOf(
  rasters: readonly Raster[],
  { file, name, dir }: PictureFile & { dir: string },
  { onBytes, signal }: Work,
): Promise<Result<MadeTiles>> {
  const { size } = fs.statSync(file)
  try {
    const { sha256, bounds, ...drawn } = await makeTiles(dir, name, async (put) => {
      const made = await drawTiles(rasters, put, (share) => onBytes?.(size * share), signal)
      if (!made) throw new Refusal('unreadable_file', { file: name, problem: 'raster_no_place', at: '' })
      return made
    })
    const { minZoom, maxZoom } = drawn
    return ok({ sha256, minZoom, maxZoom, ...bounds, notes: notesOf(drawn) })
  } catch (error) {
    // What the disk says, and whoever called it off, is told as it is; a damaged picture throws whatever it does.
    if (signal?.aborted || error instanceof Refusal || 'code' in (error as object)) throw error
    return fail('unreadable_file', { file: name, problem: 'raster_broken', at: '' })
  }
}

const notesOf = ({ coarserBy }: Pick<Drawn, 'coarserBy'>): Note[] =>
  coarserBy > 1 ? [note('info', 'raster_coarser', null, { times: coarserBy })] : []
