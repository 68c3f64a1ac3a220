import type { ServicesHost } from '../contract/index.ts'
import { type Head, shortCode } from '../core/journal/entry.ts'
import { readHeadText } from '../core/units/headCode.ts'
import { fail, ok, type Result } from '../core/units/result.ts'
import { backupWorkspace, restoreWorkspace } from '../store/backup.ts'
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

export async function backup(dir: string, target: string): Promise<Result<{ dir: string; files: number }>> {
  const opened = openWorkspace(dir, { create: false })
  if (!opened.ok) return opened
  try {
    return await backupWorkspace(opened.value, target)
  } finally {
    opened.value.close()
  }
}

export const restore = (from: string, dir: string): Promise<Result<{ dir: string; files: number }>> =>
  restoreWorkspace(from, dir)
