import { filingStanding } from '../../permit/times.ts'
import { wallTime } from '../../units/wallClock.ts'
import type { Rule } from '../rule.ts'
import { checkItem, type Subject } from '../subject.ts'
import type { CheckItem } from '../verdict.ts'

const DAY_BEFORE = '无人驾驶航空器飞行管理暂行条例 26'
const URGENT = '无人驾驶航空器飞行管理暂行条例 29'

/**
 * `authorisation.filing`: the plan of the day was filed by 12:00 of the day before and answered by 21:00; an urgent one
 * 30 min before take-off and 10 min before it. Under a standing approval each day's; under one for one time what was
 * recorded of it.
 *
 * Limits: the regulation's, by the wall clock of the place. What can still be done in time is a warning, what cannot an
 * error, released only with a recorded emergency basis. Missing data: without a planned take-off, or without the record
 * of the approval, it is unknown; an approval that was entered by hand is not asked.
 */
export const authorisationFiling: Rule = {
  id: 'authorisation.filing',
  release: 'emergency',
  check(subject) {
    const { mission, permits, nowMs } = subject
    const { authorisation, plannedAtMs } = mission
    if (!authorisation?.approvalId) return []
    const record = permits?.approval
    if (!record || record.id !== authorisation.approvalId)
      return [item('approval_not_here', { severity: 'unknown', params: { number: authorisation.number } })]
    if (record.kind === 'once' && record.filings.length === 0) return []
    if (plannedAtMs === null)
      return record.kind === 'standing'
        ? [item('filing_no_time', { severity: 'unknown', params: { number: record.number } })]
        : []
    const standing = filingStanding(record, plannedAtMs, nowMs)
    const { day, filing } = standing
    // What was recorded of an approval for one time may be of another day.
    if (record.kind === 'once' && !filing) return []
    const source = filing?.urgent ? URGENT : DAY_BEFORE
    const said = { day, number: record.number, filing: filing?.number ?? '', zone: record.zone }
    switch (standing.state) {
      case 'agreed':
        return []
      case 'refused':
        return [item('filing_refused', { source, params: said })]
      case 'due':
      case 'waiting':
        return [
          item(standing.state === 'due' ? 'filing_due' : 'filing_waits', {
            severity: 'warning',
            source,
            params: { ...said, by: wallTime(record.zone, standing.byMs) },
          }),
        ]
      case 'missing':
      case 'late':
        return [
          item(standing.state === 'late' ? 'filed_late' : 'not_filed', {
            ...seconds(standing.lateMs),
            source,
            params: { ...said, by: wallTime(record.zone, standing.byMs) },
          }),
        ]
      case 'unanswered':
        return [
          item('filing_unanswered', {
            ...seconds(nowMs - standing.byMs),
            source,
            params: { ...said, by: wallTime(record.zone, standing.byMs) },
          }),
        ]
    }
  },
}

const seconds = (ms: number) => ({ value: Math.ceil(ms / 1000), limit: 0, unit: 's' as const })

type Code =
  | 'approval_not_here'
  | 'filing_no_time'
  | 'filing_refused'
  | 'filing_due'
  | 'filing_waits'
  | 'filed_late'
  | 'not_filed'
  | 'filing_unanswered'

const item = (code: Code, draft: Parameters<typeof checkItem>[2]): CheckItem =>
  checkItem('authorisation.filing', code, { source: DAY_BEFORE, ...draft })

/** Whether the flight is one that is reported: it has an approval of the workspace's records, or needs none. */
export const isReported = ({ mission }: Subject): boolean =>
  mission.exemption !== undefined || mission.authorisation?.approvalId !== undefined
