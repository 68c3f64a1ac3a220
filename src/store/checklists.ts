import type { Checklist } from '../core/campaign/checklist.ts'
import type { ReadableDb } from './connection.ts'
import type { Stored } from './documents.ts'
import { documentsWhere } from './select.ts'

/** All checklists that the workspace keeps, as they were made. */
export const allChecklists = (db: ReadableDb): Stored<Checklist>[] =>
  documentsWhere(db, 'checklist', 'TRUE ORDER BY id')
