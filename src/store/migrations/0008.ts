import { countedBy, unsettledBy } from './0006.ts'
import { type Column, stored, tableOf } from './0007aggregates.ts'

/** Persons, and sheets of one-time codes. */
const COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  person: [],
  releaseSheet: [stored('tag', 'tag')],
}

/**
 * `tries`: wrong tries since the last right one, by what was tried; beside the journal, as drafts are, and never sent.
 * `entry_alone`: entries of what one person did who was alone here and whom nobody could look at.
 */
const TABLES = `
CREATE INDEX releaseSheet_by_tag ON releaseSheet(tag);
CREATE TABLE tries (
  name TEXT PRIMARY KEY,
  wrong INTEGER NOT NULL,
  last_at_ms INTEGER NOT NULL,
  next_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_alone ON entry(arrival) WHERE CASE WHEN json_valid(body) THEN body ->> '$.actor.alone' ELSE 0 END = 1;
`

export const migration0008 = [
  ...Object.entries(COLUMNS).map(([name, columns]) => tableOf(name, columns)),
  TABLES,
  ...Object.keys(COLUMNS).flatMap((name) => [
    `INSERT INTO document_count (aggregate, n) VALUES ('${name}', 0);`,
    unsettledBy(name, 'INSERT', 'new'),
    unsettledBy(name, 'UPDATE OF id, doc', 'new'),
    unsettledBy(name, 'DELETE', 'old'),
    countedBy(name, 'INSERT'),
    countedBy(name, 'DELETE'),
  ]),
].join('\n')
