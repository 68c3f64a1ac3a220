import { Head } from '../../core/journal/entry.ts'
import type { ReadableDb } from '../connection.ts'
import { standingOf } from '../documents.ts'
import { hashText } from '../hash.ts'
import { Refusal } from '../refusal.ts'
import type { AggregateTable } from '../tables.ts'
import type { Tx } from '../tx.ts'
import type { Entry } from './entries.ts'
import { readOwn, readTakenOver } from './own.ts'
import { textOfBases } from './versions.ts'

/**
 * Whether an entry can be taken back: each document is the one that it left, so that steps are undone one after the other
 * and what was undone is redone; and what it made anew no other station was given.
 * @throws {Refusal} `undo_moved_on`, `undo_given`
 */
export function sureStands(db: ReadableDb, entry: Entry): void {
  for (const { aggregate, id, version, doc } of entry.changes) {
    if (documentHash(db, aggregate, id) !== doc) throw new Refusal('undo_moved_on', { aggregate, id })
    if (doc !== null && textBefore(db, aggregate, id, version) === null && isGiven(db, entry))
      throw new Refusal('undo_given', { aggregate, id })
  }
}

/** Puts back what the versions were that the entry went on from: later things first, so that what refers goes first. */
export function restoreBefore(tx: Tx, entry: Entry): void {
  for (const { aggregate, id, version } of [...entry.changes].reverse()) {
    const base = standingOf(tx.db, aggregate, id)?.version ?? null
    const text = textBefore(tx.db, aggregate, id, version)
    if (text !== null) tx.put(aggregate, base, JSON.parse(text) as { id: string })
    else if (base !== null) tx.remove(aggregate, id, base)
  }
}

/** The hash of a document as it is shown; null where it is not there. */
function documentHash(db: ReadableDb, table: AggregateTable, id: string): string | null {
  const heads = db
    .prepare(
      'SELECT v.doc FROM head h JOIN version v ON v.hash = h.version WHERE h.aggregate = ? AND h.id = ?',
    )
    .all(table, id) as { doc: string | null }[]
  const [head] = heads
  if (heads.length === 1 && head) return head.doc
  const row = db.prepare(`SELECT doc FROM ${table} WHERE id = ?`).get(id) as { doc: string } | undefined
  return row ? hashText(row.doc) : null
}

/** The text of what a version of a document continues; null: there was none. */
export function textBefore(
  db: ReadableDb,
  table: AggregateTable,
  id: string,
  version: string,
): string | null {
  const bases = db.prepare('SELECT base FROM version_base WHERE version = ? ORDER BY base').all(version) as {
    base: string
  }[]
  return textOfBases(
    db,
    table,
    id,
    bases.map(({ base }) => base),
  )
}

/** Whether another station has an entry: it made it, or was given it. */
function isGiven(db: ReadableDb, { station, seq }: Pick<Head, 'station' | 'seq'>): boolean {
  if (!stationsOfThis(db).has(station)) return true
  const row = db.prepare('SELECT seq FROM given WHERE station = ?').get(station) as
    | { seq: number }
    | undefined
  return row !== undefined && row.seq >= seq
}

/** The stations that this folder wrote as, one after the other. */
function stationsOfThis(db: ReadableDb): Set<string> {
  const found = new Set<string>()
  const first = db.prepare(
    'SELECT body FROM entry WHERE station = ? AND seq = 1 AND form >= 2 ORDER BY arrival',
  )
  const old = readTakenOver(db)
  if (old) found.add(old.station)
  for (let station = readOwn(db)?.station; station !== undefined && !found.has(station); ) {
    found.add(station)
    const row = first.get(station) as { body: string } | undefined
    const before = row && Head.safeParse((JSON.parse(row.body) as { continues?: unknown }).continues)
    station = before?.success ? before.data.station : undefined
  }
  return found
}
