import fs from 'node:fs'
import path from 'node:path'
import { type CallOutput, inSession } from '../contract/index.ts'
import { checkBag } from '../services/reading/checkBag.ts'
import { unpackBag } from '../services/reading/unpackBag.ts'
import { createServices } from '../services/index.ts'
import { ACTING_OPTIONS, actAs, ask } from './acting.ts'
import { assertWorkspace } from './assertWorkspace.ts'
import { exitOf, optionsOf, placeFile, print, printJson, refuse, tenths, untilInterrupted } from './io.ts'
import { type Desk, inWorkspace, WORKSPACE_OPTIONS } from './inWorkspace.ts'
import { EVIDENCE_USAGE } from './usage.ts'
import { wordsOf } from '../words/words.ts'
import { language, say } from './words.ts'

const text = { type: 'string' } as const

/** What may be packed, by its option. */
const ABOUT = {
  finding: 'finding',
  order: 'rectificationOrder',
  flight: 'flight',
  enterprise: 'enterprise',
} as const

/**
 * `sortie evidence …`: makes an evidence package, holds one against its lists (1 where it is not whole), and puts down what
 * became of those that were made.
 */
export async function evidenceCommand(args: string[]): Promise<void> {
  const [verb, ...rest] = args
  if (verb === 'pack') return packCommand(rest)
  if (verb === 'check') return checkCommand(rest)
  if (verb === 'list' || verb === 'hand-over' || verb === 'withdraw') return recordCommand(verb, rest)
  throw refuse('usage', { usage: EVIDENCE_USAGE })
}

async function packCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('evidence', args, {
    workspace: text,
    finding: text,
    order: text,
    flight: text,
    enterprise: text,
    out: text,
    folder: text,
    'originals-for': text,
    request: text,
    ...ACTING_OPTIONS,
    json: { type: 'boolean' },
  })
  const [about, ...more] = aboutIn(values)
  if (positionals.length > 0 || !about || more.length > 0) throw refuse('usage', { usage: EVIDENCE_USAGE })
  const command = 'evidence pack'
  if (values.workspace === undefined) throw refuse('missing_option', { command, option: '--workspace' })
  if (values.out !== undefined && values.folder !== undefined)
    throw refuse('usage', { usage: EVIDENCE_USAGE })
  if (values.out === undefined && values.folder === undefined)
    throw refuse('missing_option', { command, option: '--out' })
  const folder = values.folder === undefined ? null : path.resolve(values.folder)
  if (folder !== null) sureEmpty(folder)
  const { request, 'originals-for': to } = values
  if ((to === undefined) !== (request === undefined))
    throw refuse('missing_option', { command, option: to === undefined ? '--originals-for' : '--request' })
  const dir = path.resolve(values.workspace)
  assertWorkspace(dir)
  const host = inSession(createServices({ workspaceDir: dir }))
  try {
    await actAs(host, values)
    const packed = await untilInterrupted(async (signal) => {
      signal.addEventListener('abort', () => void host.call('task.cancel', { task: 'evidence.pack' }))
      return ask<CallOutput<'evidence.pack'>>(host, 'evidence.pack', {
        about,
        unmasked: to === undefined || request === undefined ? null : { to, request },
        language: language(),
      })
    })
    const zip = host.download(packed.downloadId)?.path ?? ''
    const file = folder ?? path.resolve(values.out ?? '')
    if (folder !== null) await untilInterrupted((signal) => layOut(zip, folder, signal))
    else await placeFile(file, zip)
    const { id, files, bytes, manifestSha256 } = packed
    if (values.json) printJson({ id, file, files, bytes, manifestSha256 })
    else
      print(
        say('evidence_packed', {
          file,
          files,
          megabytes: (bytes / 1e6).toFixed(1),
          manifest: manifestSha256,
        }),
      )
  } finally {
    await host.close()
  }
}

type AboutIds = { readonly [K in keyof typeof ABOUT]?: string | undefined }

/** What a command names by its options. */
const aboutIn = (values: AboutIds) =>
  (Object.keys(ABOUT) as (keyof typeof ABOUT)[]).flatMap((name) => {
    const id = values[name]
    return id === undefined ? [] : [{ aggregate: ABOUT[name], id }]
  })

type Bag = CallOutput<'evidence.list'>['rows'][number]

