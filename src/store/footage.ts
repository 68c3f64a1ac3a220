import type { Footage } from '../core/footage/footage.ts'
import type { Box } from '../core/geo/box.ts'
import type { ReadableDb } from './connection.ts'
import { countDocuments, readableRow, type Row, type Stored } from './documents.ts'
import { cameFromElsewhere } from './stations.ts'
import { type Page, type Paged, paged } from './paging.ts'
import { MEETS_BOX, meeting, withinDateLine } from './places.ts'
import { documentsWhere } from './select.ts'
import { isSettled, settle } from './settle.ts'

/** The footage of a flight, its logs among it, as it came in. */
export const footageOfFlight = (db: ReadableDb, flightId: string): Stored<Footage>[] =>
  documentsWhere(db, 'footage', 'flight_id = ? ORDER BY id', flightId)

/** The ids of what was taken in a visit by phones and body-worn recorders, as it came in. */
export const footageOfVisit = (db: ReadableDb, visitId: string): string[] =>
  (db.prepare('SELECT id FROM footage WHERE visit_id = ? ORDER BY id').all(visitId) as { id: string }[]).map(
    ({ id }) => id,
  )

/**
 * The records of an original by its SHA-256, as they were made: none, one, or twins, where two stations took in one card
 * before either heard of the other.
 */
export const footageOfOriginal = (db: ReadableDb, sha256: string): Stored<Footage>[] =>
  documentsWhere(db, 'footage', 'sha256 = ? ORDER BY id', sha256)

/** The rows of the other records of the original that some footage is of. */
export const twinsOf = (db: ReadableDb, id: string): Stored<FootageRow>[] =>
  rowsWhere(db, 'f.sha256 = (SELECT sha256 FROM footage WHERE id = ?) AND f.id <> ? ORDER BY f.id', id, id)

/** Whether a record, readable or not, names an original, or an entry that is kept and not shown yet. */
export const isOriginalRecorded = (db: ReadableDb, sha256: string): boolean =>
  db.prepare('SELECT 1 FROM footage WHERE sha256 = ?').get(sha256) !== undefined ||
  isOriginalPending(db, sha256)

/** Documents of footage that entries name which are kept and not shown. */
const PENDING_FOOTAGE = `pending p JOIN entry e ON e.arrival = p.arrival, json_each(e.body, '$.changes') c
  JOIN document d ON d.hash = c.value ->> '$.doc' AND c.type = 'object' AND c.value ->> '$.aggregate' = 'footage'`

/** Whether an entry that is kept and not shown names an original. */
export const isOriginalPending = (db: ReadableDb, sha256: string): boolean =>
  db.prepare(`SELECT 1 FROM ${PENDING_FOOTAGE} WHERE d.text ->> '$.sha256' = ? LIMIT 1`).get(sha256) !==
  undefined

/** The hashes of all originals that records name, and entries that are kept and not shown. */
export const originalsNamed = (db: ReadableDb): string[] =>
  (
    db
      .prepare(
        `SELECT sha256 FROM footage UNION SELECT d.text ->> '$.sha256' FROM ${PENDING_FOOTAGE} ORDER BY 1`,
      )
      .raw()
      .all() as [string | null][]
  ).flatMap(([sha256]) => (sha256 !== null && /^[0-9a-f]{64}$/.test(sha256) ? [sha256] : []))

/** Whether all records of an original came from other stations: it is there, whether or not it is here. */
export function isOriginalElsewhere(db: ReadableDb, sha256: string): boolean {
  const records = db.prepare('SELECT id FROM footage WHERE sha256 = ?').all(sha256) as { id: string }[]
  return records.length > 0 && records.every(({ id }) => cameFromElsewhere(db, 'footage', id))
}

/** An original as its record has it, whether or not the record can be read; `size` in bytes. */
export type RecordedOriginal = { sha256: string; name: string; size: number }

/** All originals that records name, each once, in the order of their hashes. */
export const recordedOriginals = (db: ReadableDb): RecordedOriginal[] =>
  db
    .prepare(
      "SELECT sha256, doc ->> '$.fileName' AS name, doc ->> '$.sizeBytes' AS size FROM footage GROUP BY sha256 ORDER BY sha256",
    )
    .all() as RecordedOriginal[]

/** The hashes of all recorded originals by their size in bytes: what a file of another size cannot be. */
export function originalsBySize(db: ReadableDb): Map<number, string[]> {
  const found = new Map<number, string[]>()
  const rows = db.prepare("SELECT DISTINCT sha256, doc ->> '$.sizeBytes' AS size FROM footage").iterate()
  for (const { sha256, size } of rows as Iterable<{ sha256: string; size: number }>)
    found.set(size, [...(found.get(size) ?? []), sha256])
  return found
}

