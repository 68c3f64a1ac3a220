import type { Version } from '../core/units/id.ts'
import type { ReadableDb, WritableDb } from './connection.ts'
import { Refusal } from './refusal.ts'
import { fittingText, type Unfit } from './schemas.ts'
import { settled, unsettled } from './settle.ts'
import type { AggregateTable } from './tables.ts'
import { textOf } from './text.ts'
import { forgetUnreadable, rememberUnreadable } from './unreadable.ts'

/** A document as stored: `revision` is a number for people, an edit is made on `version`. */
export type Stored<T = unknown> = { revision: number; version: Version; doc: T }
/** A document as its table has it. */
export type Row = { id: string; revision: number; version: Version; doc: string }

/** The document of a row as its schema gives it; the reason, which is kept in mind, where it does not fit. */
function readRow<T>(db: ReadableDb, table: AggregateTable, row: Row): Stored<T> | Unfit {
  const fitted = fittingText(table, row.id, row.doc)
  if (!fitted.ok) {
    rememberUnreadable(db, fitted.unfit)
    return fitted.unfit
  }
  forgetUnreadable(db, table, row.id)
  return { revision: row.revision, version: row.version, doc: fitted.doc as T }
}

const isRead = <T>(read: Stored<T> | Unfit): read is Stored<T> => 'doc' in read

const rowOf = (db: ReadableDb, table: AggregateTable, id: string): Row | undefined =>
  db.prepare(`SELECT id, revision, version, doc FROM ${table} WHERE id = ?`).get(id) as Row | undefined

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

/** How a document stands, readable or not; null where there is none. */
export function standingOf(db: ReadableDb, table: AggregateTable, id: string): Standing | null {
  const row = db.prepare(`SELECT revision, version FROM ${table} WHERE id = ?`).get(id) as
    | Standing
    | undefined
  return row ?? null
}

/** How many documents of a kind there are. */
export function countDocuments(db: ReadableDb, table: AggregateTable): number {
  const row = db.prepare('SELECT n FROM document_count WHERE aggregate = ?').get(table)
  return (row as { n: number }).n
}

/** How a document stands: what an edit names, and a counter for people. */
export type Standing = Pick<Stored, 'revision' | 'version'>

/** Puts a document that fits its schema, with what is derived from it. */
export function putDocument(
  db: WritableDb,
  table: AggregateTable,
  id: string,
  standing: Standing,
  doc: unknown,
): void {
  putText(db, table, id, standing, textOf(doc))
  settled(db, table, id, doc)
  forgetUnreadable(db, table, id)
}

/** Puts the text of a document that came from elsewhere: one that does not fit its schema is kept, and named. */
export function putShown(
  db: WritableDb,
  table: AggregateTable,
  id: string,
  standing: Standing,
  text: string,
): void {
  putText(db, table, id, standing, text)
  const fitted = fittingText(table, id, text)
  if (fitted.ok) {
    settled(db, table, id, fitted.doc)
    forgetUnreadable(db, table, id)
  } else {
    unsettled(db, table, id)
    rememberUnreadable(db, fitted.unfit)
  }
}

function putText(
  db: WritableDb,
  table: AggregateTable,
  id: string,
  { revision, version }: Standing,
  text: string,
): void {
  db.prepare(`INSERT INTO ${table} (id, revision, version, doc) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, version = excluded.version, doc = excluded.doc`).run(
    id,
    revision,
    version,
    text,
  )
}

export function deleteDocument(db: WritableDb, table: AggregateTable, id: string): void {
  db.prepare(`DELETE FROM ${table} WHERE id = ?`).run(id)
  settled(db, table, id, null)
  forgetUnreadable(db, table, id)
}
