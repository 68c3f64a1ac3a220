CREATE INDEX acceptance_by_station ON acceptance(station);

CREATE INDEX campaign_by_time ON campaign(from_ms DESC, id DESC, revision, name_zh, name_en, to_ms, closed_at_ms, enterprises, rounds, words);

CREATE INDEX change_by_version ON change(version);

CREATE INDEX duty_by_enterprise ON duty(enterprise_id);

CREATE INDEX enterprise_rows ON enterprise(id, revision, name_zh, name_en, words);

CREATE INDEX entry_alone ON entry(arrival) WHERE CASE WHEN json_valid(body) THEN body ->> '$.actor.alone' ELSE 0 END = 1;

CREATE INDEX entry_by_object ON entry(about_id, arrival) WHERE about_id IS NOT NULL;

CREATE INDEX entry_by_person ON entry(who, arrival, at_ms, kinds);

CREATE INDEX entry_by_station ON entry(station, seq);

CREATE INDEX entry_by_time ON entry(at_ms, arrival);

CREATE INDEX entry_in_turn ON entry(arrival, at_ms, kinds);

CREATE INDEX evidenceBag_undelivered ON evidenceBag(id DESC) WHERE doc ->> '$.handedOver' IS NULL AND doc ->> '$.withdrawn' IS NULL;

CREATE INDEX finding_by_enterprise ON finding(enterprise_id, opened_at_ms DESC, id DESC, state, level, due_ms, title);

CREATE INDEX finding_by_recurrence ON finding(recurs_of_id);

CREATE INDEX finding_by_site ON finding(site_id);

CREATE INDEX finding_by_state ON finding(state, level, due_ms, title);

CREATE INDEX finding_by_time ON finding(opened_at_ms DESC, id DESC, state, level, due_ms, title, lat, lon);

CREATE INDEX finding_due_by_enterprise ON finding_due(enterprise_id, due_key, finding_id, state, level, enterprise_due_ms, ours_due_ms);

CREATE INDEX finding_due_by_order ON finding_due(order_id) WHERE order_id IS NOT NULL;

CREATE INDEX finding_due_by_state ON finding_due(state, level, due_key, finding_id, enterprise_due_ms, ours_due_ms);

CREATE INDEX finding_due_in_order ON finding_due(due_key, finding_id, state, level, enterprise_id, enterprise_due_ms, ours_due_ms);

CREATE INDEX finding_due_on_board ON finding_due(enterprise_id, opened_at_ms, state, enterprise_due_ms, ours_due_ms);

CREATE INDEX flightReport_by_flight ON flightReport(flight_id);

CREATE INDEX flightReport_by_mission ON flightReport(mission_id, takeoff_at_ms DESC, id DESC);

CREATE INDEX flightReport_by_time ON flightReport(takeoff_at_ms DESC, id DESC);

CREATE INDEX flight_by_mission ON flight(mission_id);

CREATE INDEX flight_by_site ON flight(site_id, takeoff_at_ms DESC, id DESC, revision, mission_id, landed_at_ms, pilot, aircraft);

CREATE INDEX flight_by_time ON flight(takeoff_at_ms DESC, id DESC, revision, mission_id, site_id, landed_at_ms, pilot, aircraft);

CREATE INDEX footage_by_age ON footage(doc ->> '$.importedAtMs', id) WHERE doc ->> '$.deletion' IS NULL;

CREATE INDEX footage_by_flight ON footage(flight_id);

CREATE INDEX footage_by_preview ON footage(preview_of) WHERE preview_of IS NOT NULL;

CREATE INDEX footage_by_sha256 ON footage(sha256);

CREATE INDEX footage_by_source ON footage(derived_from) WHERE derived_from IS NOT NULL;

CREATE INDEX footage_by_visit ON footage(visit_id) WHERE visit_id IS NOT NULL;

CREATE INDEX footage_deleted ON footage(sha256) WHERE doc ->> '$.deletion.done' IS NOT NULL;

CREATE INDEX footage_kept ON footage(id) WHERE doc ->> '$.holds' IS NOT NULL OR doc ->> '$.deletion' IS NOT NULL;

CREATE INDEX footage_rows ON footage(id, revision, flight_id, kind, file_name, lat, lon, preview_of);

CREATE INDEX frozen_by_revision ON frozen(mission_id, mission_revision);

CREATE INDEX layer_by_footage ON layer(footage_id);

CREATE INDEX mission_by_site ON mission(site_id);

CREATE INDEX mission_rows ON mission(id, revision, site_id, name_zh, name_en, is_authorised, words);

CREATE INDEX paper_number_by_bearer ON paperNumber(borne_by);

CREATE INDEX paper_number_by_text ON paperNumber(said);

CREATE INDEX paper_number_in_turn ON paperNumber(station, frame, counter) WHERE counter IS NOT NULL;

CREATE INDEX paper_of_document ON paper(of_id, id DESC);

CREATE INDEX paper_of_enterprise ON paper(enterprise_id, id DESC);

CREATE INDEX rectification_order_by_no ON rectificationOrder(no) WHERE no IS NOT NULL;

CREATE INDEX rectification_order_in_turn ON rectificationOrder(turn, id, is_issued, is_withdrawn, enterprise_id);

CREATE INDEX rectification_order_of_enterprise ON rectificationOrder(enterprise_id, turn, id, is_issued, is_withdrawn);

CREATE INDEX reference_by_document ON reference(aggregate, id);

CREATE INDEX releaseSheet_by_tag ON releaseSheet(tag);

CREATE INDEX selfCheck_by_enterprise ON selfCheck(enterprise_id, checked_on DESC, id DESC);

CREATE INDEX sighting_by_finding ON sighting(finding_id, seen_at_ms);

CREATE INDEX sighting_by_flight ON sighting(flight_id);

CREATE INDEX sighting_by_footage ON sighting(footage_id);

CREATE INDEX sighting_by_visit ON sighting(visit_id) WHERE visit_id IS NOT NULL;

CREATE INDEX site_by_enterprise ON site(enterprise_id);

