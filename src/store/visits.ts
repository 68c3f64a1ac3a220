import type { Visit, VISIT_KINDS, VISIT_MODES } from '../core/campaign/visit.ts'
import type { ReadableDb } from './connection.ts'
import type { Stored } from './documents.ts'
import { isHere, nameOf, type Page, type Paged, paged, type TimeCursor } from './paging.ts'
import { documentsWhere } from './select.ts'
import { isSettled, settle } from './settle.ts'

/** What lists show of a visit, without what its round and campaign add; times UTC ms. */
export type VisitRow = {
  readonly id: string
  readonly revision: number
  readonly enterpriseId: string
  readonly enterpriseName: { readonly zh: string; readonly en: string } | null
  readonly campaignId: string | null
  readonly roundId: string | null
  readonly kind: (typeof VISIT_KINDS)[number]
  readonly mode: (typeof VISIT_MODES)[number]
  readonly fromMs: number
  readonly toMs: number | null
  readonly counts: boolean
  readonly mergedIntoId: string | null
  /** Its own approval: when, and whether it was an urgent one. */
  readonly approvedAtMs: number | null
  readonly isUrgent: boolean
}

type Columns = {
  id: string
  revision: number
  enterprise_id: string
  name_zh: string | null
  name_en: string | null
  is_here: number | null
  campaign_id: string | null
  round_id: string | null
  kind: VisitRow['kind']
  mode: VisitRow['mode']
  from_ms: number
  to_ms: number | null
  counts: number
  merged_into_id: string | null
  approved_at_ms: number | null
  is_urgent: number
}

const ROW = `v.id, v.revision, v.enterprise_id, e.name_zh, e.name_en, v.campaign_id, v.round_id, v.kind, v.mode,
  v.from_ms, v.to_ms, v.counts, v.merged_into_id, v.approved_at_ms, v.is_urgent,
  ${isHere('enterprise', 'e', 'v.enterprise_id')} AS is_here`
const NAMED = `LEFT JOIN enterprise e INDEXED BY enterprise_rows ON e.id = v.enterprise_id
  AND ${isSettled('enterprise', 'e')}`

const rowOf = (row: Columns): VisitRow => ({
  id: row.id,
  revision: row.revision,
  enterpriseId: row.enterprise_id,
  enterpriseName: nameOf(row.name_zh, row.name_en, row.is_here),
  campaignId: row.campaign_id,
  roundId: row.round_id,
  kind: row.kind,
  mode: row.mode,
  fromMs: row.from_ms,
  toMs: row.to_ms,
  counts: row.counts === 1,
  mergedIntoId: row.merged_into_id,
  approvedAtMs: row.approved_at_ms,
  isUrgent: row.is_urgent === 1,
})

/** Which visits are looked for; null asks for nothing. */
export type VisitsWanted = { readonly enterpriseId: string | null; readonly campaignId: string | null }

/** A page of the visits that are wanted, those that begin last first, and how many there are of them. */
export function visitPage(
  db: ReadableDb,
  { enterpriseId, campaignId }: VisitsWanted,
  { after, most }: Page<TimeCursor>,
): Paged<VisitRow, TimeCursor> & { total: number } {
  settle(db, 'visit')
  settle(db, 'enterprise')
  const where = [
    ...(enterpriseId === null ? [] : ['v.enterprise_id = :enterpriseId']),
    ...(campaignId === null ? [] : ['v.campaign_id = :campaignId']),
    isSettled('visit', 'v'),
  ].join(' AND ')
  const index =
    enterpriseId !== null
      ? 'visit_by_enterprise'
      : campaignId !== null
        ? 'visit_by_campaign'
        : 'visit_by_time'
  const values = {
    ...(enterpriseId === null ? {} : { enterpriseId }),
    ...(campaignId === null ? {} : { campaignId }),
  }
  const rows = db
    .prepare(`SELECT ${ROW} FROM visit v INDEXED BY ${index} ${NAMED}
     WHERE ${where} ${after ? 'AND (v.from_ms, v.id) < (:atMs, :after)' : ''}
     ORDER BY v.from_ms DESC, v.id DESC LIMIT :most`)
    .all({ ...values, ...(after ? { atMs: after.atMs, after: after.id } : {}), most: most + 1 }) as Columns[]
  const total = db
    .prepare(`SELECT count(*) AS n FROM visit v INDEXED BY ${index} WHERE ${where}`)
    .get(values) as { n: number }
  return { ...paged(rows.map(rowOf), most, ({ fromMs, id }) => ({ atMs: fromMs, id })), total: total.n }
}

