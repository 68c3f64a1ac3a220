import { countedBy, unsettledBy } from './0006.ts'
import { type Column, stored, tableOf } from './0007aggregates.ts'

/** What an enterprise owes and checks itself, and random draws. */
const COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  duty: [stored('enterprise_id', 'enterpriseId')],
  selfCheck: [stored('enterprise_id', 'enterpriseId'), stored('checked_on', 'checkedOn')],
  draw: [],
}

const INDEXES = `
CREATE INDEX duty_by_enterprise ON duty(enterprise_id);
CREATE INDEX selfCheck_by_enterprise ON selfCheck(enterprise_id, checked_on DESC, id DESC);
`

/**
 * The search over everything. `searched`: what is shown of what was found; its key begins with the number of the kind, then
 * the time, so that those of a kind lie together and the index gives the newest of them first. `search_words`: their words
 * in pieces (`src/store/search.ts`), without the texts themselves.
 */
const SEARCH = `
CREATE TABLE searched_kind (n INTEGER PRIMARY KEY, aggregate TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE searched (
  key INTEGER PRIMARY KEY,
  aggregate TEXT NOT NULL,
  id TEXT NOT NULL,
  at_ms INTEGER,
  said TEXT NOT NULL,
  UNIQUE (aggregate, id)
) STRICT;
CREATE VIRTUAL TABLE search_words USING fts5(pieces, content='', contentless_delete=1, tokenize='ascii', prefix='1 2 3 4 6 8');
`

/** What there was before is searched too, once it was looked at. */
const BEFORE = ['enterprise', 'site', 'mission', 'flight', 'footage', 'sighting', 'finding']

export const migration0011 = [
  ...Object.entries(COLUMNS).map(([name, columns]) => tableOf(name, columns)),
  INDEXES,
  SEARCH,
  ...Object.keys(COLUMNS).flatMap((name) => [
    `INSERT INTO document_count (aggregate, n) VALUES ('${name}', 0);`,
    unsettledBy(name, 'INSERT', 'new'),
    unsettledBy(name, 'UPDATE OF id, doc', 'new'),
    unsettledBy(name, 'DELETE', 'old'),
    countedBy(name, 'INSERT'),
    countedBy(name, 'DELETE'),
  ]),
  ...BEFORE.map(
    (name) => `INSERT OR IGNORE INTO unsettled (aggregate, id) SELECT '${name}', id FROM ${name};`,
  ),
].join('\n')
