import type { EvidenceBag } from '../core/footage/bag/evidenceBag.ts'
import type { ReadableDb } from './connection.ts'
import type { Stored } from './documents.ts'
import { type Page, type Paged, paged } from './paging.ts'
import { documentsWhere } from './select.ts'

/** A package that nobody has yet. */
const OPEN = "doc ->> '$.handedOver' IS NULL AND doc ->> '$.withdrawn' IS NULL"
/** A package that names a document of a kind. */
const NAMES =
  "id IN (SELECT id FROM reference WHERE aggregate = 'evidenceBag' AND to_aggregate = ? AND to_id = ?)"

/** Which packages are asked for: those about something or of an enterprise; `undelivered`: those that nobody has yet. */
type BagsWanted = { readonly of: EvidenceBag['about'] | null; readonly undelivered: boolean }

/** A page of packages, the newest first, and how many there are. */
export function bagPage(
  db: ReadableDb,
  { of, undelivered }: BagsWanted,
  { after, most }: Page<string>,
): Paged<Stored<EvidenceBag>, string> & { total: number } {
  const where = [...(of ? [NAMES] : []), ...(undelivered ? [OPEN] : []), 'TRUE'].join(' AND ')
  const values = of ? [of.aggregate, of.id] : []
  const rows = documentsWhere(
    db,
    'evidenceBag',
    `${where} AND id < ? ORDER BY id DESC LIMIT ?`,
    ...values,
    after ?? 'g',
    most + 1,
  )
  const { n } = db.prepare(`SELECT count(*) AS n FROM evidenceBag WHERE ${where}`).get(...values) as {
    n: number
  }
  return { ...paged(rows, most, ({ doc }) => doc.id), total: n }
}

/** The packages that hold an original or a copy of some footage, the oldest first. */
export const bagsWithFootage = (db: ReadableDb, footageId: string): Stored<EvidenceBag>[] =>
  documentsWhere(db, 'evidenceBag', `${NAMES} ORDER BY id`, 'footage', footageId)
