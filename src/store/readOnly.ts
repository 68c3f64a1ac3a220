import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { assertPlain, withFile } from './openFile.ts'
import { openScratch, type Scratch } from './scratch.ts'

/** What a system says of a medium, a folder or a file that may not be written. */
const PROTECTED: readonly (string | undefined)[] = ['EROFS', 'EACCES', 'EPERM']
/** The files of a database: what was committed last may stand in the second or, of an older kind, the third alone. */
const PARTS = ['', '-wal', '-journal']
/** Somebody who may write can do so while the copy is made: then it is made again. */
const COPY_TRIES = 5

/**
 * Whether a workspace can be written: it is tried, because a card's lock and a read-only mount say nothing beforehand to
 * who has every right (root, an administrator).
 */
export function isWriteProtected(dir: string, database: string): boolean {
  const probe = path.join(dir, `.sortie-${randomBytes(6).toString('hex')}`)
  try {
    withFile(probe, 'wx', () => undefined)
    fs.rmSync(probe, { force: true })
    // Asked, not opened: closing a database's file drops the locks that SQLite has on it in this process.
    fs.accessSync(database, fs.constants.W_OK)
    return false
  } catch (error) {
    return PROTECTED.includes((error as NodeJS.ErrnoException).code)
  }
}

/**
 * A copy of a database, with what was committed beside it, in a folder of its own: SQLite opens no WAL database where it
 * cannot write. Answers the copy and its scratch, which is to be closed.
 * @throws the system's error, `ENOSPC` say; then nothing is left.
 */
export function copyDatabase(database: string): { scratch: Scratch; copy: string } {
  const scratch = openScratch()
  const copy = path.join(scratch.folder('read-only'), path.basename(database))
  try {
    for (let tries = 1; ; tries++) {
      const before = stampOf(database)
      for (const part of PARTS) {
        fs.rmSync(copy + part, { force: true })
        assertPlain(database + part)
        if (!fs.existsSync(database + part)) continue
        fs.copyFileSync(database + part, copy + part)
        fs.chmodSync(copy + part, 0o600)
      }
      if (stampOf(database) === before || tries === COPY_TRIES) return { scratch, copy }
    }
  } catch (error) {
    scratch.close()
    throw error
  }
}

const stampOf = (database: string): string =>
  PARTS.map((part) => {
    const found = fs.statSync(database + part, { throwIfNoEntry: false })
    return found ? `${found.size} ${found.mtimeMs}` : '-'
  }).join()