CREATE INDEX site_rows ON site(id, revision, enterprise_id, name_zh, name_en, assets, words);

CREATE INDEX version_base_by_base ON version_base(base);

CREATE INDEX version_by_document ON version(aggregate, id);

CREATE INDEX visit_by_campaign ON visit(campaign_id, from_ms DESC, id DESC, enterprise_id, revision, round_id, kind, mode, to_ms, counts, merged_into_id, approved_at_ms, is_urgent);

CREATE INDEX visit_by_enterprise ON visit(enterprise_id, from_ms DESC, id DESC, campaign_id, revision, round_id, kind, mode, to_ms, counts, merged_into_id, approved_at_ms, is_urgent);

CREATE INDEX visit_by_time ON visit(from_ms DESC, id DESC, enterprise_id, campaign_id, revision, round_id, kind, mode, to_ms, counts, merged_into_id, approved_at_ms, is_urgent);

CREATE INDEX visit_on_board ON visit(campaign_id, from_ms, id, enterprise_id, doc ->> '$.roundId', doc ->> '$.mode',
  doc ->> '$.toMs', doc ->> '$.mergedIntoId', doc ->> '$.approval.atMs', json_type(doc, '$.approval.urgentReason'));

CREATE INDEX waiting_by_reason ON waiting(reason);

CREATE TABLE acceptance (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  station TEXT GENERATED ALWAYS AS (doc ->> '$.station') STORED
) STRICT;

CREATE TABLE battery (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id)
) STRICT;

CREATE TABLE campaign (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  name_zh TEXT GENERATED ALWAYS AS (doc ->> '$.name.zh') VIRTUAL,
  name_en TEXT GENERATED ALWAYS AS (doc ->> '$.name.en') VIRTUAL,
  words TEXT GENERATED ALWAYS AS (lower(coalesce(doc ->> '$.name.zh', '') || char(10) || coalesce(doc ->> '$.name.en', '') || char(10) || coalesce(doc ->> '$.organiser', ''))) VIRTUAL,
  from_ms ANY GENERATED ALWAYS AS (doc ->> '$.fromMs') STORED,
  to_ms ANY GENERATED ALWAYS AS (doc ->> '$.toMs') VIRTUAL,
  closed_at_ms ANY GENERATED ALWAYS AS (doc ->> '$.closedAtMs') VIRTUAL,
  enterprises ANY GENERATED ALWAYS AS (json_array_length(doc, '$.enterpriseIds')) VIRTUAL,
  rounds ANY GENERATED ALWAYS AS (json_array_length(doc, '$.rounds')) VIRTUAL
) STRICT;

CREATE TABLE change (
  arrival INTEGER NOT NULL,
  ord INTEGER NOT NULL,
  version TEXT NOT NULL,
  PRIMARY KEY (arrival, ord)
) STRICT, WITHOUT ROWID;

CREATE TABLE checklist (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  name_zh TEXT GENERATED ALWAYS AS (doc ->> '$.name.zh') VIRTUAL,
  name_en TEXT GENERATED ALWAYS AS (doc ->> '$.name.en') VIRTUAL
) STRICT;

CREATE TABLE checkpoint (
  station TEXT NOT NULL,
  size INTEGER NOT NULL,
  root TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (station, size, root)
) STRICT, WITHOUT ROWID;

CREATE TABLE craft (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id)
) STRICT;

CREATE TABLE derived_file (
  kind TEXT NOT NULL CHECK (kind IN ('poster', 'track')),
  of_sha256 TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (kind, of_sha256)
) STRICT, WITHOUT ROWID;

CREATE TABLE derived_key (
  key INTEGER PRIMARY KEY,
  aggregate TEXT NOT NULL,
  id TEXT NOT NULL,
  UNIQUE (aggregate, id)
) STRICT;

CREATE TABLE document (hash TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;

CREATE TABLE document_count (aggregate TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value)),
  at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE draw (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id)
) STRICT;

CREATE TABLE duty (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  enterprise_id TEXT GENERATED ALWAYS AS (doc ->> '$.enterpriseId') STORED
) STRICT;

CREATE TABLE enterprise (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  name_zh TEXT GENERATED ALWAYS AS (doc ->> '$.name.zh') VIRTUAL,
  name_en TEXT GENERATED ALWAYS AS (doc ->> '$.name.en') VIRTUAL,
  words TEXT GENERATED ALWAYS AS (lower(coalesce(doc ->> '$.name.zh', '') || char(10) || coalesce(doc ->> '$.name.en', '') || char(10) || coalesce(doc ->> '$.creditCode', '') || char(10) || coalesce(doc ->> '$.address', ''))) VIRTUAL
) STRICT;

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
, who TEXT GENERATED ALWAYS AS (CASE WHEN json_valid(body) THEN coalesce(body ->> '$.actor.personId', body ->> '$.actor.name') END) VIRTUAL, about_id TEXT GENERATED ALWAYS AS (CASE WHEN json_valid(body) THEN body ->> '$.about.id' END) VIRTUAL, kinds TEXT GENERATED ALWAYS AS (CASE WHEN json_valid(body) THEN ''  || ' ' || coalesce(body ->> '$.changes[0].aggregate', '') || ' ' || coalesce(body ->> '$.changes[1].aggregate', '') || ' ' || coalesce(body ->> '$.changes[2].aggregate', '') || ' ' || coalesce(body ->> '$.changes[3].aggregate', '') || ' ' || coalesce(body ->> '$.changes[4].aggregate', '') || ' ' || coalesce(body ->> '$.changes[5].aggregate', '') || ' ' || coalesce(body ->> '$.changes[6].aggregate', '') || ' ' || coalesce(body ->> '$.changes[7].aggregate', '') || ' ' || coalesce(body ->> '$.changes[#-1].aggregate', '') || ' ' || coalesce(body ->> '$.about.aggregate', '') || ' ' || '' END) VIRTUAL) STRICT;

CREATE TABLE evidenceBag (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id)
) STRICT;

