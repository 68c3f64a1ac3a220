import { type ReadableDb, writing } from './connection.ts'

/** Half-filled forms by their keys: beside the journal, never exported. */

/** The draft of a key; null where there is none, or somebody broke it: then there is nothing to go on with. */
export function draftOf(db: ReadableDb, key: string): unknown {
  const row = db.prepare('SELECT value FROM draft WHERE key = ?').get(key) as { value: string } | undefined
  try {
    return row ? (JSON.parse(row.value) as unknown) : null
  } catch {
    return null
  }
}

/** Keeps a draft, plain data, in place of the one before. */
export function keepDraft(db: ReadableDb, key: string, value: unknown, atMs: number): void {
  writing(db, (tx) =>
    tx
      .prepare(
        `INSERT INTO draft (key, value, at_ms) VALUES (?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, at_ms = excluded.at_ms`,
      )
      .run(key, JSON.stringify(value), atMs),
  )
}

/** Forgets a draft; one that there is not is no fault. */
export function dropDraft(db: ReadableDb, key: string): void {
  writing(db, (tx) => tx.prepare('DELETE FROM draft WHERE key = ?').run(key))
}
