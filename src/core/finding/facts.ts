import { type Clocks, dueRowOf } from './clocks.ts'
import type { Finding, Level, State } from './finding.ts'

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
  /** The enterprise's clock: when it began, its deadline, and the report that stands. */
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
    reportedAtMs: enterprise?.stoppedMs ?? null,
    closedAtMs: closed?.atMs ?? null,
    ...dueRowOf(finding, clocks),
  }
}
