import { countedBy, unsettledBy } from './0006.ts'
import { tableOf } from './0007aggregates.ts'

/** Packages of evidence and what became of them; those that nobody has yet. */
export const migration0019 = [
  tableOf('evidenceBag', []),
  "INSERT INTO document_count (aggregate, n) VALUES ('evidenceBag', 0);",
  unsettledBy('evidenceBag', 'INSERT', 'new'),
  unsettledBy('evidenceBag', 'UPDATE OF id, doc', 'new'),
  unsettledBy('evidenceBag', 'DELETE', 'old'),
  countedBy('evidenceBag', 'INSERT'),
  countedBy('evidenceBag', 'DELETE'),
  `CREATE INDEX evidenceBag_undelivered ON evidenceBag(id DESC) WHERE doc ->> '$.handedOver' IS NULL AND doc ->> '$.withdrawn' IS NULL;`,
].join('\n')