/** A picture or clip without what is known of each of a clip's seconds, which only its player and the map need. */
export type FootageRow = Omit<Footage, 'seconds' | 'lenses' | 'security'>

/** A page of a flight's footage, or of all, logs among it, as it came in, and how much there is. */
export function footagePage(
  db: ReadableDb,
  flightId: string | null,
  { after, most }: Page<string>,
): Paged<Stored<FootageRow>, string> & { total: number } {
  const of = flightId === null ? 'TRUE' : 'f.flight_id = ?'
  const values = flightId === null ? [] : [flightId]
  const rows = rowsWhere(db, `${of} AND f.id > ? ORDER BY f.id LIMIT ?`, ...values, after ?? '', most + 1)
  const { n } =
    flightId === null
      ? { n: countDocuments(db, 'footage') }
      : (db.prepare('SELECT count(*) AS n FROM footage WHERE flight_id = ?').get(flightId) as {
          n: number
        })
  return { ...paged(rows, most, ({ doc }) => doc.id), total: n }
}

/** The rows of some footage, as it came in. */
export const footageRows = (db: ReadableDb, ids: readonly string[]): Stored<FootageRow>[] =>
  rowsWhere(db, 'f.id IN (SELECT value FROM json_each(?)) ORDER BY f.id', JSON.stringify(ids))

/** The rows of what was made of a photo or clip: frames, and the camera's own small copies. */
export const footageMadeOf = (db: ReadableDb, id: string): Stored<FootageRow>[] =>
  rowsWhere(
    db,
    'f.id IN (SELECT id FROM footage WHERE derived_from = ? UNION SELECT id FROM footage WHERE preview_of = ?) ORDER BY f.id',
    id,
    id,
  )

/** What weighs is left out before it is read: the rest is held against the schema, which asks for none of it. */
function rowsWhere(db: ReadableDb, which: string, ...values: unknown[]): Stored<FootageRow>[] {
  settle(db, 'footage')
  const rows = db
    .prepare(`SELECT f.id, f.revision, f.version, json_remove(f.doc, '$.seconds', '$.lenses', '$.security') AS doc FROM footage f
     WHERE ${isSettled('footage', 'f')} AND ${which}`)
    .all(...values) as Row[]
  return rows.flatMap((row) => readableRow<FootageRow>(db, 'footage', row) ?? [])
}

/** What the map shows of a photo or clip. */
export type FootageMark = {
  readonly id: string
  readonly flightId: string | null
  readonly kind: Footage['kind']
  readonly fileName: string
  readonly at: { readonly lat: number; readonly lon: number }
}

type Columns = {
  id: string
  flight_id: string | null
  kind: Footage['kind']
  file_name: string
  lat: number
  lon: number
}

/** Of more than so many the newest are soon met among the newest of all. */
const FEW = 2000

/** The photos and clips that were taken in a box, what came in last first, at most so many; whether there are more. */
export function footageIn(
  db: ReadableDb,
  box: Box,
  most: number,
  few = FEW,
): { marks: FootageMark[]; isMore: boolean } {
  settle(db, 'footage')
  const boxes = withinDateLine(box)
  const values = boxes.flatMap(meeting)
  const keys = `SELECT p.key FROM footage_place p WHERE ${boxes.map(() => `(${MEETS_BOX})`).join(' OR ')}`
  const { n } = db.prepare(`SELECT count(*) AS n FROM (${keys} LIMIT ?)`).get(...values, few + 1) as {
    n: number
  }
  const inside = boxes.map(() => '(f.lat <= ? AND f.lat >= ? AND f.lon <= ? AND f.lon >= ?)').join(' OR ')
  const rows = db
    .prepare(`SELECT f.id, f.flight_id, f.kind, f.file_name, f.lat, f.lon FROM footage f INDEXED BY footage_rows
     WHERE ${n > few ? '' : `f.id IN (SELECT k.id FROM derived_key k WHERE k.key IN (${keys})) AND`} (${inside})
       AND ${isSettled('footage', 'f')}
     ORDER BY f.id DESC LIMIT ?`)
    .all(...(n > few ? [] : values), ...values, most + 1) as Columns[]
  return {
    marks: rows.slice(0, most).map(({ id, flight_id, kind, file_name, lat, lon }) => ({
      id,
      flightId: flight_id,
      kind,
      fileName: file_name,
      at: { lat, lon },
    })),
    isMore: rows.length > most,
  }
}
