import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fail, ok, type Result } from '../core/units/result.ts'
import type { ReadableDb } from './connection.ts'
import { connectDatabase, openDatabase } from './database.ts'
import { failureOf, misplaced } from './failure.ts'
import { isOriginalRecorded } from './footage.ts'
import { nameWorkspace } from './journal/own.ts'
import { takeKnown } from './journal/pending.ts'
import { OLD_HEAD_FILE } from './oldHead.ts'
import { copyDatabase, isWriteProtected } from './readOnly.ts'
import { sweepDeleted } from './retention.ts'
import { settleAll } from './settle.ts'
import { keysIn, type StationKeys } from './station/keys.ts'
import { keysHome } from './station/keysHome.ts'
import type { Writing } from './transact.ts'
import { openVault, type Vault } from './vault.ts'
import { makeFolder } from './whole.ts'

/** An open workspace folder: the database for reading, the vault, and the one way to write. */
export type Workspace = {
  readonly dir: string
  readonly db: ReadableDb
  readonly vault: Vault
  /**
   * The folder is write-protected: `db` is a copy elsewhere that goes away with `close`, originals are read where they are,
   * and `transact` refuses.
   */
  readonly isReadOnly: boolean
  /** The keys of this computer's user, of which one signs what is written here. */
  readonly keys: StationKeys
  close(): void
}

export const DATABASE_FILE = 'sortie.db'
const FOLDERS = ['vault', 'derived', 'maps', 'backups']

/** Whether a folder holds a workspace. @throws what the system says where it cannot be told. */
export const isWorkspace = (dir: string): boolean =>
  fs.statSync(path.join(dir, DATABASE_FILE), { throwIfNoEntry: false }) !== undefined

/**
 * Opens the workspace in `dir`; `create` makes a new one in a folder that is missing or empty. One on a write-protected
 * medium opens read-only, with all that was committed to it. `keys`: by default those of this computer's user.
 */
export function openWorkspace(
  dir: string,
  options: { create: boolean; keys?: StationKeys },
): Result<Workspace> {
  const { keys = userKeys() } = options
  let db: ReturnType<typeof openDatabase> | null = null
  try {
    if (!isWorkspace(dir)) {
      if (!options.create) return fail('workspace_missing', { dir })
      if (fs.existsSync(dir) && fs.readdirSync(dir).some((name) => !FOLDERS.includes(name)))
        return fail('workspace_not_empty', { dir })
      makeFolder(dir)
    } else if (isWriteProtected(dir, path.join(dir, DATABASE_FILE))) return openReadOnly(dir, keys)
    db = openDatabase(path.join(dir, DATABASE_FILE))
    if (!db.ok) return db
    const opened = db.value
    settleAll(opened.db)
    for (const folder of FOLDERS) makeFolder(path.join(dir, folder))
    nameWorkspace(opened.db, randomUUID())
    takeKnown(opened.db)
    forgetOldHead(dir)
    const vault = openVault(path.join(dir, 'vault'))
    vault.recover((sha256) => isOriginalRecorded(opened.db, sha256))
    sweepAsFarAsReadable({ dir, db: opened.db, vault })
    return ok({
      dir,
      db: opened.db,
      vault,
      isReadOnly: false,
      keys,
      close() {
        opened.close()
      },
    })
  } catch (error) {
    if (db?.ok) db.value.close()
    return misplaced(error, dir) ?? failureOf(error, dir)
  }
}

/** Where tables are not as they should be, which the verification tells, nothing is taken away. */
function sweepAsFarAsReadable(place: Parameters<typeof sweepDeleted>[0]): void {
  try {
    sweepDeleted(place)
  } catch (error) {
    if ((error as { code?: string }).code !== 'SQLITE_ERROR') throw error
  }
}

/** The keys of this computer's user. */
const userKeys = (): StationKeys => keysIn(keysHome(process.env))

/** What the head said that was recorded beside the database before schema 7 stands in the database by now. */
function forgetOldHead(dir: string): void {
  try {
    fs.rmSync(path.join(dir, OLD_HEAD_FILE), { force: true })
  } catch {
    // Something else stands there in its place, which is in nobody's way.
  }
}

function openReadOnly(dir: string, keys: StationKeys): Result<Workspace> {
  const database = path.join(dir, DATABASE_FILE)
  try {
    fs.accessSync(database, fs.constants.R_OK)
  } catch (error) {
    const problem = (error as NodeJS.ErrnoException).code ?? ''
    return fail('unreadable_file', { file: database, problem, at: '' })
  }
  const { scratch, copy } = copyDatabase(database)
  const db = openDatabase(copy, { isCopyOf: dir })
  if (!db.ok) {
    scratch.close()
    return 'file' in db.params ? { ...db, params: { ...db.params, file: database } } : db
  }
  const close = (): void => {
    db.value.close()
    scratch.close()
  }
  try {
    settleAll(db.value.db)
  } catch (error) {
    close()
    throw error
  }
  return ok({
    dir,
    db: db.value.db,
    vault: openVault(path.join(dir, 'vault')),
    isReadOnly: true,
    keys,
    close,
  })
}

/** A workspace that this process has open and may write, for one transaction of another thread. */
export function joinWorkspace(dir: string, keys: StationKeys = userKeys()): Writing {
  return { dir, ...connectDatabase(path.join(dir, DATABASE_FILE)), isReadOnly: false, keys }
}

export { Refusal } from './refusal.ts'
export { type Made, transact } from './transact.ts'
export { sureOfBase, type Tx } from './tx.ts'
