import type { EntryRef, Head } from '../../core/journal/entry.ts'
import type { Version } from '../../core/units/id.ts'
import type { Misfit } from '../../core/units/fit.ts'
import type { ReadableDb } from '../connection.ts'
import { Refusal } from '../refusal.ts'
import type { Unfit } from '../schemas.ts'
import type { AggregateTable } from '../tables.ts'
import { rememberUnreadable } from '../unreadable.ts'
import { headOf } from './own.ts'

/**
 * Who made an entry. `personId`: a person of the workspace, `proved` by a passphrase as the station says that wrote it;
 * `alone`: a step that another should look at, made by a person who was alone here. Entries of before have none of these.
 */
export type JournalActor = {
  name: string
  role: string
  personId?: string | undefined
  proved?: boolean | undefined
  alone?: true | undefined
}

/** What an entry made of one document: a version of it. `doc`: the hash of its text; null: it was deleted. */
export type Change = {
  aggregate: AggregateTable
  id: string
  revision: number
  version: Version
  doc: string | null
}

/** One entry as it is read; `arrival` is its number in this folder, which another one counts otherwise. */
export type Entry = Head & {
  arrival: number
  prevHash: string
  atMs: number
  actor: JournalActor
  action: string
  undoes: EntryRef | null
  changes: Change[]
}

/** So many documents are told as changed at once. */
const MOST_TOLD = 1000

type Row = {
  arrival: number
  hash: string
  station: string
  seq: number
  prev_hash: string
  at_ms: number
  action: string
  body: string
}
const COLUMNS = 'e.arrival, e.hash, e.station, e.seq, e.prev_hash, e.at_ms, e.action, e.body'

/**
 * An entry from its row.
 * @throws {Refusal} `record_unreadable` where somebody broke it.
 */
function fromRow(db: ReadableDb, row: Row): Entry {
  const { arrival, hash, station, seq } = row
  let body: { actor?: JournalActor | null; undoes?: EntryRef | number | null }
  try {
    body = JSON.parse(row.body) as typeof body
    if (!body.actor) throw new Error('nobody made it')
  } catch {
    throw new Refusal('record_unreadable', unfitEntry(arrival, { problem: 'fit_json' }))
  }
  // Of a chain of the time before stations there was one: its entries name each other by their numbers.
  const undoes = typeof body.undoes === 'number' ? { station, seq: body.undoes } : (body.undoes ?? null)
  const { actor } = body
  return {
    arrival,
    hash,
    station,
    seq,
    prevHash: row.prev_hash,
    atMs: row.at_ms,
    actor,
    action: row.action,
    undoes,
    changes: changesOf(db, arrival),
  }
}

const changesOf = (db: ReadableDb, arrival: number): Change[] =>
  db
    .prepare(
      `SELECT v.aggregate, v.id, v.revision, v.hash AS version, v.doc
       FROM change c JOIN version v ON v.hash = c.version WHERE c.arrival = ? ORDER BY c.ord`,
    )
    .all(arrival) as Change[]

/** An entry that cannot be read, as lists name what they leave out. */
export const unfitEntry = (arrival: number, misfit: Partial<Misfit>): Unfit => ({
  aggregate: 'journal',
  id: String(arrival),
  name: String(arrival),
  path: '/',
  problem: 'fit_form',
  limit: '',
  found: '',
  ...misfit,
})

/** How many entries came to be here, and where the chain of this folder stands: its head, null where it has none. */
export function readHead(db: ReadableDb): { arrival: number; head: Head | null } {
  const row = db.prepare('SELECT max(arrival) AS arrival FROM entry').get() as { arrival: number | null }
  return { arrival: row.arrival ?? 0, head: headOf(db) }
}

/** The latest time that any entry bears; null where there is none. */
export const newestEntryMs = (db: ReadableDb): number | null =>
  (db.prepare('SELECT max(at_ms) AS newestMs FROM entry').get() as { newestMs: number | null }).newestMs

/** The entry of a hash; null where there is none. */
export function readEntryByHash(db: ReadableDb, hash: string): Entry | null {
  const row = db.prepare(`SELECT ${COLUMNS} FROM entry e WHERE e.hash = ?`).get(hash) as Row | undefined
  return row ? fromRow(db, row) : null
}

/** The entry at a place of a chain; of two branches the one that came first. Null where there is none. */
export function readEntryAt(db: ReadableDb, { station, seq }: EntryRef): Entry | null {
  const row = db
    .prepare(`SELECT ${COLUMNS} FROM entry e WHERE e.station = ? AND e.seq = ? ORDER BY e.arrival LIMIT 1`)
    .get(station, seq) as Row | undefined
  return row ? fromRow(db, row) : null
}

/**
 * Entries that count, in the order in which they came to be here, the last one first, of one document or of all. What
 * cannot be read is left out and kept in mind.
 */
export function listEntries(
  db: ReadableDb,
  filter: { aggregate: string | null; id: string | null; beforeArrival: number | null; limit: number },
): Entry[] {
  const before = filter.beforeArrival ?? Number.MAX_SAFE_INTEGER
  const counting = 'NOT EXISTS (SELECT 1 FROM pending p WHERE p.arrival = e.arrival)'
  const rows = (
    filter.aggregate && filter.id
      ? db
          .prepare(
            `SELECT ${COLUMNS} FROM entry e WHERE e.arrival IN (SELECT c.arrival FROM version v
               JOIN change c ON c.version = v.hash WHERE v.aggregate = ? AND v.id = ? AND c.arrival < ?)
             AND ${counting} ORDER BY e.arrival DESC LIMIT ?`,
          )
          .all(filter.aggregate, filter.id, before, filter.limit)
      : db
          .prepare(
            `SELECT ${COLUMNS} FROM entry e WHERE e.arrival < ? AND ${counting} ORDER BY e.arrival DESC LIMIT ?`,
          )
          .all(before, filter.limit)
  ) as Row[]
  return rows.flatMap((row) => {
    try {
      return fromRow(db, row)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      rememberUnreadable(db, unfitEntry(row.arrival, { problem: 'fit_json' }))
      return []
    }
  })
}

/**
 * What one person did alone whom nobody could look at (单人办理), of those that count, the first first; what cannot be read is
 * left out.
 */
export const entriesAlone = (db: ReadableDb): Entry[] =>
  (
    db
      .prepare(
        `SELECT ${COLUMNS} FROM entry e WHERE CASE WHEN json_valid(body) THEN body ->> '$.actor.alone' ELSE 0 END = 1
         AND NOT EXISTS (SELECT 1 FROM pending p WHERE p.arrival = e.arrival) ORDER BY e.arrival`,
      )
      .all() as Row[]
  ).flatMap((row) => {
    try {
      return fromRow(db, row)
    } catch (error) {
      if (error instanceof Refusal) return []
      throw error
    }
  })

/** What is shown otherwise since an arrival, each document once; so much is told at once. */
export const changesSince = (
  db: ReadableDb,
  arrival: number,
): { readonly aggregate: AggregateTable; readonly id: string }[] =>
  db
    .prepare(
      `SELECT v.aggregate, v.id FROM change c JOIN version v ON v.hash = c.version
         WHERE c.arrival > ?
       UNION SELECT aggregate, id FROM retold WHERE arrival > ? LIMIT ${MOST_TOLD}`,
    )
    .all(arrival, arrival) as { aggregate: AggregateTable; id: string }[]
