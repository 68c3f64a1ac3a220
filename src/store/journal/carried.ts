import type { Head } from '../../core/journal/entry.ts'
import { type ReadableDb, writing } from '../connection.ts'

/** An entry as it travels between stations: what is kept of it here, but for the number of its arrival. */
export type Carried = Head & {
  readonly prevHash: string
  /** 1: of a closed chain, of the time before stations; 2: ours; above: a newer program's, which is kept and passed on. */
  readonly form: number
  /**
   * From form 2 on exactly what was hashed. Of form 1 the RFC 8785 JSON of the old entry with the hash of each document in
   * the document's place.
   */
  readonly body: string
  /** Of form 1 the old text, where the one that body and documents give is not what the journal had. */
  readonly raw: string | null
}

const COLUMNS = 'hash, station, seq, prev_hash AS prevHash, form, body, raw'
const AT_ONCE = 500

/** A station's entries behind a number, by their numbers; of two branches both come, the one that came first first. */
export function* carriedEntries(db: ReadableDb, station: string, afterSeq: number): Generator<Carried> {
  const next = db.prepare(
    `SELECT arrival, ${COLUMNS} FROM entry WHERE station = ? AND (seq, arrival) > (?, ?) ORDER BY seq, arrival LIMIT ${AT_ONCE}`,
  )
  for (let [seq, last] = [afterSeq, Number.MAX_SAFE_INTEGER]; ; ) {
    const rows = next.all(station, seq, last) as (Carried & { arrival: number })[]
    for (const { arrival, ...entry } of rows) {
      ;[seq, last] = [entry.seq, arrival]
      yield entry
    }
    if (rows.length < AT_ONCE) return
  }
}

/** The hashes of the documents that an entry names; none of a form that does not say them as ours do. */
export function documentHashesOf({ body }: Pick<Carried, 'body'>): string[] {
  let changes: unknown
  try {
    changes = (JSON.parse(body) as { changes?: unknown } | null)?.changes
  } catch {
    return []
  }
  if (!Array.isArray(changes)) return []
  return changes.flatMap((change: unknown) => {
    const doc = (change as { doc?: unknown } | null)?.doc
    return typeof doc === 'string' && /^[0-9a-f]{64}$/.test(doc) ? [doc] : []
  })
}

/** The canonical text of a document by its hash; null where it is not here. */
export function documentText(db: ReadableDb, hash: string): string | null {
  const row = db.prepare('SELECT text FROM document WHERE hash = ?').get(hash) as { text: string } | undefined
  return row?.text ?? null
}

/** A station as it is known here: a closed chain has no key. */
export type KnownStation = {
  readonly station: string
  readonly publicKey: Uint8Array | null
  readonly kind: 'own' | 'other' | 'closed'
}

/** All stations that entries came from, or that were named. */
export const stationsKnown = (db: ReadableDb): KnownStation[] =>
  db
    .prepare('SELECT id AS station, public_key AS publicKey, kind FROM station ORDER BY id')
    .all() as KnownStation[]

/** The head of a chain as its station signed it: a note over size and root. */
export type KnownCheckpoint = {
  readonly station: string
  readonly size: number
  readonly root: string
  readonly note: string
}

/** The newest signed heads of a station: one, or one a branch. */
export const checkpointsOf = (db: ReadableDb, station: string): KnownCheckpoint[] =>
  db
    .prepare('SELECT * FROM checkpoint WHERE station = ? ORDER BY size, root')
    .all(station) as KnownCheckpoint[]

/** The last entries of every chain that is here, each branch's: no entry follows on them. */
export const headsHere = (db: ReadableDb): Head[] =>
  db
    .prepare(
      `SELECT e.station, e.seq, e.hash FROM entry e
       WHERE NOT EXISTS (SELECT 1 FROM entry n WHERE n.station = e.station AND n.seq = e.seq + 1 AND n.prev_hash = e.hash)
       ORDER BY e.station, e.seq, e.hash`,
    )
    .all() as Head[]

/** Remembers up to where entries of stations were given out of this folder. */
export function markGiven(
  db: ReadableDb,
  heads: readonly { readonly station: string; readonly seq: number }[],
): void {
  writing(db, (tx) => {
    const put = tx.prepare(
      'INSERT INTO given (station, seq) VALUES (?, ?) ON CONFLICT (station) DO UPDATE SET seq = max(seq, excluded.seq)',
    )
    for (const { station, seq } of heads) put.run(station, seq)
  })
}
