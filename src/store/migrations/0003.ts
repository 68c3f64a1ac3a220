/**
 * An index of everything that cameras looked at: a box on the ground for each photo and each few seconds of a clip, with
 * their views beside it. It follows from the documents and can be made again at any time, so that it has no journal.
 */
export const migration0003 = `
CREATE TABLE look_source (
  key INTEGER PRIMARY KEY,
  footage_id TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL,
  flight_revision INTEGER NOT NULL,
  first_look INTEGER NOT NULL,
  last_look INTEGER NOT NULL,
  flight_id TEXT,
  taken_at_ms INTEGER,
  width_px INTEGER
) STRICT;
CREATE TABLE look_state (id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL) STRICT;
CREATE VIRTUAL TABLE look USING rtree(id, south, north, west, east, +source, +views);
`
