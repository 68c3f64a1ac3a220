import type { State } from '../core/finding/finding.ts'
import { RUNNING_STATES } from '../core/finding/clocks.ts'
import { OPEN_STATES } from '../core/finding/transitions.ts'
import type { ReadableDb } from './connection.ts'
import { documentsWhere } from './select.ts'
import { isSettled, settle } from './settle.ts'
import type { VisitRow } from './visits.ts'

/** What the board of a campaign is made of: each question goes once over all of its enterprises. Times in UTC ms. */

const listed = (states: readonly State[]): string => states.map((state) => `'${state}'`).join(', ')

type Name = { readonly zh: string; readonly en: string }

/** The names of some enterprises, by their ids; one that is not here, or cannot be read, has none. */
export function namesOfEnterprises(db: ReadableDb, ids: readonly string[]): Map<string, Name> {
  settle(db, 'enterprise')
  const rows = db
    .prepare(`SELECT id, name_zh, name_en FROM enterprise e INDEXED BY enterprise_rows
     WHERE id IN (SELECT value FROM json_each(?)) AND ${isSettled('enterprise', 'e')}`)
    .all(JSON.stringify(ids)) as { id: string; name_zh: string; name_en: string }[]
  return new Map(rows.map(({ id, name_zh, name_en }) => [id, { zh: name_zh, en: name_en }]))
}

/** What a cell of the board knows of a visit. */
export type BoardVisit = Pick<
  VisitRow,
  | 'id'
  | 'enterpriseId'
  | 'roundId'
  | 'mode'
  | 'fromMs'
  | 'toMs'
  | 'mergedIntoId'
  | 'approvedAtMs'
  | 'isUrgent'
>

/** The visits of a campaign, the earliest first, but those that became part of another one. */
export function visitsOfCampaign(db: ReadableDb, campaignId: string): BoardVisit[] {
  settle(db, 'visit')
  const rows = db
    .prepare(`SELECT id, enterprise_id, doc ->> '$.roundId' AS round_id, doc ->> '$.mode' AS mode, from_ms,
       doc ->> '$.toMs' AS to_ms, doc ->> '$.approval.atMs' AS approved_at_ms,
       coalesce(json_type(doc, '$.approval.urgentReason') = 'text', 0) AS is_urgent
     FROM visit v INDEXED BY visit_on_board
     WHERE campaign_id = ? AND doc ->> '$.mergedIntoId' IS NULL AND ${isSettled('visit', 'v')} ORDER BY from_ms, id`)
    .all(campaignId) as {
    id: string
    enterprise_id: string
    round_id: string | null
    mode: VisitRow['mode']
    from_ms: number
    to_ms: number | null
    approved_at_ms: number | null
    is_urgent: number
  }[]
  return rows.map((row) => ({
    id: row.id,
    enterpriseId: row.enterprise_id,
    roundId: row.round_id,
    mode: row.mode,
    fromMs: row.from_ms,
    toMs: row.to_ms,
    mergedIntoId: null,
    approvedAtMs: row.approved_at_ms,
    isUrgent: row.is_urgent === 1,
  }))
}

/** The days (`YYYY-MM-DD`) on which enterprises checked themselves, from one to another, by enterprise. */
export function selfCheckDays(db: ReadableDb, fromDay: string, toDay: string): Map<string, string[]> {
  settle(db, 'selfCheck')
  const rows = db
    .prepare(`SELECT enterprise_id AS id, checked_on AS day FROM selfCheck c INDEXED BY selfCheck_by_enterprise
     WHERE checked_on BETWEEN ? AND ? AND ${isSettled('selfCheck', 'c')}`)
    .all(fromDay, toDay) as { id: string; day: string }[]
  const found = new Map<string, string[]>()
  for (const { id, day } of rows) found.set(id, [...(found.get(id) ?? []), day])
  return found
}

/** The enterprises that have to check themselves: they have such a duty. */
export const enterprisesChecking = (db: ReadableDb): ReadonlySet<string> =>
  new Set(documentsWhere(db, 'duty', `doc ->> '$.kind' = 'selfCheck'`).map(({ doc }) => doc.enterpriseId))

const counts = (rows: readonly unknown[]): Map<string, number> =>
  new Map((rows as { id: string; n: number }[]).map(({ id, n }) => [id, n]))

/** How many visits that the cap counts begin within a time, the end not among it, by enterprise. */
export function countedVisits(db: ReadableDb, fromMs: number, toMs: number): Map<string, number> {
  settle(db, 'visit')
  return counts(
    db
      .prepare(`SELECT enterprise_id AS id, count(*) AS n FROM visit v INDEXED BY visit_by_time
       WHERE from_ms >= ? AND from_ms < ? AND counts = 1 AND mode <> 'air' AND merged_into_id IS NULL
         AND ${isSettled('visit', 'v')} GROUP BY enterprise_id`)
      .all(fromMs, toMs),
  )
}

