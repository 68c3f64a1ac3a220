import path from 'node:path'
import {
  AGGREGATES,
  type Aggregate,
  type CallInput,
  type CallOutput,
  type InSession,
  inSession,
  type JournalLine,
  type JournalSubject,
} from '../contract/index.ts'
import { createServices } from '../services/index.ts'
import { isNamed, sentenceOf, sentenceText } from '../words/sentence.ts'
import { wordsOf } from '../words/words.ts'
import { ACTING_OPTIONS, actAs, ask } from './acting.ts'
import { assertWorkspace } from './assertWorkspace.ts'
import { isDay, timeSaid, ZONE_AHEAD_MS } from './days.ts'
import { numberOf, optionsOf, print, printJson, refuse } from './io.ts'
import { WORKSPACE_USAGE } from './usage.ts'
import { language, say } from './words.ts'

type Filter = Pick<CallInput<'journal.read'>, 'aggregate' | 'id' | 'fromMs' | 'toMs'>

const DAY_MS = 86_400_000
const USUAL_LINES = 50
const MOST_LINES = 100_000
const PAGE_LINES = 100
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** `sortie workspace journal DIR …`: who did what to which thing, newest first; by person, thing, kind and day. */
export async function journalCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('workspace journal', args, {
    json: { type: 'boolean' },
    person: { type: 'string' },
    object: { type: 'string' },
    kind: { type: 'string' },
    day: { type: 'string' },
    last: { type: 'string' },
    ...ACTING_OPTIONS,
  })
  const [dir, ...more] = positionals
  if (!dir || more.length > 0) throw refuse('usage', { usage: WORKSPACE_USAGE })
  const most = Math.floor(numberOf('--last', values.last, 1, MOST_LINES, USUAL_LINES))
  const aggregate = values.kind === undefined ? null : kindOf(values.kind)
  const day = values.day === undefined ? { fromMs: null, toMs: null } : dayOf(values.day)
  assertWorkspace(dir)
  const host = inSession(createServices({ workspaceDir: path.resolve(dir) }))
  try {
    await actAs(host, values)
    const writers = values.person === undefined ? [null] : await writersOf(host, values.person)
    const isId = values.object !== undefined && ID.test(values.object)
    const filter = { ...day, aggregate, id: isId ? (values.object ?? null) : null }
    const name = isId ? undefined : values.object
    const found: JournalLine[] = []
    // A document is asked for with its kind: where nobody says which, each is looked in.
    const kinds = isId && aggregate === null ? AGGREGATES : [aggregate]
    for (const who of writers)
      for (const kind of kinds)
        found.push(...(await linesOf(host, { ...filter, aggregate: kind }, who, name, most)))
    const lines = inOrder(found).slice(0, most)
    if (values.json) printJson({ lines: lines.map((line) => ({ ...line, sentence: sentence(line) })) })
    else if (lines.length === 0) print(say('journal_none'))
    else for (const line of lines) print(`${timeSaid(line.atMs)}  ${sentence(line)}`)
  } finally {
    await host.close()
  }
}

/** Lines of a filter, the newest first, as many as are asked for. */
async function linesOf(
  host: InSession,
  filter: Filter,
  who: string | null,
  name: string | undefined,
  most: number,
): Promise<JournalLine[]> {
  const lines: JournalLine[] = []
  for (let before: number | null = null; lines.length < most; ) {
    const page: CallOutput<'journal.read'> = await ask(host, 'journal.read', {
      ...filter,
      who,
      before,
      limit: PAGE_LINES,
    })
    lines.push(...page.lines.filter((line) => name === undefined || isNamed(line, name)))
    if (page.next === null) break
    before = page.next
  }
  return lines
}

/** Each once, the one that came last first. */
const inOrder = (lines: readonly JournalLine[]): JournalLine[] =>
  [...new Map(lines.map((line) => [line.hash, line])).values()].sort((a, b) => b.arrival - a.arrival)

const isSame = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

/** A kind by its code, or as either language calls it. */
function kindOf(given: string): Aggregate {
  const isCalled = (kind: Aggregate): boolean =>
    [kind, wordsOf('zh', 'aggregate', kind), wordsOf('en', 'aggregate', kind)].some(
      (name) => name !== null && isSame(name, given),
    )
  const found = AGGREGATES.find(isCalled)
  const wanted = AGGREGATES.map((kind) => wordsOf(language(), 'aggregate', kind) ?? kind).join(
    say('list_comma'),
  )
  if (!found) throw refuse('bad_value', { option: '--kind', value: given, wanted })
  return found
}

/** A day of China's calendar, as moments. */
function dayOf(given: string): { fromMs: number; toMs: number } {
  if (!isDay(given)) throw refuse('bad_value', { option: '--day', value: given, wanted: say('wanted_day') })
  const fromMs = Math.max(0, Date.parse(`${given}T00:00:00Z`) - ZONE_AHEAD_MS)
  return { fromMs, toMs: fromMs + DAY_MS }
}

/** Whoever of those who wrote has this name; a person has several where they wrote before they were registered. */
async function writersOf(host: InSession, name: string): Promise<string[]> {
  const writers = await ask<CallOutput<'journal.writers'>>(host, 'journal.writers', {})
  const found = writers.filter((writer) => writer.who === name || isSame(writer.name, name))
  const wanted = [...new Set(writers.map((writer) => writer.name))].join(say('list_comma'))
  if (found.length === 0) throw refuse('bad_value', { option: '--person', value: name, wanted })
  return [...new Set(found.map(({ who }) => who))]
}

function calledSaid({ aggregate, called }: JournalSubject): string {
  if (called === null) return ''
  if (typeof called === 'number') return timeSaid(called)
  if (typeof called === 'object') return language() === 'en' && called.en !== '' ? called.en : called.zh
  return aggregate === 'setting' ? (wordsOf(language(), 'setting', called) ?? called) : called
}

const sentence = (line: JournalLine): string =>
  sentenceText(sentenceOf(line, { language: language(), called: calledSaid }))
