import fs from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { fail, ok, type Result } from '../core/units/result.ts'
import { type ReadableDb, reading } from './connection.ts'
import { failureOf, misplaced } from './failure.ts'
import { looksSound } from './lookOver.ts'
import { runStep, SCHEMA_VERSION } from './migrations/index.ts'
import { readOldHead } from './oldHead.ts'
import { assertPlain, withFile } from './openFile.ts'
import { Refusal } from './refusal.ts'
import { makeFolder, renameLasting, syncFile } from './whole.ts'

/** An open database. */
export type Opened = { readonly db: ReadableDb; close(): void }

const opened = (raw: Database.Database): Opened => ({ db: reading(raw), close: () => void raw.close() })

/** SQLite's application id of a Sortie workspace ("SRTI"): another program's database is not ours to open. */
export const APPLICATION_ID = 0x53525449

/** How long an opening waits for others who open the same file: SQLite itself does not wait while WAL is set up. */
const OPEN_PATIENCE_MS = 10_000
const OPEN_AGAIN_MS = 25

/** Of a copy the folder of the workspace that it is of: it goes away again, so that nothing is kept of it. */
type Opening = { readonly isCopyOf?: string }

/** Opens and migrates a workspace's database; a newer, foreign or damaged file is refused and left untouched. */
export function openDatabase(file: string, opening: Opening = {}): Result<Opened> {
  const pause = new Int32Array(new SharedArrayBuffer(4))
  for (let waitedMs = 0; ; waitedMs += OPEN_AGAIN_MS) {
    const made = openOnce(file, opening)
    if (made.ok || made.code !== 'busy' || waitedMs >= OPEN_PATIENCE_MS) return made
    Atomics.wait(pause, 0, 0, OPEN_AGAIN_MS)
  }
}

function openOnce(file: string, opening: Opening): Result<Opened> {
  const isNew = !fs.existsSync(file)
  if (!isNew) {
    const refusal = inspect(file)
    if (refusal) return refusal
  }
  let db: Database.Database | null = null
  try {
    db = new Database(file)
    settle(db)
    db.pragma('journal_mode = WAL')
    migrate(db, file, opening)
    return ok(opened(db))
  } catch (error) {
    db?.close()
    if (error instanceof Refusal) return fail(error.code, error.params)
    return misplaced(error, file) ?? failureOf(error, file)
  }
}

/** So much of the file is held at most: the indexes of a district's findings, which are asked all over. */
const CACHE_KIB = 65_536

/** What SQLite does not keep in the file: every connection that writes says it. */
function settle(db: Database.Database): void {
  db.pragma('busy_timeout = 10000')
  db.pragma('synchronous = FULL')
  db.pragma(`cache_size = -${CACHE_KIB}`)
  db.pragma('foreign_keys = ON')
}

/** The schema that a database has; null where it cannot be read. */
export function schemaOf(file: string): number | null {
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true })
    try {
      return Number(db.pragma('user_version', { simple: true }))
    } finally {
      db.close()
    }
  } catch {
    return null
  }
}

/** One more connection to a database that `openDatabase` has open, in another thread. */
export function connectDatabase(file: string): Opened {
  // Of a folder that is gone the driver says something of its own.
  fs.accessSync(file)
  const db = new Database(file, { fileMustExist: true })
  settle(db)
  return opened(db)
}

/**
 * Looks without writing: the header first, then the version and whether it looks sound, read-only. What a process that
 * died left beside it (`-journal`) can only be taken back by one that may write: then it is looked at so.
 */
