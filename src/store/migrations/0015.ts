/**
 * The board of a campaign reads all of its visits and counts all findings: each from one index that holds everything it
 * asks for. What a visit's row shows is reckoned from its document, and SQLite finds such a value in an index where the
 * index names how it is reckoned, not where it names the column.
 */
export const migration0015 = `
CREATE INDEX finding_due_on_board ON finding_due(enterprise_id, opened_at_ms, state, enterprise_due_ms, ours_due_ms);
CREATE INDEX visit_on_board ON visit(campaign_id, from_ms, id, enterprise_id, doc ->> '$.roundId', doc ->> '$.mode',
  doc ->> '$.toMs', doc ->> '$.mergedIntoId', doc ->> '$.approval.atMs', json_type(doc, '$.approval.urgentReason'));
`
