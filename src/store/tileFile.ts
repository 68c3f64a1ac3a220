import path from 'node:path'
import Database from 'better-sqlite3'
import { hashFile } from './vault.ts'
import { placeNamed } from './whole.ts'
import { mapName } from './maps.ts'

export type TileBounds = { south: number; west: number; north: number; east: number }
/** Takes a tile of the map; its row counts from the north. */
export type PutTile = (z: number, x: number, y: number, bytes: Uint8Array) => void

/**
 * Makes a file of tiles in a workspace's `maps` (MBTiles 1.3) of what `draw` puts, and answers its hash beside what that
 * gives. The same tiles make the same bytes.
 */
export function makeTiles<T extends { readonly bounds: TileBounds }>(
  dir: string,
  name: string,
  draw: (put: PutTile) => Promise<T>,
): Promise<T & { readonly sha256: string }> {
  return placeNamed(path.join(dir, 'maps'), async (aside) => {
    const db = new Database(aside)
    let drawn: T
    try {
      // It is aside until it is whole: what breaks off is thrown away.
      db.pragma('journal_mode = OFF')
      db.pragma('synchronous = OFF')
      db.exec(`CREATE TABLE metadata (name TEXT, value TEXT);
        CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB,
          PRIMARY KEY (zoom_level, tile_column, tile_row)) WITHOUT ROWID;`)
      const insert = db.prepare('INSERT OR REPLACE INTO tiles VALUES (?, ?, ?, ?)')
      db.exec('BEGIN')
      drawn = await draw((z, x, y, bytes) => void insert.run(z, x, 2 ** z - 1 - y, bytes))
      const { west, south, east, north } = drawn.bounds
      const said = db.prepare('INSERT INTO metadata VALUES (?, ?)')
      said.run('name', name)
      said.run('format', 'png')
      said.run('scheme', 'tms')
      said.run('bounds', [west, south, east, north].join(','))
      db.exec('COMMIT')
    } finally {
      db.close()
    }
    const sha256 = await hashFile(aside)
    return { made: { ...drawn, sha256 }, file: path.join(dir, 'maps', mapName(sha256, 'mbtiles')) }
  })
}
