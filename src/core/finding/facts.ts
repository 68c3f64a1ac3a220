import { type Clocks, dueRowOf, RUNNING_STATES } from './clocks.ts'
import { endOfDay } from './deadlines/day.ts'
import type { Finding, Level, State } from './finding.ts'
import { dueDayOf, type RectificationOrder } from './order/order.ts'
import { lastRecheck } from './steps.ts'

/** What lists, this week and statistics know of a finding, at whatever moment they are asked. Times are UTC ms. */
export type FindingFacts = {
  readonly id: string
  readonly enterpriseId: string
  readonly level: Level
  readonly state: State
  /** What a list is put in order by (`dueRowOf`). */
  readonly key: number
  readonly openedAtMs: number
  readonly isRecurrence: boolean
  /**
   * The enterprise's clock: when it began, its deadline, and the report that stands. One of which a re-check found only a part
   * to be true does not.
   */
  readonly servedAtMs: number | null
  readonly dueMs: number | null
  readonly reportedAtMs: number | null
  readonly closedAtMs: number | null
  /** The deadlines of the clocks that run now. */
  readonly enterpriseDueMs: number | null
  readonly oursDueMs: number | null
  /** The order under which it stands, while it is not closed. */
  readonly orderId: string | null
}

export function factsOf(finding: Finding, clocks: Clocks): FindingFacts {
  const { id, enterpriseId, level, state, openedAtMs, recursOfId } = finding
  const closed = state === 'closed' ? finding.transitions.findLast(({ to }) => to === 'closed') : undefined
  const { enterprise } = clocks
  return {
    id,
    enterpriseId,
    level,
    state,
    openedAtMs,
    isRecurrence: recursOfId !== null,
    servedAtMs: enterprise?.startMs ?? null,
    dueMs: enterprise?.dueMs ?? null,
    reportedAtMs: isPartly(finding) ? null : (enterprise?.stoppedMs ?? null),
    closedAtMs: closed?.atMs ?? null,
    ...dueRowOf(finding, clocks),
  }
}

/** Whether the last re-check since the last report found only a part put right. */
function isPartly(finding: Finding): boolean {
  const last = lastRecheck(finding)
  const reported = finding.transitions.findLastIndex(({ to }) => to === 'toRecheck')
  return last?.result === 'partly' && last.steps > reported
}

/**
 * The deadlines, UTC ms, by which a finding was not put right whole under orders that it stands under no more: the rest went
 * under a new one (部分改正) after the day was over. Of what was replaced before, or withdrawn, nothing was due.
 */
export function missedUnderOldOrders(
  { state, transitions }: Pick<Finding, 'state' | 'transitions'>,
  orderOf: (id: string) => RectificationOrder | null,
): number[] {
  if (!RUNNING_STATES.includes(state) && state !== 'closed') return []
  const ordered = transitions.filter(({ to, orderId }) => to === 'ordered' && orderId !== undefined)
  return ordered.flatMap(({ orderId = '' }, i) => {
    const next = ordered[i + 1]
    const order = orderOf(orderId)
    if (!next || !order?.served || order.withdrawn || orderOf(next.orderId ?? '')?.replacesId !== orderId)
      return []
    const day = dueDayOf(order)
    return day !== null && endOfDay(day) < next.atMs ? [endOfDay(day)] : []
  })
}
