import type { CallOutput, CallParsed } from '../../contract/index.ts'
import type { FindingFacts } from '../../core/finding/facts.ts'
import { type Period, statisticsOf } from '../../core/finding/statistics.ts'
import { addDays, dayOf, startOfDay } from '../../core/finding/deadlines/day.ts'
import { factsOfFindings, missedDeadlines } from '../../store/findingFacts.ts'
import { findingsById } from '../../store/findings.ts'
import { shown } from '../finding/findings.ts'
import type { Context, Handlers } from '../host/context.ts'

/** A chart has at most so many spans: of a day, a week, a month or a year, or of as many days as it takes. */
const MOST_SPANS = 36
const SPAN_DAYS = [1, 7, 30, 365]

export const statisticsCalls = {
  'statistics.get': (asked: CallParsed<'statistics.get'>, context: Context): CallOutput<'statistics.get'> => {
    const facts = factsFor(asked, context)
    return {
      rows: statisticsOf(facts, asked, context.nowMs(), missedOf(facts, context)).map(
        ({ of, among, ...row }) => ({
          ...row,
          of: of.length,
          among: among?.length ?? null,
        }),
      ),
      spans: spansOf(facts, asked),
    }
  },
  'statistics.behind': (
    { name, part, skip, limit, ...asked }: CallParsed<'statistics.behind'>,
    context: Context,
  ): CallOutput<'statistics.behind'> => {
    const facts = factsFor(asked, context)
    const found = statisticsOf(facts, asked, context.nowMs(), missedOf(facts, context)).find(
      (one) => one.name === name,
    )
    const ids = (part === 'of' ? found?.of : found?.among) ?? []
    const rows = findingsById(context.workspace.db, ids.slice(skip, skip + limit))
    return { rows: shown(context, rows), total: ids.length }
  },
} satisfies Partial<Handlers>

/** What is counted, in the order in which it is due. */
const factsFor = (
  { enterpriseId, level }: Pick<CallParsed<'statistics.get'>, 'enterpriseId' | 'level'>,
  context: Context,
): FindingFacts[] =>
  factsOfFindings(context.workspace.db, enterpriseId)
    .filter((one) => level === null || one.level === level)
    .sort((a, b) => a.key - b.key || (a.id < b.id ? -1 : 1))

/** What was missed under older orders, of findings that are counted. */
function missedOf(facts: readonly FindingFacts[], { workspace }: Context): FindingFacts[] {
  const known = new Map(facts.map((one) => [one.id, one]))
  return missedDeadlines(workspace.db).flatMap(({ findingId, dueMs }) => {
    const of = known.get(findingId)
    return of ? [{ ...of, dueMs, reportedAtMs: null }] : []
  })
}

/** What was opened and closed in each span of a period, by whole days of China. */
function spansOf(
  facts: readonly FindingFacts[],
  { fromMs, toMs }: Period,
): CallOutput<'statistics.get'>['spans'] {
  const [first, days] = [dayOf(fromMs), Math.ceil((toMs - fromMs) / 86_400_000)]
  const step = SPAN_DAYS.find((n) => days / n <= MOST_SPANS - 1) ?? Math.ceil(days / (MOST_SPANS - 1))
  const starts: number[] = []
  for (let day = first; startOfDay(day) < toMs; day = addDays(day, step)) starts.push(startOfDay(day))
  return starts.map((startMs, i) => {
    const endMs = Math.min(starts[i + 1] ?? toMs, toMs)
    const inside = (atMs: number | null) => atMs !== null && Math.max(startMs, fromMs) <= atMs && atMs < endMs
    return {
      fromMs: Math.max(startMs, fromMs),
      opened: facts.filter(({ openedAtMs }) => inside(openedAtMs)).length,
      closed: facts.filter(({ closedAtMs }) => inside(closedAtMs)).length,
    }
  })
}
