import path from 'node:path'
import {
  type CallInput,
  type CallOutput,
  PAPER_KINDS,
  type PAPERS_OF,
  SERVICE_WAYS,
} from '../contract/index.ts'
import { type Desk, inWorkspace, WORKSPACE_OPTIONS } from './inWorkspace.ts'
import { Exit, optionsOf, print, printJson, refuse, tellNotes } from './io.ts'
import { PAPER_USAGE } from './usage.ts'
import { wordsOf } from '../words/words.ts'
import { language, say } from './words.ts'

type Kind = (typeof PAPER_KINDS)[number]
type Values = Readonly<Record<string, string | boolean | undefined>>

/** By which option a paper says of what it is. */
const OF_OPTIONS = {
  visit: 'visit',
  order: 'rectificationOrder',
  finding: 'finding',
  campaign: 'campaign',
  enterprise: 'enterprise',
  mission: 'mission',
} as const satisfies Record<string, (typeof PAPERS_OF)[number]>

/** `sortie paper …`: papers made, taken back, signed, served and voided, and the templates that they are made of. */
export async function paperCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('paper', args, {
    visit: { type: 'string' },
    order: { type: 'string' },
    finding: { type: 'string' },
    campaign: { type: 'string' },
    enterprise: { type: 'string' },
    mission: { type: 'string' },
    out: { type: 'string' },
    scan: { type: 'string' },
    reason: { type: 'string' },
    how: { type: 'string' },
    at: { type: 'string' },
    receipt: { type: 'string' },
    ...WORKSPACE_OPTIONS,
  })
  const [verb, given, file, ...rest] = positionals
  const work = workOf(verb, given, file, rest, values)
  if (!work) throw refuse('usage', { usage: PAPER_USAGE })
  return inWorkspace('paper', values, (desk) => work(desk))
}

type Work = (desk: Desk) => Promise<void>

function workOf(
  verb: string | undefined,
  given: string | undefined,
  file: string | undefined,
  rest: readonly string[],
  values: Values,
): Work | null {
  const isJson = values['json'] === true
  if (verb === 'template') return templateWork(given, file, rest, values)
  if (rest.length > 0) return null
  switch (verb) {
    case 'list':
      return given === undefined ? (desk) => list(desk, values) : null
    case 'make':
      return given !== undefined && file === undefined ? (desk) => make(desk, kindOf(given), values) : null
    case 'take-back':
      return given !== undefined && file !== undefined
        ? (desk) =>
            stepped(desk, given, isJson, async (onto) =>
              desk.ask('paper.takeBack', { ...onto, file: desk.file(file) }),
            )
        : null
    case 'sign':
      return given !== undefined && file === undefined
        ? (desk) =>
            stepped(desk, given, isJson, async (onto) =>
              desk.ask('paper.sign', { ...onto, ...proofOf(desk, values) }),
            )
        : null
    case 'serve':
      return given !== undefined && file === undefined
        ? (desk) =>
            stepped(desk, given, isJson, async (onto) =>
              desk.ask('paper.serve', { ...onto, ...proofOf(desk, values), ...serviceOf(values) }),
            )
        : null
    case 'void':
      return given !== undefined && file === undefined
        ? (desk) =>
            stepped(desk, given, isJson, async (onto) =>
              desk.ask('paper.void', { ...onto, reason: needed(values, 'reason') }),
            )
        : null
    case 'open':
      return given !== undefined && file === undefined
        ? async (desk) => {
            const row = await paperOf(desk, given)
            const out = needed(values, 'out')
            const { downloadId } = await desk.ask('paper.fetch', { id: row.id, version: null })
            desk.write(downloadId, out)
            print(say('paper_written', { no: row.no, file: out }))
          }
        : null
    default:
      return null
  }
}

function needed(values: Values, option: string): string {
  const value = values[option]
  if (typeof value !== 'string') throw refuse('missing_option', { command: 'paper', option: `--${option}` })
  return value
}

function kindOf(given: string): Kind {
  const kind = PAPER_KINDS.find((one) => one === given || named(one) === given)
  if (!kind) throw refuse('bad_value', { option: 'KIND', value: given, wanted: PAPER_KINDS.join(' | ') })
  return kind
}

const named = (kind: Kind): string => wordsOf(language(), 'paperKind', kind) ?? kind

function ofOption(values: Values): CallInput<'paper.make'>['of'] | null {
  for (const [option, aggregate] of Object.entries(OF_OPTIONS)) {
    const id = values[option]
    if (typeof id === 'string') return { aggregate, id }
  }
  return null
}

const proofOf = (desk: Desk, { scan, reason }: Values) => ({
  scan: typeof scan === 'string' ? desk.file(scan) : null,
  reason: typeof reason === 'string' ? reason : '',
})

function serviceOf(values: Values) {
  const how = SERVICE_WAYS.find((one) => one === (values['how'] ?? 'direct'))
  if (!how)
    throw refuse('bad_value', {
      option: '--how',
      value: String(values['how']),
      wanted: SERVICE_WAYS.join(' | '),
    })
  const at = needed(values, 'at')
  const servedAtMs = Date.parse(at)
  if (!Number.isFinite(servedAtMs))
    throw refuse('bad_value', { option: '--at', value: at, wanted: '2026-05-20T10:00+08:00' })
  return { how, servedAtMs, receipt: typeof values['receipt'] === 'string' ? values['receipt'] : '' }
}

