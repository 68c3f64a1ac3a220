import fs from 'node:fs'
import path from 'node:path'
import { AtMs, type Version } from '../core/units/id.ts'
import { fail, ok, type Result } from '../core/units/result.ts'
import { type ReadableDb, type WritableDb, writing } from './connection.ts'
import { connectDatabase, failureOf, misplaced, openDatabase } from './database.ts'
import { deleteDocument, getDocument, putDocument, type Stored, standingOf } from './documents.ts'
import { isOriginalRecorded } from './footage.ts'
import type { AggregateTable } from './tables.ts'
import { beginHeadFile, headState, writeHeadFile } from './head.ts'
import { appendEntry, type Change, changeBefore, type Entry, type JournalActor, readHead } from './journal.ts'
import { copyDatabase, isWriteProtected } from './readOnly.ts'
import { Refusal } from './refusal.ts'
import { fitting, nameOf } from './schemas.ts'
import { settleAll } from './settle.ts'
import { openVault, type Vault } from './vault.ts'
import { versionOf } from './version.ts'
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
  close(): void
}

export const DATABASE_FILE = 'sortie.db'
const FOLDERS = ['vault', 'derived', 'maps', 'backups']

/** Whether a folder holds a workspace. */
export const isWorkspace = (dir: string): boolean => fs.existsSync(path.join(dir, DATABASE_FILE))

/**
 * Opens the workspace in `dir`; `create` makes a new one in a folder that is missing or empty. One on a write-protected
 * medium opens read-only, with all that was committed to it.
 */
export function openWorkspace(dir: string, options: { create: boolean }): Result<Workspace> {
  try {
    if (!isWorkspace(dir)) {
      if (!options.create) return fail('workspace_missing', { dir })
      if (fs.existsSync(dir) && fs.readdirSync(dir).some((name) => !FOLDERS.includes(name)))
        return fail('workspace_not_empty', { dir })
      makeFolder(dir)
    } else if (isWriteProtected(dir, path.join(dir, DATABASE_FILE))) return openReadOnly(dir)
    const db = openDatabase(path.join(dir, DATABASE_FILE))
    if (!db.ok) return db
    settleAll(db.value.db)
    for (const folder of FOLDERS) makeFolder(path.join(dir, folder))
    beginHeadFile(dir, db.value.db)
    const vault = openVault(path.join(dir, 'vault'))
    vault.recover((sha256) => isOriginalRecorded(db.value.db, sha256))
    return ok({
      dir,
      db: db.value.db,
      vault,
      isReadOnly: false,
      close() {
        db.value.close()
      },
    })
  } catch (error) {
    return misplaced(error, dir) ?? failureOf(error, dir)
  }
}

function openReadOnly(dir: string): Result<Workspace> {
  const database = path.join(dir, DATABASE_FILE)
  try {
    fs.accessSync(database, fs.constants.R_OK)
  } catch (error) {
    const problem = (error as NodeJS.ErrnoException).code ?? ''
    return fail('unreadable_file', { file: database, problem, at: '' })
  }
  const { scratch, copy } = copyDatabase(database)
  const db = openDatabase(copy)
  if (!db.ok) {
    scratch.close()
    return 'file' in db.params ? { ...db, params: { ...db.params, file: database } } : db
  }
  settleAll(db.value.db)
  return ok({
    dir,
    db: db.value.db,
    vault: openVault(path.join(dir, 'vault')),
    isReadOnly: true,
    close() {
      db.value.close()
      scratch.close()
    },
  })
}

/** What a transaction needs of a workspace. */
export type Writing = Pick<Workspace, 'dir' | 'db' | 'isReadOnly' | 'close'>

/** A workspace that this process has open and may write, for one transaction of another thread. */
export function joinWorkspace(dir: string): Writing {
  return { dir, ...connectDatabase(path.join(dir, DATABASE_FILE)), isReadOnly: false }
}

/** What a write transaction may do: change documents; the entry is made of what it changed. */
export type Tx = {
  readonly db: WritableDb
  /** The stored document, or a thrown `not_found`. */
  get<T>(table: AggregateTable, id: string): Stored<T>
  /**
   * Puts a document made on version `base` (null: new); answers how it stands then. It is stored as its schema gives it.
   * @throws {Refusal} `does_not_fit`, named and placed, where it does not fit, and `conflict`.
   */
  put<D extends { id: string }>(
    table: AggregateTable,
    base: Version | null,
    doc: D,
  ): Pick<Stored, 'revision' | 'version'>
  remove(table: AggregateTable, id: string, base: Version): void
  /** What was changed so far, as the entry will say it. */
  changes(): readonly Change[]
}

export { Refusal }

export type WriteContext = { actor: JournalActor; atMs: number; action: string; undoes?: number | null }

/** The entry that a write makes: its number here, and its hash. */
export type Made = { arrival: number; entry: string }
/** What an answer is made of, before anything is committed: it may still refuse. */
export type Answering<T, A> = (value: T, made: Made) => A

/**
 * The only way to write: one transaction, one journal entry, and the head file after it. Documents are held against
 * their schemas and the answer is made inside of it, so that nothing is committed that cannot be told or read again. A
 * `Refusal` thrown inside, a broken reference or a full disk leaves nothing behind and comes back as a failure; a fault of
 * ours leaves nothing behind either and is thrown.
 */