CREATE TABLE finding (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  enterprise_id TEXT GENERATED ALWAYS AS (doc ->> '$.enterpriseId') STORED,
  site_id TEXT GENERATED ALWAYS AS (doc ->> '$.siteId') STORED,
  recurs_of_id TEXT GENERATED ALWAYS AS (doc ->> '$.recursOfId') STORED,
  state TEXT GENERATED ALWAYS AS (doc ->> '$.state') STORED,
  level TEXT GENERATED ALWAYS AS (doc ->> '$.level') STORED,
  title TEXT GENERATED ALWAYS AS (doc ->> '$.title') STORED,
  due_ms ANY GENERATED ALWAYS AS (doc ->> '$.deadlines[#-1].dueMs') STORED,
  opened_at_ms ANY GENERATED ALWAYS AS (doc ->> '$.openedAtMs') STORED,
  lat ANY GENERATED ALWAYS AS (doc ->> '$.at.lat') VIRTUAL,
  lon ANY GENERATED ALWAYS AS (doc ->> '$.at.lon') VIRTUAL
) STRICT;

CREATE TABLE finding_due (
  finding_id TEXT PRIMARY KEY,
  due_key INTEGER NOT NULL,
  enterprise_due_ms INTEGER,
  ours_due_ms INTEGER,
  order_id TEXT,
  state TEXT NOT NULL,
  level TEXT NOT NULL,
  enterprise_id TEXT NOT NULL,
  opened_at_ms INTEGER NOT NULL,
  is_recurrence INTEGER NOT NULL,
  served_at_ms INTEGER,
  due_ms INTEGER,
  reported_at_ms INTEGER,
  closed_at_ms INTEGER
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE finding_place USING rtree(key, south, north, west, east);

CREATE TABLE "finding_place_node"(nodeno INTEGER PRIMARY KEY,data);

CREATE TABLE "finding_place_parent"(nodeno INTEGER PRIMARY KEY,parentnode);

CREATE TABLE "finding_place_rowid"(rowid INTEGER PRIMARY KEY,nodeno);

CREATE VIRTUAL TABLE finding_words USING fts5(pieces, content='', contentless_delete=1, tokenize='ascii', prefix='1 2 3 4 6 8');

CREATE TABLE 'finding_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'finding_words_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'finding_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'finding_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE flight (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  mission_id TEXT GENERATED ALWAYS AS (doc ->> '$.missionId') STORED,
  site_id TEXT GENERATED ALWAYS AS (doc ->> '$.siteIds[0]') STORED,
  takeoff_at_ms ANY GENERATED ALWAYS AS (doc ->> '$.takeoffAtMs') STORED,
  landed_at_ms ANY GENERATED ALWAYS AS (doc ->> '$.landedAtMs') VIRTUAL,
  pilot TEXT GENERATED ALWAYS AS (doc ->> '$.pilot') VIRTUAL,
  aircraft TEXT GENERATED ALWAYS AS (doc ->> '$.aircraft') VIRTUAL
) STRICT;

CREATE TABLE flightApproval (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id)
) STRICT;

CREATE TABLE flightReport (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  mission_id TEXT GENERATED ALWAYS AS (doc ->> '$.missionId') STORED,
  flight_id TEXT GENERATED ALWAYS AS (doc ->> '$.flightId') STORED,
  takeoff_at_ms ANY GENERATED ALWAYS AS (doc ->> '$.takeoffAtMs') STORED
) STRICT;

CREATE VIRTUAL TABLE flight_place USING rtree(key, south, north, west, east);

CREATE TABLE "flight_place_node"(nodeno INTEGER PRIMARY KEY,data);

CREATE TABLE "flight_place_parent"(nodeno INTEGER PRIMARY KEY,parentnode);

CREATE TABLE "flight_place_rowid"(rowid INTEGER PRIMARY KEY,nodeno);

