import type { CallOutput } from '../../../contract/index.ts'
import type { ExportFormat } from '../../../core/formats/formats.ts'
import type { FormatInput } from '../../../core/formats/formatInput.ts'
import type { Layer } from '../../../core/geo/layer.ts'
import type { MapDatum } from '../../../core/geo/mapDatum.ts'
import type { LatLon } from '../../../core/geo/position.ts'
import type { ImportWish } from '../../../core/formats/settle.ts'
import type { Home, Mission } from '../../../core/mission/mission.ts'
import type { MissionFile } from '../../../core/mission/missionFile.ts'
import type { SelfCheckForm } from '../../../core/papers/readSelfCheckForm.ts'
import type { TakenKind } from '../../../core/papers/takeIn/columns.ts'
import type { Reading, TakenRows } from '../../../core/papers/takeIn/readRows.ts'
import type { Terrain } from '../../../core/terrain/terrain.ts'
import type { Note, Read } from '../../../core/units/note.ts'
import { ok, type Result } from '../../../core/units/result.ts'
import type { MapFormat } from '../../../store/maps.ts'
import type { TilesInfo } from '../../../store/mbtiles.ts'
import type { AreaFiles } from '../areas.ts'
import type { Compared } from '../../mission/compareExport.ts'
import type { BagChecked } from '../checkBag.ts'
import type { LogRead } from '../log.ts'
import type { RowsFrom } from '../../../core/formats/tileFolder.ts'
import type { TilesFound } from '../tileFolder.ts'
import type { LaidBy, MadeTiles } from '../raster/layTiff.ts'
import type { PictureFile } from '../raster/saidPlace.ts'
import { LARGEST, readWhole } from '../readWhole.ts'
import type { Work } from '../../host/work.ts'

/** A file on the disk and what a person calls it. */
type File = { readonly file: string; readonly name: string }

/** A drawing, and what a person calls it. */
type Drawing = { readonly name: string; readonly files: AreaFiles; readonly isSwapped: boolean }

/**
 * Jobs that read a file whole, take it apart and answer what it holds. What each needs is loaded when it is first asked
 * for: a thread that only hashes knows no format.
 */
