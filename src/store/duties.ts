import type { Duty } from '../core/duty/duty.ts'
import type { CheckMade } from '../core/duty/occurrences.ts'
import type { SelfCheck } from '../core/duty/selfCheck.ts'
import type { ReadableDb } from './connection.ts'
import type { Stored } from './documents.ts'
import { documentsWhere } from './select.ts'
import { settle } from './settle.ts'

/** The duties of an enterprise, as they were made. */
export const dutiesOf = (db: ReadableDb, enterpriseId: string): Stored<Duty>[] =>
  documentsWhere(db, 'duty', 'enterprise_id = ? ORDER BY id', enterpriseId)

/** All duties, those of one enterprise beside one another. */
export const allDuties = (db: ReadableDb): Stored<Duty>[] =>
  documentsWhere(db, 'duty', 'TRUE ORDER BY enterprise_id, id')

/** A page of the self-checks of an enterprise, the last one first; `after`: its day and id. */
export function selfChecksOf(
  db: ReadableDb,
  enterpriseId: string,
  after: { readonly on: string; readonly id: string } | null,
  most: number,
): { rows: Stored<SelfCheck>[]; total: number } {
  settle(db, 'selfCheck')
  const rows = documentsWhere(
    db,
    'selfCheck',
    'enterprise_id = ? AND (checked_on, id) < (?, ?) ORDER BY checked_on DESC, id DESC LIMIT ?',
    enterpriseId,
    after?.on ?? '9999-99',
    after?.id ?? '',
    most,
  )
  const { n } = db
    .prepare('SELECT count(*) AS n FROM selfCheck WHERE enterprise_id = ?')
    .get(enterpriseId) as {
    n: number
  }
  return { rows, total: n }
}

/** On which days an enterprise checked itself. */
export function checksMade(db: ReadableDb, enterpriseId: string): CheckMade[] {
  settle(db, 'selfCheck')
  return db
    .prepare(
      `SELECT id, checked_on AS checkedOn FROM selfCheck c WHERE enterprise_id = ?
         AND NOT EXISTS (SELECT 1 FROM unsettled u WHERE u.aggregate = 'selfCheck' AND u.id = c.id) ORDER BY checked_on`,
    )
    .all(enterpriseId) as CheckMade[]
}

/** The findings that refer to a self-check. */
export const findingsOfSelfCheck = (db: ReadableDb, id: string) =>
  documentsWhere(
    db,
    'finding',
    `id IN (SELECT id FROM reference WHERE to_aggregate = 'selfCheck' AND to_id = ? AND aggregate = 'finding') ORDER BY id`,
    id,
  )
