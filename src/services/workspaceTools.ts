import path from 'node:path'
import type { ServicesHost } from '../contract/index.ts'
import { type Head, shortCode } from '../core/journal/entry.ts'
import { readHeadText } from '../core/units/headCode.ts'
import { fail, ok, type Result } from '../core/units/result.ts'
import { drillBackup, type Drilled } from '../store/backup/drill.ts'
import { backupWorkspace, type Made as Backup } from '../store/backup/make.ts'
import type { BackupWork } from '../store/backup/proved.ts'
import { type Restored, restoreWorkspace } from '../store/backup/restore.ts'
import { backupName, type Keeping, rotate } from '../store/backup/rotate.ts'
import { recordedOriginals } from '../store/footage.ts'
import { type Verification, verifyWorkspace } from '../store/verify.ts'
import { isWorkspace, openWorkspace } from '../store/workspace.ts'
import { findAssets } from './host/assets.ts'
import { fillDemo } from './workspace/demo/fill.ts'
import { createServices } from './index.ts'

/** Whole-workspace work for the command line: each opens the folder, does one thing and closes it. */

/** Whether a folder holds a workspace. */
export { isWorkspace as isWorkspaceFolder }
export { readHeadText }
/** A station as people read it out. */
export { shortCode }

export function createWorkspace(dir: string): Result<{ dir: string }> {
  if (isWorkspace(dir)) return fail('workspace_exists', { dir })
  const opened = openWorkspace(dir, { create: true })
  if (!opened.ok) return opened
  opened.value.close()
  return ok({ dir })
}

/** A new workspace with the demo in it. */
export async function makeDemo(dir: string): Promise<Result<{ dir: string }>> {
  const made = createWorkspace(dir)
  if (!made.ok) return made
  const host: ServicesHost = createServices({ workspaceDir: dir, isDemo: true })
  try {
    await fillDemo(host, findAssets())
    return ok({ dir })
  } finally {
    await host.close()
  }
}

/** Proves a workspace; `onReadOnly` is told of one that is write-protected; `heads` are of chains, from elsewhere. */
export async function verify(
  dir: string,
  onProgress: (done: number, total: number) => void,
  onReadOnly: () => void,
  heads: readonly Head[],
): Promise<Result<Verification>> {
  const opened = openWorkspace(dir, { create: false })
  if (!opened.ok) return opened
  try {
    if (opened.value.isReadOnly) onReadOnly()
    return ok(await verifyWorkspace(opened.value, onProgress, undefined, heads))
  } finally {
    opened.value.close()
  }
}

type Watched = BackupWork & { readonly of?: (totalBytes: number) => (bytes: number) => void }

/** Copies a workspace while it is worked with; `of` is told how many bytes the originals are, and then of each. */
export async function backup(
  dir: string,
  target: string,
  { of, ...work }: Watched = {},
  nowMs: number = Date.now(),
): Promise<Result<Backup>> {
  const opened = openWorkspace(dir, { create: false })
  if (!opened.ok) return opened
  try {
    const total = recordedOriginals(opened.value.db).reduce((sum, { size }) => sum + (size || 0), 0)
    return await backupWorkspace(
      opened.value,
      target,
      { ...work, ...(of ? { onBytes: of(total) } : {}) },
      nowMs,
    )
  } finally {
    opened.value.close()
  }
}

/** The same into a folder of backups, of which only so many stay; `gone`: the names of those that went. */
export async function backupInto(
  dir: string,
  folder: string,
  keeping: Keeping,
  nowMs: number,
  work: Watched = {},
): Promise<Result<Backup & { readonly gone: readonly string[] }>> {
  const made = await backup(dir, path.join(folder, backupName(nowMs)), work, nowMs)
  return made.ok ? ok({ ...made.value, gone: rotate(folder, made.value.workspace, keeping, nowMs) }) : made
}

export const restore = (from: string, dir: string, work?: BackupWork): Promise<Result<Restored>> =>
  restoreWorkspace(from, dir, work)

/** Restores a backup into a folder of its own, verifies it there, and takes it away again. */
export const drill = (from: string, work?: BackupWork): Promise<Result<Drilled>> =>
  drillBackup(from, work ? { work } : {})