export function transact<T, A = T>(
  workspace: Omit<Writing, 'close'>,
  context: WriteContext,
  work: (tx: Tx) => T,
  answer: Answering<T, A> = (value) => value as unknown as A,
): Result<{ entry: Entry; value: A }> {
  if (workspace.isReadOnly) return fail('read_only', {})
  if (!AtMs.safeParse(context.atMs).success) return fail('clock_wrong', { atMs: context.atMs })
  const changes: Change[] = []
  let last: { aggregate: AggregateTable; id: string; name: string } | null = null
  const record = (change: Change) => {
    const known = changes.findIndex((c) => c.aggregate === change.aggregate && c.id === change.id)
    if (known >= 0) changes.splice(known, 1)
    changes.push(change)
  }
  const txOn = (db: WritableDb): Tx => ({
    db,
    get: <D>(table: AggregateTable, id: string) => {
      const stored = getDocument<D>(db, table, id)
      if (!stored) throw new Refusal('not_found', { aggregate: table, id })
      return stored
    },
    put(table, base, doc) {
      const standing = standingOf(db, table, doc.id)
      sureOfBase(table, doc.id, base, standing?.version ?? null)
      const fitted = fitting(table, doc.id, doc)
      if (!fitted.ok) throw new Refusal('does_not_fit', fitted.unfit)
      last = { aggregate: table, id: doc.id, name: nameOf(fitted.doc, doc.id) }
      const revision = nextRevision(db, table, doc.id, standing?.revision ?? null)
      putDocument(db, table, doc.id, revision, fitted.doc)
      record({ aggregate: table, id: doc.id, revision, doc: fitted.doc })
      return { revision, version: versionOf(revision) }
    },
    remove(table, id, base) {
      const standing = standingOf(db, table, id)
      if (standing === null) throw new Refusal('not_found', { aggregate: table, id })
      sureOfBase(table, id, base, standing.version)
      deleteDocument(db, table, id)
      record({ aggregate: table, id, revision: standing.revision + 1, doc: null })
    },
    changes: () => changes,
  })
  try {
    const done = writing(workspace.db, (db) => {
      refuseOtherHead(workspace)
      const value = work(txOn(db))
      const entry = appendEntry(db, {
        atMs: context.atMs,
        actor: context.actor,
        action: context.action,
        undoes: context.undoes ?? null,
        changes,
      })
      return { entry, value: answer(value, { arrival: entry.seq, entry: entry.hash }) }
    })
    recordHead(workspace)
    return ok(done)
  } catch (error) {
    if (error instanceof Refusal) return fail(error.code, error.params)
    if ((error as { code?: string }).code === 'SQLITE_CONSTRAINT_FOREIGNKEY')
      return changes.some((change) => change.doc === null)
        ? fail('in_use', { aggregate: changes.find((change) => change.doc === null)?.aggregate ?? '' })
        : fail('missing_reference', { aggregate: changes[0]?.aggregate ?? '' })
    // A second document where there may be but one, of a file or a revision say.
    if (last && String((error as { code?: string }).code).startsWith('SQLITE_CONSTRAINT'))
      return fail('does_not_fit', {
        ...(last as object),
        path: '/',
        problem: 'fit_twice',
        limit: '',
        found: '',
      })
    const failure = failureOf(error, workspace.dir)
    if (!failure.ok && failure.code === 'internal') throw error
    return failure
  }
}

/**
 * Nothing is put over a version that whoever edits has not seen.
 * @throws {Refusal} `conflict`
 */
export function sureOfBase(
  aggregate: AggregateTable,
  id: string,
  base: Version | null,
  current: Version | null,
): void {
  if (current !== base)
    throw new Refusal('conflict', { aggregate, id, base: base ?? '', current: current ?? '' })
}

/** A document that comes back after a deletion goes on counting, so that no revision is ever used twice. */
function nextRevision(db: ReadableDb, table: AggregateTable, id: string, current: number | null): number {
  if (current !== null) return current + 1
  return (changeBefore(db, table, id, Number.MAX_SAFE_INTEGER)?.revision ?? 0) + 1
}

/**
 * Nothing is written over a journal whose recorded head is gone, stays behind or says something else: that would hide it.
 * The entry before this one may have been committed by a process that died before it wrote the head: then it is written.
 */
function refuseOtherHead({ dir, db }: Pick<Writing, 'dir' | 'db'>): void {
  const { state, recorded, last } = headState(dir, db)
  if (state === 'one_behind') writeHeadFile(dir, readHead(db))
  else if (state === 'missing' || state === 'unreadable') throw new Refusal('head_missing', { last })
  else if (state === 'behind') throw new Refusal('head_behind', { head: recorded ?? 0, last })
  else if (state !== 'here') throw new Refusal('journal_cut', { head: recorded ?? 0, last })
}

/**
 * Writes the head under the database's write lock, so that two processes cannot make it go back. The entry is
 * committed by now: a head that cannot be written stays behind, which is allowed, and the next write catches up.
 */
function recordHead(workspace: Pick<Writing, 'dir' | 'db'>): void {
  try {
    writing(workspace.db, (db) => writeHeadFile(workspace.dir, readHead(db)))
  } catch (error) {
    process.emitWarning(`the journal head was not recorded: ${String(error)}`)
  }
}
