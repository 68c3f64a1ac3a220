import Database from 'better-sqlite3'
import type { ReadableDb } from './connection.ts'
import { runStep } from './migrations/index.ts'

type Row = { type: string; name: string; tbl_name: string; sql: string | null }
const ALL =
  "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_stat_' ESCAPE '\\'"

/**
 * Tables, indexes, triggers and views that are not as the migrations give them: dropped, added or changed. The database is
 * compared with one of its own version, which is made for it. What SQLite counts for itself (`sqlite_stat1`) is its own.
 */
export function schemaDifferences(db: ReadableDb): { aggregate: 'schema'; id: string; problem: string }[] {
  const version = (db.prepare('SELECT user_version AS n FROM pragma_user_version').get() as { n: number }).n
  const model = new Database(':memory:')
  try {
    for (let step = 0; step < version; step++) runStep(model, step, null)
    const keyed = (rows: Row[]) => new Map(rows.map((row) => [`${row.type} ${row.name}`, row]))
    const expected = keyed(model.prepare(ALL).all() as Row[])
    const found = keyed(db.prepare(ALL).all() as Row[])
    const differing = (id: string, problem: string) => ({ aggregate: 'schema' as const, id, problem })
    return [
      ...[...expected].flatMap(([key, { sql, tbl_name }]) => {
        const there = found.get(key)
        if (!there) return [differing(key, 'schema_dropped')]
        return there.sql === sql && there.tbl_name === tbl_name ? [] : [differing(key, 'schema_changed')]
      }),
      ...[...found.keys()].filter((key) => !expected.has(key)).map((key) => differing(key, 'schema_added')),
    ]
  } finally {
    model.close()
  }
}
