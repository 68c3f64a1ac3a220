import { countFrom } from './deadlines/count.ts'
import type { HolidayYear } from './deadlines/calendar.ts'
import { dayOf, endOfDay } from './deadlines/day.ts'
import type { DayCount } from './deadlines/term.ts'
import type { Finding, State } from './finding.ts'
import { dueDayOf, type RectificationOrder } from './order/order.ts'

/**
 * Two clocks run for a finding that was ordered to be put right, and never at the cost of the same one.
 *
 * - The enterprise's: from service until it reports. Without service it does not run.
 * - Ours: from the report, or from the deadline where that came first, until somebody looked again and could tell.
 */
export type Clock = {
  readonly startMs: number
  /** Null where it cannot be counted: a year's holidays are not known (未核). */
  readonly dueMs: number | null
  /** When it was stopped; null while it runs. */
  readonly stoppedMs: number | null
}

export type Clocks = {
  readonly enterprise: Clock | null
  /** May begin later than now: at the deadline. */
  readonly ours: Clock | null
}

/** What the clocks are reckoned from beside the finding. */
export type ClockGround = {
  /** The order of the last step into 已下发; null where it is not here, or the finding is older than orders are. */
  readonly order: RectificationOrder | null
  /** How long we have to look again, where no order says so. */
  readonly recheck: DayCount
  readonly years: readonly HolidayYear[]
}

/** States in which the clocks of an order run. */
export const RUNNING_STATES: readonly State[] = ['ordered', 'rectifying', 'toRecheck']

const NONE: Clocks = { enterprise: null, ours: null }

/** The order under which a finding stands: that of its last step into 已下发; null before, and of older findings. */
export const orderIdOf = ({ transitions }: Pick<Finding, 'transitions'>): string | null =>
  transitions.findLast(({ to }) => to === 'ordered')?.orderId ?? null

/** The clocks of a finding. Both null where it was never ordered, its order was withdrawn, or it left to another agency. */
export function clocksOf(finding: Finding, { order, recheck, years }: ClockGround): Clocks {
  const { transitions, state } = finding
  const ordered = transitions.findLastIndex(({ to }) => to === 'ordered')
  if (!(RUNNING_STATES.includes(state) || state === 'closed')) return NONE
  // Findings that are older than orders carry their deadlines themselves, and count from when the first was set.
  const isOld = transitions[ordered]?.orderId === undefined
  const servedMs = isOld ? (finding.deadlines[0]?.setAtMs ?? null) : (order?.served?.servedAtMs ?? null)
  const dueDay = order && dueDayOf(order)
  const dueMs = isOld ? (finding.deadlines.at(-1)?.dueMs ?? null) : dueDay ? endOfDay(dueDay) : null
  if (servedMs === null) return NONE

  const told = toldOf(finding, ordered)
  const startMs = ourStart(told, dueMs)
  const last = startMs === null ? null : countFrom(dayOf(startMs), order?.recheck ?? recheck, years)
  return {
    enterprise: { startMs: servedMs, dueMs, stoppedMs: told.reportMs },
    ours:
      startMs === null || !last
        ? null
        : { startMs, dueMs: last.ok ? endOfDay(last.day) : null, stoppedMs: stopOf(told, startMs) },
  }
}

/** What was reported and looked at since the order. */
type Told = {
  /** The report that stands; one that a re-check sent back does not. */
  reportMs: number | null
  /** The last re-check that could tell; `before` the report that stands, and after it. */
  checkedBeforeMs: number | null
  checkedMs: number | null
}

function toldOf({ transitions, rechecks = [] }: Finding, ordered: number): Told {
  const told: Told = { reportMs: null, checkedBeforeMs: null, checkedMs: null }
  const check = (atMs: number): void => {
    if (told.reportMs === null) told.checkedBeforeMs = atMs
    else told.checkedMs = atMs
  }
  const checksAt = (steps: number): void => {
    for (const one of rechecks) if (one.steps === steps && one.result !== 'unseen') check(one.atMs)
  }
  checksAt(ordered + 1)
  for (const [i, step] of transitions.entries()) {
    if (i <= ordered) continue
    if (step.to === 'toRecheck' && step.from !== 'unverifiable') {
      told.reportMs = step.happenedAtMs ?? step.atMs
      told.checkedMs = null
    } else if (step.from === 'toRecheck' && step.to === 'rectifying') {
      told.checkedBeforeMs = told.checkedMs ?? step.atMs
      told.reportMs = null
      told.checkedMs = null
    } else if (step.to === 'closed') told.checkedMs ??= step.atMs
    checksAt(i + 1)
  }
  return told
}

