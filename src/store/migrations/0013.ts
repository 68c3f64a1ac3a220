/**
 * What a finding is found by in its list is what the search over everything finds it by, and what was seen of it: one text a
 * finding, in the pieces of that search.
 *
 * Orders are listed in their turn, page by page: drafts and what was not served first, then what has no day yet, then by the
 * last day.
 */
export const migration0013 = `
DROP TABLE finding_words;
CREATE VIRTUAL TABLE finding_words USING fts5(pieces, content='', contentless_delete=1, tokenize='ascii', prefix='1 2 3 4 6 8');
INSERT INTO unsettled (aggregate, id) SELECT 'finding', id FROM finding
  WHERE id NOT IN (SELECT id FROM unsettled WHERE aggregate = 'finding');
ALTER TABLE rectificationOrder ADD COLUMN turn TEXT GENERATED ALWAYS AS (is_served || coalesce(due_day, '')) VIRTUAL;
DROP INDEX rectification_order_by_enterprise;
CREATE INDEX rectification_order_in_turn ON rectificationOrder(turn, id, is_issued, is_withdrawn, enterprise_id);
CREATE INDEX rectification_order_of_enterprise ON rectificationOrder(enterprise_id, turn, id, is_issued, is_withdrawn);
`
