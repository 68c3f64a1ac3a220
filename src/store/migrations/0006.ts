/**
 * Lists are read from indexes alone, whatever the documents weigh: what a row shows stands in columns generated from the
 * document, and in the index of the list's order.
 *
 * What no column can say (places in R*Trees, titles in pieces of two characters, the kinds of a mission's patterns, the
 * ways of flights) is derived by the program. `unsettled` names every document that was put or changed since, by whatever
 * program: the triggers see to that. One that fits its schema is settled as it is put, so that the table is empty but for
 * documents that another hand changed, or that do not fit. How many documents there are is counted as they come and go.
 */
const TABLES = [
  'enterprise',
  'site',
  'mission',
  'frozen',
  'flight',
  'footage',
  'sighting',
  'finding',
  'layer',
]

/** Of any type: a document that does not fit its schema is kept and named, not refused here. */
const column = (table: string, name: string, value: string): string =>
  `ALTER TABLE ${table} ADD COLUMN ${name} ANY GENERATED ALWAYS AS (${value}) VIRTUAL;`
/**
 * A text, which whatever a document holds becomes. SQLite takes it from an index alone, which it does not where the type is
 * any: a search would go to every document.
 */
const text = (table: string, name: string, value: string): string =>
  `ALTER TABLE ${table} ADD COLUMN ${name} TEXT GENERATED ALWAYS AS (${value}) VIRTUAL;`

const names = (table: string): string[] => [
  text(table, 'name_zh', "doc ->> '$.name.zh'"),
  text(table, 'name_en', "doc ->> '$.name.en'"),
]
const words = (table: string, ...paths: string[]): string =>
  text(
    table,
    'words',
    `lower(${paths.map((path) => `coalesce(doc ->> '$.${path}', '')`).join(' || char(10) || ')})`,
  )

/** Not `OR IGNORE`: within a trigger the statement that fires it says what happens on a conflict. */
export const unsettledBy = (table: string, event: string, id: 'new' | 'old'): string => `
CREATE TRIGGER ${table}_is_unsettled_${event.slice(0, 6).toLowerCase()} AFTER ${event} ON ${table}
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT '${table}', ${id}.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = '${table}' AND id = ${id}.id);
END;`

export const countedBy = (table: string, event: 'INSERT' | 'DELETE'): string => `
CREATE TRIGGER ${table}_is_counted_${event.toLowerCase()} AFTER ${event} ON ${table}
BEGIN UPDATE document_count SET n = n ${event === 'INSERT' ? '+' : '-'} 1 WHERE aggregate = '${table}'; END;`

const place = (table: string): string =>
  `CREATE VIRTUAL TABLE ${table}_place USING rtree(key, south, north, west, east);`

export const migration0006 = [
  ...names('enterprise'),
  words('enterprise', 'name.zh', 'name.en', 'creditCode', 'address'),
  ...names('site'),
  words('site', 'name.zh', 'name.en'),
  column('site', 'assets', "json_array_length(doc, '$.assets')"),
  ...names('mission'),
  words('mission', 'name.zh', 'name.en'),
  column('mission', 'is_authorised', "coalesce(json_type(doc, '$.authorisation') = 'object', 0)"),
  column('flight', 'landed_at_ms', "doc ->> '$.landedAtMs'"),
  text('flight', 'pilot', "doc ->> '$.pilot'"),
  text('flight', 'aircraft', "doc ->> '$.aircraft'"),
  text('footage', 'kind', "doc ->> '$.kind'"),
  text('footage', 'file_name', "doc ->> '$.fileName'"),
  column('footage', 'lat', "doc ->> '$.placement.at.lat'"),
  column('footage', 'lon', "doc ->> '$.placement.at.lon'"),
  text('footage', 'preview_of', "doc ->> '$.previewOf'"),
  text('footage', 'derived_from', "doc ->> '$.derived.parentId'"),
  column('finding', 'lat', "doc ->> '$.at.lat'"),
  column('finding', 'lon', "doc ->> '$.at.lon'"),
  `
DROP INDEX finding_by_time;
DROP INDEX finding_by_enterprise;
DROP INDEX finding_by_state;
DROP INDEX finding_by_deadline;
DROP INDEX flight_by_site;
CREATE INDEX finding_by_time ON finding(opened_at_ms DESC, id DESC, state, level, due_ms, title, lat, lon);
CREATE INDEX finding_by_enterprise ON finding(enterprise_id, opened_at_ms DESC, id DESC, state, level, due_ms, title);
CREATE INDEX finding_by_state ON finding(state, level, due_ms, title);
CREATE INDEX enterprise_rows ON enterprise(id, revision, name_zh, name_en, words);
CREATE INDEX site_rows ON site(id, revision, enterprise_id, name_zh, name_en, assets, words);
CREATE INDEX mission_rows ON mission(id, revision, site_id, name_zh, name_en, is_authorised, words);
CREATE INDEX flight_by_time ON flight(takeoff_at_ms DESC, id DESC, revision, mission_id, site_id, landed_at_ms, pilot, aircraft);
CREATE INDEX flight_by_site ON flight(site_id, takeoff_at_ms DESC, id DESC, revision, mission_id, landed_at_ms, pilot, aircraft);
CREATE INDEX footage_rows ON footage(id, revision, flight_id, kind, file_name, lat, lon, preview_of);
CREATE INDEX footage_by_source ON footage(derived_from) WHERE derived_from IS NOT NULL;
CREATE INDEX footage_by_preview ON footage(preview_of) WHERE preview_of IS NOT NULL;

CREATE TABLE unsettled (
  aggregate TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (aggregate, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE document_count (aggregate TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE derived_key (
  key INTEGER PRIMARY KEY,
  aggregate TEXT NOT NULL,
  id TEXT NOT NULL,
  UNIQUE (aggregate, id)
) STRICT;
${['site', 'flight', 'footage', 'finding'].map(place).join('\n')}
CREATE VIRTUAL TABLE finding_words USING fts5(pairs, content='', contentless_delete=1, tokenize="ascii tokenchars '_'");
CREATE TABLE mission_kinds (mission_id TEXT PRIMARY KEY, kinds TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE flight_way (flight_id TEXT PRIMARY KEY, way BLOB NOT NULL) STRICT, WITHOUT ROWID;`,
  ...TABLES.flatMap((table) => [
    `INSERT INTO unsettled (aggregate, id) SELECT '${table}', id FROM ${table};`,
    unsettledBy(table, 'INSERT', 'new'),
    unsettledBy(table, 'UPDATE OF id, doc', 'new'),
    unsettledBy(table, 'DELETE', 'old'),
    `INSERT INTO document_count (aggregate, n) SELECT '${table}', count(*) FROM ${table};`,
    countedBy(table, 'INSERT'),
    countedBy(table, 'DELETE'),
  ]),
].join('\n')
