import type { Sighting } from '../core/finding/finding.ts'
import type { ReadableDb } from './connection.ts'
import type { Stored } from './documents.ts'
import { documentsWhere } from './select.ts'
import { isSettled, settle } from './settle.ts'

/** A sighting of a visit, as its sheet shows it: of which finding, and when it was seen, UTC ms. */
export type SeenInVisit = {
  readonly id: string
  readonly findingId: string
  /** Null where the finding is not here. */
  readonly title: string | null
  readonly seenAtMs: number
}

/** What was seen in a visit, the first sighting first. */
export function sightingsOfVisit(db: ReadableDb, visitId: string): SeenInVisit[] {
  settle(db, 'sighting')
  const rows = db
    .prepare(`SELECT s.id, s.finding_id, f.title, s.seen_at_ms FROM sighting s LEFT JOIN finding f ON f.id = s.finding_id
     WHERE s.visit_id = ? AND ${isSettled('sighting', 's')} ORDER BY s.seen_at_ms, s.id`)
    .all(visitId) as { id: string; finding_id: string; title: string | null; seen_at_ms: number }[]
  return rows.map(({ id, finding_id, title, seen_at_ms }) => ({
    id,
    findingId: finding_id,
    title,
    seenAtMs: seen_at_ms,
  }))
}

/** What was seen of a finding, the first sighting first. */
export const sightingsOfFinding = (db: ReadableDb, findingId: string): Stored<Sighting>[] =>
  documentsWhere(db, 'sighting', 'finding_id = ? ORDER BY seen_at_ms', findingId)

/** What was seen on a flight, the first sighting first. */
export const sightingsOfFlight = (db: ReadableDb, flightId: string): Stored<Sighting>[] =>
  documentsWhere(db, 'sighting', 'flight_id = ? ORDER BY seen_at_ms, id', flightId)
