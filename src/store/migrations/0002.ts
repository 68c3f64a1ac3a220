/** The order of findings carries their titles too: a search reads the index alone, whatever the length of the word. */
export const migration0002 = `
DROP INDEX finding_by_time;
CREATE INDEX finding_by_time ON finding(opened_at_ms DESC, title);
`
