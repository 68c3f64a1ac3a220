/**
 * The first schema. Every aggregate is a document; the columns beside it are generated from it, so that they cannot
 * say something else, and carry the references and the order of lists.
 */
const table = (name: string, columns = '') => `
CREATE TABLE ${name} (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id)${columns}
) STRICT;`

const reference = (column: string, path: string, target: string) => `,
  ${column} TEXT GENERATED ALWAYS AS (doc ->> '$.${path}') STORED REFERENCES ${target}(id) DEFERRABLE INITIALLY DEFERRED`

const value = (column: string, path: string, type: 'TEXT' | 'INTEGER') => `,
  ${column} ${type} GENERATED ALWAYS AS (doc ->> '$.${path}') STORED`

export const migration0001 = [
  table('enterprise'),
  table('site', reference('enterprise_id', 'enterpriseId', 'enterprise')),
  table('mission', reference('site_id', 'siteIds[0]', 'site')),
  table(
    'frozen',
    reference('mission_id', 'missionId', 'mission') + value('mission_revision', 'revision', 'TEXT'),
  ),
  table(
    'flight',
    reference('mission_id', 'missionId', 'mission') +
      reference('site_id', 'siteIds[0]', 'site') +
      value('takeoff_at_ms', 'takeoffAtMs', 'INTEGER'),
  ),
  table('footage', reference('flight_id', 'flightId', 'flight') + value('sha256', 'sha256', 'TEXT')),
  table(
    'finding',
    reference('enterprise_id', 'enterpriseId', 'enterprise') +
      reference('site_id', 'siteId', 'site') +
      reference('recurs_of_id', 'recursOfId', 'finding') +
      value('state', 'state', 'TEXT') +
      value('level', 'level', 'TEXT') +
      value('title', 'title', 'TEXT') +
      value('due_ms', 'deadlines[#-1].dueMs', 'INTEGER') +
      value('opened_at_ms', 'openedAtMs', 'INTEGER'),
  ),
  table(
    'sighting',
    reference('finding_id', 'findingId', 'finding') +
      reference('flight_id', 'flightId', 'flight') +
      reference('footage_id', 'footageId', 'footage') +
      value('seen_at_ms', 'seenAtMs', 'INTEGER'),
  ),
  table('layer', reference('footage_id', 'source.footageId', 'footage')),
  `
CREATE INDEX site_by_enterprise ON site(enterprise_id);
CREATE INDEX mission_by_site ON mission(site_id);
CREATE UNIQUE INDEX frozen_by_revision ON frozen(mission_id, mission_revision);
CREATE INDEX flight_by_site ON flight(site_id, takeoff_at_ms);
CREATE INDEX flight_by_mission ON flight(mission_id);
CREATE INDEX footage_by_flight ON footage(flight_id);
CREATE UNIQUE INDEX footage_by_sha256 ON footage(sha256);
CREATE INDEX finding_by_enterprise ON finding(enterprise_id, opened_at_ms DESC);
CREATE INDEX finding_by_time ON finding(opened_at_ms DESC);
CREATE INDEX finding_by_state ON finding(state, opened_at_ms DESC);
CREATE INDEX finding_by_deadline ON finding(state, due_ms);
CREATE INDEX finding_by_site ON finding(site_id);
CREATE INDEX finding_by_recurrence ON finding(recurs_of_id);
CREATE INDEX sighting_by_finding ON sighting(finding_id, seen_at_ms);
CREATE INDEX sighting_by_flight ON sighting(flight_id);
CREATE INDEX sighting_by_footage ON sighting(footage_id);
CREATE INDEX layer_by_footage ON layer(footage_id);

CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  actor TEXT NOT NULL CHECK (json_valid(actor)),
  action TEXT NOT NULL,
  undoes INTEGER REFERENCES journal(seq),
  changes TEXT NOT NULL CHECK (json_valid(changes)),
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

-- Which entries touched an aggregate: for its history and for undo.
CREATE TABLE journal_change (
  seq INTEGER NOT NULL REFERENCES journal(seq),
  aggregate TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (aggregate, id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_change_by_seq ON journal_change(seq);

CREATE TRIGGER journal_is_append_only_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_append_only_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_change_is_append_only_update BEFORE UPDATE ON journal_change
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_change_is_append_only_delete BEFORE DELETE ON journal_change
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TABLE draft (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value)),
  at_ms INTEGER NOT NULL
) STRICT;
`,
].join('\n')
