import { reportFor } from '../../permit/flightReport.ts'
import { CHINA_ZONE, wallTime } from '../../units/wallClock.ts'
import { REPORT_MS } from '../../permit/times.ts'
import type { Rule } from '../rule.ts'
import { checkItem } from '../subject.ts'
import { isReported } from './authorisationFiling.ts'

const SOURCE = '无人驾驶航空器飞行管理暂行条例 30'
/** The report is spoken of from the day before on: sooner nobody can make it. */
const AHEAD_MS = 24 * 3_600_000

/**
 * `authorisation.report`: the flight was reported to the air traffic authority one hour before take-off, and confirmed.
 *
 * Limit: 60 min before the planned take-off; on the stroke is in time. What can still be done is a warning, from the day
 * before on; what cannot an error, released only with a recorded emergency basis. Missing data: without a planned
 * take-off, or without the workspace's records, it says nothing.
 */
export const authorisationReport: Rule = {
  id: 'authorisation.report',
  release: 'emergency',
  check(subject) {
    const { mission, permits, nowMs } = subject
    const { plannedAtMs: takeoffAtMs } = mission
    if (!permits || takeoffAtMs === null || !isReported(subject)) return []
    const byMs = takeoffAtMs - REPORT_MS
    const zone = permits.approval?.zone ?? CHINA_ZONE
    const by = wallTime(zone, byMs)
    const report = reportFor(permits.reports, mission.id, takeoffAtMs)
    const late = (ms: number) => ({ value: Math.ceil(ms / 1000), limit: 0, unit: 's' as const })
    const say = (
      code: 'report_due' | 'not_reported' | 'reported_late' | 'confirmation_due' | 'not_confirmed',
      draft: Parameters<typeof checkItem>[2],
    ) => [checkItem('authorisation.report', code, { source: SOURCE, ...draft })]
    if (!report) {
      if (nowMs > byMs) return say('not_reported', { ...late(nowMs - byMs), params: { by, zone } })
      return nowMs > byMs - AHEAD_MS ? say('report_due', { severity: 'warning', params: { by, zone } }) : []
    }
    const { reportedAtMs, confirmed } = report
    if (reportedAtMs > byMs)
      return say('reported_late', {
        ...late(reportedAtMs - byMs),
        params: { by, at: wallTime(zone, reportedAtMs), zone },
      })
    if (!confirmed)
      return nowMs <= takeoffAtMs
        ? say('confirmation_due', { severity: 'warning', params: { by: wallTime(zone, takeoffAtMs), zone } })
        : say('not_confirmed', {
            ...late(nowMs - takeoffAtMs),
            params: { by: wallTime(zone, takeoffAtMs), zone },
          })
    return confirmed.atMs > takeoffAtMs
      ? say('not_confirmed', {
          ...late(confirmed.atMs - takeoffAtMs),
          params: { by: wallTime(zone, takeoffAtMs), zone },
        })
      : []
  },
}
