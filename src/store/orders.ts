import type { Finding } from '../core/finding/finding.ts'
import type { RectificationOrder } from '../core/finding/order/order.ts'
import type { ReadableDb } from './connection.ts'
import { getReadable, type Stored } from './documents.ts'
import { documentsWhere } from './select.ts'
import { settle } from './settle.ts'

/** Which orders are asked for: of an enterprise (null: of all), and whether those that are closed or withdrawn too. */
export type OrdersWanted = { readonly enterpriseId: string | null; readonly isOpenOnly: boolean }

const IS_OPEN = `is_withdrawn = 0 AND (is_issued = 0
  OR EXISTS (SELECT 1 FROM finding_due d WHERE d.order_id = rectificationOrder.id))`
/** Drafts and what was not served first, then by the last day. */
const ORDER = `(is_served = 0) DESC, due_day IS NULL DESC, due_day, id`

/** Orders, those first for which somebody has to do something. */
export function ordersOf(
  db: ReadableDb,
  { enterpriseId, isOpenOnly }: OrdersWanted,
  most: number,
  skip: number,
): Stored<RectificationOrder>[] {
  settle(db, 'finding')
  return documentsWhere(
    db,
    'rectificationOrder',
    `(? IS NULL OR enterprise_id = ?) ${isOpenOnly ? `AND ${IS_OPEN}` : ''} ORDER BY ${ORDER} LIMIT ? OFFSET ?`,
    enterpriseId,
    enterpriseId,
    most,
    skip,
  )
}

/** How many findings are under an order and not closed. */
export const openUnder = (db: ReadableDb, orderId: string): number => {
  settle(db, 'finding')
  return (
    db.prepare('SELECT count(*) AS n FROM finding_due WHERE order_id = ?').get(orderId) as { n: number }
  ).n
}

/** Orders that were issued under a number. */
export const ordersNumbered = (db: ReadableDb, no: string): Stored<RectificationOrder>[] =>
  documentsWhere(db, 'rectificationOrder', 'no = ?', no)

/** The findings that an order names, as far as they are here and can be read, in its order. */
export const findingsOfOrder = (db: ReadableDb, order: RectificationOrder): Stored<Finding>[] =>
  order.items.flatMap(({ findingId }) => getReadable<Finding>(db, 'finding', findingId) ?? [])
