import { canonicalJson } from '../core/units/canonical.ts'
import type { ReadableDb, WritableDb } from './database.ts'

/** The aggregates' tables; `src/contract` names the same. */
export const AGGREGATE_TABLES = [
  'enterprise',
  'site',
  'mission',
  'frozen',
  'flight',
  'footage',
  'sighting',
  'finding',
  'layer',
] as const
export type AggregateTable = (typeof AGGREGATE_TABLES)[number]

/** A document with its revision, as stored. */
export type Stored<T = unknown> = { revision: number; doc: T }
type Row = { revision: number; doc: string }

export const fromRow = <T>(row: Row): Stored<T> => ({ revision: row.revision, doc: JSON.parse(row.doc) as T })

export function getDocument<T>(db: ReadableDb, table: AggregateTable, id: string): Stored<T> | null {
  const row = db.prepare(`SELECT revision, doc FROM ${table} WHERE id = ?`).get(id) as Row | undefined
  return row ? fromRow<T>(row) : null
}

/** Documents whose columns fit a condition; the condition is ours, only its values come from outside. */
export function selectDocuments<T>(
  db: ReadableDb,
  table: AggregateTable,
  where = 'TRUE',
  values: readonly unknown[] = [],
): Stored<T>[] {
  const rows = db.prepare(`SELECT revision, doc FROM ${table} WHERE ${where}`).all(...values) as Row[]
  return rows.map((row) => fromRow<T>(row))
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
  ).run(id, revision, canonicalJson(doc))
}

export function deleteDocument(db: WritableDb, table: AggregateTable, id: string): void {
  db.prepare(`DELETE FROM ${table} WHERE id = ?`).run(id)
}

/** The hashes of all recorded originals by their size in bytes: what a file of another size cannot be. */
export function originalsBySize(db: ReadableDb): Map<number, string[]> {
  const found = new Map<number, string[]>()
  const rows = db.prepare("SELECT sha256, doc ->> '$.sizeBytes' AS size FROM footage").iterate()
  for (const { sha256, size } of rows as Iterable<{ sha256: string; size: number }>)
    found.set(size, [...(found.get(size) ?? []), sha256])
  return found
}
