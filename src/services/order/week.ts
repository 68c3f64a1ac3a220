import type { CallOutput, CallParsed, WeekItem } from '../../contract/index.ts'
import { daysBetween, addDays, dayOf, endOfDay } from '../../core/finding/deadlines/day.ts'
import { toldOf } from '../../core/finding/escalation.ts'
import { findingPage, type FindingRow } from '../../store/findings.ts'
import { ordersOf } from '../../store/orders.ts'
import { settingOf } from '../../store/settings.ts'
import type { Context, Handlers } from '../host/context.ts'
import { rowOf } from './orders.ts'

/** So many days are a week: today and the six after it. */
const AHEAD_DAYS = 6
const OPEN = [
  'toVerify',
  'confirmed',
  'ordered',
  'rectifying',
  'toRecheck',
  'unverifiable',
  'transferred',
] as const

/** What one room has to do this week; each gives its own, and they are put in one order. */
type WeekSource = (
  context: Context,
  asked: { readonly enterpriseId: string | null; readonly most: number },
) => WeekItem[]

export const weekCalls = {
  'week.list': (
    { enterpriseId, limit }: CallParsed<'week.list'>,
    context: Context,
  ): CallOutput<'week.list'> => {
    const asked = { enterpriseId, most: limit + 1 }
    const untilMs = endOfDay(addDays(dayOf(context.nowMs()), AHEAD_DAYS))
    const rows = [ordersToDo, findingsToDo]
      .flatMap((source: WeekSource) => source(context, asked))
      .filter(({ dueMs }) => dueMs === null || dueMs <= untilMs)
      .sort(
        (a, b) =>
          (a.dueMs ?? Number.POSITIVE_INFINITY) - (b.dueMs ?? Number.POSITIVE_INFINITY) ||
          Number(a.level !== 'major') - Number(b.level !== 'major') ||
          (a.id < b.id ? -1 : 1),
      )
    return { rows: rows.slice(0, limit), isMore: rows.length > limit }
  },
} satisfies Partial<Handlers>

/** Orders that nobody has issued or served, or whose deadline could not be counted. */
const ordersToDo: WeekSource = (context, { enterpriseId, most }) =>
  ordersOf(context.workspace.db, { enterpriseId, isOpenOnly: true }, most, 0).flatMap((order) => {
    const row = rowOf(context, order)
    const kind =
      row.state === 'draft'
        ? ('issue' as const)
        : row.state === 'notServed'
          ? ('serve' as const)
          : row.dueDay === null
            ? ('setDeadline' as const)
            : null
    if (kind === null) return []
    return [
      {
        kind,
        aggregate: 'rectificationOrder' as const,
        id: row.id,
        title: row.no ?? '',
        enterpriseId: row.enterpriseId,
        enterpriseName: row.enterpriseName,
        level: null,
        dueMs: null,
        daysLeft: null,
        overdueOf: null,
        whom: null,
      },
    ]
  })

const findingsToDo: WeekSource = (context, { enterpriseId, most }) => {
  const { db } = context.workspace
  const wanted = { enterpriseId, states: [...OPEN], level: null, overdueAtMs: null, text: '' }
  const { rows } = settingOf(db, 'escalation')
  return findingPage(db, wanted, { after: null, most }).rows.flatMap((row) => {
    const kind = kindOf(row, context.nowMs())
    if (kind === null) return []
    const dueMs = kind === 'recheck' ? (row.oursDueMs ?? row.dueMs) : row.dueMs
    const daysLeft = dueMs === null ? null : daysBetween(dayOf(context.nowMs()), dayOf(dueMs))
    const overdueOf = overdueNow(row, context.nowMs())
    return [
      {
        kind,
        aggregate: 'finding' as const,
        id: row.id,
        title: row.title,
        enterpriseId: row.enterpriseId,
        enterpriseName: row.enterpriseName,
        level: row.level,
        dueMs,
        daysLeft,
        overdueOf,
        whom: overdueOf && daysLeft !== null ? toldOf(rows, row.level, -daysLeft) : null,
      },
    ]
  })
}

const overdueNow = (row: FindingRow, nowMs: number): 'enterprise' | 'ours' | null =>
  row.oursDueMs !== null && row.oursDueMs < nowMs
    ? 'ours'
    : row.enterpriseDueMs !== null && row.enterpriseDueMs < nowMs
      ? 'enterprise'
      : null

/** What is to be done with a finding; null: nothing by itself (its order is to be served first). */
function kindOf(row: FindingRow, nowMs: number): WeekItem['kind'] | null {
  switch (row.state) {
    case 'toVerify':
    case 'unverifiable':
      return 'verify'
    case 'confirmed':
      return 'order'
    case 'ordered':
    case 'rectifying':
      if (row.enterpriseDueMs === null) return null
      return row.enterpriseDueMs < nowMs && row.oursDueMs !== null ? 'recheck' : 'report'
    case 'toRecheck':
      return row.oursDueMs === null ? 'close' : 'recheck'
    case 'transferred':
      return row.dueMs === null ? null : 'answer'
    default:
      return null
  }
}
