import type { RegisterDocs, RegisterGround } from '../core/papers/register.ts'
import type { RegisterKind } from '../core/papers/registerKinds.ts'
import type { LatLon } from '../core/geo/position.ts'
import type { Enterprise } from '../core/site/enterprise.ts'
import type { ReadableDb } from './connection.ts'
import { getReadable } from './documents.ts'
import { enterprisePage, enterprisePlaces } from './enterprises.ts'
import { type FindingsWanted, findingPage } from './findings.ts'
import { flightPage } from './flights.ts'
import { type OrderCursor, orderPage, type OrdersWanted } from './orders.ts'
import type { Paged } from './paging.ts'
import { documentsWhere } from './select.ts'
import { visitPage, type VisitsWanted } from './visits.ts'

/** Which documents a register is of: the same that the lists ask for. */
export type RegisterWanted =
  | { readonly kind: 'enterprises'; readonly text: string }
  | { readonly kind: 'sites'; readonly enterpriseId: string | null }
  | ({ readonly kind: 'findings' } & FindingsWanted)
  | ({ readonly kind: 'orders' } & OrdersWanted)
  | { readonly kind: 'flights'; readonly siteId: string | null; readonly text: string }
  | ({ readonly kind: 'visits' } & VisitsWanted)

/** So many documents are read at once. */
const A_PAGE = 500

const TABLES = {
  enterprises: 'enterprise',
  sites: 'site',
  findings: 'finding',
  orders: 'rectificationOrder',
  flights: 'flight',
  visits: 'visit',
} as const

/** A document of a register; of a finding, when something is due of it. */
export type RegisterDoc = {
  readonly doc: RegisterDocs[RegisterKind]
  readonly due: ReturnType<RegisterGround['due']>
}
const NOTHING_DUE = { enterpriseMs: null, oursMs: null }

/** The documents of a register in the order of its list, page by page: what cannot be read is left out. */
export function* registerDocs(db: ReadableDb, wanted: RegisterWanted): Generator<RegisterDoc> {
  const inOrder = function* (ids: readonly string[], due?: ReadonlyMap<string, RegisterDoc['due']>) {
    const found = new Map(
      documentsWhere(
        db,
        TABLES[wanted.kind],
        'id IN (SELECT value FROM json_each(?))',
        JSON.stringify(ids),
      ).map(({ doc }) => [doc.id, doc]),
    )
    for (const id of ids) {
      const doc = found.get(id)
      if (doc) yield { doc, due: due?.get(id) ?? NOTHING_DUE }
    }
  }
  switch (wanted.kind) {
    case 'enterprises':
      for (const rows of pages((after: string | null) =>
        enterprisePage(db, wanted.text, { after, most: A_PAGE }),
      ))
        yield* inOrder(rows.map(({ id }) => id))
      return
    case 'findings':
      for (const rows of pages((after: Cursor | null) => findingPage(db, wanted, { after, most: A_PAGE })))
        yield* inOrder(
          rows.map(({ id }) => id),
          new Map(
            rows.map(({ id, enterpriseDueMs, oursDueMs }) => [
              id,
              { enterpriseMs: enterpriseDueMs, oursMs: oursDueMs },
            ]),
          ),
        )
      return
    case 'flights': {
      const asked = { siteId: wanted.siteId, enterpriseId: null, text: wanted.text }
      for (const rows of pages((after: Cursor | null) => flightPage(db, asked, { after, most: A_PAGE })))
        yield* inOrder(rows.map(({ id }) => id))
      return
    }
    case 'visits':
      for (const rows of pages((after: Cursor | null) => visitPage(db, wanted, { after, most: A_PAGE })))
        yield* inOrder(rows.map(({ id }) => id))
      return
    case 'orders':
      for (const rows of pages((after: OrderCursor | null) => orderPage(db, wanted, { after, most: A_PAGE })))
        for (const { doc } of rows) yield { doc, due: NOTHING_DUE }
      return
    case 'sites':
      for (let after = ''; ; ) {
        const found = documentsWhere(
          db,
          'site',
          'id > ? AND (? IS NULL OR enterprise_id = ?) ORDER BY id LIMIT ?',
          after,
          wanted.enterpriseId,
          wanted.enterpriseId,
          A_PAGE,
        )
        for (const { doc } of found) yield { doc, due: NOTHING_DUE }
        const last = found.at(-1)
        if (!last || found.length < A_PAGE) return
        after = last.doc.id
      }
  }
}

type Cursor = { readonly atMs: number; readonly id: string }

function* pages<R, C>(pageAfter: (after: C | null) => Paged<R, C>): Generator<R[]> {
  for (let after: C | null = null; ; ) {
    const page: Paged<R, C> = pageAfter(after)
    yield page.rows
    if (page.next === null) return
    after = page.next
  }
}

/** What rows say of what they refer to, looked up once each. */
export function registerGround(db: ReadableDb): Omit<RegisterGround, 'due'> {
  const once = <T>(look: (id: string) => T): ((id: string) => T) => {
    const known = new Map<string, T>()
    return (id) => {
      if (!known.has(id)) known.set(id, look(id))
      return known.get(id) as T
    }
  }
  const named = (table: 'site' | 'mission') =>
    once((id) => getReadable<{ name: Enterprise['name'] }>(db, table, id)?.doc.name ?? null)
  return {
    enterprise: once((id) => getReadable<Enterprise>(db, 'enterprise', id)?.doc ?? null),
    siteName: named('site'),
    missionName: named('mission'),
    enterpriseAt: once((id): LatLon | null => enterprisePlaces(db, [id]).get(id) ?? null),
  }
}
