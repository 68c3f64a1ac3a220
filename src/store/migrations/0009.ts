import { countedBy, unsettledBy } from './0006.ts'
import { any, type Column, names, stored, tableOf, text, words } from './0007aggregates.ts'

/** Campaigns, visits and checklists; what was taken in a visit, and seen in one. */
const COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  campaign: [
    ...names,
    words('name.zh', 'name.en', 'organiser'),
    stored('from_ms', 'fromMs', 'ANY'),
    any('to_ms', "doc ->> '$.toMs'"),
    any('closed_at_ms', "doc ->> '$.closedAtMs'"),
    any('enterprises', "json_array_length(doc, '$.enterpriseIds')"),
    any('rounds', "json_array_length(doc, '$.rounds')"),
  ],
  visit: [
    stored('enterprise_id', 'enterpriseId'),
    stored('campaign_id', 'campaignId'),
    text('round_id', 'roundId'),
    text('kind', 'kind'),
    text('mode', 'mode'),
    stored('from_ms', 'fromMs', 'ANY'),
    any('to_ms', "doc ->> '$.toMs'"),
    any('counts', "doc ->> '$.countsTowardCap'"),
    text('merged_into_id', 'mergedIntoId'),
    any('approved_at_ms', "doc ->> '$.approval.atMs'"),
    any('is_urgent', "coalesce(json_type(doc, '$.approval.urgentReason') = 'text', 0)"),
  ],
  checklist: [...names],
}

/** What a row of visits shows, in the index of each of their orders. */
const VISIT_ROW = 'revision, round_id, kind, mode, to_ms, counts, merged_into_id, approved_at_ms, is_urgent'

const INDEXES = `
CREATE INDEX campaign_by_time ON campaign(from_ms DESC, id DESC, revision, name_zh, name_en, to_ms, closed_at_ms, enterprises, rounds, words);
CREATE INDEX visit_by_time ON visit(from_ms DESC, id DESC, enterprise_id, campaign_id, ${VISIT_ROW});
CREATE INDEX visit_by_enterprise ON visit(enterprise_id, from_ms DESC, id DESC, campaign_id, ${VISIT_ROW});
CREATE INDEX visit_by_campaign ON visit(campaign_id, from_ms DESC, id DESC, enterprise_id, ${VISIT_ROW});
ALTER TABLE footage ADD COLUMN visit_id TEXT GENERATED ALWAYS AS (doc ->> '$.visitId') VIRTUAL;
ALTER TABLE sighting ADD COLUMN visit_id TEXT GENERATED ALWAYS AS (doc ->> '$.visitId') VIRTUAL;
CREATE INDEX footage_by_visit ON footage(visit_id) WHERE visit_id IS NOT NULL;
CREATE INDEX sighting_by_visit ON sighting(visit_id) WHERE visit_id IS NOT NULL;
`

export const migration0009 = [
  ...Object.entries(COLUMNS).map(([name, columns]) => tableOf(name, columns)),
  INDEXES,
  ...Object.keys(COLUMNS).flatMap((name) => [
    `INSERT INTO document_count (aggregate, n) VALUES ('${name}', 0);`,
    unsettledBy(name, 'INSERT', 'new'),
    unsettledBy(name, 'UPDATE OF id, doc', 'new'),
    unsettledBy(name, 'DELETE', 'old'),
    countedBy(name, 'INSERT'),
    countedBy(name, 'DELETE'),
  ]),
].join('\n')
