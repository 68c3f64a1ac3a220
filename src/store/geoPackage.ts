import Database from 'better-sqlite3'
import { PACKAGE_TYPES, packageGeometry, packageValue } from '../core/papers/registerFile.ts'
import type { RegisterColumn, RegisterPlace, RegisterRow } from '../core/papers/register.ts'

/** `GPKG`, and version 1.3. */
const APPLICATION_ID = 0x47504b47
const USER_VERSION = 10_300

const WGS84 =
  'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'

const SCHEMA = `
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));`

type Packed = {
  /** The layer's name. */
  readonly table: string
  readonly title: string
  readonly columns: readonly RegisterColumn[]
  readonly writtenAtMs: number
  /** What is said of the whole, once so many rows are written. */
  readonly about: (rows: number) => string
}

/** The box about all places that were met. */
function boxOf(): { add(place: RegisterPlace): void; corners(): (number | null)[] } {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  return {
    add(place) {
      for (const { lat, lon } of place.kind === 'point'
        ? [place.at]
        : place.kind === 'line'
          ? place.path
          : place.ring) {
        west = Math.min(west, lon)
        east = Math.max(east, lon)
        south = Math.min(south, lat)
        north = Math.max(north, lat)
      }
    },
    corners: () => (west <= east ? [west, south, east, north] : [null, null, null, null]),
  }
}

/**
 * Writes rows into a GeoPackage (OGC 12-128r18) of one layer in WGS-84, one after the other: memory stays the same however
 * many there are. Answers how many.
 */
export function writeGeoPackage(file: string, packed: Packed, rows: Iterable<RegisterRow>): number {
  const { table, title, columns, writtenAtMs, about } = packed
  const db = new Database(file)
  try {
    // Nobody reads it before it is whole: what is half written is thrown away.
    db.pragma('journal_mode = OFF')
    db.pragma('synchronous = OFF')
    db.pragma(`application_id = ${APPLICATION_ID}`)
    db.pragma(`user_version = ${USER_VERSION}`)
    db.exec('BEGIN')
    db.exec(SCHEMA)
    const reference = db.prepare('INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)')
    reference.run('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', null)
    reference.run('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', null)
    reference.run('WGS 84 geodetic', 4326, 'EPSG', 4326, WGS84, 'longitude/latitude, degrees')
    db.exec(
      `CREATE TABLE "${table}" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom GEOMETRY, ${columns.map(({ key, holds }) => `"${key}" ${PACKAGE_TYPES[holds]}`).join(', ')})`,
    )
    const put = db.prepare(
      `INSERT INTO "${table}" (geom, ${columns.map(({ key }) => `"${key}"`).join(', ')}) VALUES (?${', ?'.repeat(columns.length)})`,
    )
    const box = boxOf()
    let count = 0
    for (const { values, place } of rows) {
      if (place) box.add(place)
      put.run(place && packageGeometry(place), ...columns.map((_, i) => packageValue(values[i] ?? null)))
      count += 1
    }
    db.prepare('INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
      table,
      'features',
      title,
      about(count),
      new Date(writtenAtMs).toISOString(),
      ...box.corners(),
      4326,
    )
    db.prepare('INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)').run(
      table,
      'geom',
      'GEOMETRY',
      4326,
    )
    db.exec('COMMIT')
    return count
  } finally {
    db.close()
  }
}
