import type { Paper, PaperTemplate } from '../core/papers/paper.ts'
import type { ReadableDb } from './connection.ts'
import { type Stored } from './documents.ts'
import { documentsWhere } from './select.ts'

/** Papers that were made of a document, the newest first. */
export const papersOf = (db: ReadableDb, aggregate: string, id: string): Stored<Paper>[] =>
  documentsWhere(db, 'paper', 'of_id = ? AND of_aggregate = ? ORDER BY id DESC', id, aggregate)

/** A page of papers, of an enterprise or all, the newest first. */
export const paperPage = (
  db: ReadableDb,
  enterpriseId: string | null,
  after: string | null,
  most: number,
): Stored<Paper>[] =>
  enterpriseId === null
    ? documentsWhere(db, 'paper', 'id < ? ORDER BY id DESC LIMIT ?', after ?? 'g', most)
    : documentsWhere(
        db,
        'paper',
        'enterprise_id = ? AND id < ? ORDER BY id DESC LIMIT ?',
        enterpriseId,
        after ?? 'g',
        most,
      )

/** The templates that the unit made its own. */
export const templatesHere = (db: ReadableDb): Stored<PaperTemplate>[] =>
  documentsWhere(db, 'paperTemplate', 'TRUE ORDER BY id')
