import type { Tries } from '../core/people/tries.ts'
import { type ReadableDb, writing } from './connection.ts'

/** Wrong tries by what was tried: a person's passphrase or recovery code, or one-time codes. Beside the journal. */

/** The wrong tries since the last right one; null where there were none. */
export function triesOf(db: ReadableDb, name: string): Tries | null {
  const row = db
    .prepare('SELECT wrong, last_at_ms AS lastAtMs, next_at_ms AS nextAtMs FROM tries WHERE name = ?')
    .get(name) as Tries | undefined
  return row ?? null
}

/**
 * Keeps what `next` makes of the tries so far, in one transaction, so that two who try at once are two; null, and nothing
 * kept, where it answers null.
 */
export function keepTry(
  db: ReadableDb,
  name: string,
  next: (before: Tries | null) => Tries | null,
): Tries | null {
  return writing(db, (tx) => {
    const made = next(triesOf(tx, name))
    if (made)
      tx.prepare(
        `INSERT INTO tries (name, wrong, last_at_ms, next_at_ms) VALUES (?, ?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET wrong = excluded.wrong, last_at_ms = excluded.last_at_ms, next_at_ms = excluded.next_at_ms`,
      ).run(name, made.wrong, made.lastAtMs, made.nextAtMs)
    return made
  })
}

/** It was right: what was wrong before counts no more. */
export function forgetTries(db: ReadableDb, name: string): void {
  writing(db, (tx) => tx.prepare('DELETE FROM tries WHERE name = ?').run(name))
}
