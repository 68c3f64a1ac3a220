import type { Paper, PaperTemplate } from '../core/papers/paper.ts'
import type { ReadableDb } from './connection.ts'
import { type Stored } from './documents.ts'
import { type Page, type Paged, paged } from './paging.ts'
import { documentsWhere } from './select.ts'

/** Whose papers are asked for: what they were made of, or an enterprise's; neither: all. */
export type PapersWanted = {
  readonly of: Paper['of'] | null
  readonly enterpriseId: string | null
}

/** A page of papers, the newest first, and how many there are. */
export function paperPage(
  db: ReadableDb,
  { of, enterpriseId }: PapersWanted,
  { after, most }: Page<string>,
): Paged<Stored<Paper>, string> & { total: number } {
  const [where, values]: [string, string[]] = of
    ? ['of_id = ? AND of_aggregate = ? AND', [of.id, of.aggregate]]
    : enterpriseId === null
      ? ['', []]
      : ['enterprise_id = ? AND', [enterpriseId]]
  const rows = documentsWhere(
    db,
    'paper',
    `${where} id < ? ORDER BY id DESC LIMIT ?`,
    ...values,
    after ?? 'g',
    most + 1,
  )
  const { n } = db.prepare(`SELECT count(*) AS n FROM paper WHERE ${where} TRUE`).get(...values) as {
    n: number
  }
  return { ...paged(rows, most, ({ doc }) => doc.id), total: n }
}

/** The templates that the unit made its own. */
export const templatesHere = (db: ReadableDb): Stored<PaperTemplate>[] =>
  documentsWhere(db, 'paperTemplate', 'TRUE ORDER BY id')