CREATE TABLE flight_way (flight_id TEXT PRIMARY KEY, way BLOB NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE footage (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  flight_id TEXT GENERATED ALWAYS AS (doc ->> '$.flightId') STORED,
  sha256 TEXT GENERATED ALWAYS AS (doc ->> '$.sha256') STORED,
  kind TEXT GENERATED ALWAYS AS (doc ->> '$.kind') VIRTUAL,
  file_name TEXT GENERATED ALWAYS AS (doc ->> '$.fileName') VIRTUAL,
  lat ANY GENERATED ALWAYS AS (doc ->> '$.placement.at.lat') VIRTUAL,
  lon ANY GENERATED ALWAYS AS (doc ->> '$.placement.at.lon') VIRTUAL,
  preview_of TEXT GENERATED ALWAYS AS (doc ->> '$.previewOf') VIRTUAL,
  derived_from TEXT GENERATED ALWAYS AS (doc ->> '$.derived.parentId') VIRTUAL
, visit_id TEXT GENERATED ALWAYS AS (doc ->> '$.visitId') VIRTUAL) STRICT;

CREATE VIRTUAL TABLE footage_place USING rtree(key, south, north, west, east);

CREATE TABLE "footage_place_node"(nodeno INTEGER PRIMARY KEY,data);

CREATE TABLE "footage_place_parent"(nodeno INTEGER PRIMARY KEY,parentnode);

CREATE TABLE "footage_place_rowid"(rowid INTEGER PRIMARY KEY,nodeno);

CREATE TABLE frozen (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  mission_id TEXT GENERATED ALWAYS AS (doc ->> '$.missionId') STORED,
  mission_revision TEXT GENERATED ALWAYS AS (doc ->> '$.revision') STORED
) STRICT;

CREATE TABLE given (station TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE head (
  aggregate TEXT NOT NULL,
  id TEXT NOT NULL,
  version TEXT NOT NULL,
  PRIMARY KEY (aggregate, id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE layer (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  footage_id TEXT GENERATED ALWAYS AS (doc ->> '$.source.footageId') STORED
) STRICT;

CREATE VIRTUAL TABLE look USING rtree(id, south, north, west, east, +source, +views);

CREATE TABLE look_ground (
  mission_id TEXT PRIMARY KEY,
  digest TEXT NOT NULL
, version TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE "look_node"(nodeno INTEGER PRIMARY KEY,data);

CREATE TABLE "look_parent"(nodeno INTEGER PRIMARY KEY,parentnode);

CREATE TABLE "look_rowid"(rowid INTEGER PRIMARY KEY,nodeno,a0,a1);

CREATE TABLE look_source (
  key INTEGER PRIMARY KEY,
  footage_id TEXT NOT NULL UNIQUE,
  first_look INTEGER NOT NULL,
  last_look INTEGER NOT NULL,
  flight_id TEXT,
  taken_at_ms INTEGER,
  width_px INTEGER,
  ground TEXT NOT NULL,
  mission_id TEXT,
  takeoff_ground_m REAL,
  target TEXT
, version TEXT NOT NULL DEFAULT '', flight_version TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE look_state (id INTEGER PRIMARY KEY CHECK (id = 1), arrival INTEGER NOT NULL) STRICT;

CREATE TABLE mission (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  site_id TEXT GENERATED ALWAYS AS (doc ->> '$.siteIds[0]') STORED,
  name_zh TEXT GENERATED ALWAYS AS (doc ->> '$.name.zh') VIRTUAL,
  name_en TEXT GENERATED ALWAYS AS (doc ->> '$.name.en') VIRTUAL,
  words TEXT GENERATED ALWAYS AS (lower(coalesce(doc ->> '$.name.zh', '') || char(10) || coalesce(doc ->> '$.name.en', ''))) VIRTUAL,
  is_authorised ANY GENERATED ALWAYS AS (coalesce(json_type(doc, '$.authorisation') = 'object', 0)) VIRTUAL
) STRICT;

CREATE TABLE mission_kinds (mission_id TEXT PRIMARY KEY, kinds TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE own (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  station TEXT NOT NULL,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  frontier TEXT NOT NULL,
  is_forked INTEGER NOT NULL DEFAULT 0,
  is_left INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE paper (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  enterprise_id TEXT GENERATED ALWAYS AS (doc ->> '$.enterpriseId') STORED,
  of_aggregate TEXT GENERATED ALWAYS AS (doc ->> '$.of.aggregate') STORED,
  of_id TEXT GENERATED ALWAYS AS (doc ->> '$.of.id') STORED
) STRICT;

CREATE TABLE paperNumber (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  said TEXT GENERATED ALWAYS AS (doc ->> '$.text') STORED,
  station TEXT GENERATED ALWAYS AS (doc ->> '$.series.station') STORED,
  frame TEXT GENERATED ALWAYS AS (doc ->> '$.series.frame') STORED,
  counter ANY GENERATED ALWAYS AS (doc ->> '$.series.counter') STORED,
  borne_by TEXT GENERATED ALWAYS AS (doc ->> '$.of.id') STORED,
  is_voided ANY GENERATED ALWAYS AS (coalesce(json_type(doc, '$.voided') = 'object', 0)) VIRTUAL
) STRICT;

CREATE TABLE paperTemplate (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id)
) STRICT;

CREATE TABLE pending (arrival INTEGER PRIMARY KEY, why TEXT NOT NULL) STRICT;

CREATE TABLE person (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id)
) STRICT;

CREATE TABLE rectificationOrder (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  enterprise_id TEXT GENERATED ALWAYS AS (doc ->> '$.enterpriseId') STORED,
  no TEXT GENERATED ALWAYS AS (doc ->> '$.issued.no') STORED,
  is_issued ANY GENERATED ALWAYS AS (coalesce(json_type(doc, '$.issued') = 'object', 0)) VIRTUAL,
  is_served ANY GENERATED ALWAYS AS (coalesce(json_type(doc, '$.served') = 'object', 0)) VIRTUAL,
  is_withdrawn ANY GENERATED ALWAYS AS (coalesce(json_type(doc, '$.withdrawn') = 'object', 0)) VIRTUAL,
  due_day TEXT GENERATED ALWAYS AS (coalesce(doc ->> '$.extensions[#-1].to', doc ->> '$.due')) VIRTUAL
, turn TEXT GENERATED ALWAYS AS (is_served || coalesce(due_day, '')) VIRTUAL) STRICT;

CREATE TABLE reference (
  to_aggregate TEXT NOT NULL,
  to_id TEXT NOT NULL,
  aggregate TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (to_aggregate, to_id, aggregate, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE releaseSheet (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  tag TEXT GENERATED ALWAYS AS (doc ->> '$.tag') STORED
) STRICT;

CREATE TABLE retold (
  arrival INTEGER NOT NULL,
  aggregate TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (arrival, aggregate, id)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE search_words USING fts5(pieces, content='', contentless_delete=1, tokenize='ascii', prefix='1 2 3 4 6 8');

CREATE TABLE 'search_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'search_words_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'search_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'search_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE searched (
  key INTEGER PRIMARY KEY,
  aggregate TEXT NOT NULL,
  id TEXT NOT NULL,
  at_ms INTEGER,
  said TEXT NOT NULL,
  UNIQUE (aggregate, id)
) STRICT;

CREATE TABLE searched_kind (n INTEGER PRIMARY KEY, aggregate TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE selfCheck (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  enterprise_id TEXT GENERATED ALWAYS AS (doc ->> '$.enterpriseId') STORED,
  checked_on TEXT GENERATED ALWAYS AS (doc ->> '$.checkedOn') STORED
) STRICT;

CREATE TABLE setting (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id)
) STRICT;

CREATE TABLE sighting (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  finding_id TEXT GENERATED ALWAYS AS (doc ->> '$.findingId') STORED,
  flight_id TEXT GENERATED ALWAYS AS (doc ->> '$.flightId') STORED,
  footage_id TEXT GENERATED ALWAYS AS (doc ->> '$.footageId') STORED,
  seen_at_ms ANY GENERATED ALWAYS AS (doc ->> '$.seenAtMs') STORED
, visit_id TEXT GENERATED ALWAYS AS (doc ->> '$.visitId') VIRTUAL) STRICT;

CREATE TABLE site (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  enterprise_id TEXT GENERATED ALWAYS AS (doc ->> '$.enterpriseId') STORED,
  name_zh TEXT GENERATED ALWAYS AS (doc ->> '$.name.zh') VIRTUAL,
  name_en TEXT GENERATED ALWAYS AS (doc ->> '$.name.en') VIRTUAL,
  words TEXT GENERATED ALWAYS AS (lower(coalesce(doc ->> '$.name.zh', '') || char(10) || coalesce(doc ->> '$.name.en', ''))) VIRTUAL,
  assets ANY GENERATED ALWAYS AS (json_array_length(doc, '$.assets')) VIRTUAL
) STRICT;

CREATE VIRTUAL TABLE site_place USING rtree(key, south, north, west, east);

CREATE TABLE "site_place_node"(nodeno INTEGER PRIMARY KEY,data);

CREATE TABLE "site_place_parent"(nodeno INTEGER PRIMARY KEY,parentnode);

CREATE TABLE "site_place_rowid"(rowid INTEGER PRIMARY KEY,nodeno);

CREATE TABLE station (
  id TEXT PRIMARY KEY,
  public_key BLOB,
  kind TEXT NOT NULL CHECK (kind IN ('own', 'other', 'closed'))
) STRICT, WITHOUT ROWID;

CREATE TABLE taken_over (
  station TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  state TEXT NOT NULL,
  recorded INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE tries (
  name TEXT PRIMARY KEY,
  wrong INTEGER NOT NULL,
  last_at_ms INTEGER NOT NULL,
  next_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE unsettled (
  aggregate TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (aggregate, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE version (
  hash TEXT PRIMARY KEY,
  aggregate TEXT NOT NULL,
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  doc TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE version_base (version TEXT NOT NULL, base TEXT NOT NULL, PRIMARY KEY (version, base)) STRICT, WITHOUT ROWID;

CREATE TABLE visit (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  version TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc) AND doc ->> '$.id' = id),
  enterprise_id TEXT GENERATED ALWAYS AS (doc ->> '$.enterpriseId') STORED,
  campaign_id TEXT GENERATED ALWAYS AS (doc ->> '$.campaignId') STORED,
  round_id TEXT GENERATED ALWAYS AS (doc ->> '$.roundId') VIRTUAL,
  kind TEXT GENERATED ALWAYS AS (doc ->> '$.kind') VIRTUAL,
  mode TEXT GENERATED ALWAYS AS (doc ->> '$.mode') VIRTUAL,
  from_ms ANY GENERATED ALWAYS AS (doc ->> '$.fromMs') STORED,
  to_ms ANY GENERATED ALWAYS AS (doc ->> '$.toMs') VIRTUAL,
  counts ANY GENERATED ALWAYS AS (doc ->> '$.countsTowardCap') VIRTUAL,
  merged_into_id TEXT GENERATED ALWAYS AS (doc ->> '$.mergedIntoId') VIRTUAL,
  approved_at_ms ANY GENERATED ALWAYS AS (doc ->> '$.approval.atMs') VIRTUAL,
  is_urgent ANY GENERATED ALWAYS AS (coalesce(json_type(doc, '$.approval.urgentReason') = 'text', 0)) VIRTUAL
) STRICT;

CREATE TABLE waiting (
  aggregate TEXT NOT NULL,
  id TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (aggregate, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE workspace_id (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TRIGGER acceptance_is_counted_delete AFTER DELETE ON acceptance
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'acceptance'; END;

CREATE TRIGGER acceptance_is_counted_insert AFTER INSERT ON acceptance
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'acceptance'; END;

CREATE TRIGGER acceptance_is_unsettled_delete AFTER DELETE ON acceptance
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'acceptance', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'acceptance' AND id = old.id);
END;

CREATE TRIGGER acceptance_is_unsettled_insert AFTER INSERT ON acceptance
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'acceptance', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'acceptance' AND id = new.id);
END;

CREATE TRIGGER acceptance_is_unsettled_update AFTER UPDATE OF id, doc ON acceptance
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'acceptance', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'acceptance' AND id = new.id);
END;

CREATE TRIGGER battery_is_counted_delete AFTER DELETE ON battery
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'battery'; END;

CREATE TRIGGER battery_is_counted_insert AFTER INSERT ON battery
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'battery'; END;

CREATE TRIGGER battery_is_unsettled_delete AFTER DELETE ON battery
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'battery', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'battery' AND id = old.id);
END;

CREATE TRIGGER battery_is_unsettled_insert AFTER INSERT ON battery
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'battery', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'battery' AND id = new.id);
END;

CREATE TRIGGER battery_is_unsettled_update AFTER UPDATE OF id, doc ON battery
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'battery', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'battery' AND id = new.id);
END;

CREATE TRIGGER campaign_is_counted_delete AFTER DELETE ON campaign
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'campaign'; END;

CREATE TRIGGER campaign_is_counted_insert AFTER INSERT ON campaign
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'campaign'; END;

CREATE TRIGGER campaign_is_unsettled_delete AFTER DELETE ON campaign
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'campaign', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'campaign' AND id = old.id);
END;

CREATE TRIGGER campaign_is_unsettled_insert AFTER INSERT ON campaign
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'campaign', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'campaign' AND id = new.id);
END;

CREATE TRIGGER campaign_is_unsettled_update AFTER UPDATE OF id, doc ON campaign
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'campaign', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'campaign' AND id = new.id);
END;

CREATE TRIGGER change_is_append_only_delete BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER change_is_append_only_update BEFORE UPDATE ON change
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER checklist_is_counted_delete AFTER DELETE ON checklist
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'checklist'; END;

CREATE TRIGGER checklist_is_counted_insert AFTER INSERT ON checklist
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'checklist'; END;

CREATE TRIGGER checklist_is_unsettled_delete AFTER DELETE ON checklist
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'checklist', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'checklist' AND id = old.id);
END;

CREATE TRIGGER checklist_is_unsettled_insert AFTER INSERT ON checklist
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'checklist', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'checklist' AND id = new.id);
END;

CREATE TRIGGER checklist_is_unsettled_update AFTER UPDATE OF id, doc ON checklist
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'checklist', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'checklist' AND id = new.id);
END;

CREATE TRIGGER craft_is_counted_delete AFTER DELETE ON craft
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'craft'; END;

CREATE TRIGGER craft_is_counted_insert AFTER INSERT ON craft
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'craft'; END;

CREATE TRIGGER craft_is_unsettled_delete AFTER DELETE ON craft
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'craft', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'craft' AND id = old.id);
END;

CREATE TRIGGER craft_is_unsettled_insert AFTER INSERT ON craft
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'craft', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'craft' AND id = new.id);
END;

CREATE TRIGGER craft_is_unsettled_update AFTER UPDATE OF id, doc ON craft
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'craft', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'craft' AND id = new.id);
END;

