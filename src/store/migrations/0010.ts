import { any, type Column, stored, tableOf } from './0007aggregates.ts'
import { countedBy, unsettledBy } from './0006.ts'

/** Settings of the workspace, one document a name, and orders to put things right. */
const COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  setting: [],
  rectificationOrder: [
    stored('enterprise_id', 'enterpriseId'),
    stored('no', 'issued.no'),
    any('is_issued', "coalesce(json_type(doc, '$.issued') = 'object', 0)"),
    any('is_served', "coalesce(json_type(doc, '$.served') = 'object', 0)"),
    any('is_withdrawn', "coalesce(json_type(doc, '$.withdrawn') = 'object', 0)"),
    ['due_day', 'TEXT', "coalesce(doc ->> '$.extensions[#-1].to', doc ->> '$.due')", 'VIRTUAL'],
  ],
}

/**
 * What is due of a finding follows from it, from its order and from the holidays: derived, so that a list in the order of
 * what is due is read from one index. `due_key` is a moment, or beyond all moments a rank of what has none.
 */
const DUE = `
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
CREATE INDEX finding_due_in_order ON finding_due(due_key, finding_id, state, level, enterprise_id, enterprise_due_ms, ours_due_ms);
CREATE INDEX finding_due_by_enterprise ON finding_due(enterprise_id, due_key, finding_id, state, level, enterprise_due_ms, ours_due_ms);
CREATE INDEX finding_due_by_state ON finding_due(state, level, due_key, finding_id, enterprise_due_ms, ours_due_ms);
CREATE INDEX finding_due_by_order ON finding_due(order_id) WHERE order_id IS NOT NULL;
INSERT INTO unsettled (aggregate, id) SELECT 'finding', id FROM finding
  WHERE id NOT IN (SELECT id FROM unsettled WHERE aggregate = 'finding');
`

export const migration0010 = [
  ...Object.entries(COLUMNS).flatMap(([name, columns]) => [
    tableOf(name, columns),
    `INSERT INTO document_count (aggregate, n) VALUES ('${name}', 0);`,
    unsettledBy(name, 'INSERT', 'new'),
    unsettledBy(name, 'UPDATE OF id, doc', 'new'),
    unsettledBy(name, 'DELETE', 'old'),
    countedBy(name, 'INSERT'),
    countedBy(name, 'DELETE'),
  ]),
  `CREATE INDEX rectification_order_by_enterprise ON rectificationOrder(enterprise_id);
CREATE INDEX rectification_order_by_no ON rectificationOrder(no) WHERE no IS NOT NULL;`,
  DUE,
].join('\n')
