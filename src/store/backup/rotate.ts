import fs from 'node:fs'
import path from 'node:path'
import { removeFolder } from '../scratch.ts'
import { renameLasting } from '../whole.ts'
import { type BackupRecord, isGood, readRecord } from './record.ts'

/** A backup in a folder of them. */
export type Kept = { readonly name: string; readonly dir: string; readonly record: BackupRecord }

const DAY_MS = 24 * 3_600_000
const PREFIX = 'sortie-'
/** What is taken away has this name first: nobody takes a half of it for a backup. */
const GOING = '.going'

/** What the next backup in a folder of them is called, by its time. */
export const backupName = (atMs: number): string =>
  `${PREFIX}${new Date(atMs).toISOString().replaceAll(':', '').replace('.', '-')}`

/** The backups of a workspace in a folder, the newest first. */
export function backupsIn(folder: string, workspace: string): Kept[] {
  const names = fs.existsSync(folder) ? fs.readdirSync(folder) : []
  return names
    .flatMap((name) => {
      const dir = path.join(folder, name)
      const record = name.startsWith(PREFIX) && !name.endsWith(GOING) ? readRecord(dir) : null
      return record && record.workspace === workspace ? [{ name, dir, record }] : []
    })
    .sort((a, b) => b.record.madeAtMs - a.record.madeAtMs || (a.name < b.name ? 1 : -1))
}

/** How many backups stay: so many of the newest, or all of so many days. */
export type Keeping = { readonly count: number } | { readonly days: number }

/**
 * Which may go, of backups in order, the newest first: never the newest good one, nor the newest of all, nor the one that was
 * made just now, which is none of them by a clock that was set back.
 */
export function superseded(kept: readonly Kept[], keeping: Keeping, nowMs: number): Kept[] {
  const newestGood = kept.find(({ record }) => isGood(record))
  return kept.filter((one, i) => {
    if (i === 0 || one === newestGood || one.record.madeAtMs === nowMs) return false
    return 'count' in keeping ? i >= keeping.count : nowMs - one.record.madeAtMs > keeping.days * DAY_MS
  })
}

/** Takes away what newer backups of a workspace stand for; answers the names of what went. */
export function rotate(folder: string, workspace: string, keeping: Keeping, nowMs: number): string[] {
  // What was begun and cut short.
  for (const name of fs.readdirSync(folder))
    if (name.startsWith(PREFIX) && name.endsWith(GOING)) removeFolder(path.join(folder, name))
  return superseded(backupsIn(folder, workspace), keeping, nowMs).map(({ name, dir }) => {
    renameLasting(dir, `${dir}${GOING}`)
    removeFolder(`${dir}${GOING}`)
    return name
  })
}
