import { median } from '../units/median.ts'
import type { FindingFacts } from './facts.ts'

const DAY_MS = 86_400_000

/** The numbers that are kept of findings. */
export const STATISTICS = [
  'opened',
  'closedRate',
  'onTimeRate',
  'closed',
  'medianDays',
  'repeatRate',
  'enterpriseOverdue',
  'oursOverdue',
  'transferred',
] as const
export type StatisticName = (typeof STATISTICS)[number]

/**
 * A number with what it comes from: `of` are the findings that it counts, `among` those it is a share of (null: it is no
 * share). `value` is null where there is nothing to count from: 0 of 0 is no share, and no days have no median.
 */
export type Statistic = {
  readonly name: StatisticName
  readonly unit: 'count' | 'share' | 'days'
  readonly value: number | null
  readonly of: readonly string[]
  readonly among: readonly string[] | null
}

/** A time, UTC ms: from its first moment to before its last. */
export type Period = { readonly fromMs: number; readonly toMs: number }

/**
 * The numbers of a period.
 *
 * - `opened`: findings that were opened in it and stand (neither 不属实 nor 重复).
 * - `closedRate` 整改率: those of them that are closed, of those of them that are ours: what left to another agency is in
 *   neither.
 * - `onTimeRate` 按期整改率: of the findings whose deadline, with its extensions, lies in the period and is over, those that the
 *   enterprise reported put right by then, in a report that stands. What is reported or closed late stays among them, and so
 *   does what was missed under an order whose rest went under a new one (`missed`: as many times as it was).
 * - `closed`: closed in it. `medianDays`: of those, from service (else from their opening) to closing.
 * - `repeatRate` 反复率: of those opened, those that came back after they had been closed.
 * - `enterpriseOverdue`, `oursOverdue`: at the moment `nowMs`, whatever the period; never one finding in both.
 * - `transferred`: opened in it and with another agency now.
 */
export function statisticsOf(
  facts: readonly FindingFacts[],
  { fromMs, toMs }: Period,
  nowMs: number,
  missed: readonly FindingFacts[] = [],
): Statistic[] {
  const within = (atMs: number | null): boolean => atMs !== null && fromMs <= atMs && atMs < toMs
  const opened = facts.filter(
    (one) => within(one.openedAtMs) && one.state !== 'unfounded' && one.state !== 'duplicate',
  )
  const ours = opened.filter(({ state }) => state !== 'transferred')
  const due = [...facts, ...missed].filter(({ dueMs }) => within(dueMs) && dueMs !== null && dueMs < nowMs)
  const closed = facts.filter(({ closedAtMs }) => within(closedAtMs))
  const isOursOver = (one: FindingFacts): boolean => one.oursDueMs !== null && one.oursDueMs < nowMs
  const days = closed.map((one) => ((one.closedAtMs ?? 0) - (one.servedAtMs ?? one.openedAtMs)) / DAY_MS)
  return [
    count('opened', opened),
    share('closedRate', ours.filter(isClosed), ours),
    share(
      'onTimeRate',
      due.filter(
        ({ reportedAtMs, dueMs }) => reportedAtMs !== null && dueMs !== null && reportedAtMs <= dueMs,
      ),
      due,
    ),
    count('closed', closed),
    { name: 'medianDays', unit: 'days', value: median(days), of: idsOf(closed), among: null },
    share(
      'repeatRate',
      opened.filter(({ isRecurrence }) => isRecurrence),
      opened,
    ),
    count(
      'enterpriseOverdue',
      facts.filter((one) => one.enterpriseDueMs !== null && one.enterpriseDueMs < nowMs && !isOursOver(one)),
    ),
    count('oursOverdue', facts.filter(isOursOver)),
    count(
      'transferred',
      opened.filter(({ state }) => state === 'transferred'),
    ),
  ]
}

const isClosed = ({ state }: FindingFacts): boolean => state === 'closed'
const idsOf = (facts: readonly FindingFacts[]): string[] => facts.map(({ id }) => id)

const count = (name: StatisticName, of: readonly FindingFacts[]): Statistic => ({
  name,
  unit: 'count',
  value: of.length,
  of: idsOf(of),
  among: null,
})

const share = (
  name: StatisticName,
  of: readonly FindingFacts[],
  among: readonly FindingFacts[],
): Statistic => ({
  name,
  unit: 'share',
  value: among.length > 0 ? of.length / among.length : null,
  of: idsOf(of),
  among: idsOf(among),
})
