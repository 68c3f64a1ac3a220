import { countedBy, unsettledBy } from './0006.ts'
import { type Column, stored, tableOf } from './0007aggregates.ts'

/** Papers, found by what they are of and by enterprise, and the templates that a unit made its own. */
const COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  paper: [
    stored('enterprise_id', 'enterpriseId'),
    stored('of_aggregate', 'of.aggregate'),
    stored('of_id', 'of.id'),
  ],
  paperTemplate: [],
}

export const migration0016 = [
  ...Object.entries(COLUMNS).flatMap(([name, columns]) => [
    tableOf(name, columns),
    `INSERT INTO document_count (aggregate, n) VALUES ('${name}', 0);`,
    unsettledBy(name, 'INSERT', 'new'),
    unsettledBy(name, 'UPDATE OF id, doc', 'new'),
    unsettledBy(name, 'DELETE', 'old'),
    countedBy(name, 'INSERT'),
    countedBy(name, 'DELETE'),
  ]),
  `CREATE INDEX paper_of_document ON paper(of_id, id DESC);
CREATE INDEX paper_of_enterprise ON paper(enterprise_id, id DESC);`,
].join('\n')
