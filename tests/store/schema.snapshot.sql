CREATE INDEX finding_by_deadline ON finding(state, due_ms);

CREATE INDEX finding_by_enterprise ON finding(enterprise_id, opened_at_ms DESC);

CREATE INDEX finding_by_recurrence ON finding(recurs_of_id);

CREATE INDEX finding_by_site ON finding(site_id);

CREATE INDEX finding_by_state ON finding(state, opened_at_ms DESC);

CREATE INDEX finding_by_time ON finding(opened_at_ms DESC, title);

CREATE INDEX flight_by_mission ON flight(mission_id);

CREATE INDEX flight_by_site ON flight(site_id, takeoff_at_ms);

CREATE INDEX footage_by_flight ON footage(flight_id);

CREATE UNIQUE INDEX footage_by_sha256 ON footage(sha256);

CREATE UNIQUE INDEX frozen_by_revision ON frozen(mission_id, mission_revision);

CREATE INDEX journal_change_by_seq ON journal_change(seq);

CREATE INDEX layer_by_footage ON layer(footage_id);

CREATE INDEX mission_by_site ON mission(site_id);

CREATE INDEX sighting_by_finding ON sighting(finding_id, seen_at_ms);

CREATE INDEX sighting_by_flight ON sighting(flight_id);

CREATE INDEX sighting_by_footage ON sighting(footage_id);

CREATE INDEX site_by_enterprise ON site(enterprise_id);

CREATE TABLE derived_file (
  kind TEXT NOT NULL CHECK (kind IN ('poster', 'track')),
  of_sha256 TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (kind, of_sha256)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value)),
  at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE enterprise (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id)
) STRICT;

CREATE TABLE finding (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  enterprise_id TEXT GENERATED ALWAYS AS (doc ->> '$.enterpriseId') STORED REFERENCES enterprise(id) DEFERRABLE INITIALLY DEFERRED,
  site_id TEXT GENERATED ALWAYS AS (doc ->> '$.siteId') STORED REFERENCES site(id) DEFERRABLE INITIALLY DEFERRED,
  recurs_of_id TEXT GENERATED ALWAYS AS (doc ->> '$.recursOfId') STORED REFERENCES finding(id) DEFERRABLE INITIALLY DEFERRED,
  state TEXT GENERATED ALWAYS AS (doc ->> '$.state') STORED,
  level TEXT GENERATED ALWAYS AS (doc ->> '$.level') STORED,
  title TEXT GENERATED ALWAYS AS (doc ->> '$.title') STORED,
  due_ms INTEGER GENERATED ALWAYS AS (doc ->> '$.deadlines[#-1].dueMs') STORED,
  opened_at_ms INTEGER GENERATED ALWAYS AS (doc ->> '$.openedAtMs') STORED
) STRICT;

CREATE TABLE flight (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  mission_id TEXT GENERATED ALWAYS AS (doc ->> '$.missionId') STORED REFERENCES mission(id) DEFERRABLE INITIALLY DEFERRED,
  site_id TEXT GENERATED ALWAYS AS (doc ->> '$.siteIds[0]') STORED REFERENCES site(id) DEFERRABLE INITIALLY DEFERRED,
  takeoff_at_ms INTEGER GENERATED ALWAYS AS (doc ->> '$.takeoffAtMs') STORED
) STRICT;

CREATE TABLE footage (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  flight_id TEXT GENERATED ALWAYS AS (doc ->> '$.flightId') STORED REFERENCES flight(id) DEFERRABLE INITIALLY DEFERRED,
  sha256 TEXT GENERATED ALWAYS AS (doc ->> '$.sha256') STORED
) STRICT;

CREATE TABLE frozen (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  mission_id TEXT GENERATED ALWAYS AS (doc ->> '$.missionId') STORED REFERENCES mission(id) DEFERRABLE INITIALLY DEFERRED,
  mission_revision TEXT GENERATED ALWAYS AS (doc ->> '$.revision') STORED
) STRICT;

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

CREATE TABLE journal_change (
  seq INTEGER NOT NULL REFERENCES journal(seq),
  aggregate TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (aggregate, id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE layer (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  footage_id TEXT GENERATED ALWAYS AS (doc ->> '$.source.footageId') STORED REFERENCES footage(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE VIRTUAL TABLE look USING rtree(id, south, north, west, east, +source, +views);

CREATE TABLE look_ground (
  mission_id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL,
  digest TEXT NOT NULL
) STRICT;

CREATE TABLE "look_node"(nodeno INTEGER PRIMARY KEY,data);

CREATE TABLE "look_parent"(nodeno INTEGER PRIMARY KEY,parentnode);

CREATE TABLE "look_rowid"(rowid INTEGER PRIMARY KEY,nodeno,a0,a1);

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

CREATE TABLE look_state (id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL) STRICT;

CREATE TABLE mission (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  site_id TEXT GENERATED ALWAYS AS (doc ->> '$.siteIds[0]') STORED REFERENCES site(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE sighting (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  finding_id TEXT GENERATED ALWAYS AS (doc ->> '$.findingId') STORED REFERENCES finding(id) DEFERRABLE INITIALLY DEFERRED,
  flight_id TEXT GENERATED ALWAYS AS (doc ->> '$.flightId') STORED REFERENCES flight(id) DEFERRABLE INITIALLY DEFERRED,
  footage_id TEXT GENERATED ALWAYS AS (doc ->> '$.footageId') STORED REFERENCES footage(id) DEFERRABLE INITIALLY DEFERRED,
  seen_at_ms INTEGER GENERATED ALWAYS AS (doc ->> '$.seenAtMs') STORED
) STRICT;

CREATE TABLE site (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  enterprise_id TEXT GENERATED ALWAYS AS (doc ->> '$.enterpriseId') STORED REFERENCES enterprise(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TRIGGER journal_change_is_append_only_delete BEFORE DELETE ON journal_change
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER journal_change_is_append_only_update BEFORE UPDATE ON journal_change
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER journal_is_append_only_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER journal_is_append_only_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
