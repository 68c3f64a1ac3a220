import type { Filing, FlightApproval } from './approval.ts'
import type { Hours } from '../mission/mission.ts'
import { type CalendarDay, dayIn, daysLater, momentIn } from '../units/wallClock.ts'

/**
 * The times of 无人驾驶航空器飞行管理暂行条例 (Interim Regulation on UAV flight), by the wall clock of the place. Whoever is
 * there on the stroke is in time.
 */

/** Art. 26: the plan is filed by this hour of the day before, and answered by the other. */
const FILE_BY = '12:00'
const ANSWER_BY = '21:00'
/** Art. 29: an urgent one is filed this long before take-off, and answered by that long before it. */
export const URGENT_FILE_MS = 30 * 60_000
export const URGENT_ANSWER_MS = 10 * 60_000
/** Art. 30: the flight is reported this long before take-off. */
export const REPORT_MS = 60 * 60_000

/** By when a flight of a day is filed, and by when it is answered, UTC ms. */
export function filingTimes(zone: string, day: CalendarDay): { fileByMs: number; answerByMs: number } {
  const before = daysLater(day, -1)
  return { fileByMs: momentIn(zone, before, FILE_BY), answerByMs: momentIn(zone, before, ANSWER_BY) }
}

/** How the filing of a flight stands. Every time UTC ms; `day` is the flight's. */
export type FilingStanding = { readonly day: CalendarDay; readonly filing: Filing | null } & (
  | { readonly state: 'agreed' }
  /** To be filed still, and in time. */
  | { readonly state: 'due'; readonly byMs: number }
  /** Filed, and to be answered still. */
  | { readonly state: 'waiting'; readonly byMs: number }
  /** It was not filed in time, or filed late: urgent ones too. `lateMs` by how much; null: it was not filed. */
  | { readonly state: 'missing' | 'late'; readonly byMs: number; readonly lateMs: number }
  /** The time of the answer is over, and there is none. */
  | { readonly state: 'unanswered'; readonly byMs: number }
  | { readonly state: 'refused' }
)

/** How well a filing serves: an agreed one that was in time before a late one, before one that waits, before a refused one. */
const RANK: readonly FilingStanding['state'][] = ['agreed', 'waiting', 'late', 'unanswered', 'refused']

/** How the filing stands for a flight that takes off at a moment: of several for its day, the one that serves best. */
export function filingStanding(
  { zone, filings }: Pick<FlightApproval, 'zone' | 'filings'>,
  takeoffAtMs: number,
  nowMs: number,
): FilingStanding {
  const day = dayIn(zone, takeoffAtMs)
  const times = filingTimes(zone, day)
  const [best] = filings
    .filter((filing) => filing.day === day)
    .map((filing) => standingOf(filing, day, times, takeoffAtMs, nowMs))
    .sort((a, b) => RANK.indexOf(a.state) - RANK.indexOf(b.state))
  if (best) return best
  const byMs = times.fileByMs
  return nowMs <= byMs
    ? { day, filing: null, state: 'due', byMs }
    : { day, filing: null, state: 'missing', byMs, lateMs: nowMs - byMs }
}

function standingOf(
  filing: Filing,
  day: CalendarDay,
  times: ReturnType<typeof filingTimes>,
  takeoffAtMs: number,
  nowMs: number,
): FilingStanding {
  const isUrgent = filing.urgent !== null
  const fileByMs = isUrgent ? takeoffAtMs - URGENT_FILE_MS : times.fileByMs
  const answerByMs = isUrgent ? takeoffAtMs - URGENT_ANSWER_MS : times.answerByMs
  const said = { day, filing }
  if (filing.agreed === false) return { ...said, state: 'refused' }
  if (filing.filedAtMs > fileByMs)
    return { ...said, state: 'late', byMs: fileByMs, lateMs: filing.filedAtMs - fileByMs }
  if (filing.agreed === true) return { ...said, state: 'agreed' }
  return { ...said, state: nowMs <= answerByMs ? 'waiting' : 'unanswered', byMs: answerByMs }
}

/**
 * How long a flight is outside of the hours of every day, ms, before them or after them, whichever is more; 0: within.
 * One that lies across two of them is outside.
 */
export function outsideHoursMs(
  hours: readonly Hours[],
  zone: string,
  startMs: number,
  endMs: number,
): number {
  if (hours.length === 0) return 0
  const day0 = dayIn(zone, startMs)
  let least = Number.POSITIVE_INFINITY
  // Hours last a day at most: those that begin the day before, the same day or the next are all that may hold the take-off.
  for (const day of [-1, 0, 1].map((days) => daysLater(day0, days)))
    for (const { from, to } of hours) {
      const fromMs = momentIn(zone, day, from)
      const toMs = momentIn(zone, to <= from ? daysLater(day, 1) : day, to)
      least = Math.min(least, Math.max(0, fromMs - startMs, endMs - toMs))
    }
  return least
}