CREATE TRIGGER document_is_append_only_delete BEFORE DELETE ON document
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER document_is_append_only_update BEFORE UPDATE ON document
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER draw_is_counted_delete AFTER DELETE ON draw
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'draw'; END;

CREATE TRIGGER draw_is_counted_insert AFTER INSERT ON draw
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'draw'; END;

CREATE TRIGGER draw_is_unsettled_delete AFTER DELETE ON draw
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'draw', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'draw' AND id = old.id);
END;

CREATE TRIGGER draw_is_unsettled_insert AFTER INSERT ON draw
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'draw', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'draw' AND id = new.id);
END;

CREATE TRIGGER draw_is_unsettled_update AFTER UPDATE OF id, doc ON draw
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'draw', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'draw' AND id = new.id);
END;

CREATE TRIGGER duty_is_counted_delete AFTER DELETE ON duty
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'duty'; END;

CREATE TRIGGER duty_is_counted_insert AFTER INSERT ON duty
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'duty'; END;

CREATE TRIGGER duty_is_unsettled_delete AFTER DELETE ON duty
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'duty', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'duty' AND id = old.id);
END;

CREATE TRIGGER duty_is_unsettled_insert AFTER INSERT ON duty
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'duty', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'duty' AND id = new.id);
END;

CREATE TRIGGER duty_is_unsettled_update AFTER UPDATE OF id, doc ON duty
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'duty', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'duty' AND id = new.id);
END;

