import fs from 'node:fs'
import path from 'node:path'
import { fail, ok, type Result } from '../core/units/result.ts'
import { checkpoint, copyOut } from './connection.ts'
import { openDatabase, schemaOf } from './database.ts'
import { failureOf } from './failure.ts'
import { headsHere } from './journal/carried.ts'
import { writeHeads } from './journal/headsFile.ts'
import { leaveStation } from './journal/own.ts'
import { SCHEMA_VERSION } from './migrations/index.ts'
import { hashFile } from './vault.ts'
import { makeFolder, renameLasting, syncFile, writeWhole } from './whole.ts'
import { DATABASE_FILE, openWorkspace, type Workspace } from './workspace.ts'

const MANIFEST = 'manifest-sha256.txt'

/**
 * Copies a workspace to a new folder: the database as one consistent file, every original, the maps, the heads of its
 * chains, and a manifest of hashes (the form of `sha256sum`). Answers the folder.
 */
export async function backupWorkspace(
  workspace: Workspace,
  target: string,
): Promise<Result<{ dir: string; files: number }>> {
  if (fs.existsSync(target) && fs.readdirSync(target).length > 0)
    return fail('workspace_not_empty', { dir: target })
  const partial = `${target}.partial`
  try {
    fs.rmSync(partial, { recursive: true, force: true })
    makeFolder(partial)
    await copyOut(workspace.db, path.join(partial, DATABASE_FILE))
    for (const { name, sha256 } of workspace.vault.list())
      if (sha256) copy(path.join(workspace.dir, 'vault', name), path.join(partial, 'vault', name))
    const maps = path.join(workspace.dir, 'maps')
    for (const name of fs.readdirSync(maps)) copy(path.join(maps, name), path.join(partial, 'maps', name))
    const copied = openWorkspace(partial, { create: false, keys: workspace.keys })
    if (!copied.ok) return copied
    writeHeads(partial, headsHere(copied.value.db))
    checkpoint(copied.value.db)
    copied.value.close()
    const lines: string[] = []
    for (const file of filesIn(partial)) lines.push(`${await hashFile(path.join(partial, file))}  ${file}`)
    writeWhole(path.join(partial, MANIFEST), `${lines.join('\n')}\n`)
    syncNames(partial)
    if (fs.existsSync(target)) fs.rmdirSync(target)
    renameLasting(partial, target)
    return ok({ dir: target, files: lines.length })
  } catch (error) {
    fs.rmSync(partial, { recursive: true, force: true })
    return failureOf(error, target)
  }
}

/** Puts a backup into a new folder, after every file of it was compared with its manifest. Never overwrites. */
export async function restoreWorkspace(
  source: string,
  target: string,
): Promise<Result<{ dir: string; files: number }>> {
  if (fs.existsSync(target) && fs.readdirSync(target).length > 0)
    return fail('workspace_not_empty', { dir: target })
  try {
    const manifest = path.join(source, MANIFEST)
    if (!fs.existsSync(manifest))
      return fail('backup_bad', { dir: source, problem: 'backup_no_list', file: MANIFEST })
    const lines = fs.readFileSync(manifest, 'utf8').split('\n').filter(Boolean)
    const partial = `${target}.partial`
    fs.rmSync(partial, { recursive: true, force: true })
    for (const line of lines) {
      const [, sha256, file] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? []
      if (!sha256 || !file || path.isAbsolute(file) || file.split(/[\\/]/).includes('..'))
        return fail('backup_bad', { dir: source, problem: 'backup_line', file: line.slice(0, 120) })
      if (!fs.existsSync(path.join(source, file))) {
        fs.rmSync(partial, { recursive: true, force: true })
        return fail('backup_bad', { dir: source, problem: 'backup_lacks', file })
      }
      copy(path.join(source, file), path.join(partial, file))
      if ((await hashFile(path.join(partial, file))) !== sha256) {
        fs.rmSync(partial, { recursive: true, force: true })
        return fail('backup_bad', { dir: source, problem: 'backup_changed', file })
      }
    }
    if (!fs.existsSync(path.join(partial, DATABASE_FILE)))
      return fail('backup_bad', { dir: source, problem: 'backup_lacks', file: DATABASE_FILE })
    leaveRestored(path.join(partial, DATABASE_FILE))
    syncNames(partial)
    if (fs.existsSync(target)) fs.rmdirSync(target)
    renameLasting(partial, target)
    return ok({ dir: target, files: lines.length })
  } catch (error) {
    fs.rmSync(`${target}.partial`, { recursive: true, force: true })
    return failureOf(error, source)
  }
}

/**
 * What was written since the backup was made is not there: the next write begins a new station, so that no chain has two
 * ends. One of an older form, or that cannot be opened, is restored as it is.
 */
function leaveRestored(database: string): void {
  if (schemaOf(database) !== SCHEMA_VERSION) return
  const opened = openDatabase(database)
  if (!opened.ok) return
  leaveStation(opened.value.db)
  checkpoint(opened.value.db)
  opened.value.close()
}

/** Writes the names in a folder, and in all below it, onto the disk: each file was, its name is another thing. */
function syncNames(dir: string): void {
  for (const entry of fs.readdirSync(dir, { withFileTypes: true }))
    if (entry.isDirectory()) syncNames(path.join(dir, entry.name))
  syncFile(dir)
}

function copy(from: string, to: string): void {
  makeFolder(path.dirname(to))
  fs.copyFileSync(from, to, fs.constants.COPYFILE_EXCL)
  syncFile(to)
}

function* filesIn(dir: string, below = ''): Generator<string> {
  for (const entry of fs
    .readdirSync(path.join(dir, below), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = below ? `${below}/${entry.name}` : entry.name
    if (entry.isDirectory()) yield* filesIn(dir, name)
    else yield name
  }
}
