import fs from 'node:fs'
import Database from 'better-sqlite3'
import type { Box } from '../../src/core/geo/box.ts'
import type { LatLon } from '../../src/core/geo/position.ts'
import { pixelOf, positionOf, TILE_PX, type TileAt } from '../../src/core/geo/webMercator.ts'
import { aPng } from './png.ts'

const METADATA = `CREATE TABLE metadata (name text, value text);
  INSERT INTO metadata VALUES ('name', 'bench'), ('format', 'png'), ('bounds', '109,41,110,42');`

/** Files of map tiles by the schema that their maker gave them; each holds the tile 1/1/0 of the map. */
export const TILE_SCHEMAS = {
  /** As the specification has it. */
  table: `CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob);
    CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row);
    INSERT INTO tiles VALUES (1, 1, 1, $png);`,
  /** Equal tiles kept once, as several programs write it. */
  named: `CREATE TABLE map (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_id TEXT);
    CREATE TABLE images (tile_data blob, tile_id text);
    CREATE UNIQUE INDEX map_index ON map (zoom_level, tile_column, tile_row);
    CREATE UNIQUE INDEX images_id ON images (tile_id);
    CREATE VIEW tiles AS SELECT map.zoom_level AS zoom_level, map.tile_column AS tile_column,
      map.tile_row AS tile_row, images.tile_data AS tile_data FROM map JOIN images ON images.tile_id = map.tile_id;
    INSERT INTO map VALUES (1, 1, 1, 'a'); INSERT INTO images VALUES ($png, 'a');`,
  shallow: `CREATE TABLE tiles_shallow (zoom_level integer, tile_column integer, tile_row integer, tile_data_id integer,
      primary key (zoom_level, tile_column, tile_row)) without rowid;
    CREATE TABLE tiles_data (tile_data_id integer primary key, tile_data blob);
    CREATE VIEW tiles AS SELECT tiles_shallow.zoom_level AS zoom_level, tiles_shallow.tile_column AS tile_column,
      tiles_shallow.tile_row AS tile_row, tiles_data.tile_data AS tile_data
      FROM tiles_shallow JOIN tiles_data ON tiles_shallow.tile_data_id = tiles_data.tile_data_id;
    INSERT INTO tiles_shallow VALUES (1, 1, 1, 7); INSERT INTO tiles_data VALUES (7, $png);`,
} as const

/** Files whose tiles are a program: SQLite would go on for minutes, or for ever, at each of them. */
export const COMPUTED_TILES = {
  recursive: `CREATE VIEW tiles AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 4000000000)
    SELECT x AS zoom_level, 0 AS tile_column, 0 AS tile_row, x'00' AS tile_data FROM n;`,
  joined: `CREATE TABLE m (zoom_level, tile_column, tile_row, tile_id); CREATE TABLE i (tile_data, tile_id);
    CREATE VIEW tiles AS SELECT m.zoom_level, m.tile_column, m.tile_row, i.tile_data FROM m JOIN i JOIN i AS j JOIN i AS k;`,
  nested: `CREATE VIEW map AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 4000000000)
      SELECT x AS zoom_level, 0 AS tile_column, 0 AS tile_row, 1 AS tile_id FROM n;
    CREATE TABLE images (tile_data blob, tile_id integer);
    CREATE VIEW tiles AS SELECT map.zoom_level AS zoom_level, map.tile_column AS tile_column,
      map.tile_row AS tile_row, images.tile_data AS tile_data FROM map JOIN images ON images.tile_id = map.tile_id;`,
  column: `CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, size integer,
      tile_data AS (hex(zeroblob(size)))); INSERT INTO tiles (zoom_level, tile_column, tile_row, size) VALUES (1, 1, 1, 10);`,
  virtual: 'CREATE VIRTUAL TABLE tiles USING fts5(zoom_level, tile_column, tile_row, tile_data);',
} as const

/** Writes a file of tiles with a schema; `$png` in it stands for one small picture. */
export function writeTiles(file: string, schema: string, metadata = METADATA): void {
  fs.rmSync(file, { force: true })
  const db = new Database(file)
  db.exec(metadata)
  db.exec(schema.replaceAll('$png', `x'${aPng(2, 2).toString('hex')}'`))
  db.close()
}

/** A file whose metadata are a program. */
export const COMPUTED_METADATA = `CREATE VIEW metadata AS WITH RECURSIVE n(x) AS
  (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 4000000000) SELECT 'name' AS name, x AS value FROM n;`

/** What is drawn has so many pixels of the map to one of its own: quicker to make. */
const BLOCK_PX = 4

/** The tiles over a box at some zooms, each a PNG of brightnesses (0 to 255) by position. */
export function* drawnTiles(
  { south, west, north, east }: Box,
  zooms: readonly number[],
  brightness: (at: LatLon) => number,
): Generator<TileAt & { png: Buffer }> {
  for (const z of zooms) {
    const from = pixelOf({ lat: north, lon: west }, z)
    const to = pixelOf({ lat: south, lon: east }, z)
    for (let y = Math.floor(from.y / TILE_PX); y * TILE_PX < to.y; y++)
      for (let x = Math.floor(from.x / TILE_PX); x * TILE_PX < to.x; x++) {
        const side = TILE_PX / BLOCK_PX
        const tones = Uint8Array.from({ length: side ** 2 }, (_, i) => {
          const column = x * TILE_PX + ((i % side) + 0.5) * BLOCK_PX
          return brightness(
            positionOf({ x: column, y: y * TILE_PX + (Math.floor(i / side) + 0.5) * BLOCK_PX }, z),
          )
        })
        yield { z, x, y, png: aPng(side, side, tones) }
      }
  }
}

/** An MBTiles file of such tiles. */
export function writeDrawnTiles(
  file: string,
  name: string,
  box: Box,
  tiles: Iterable<TileAt & { png: Buffer }>,
): void {
  const bounds = [box.west, box.south, box.east, box.north].join(',')
  writeTiles(
    file,
    `CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob);`,
    `CREATE TABLE metadata (name text, value text);
     INSERT INTO metadata VALUES ('name', '${name}'), ('format', 'png'), ('bounds', '${bounds}');`,
  )
  const db = new Database(file)
  const insert = db.prepare('INSERT INTO tiles VALUES (?, ?, ?, ?)')
  for (const { z, x, y, png } of tiles) insert.run(z, x, 2 ** z - 1 - y, png)
  db.close()
}
