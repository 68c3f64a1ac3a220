import fs from 'node:fs'
import type Database from 'better-sqlite3'
import type { ReadableDb } from './connection.ts'

/**
 * A database no larger is looked over whole whenever it is opened; of a larger one that would take many seconds (eight or so
 * a gigabyte), so that it is only seen to be all there, and `damagedTables` looks over its tables when it is verified.
 */
const WHOLE_BYTES = 100 * 1024 ** 2

/** Whether a database, open on its own file for nothing but this, can be worked with as far as can be said at once. */
export function looksSound(db: Database.Database, file: string): boolean {
  const { size } = fs.statSync(file)
  if (size <= WHOLE_BYTES) return db.pragma('quick_check(1)', { simple: true }) === 'ok'
  // Pages that are still in the log beside it (`-wal`) may not have come into the file yet.
  const beside = fs.statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0
  const pages = Number(db.pragma('page_count', { simple: true }))
  return beside > 0 || size >= pages * Number(db.pragma('page_size', { simple: true }))
}

/** Tables of which pages cannot be read or do not fit together, one look at each. */
export function damagedTables(db: ReadableDb): { aggregate: 'schema'; id: string; problem: string }[] {
  const names = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    .all() as { name: string }[]
  const check = db.prepare('SELECT quick_check AS said FROM pragma_quick_check(?)')
  const isSound = (name: string): boolean => {
    try {
      return (check.all(name) as { said: string }[]).every(({ said }) => said === 'ok')
    } catch (error) {
      if (!isDamage(error)) throw error
      return false
    }
  }
  return names
    .filter(({ name }) => !isSound(name))
    .map(({ name }) => ({ aggregate: 'schema', id: `table ${name}`, problem: 'table_damaged' }))
}

/** Whether an error says that what is on the disk is not what was written. */
export const isDamage = (error: unknown): boolean =>
  ((error as { code?: string }).code ?? '').startsWith('SQLITE_CORRUPT')