export const fileJobs = {
  /** An evidence package, or the folder of one, held against its lists. */
  checkBag: async ({ file }: { file: string }, work: Work): Promise<Result<BagChecked>> =>
    (await import('../checkBag.ts')).checkBag(file, work.onBytes, work.signal),

  /** `sortie log`: a log, photo or clip with its track. */
  log: async (
    { file, source = null }: { file: string; source?: string | null },
    work: Work,
  ): Promise<Result<LogRead>> => (await import('../log.ts')).readLogFile(file, work, source),

  /** A mission made of `base` and a file, for the window: as JSON, which `add` takes. */
  mission: async ({
    file,
    name,
    wish,
    base,
    siteHome,
  }: File & { wish: ImportWish; base: Mission; siteHome: Home | null }): Promise<
    Result<{ text: string; notes: Note[] }>
  > => {
    const [{ importMission }, { missionOfFile }] = await Promise.all([
      import('../../../core/formats/importMission.ts'),
      import('../../../core/formats/settle.ts'),
    ])
    const read = importMission(readWhole(file, name), name, wish)
    const made = missionOfFile(read, name, wish, base, { siteHome })
    return made.ok ? ok({ text: JSON.stringify(made.value.mission), notes: made.value.notes }) : made
  },

  /** `sortie import`: a mission file of any file with a mission, and an elevation model beside it. */
  importFile: async ({
    file,
    name,
    nowMs,
    wish,
    terrain,
  }: File & { nowMs: number; wish: ImportWish; terrain: File | null }): Promise<
    Result<{ file: MissionFile; notes: Note[] }>
  > => {
    const { importFile } = await import('../../mission/standalone.ts')
    const model = terrain && {
      bytes: readWhole(terrain.file, terrain.name, LARGEST.model),
      name: terrain.name,
    }
    return importFile(readWhole(file, name), name, nowMs, wish, model)
  },

  /** A file that came back, against the mission that it was written of. */
  compare: async ({
    file,
    name,
    input,
    isDjiFly,
    format,
  }: File & {
    input: Omit<FormatInput, 'route'>
    isDjiFly: boolean
    format: ExportFormat | null
  }): Promise<Result<Compared>> => {
    const [{ compareExport }, { plan }] = await Promise.all([
      import('../../mission/compareExport.ts'),
      import('../../../core/route/plan.ts'),
    ])
    return compareExport({ ...input, route: plan(input) }, readWhole(file, name), name, { isDjiFly, format })
  },

  /** `sortie compare`. */
  compareFile: async ({ file, name, mission }: File & { mission: MissionFile }): Promise<Result<Compared>> =>
    (await import('../../mission/standalone.ts')).compareFile(mission, readWhole(file, name), name),

  /** What the form of a self-check says that was filled in by a day. */
  selfCheckForm: async ({ file, name, today }: File & { today: string }): Promise<Read<SelfCheckForm>> => {
    const [{ readTables }, { readSelfCheckForm }] = await Promise.all([
      import('../../../core/formats/tables/readTables.ts'),
      import('../../../core/papers/readSelfCheckForm.ts'),
    ])
    const { value, notes } = readTables(readWhole(file, name, LARGEST.table))
    if (!value) return { value: null, notes }
    const read = readSelfCheckForm(value, today)
    // The form itself has cells that are one.
    const own = notes.filter(({ code }) => code !== 'table_merged')
    return { value: read.value, notes: [...own, ...read.notes] }
  },

  /** The rows of a table or drawing with many at once. */
  takenRows: async ({
    file,
    name,
    kind,
    reading,
  }: File & { kind: TakenKind; reading: Reading }): Promise<Read<TakenRows>> =>
    (await import('../../../core/papers/takeIn/readRows.ts')).readTakenRows(
      readWhole(file, name, LARGEST.table),
      name,
      kind,
      reading,
    ),

  /** The answer of `site.readAreas`: the areas, lines and points of a drawing in WGS-84, held against the contract. */
  areas: async ({ files, isSwapped }: Drawing): Promise<CallOutput<'site.readAreas'>> => {
    const [{ areasIn }, { calls }] = await Promise.all([
      import('../areas.ts'),
      import('../../../contract/index.ts'),
    ])
    const { value, notes } = areasIn(files, isSwapped)
    return calls['site.readAreas'].output.parse({ features: value ?? [], notes })
  },

  /** `layer`, which has no features yet, with those of a drawing, at most so many: as JSON, which `add` takes; null without any. */
  vectorLayer: async ({
    files,
    datum,
    isSwapped,
    most,
    layer,
  }: Drawing & { datum: MapDatum; most: number; layer: Layer }): Promise<Read<string>> => {
    const [{ areasIn }, { featuresInWgs84 }] = await Promise.all([
      import('../areas.ts'),
      import('../../../core/formats/inDatum.ts'),
    ])
    const { value, notes } = areasIn(files, isSwapped)
    if (!value || value.length === 0) return { value: null, notes }
    const source = { ...layer.source, features: featuresInWgs84(value.slice(0, most), datum) }
    return { value: JSON.stringify({ ...layer, source }), notes }
  },

  /** The ground about some places. */
  terrain: async ({ file, name, places }: File & { places: readonly LatLon[] }): Promise<Read<Terrain>> =>
    (await import('../elevation.ts')).readTerrain(readWhole(file, name, LARGEST.model), name, places),

  /** `--terrain`: a mission file with the ground under it. */
  withTerrain: async ({
    file,
    name,
    mission,
    isFollowed,
  }: File & { mission: MissionFile; isFollowed: boolean }): Promise<
    Result<{ file: MissionFile; notes: Note[] }>
  > => {
    const { withTerrain } = await import('../../mission/standalone.ts')
    return withTerrain(mission, { bytes: readWhole(file, name, LARGEST.model), name }, isFollowed)
  },

  /** `--params`: a mission file with the parameters that a file says of a vehicle. */
  withParams: async ({
    file,
    name,
    mission,
  }: File & { mission: MissionFile }): Promise<
    Result<{ file: MissionFile; compared: number; missing: number; notes: Note[] }>
  > =>
    (await import('../../link/vehicleParams.ts')).withParams(
      mission,
      readWhole(file, name, LARGEST.params),
      name,
    ),

  /** What a file of map tiles says of itself. */
  tilesInfo: async ({ file, name, format }: File & { format: MapFormat }): Promise<Result<TilesInfo>> =>
    format === 'pmtiles'
      ? (await import('../pmtiles.ts')).readPmtilesInfo(file, name)
      : (await import('../../../store/mbtiles.ts')).readTilesInfo(file, name),

  /** Where a picture says that it lies. */
  look: async ({
    picture,
    beside,
  }: {
    picture: PictureFile
    beside: readonly PictureFile[]
  }): Promise<Result<CallOutput<'layer.look'>>> =>
    (await import('../raster/look.ts')).lookAtPicture(picture, beside),

  /** Draws a TIFF as tiles into the workspace. */
  layTiff: async (
    { by, ...picture }: PictureFile & { beside: readonly PictureFile[]; dir: string; by: LaidBy },
    work: Work,
  ): Promise<Result<MadeTiles>> => (await import('../raster/layTiff.ts')).layTiff(picture, by, work),

  /** How many pictures a file lays on the ground. */
  overlays: async ({
    picture,
    beside,
  }: {
    picture: PictureFile
    beside: readonly PictureFile[]
  }): Promise<{ count: number; notes: Note[] }> =>
    (await import('../raster/layOverlays.ts')).countOverlays(picture, beside),

  /** Draws the pictures that a KML or KMZ lays on the ground as tiles into the workspace. */
  layOverlays: async (
    given: PictureFile & { beside: readonly PictureFile[]; dir: string },
    work: Work,
  ): Promise<Result<MadeTiles>> => (await import('../raster/layOverlays.ts')).layOverlays(given, work),

  /** The folder of tiles in a ZIP, if it holds one. */
  findTileFolder: async (given: PictureFile): Promise<Result<TilesFound | null>> =>
    (await import('../tileFolder.ts')).findTileFolder(given),

  /** Brings the tiles of a folder in a ZIP into the workspace. */
  layTileFolder: async (
    given: PictureFile & { dir: string; rows: RowsFrom },
    work: Work,
  ): Promise<Result<MadeTiles>> => (await import('../tileFolder.ts')).layTileFolder(given, work),

  /** Copies a file of map tiles into the workspace, under its hash; answers that. */
  keepTiles: async (
    { file, dir, format }: { file: string; dir: string; format: MapFormat },
    work: Work,
  ): Promise<string> => (await import('../../../store/maps.ts')).keepTiles(file, dir, format, work.signal),

  /** One tile of a file in the workspace; null where it has none there. */
  tile: async ({
    file,
    format,
    z,
    x,
    y,
  }: {
    file: string
    format: MapFormat
    z: number
    x: number
    y: number
  }): Promise<ArrayBuffer | null> =>
    format === 'pmtiles'
      ? (await import('../pmtiles.ts')).pmtilesTile(file, z, x, y)
      : (await import('../../../store/mbtiles.ts')).tileOf(file, z, x, y),
}
