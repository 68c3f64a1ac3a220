import type Database from 'better-sqlite3'
import { AGGREGATES_0007 } from './0007aggregates.ts'
import { referAll, takeOver } from './0007takeOver.ts'
import type { OldHead } from '../oldHead.ts'

/**
 * The journal that stations share: a chain for each station, versions of documents by their hashes, and what is shown of
 * them derived. The journal that was is taken over as a closed chain, every entry in its old form and with its old hash.
 */
const JOURNAL = `
CREATE TABLE workspace_id (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- What came to be here, in that order: arrival is a local number. body is what was hashed, word for word (form 1: with the
-- hash of each document in its place; raw: the old text, where that does not give it back).
CREATE TABLE entry (
  arrival INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  station TEXT NOT NULL,
  seq INTEGER NOT NULL,
  prev_hash TEXT NOT NULL,
  form INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  action TEXT NOT NULL,
  body TEXT NOT NULL,
  raw TEXT
) STRICT;
CREATE INDEX entry_by_station ON entry(station, seq);
CREATE TABLE document (hash TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;
CREATE TABLE version (
  hash TEXT PRIMARY KEY,
  aggregate TEXT NOT NULL,
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  doc TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX version_by_document ON version(aggregate, id);
CREATE TABLE version_base (version TEXT NOT NULL, base TEXT NOT NULL, PRIMARY KEY (version, base)) STRICT, WITHOUT ROWID;
CREATE INDEX version_base_by_base ON version_base(base);
CREATE TABLE change (
  arrival INTEGER NOT NULL,
  ord INTEGER NOT NULL,
  version TEXT NOT NULL,
  PRIMARY KEY (arrival, ord)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_by_version ON change(version);

CREATE TABLE station (
  id TEXT PRIMARY KEY,
  public_key BLOB,
  kind TEXT NOT NULL CHECK (kind IN ('own', 'other', 'closed'))
) STRICT, WITHOUT ROWID;
CREATE TABLE checkpoint (
  station TEXT NOT NULL,
  size INTEGER NOT NULL,
  root TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (station, size, root)
) STRICT, WITHOUT ROWID;
-- The chain that this folder writes: its last entry, and the tree over all of them.
CREATE TABLE own (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  station TEXT NOT NULL,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  frontier TEXT NOT NULL,
  is_forked INTEGER NOT NULL DEFAULT 0,
  is_left INTEGER NOT NULL DEFAULT 0
) STRICT;
-- The end of the closed chain when it was taken over, and how the head that was recorded beside it stood to that.
CREATE TABLE taken_over (
  station TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  state TEXT NOT NULL,
  recorded INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE given (station TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- Derived from the entries, and made again at any time.
CREATE TABLE pending (arrival INTEGER PRIMARY KEY, why TEXT NOT NULL) STRICT;
CREATE TABLE head (
  aggregate TEXT NOT NULL,
  id TEXT NOT NULL,
  version TEXT NOT NULL,
  PRIMARY KEY (aggregate, id, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE waiting (
  aggregate TEXT NOT NULL,
  id TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (aggregate, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX waiting_by_reason ON waiting(reason);
CREATE TABLE reference (
  to_aggregate TEXT NOT NULL,
  to_id TEXT NOT NULL,
  aggregate TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (to_aggregate, to_id, aggregate, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX reference_by_document ON reference(aggregate, id);
-- What an entry changed in what is shown besides its own changes: what waited for it.
CREATE TABLE retold (
  arrival INTEGER NOT NULL,
  aggregate TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (arrival, aggregate, id)
) STRICT, WITHOUT ROWID;
`

const APPEND_ONLY = ['entry', 'document', 'version', 'version_base', 'change']
  .flatMap((table) =>
    ['UPDATE', 'DELETE'].map(
      (event) => `CREATE TRIGGER ${table}_is_append_only_${event.toLowerCase()} BEFORE ${event} ON ${table}
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;`,
    ),
  )
  .join('\n')

/** Looks follow versions: two stations may count the same revision of what is not the same. */
const LOOKS = `
DELETE FROM look_state;
ALTER TABLE look_state RENAME COLUMN seq TO arrival;
ALTER TABLE look_source ADD COLUMN version TEXT NOT NULL DEFAULT '';
ALTER TABLE look_source ADD COLUMN flight_version TEXT NOT NULL DEFAULT '';
ALTER TABLE look_ground ADD COLUMN version TEXT NOT NULL DEFAULT '';
UPDATE look_source SET version = coalesce(
  (SELECT f.version FROM footage f WHERE f.id = footage_id AND f.revision = look_source.revision), '');
UPDATE look_source SET flight_version = coalesce((SELECT l.version FROM footage f JOIN flight l ON l.id = f.flight_id
  WHERE f.id = footage_id AND l.revision = look_source.flight_revision), '');
UPDATE look_ground SET version = coalesce(
  (SELECT m.version FROM mission m WHERE m.id = mission_id AND m.revision = look_ground.revision), '');
ALTER TABLE look_source DROP COLUMN revision;
ALTER TABLE look_source DROP COLUMN flight_revision;
ALTER TABLE look_ground DROP COLUMN revision;
`

export function migration0007(db: Database.Database, oldHead: OldHead): void {
  db.exec(JOURNAL)
  takeOver(db, oldHead)
  // Renaming a table must not go through what others planted in the schema.
  db.pragma('legacy_alter_table = ON')
  db.exec(AGGREGATES_0007)
  db.pragma('legacy_alter_table = OFF')
  referAll(db)
  db.exec(LOOKS)
  db.exec('DROP TABLE journal_change; DROP TABLE journal;')
  db.exec(APPEND_ONLY)
}