/** The visits of an enterprise, those that begin last first, so many. */
export const visitsOfEnterprise = (db: ReadableDb, enterpriseId: string, most: number): Stored<Visit>[] =>
  documentsWhere(db, 'visit', 'enterprise_id = ? ORDER BY from_ms DESC, id DESC LIMIT ?', enterpriseId, most)

/** The ids of all visits of an enterprise, the first one first. */
export const visitIdsOfEnterprise = (db: ReadableDb, enterpriseId: string): string[] =>
  (
    db.prepare('SELECT id FROM visit WHERE enterprise_id = ? ORDER BY from_ms, id').all(enterpriseId) as {
      id: string
    }[]
  ).map(({ id }) => id)

/** The visits that were made of a flight. */
export const visitsOfFlight = (db: ReadableDb, flightId: string): Stored<Visit>[] =>
  documentsWhere(
    db,
    'visit',
    `id IN (SELECT id FROM reference WHERE to_aggregate = 'flight' AND to_id = ? AND aggregate = 'visit') ORDER BY id`,
    flightId,
  )

/** The visits of one enterprise that begin within a time, both as UTC ms, the end not among them. */
export const visitsBetween = (
  db: ReadableDb,
  enterpriseId: string,
  fromMs: number,
  toMs: number,
): Stored<Visit>[] =>
  documentsWhere(
    db,
    'visit',
    'enterprise_id = ? AND from_ms >= ? AND from_ms < ? ORDER BY from_ms, id',
    enterpriseId,
    fromMs,
    toMs,
  )

/** The approval that the visits of a round take which have none of their own; `roundId` null: those of no round. */
export type RoundApproval = {
  readonly campaignId: string
  readonly roundId: string | null
  readonly atMs: number
  readonly isUrgent: boolean
}

/**
 * The visits that begin within a time, UTC ms, and that nobody approved beforehand or as urgent, those that begin first
 * before, so many: neither themselves nor their round, as `approvals` say. Those that became part of another one are none.
 */
export function visitsUnapproved(
  db: ReadableDb,
  {
    enterpriseId,
    sinceMs,
    untilMs,
    approvals,
  }: {
    readonly enterpriseId: string | null
    readonly sinceMs: number
    readonly untilMs: number
    readonly approvals: readonly RoundApproval[]
  },
  most: number,
): VisitRow[] {
  settle(db, 'visit')
  settle(db, 'enterprise')
  const ofOne = enterpriseId !== null
  const rows = db
    .prepare(
      `WITH given AS MATERIALIZED (
         SELECT value ->> '$.campaignId' AS campaign_id, value ->> '$.roundId' AS round_id, value ->> '$.atMs' AS at_ms,
           value ->> '$.isUrgent' AS is_urgent FROM json_each(:approvals))
       SELECT ${ROW} FROM visit v INDEXED BY ${ofOne ? 'visit_by_enterprise' : 'visit_by_time'}
         LEFT JOIN given g ON g.campaign_id = v.campaign_id AND g.round_id IS v.round_id ${NAMED}
       WHERE ${ofOne ? 'v.enterprise_id = :enterpriseId AND' : ''} v.from_ms BETWEEN :sinceMs AND :untilMs
         AND v.merged_into_id IS NULL
         AND CASE WHEN v.approved_at_ms IS NULL THEN coalesce(g.at_ms > v.from_ms AND NOT g.is_urgent, TRUE)
           ELSE v.approved_at_ms > v.from_ms AND NOT v.is_urgent END
         AND ${isSettled('visit', 'v')}
       ORDER BY v.from_ms, v.id LIMIT :most`,
    )
    .all({
      ...(ofOne ? { enterpriseId } : {}),
      sinceMs,
      untilMs,
      approvals: JSON.stringify(approvals),
      most,
    }) as Columns[]
  return rows.map(rowOf)
}

/**
 * The visits that name somebody as an officer or an assistant, of those that are not over or that began since a moment, UTC
 * ms, those that begin first before. What became part of another one is none.
 */
export const visitsNaming = (
  db: ReadableDb,
  { id, name }: { readonly id: string; readonly name: string },
  sinceMs: number,
): Stored<Visit>[] =>
  documentsWhere(
    db,
    'visit',
    `(to_ms IS NULL OR from_ms >= ?) AND merged_into_id IS NULL AND EXISTS (
       SELECT 1 FROM (SELECT value FROM json_each(doc, '$.officers') UNION ALL SELECT value FROM json_each(doc, '$.assistants')) o
       WHERE coalesce(o.value ->> '$.personId' = ?, o.value ->> '$.name' = ?)) ORDER BY from_ms, id`,
    sinceMs,
    id,
    name,
  )
