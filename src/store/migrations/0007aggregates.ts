import type { AggregateTable } from '../tables.ts'
import { countedBy, unsettledBy } from './0006.ts'

/**
 * The documents' tables as step 7 has them: with the version that an edit names, and without foreign keys and unique
 * indexes. What another station wrote is kept whatever it refers to; references are asked for when a person writes.
 */

export type Column = readonly [name: string, type: 'TEXT' | 'ANY', value: string, kept: 'STORED' | 'VIRTUAL']

export const stored = (name: string, path: string, type: 'TEXT' | 'ANY' = 'TEXT'): Column => [
  name,
  type,
  `doc ->> '$.${path}'`,
  'STORED',
]
/** A text, which whatever a document holds becomes: SQLite takes it from an index alone. */
export const text = (name: string, path: string): Column => [name, 'TEXT', `doc ->> '$.${path}'`, 'VIRTUAL']
export const any = (name: string, value: string): Column => [name, 'ANY', value, 'VIRTUAL']
export const names: readonly Column[] = [text('name_zh', 'name.zh'), text('name_en', 'name.en')]
export const words = (...paths: string[]): Column => [
  'words',
  'TEXT',
  `lower(${paths.map((path) => `coalesce(doc ->> '$.${path}', '')`).join(' || char(10) || ')})`,
  'VIRTUAL',
]

/** Numbers are of any type: a document that does not fit its schema is kept and named, not refused here. */
const COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  enterprise: [...names, words('name.zh', 'name.en', 'creditCode', 'address')],
  site: [
    stored('enterprise_id', 'enterpriseId'),
    ...names,
    words('name.zh', 'name.en'),
    any('assets', "json_array_length(doc, '$.assets')"),
  ],
  mission: [
    stored('site_id', 'siteIds[0]'),
    ...names,
    words('name.zh', 'name.en'),
    any('is_authorised', "coalesce(json_type(doc, '$.authorisation') = 'object', 0)"),
  ],
  frozen: [stored('mission_id', 'missionId'), stored('mission_revision', 'revision')],
  flight: [
    stored('mission_id', 'missionId'),
    stored('site_id', 'siteIds[0]'),
    stored('takeoff_at_ms', 'takeoffAtMs', 'ANY'),
    any('landed_at_ms', "doc ->> '$.landedAtMs'"),
    text('pilot', 'pilot'),
    text('aircraft', 'aircraft'),
  ],
  footage: [
    stored('flight_id', 'flightId'),
    stored('sha256', 'sha256'),
    text('kind', 'kind'),
    text('file_name', 'fileName'),
    any('lat', "doc ->> '$.placement.at.lat'"),
    any('lon', "doc ->> '$.placement.at.lon'"),
    text('preview_of', 'previewOf'),
    text('derived_from', 'derived.parentId'),
  ],
  finding: [
    stored('enterprise_id', 'enterpriseId'),
    stored('site_id', 'siteId'),
    stored('recurs_of_id', 'recursOfId'),
    stored('state', 'state'),
    stored('level', 'level'),
    stored('title', 'title'),
    stored('due_ms', 'deadlines[#-1].dueMs', 'ANY'),
    stored('opened_at_ms', 'openedAtMs', 'ANY'),
    any('lat', "doc ->> '$.at.lat'"),
    any('lon', "doc ->> '$.at.lon'"),
  ],
  sighting: [
    stored('finding_id', 'findingId'),
    stored('flight_id', 'flightId'),
    stored('footage_id', 'footageId'),
    stored('seen_at_ms', 'seenAtMs', 'ANY'),
  ],
  layer: [stored('footage_id', 'source.footageId')],
  acceptance: [stored('station', 'station')],
}

/** The statement that makes a table of documents, with its generated columns. */
export const tableOf = (name: string, columns: readonly Column[]): string => `
CREATE TABLE ${name} (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id)${columns
    .map(([column, type, value, kept]) => `,\n  ${column} ${type} GENERATED ALWAYS AS (${value}) ${kept}`)
    .join('')}
) STRICT;`

const INDEXES = `
CREATE INDEX site_by_enterprise ON site(enterprise_id);
CREATE INDEX mission_by_site ON mission(site_id);
CREATE INDEX frozen_by_revision ON frozen(mission_id, mission_revision);
CREATE INDEX flight_by_mission ON flight(mission_id);
CREATE INDEX footage_by_flight ON footage(flight_id);
CREATE INDEX footage_by_sha256 ON footage(sha256);
CREATE INDEX finding_by_site ON finding(site_id);
CREATE INDEX finding_by_recurrence ON finding(recurs_of_id);
CREATE INDEX sighting_by_finding ON sighting(finding_id, seen_at_ms);
CREATE INDEX sighting_by_flight ON sighting(flight_id);
CREATE INDEX sighting_by_footage ON sighting(footage_id);
CREATE INDEX layer_by_footage ON layer(footage_id);
CREATE INDEX acceptance_by_station ON acceptance(station);
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
`

/** The tables that there are after this step; later steps make others. */
export const TABLES_0007 = Object.keys(COLUMNS) as AggregateTable[]

/** The tables that were there before; a document whose head nobody knows keeps an empty version, which verification tells. */
const REBUILT = Object.keys(COLUMNS).filter((name) => name !== 'acceptance')

/** Rebuilds the tables with all that is in them; table `head` knows each document's version by now. */
export const AGGREGATES_0007 = [
  ...REBUILT.flatMap((name) => [
    `ALTER TABLE ${name} RENAME TO old_${name};`,
    tableOf(name, COLUMNS[name] ?? []),
    `INSERT INTO ${name} (id, revision, version, doc)
     SELECT o.id, o.revision, coalesce((SELECT h.version FROM head h WHERE h.aggregate = '${name}' AND h.id = o.id), ''), o.doc
     FROM old_${name} o;`,
    `DROP TABLE old_${name};`,
  ]),
  tableOf('acceptance', COLUMNS['acceptance'] ?? []),
  INDEXES,
  "INSERT INTO document_count (aggregate, n) VALUES ('acceptance', 0);",
  ...Object.keys(COLUMNS).flatMap((name) => [
    unsettledBy(name, 'INSERT', 'new'),
    unsettledBy(name, 'UPDATE OF id, doc', 'new'),
    unsettledBy(name, 'DELETE', 'old'),
    countedBy(name, 'INSERT'),
    countedBy(name, 'DELETE'),
  ]),
].join('\n')
