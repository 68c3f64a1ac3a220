import type { Draw } from '../core/draw/draw.ts'
import type { ReadableDb } from './connection.ts'
import { countDocuments, type Stored } from './documents.ts'
import { documentsWhere } from './select.ts'

/** A page of draws, the last one first, and how many there are. */
export const drawPage = (
  db: ReadableDb,
  after: string | null,
  most: number,
): { rows: Stored<Draw>[]; total: number } => ({
  rows: documentsWhere(db, 'draw', 'id < ? ORDER BY id DESC LIMIT ?', after ?? 'g', most),
  total: countDocuments(db, 'draw'),
})

/** All draws, the last one first. */
export const allDraws = (db: ReadableDb): Stored<Draw>[] =>
  documentsWhere(db, 'draw', 'TRUE ORDER BY id DESC')
