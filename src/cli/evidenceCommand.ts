import fs from 'node:fs'
import path from 'node:path'
import { type CallOutput, inSession } from '../contract/index.ts'
import { checkBag } from '../services/reading/checkBag.ts'
import { unpackBag } from '../services/reading/unpackBag.ts'
import { createServices } from '../services/index.ts'
import { ACTING_OPTIONS, actAs, ask } from './acting.ts'
import { exitOf, optionsOf, placeFile, print, printJson, refuse, tenths, untilInterrupted } from './io.ts'
import { EVIDENCE_USAGE } from './usage.ts'
import { language, say } from './words.ts'

const text = { type: 'string' } as const

/** What may be packed, by its option. */
const ABOUT = {
  finding: 'finding',
  order: 'rectificationOrder',
  flight: 'flight',
  enterprise: 'enterprise',
} as const

/** `sortie evidence pack|check`: makes an evidence package, and holds one against its lists; 1 where it is not whole. */
export async function evidenceCommand(args: string[]): Promise<void> {
  const [verb, ...rest] = args
  if (verb === 'pack') return packCommand(rest)
  if (verb === 'check') return checkCommand(rest)
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
  const wanted = (Object.keys(ABOUT) as (keyof typeof ABOUT)[]).flatMap((name) => {
    const id = values[name]
    return id === undefined ? [] : [{ aggregate: ABOUT[name], id }]
  })
  const [about, ...more] = wanted
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
  if (!fs.existsSync(path.join(dir, 'sortie.db')))
    throw exitOf({ ok: false, code: 'workspace_missing', params: { dir } })
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
    const { files, bytes, manifestSha256 } = packed
    if (values.json) printJson({ file, files, bytes, manifestSha256 })
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