CREATE TRIGGER enterprise_is_counted_delete AFTER DELETE ON enterprise
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'enterprise'; END;

CREATE TRIGGER enterprise_is_counted_insert AFTER INSERT ON enterprise
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'enterprise'; END;

CREATE TRIGGER enterprise_is_unsettled_delete AFTER DELETE ON enterprise
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'enterprise', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'enterprise' AND id = old.id);
END;

CREATE TRIGGER enterprise_is_unsettled_insert AFTER INSERT ON enterprise
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'enterprise', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'enterprise' AND id = new.id);
END;

CREATE TRIGGER enterprise_is_unsettled_update AFTER UPDATE OF id, doc ON enterprise
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'enterprise', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'enterprise' AND id = new.id);
END;

CREATE TRIGGER entry_is_append_only_delete BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER entry_is_append_only_update BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER evidenceBag_is_counted_delete AFTER DELETE ON evidenceBag
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'evidenceBag'; END;

CREATE TRIGGER evidenceBag_is_counted_insert AFTER INSERT ON evidenceBag
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'evidenceBag'; END;

CREATE TRIGGER evidenceBag_is_unsettled_delete AFTER DELETE ON evidenceBag
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'evidenceBag', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'evidenceBag' AND id = old.id);
END;

CREATE TRIGGER evidenceBag_is_unsettled_insert AFTER INSERT ON evidenceBag
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'evidenceBag', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'evidenceBag' AND id = new.id);
END;

CREATE TRIGGER evidenceBag_is_unsettled_update AFTER UPDATE OF id, doc ON evidenceBag
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'evidenceBag', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'evidenceBag' AND id = new.id);
END;

CREATE TRIGGER finding_is_counted_delete AFTER DELETE ON finding
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'finding'; END;

CREATE TRIGGER finding_is_counted_insert AFTER INSERT ON finding
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'finding'; END;

CREATE TRIGGER finding_is_unsettled_delete AFTER DELETE ON finding
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'finding', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'finding' AND id = old.id);
END;

CREATE TRIGGER finding_is_unsettled_insert AFTER INSERT ON finding
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'finding', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'finding' AND id = new.id);
END;

CREATE TRIGGER finding_is_unsettled_update AFTER UPDATE OF id, doc ON finding
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'finding', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'finding' AND id = new.id);
END;

CREATE TRIGGER flightApproval_is_counted_delete AFTER DELETE ON flightApproval
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'flightApproval'; END;

CREATE TRIGGER flightApproval_is_counted_insert AFTER INSERT ON flightApproval
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'flightApproval'; END;

CREATE TRIGGER flightApproval_is_unsettled_delete AFTER DELETE ON flightApproval
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'flightApproval', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'flightApproval' AND id = old.id);
END;

CREATE TRIGGER flightApproval_is_unsettled_insert AFTER INSERT ON flightApproval
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'flightApproval', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'flightApproval' AND id = new.id);
END;

CREATE TRIGGER flightApproval_is_unsettled_update AFTER UPDATE OF id, doc ON flightApproval
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'flightApproval', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'flightApproval' AND id = new.id);
END;

CREATE TRIGGER flightReport_is_counted_delete AFTER DELETE ON flightReport
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'flightReport'; END;

CREATE TRIGGER flightReport_is_counted_insert AFTER INSERT ON flightReport
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'flightReport'; END;

CREATE TRIGGER flightReport_is_unsettled_delete AFTER DELETE ON flightReport
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'flightReport', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'flightReport' AND id = old.id);
END;

CREATE TRIGGER flightReport_is_unsettled_insert AFTER INSERT ON flightReport
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'flightReport', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'flightReport' AND id = new.id);
END;

