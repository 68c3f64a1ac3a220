import type { Sighting } from '../core/finding/finding.ts'
import type { ReadableDb } from './connection.ts'
import type { Stored } from './documents.ts'
import { documentsWhere } from './select.ts'

/** What was seen of a finding, the first sighting first. */
export const sightingsOfFinding = (db: ReadableDb, findingId: string): Stored<Sighting>[] =>
  documentsWhere(db, 'sighting', 'finding_id = ? ORDER BY seen_at_ms', findingId)
