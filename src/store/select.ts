import type { ReadableDb } from './connection.ts'
import { readableRow, type Row, type Stored } from './documents.ts'
import type { DocumentOf } from '../core/journal/kinds.ts'
import type { AggregateTable } from './tables.ts'

/**
 * The ground of the named queries beside it, which alone use it: a condition is SQL of ours, and nobody outside of this
 * room writes any.
 */

/**
 * Documents whose columns fit a condition, in its order; only its values come from outside. What cannot be read is left out
 * and kept in mind (`unreadableRecords`).
 */
export function documentsWhere<T extends AggregateTable>(
  db: ReadableDb,
  table: T,
  where: string,
  ...values: readonly unknown[]
): Stored<DocumentOf<T>>[] {
  const rows = db
    .prepare(`SELECT id, revision, version, doc FROM ${table} WHERE ${where}`)
    .all(...values) as Row[]
  return rows.flatMap((row) => readableRow<DocumentOf<T>>(db, table, row) ?? [])
}