CREATE TRIGGER flightReport_is_unsettled_update AFTER UPDATE OF id, doc ON flightReport
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'flightReport', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'flightReport' AND id = new.id);
END;

CREATE TRIGGER flight_is_counted_delete AFTER DELETE ON flight
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'flight'; END;

CREATE TRIGGER flight_is_counted_insert AFTER INSERT ON flight
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'flight'; END;

CREATE TRIGGER flight_is_unsettled_delete AFTER DELETE ON flight
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'flight', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'flight' AND id = old.id);
END;

CREATE TRIGGER flight_is_unsettled_insert AFTER INSERT ON flight
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'flight', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'flight' AND id = new.id);
END;

CREATE TRIGGER flight_is_unsettled_update AFTER UPDATE OF id, doc ON flight
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'flight', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'flight' AND id = new.id);
END;

CREATE TRIGGER footage_is_counted_delete AFTER DELETE ON footage
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'footage'; END;

CREATE TRIGGER footage_is_counted_insert AFTER INSERT ON footage
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'footage'; END;

CREATE TRIGGER footage_is_unsettled_delete AFTER DELETE ON footage
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'footage', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'footage' AND id = old.id);
END;

CREATE TRIGGER footage_is_unsettled_insert AFTER INSERT ON footage
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'footage', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'footage' AND id = new.id);
END;

CREATE TRIGGER footage_is_unsettled_update AFTER UPDATE OF id, doc ON footage
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'footage', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'footage' AND id = new.id);
END;

CREATE TRIGGER frozen_is_counted_delete AFTER DELETE ON frozen
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'frozen'; END;

CREATE TRIGGER frozen_is_counted_insert AFTER INSERT ON frozen
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'frozen'; END;

CREATE TRIGGER frozen_is_unsettled_delete AFTER DELETE ON frozen
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'frozen', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'frozen' AND id = old.id);
END;

CREATE TRIGGER frozen_is_unsettled_insert AFTER INSERT ON frozen
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'frozen', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'frozen' AND id = new.id);
END;

CREATE TRIGGER frozen_is_unsettled_update AFTER UPDATE OF id, doc ON frozen
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'frozen', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'frozen' AND id = new.id);
END;

CREATE TRIGGER layer_is_counted_delete AFTER DELETE ON layer
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'layer'; END;

CREATE TRIGGER layer_is_counted_insert AFTER INSERT ON layer
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'layer'; END;

CREATE TRIGGER layer_is_unsettled_delete AFTER DELETE ON layer
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'layer', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'layer' AND id = old.id);
END;

CREATE TRIGGER layer_is_unsettled_insert AFTER INSERT ON layer
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'layer', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'layer' AND id = new.id);
END;

CREATE TRIGGER layer_is_unsettled_update AFTER UPDATE OF id, doc ON layer
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'layer', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'layer' AND id = new.id);
END;

CREATE TRIGGER mission_is_counted_delete AFTER DELETE ON mission
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'mission'; END;

CREATE TRIGGER mission_is_counted_insert AFTER INSERT ON mission
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'mission'; END;

CREATE TRIGGER mission_is_unsettled_delete AFTER DELETE ON mission
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'mission', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'mission' AND id = old.id);
END;

CREATE TRIGGER mission_is_unsettled_insert AFTER INSERT ON mission
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'mission', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'mission' AND id = new.id);
END;

CREATE TRIGGER mission_is_unsettled_update AFTER UPDATE OF id, doc ON mission
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'mission', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'mission' AND id = new.id);
END;

CREATE TRIGGER paperNumber_is_counted_delete AFTER DELETE ON paperNumber
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'paperNumber'; END;

CREATE TRIGGER paperNumber_is_counted_insert AFTER INSERT ON paperNumber
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'paperNumber'; END;

CREATE TRIGGER paperNumber_is_unsettled_delete AFTER DELETE ON paperNumber
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'paperNumber', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'paperNumber' AND id = old.id);
END;

CREATE TRIGGER paperNumber_is_unsettled_insert AFTER INSERT ON paperNumber
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'paperNumber', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'paperNumber' AND id = new.id);
END;

CREATE TRIGGER paperNumber_is_unsettled_update AFTER UPDATE OF id, doc ON paperNumber
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'paperNumber', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'paperNumber' AND id = new.id);
END;

CREATE TRIGGER paperTemplate_is_counted_delete AFTER DELETE ON paperTemplate
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'paperTemplate'; END;

CREATE TRIGGER paperTemplate_is_counted_insert AFTER INSERT ON paperTemplate
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'paperTemplate'; END;

CREATE TRIGGER paperTemplate_is_unsettled_delete AFTER DELETE ON paperTemplate
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'paperTemplate', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'paperTemplate' AND id = old.id);
END;

CREATE TRIGGER paperTemplate_is_unsettled_insert AFTER INSERT ON paperTemplate
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'paperTemplate', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'paperTemplate' AND id = new.id);
END;

CREATE TRIGGER paperTemplate_is_unsettled_update AFTER UPDATE OF id, doc ON paperTemplate
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'paperTemplate', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'paperTemplate' AND id = new.id);
END;

CREATE TRIGGER paper_is_counted_delete AFTER DELETE ON paper
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'paper'; END;

CREATE TRIGGER paper_is_counted_insert AFTER INSERT ON paper
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'paper'; END;

CREATE TRIGGER paper_is_unsettled_delete AFTER DELETE ON paper
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'paper', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'paper' AND id = old.id);
END;

CREATE TRIGGER paper_is_unsettled_insert AFTER INSERT ON paper
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'paper', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'paper' AND id = new.id);
END;

CREATE TRIGGER paper_is_unsettled_update AFTER UPDATE OF id, doc ON paper
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'paper', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'paper' AND id = new.id);
END;

CREATE TRIGGER person_is_counted_delete AFTER DELETE ON person
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'person'; END;

CREATE TRIGGER person_is_counted_insert AFTER INSERT ON person
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'person'; END;

