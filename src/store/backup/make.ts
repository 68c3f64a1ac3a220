import fs from 'node:fs'
import path from 'node:path'
import { isDeleted } from '../../core/footage/retention.ts'
import { fail, ok, type Result } from '../../core/units/result.ts'
import { systemFailure } from '../../core/units/systemFailure.ts'
import { checkpoint, copyOut, type ReadableDb } from '../connection.ts'
import { failureOf } from '../failure.ts'
import { footageOfOriginal, isOriginalElsewhere, recordedOriginals } from '../footage.ts'
import { headsHere } from '../journal/carried.ts'
import { readHead } from '../journal/entries.ts'
import { writeHeads } from '../journal/headsFile.ts'
import { readWorkspaceId } from '../journal/own.ts'
import { type LocalCopy, whileLocal } from '../localCopy.ts'
import { removeFolder } from '../scratch.ts'
import { COPY_DIFFERS, hashFile, type Vault } from '../vault.ts'
import { makeFolder, renameLasting, writeWhole } from '../whole.ts'
import { DATABASE_FILE, openWorkspace, type Workspace } from '../workspace.ts'
import { type BackupWork, copyProved, filesIn, syncNames } from './proved.ts'
import { type BackupFault, type BackupRecord, MANIFEST, writeRecord } from './record.ts'

/** A backup that was made; it is good where it has no `faults`. */
export type Made = BackupRecord & { readonly dir: string }

/** Folders of a workspace that go along whole, beside the database and the originals. */
const FOLDERS = ['maps', 'links']

/**
 * Copies a workspace to a new folder, while it is worked with: the database as one consistent file, every original that it
 * records, maps, records of links, the heads of its chains, a manifest of hashes, and what the backup says of itself. Every
 * original is held against its hash while it is copied, and every copy is read again. What is damaged already is named, and
 * kept as it is: it may be all that is left.
 */
export async function backupWorkspace(
  workspace: Workspace,
  target: string,
  work: BackupWork = {},
  atMs: number = Date.now(),
): Promise<Result<Made>> {
  const partial = `${target}.partial`
  try {
    if (fs.existsSync(target) && fs.readdirSync(target).length > 0)
      return fail('workspace_not_empty', { dir: target })
    removeFolder(partial)
    makeFolder(partial)
    const made = await copyAll(workspace, partial, work, atMs)
    if (!made.ok) {
      removeFolder(partial)
      return made
    }
    if (fs.existsSync(target)) fs.rmdirSync(target)
    renameLasting(partial, target)
    return ok({ ...made.value, dir: target })
  } catch (error) {
    removeFolder(partial)
    if (work.signal?.aborted) return fail('cancelled', {})
    const { code, path: at = '' } = error as NodeJS.ErrnoException
    if (code === COPY_DIFFERS)
      return fail('backup_bad', { dir: target, problem: 'backup_changed', file: path.basename(at) })
    const isOfSource = at === workspace.dir || at.startsWith(workspace.dir + path.sep)
    return failureOf(error, isOfSource && !at.startsWith(partial) ? at : target)
  }
}

async function copyAll(
  workspace: Workspace,
  partial: string,
  work: BackupWork,
  madeAtMs: number,
): Promise<Result<BackupRecord>> {
  const hashes = new Map<string, string>()
  let bytes = 0
  const copy = async (from: string, name: string): Promise<string> => {
    const made = await copyProved(from, path.join(partial, name), work)
    hashes.set(name, made.sha256)
    bytes += made.sizeBytes
    return made.sha256
  }
  await copyOut(workspace.db, path.join(partial, DATABASE_FILE))
  const copied = openWorkspace(partial, { create: false, keys: workspace.keys })
  if (!copied.ok) return copied
  const { db } = copied.value
  const record = { workspace: readWorkspaceId(db) ?? '', entries: readHead(db).arrival }
  const { faults, originals } = await copyOriginals(workspace.vault, db, copy, partial)
  for (const folder of FOLDERS)
    for (const name of filesIn(path.join(workspace.dir, folder)))
      await copy(path.join(workspace.dir, folder, name), `${folder}/${name}`)
  writeHeads(partial, headsHere(db))
  checkpoint(db)
  copied.value.close()
  const lines: string[] = []
  for (const name of filesIn(partial)) {
    const known = hashes.get(name)
    if (known === undefined) bytes += fs.statSync(path.join(partial, name)).size
    lines.push(`${known ?? (await hashFile(path.join(partial, name)))}  ${name}`)
  }
  const made: BackupRecord = { form: 1, ...record, madeAtMs, originals, files: lines.length, bytes, faults }
  writeRecord(partial, made)
  writeWhole(path.join(partial, MANIFEST), `${lines.join('\n')}\n`)
  syncNames(partial)
  return ok(made)
}

/** Every original that the copied database records, wherever it waits, and what else stands among them. */
async function copyOriginals(
  vault: Vault,
  db: ReadableDb,
  copy: (from: string, name: string) => Promise<string>,
  partial: string,
): Promise<{ faults: BackupFault[]; originals: number }> {
  const faults: BackupFault[] = []
  let originals = 0
  const recorded = new Map(recordedOriginals(db).map(({ sha256, name }) => [sha256, name]))
  const stray = [...vault.list()].flatMap(({ sha256 }) => (sha256 ? [sha256] : []))
  for (const sha256 of new Set([...recorded.keys(), ...stray])) {
    const fault = (problem: string): void =>
      void faults.push({ sha256, name: recorded.get(sha256) ?? sha256.slice(0, 12), problem })
    const name = `vault/${sha256.slice(0, 2)}/${sha256}`
    let original: LocalCopy | null = null
    try {
      original = await vault.localCopy(sha256)
      if (!original) {
        if (!isGoneRightly(db, sha256)) fault('original_lost')
        continue
      }
      const found = await whileLocal(original, (file) => copy(file, name))
      originals += 1
      if (found !== sha256) fault('original_damaged')
    } catch (error) {
      // One that cannot be read any more is as damaged: the others are copied all the same.
      const isOfOriginal = original === null || (error as NodeJS.ErrnoException).path === original.path
      const said = systemFailure(error)
      if (!isOfOriginal || !said || said.code === 'disk_full') throw error
      fs.rmSync(path.join(partial, name), { force: true })
      fault(said.problem)
    }
  }
  return { faults, originals }
}

/** Not here, and not lost: with another station, deleted by two people, or in the course of that. */
const isGoneRightly = (db: ReadableDb, sha256: string): boolean => {
  const records = footageOfOriginal(db, sha256)
  return records.length === 0 || records.some(({ doc }) => isDeleted(doc)) || isOriginalElsewhere(db, sha256)
}
