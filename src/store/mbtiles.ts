import { gunzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { pixelOf, TILE_PX } from '../core/geo/webMercator.ts'
import { finiteIn } from '../core/units/finite.ts'
import { fail, ok, type Result } from '../core/units/result.ts'

/** What a file of tiles (MBTiles 1.3, PMTiles 3) says of itself, as a layer needs it. */
export type TilesInfo = {
  name: string
  minZoom: number
  maxZoom: number
  south: number
  west: number
  north: number
  east: number
  attribution: string
  /** Its rows count from the north, against the specification: it says so itself, or its bounds do. */
  isFromNorth: boolean
  /** Pictures, or shapes that are drawn here. */
  content: 'raster' | 'vector'
}

/** No map is drawn closer: `Layer` allows no more. */
const HIGHEST_ZOOM = 24

/** A longer value than this is no metadata, characters. */
const LONGEST_VALUE = 10_000
const WANTED = ['name', 'format', 'bounds', 'attribution', 'scheme']

/**
 * Somebody else's database: read only, and what stands in its schema is not run. Views, virtual tables and computed
 * columns are programs of whoever made the file, and SQLite cannot be stopped in the middle of one: only plain tables
 * are read.
 */
function open(file: string): Database.Database {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  db.pragma('trusted_schema = OFF')
  db.pragma('query_only = ON')
  db.pragma('cell_size_check = ON')
  return db
}

/** A table with some columns, all of them stored as they are. */
function isPlainTable(db: Database.Database, name: string, columns: readonly string[]): boolean {
  const row = db
    .prepare(
      "SELECT type, sql FROM sqlite_schema WHERE name = ? COLLATE NOCASE AND type IN ('table', 'view')",
    )
    .get(name) as { type: string; sql: string } | undefined
  if (row?.type !== 'table' || /^\s*CREATE\s+VIRTUAL/i.test(row.sql)) return false
  const stored = db.prepare('SELECT name, hidden FROM pragma_table_xinfo(?)').all(name) as {
    name: string
    hidden: number
  }[]
  // 2 and 3: computed columns.
  return (
    stored.every(({ hidden }) => hidden < 2) &&
    columns.every((column) => stored.some((one) => one.name.toLowerCase() === column.toLowerCase()))
  )
}

/** Where the rows of the tiles stand: in one table, or, where equal tiles are kept once, in one that names them in another. */
type Shape =
  | { readonly kind: 'table' }
  | {
      readonly kind: 'named'
      readonly map: string
      readonly images: string
      readonly mapId: string
      readonly imageId: string
    }

const PLACE = ['zoom_level', 'tile_column', 'tile_row']
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/**
 * How a file's `tiles` are to be read; null where that would mean to run what stands in it. The view that programs make
 * where equal tiles are kept once joins two tables by an id: it is recognised by its text, and its tables are read.
 */
function shapeOf(db: Database.Database): Shape | null {
  if (isPlainTable(db, 'tiles', [...PLACE, 'tile_data'])) return { kind: 'table' }
  const view = db.prepare("SELECT sql FROM sqlite_schema WHERE name = 'tiles' AND type = 'view'").get() as
    | { sql: string }
    | undefined
  const text = (view?.sql ?? '')
    .slice(0, 4000)
    .replace(/["`[\]]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  const word = String.raw`(\w+)`
  const join = new RegExp(
    String.raw`^CREATE VIEW (?:IF NOT EXISTS )?tiles (?:\([\w, ]+\) )?AS SELECT ([\w., ]+) FROM ${word}(?: (?:INNER |LEFT (?:OUTER )?)?JOIN |, ?)${word} (?:(?:ON|WHERE) \(?${word}\.${word} ?= ?${word}\.${word}\)?|USING ?\( ?${word} ?\)) ?;?$`,
    'i',
  ).exec(text)
  if (!join) return null
  const [, , first = '', second = '', leftTable, leftColumn, rightTable, rightColumn, shared] = join
  const idOf = (table: string): string =>
    shared ?? (leftTable === table ? leftColumn : rightTable === table ? rightColumn : undefined) ?? ''
  for (const [map, images] of [
    [first, second],
    [second, first],
  ] as const) {
    const [mapId, imageId] = [idOf(map), idOf(images)]
    if (mapId === '' || imageId === '' || map === images) continue
    if (isPlainTable(db, map, [...PLACE, mapId]) && isPlainTable(db, images, [imageId, 'tile_data']))
      return { kind: 'named', map, images, mapId, imageId }
  }
  return null
}

type Metadata = ReadonlyMap<string, string>

function metadataOf(db: Database.Database): Metadata {
  const rows = db
    .prepare(
      `SELECT name, value FROM metadata WHERE name IN (${WANTED.map(() => '?').join(', ')})
         AND length(CAST(value AS BLOB)) <= ${LONGEST_VALUE} LIMIT 100`,
    )
    .all(...WANTED) as { name: string; value: string }[]
  return new Map(rows.map((row) => [row.name, String(row.value)]))
}

type Bounds = { west: number; south: number; east: number; north: number }
const WORLD: Bounds = { west: -180, south: -85, east: 180, north: 85 }

/** What the file says that it covers; null where it does not say, or says what cannot be. */
function boundsOf(metadata: Metadata): Bounds | null {
  const [west, south, east, north] = (metadata.get('bounds') ?? '').split(',').map(Number)
  const lon = (deg: number | undefined) => finiteIn(deg, -180, 180)
  const lat = (deg: number | undefined) => finiteIn(deg, -90, 90)
  const bounds = { west: lon(west), south: lat(south), east: lon(east), north: lat(north) }
  const isSound = Object.values(bounds).every((deg) => deg !== null)
  return isSound && (bounds.south as number) < (bounds.north as number) ? (bounds as Bounds) : null
}

/** The row of a latitude, counted from the north, in parts of a row. */
const rowOfLat = (lat: number, zoom: number): number => pixelOf({ lat, lon: 0 }, zoom).y / TILE_PX

/**
 * Whether rows count from the north. The specification has them from the south (TMS); programs that write them the other
 * way say so as `scheme`, or do not, and then their own bounds do: the rows of the closest zoom lie within them when they
 * are counted one way, and outside when they are counted the other.
 */
function isFromNorth(db: Database.Database, shape: Shape, metadata: Metadata): boolean {
  const scheme = metadata.get('scheme')?.trim().toLowerCase()
  if (scheme === 'xyz' || scheme === 'tms') return scheme === 'xyz'
  const bounds = boundsOf(metadata)
  if (!bounds) return false
  const table = tableOf(shape)
  const [lowest, highest] = [zoomOf(db, table, 'ASC'), zoomOf(db, table, 'DESC')]
  if (lowest === null || highest === null) return false
  const select = db.prepare(
    `SELECT min(tile_row) AS least, max(tile_row) AS most FROM ${table} WHERE zoom_level = ?`,
  )
  // From far out, where the tiles are few, inwards to the first zoom that tells the two apart.
  for (let zoom = lowest; zoom <= highest; zoom++) {
    const { least, most } = select.get(zoom) as { least: unknown; most: unknown }
    const rows = 2 ** zoom
    const [first, last] = [finiteIn(least, 0, rows - 1), finiteIn(most, 0, rows - 1)]
    if (first === null || last === null) continue
    const top = Math.floor(rowOfLat(bounds.north, zoom))
    const bottom = Math.floor(rowOfLat(bounds.south, zoom))
    // A row of slack: bounds are often rounded, and tiles reach a row beyond them.
    const isWithin = (from: number, to: number) => from >= top - 1 && to <= bottom + 1
    const [north, south] = [isWithin(first, last), isWithin(rows - 1 - last, rows - 1 - first)]
    if (north !== south) return north
  }
  return false
}

const tableOf = (shape: Shape): string => (shape.kind === 'table' ? 'tiles' : quoted(shape.map))

/**
 * The lowest or highest whole zoom of a table that a map has; a file may hold others beside them, or nothing else. An
 * index answers each of the two at once, and both together by going through all of it.
 */
function zoomOf(db: Database.Database, table: string, order: 'ASC' | 'DESC'): number | null {
  const row = db
    .prepare(
      `SELECT zoom_level AS zoom FROM ${table}
       WHERE zoom_level = CAST(zoom_level AS INTEGER) AND zoom_level BETWEEN 0 AND ${HIGHEST_ZOOM}
       ORDER BY zoom_level ${order} LIMIT 1`,
    )
    .get() as { zoom: number } | undefined
  return row?.zoom ?? null
}

/** Reads the metadata of an MBTiles file; what holds neither pictures nor vector tiles is refused with the reason. */
export function readTilesInfo(file: string, fileName: string): Result<TilesInfo> {
  const refused = (problem: string): Result<never> =>
    fail('unreadable_file', { file: fileName, problem, at: '' })
  let db: Database.Database
  try {
    db = open(file)
  } catch {
    return refused('tiles_not_mbtiles')
  }
  try {
    const shape = shapeOf(db)
    if (!shape || !isPlainTable(db, 'metadata', ['name', 'value'])) {
      const isThere = db
        .prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name IN ('tiles', 'metadata')")
        .get()
      return refused((isThere as { n: number }).n === 2 ? 'tiles_computed' : 'tiles_not_mbtiles')
    }
    const metadata = metadataOf(db)
    const format = metadata.get('format') ?? 'png'
    if (!['png', 'jpg', 'jpeg', 'webp', 'pbf'].includes(format)) return refused('tiles_other')
    const table = tableOf(shape)
    const [minZoom, maxZoom] = [zoomOf(db, table, 'ASC'), zoomOf(db, table, 'DESC')]
    if (minZoom === null || maxZoom === null) return refused('tiles_none')
    const { west, south, east, north } = boundsOf(metadata) ?? WORLD
    return ok({
      name: metadata.get('name') ?? fileName,
      minZoom,
      maxZoom,
      south,
      west,
      north,
      east,
      attribution: (metadata.get('attribution') ?? '').slice(0, 500),
      isFromNorth: isFromNorth(db, shape, metadata),
      content: format === 'pbf' ? 'vector' : 'raster',
    })
  } catch {
    return refused('tiles_not_mbtiles')
  } finally {
    db.close()
  }
}

type Tiles = { tile(z: number, x: number, y: number): Uint8Array | null; close(): void }

/** Opens a file for its tiles; null where they cannot be read. Rows count from the north, as the map's do. */
export function openTiles(file: string): Tiles | null {
  const db = open(file)
  const shape = shapeOf(db)
  if (!shape) {
    db.close()
    return null
  }
  const fromNorth = isPlainTable(db, 'metadata', ['name', 'value']) && isFromNorth(db, shape, metadataOf(db))
  const place = PLACE.map((column) => `${column} = ?`).join(' AND ')
  const first =
    shape.kind === 'table'
      ? db.prepare(`SELECT tile_data AS found FROM tiles WHERE ${place} LIMIT 1`)
      : db.prepare(`SELECT ${quoted(shape.mapId)} AS found FROM ${quoted(shape.map)} WHERE ${place} LIMIT 1`)
  const second =
    shape.kind === 'named' &&
    db.prepare(
      `SELECT tile_data AS found FROM ${quoted(shape.images)} WHERE ${quoted(shape.imageId)} = ? LIMIT 1`,
    )
  type Row = { found: unknown } | undefined
  return {
    tile(z, x, y) {
      const found = (first.get(z, x, fromNorth ? y : 2 ** z - 1 - y) as Row)?.found
      const data = second ? found !== undefined && (second.get(found) as Row)?.found : found
      return data instanceof Uint8Array ? data : null
    },
    close: () => db.close(),
  }
}

/** Files of tiles that are kept open. */
const MOST_OPEN = 8
const opened = new Map<string, Tiles | null>()

/** One tile of a file, of a few that stay open; null where there is none. */
export function tileOf(file: string, z: number, x: number, y: number): ArrayBuffer | null {
  if (!opened.has(file)) opened.set(file, openTiles(file))
  for (const [old, tiles] of opened) {
    if (opened.size <= MOST_OPEN) break
    tiles?.close()
    opened.delete(old)
  }
  const bytes = opened.get(file)?.tile(z, x, y)
  return bytes ? new Uint8Array(unpacked(bytes)).buffer : null
}

/** A vector tile unpacked has no more, bytes. */
const MOST_UNPACKED = 128 * 1024 * 1024

/** Vector tiles lie in the file packed (gzip), and are drawn as they are. */
const unpacked = (bytes: Uint8Array): Uint8Array =>
  bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED }) : bytes
