import type { CallOutput, CallParsed, WeekItem } from '../../contract/index.ts'
import { dayOf, daysBetween } from '../../core/finding/deadlines/day.ts'
import { toldOf } from '../../core/finding/escalation.ts'
import { type FindingRow, findingsToDo as rowsToDo } from '../../store/findings.ts'
import { ordersToDo as storedToDo } from '../../store/orders.ts'
import { settingOf } from '../../store/settings.ts'
import type { Context, Handlers } from '../host/context.ts'
import { toDo, type WeekSource, weekAsked } from '../host/week.ts'
import { rowOf } from './orders.ts'

/** The list of this week over what each room has to do: what is due first before, what has no day after it. */
export const weekOf = (sources: readonly WeekSource[]) =>
  ({
    'week.list': (
      { enterpriseId, limit }: CallParsed<'week.list'>,
      context: Context,
    ): CallOutput<'week.list'> => {
      const asked = weekAsked(context, enterpriseId, limit + 1)
      const rows = sources
        .flatMap((source) => source(context, asked))
        .sort(
          (a, b) =>
            (a.dueMs ?? Number.POSITIVE_INFINITY) - (b.dueMs ?? Number.POSITIVE_INFINITY) ||
            Number(a.level !== 'major') - Number(b.level !== 'major') ||
            (a.id < b.id ? -1 : 1),
        )
      return { rows: rows.slice(0, limit), isMore: rows.length > limit }
    },
  }) satisfies Partial<Handlers>

/** Orders that nobody has issued or served, or whose deadline could not be counted. */
export const ordersToDo: WeekSource = (context, { enterpriseId, most, today }) =>
  storedToDo(context.workspace.db, enterpriseId, most).flatMap((order) => {
    const { id, no, state, dueDay, enterpriseId: of, enterpriseName } = rowOf(context, order)
    const kind =
      state === 'draft'
        ? ('issue' as const)
        : state === 'notServed'
          ? ('serve' as const)
          : dueDay === null
            ? ('setDeadline' as const)
            : null
    if (kind === null) return []
    const said = { kind, aggregate: 'rectificationOrder', id, title: no ?? '' } as const
    return [toDo({ ...said, enterpriseId: of, enterpriseName }, today)]
  })

export const findingsToDo: WeekSource = (context, { enterpriseId, most, untilMs, today }) => {
  const { db } = context.workspace
  const nowMs = context.nowMs()
  const { rows } = settingOf(db, 'escalation')
  return rowsToDo(db, { enterpriseId, untilMs }, most).flatMap((row) => {
    const kind = kindOf(row, nowMs)
    if (kind === null) return []
    const dueMs = kind === 'recheck' ? (row.oursDueMs ?? row.dueMs) : row.dueMs
    const daysLeft = dueMs === null ? null : daysBetween(today, dayOf(dueMs))
    const overdueOf = overdueNow(row, nowMs)
    const { id, title, level, enterpriseName } = row
    const whom = overdueOf && daysLeft !== null ? toldOf(rows, level, -daysLeft) : null
    const said = { kind, aggregate: 'finding', id, title, level, dueMs, overdueOf, whom } as const
    return [toDo({ ...said, enterpriseId: row.enterpriseId, enterpriseName }, today)]
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
