import type { Campaign } from '../core/campaign/campaign.ts'
import type { ReadableDb } from './connection.ts'
import type { Stored } from './documents.ts'
import { type Page, type Paged, paged, type TimeCursor } from './paging.ts'
import { documentsWhere } from './select.ts'
import { isSettled, settle } from './settle.ts'

/** What lists show of a campaign; times UTC ms. */
export type CampaignRow = {
  readonly id: string
  readonly revision: number
  readonly name: { readonly zh: string; readonly en: string }
  readonly fromMs: number
  readonly toMs: number
  readonly closedAtMs: number | null
  readonly enterprises: number
  readonly rounds: number
}

type Columns = {
  id: string
  revision: number
  name_zh: string
  name_en: string
  from_ms: number
  to_ms: number
  closed_at_ms: number | null
  enterprises: number
  rounds: number
}

const rowOf = (row: Columns): CampaignRow => ({
  id: row.id,
  revision: row.revision,
  name: { zh: row.name_zh, en: row.name_en },
  fromMs: row.from_ms,
  toMs: row.to_ms,
  closedAtMs: row.closed_at_ms,
  enterprises: row.enterprises,
  rounds: row.rounds,
})

/**
 * A page of the campaigns whose name or organiser has a text, of an enterprise or all (null), those that begin last first,
 * and how many there are.
 */
export function campaignPage(
  db: ReadableDb,
  { text, enterpriseId }: { readonly text: string; readonly enterpriseId: string | null },
  { after, most }: Page<TimeCursor>,
): Paged<CampaignRow, TimeCursor> & { total: number } {
  settle(db, 'campaign')
  const part = text.trim()
  const where = [
    ...(part === '' ? [] : ['instr(c.words, lower(:text)) > 0']),
    ...(enterpriseId === null
      ? []
      : [
          `c.id IN (SELECT id FROM reference
             WHERE to_aggregate = 'enterprise' AND to_id = :enterpriseId AND aggregate = 'campaign')`,
        ]),
    isSettled('campaign', 'c'),
  ].join(' AND ')
  const values = {
    ...(part === '' ? {} : { text: part }),
    ...(enterpriseId === null ? {} : { enterpriseId }),
  }
  const from = `campaign c INDEXED BY campaign_by_time WHERE ${where}`
  const rows = db
    .prepare(`SELECT c.id, c.revision, c.name_zh, c.name_en, c.from_ms, c.to_ms, c.closed_at_ms, c.enterprises, c.rounds
     FROM ${from} ${after ? 'AND (c.from_ms, c.id) < (:atMs, :after)' : ''}
     ORDER BY c.from_ms DESC, c.id DESC LIMIT :most`)
    .all({ ...values, ...(after ? { atMs: after.atMs, after: after.id } : {}), most: most + 1 }) as Columns[]
  const total = db.prepare(`SELECT count(*) AS n FROM ${from}`).get(values) as { n: number }
  return { ...paged(rows.map(rowOf), most, ({ fromMs, id }) => ({ atMs: fromMs, id })), total: total.n }
}

/** The campaigns under way at a moment, UTC ms, as they were made. */
export const campaignsAt = (db: ReadableDb, atMs: number): Stored<Campaign>[] =>
  documentsWhere(db, 'campaign', 'from_ms <= ? AND to_ms >= ? ORDER BY id', atMs, atMs)

/** The campaigns that end after a moment, UTC ms, as they were made. */
export const campaignsSince = (db: ReadableDb, sinceMs: number): Stored<Campaign>[] =>
  documentsWhere(db, 'campaign', 'to_ms >= ? ORDER BY id', sinceMs)

/** Some campaigns by their ids, as they were made. */
export const someCampaigns = (db: ReadableDb, ids: readonly string[]): Stored<Campaign>[] =>
  documentsWhere(
    db,
    'campaign',
    'id IN (SELECT value FROM json_each(?)) ORDER BY id',
    JSON.stringify([...new Set(ids)]),
  )
