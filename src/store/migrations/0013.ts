/**
 * Orders are listed in their turn, page by page: drafts and what was not served first, then what has no day yet, then by the
 * last day.
 */
export const migration0013 = `
ALTER TABLE rectificationOrder ADD COLUMN turn TEXT GENERATED ALWAYS AS (is_served || coalesce(due_day, '')) VIRTUAL;
DROP INDEX rectification_order_by_enterprise;
CREATE INDEX rectification_order_in_turn ON rectificationOrder(turn, id, is_issued, is_withdrawn, enterprise_id);
CREATE INDEX rectification_order_of_enterprise ON rectificationOrder(enterprise_id, turn, id, is_issued, is_withdrawn);
`
