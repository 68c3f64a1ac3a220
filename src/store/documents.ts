import type { ReadableDb, WritableDb } from './database.ts'
import { Refusal } from './refusal.ts'
import { fittingText, type Unfit } from './schemas.ts'
import type { AggregateTable } from './tables.ts'
import { textOf } from './text.ts'
import { forgetUnreadable, rememberUnreadable } from './unreadable.ts'

/** A document with its revision, as stored. */
export type Stored<T = unknown> = { revision: number; doc: T }
type Row = { id: string; revision: number; doc: string }

/** The document of a row as its schema gives it; the reason, which is kept in mind, where it does not fit. */
function readRow<T>(db: ReadableDb, table: AggregateTable, row: Row): Stored<T> | Unfit {
  const fitted = fittingText(table, row.id, row.doc)
  if (!fitted.ok) {
    rememberUnreadable(db, fitted.unfit)
    return fitted.unfit
  }
  forgetUnreadable(db, table, row.id)
  return { revision: row.revision, doc: fitted.doc as T }
}

const isRead = <T>(read: Stored<T> | Unfit): read is Stored<T> => 'doc' in read

const rowOf = (db: ReadableDb, table: AggregateTable, id: string): Row | undefined =>
  db.prepare(`SELECT id, revision, doc FROM ${table} WHERE id = ?`).get(id) as Row | undefined

/** A document; null where there is none. @throws {Refusal} `record_unreadable`, named, where it does not fit its schema. */
export function getDocument<T>(db: ReadableDb, table: AggregateTable, id: string): Stored<T> | null {
  const row = rowOf(db, table, id)
  if (!row) return null
  const read = readRow<T>(db, table, row)
  if (!isRead(read)) throw new Refusal('record_unreadable', read)
  return read
}

/** A document that something else merely mentions: null as well where it cannot be read, which is then kept in mind. */
export function getReadable<T>(db: ReadableDb, table: AggregateTable, id: string): Stored<T> | null {
  const row = rowOf(db, table, id)
  return row ? readableRow<T>(db, table, row) : null
}

/** The document of a row that was selected elsewhere; null, and kept in mind, where it cannot be read. */
export function readableRow<T>(db: ReadableDb, table: AggregateTable, row: Row): Stored<T> | null {
  const read = readRow<T>(db, table, row)
  return isRead(read) ? read : null
}

/** The revision of a document, readable or not; null where there is none. */
export function revisionOf(db: ReadableDb, table: AggregateTable, id: string): number | null {
  const row = db.prepare(`SELECT revision FROM ${table} WHERE id = ?`).get(id) as
    | { revision: number }
    | undefined
  return row?.revision ?? null
}

/**
 * Documents whose columns fit a condition; the condition is ours, only its values come from outside. What cannot be read
 * is left out and kept in mind (`unreadableRecords`).
 */
export function selectDocuments<T>(
  db: ReadableDb,
  table: AggregateTable,
  where = 'TRUE',
  values: readonly unknown[] = [],
): Stored<T>[] {
  const rows = db.prepare(`SELECT id, revision, doc FROM ${table} WHERE ${where}`).all(...values) as Row[]
  return rows.flatMap((row) => readableRow<T>(db, table, row) ?? [])
}

/** How many documents there are; `index` names one that holds all that `where` looks at, where SQLite takes none. */
export function countDocuments(
  db: ReadableDb,
  table: AggregateTable,
  where = 'TRUE',
  values: readonly unknown[] = [],
  index: string | null = null,
): number {
  const from = index ? `${table} INDEXED BY ${index}` : table
  return (db.prepare(`SELECT count(*) AS n FROM ${from} WHERE ${where}`).get(...values) as { n: number }).n
}

export function putDocument(
  db: WritableDb,
  table: AggregateTable,
  id: string,
  revision: number,
  doc: unknown,
): void {
  db.prepare(
    `INSERT INTO ${table} (id, revision, doc) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, doc = excluded.doc`,
  ).run(id, revision, textOf(doc))
  forgetUnreadable(db, table, id)
}

export function deleteDocument(db: WritableDb, table: AggregateTable, id: string): void {
  db.prepare(`DELETE FROM ${table} WHERE id = ?`).run(id)
  forgetUnreadable(db, table, id)
}

/** The hashes of all recorded originals by their size in bytes: what a file of another size cannot be. */
export function originalsBySize(db: ReadableDb): Map<number, string[]> {
  const found = new Map<number, string[]>()
  const rows = db.prepare("SELECT sha256, doc ->> '$.sizeBytes' AS size FROM footage").iterate()
  for (const { sha256, size } of rows as Iterable<{ sha256: string; size: number }>)
    found.set(size, [...(found.get(size) ?? []), sha256])
  return found
}