CREATE TRIGGER person_is_unsettled_delete AFTER DELETE ON person
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'person', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'person' AND id = old.id);
END;

CREATE TRIGGER person_is_unsettled_insert AFTER INSERT ON person
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'person', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'person' AND id = new.id);
END;

CREATE TRIGGER person_is_unsettled_update AFTER UPDATE OF id, doc ON person
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'person', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'person' AND id = new.id);
END;

CREATE TRIGGER rectificationOrder_is_counted_delete AFTER DELETE ON rectificationOrder
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'rectificationOrder'; END;

CREATE TRIGGER rectificationOrder_is_counted_insert AFTER INSERT ON rectificationOrder
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'rectificationOrder'; END;

CREATE TRIGGER rectificationOrder_is_unsettled_delete AFTER DELETE ON rectificationOrder
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'rectificationOrder', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'rectificationOrder' AND id = old.id);
END;

CREATE TRIGGER rectificationOrder_is_unsettled_insert AFTER INSERT ON rectificationOrder
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'rectificationOrder', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'rectificationOrder' AND id = new.id);
END;

CREATE TRIGGER rectificationOrder_is_unsettled_update AFTER UPDATE OF id, doc ON rectificationOrder
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'rectificationOrder', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'rectificationOrder' AND id = new.id);
END;

CREATE TRIGGER releaseSheet_is_counted_delete AFTER DELETE ON releaseSheet
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'releaseSheet'; END;

CREATE TRIGGER releaseSheet_is_counted_insert AFTER INSERT ON releaseSheet
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'releaseSheet'; END;

CREATE TRIGGER releaseSheet_is_unsettled_delete AFTER DELETE ON releaseSheet
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'releaseSheet', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'releaseSheet' AND id = old.id);
END;

CREATE TRIGGER releaseSheet_is_unsettled_insert AFTER INSERT ON releaseSheet
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'releaseSheet', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'releaseSheet' AND id = new.id);
END;

CREATE TRIGGER releaseSheet_is_unsettled_update AFTER UPDATE OF id, doc ON releaseSheet
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'releaseSheet', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'releaseSheet' AND id = new.id);
END;

CREATE TRIGGER selfCheck_is_counted_delete AFTER DELETE ON selfCheck
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'selfCheck'; END;

CREATE TRIGGER selfCheck_is_counted_insert AFTER INSERT ON selfCheck
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'selfCheck'; END;

CREATE TRIGGER selfCheck_is_unsettled_delete AFTER DELETE ON selfCheck
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'selfCheck', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'selfCheck' AND id = old.id);
END;

CREATE TRIGGER selfCheck_is_unsettled_insert AFTER INSERT ON selfCheck
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'selfCheck', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'selfCheck' AND id = new.id);
END;

CREATE TRIGGER selfCheck_is_unsettled_update AFTER UPDATE OF id, doc ON selfCheck
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'selfCheck', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'selfCheck' AND id = new.id);
END;

CREATE TRIGGER setting_is_counted_delete AFTER DELETE ON setting
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'setting'; END;

CREATE TRIGGER setting_is_counted_insert AFTER INSERT ON setting
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'setting'; END;

CREATE TRIGGER setting_is_unsettled_delete AFTER DELETE ON setting
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'setting', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'setting' AND id = old.id);
END;

CREATE TRIGGER setting_is_unsettled_insert AFTER INSERT ON setting
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'setting', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'setting' AND id = new.id);
END;

CREATE TRIGGER setting_is_unsettled_update AFTER UPDATE OF id, doc ON setting
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'setting', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'setting' AND id = new.id);
END;

CREATE TRIGGER sighting_is_counted_delete AFTER DELETE ON sighting
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'sighting'; END;

CREATE TRIGGER sighting_is_counted_insert AFTER INSERT ON sighting
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'sighting'; END;

CREATE TRIGGER sighting_is_unsettled_delete AFTER DELETE ON sighting
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'sighting', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'sighting' AND id = old.id);
END;

CREATE TRIGGER sighting_is_unsettled_insert AFTER INSERT ON sighting
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'sighting', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'sighting' AND id = new.id);
END;

CREATE TRIGGER sighting_is_unsettled_update AFTER UPDATE OF id, doc ON sighting
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'sighting', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'sighting' AND id = new.id);
END;

CREATE TRIGGER site_is_counted_delete AFTER DELETE ON site
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'site'; END;

CREATE TRIGGER site_is_counted_insert AFTER INSERT ON site
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'site'; END;

CREATE TRIGGER site_is_unsettled_delete AFTER DELETE ON site
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'site', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'site' AND id = old.id);
END;

CREATE TRIGGER site_is_unsettled_insert AFTER INSERT ON site
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'site', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'site' AND id = new.id);
END;

CREATE TRIGGER site_is_unsettled_update AFTER UPDATE OF id, doc ON site
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'site', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'site' AND id = new.id);
END;

CREATE TRIGGER version_base_is_append_only_delete BEFORE DELETE ON version_base
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER version_base_is_append_only_update BEFORE UPDATE ON version_base
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER version_is_append_only_delete BEFORE DELETE ON version
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER version_is_append_only_update BEFORE UPDATE ON version
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER visit_is_counted_delete AFTER DELETE ON visit
BEGIN UPDATE document_count SET n = n - 1 WHERE aggregate = 'visit'; END;

CREATE TRIGGER visit_is_counted_insert AFTER INSERT ON visit
BEGIN UPDATE document_count SET n = n + 1 WHERE aggregate = 'visit'; END;

CREATE TRIGGER visit_is_unsettled_delete AFTER DELETE ON visit
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'visit', old.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'visit' AND id = old.id);
END;

CREATE TRIGGER visit_is_unsettled_insert AFTER INSERT ON visit
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'visit', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'visit' AND id = new.id);
END;

CREATE TRIGGER visit_is_unsettled_update AFTER UPDATE OF id, doc ON visit
BEGIN
  INSERT INTO unsettled (aggregate, id) SELECT 'visit', new.id
  WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE aggregate = 'visit' AND id = new.id);
END;
