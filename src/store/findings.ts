import type { Finding, State } from '../core/finding/finding.ts'
import { RUNNING_STATES } from '../core/finding/transitions.ts'
import type { ReadableDb } from './connection.ts'
import type { Stored } from './documents.ts'
import { countWhere, documentsWhere } from './select.ts'

/** Which findings are looked for; null, none and an empty text ask for nothing. */
export type FindingsWanted = {
  readonly enterpriseId: string | null
  /** In one of these states. */
  readonly states: readonly State[]
  readonly level: Finding['level'] | null
  /** Their deadline runs, and was over at this moment, UTC ms. */
  readonly overdueAtMs: number | null
  /** In the title, in the same letters but for capitals. */
  readonly text: string
}

type Condition = { readonly where: string; readonly values: readonly unknown[] }
/** Where it is counted what fits the condition. */
type Counted = { readonly from: 'finding' | 'finding INDEXED BY finding_by_time' }

const running = RUNNING_STATES.map((state) => `'${state}'`).join(', ')

function conditionOf({
  enterpriseId,
  states,
  level,
  overdueAtMs,
  text,
}: FindingsWanted): Condition & Counted {
  const parts: Condition[] = []
  const add = (where: string, ...values: unknown[]) => parts.push({ where, values })
  if (enterpriseId) add('enterprise_id = ?', enterpriseId)
  if (states.length > 0) add(`state IN (${states.map(() => '?').join(', ')})`, ...states)
  if (level) add('level = ?', level)
  if (overdueAtMs !== null) add(`state IN (${running}) AND due_ms < ?`, overdueAtMs)
  const word = text.trim()
  if (word !== '') add("title LIKE ? ESCAPE '\\'", `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  return {
    // The order of findings holds the titles too, and is shorter to read than the table; by itself SQLite does not take it.
    from: word !== '' && parts.length === 1 ? 'finding INDEXED BY finding_by_time' : 'finding',
    where: parts.length > 0 ? parts.map(({ where }) => where).join(' AND ') : 'TRUE',
    values: parts.flatMap(({ values }) => values),
  }
}

/** Findings as they are wanted, those opened last first: so many (`most`) after the first so many (`after`). */
export function findingsAsWanted(
  db: ReadableDb,
  wanted: FindingsWanted,
  { most, after }: { readonly most: number; readonly after: number },
): Stored<Finding>[] {
  const { where, values } = conditionOf(wanted)
  return documentsWhere(
    db,
    'finding',
    `${where} ORDER BY opened_at_ms DESC LIMIT ? OFFSET ?`,
    ...values,
    most,
    after,
  )
}

/** How many findings there are as they are wanted. */
export function countFindings(db: ReadableDb, wanted: FindingsWanted): number {
  const { where, values, from } = conditionOf(wanted)
  return countWhere(db, from, where, ...values)
}

/** All findings, those opened last first. */
export const allFindings = (db: ReadableDb): Stored<Finding>[] =>
  documentsWhere(db, 'finding', 'TRUE ORDER BY opened_at_ms DESC')

/** The findings of an enterprise, those opened last first. */
export const findingsOfEnterprise = (db: ReadableDb, enterpriseId: string): Stored<Finding>[] =>
  documentsWhere(db, 'finding', 'enterprise_id = ? ORDER BY opened_at_ms DESC', enterpriseId)
