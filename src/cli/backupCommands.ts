import path from 'node:path'
import { isVouchedFor } from '../contract/proof.ts'
import { backup, backupInto, drill } from '../services/workspaceTools.ts'
import { wordsOf } from '../words/words.ts'
import {
  Exit,
  exitOf,
  numberOf,
  optionsOf,
  print,
  printJson,
  refuse,
  tenths,
  untilInterrupted,
} from './io.ts'
import { WORKSPACE_USAGE } from './usage.ts'
import { language, say } from './words.ts'

const MOST_KEPT = 1000
const MOST_DAYS = 3650

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1)

/** How far the copying of so many bytes is, in tenths where they are many. */
const copying = (total: number) => {
  const progress = tenths('copying')
  let done = 0
  return (bytes: number): void => {
    done += bytes
    progress(Math.min(done, total), total)
  }
}

/** `sortie workspace backup DIR [TO] [--keep N | --days N]`: 1 where an original was not whole any more. */
export async function backupCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('workspace', args, {
    json: { type: 'boolean' },
    keep: { type: 'string' },
    days: { type: 'string' },
  })
  const [given, to, ...more] = positionals
  if (!given || more.length > 0 || (values.keep !== undefined && values.days !== undefined))
    throw refuse('usage', { usage: WORKSPACE_USAGE })
  const dir = path.resolve(given)
  const folder = to === undefined ? path.join(dir, 'backups') : path.resolve(to)
  const isRotating = values.keep !== undefined || values.days !== undefined
  const keeping =
    values.days === undefined
      ? { count: Math.round(numberOf('--keep', values.keep, 1, MOST_KEPT, 1)) }
      : { days: numberOf('--days', values.days, 1, MOST_DAYS, 1) }
  const nowMs = Date.now()
  const target =
    to === undefined ? path.join(folder, new Date(nowMs).toISOString().replace(/[:.]/g, '-')) : folder
  const done = await untilInterrupted(async (signal) => {
    const work = { signal, of: copying }
    if (isRotating) return backupInto(dir, folder, keeping, nowMs, work)
    const made = await backup(dir, target, work)
    return made.ok ? { ...made, value: { ...made.value, gone: [] } } : made
  })
  if (!done.ok) throw done.code === 'cancelled' ? new Exit(1, say('stopped')) : exitOf(done)
  const { faults, files, bytes, gone } = done.value
  if (faults.length > 0) process.exitCode = 1
  if (values.json) return printJson(done.value)
  print(
    say(faults.length > 0 ? 'backed_up_not_good' : 'backed_up', {
      dir: done.value.dir,
      files,
      megabytes: megabytes(bytes),
    }),
  )
  for (const { name, sha256, problem } of faults) {
    const why = wordsOf(language(), 'problem', problem) ?? problem
    print(`  ${say('backup_fault', { name, sha256: sha256.slice(0, 12), problem: why })}`)
  }
  for (const name of gone) print(say('backup_gone', { name }))
}

/** `sortie workspace drill BACKUP`: 1 where what comes back does not hold. */
export async function drillCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('workspace', args, { json: { type: 'boolean' } })
  const [from, ...more] = positionals
  if (!from || more.length > 0) throw refuse('usage', { usage: WORKSPACE_USAGE })
  const dir = path.resolve(from)
  const beganMs = performance.now()
  const done = await untilInterrupted((signal) => drill(dir, { signal }))
  if (!done.ok) throw done.code === 'cancelled' ? new Exit(1, say('stopped')) : exitOf(done)
  const { holds, found, files, bytes, record } = done.value
  if (!holds) process.exitCode = 1
  if (values.json) return printJson({ dir, ...done.value })
  const seconds = ((performance.now() - beganMs) / 1000).toFixed(1)
  print(say(holds ? 'drill_holds' : 'drill_fails', { dir, files, megabytes: megabytes(bytes), seconds }))
  const { originals, records, journal } = found
  const figures = { originals: originals.checked, records: records.checked, entries: journal.entries }
  print(`  ${say('drill_found', { ...figures, head: journal.head ?? '-' })}`)
  if (record)
    print(
      `  ${say('drill_record', { day: new Date(record.madeAtMs).toISOString(), entries: record.entries, originals: record.originals, files: record.files })}`,
    )
  for (const what of originals.changed) print(`  ${say('verify_changed', { what })}`)
  for (const what of originals.missing) print(`  ${say('verify_missing', { what })}`)
  if (!holds && journal.brokenAt !== null)
    print(`  ${say('verify_journal', { at: journal.brokenAt, problem: journal.problem ?? '' })}`)
  if (holds && !isVouchedFor(journal.stations)) print(`  ${say('drill_inside')}`)
}