function inspect(file: string, readonly = true): Result<never> | null {
  const header = Buffer.alloc(16)
  try {
    for (const part of ['-wal', '-journal']) assertPlain(file + part)
    header.set(withFile(file, 'r', (open) => open.read(16, 0)))
  } catch (error) {
    return misplaced(error, file) ?? failureOf(error, file)
  }
  if (fs.statSync(file).size > 0 && header.toString('latin1') !== 'SQLite format 3\0')
    return fail('workspace_corrupt', { file, problem: 'not_sqlite' })
  let db: Database.Database | null = null
  try {
    db = new Database(file, { readonly, fileMustExist: true })
    db.pragma('busy_timeout = 10000')
    const version = Number(db.pragma('user_version', { simple: true }))
    const application = Number(db.pragma('application_id', { simple: true }))
    const isEmpty = db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined
    if (!isEmpty && application !== APPLICATION_ID)
      return fail('workspace_corrupt', { file, problem: 'not_workspace' })
    // Each step sets its number with its tables, from the first on.
    if (version < 0 || isEmpty !== (version === 0))
      return fail('workspace_corrupt', { file, problem: 'database_damaged' })
    if (version > SCHEMA_VERSION)
      return fail('workspace_newer', { file, found: version, known: SCHEMA_VERSION })
    return looksSound(db, file) ? null : fail('workspace_corrupt', { file, problem: 'database_damaged' })
  } catch (error) {
    if (readonly && String((error as { code?: string }).code).startsWith('SQLITE_READONLY'))
      return inspect(file, false)
    return failureOf(error, file)
  } finally {
    db?.close()
  }
}

function migrate(db: Database.Database, file: string, { isCopyOf }: Opening): void {
  const version = () => Number(db.pragma('user_version', { simple: true }))
  if (version() === SCHEMA_VERSION) return
  if (version() > 0 && isCopyOf === undefined) backUpBefore(db, file, version())
  const dir = isCopyOf ?? path.dirname(file)
  // Tables are rebuilt: what refers to them meanwhile is looked at afterwards.
  db.pragma('foreign_keys = OFF')
  for (let step = version(); step < SCHEMA_VERSION; step++) {
    db.transaction(() => {
      // Another process may have run this step while we waited for the lock.
      if (version() !== step) return
      runStep(db, step, readOldHead(dir))
      const broken = db.pragma('foreign_key_check') as unknown[]
      if (broken.length > 0) throw new Error(`schema step ${step + 1} breaks ${broken.length} references`)
      db.pragma(`application_id = ${APPLICATION_ID}`)
      db.pragma(`user_version = ${step + 1}`)
    }).immediate()
  }
  db.pragma('foreign_keys = ON')
}

/**
 * Keeps a database as it is before it is brought up, in `backups`, by its schema and the time, and looks whether what is
 * kept can be read. @throws {Refusal} `upgrade_refused` where it cannot: then nothing is changed.
 */
function backUpBefore(db: Database.Database, file: string, version: number): void {
  const hasEntries = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'journal'").get() !== undefined
  if (!hasEntries || db.prepare('SELECT 1 FROM journal LIMIT 1').get() === undefined) return
  const folder = path.join(path.dirname(file), 'backups')
  makeFolder(folder)
  const at = new Date().toISOString().replaceAll(':', '').replace(/\..*/, 'Z')
  const backup = path.join(folder, `before-schema-${SCHEMA_VERSION}-of-${version}-${at}.db`)
  const partial = `${backup}.part`
  for (const name of fs.readdirSync(folder))
    if (/^before-schema-.*\.db\.part$/.test(name)) fs.rmSync(path.join(folder, name), { force: true })
  db.prepare('VACUUM INTO ?').run(partial)
  if (!isReadable(partial, version)) {
    fs.rmSync(partial, { force: true })
    throw new Refusal('upgrade_refused', { file: backup })
  }
  syncFile(partial)
  renameLasting(partial, backup)
}

function isReadable(backup: string, version: number): boolean {
  try {
    const kept = new Database(backup, { readonly: true, fileMustExist: true })
    try {
      return (
        kept.pragma('quick_check(1)', { simple: true }) === 'ok' &&
        Number(kept.pragma('user_version', { simple: true })) === version
      )
    } finally {
      kept.close()
    }
  } catch {
    return false
  }
}
