import fs from 'node:fs'
import path from 'node:path'
import {
  type Answer,
  type CallOutput,
  EXPORT_FORMATS,
  type ReleaseAsked,
  type InSession,
  inSession,
} from '../contract/index.ts'
import { isVouchedFor, proofOf, voucherOf } from '../contract/proof.ts'
import { wordsOf } from '../words/words.ts'
import { createServices } from '../services/index.ts'
import type { MissionFile } from '../services/mission/standalone.ts'
import type { MadeFile } from './exportAll.ts'
import {
  createWorkspace,
  makeDemo,
  readHeadText,
  restore,
  shortCode,
  verify,
} from '../services/workspaceTools.ts'
import {
  acceptCommand,
  receiveCommand,
  renewCommand,
  sendCommand,
  stationsCommand,
} from './exchangeCommands.ts'
import { type ActingAs, actAs } from './acting.ts'
import { assertWorkspace } from './assertWorkspace.ts'
import { backupCommand, drillCommand } from './backupCommands.ts'
import { journalCommand } from './journalCommand.ts'
import { exitOf, optionsOf, print, printJson, refuse, tell } from './io.ts'
import { WORKSPACE_USAGE } from './usage.ts'
import { language, say } from './words.ts'

/** `sortie workspace …`: makes, proves, copies, restores and exchanges workspaces. */
export async function workspaceCommand(args: string[]): Promise<void> {
  const [name = '', ...rest] = args
  if (Object.hasOwn(OWN, name)) return OWN[name as keyof typeof OWN](rest)
  const { values, positionals } = optionsOf('workspace', args, {
    json: { type: 'boolean' },
    head: { type: 'string', multiple: true },
  })
  const [action = '', dir, other, ...more] = positionals
  const twoFolders = action === 'restore'
  const isKnown = Object.hasOwn(ACTIONS, action) && (values.head === undefined || action === 'verify')
  if (!isKnown || !dir || more.length > 0 || (other !== undefined && !twoFolders))
    throw refuse('usage', { usage: WORKSPACE_USAGE })
  await ACTIONS[action as keyof typeof ACTIONS](
    path.resolve(dir),
    other === undefined ? null : path.resolve(other),
    { json: values.json === true, heads: (values.head ?? []).map(headOf) },
  )
}

/** A head of a chain as `--head` gives it, from a paper or another computer, in any of its forms. */
function headOf(text: string): Head {
  const head = readHeadText(text)
  if (!head.ok)
    throw refuse('bad_head', { why: wordsOf(language(), 'error', head.code, head.params) ?? head.code })
  return head.value
}

/** Those that have options of their own. */
const OWN = {
  backup: backupCommand,
  drill: drillCommand,
  send: sendCommand,
  receive: receiveCommand,
  accept: acceptCommand,
  stations: stationsCommand,
  renew: renewCommand,
  journal: journalCommand,
}

type Head = Extract<ReturnType<typeof readHeadText>, { ok: true }>['value']
type Options = { readonly json: boolean; readonly heads: readonly Head[] }
type Action = (dir: string, other: string | null, options: Options) => Promise<void>

const ACTIONS = {
  create: (async (dir, _other, { json }) => {
    const made = createWorkspace(dir)
    if (!made.ok) throw exitOf(made)
    if (json) printJson({ dir })
    else print(say('created', { dir }))
  }) as Action,

  demo: (async (dir, _other, { json }) => {
    const made = await makeDemo(dir)
    if (!made.ok) throw exitOf(made)
    if (json) printJson({ dir })
    else print(say('demo_made', { dir }))
  }) as Action,

  verify: (async (dir, _other, { json, heads }) => {
    let shown = 0
    const report = await verify(
      dir,
      (done, total) => {
        const tenth = total === 0 ? 10 : Math.floor((done / total) * 10)
        if (tenth > shown && total > 100_000_000) tell(`${tenth * 10} %`)
        shown = tenth
      },
      // What a program reads stays as it is: the line goes where progress goes.
      () => (json ? tell : print)(say('opened_read_only', { dir })),
      heads,
    )
    if (!report.ok) throw exitOf(report)
    const found = report.value
    if (json) printJson(found)
    else describe(found)
    if (!found.ok) process.exitCode = 1
  }) as Action,

  restore: (async (dir, from, { json }) => {
    if (!from) throw refuse('usage', { usage: WORKSPACE_USAGE })
    const done = await restore(from, dir)
    if (!done.ok) throw exitOf(done)
    if (json) printJson(done.value)
    else print(say('restored', done.value))
  }) as Action,
}

