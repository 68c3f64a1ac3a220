import Database from 'better-sqlite3'

/**
 * A lock that the system lets go of when its process ends, however it ends: a database that is held exclusively. `close`
 * gives it back.
 * @throws `SQLITE_BUSY` where another process holds it for longer than `patienceMs`; what SQLite says of a file that is none.
 */
export function lockFile(file: string, patienceMs: number): { close(): void } {
  const lock = new Database(file, { timeout: patienceMs })
  try {
    lock.pragma('journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock.close()
    throw error
  }
}
