import Database from 'better-sqlite3'
import { fail, ok, type Result } from '../core/units/result.ts'

/** What an MBTiles file (specification 1.3) says of itself, as a layer needs it. */
export type TilesInfo = {
  name: string
  minZoom: number
  maxZoom: number
  south: number
  west: number
  north: number
  east: number
  attribution: string
}

/** No map is drawn closer: `Layer` allows no more. */
const HIGHEST_ZOOM = 24

const open = (file: string) => new Database(file, { readonly: true, fileMustExist: true })

/** Reads the metadata of a raster MBTiles file; vector tiles and other files are refused with the reason. */
export function readTilesInfo(file: string, fileName: string): Result<TilesInfo> {
  let db: Database.Database
  try {
    db = open(file)
  } catch {
    return fail('unreadable_file', { file: fileName, problem: 'not an MBTiles file' })
  }
  try {
    const rows = db.prepare('SELECT name, value FROM metadata').all() as { name: string; value: string }[]
    const metadata = new Map(rows.map((row) => [row.name, String(row.value)]))
    const format = metadata.get('format') ?? 'png'
    if (!['png', 'jpg', 'jpeg', 'webp'].includes(format))
      return fail('unreadable_file', {
        file: fileName,
        problem: `tiles in format ${format}; raster tiles are needed`,
      })
    // Whole zooms that a map has; a file may hold others beside them, or nothing else.
    const zooms = db
      .prepare(
        `SELECT min(zoom_level) AS low, max(zoom_level) AS high FROM tiles
         WHERE zoom_level = CAST(zoom_level AS INTEGER) AND zoom_level BETWEEN 0 AND ${HIGHEST_ZOOM}`,
      )
      .get() as {
      low: number | null
      high: number | null
    }
    if (zooms.low === null || zooms.high === null)
      return fail('unreadable_file', { file: fileName, problem: 'no tiles' })
    const bounds = (metadata.get('bounds') ?? '-180,-85,180,85').split(',').map(Number)
    const [west = -180, south = -85, east = 180, north = 85] = bounds.every(Number.isFinite) ? bounds : []
    return ok({
      name: metadata.get('name') ?? fileName,
      minZoom: zooms.low,
      maxZoom: zooms.high,
      south,
      west,
      north,
      east,
      attribution: (metadata.get('attribution') ?? '').slice(0, 500),
    })
  } catch {
    return fail('unreadable_file', { file: fileName, problem: 'not an MBTiles file' })
  } finally {
    db.close()
  }
}

/** Opens a file for its tiles. Rows count from the south (TMS); the map's from the north. */
export function openTiles(file: string): {
  tile(z: number, x: number, y: number): Uint8Array | null
  close(): void
} {
  const db = open(file)
  const select = db.prepare(
    'SELECT tile_data AS data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?',
  )
  return {
    tile: (z, x, y) => (select.get(z, x, 2 ** z - 1 - y) as { data: Buffer } | undefined)?.data ?? null,
    close: () => db.close(),
  }
}