/** Our clock starts with the report or the deadline, whichever is first; a deadline before the last re-check is over with. */
function ourStart({ reportMs, checkedBeforeMs }: Told, dueMs: number | null): number | null {
  const byDeadline = dueMs !== null && (reportMs === null || dueMs < reportMs)
  const isLookedAt = dueMs !== null && checkedBeforeMs !== null && checkedBeforeMs > dueMs
  if (byDeadline && !(isLookedAt && reportMs !== null)) return dueMs
  return reportMs
}

const stopOf = ({ reportMs, checkedMs, checkedBeforeMs }: Told, startMs: number): number | null =>
  reportMs !== null
    ? checkedMs
    : checkedBeforeMs !== null && checkedBeforeMs > startMs
      ? checkedBeforeMs
      : null

/** Whose clock is over now: 企业逾期 or 我方待复查超期, never both. */
export type OverdueOf = 'enterprise' | 'ours'

/**
 * Whose clock is over at a moment; null: nobody's. Where both would be, it is ours: the enterprise is past its deadline, and
 * what is waited for since is that we look.
 */
export function overdueOf({ enterprise, ours }: Clocks, state: State, nowMs: number): OverdueOf | null {
  if (!RUNNING_STATES.includes(state)) return null
  const isOver = (clock: Clock | null): boolean =>
    clock !== null && clock.stoppedMs === null && clock.dueMs !== null && clock.dueMs < nowMs
  return isOver(ours) ? 'ours' : isOver(enterprise) ? 'enterprise' : null
}

/** For what a finding waits. */
export type WaitsFor = 'verifying' | 'order' | 'service' | 'enterprise' | 'recheck' | 'closing' | 'answer'

/** For what a finding waits now; null: for nothing. */
export function waitsFor(finding: Finding, { enterprise, ours }: Clocks, nowMs: number): WaitsFor | null {
  switch (finding.state) {
    case 'toVerify':
    case 'unverifiable':
      return 'verifying'
    case 'confirmed':
      return 'order'
    case 'transferred':
      return awaitedMs(finding) === null && !isUnanswered(finding) ? null : 'answer'
    case 'ordered':
    case 'rectifying':
      if (!enterprise) return 'service'
      return ours && ours.stoppedMs === null && ours.startMs < nowMs ? 'recheck' : 'enterprise'
    case 'toRecheck':
      return ours?.stoppedMs == null ? 'recheck' : 'closing'
    default:
      return null
  }
}

const isUnanswered = ({ transfers = [] }: Finding): boolean => transfers.at(-1)?.answer === null

/** Until when another agency's answer is awaited; null where none is. */
export const awaitedMs = ({ transfers = [] }: Finding): number | null =>
  transfers.find(({ answer, awaitedAtMs }) => answer === null && awaitedAtMs !== null)?.awaitedAtMs ?? null

/** What a list of findings is put in order by, and what is asked of it at a moment. */
export type DueRow = {
  /** The lesser comes first: the moment at which something is due; beyond `NO_DATE`, how urgent what has no date is. */
  readonly key: number
  /** The deadlines of the clocks that run. */
  readonly enterpriseDueMs: number | null
  readonly oursDueMs: number | null
  readonly orderId: string | null
}

/** Keys from here on are of findings that nothing is due of on a day. */
export const NO_DATE = 8.64e15 - 100
const RANKS: Readonly<Record<State, number>> = {
  ordered: 0,
  rectifying: 0,
  toRecheck: 2,
  confirmed: 4,
  toVerify: 6,
  unverifiable: 6,
  transferred: 8,
  closed: 90,
  unfounded: 90,
  duplicate: 90,
}

export function dueRowOf(finding: Finding, clocks: Clocks): DueRow {
  const running = (clock: Clock | null): number | null =>
    clock && clock.stoppedMs === null && RUNNING_STATES.includes(finding.state) ? clock.dueMs : null
  const [enterpriseDueMs, oursDueMs] = [running(clocks.enterprise), running(clocks.ours)]
  const toClose = finding.state === 'toRecheck' ? (clocks.ours?.dueMs ?? null) : null
  const dated =
    finding.state === 'transferred' ? awaitedMs(finding) : (enterpriseDueMs ?? oursDueMs ?? toClose)
  return {
    key: dated ?? NO_DATE + RANKS[finding.state] + (finding.level === 'major' ? 0 : 1),
    enterpriseDueMs,
    oursDueMs,
    orderId: RUNNING_STATES.includes(finding.state) ? orderIdOf(finding) : null,
  }
}