/** Every paper there is, page by page. */
async function allPapers(desk: Desk, of: CallInput<'paper.make'>['of'] | null = null) {
  const rows: CallOutput<'paper.list'>['rows'] = []
  for (let after: string | null = null; ; ) {
    const answer: CallOutput<'paper.list'> = await desk.ask('paper.list', {
      of,
      enterpriseId: null,
      after,
      limit: 500,
    })
    rows.push(...answer.rows)
    if (answer.next === null) return rows
    after = answer.next
  }
}

/** A paper by its id or its number. */
async function paperOf(desk: Desk, given: string) {
  const rows = await allPapers(desk)
  const found = rows.filter(({ id, no }) => id === given || no === given)
  const [one] = found
  if (!one || found.length > 1) throw refuse('paper_unknown', { no: given, count: found.length })
  return one
}

async function list(desk: Desk, values: Values): Promise<void> {
  const rows = await allPapers(desk, ofOption(values))
  if (values['json'] === true) return printJson(rows)
  if (rows.length === 0) print(say('papers_none'))
  for (const { kind, no, state, enterpriseName, id } of rows) {
    const said = wordsOf(language(), 'paperState', state) ?? state
    print([named(kind), no, said, enterpriseName?.zh ?? '', id].filter((one) => one !== '').join('  '))
  }
}

async function make(desk: Desk, kind: Kind, values: Values): Promise<void> {
  const of = ofOption(values)
  if (!of) throw refuse('missing_option', { command: 'paper', option: '--visit | --order | …' })
  const out = needed(values, 'out')
  const { doc, others } = await desk.ask('paper.make', { kind, of })
  const made = []
  for (const [i, { id, no }] of [doc, ...others].entries()) {
    const { downloadId } = await desk.ask('paper.fetch', { id, version: null })
    const file = i === 0 ? out : partFile(out, i + 1)
    desk.write(downloadId, file)
    made.push({ id, no, kind, file })
  }
  if (values['json'] === true) printJson({ ...made[0], parts: made })
  else for (const { no, file } of made) print(say('paper_written', { no, file }))
}

/** Where a further part of a list goes: `photos.docx` has `photos-2.docx` beside it. */
function partFile(out: string, nth: number): string {
  const { dir, name, ext } = path.parse(out)
  return path.join(dir, `${name}-${nth}${ext}`)
}

async function stepped(
  desk: Desk,
  given: string,
  isJson: boolean,
  step: (onto: { id: string; base: string & CallInput<'paper.sign'>['base'] }) => ReturnType<Desk['ask']>,
): Promise<void> {
  const row = await paperOf(desk, given)
  await step({ id: row.id, base: row.version })
  const { doc, state } = await desk.ask('paper.get', { id: row.id })
  const { no: version = 1, differences = [] } = doc.versions.at(-1) ?? {}
  if (isJson) return printJson({ id: doc.id, no: doc.no, state, version, differences })
  print(say('paper_now', { no: doc.no, state: wordsOf(language(), 'paperState', state) ?? state, version }))
  for (const { before, after, fields } of differences)
    print(say('paper_difference', { before: before ?? '-', after: after ?? '-', fields: fields.join(' ') }))
}

function templateWork(
  verb: string | undefined,
  given: string | undefined,
  rest: readonly string[],
  values: Values,
): Work | null {
  const [file, ...more] = rest
  if (verb === 'tags' && given === undefined)
    return async (desk) => {
      const { tags } = await desk.ask('template.list', {})
      if (values['json'] === true) printJson(tags)
      else for (const tag of tags) print(tag)
    }
  if (verb === 'export' && given !== undefined && file === undefined)
    return async (desk) => {
      const out = needed(values, 'out')
      const { downloadId } = await desk.ask('template.fetch', { kind: kindOf(given) })
      desk.write(downloadId, out)
      if (values['json'] === true) printJson({ file: out })
      else print(say('template_written', { file: out }))
    }
  if (verb === 'check' && given !== undefined && file === undefined)
    return async (desk) => {
      await sureOfTemplate(desk, given, values)
      if (values['json'] !== true) print(say('template_fit', { file: given }))
    }
  if (verb === 'put' && given !== undefined && file !== undefined && more.length === 0)
    return async (desk) => {
      const kind = kindOf(given)
      await sureOfTemplate(desk, file, values)
      const { rows } = await desk.ask('template.list', {})
      const base = rows.find((row) => row.kind === kind)?.own?.version ?? null
      const { doc } = await desk.ask('template.put', { kind, base, file: desk.file(file) })
      if (values['json'] !== true)
        print(say('template_kept', { kind: named(kind), version: doc.versions.length }))
    }
  return null
}

/** Tells all that is wrong with a file as a template. @throws {Exit} where there is an error */
async function sureOfTemplate(desk: Desk, file: string, values: Values): Promise<void> {
  const { ok, notes } = await desk.ask('template.check', { file: desk.file(file) })
  if (values['json'] === true) printJson({ ok, notes })
  else tellNotes(notes, file)
  if (!ok)
    throw new Exit(
      2,
      say('template_refused', {
        file,
        count: notes.filter(({ severity }) => severity === 'error').length,
      }),
    )
}