function describe(found: CallOutput<'workspace.verify'>): void {
  const { originals, journal, records, derived, maps } = found
  if (found.ok) {
    const counts = { originals: originals.checked, records: records.checked, entries: journal.entries }
    const isWhole = isVouchedFor(journal.stations)
    print(say(isWhole ? 'verify_ok' : 'verify_inside', { ...counts, head: journal.head ?? '-' }))
    const elsewhere = originals.elsewhere.length
    if (elsewhere > 0) print(say('verify_elsewhere', { elsewhere }))
    const deleted = originals.deleted.length
    if (deleted > 0) print(say('verify_deleted', { deleted }))
    describeStations(journal.stations)
    return
  }
  print(say('verify_bad'))
  for (const what of originals.missing) print(`  ${say('verify_missing', { what })}`)
  for (const what of originals.changed) print(`  ${say('verify_changed', { what })}`)
  for (const what of originals.extra) print(`  ${say('verify_extra', { what })}`)
  for (const [kind, files] of [
    ['derived', derived],
    ['maps', maps],
  ] as const)
    for (const how of ['missing', 'changed', 'extra'] as const)
      for (const name of files[how]) print(`  ${say(`verify_file_${how}`, { what: `${kind}/${name}` })}`)
  const broken = journal.stations.filter(({ brokenAt }) => brokenAt !== null)
  for (const { station, brokenAt, problem } of broken) {
    const words = { code: shortCode(station), at: brokenAt ?? 0, problem: proofWords(problem ?? '') }
    print(`  ${say('verify_chain', words)}`)
  }
  if (journal.brokenAt !== null && broken.length === 0)
    print(`  ${say('verify_journal', { at: journal.brokenAt, problem: proofWords(journal.problem ?? '') })}`)
  for (const { aggregate, id, problem } of records.differing) {
    const kind = wordsOf(language(), 'aggregate', aggregate) ?? aggregate
    print(`  ${say('verify_record', { aggregate: kind, id, problem: proofWords(problem) })}`)
  }
  describeStations(journal.stations)
}

/** How far each chain is vouched for, and by its last entry what another computer or a paper can be compared with. */
function describeStations(stations: CallOutput<'workspace.verify'>['journal']['stations']): void {
  const words = (code: string, to: number) => wordsOf(language(), 'voucher', code, { to }) ?? code
  for (const found of stations) {
    const { station, entries, knownTo } = found
    const { code, to } = voucherOf(found)
    const how = [words(code, to), ...(knownTo === null ? [] : [words('known_to', knownTo)])]
    print(
      `  ${say('verify_station', { code: shortCode(station), entries, how: how.join(language() === 'zh' ? '；' : '; ') })}`,
    )
  }
}

/** What is amiss, in the words of its code. */
function proofWords(problem: string): string {
  const { code, detail } = proofOf(problem)
  return wordsOf(language(), 'proof', code, { detail })?.trim() ?? problem
}

/** An export through a workspace: the frozen revision and the release are in its journal. */
export async function exportInWorkspace(
  dir: string,
  file: MissionFile,
  format: string,
  release: ReleaseAsked | null,
  acting: ActingAs,
): Promise<MadeFile> {
  const known = EXPORT_FORMATS.find((name) => name === format)
  if (!known)
    throw exitOf({ ok: false, code: 'unknown_export', params: { format, known: EXPORT_FORMATS.join(', ') } })
  assertWorkspace(dir)
  const host = inSession(createServices({ workspaceDir: path.resolve(dir) }))
  try {
    await actAs(host, acting)
    const done = valueOf<CallOutput<'mission.exportFile'>>(
      await host.call('mission.exportFile', { file, format: known, release, language: language() }),
    )
    const { downloadId, fileName, notes, revision } = done
    return { bytes: bytesOf(host, downloadId), fileName, notes, revision }
  } finally {
    await host.close()
  }
}

function valueOf<T>(answer: Answer): T {
  if (!answer.ok) throw exitOf(answer)
  return answer.value as T
}

function bytesOf(host: InSession, id: string): Uint8Array {
  const download = host.download(id)
  if (!download) throw exitOf({ ok: false, code: 'internal', params: {} })
  return fs.readFileSync(download.path)
}
