import type { ServicesHost } from '../contract/index.ts'
import { Head, shortCode } from '../core/journal/entry.ts'
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

/** A head of a chain as it is noted down, `STATION:SEQ:HASH`; null where it is none. */
export function headIn(text: string): Head | null {
  const [station, seq = '', hash, ...more] = text.trim().toLowerCase().split(':')
  if (!/^[1-9]\d{0,15}$/.test(seq) || more.length > 0) return null
  const head = Head.safeParse({ station, seq: Number(seq), hash })
  return head.success ? head.data : null
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
