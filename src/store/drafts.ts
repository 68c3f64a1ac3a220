import { type ReadableDb, writing } from './connection.ts'

/**
 * Half-filled forms by their keys, each of one person: beside the journal, never exported. What was begun before anybody said
 * who they are is nobody's; whoever goes on with it has it from then on.
 */

/** Where a draft stands: a person's under their id, nobody's under its key alone. */
const rowOf = (by: string | null, key: string): string => (by === null ? key : `${by} ${key}`)

/** The draft of a key that is of a person, else nobody's; null where there is none, or somebody broke it. */
export function draftOf(db: ReadableDb, by: string | null, key: string): unknown {
  const find = db.prepare('SELECT value FROM draft WHERE key = ?')
  const row = (find.get(rowOf(by, key)) ?? find.get(key)) as { value: string } | undefined
  try {
    return row ? (JSON.parse(row.value) as unknown) : null
  } catch {
    return null
  }
}

/** Keeps a person's draft, plain data, in place of the one before. */
export function keepDraft(
  db: ReadableDb,
  by: string | null,
  key: string,
  value: unknown,
  atMs: number,
): void {
  writing(db, (tx) => {
    tx.prepare('DELETE FROM draft WHERE key = ?').run(key)
    tx.prepare(
      `INSERT INTO draft (key, value, at_ms) VALUES (?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, at_ms = excluded.at_ms`,
    ).run(rowOf(by, key), JSON.stringify(value), atMs)
  })
}

/** Forgets a person's draft, and nobody's that it went on from; one that there is not is no fault. */
export function dropDraft(db: ReadableDb, by: string | null, key: string): void {
  writing(db, (tx) => tx.prepare('DELETE FROM draft WHERE key IN (?, ?)').run(rowOf(by, key), key))
}
