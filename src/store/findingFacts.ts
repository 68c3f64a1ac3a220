import { type FindingFacts, missedUnderOldOrders } from '../core/finding/facts.ts'
import type { Finding, Level, State } from '../core/finding/finding.ts'
import type { RectificationOrder } from '../core/finding/order/order.ts'
import type { ReadableDb } from './connection.ts'
import { getReadable } from './documents.ts'
import { documentsWhere } from './select.ts'
import { settle } from './settle.ts'

type FactRow = {
  finding_id: string
  due_key: number
  enterprise_due_ms: number | null
  ours_due_ms: number | null
  order_id: string | null
  state: State
  level: Level
  enterprise_id: string
  opened_at_ms: number
  is_recurrence: number
  served_at_ms: number | null
  due_ms: number | null
  reported_at_ms: number | null
  closed_at_ms: number | null
}

/** What is known of every finding, or of those of an enterprise. */
export function factsOfFindings(db: ReadableDb, enterpriseId: string | null): FindingFacts[] {
  settle(db, 'finding')
  const rows = db
    .prepare('SELECT * FROM finding_due WHERE ? IS NULL OR enterprise_id = ?')
    .all(enterpriseId, enterpriseId) as FactRow[]
  return rows.map((row) => ({
    id: row.finding_id,
    enterpriseId: row.enterprise_id,
    level: row.level,
    state: row.state,
    key: row.due_key,
    openedAtMs: row.opened_at_ms,
    isRecurrence: row.is_recurrence === 1,
    servedAtMs: row.served_at_ms,
    dueMs: row.due_ms,
    reportedAtMs: row.reported_at_ms,
    closedAtMs: row.closed_at_ms,
    enterpriseDueMs: row.enterprise_due_ms,
    oursDueMs: row.ours_due_ms,
    orderId: row.order_id,
  }))
}

/** What was missed under orders of which the rest went under a new one: each finding with a deadline, UTC ms. */
export function missedDeadlines(db: ReadableDb): { readonly findingId: string; readonly dueMs: number }[] {
  const newer = documentsWhere(db, 'rectificationOrder', "doc ->> '$.replacesId' IS NOT NULL ORDER BY id")
  const findings = new Set(newer.flatMap(({ doc }) => doc.items.map(({ findingId }) => findingId)))
  const orderOf = (id: string): RectificationOrder | null =>
    getReadable<RectificationOrder>(db, 'rectificationOrder', id)?.doc ?? null
  return [...findings].flatMap((findingId) => {
    const finding = getReadable<Finding>(db, 'finding', findingId)?.doc
    return finding ? missedUnderOldOrders(finding, orderOf).map((dueMs) => ({ findingId, dueMs })) : []
  })
}
