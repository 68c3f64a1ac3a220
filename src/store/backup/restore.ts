import fs from 'node:fs'
import path from 'node:path'
import { fail, ok, type Result } from '../../core/units/result.ts'
import { checkpoint } from '../connection.ts'
import { openDatabase, schemaOf } from '../database.ts'
import { failureOf } from '../failure.ts'
import { leaveStation } from '../journal/own.ts'
import { SCHEMA_VERSION } from '../migrations/index.ts'
import { removeFolder } from '../scratch.ts'
import { renameLasting } from '../whole.ts'
import { DATABASE_FILE } from '../workspace.ts'
import { type BackupWork, copyProved, syncNames } from './proved.ts'
import { MANIFEST } from './record.ts'

/** What came back of a backup. */
export type Restored = { readonly dir: string; readonly files: number; readonly bytes: number }

/** Puts a backup into a new folder; every file of it is compared with its manifest while it is copied. Never overwrites. */
export async function restoreWorkspace(
  source: string,
  target: string,
  work: BackupWork = {},
): Promise<Result<Restored>> {
  const partial = `${target}.partial`
  try {
    if (fs.existsSync(target) && fs.readdirSync(target).length > 0)
      return fail('workspace_not_empty', { dir: target })
    removeFolder(partial)
    const done = await copyBack(source, partial, work)
    if (!done.ok) {
      removeFolder(partial)
      return done
    }
    if (fs.existsSync(target)) fs.rmdirSync(target)
    renameLasting(partial, target)
    return ok({ ...done.value, dir: target })
  } catch (error) {
    removeFolder(partial)
    if (work.signal?.aborted) return fail('cancelled', {})
    const { path: at = '' } = error as NodeJS.ErrnoException
    return failureOf(error, at.startsWith(source) ? source : target)
  }
}

async function copyBack(
  source: string,
  partial: string,
  work: BackupWork,
): Promise<Result<Omit<Restored, 'dir'>>> {
  const bad = (problem: string, file: string) => fail('backup_bad', { dir: source, problem, file })
  const manifest = path.join(source, MANIFEST)
  if (!fs.existsSync(manifest)) return bad('backup_no_list', MANIFEST)
  const lines = fs.readFileSync(manifest, 'utf8').split('\n').filter(Boolean)
  let bytes = 0
  for (const line of lines) {
    const [, sha256, file] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? []
    if (!sha256 || !file || path.isAbsolute(file) || file.split(/[\\/]/).includes('..'))
      return bad('backup_line', line.slice(0, 120))
    if (!fs.existsSync(path.join(source, file))) return bad('backup_lacks', file)
    const made = await copyProved(path.join(source, file), path.join(partial, file), work)
    if (made.sha256 !== sha256) return bad('backup_changed', file)
    bytes += made.sizeBytes
  }
  const database = path.join(partial, DATABASE_FILE)
  if (!fs.existsSync(database)) return bad('backup_lacks', DATABASE_FILE)
  leaveRestored(database)
  syncNames(partial)
  return ok({ files: lines.length, bytes })
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
