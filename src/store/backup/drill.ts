import path from 'node:path'
import { ok, type Result } from '../../core/units/result.ts'
import { openScratch } from '../scratch.ts'
import type { StationKeys } from '../station/keys.ts'
import { type Verification, verifyWorkspace } from '../verify.ts'
import { openWorkspace } from '../workspace.ts'
import type { BackupWork } from './proved.ts'
import { type BackupRecord, readRecord } from './record.ts'
import { restoreWorkspace } from './restore.ts'

/** What a drill came to: what the backup says of itself (null: it is of a time before they did), and what came back. */
export type Drilled = {
  readonly record: BackupRecord | null
  readonly files: number
  readonly bytes: number
  readonly found: Verification
  /** All of it came back, verifies, and is as much as the backup says. */
  readonly holds: boolean
}

/**
 * Restores a backup into a scratch folder (in `root`), verifies all that came back, compares it with what the backup says of
 * itself, and takes the folder away again. The backup is only read.
 */
export async function drillBackup(
  source: string,
  { root, keys, work = {} }: { root?: string; keys?: StationKeys; work?: BackupWork } = {},
): Promise<Result<Drilled>> {
  const scratch = openScratch(undefined, root)
  try {
    const dir = path.join(scratch.folder('drill'), 'w')
    const restored = await restoreWorkspace(source, dir, work)
    if (!restored.ok) return restored
    const opened = openWorkspace(dir, { create: false, ...(keys ? { keys } : {}) })
    if (!opened.ok) return opened
    try {
      const found = await verifyWorkspace(opened.value)
      const record = readRecord(source)
      const { files, bytes } = restored.value
      const isAllThere =
        record === null ||
        (record.files === files && record.bytes === bytes && found.journal.entries >= record.entries)
      return ok({ record, files, bytes, found, holds: found.ok && isAllThere })
    } finally {
      opened.value.close()
    }
  } finally {
    scratch.close()
  }
}