/** The packages that were made, and what became of one of them: named by its id or its file. */
async function recordCommand(verb: 'list' | 'hand-over' | 'withdraw', args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('evidence', args, {
    finding: text,
    order: text,
    flight: text,
    enterprise: text,
    undelivered: { type: 'boolean' },
    to: text,
    at: text,
    scan: text,
    reason: text,
    bag: text,
    ...WORKSPACE_OPTIONS,
  })
  const [given, ...rest] = positionals
  const [about = null, ...more] = aboutIn(values)
  if (rest.length > 0 || more.length > 0 || (given === undefined) !== (verb === 'list'))
    throw refuse('usage', { usage: EVIDENCE_USAGE })
  const needed = (option: 'to' | 'reason'): string => {
    const value = values[option]
    if (value === undefined)
      throw refuse('missing_option', { command: `evidence ${verb}`, option: `--${option}` })
    return value
  }
  return inWorkspace('evidence', values, async (desk) => {
    const said = (bag: Bag): void => (values.json === true ? printJson(bag) : print(bagLine(bag)))
    if (verb === 'list' || given === undefined) {
      const bags = await allBags(desk, about, values.undelivered === true)
      if (values.json === true) return printJson(bags)
      if (bags.length === 0) print(say(values.undelivered === true ? 'bags_none_waiting' : 'bags_none'))
      for (const bag of bags) print(bagLine(bag))
      return
    }
    const { id, version: base } = await bagOf(desk, given)
    if (verb === 'withdraw')
      return said(await desk.ask('evidence.withdraw', { id, base, reason: needed('reason') }))
    said(
      await desk.ask('evidence.handOver', {
        id,
        base,
        to: needed('to'),
        handedAtMs: momentOf(values.at),
        scan: values.scan === undefined ? null : desk.file(values.scan),
        reason: values.reason ?? '',
        bag: values.bag === undefined ? null : desk.path(values.bag),
      }),
    )
  })
}

function momentOf(at: string | undefined): number {
  const atMs = at === undefined ? Date.now() : Date.parse(at)
  if (!Number.isFinite(atMs))
    throw refuse('bad_value', { option: '--at', value: at ?? '', wanted: '2026-05-20T10:00+08:00' })
  return atMs
}

/** Every package there is, page by page. */
async function allBags(desk: Desk, of: Bag['about'] | null, undelivered: boolean): Promise<Bag[]> {
  const rows: Bag[] = []
  for (let after: string | null = null; ; ) {
    const page: CallOutput<'evidence.list'> = await desk.ask('evidence.list', {
      of,
      undelivered,
      after,
      limit: 500,
    })
    rows.push(...page.rows)
    if (page.next === null) return rows
    after = page.next
  }
}

/** A package by its id or its file; two of one day may be called the same. */
async function bagOf(desk: Desk, given: string): Promise<Bag> {
  const found = (await allBags(desk, null, false)).filter(
    ({ id, fileName }) => id === given || fileName === given,
  )
  const [one] = found
  if (!one || found.length > 1) throw refuse('bag_unknown', { bag: given, count: found.length })
  return one
}

const bagLine = ({ id, state, fileName, files, bytes, handedOver, withdrawn }: Bag): string =>
  [
    fileName,
    wordsOf(language(), 'bagState', state) ?? state,
    handedOver ? `${handedOver.to} ${new Date(handedOver.handedAtMs).toISOString()}` : '',
    withdrawn?.reason ?? '',
    say('bag_files', { files, megabytes: (bytes / 1e6).toFixed(1) }),
    id,
  ]
    .filter((part) => part !== '')
    .join('  ')

/** Before anything is packed: nothing lies where the bag is to lie. */
function sureEmpty(folder: string): void {
  const stat = fs.statSync(folder, { throwIfNoEntry: false })
  if (stat && (!stat.isDirectory() || fs.readdirSync(folder).length > 0))
    throw refuse('cannot_write', { file: folder, problem: stat.isDirectory() ? 'ENOTEMPTY' : 'EEXIST' })
}

async function layOut(zip: string, folder: string, signal: AbortSignal): Promise<void> {
  const done = await unpackBag(zip, folder, { signal }).catch((error: NodeJS.ErrnoException) => {
    if (signal.aborted) throw exitOf({ ok: false, code: 'cancelled', params: {} })
    throw refuse('cannot_write', { file: folder, problem: error.code ?? '' })
  })
  if (!done.ok) throw exitOf(done)
}

async function checkCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('evidence', args, { json: { type: 'boolean' } })
  const [bag, ...more] = positionals
  if (bag === undefined || more.length > 0) throw refuse('usage', { usage: EVIDENCE_USAGE })
  const progress = tenths('reading')
  const total = fs.statSync(bag, { throwIfNoEntry: false })?.size ?? 0
  let done = 0
  const checked = await checkBag(bag, (bytes) => {
    done += bytes
    progress(Math.min(done, total), total)
  })
  if (!checked.ok) throw exitOf(checked)
  const { files, bytes, problems } = checked.value
  if (values.json) printJson({ ok: problems.length === 0, files, bytes, problems })
  else if (problems.length === 0) print(say('bag_whole', { files, megabytes: (bytes / 1e6).toFixed(1) }))
  else {
    print(say('bag_broken'))
    for (const problem of problems)
      print(
        `  ${say(`bag_${problem.kind}`, { what: problem.path, to: problem.kind === 'renamed' ? problem.to : '' })}`,
      )
  }
  if (problems.length > 0) process.exitCode = 1
}
