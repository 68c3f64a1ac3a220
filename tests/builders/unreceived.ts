import { createHash } from 'node:crypto'
import path from 'node:path'
import Database from 'better-sqlite3'
import type { AggregateTable } from '../../src/store/tables.ts'
import { canonicalJson } from '../../src/core/units/canonical.ts'

/** Works on the tables of a workspace past its journal, so that they hold what stations may leave each other with. */
function past<T>(dir: string, work: (db: Database.Database) => T): T {
  const db = new Database(path.join(dir, 'sortie.db'))
  try {
    db.pragma('foreign_keys = OFF')
    return work(db)
  } finally {
    db.close()
  }
}

/** Takes documents away, as if another station had not sent them yet: what refers to them stays. */
export const notReceived = (dir: string, table: AggregateTable, ...ids: readonly string[]): void =>
  past(dir, (db) => {
    const away = db.prepare(`DELETE FROM ${table} WHERE id = ?`)
    for (const id of ids) away.run(id)
  })

/** Puts documents as another station made them, whatever they refer to, and beside a twin of theirs. */
export const received = <D extends { id: string }>(
  dir: string,
  table: AggregateTable,
  ...docs: readonly D[]
): void =>
  past(dir, (db) => {
    db.exec('DROP INDEX IF EXISTS footage_by_sha256')
    const columns = (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name)
    const isVersioned = columns.includes('version')
    const put = db.prepare(
      `INSERT INTO ${table} (id, revision, doc${isVersioned ? ', version' : ''}) VALUES (?, 1, ?${isVersioned ? ', ?' : ''})`,
    )
    for (const doc of docs) {
      const text = canonicalJson(doc)
      const version = createHash('sha256').update(text, 'utf8').digest('hex')
      put.run(doc.id, text, ...(isVersioned ? [version] : []))
    }
  })
