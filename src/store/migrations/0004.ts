/**
 * The index of looks again, with the ground that it was made over: the elevation models of flown missions by a digest,
 * and the height of each flight's take-off in its model. A photo's laser target stands beside its look.
 */
export const migration0004 = `
DROP TABLE look;
DROP TABLE look_source;
DELETE FROM look_state;
CREATE TABLE look_source (
  key INTEGER PRIMARY KEY,
  footage_id TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL,
  flight_revision INTEGER NOT NULL,
  first_look INTEGER NOT NULL,
  last_look INTEGER NOT NULL,
  flight_id TEXT,
  taken_at_ms INTEGER,
  width_px INTEGER,
  ground TEXT NOT NULL,
  mission_id TEXT,
  takeoff_ground_m REAL,
  target TEXT
) STRICT;
CREATE TABLE look_ground (
  mission_id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL,
  digest TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE look USING rtree(id, south, north, west, east, +source, +views);
`
