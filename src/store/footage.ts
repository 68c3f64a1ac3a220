import type { Footage } from '../core/footage/footage.ts'
import type { ReadableDb } from './connection.ts'
import type { Stored } from './documents.ts'
import { documentsWhere } from './select.ts'

/** All footage, as it came in. */
export const allFootage = (db: ReadableDb): Stored<Footage>[] =>
  documentsWhere(db, 'footage', 'TRUE ORDER BY id')

/** The footage of a flight, its logs among it, as it came in. */
export const footageOfFlight = (db: ReadableDb, flightId: string): Stored<Footage>[] =>
  documentsWhere(db, 'footage', 'flight_id = ? ORDER BY id', flightId)

/** The record of an original by its SHA-256; null where no record that can be read names it. */
export const footageOfOriginal = (db: ReadableDb, sha256: string): Stored<Footage> | null =>
  documentsWhere(db, 'footage', 'sha256 = ?', sha256)[0] ?? null

/** Whether a record, readable or not, names an original. */
export const isOriginalRecorded = (db: ReadableDb, sha256: string): boolean =>
  db.prepare('SELECT 1 FROM footage WHERE sha256 = ?').get(sha256) !== undefined

/** An original as its record has it, whether or not the record can be read; `size` in bytes. */
export type RecordedOriginal = { sha256: string; name: string; size: number }

/** All originals that records name, in the order of their hashes. */
export const recordedOriginals = (db: ReadableDb): RecordedOriginal[] =>
  db
    .prepare(
      "SELECT sha256, doc ->> '$.fileName' AS name, doc ->> '$.sizeBytes' AS size FROM footage ORDER BY sha256",
    )
    .all() as RecordedOriginal[]

/** The hashes of all recorded originals by their size in bytes: what a file of another size cannot be. */
export function originalsBySize(db: ReadableDb): Map<number, string[]> {
  const found = new Map<number, string[]>()
  const rows = db.prepare("SELECT sha256, doc ->> '$.sizeBytes' AS size FROM footage").iterate()
  for (const { sha256, size } of rows as Iterable<{ sha256: string; size: number }>)
    found.set(size, [...(found.get(size) ?? []), sha256])
  return found
}
