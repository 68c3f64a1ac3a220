import fs from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'

/**
 * A lock that the system lets go of when its process ends, however it ends: a database that is held exclusively. `close`
 * gives it back.
 * @throws `SQLITE_BUSY` where another process holds it for longer than `patienceMs`; what SQLite says of a file that is none.
 */
export function lockFile(file: string, patienceMs: number): { close(): void } {
  const lock = openLock(file, patienceMs)
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock.close()
    throw error
  }
}

/** The file that was locked last, which stays open: the same one is locked again and again, and opening it takes longest. */
let last: { readonly file: string; readonly inode: string; readonly lock: Database.Database } | null = null

/** Does something while no other process does anything under the same lock. @throws as `lockFile`, and what `work` throws. */
export function whileLocked<T>(file: string, patienceMs: number, work: () => T): T {
  const inode = inodeOf(file)
  if (last && (last.file !== file || last.inode !== inode)) {
    last.lock.close()
    last = null
  }
  if (!last) {
    const lock = openLock(file, patienceMs)
    last = { file, inode: inodeOf(file), lock }
  }
  const { lock } = last
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    last = null
    throw error
  }
  try {
    return work()
  } finally {
    lock.exec('ROLLBACK')
  }
}

/** Which file stands under a name: another one may have been put in its place. */
function inodeOf(file: string): string {
  const stat = fs.statSync(file, { bigint: true, throwIfNoEntry: false })
  return stat ? `${stat.dev} ${stat.ino}` : ''
}

function openLock(file: string, patienceMs: number): Database.Database {
  // Of a folder that is gone the driver says something of its own.
  fs.accessSync(path.dirname(file))
  const lock = new Database(file, { timeout: patienceMs })
  try {
    lock.pragma('journal_mode = MEMORY')
    return lock
  } catch (error) {
    lock.close()
    throw error
  }
}
