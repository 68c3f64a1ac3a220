import type { Finding } from '../core/finding/finding.ts'
import type { RectificationOrder } from '../core/finding/order/order.ts'
import type { ReadableDb } from './connection.ts'
import { getReadable, type Stored } from './documents.ts'
import { type Page, type Paged, paged } from './paging.ts'
import { documentsWhere } from './select.ts'
import { isSettled, settle } from './settle.ts'

/** Which orders are asked for: of an enterprise (null: of all), and whether those that are closed or withdrawn too. */
export type OrdersWanted = { readonly enterpriseId: string | null; readonly isOpenOnly: boolean }

const IS_OPEN = `o.is_withdrawn = 0 AND (o.is_issued = 0
  OR EXISTS (SELECT 1 FROM finding_due d WHERE d.order_id = o.id))`

/** Where a page of orders begins: after an order's turn and id. */
export type OrderCursor = { readonly turn: string; readonly id: string }

/** From here on in their turn, orders were served and have a day. */
const WITH_A_DAY = '11'

const wantedOf = ({ enterpriseId, isOpenOnly }: OrdersWanted): string =>
  `rectificationOrder o INDEXED BY ${enterpriseId === null ? 'rectification_order_in_turn' : 'rectification_order_of_enterprise'}
   WHERE ${enterpriseId === null ? 'TRUE' : 'o.enterprise_id = :enterpriseId'} ${isOpenOnly ? `AND ${IS_OPEN}` : ''}
     AND ${isSettled('rectificationOrder', 'o')}`
const valuesOf = ({ enterpriseId }: OrdersWanted): object => (enterpriseId === null ? {} : { enterpriseId })

/** The ids of orders in their turn: drafts and what was not served first, then what has no day yet, then by the last day. */
function inTurn(
  db: ReadableDb,
  wanted: OrdersWanted,
  { after, most }: Page<OrderCursor>,
  until = ':',
): OrderCursor[] {
  settle(db, 'finding')
  settle(db, 'rectificationOrder')
  return db
    .prepare(
      `SELECT o.id, o.turn FROM ${wantedOf(wanted)} AND (o.turn, o.id) > (:turn, :id) AND o.turn < :until
       ORDER BY o.turn, o.id LIMIT :most`,
    )
    .all({
      ...valuesOf(wanted),
      turn: after?.turn ?? '',
      id: after?.id ?? '',
      until,
      most,
    }) as OrderCursor[]
}

const documentsOf = (db: ReadableDb, rows: readonly OrderCursor[]): Stored<RectificationOrder>[] =>
  rows.flatMap(({ id }) => getReadable<RectificationOrder>(db, 'rectificationOrder', id) ?? [])

/** A page of orders, those first for which somebody has to do something, and how many there are of them. */
export function orderPage(
  db: ReadableDb,
  wanted: OrdersWanted,
  { after, most }: Page<OrderCursor>,
): Paged<Stored<RectificationOrder>, OrderCursor> & { total: number } {
  const { rows, next } = paged(inTurn(db, wanted, { after, most: most + 1 }), most, (row) => row)
  const { n } = db.prepare(`SELECT count(*) AS n FROM ${wantedOf(wanted)}`).get(valuesOf(wanted)) as {
    n: number
  }
  return { rows: documentsOf(db, rows), next, total: n }
}

/** Open orders that nobody has issued or served, or that have no day; so many. */
export const ordersToDo = (
  db: ReadableDb,
  enterpriseId: string | null,
  most: number,
): Stored<RectificationOrder>[] =>
  documentsOf(db, inTurn(db, { enterpriseId, isOpenOnly: true }, { after: null, most }, WITH_A_DAY))

/** How many findings are under an order and not closed. */
export const openUnder = (db: ReadableDb, orderId: string): number => {
  settle(db, 'finding')
  return (
    db.prepare('SELECT count(*) AS n FROM finding_due WHERE order_id = ?').get(orderId) as { n: number }
  ).n
}

/** Open orders that somebody of a name drafted or issued. */
export function openOrdersBy(db: ReadableDb, name: string): Stored<RectificationOrder>[] {
  settle(db, 'finding')
  const by = `(o.doc ->> '$.drafted.by' = ? OR o.doc ->> '$.issued.by' = ?)`
  const ids = db.prepare(
    `SELECT o.id, o.turn FROM rectificationOrder o WHERE ${by} AND ${IS_OPEN} ORDER BY o.turn, o.id`,
  )
  return documentsOf(db, ids.all(name, name) as OrderCursor[])
}

/** Orders that were issued under a number. */
export const ordersNumbered = (db: ReadableDb, no: string): Stored<RectificationOrder>[] =>
  documentsWhere(db, 'rectificationOrder', 'no = ?', no)

/** The findings that an order names, as far as they are here and can be read, in its order. */
export const findingsOfOrder = (db: ReadableDb, order: RectificationOrder): Stored<Finding>[] =>
  order.items.flatMap(({ findingId }) => getReadable<Finding>(db, 'finding', findingId) ?? [])
