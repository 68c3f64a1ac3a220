import { tableOf } from './0007aggregates.ts'
import { countedBy, unsettledBy } from './0006.ts'

/** Settings of the workspace: one document a name. */
const COLUMNS = { setting: [] } as const

export const migration0010 = Object.entries(COLUMNS)
  .flatMap(([name, columns]) => [
    tableOf(name, columns),
    `INSERT INTO document_count (aggregate, n) VALUES ('${name}', 0);`,
    unsettledBy(name, 'INSERT', 'new'),
    unsettledBy(name, 'UPDATE OF id, doc', 'new'),
    unsettledBy(name, 'DELETE', 'old'),
    countedBy(name, 'INSERT'),
    countedBy(name, 'DELETE'),
  ])
  .join('\n')
