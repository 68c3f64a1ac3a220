import type { Duty } from '../core/duty/duty.ts'
import type { CheckMade } from '../core/duty/occurrences.ts'
import type { SelfCheck } from '../core/duty/selfCheck.ts'
import type { ReadableDb } from './connection.ts'
import type { Stored } from './documents.ts'
import { documentsWhere } from './select.ts'
import { isSettled, settle } from './settle.ts'

/** The duties of an enterprise, as they were made. */
export const dutiesOf = (db: ReadableDb, enterpriseId: string): Stored<Duty>[] =>
  documentsWhere(db, 'duty', 'enterprise_id = ? ORDER BY id', enterpriseId)

/** Which duties there are, and in which version: of an enterprise, or of all (null). */
export function dutyVersions(
  db: ReadableDb,
  enterpriseId: string | null,
): { id: string; version: string; enterpriseId: string }[] {
  settle(db, 'duty')
  return db
    .prepare(
      `SELECT id, version, enterprise_id AS enterpriseId FROM duty d
       WHERE ${enterpriseId === null ? 'TRUE' : 'enterprise_id = ?'} AND ${isSettled('duty', 'd')}`,
    )
    .all(...(enterpriseId === null ? [] : [enterpriseId])) as {
    id: string
    version: string
    enterpriseId: string
  }[]
}

/** Some duties by their ids, as they were made. */
export const someDuties = (db: ReadableDb, ids: readonly string[]): Stored<Duty>[] =>
  documentsWhere(db, 'duty', 'id IN (SELECT value FROM json_each(?)) ORDER BY id', JSON.stringify(ids))

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

/** On which days enterprises checked themselves, by enterprise: one, or all (null). */
export function checksMade(
  db: ReadableDb,
  enterpriseId: string | null,
): ReadonlyMap<string, readonly CheckMade[]> {
  settle(db, 'selfCheck')
  const rows = db
    .prepare(
      `SELECT id, checked_on AS checkedOn, enterprise_id AS enterpriseId
       FROM selfCheck c INDEXED BY selfCheck_by_enterprise
       WHERE ${enterpriseId === null ? 'TRUE' : 'enterprise_id = ?'} AND ${isSettled('selfCheck', 'c')}
       ORDER BY enterprise_id, checked_on, id`,
    )
    .all(...(enterpriseId === null ? [] : [enterpriseId])) as (CheckMade & { enterpriseId: string })[]
  return Map.groupBy(rows, (row) => row.enterpriseId)
}

/** The findings that refer to a self-check. */
export const findingsOfSelfCheck = (db: ReadableDb, id: string) =>
  documentsWhere(
    db,
    'finding',
    `id IN (SELECT id FROM reference WHERE to_aggregate = 'selfCheck' AND to_id = ? AND aggregate = 'finding') ORDER BY id`,
    id,
  )