/** When the last visit that is over began, of some enterprises. */
export function lastVisits(db: ReadableDb, ids: readonly string[]): Map<string, number> {
  settle(db, 'visit')
  return counts(
    db
      .prepare(`SELECT e.id, (SELECT from_ms FROM visit v INDEXED BY visit_by_enterprise
         WHERE enterprise_id = e.id AND to_ms IS NOT NULL AND ${isSettled('visit', 'v')}
         ORDER BY from_ms DESC LIMIT 1) AS n
       FROM json_each(?) w CROSS JOIN enterprise e ON e.id = w.value WHERE n IS NOT NULL`)
      .all(JSON.stringify(ids)),
  )
}

/** When flights took off within a time over the sites of which enterprise. */
export function flightsOverEnterprises(
  db: ReadableDb,
  fromMs: number,
  toMs: number,
): { enterpriseId: string; flightId: string; takeoffAtMs: number }[] {
  settle(db, 'flight')
  settle(db, 'site')
  const rows = db
    .prepare(`SELECT s.enterprise_id, f.id, f.takeoff_at_ms FROM flight f INDEXED BY flight_by_time
       CROSS JOIN reference r INDEXED BY reference_by_document ON r.aggregate = 'flight' AND r.id = f.id AND r.to_aggregate = 'site'
       JOIN site s ON s.id = r.to_id
     WHERE f.takeoff_at_ms BETWEEN ? AND ?`)
    .all(fromMs, toMs) as { enterprise_id: string; id: string; takeoff_at_ms: number }[]
  return rows.map(({ enterprise_id, id, takeoff_at_ms }) => ({
    enterpriseId: enterprise_id,
    flightId: id,
    takeoffAtMs: takeoff_at_ms,
  }))
}

/** How an enterprise's findings stand that were opened from one moment on until the next; `since` -1: before all of them. */
export type FindingCounts = {
  readonly enterpriseId: string
  readonly since: number
  readonly open: number
  readonly overdue: number
  readonly closed: number
}

/**
 * The findings of every enterprise, counted by the stretch in which they were opened: `momentsMs` rise, and each begins the
 * stretch of its number. Overdue is what the enterprise owes, not what waits for us.
 */
export function findingCounts(db: ReadableDb, momentsMs: readonly number[], nowMs: number): FindingCounts[] {
  settle(db, 'finding')
  const since =
    momentsMs.length === 0
      ? '-1'
      : `CASE ${momentsMs
          .map((_, i) => `WHEN opened_at_ms >= :m${i} THEN ${i}`)
          .toReversed()
          .join(' ')} ELSE -1 END`
  const moments = Object.fromEntries(momentsMs.map((atMs, i) => [`m${i}`, atMs]))
  const rows = db
    .prepare(`SELECT enterprise_id, ${since} AS since, sum(state IN (${listed(OPEN_STATES)})) AS open,
       sum(state = 'closed') AS closed,
       sum(state IN (${listed(RUNNING_STATES)}) AND coalesce(enterprise_due_ms < :nowMs, 0)
         AND NOT coalesce(ours_due_ms < :nowMs, 0)) AS overdue
     FROM finding_due INDEXED BY finding_due_on_board GROUP BY 1, 2`)
    .all({ ...moments, nowMs }) as (Omit<FindingCounts, 'enterpriseId'> & { enterprise_id: string })[]
  return rows.map(({ enterprise_id, ...row }) => ({ ...row, enterpriseId: enterprise_id }))
}

/** How many of an enterprise's open findings came back after they had been closed. */
export function repeatsOfEnterprises(db: ReadableDb): Map<string, number> {
  settle(db, 'finding')
  return counts(
    db
      .prepare(`SELECT enterprise_id AS id, count(*) AS n FROM finding INDEXED BY finding_by_recurrence
       WHERE recurs_of_id IS NOT NULL AND state IN (${listed(OPEN_STATES)}) GROUP BY enterprise_id`)
      .all(),
  )
}

/** What some enterprises hold, by the ids of the catalogue. */
export function holdingsOfEnterprises(db: ReadableDb, ids: readonly string[]): Map<string, string[]> {
  const rows = db
    .prepare(`SELECT e.id, group_concat(h.value ->> '$.chemical') AS chemicals
     FROM enterprise e, json_each(e.doc, '$.holdings') h
     WHERE e.id IN (SELECT value FROM json_each(?)) GROUP BY e.id`)
    .all(JSON.stringify(ids)) as { id: string; chemicals: string | null }[]
  return new Map(rows.map(({ id, chemicals }) => [id, (chemicals ?? '').split(',')]))
}
