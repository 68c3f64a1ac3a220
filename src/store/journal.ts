import { createHash } from 'node:crypto'
import { canonicalJson } from '../core/units/canonical.ts'
import type { Misfit } from '../core/units/fit.ts'
import type { ReadableDb, WritableDb } from './connection.ts'
import { AGGREGATE_TABLES, type AggregateTable } from './tables.ts'
import { Refusal } from './refusal.ts'
import type { Unfit } from './schemas.ts'
import { textOf } from './text.ts'
import { rememberUnreadable } from './unreadable.ts'

/** Who made an entry. */
export type JournalActor = { name: string; role: string }

/** One document as an entry leaves it: put at a revision, or deleted (then `doc` is null). */
export type Change = { aggregate: AggregateTable; id: string; revision: number; doc: unknown }

/** One entry as it is hashed: RFC 8785 bytes of exactly these members. */
export type EntryBody = {
  seq: number
  atMs: number
  actor: JournalActor
  action: string
  undoes: number | null
  changes: Change[]
  prevHash: string
}
export type Entry = EntryBody & { hash: string }

/** So many documents are told as changed at once. */
const MOST_TOLD = 1000

/** The hash before the first entry. */
export const GENESIS = '0'.repeat(64)

export const hashEntry = (body: EntryBody): string =>
  createHash('sha256').update(canonicalJson(body), 'utf8').digest('hex')

type Row = {
  seq: number
  at_ms: number
  actor: string
  action: string
  undoes: number | null
  changes: string
  prev_hash: string
  hash: string
}

/**
 * An entry from its row; its members are parsed from their canonical text.
 * @throws {Refusal} `record_unreadable` where somebody broke the JSON.
 */
function fromRow(row: Row): Entry {
  try {
    return {
      seq: row.seq,
      atMs: row.at_ms,
      actor: JSON.parse(row.actor) as JournalActor,
      action: row.action,
      undoes: row.undoes,
      changes: JSON.parse(row.changes) as Change[],
      prevHash: row.prev_hash,
      hash: row.hash,
    }
  } catch {
    throw new Refusal('record_unreadable', unfitEntry(row.seq, { problem: 'fit_json' }))
  }
}

/** An entry that cannot be read, as lists name what they leave out. */
export const unfitEntry = (seq: number, misfit: Partial<Misfit>): Unfit => ({
  aggregate: 'journal',
  id: String(seq),
  name: String(seq),
  path: '/',
  problem: 'fit_form',
  limit: '',
  found: '',
  ...misfit,
})

export type Head = { seq: number; hash: string }

/** The last entry's number and hash; 0 and the genesis hash for an empty journal. */
export function readHead(db: ReadableDb): Head {
  const row = db.prepare('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1').get() as Head | undefined
  return row ?? { seq: 0, hash: GENESIS }
}

/** The hash of an entry, the genesis hash of number 0; undefined where there is none. */
export function hashAt(db: ReadableDb, seq: number): string | undefined {
  if (seq === 0) return GENESIS
  const row = db.prepare('SELECT hash FROM journal WHERE seq = ?').get(seq) as { hash: string } | undefined
  return row?.hash
}

/** The canonical text of an entry whose changes are a text already: the members in the order of RFC 8785. */
const textWith = ({ action, actor, atMs, prevHash, seq, undoes }: EntryBody, changes: string): string =>
  `{"action":${canonicalJson(action)},"actor":${canonicalJson(actor)},"atMs":${canonicalJson(atMs)},"changes":${changes},` +
  `"prevHash":${canonicalJson(prevHash)},"seq":${canonicalJson(seq)},"undoes":${canonicalJson(undoes)}}`

/** Appends one entry to the chain. */
export function appendEntry(db: WritableDb, entry: Omit<EntryBody, 'seq' | 'prevHash'>): Entry {
  const head = readHead(db)
  const body: EntryBody = { ...entry, seq: head.seq + 1, prevHash: head.hash }
  const members = body.changes.map(
    ({ aggregate, id, revision, doc }) =>
      `{"aggregate":${canonicalJson(aggregate)},"doc":${textOf(doc)},"id":${canonicalJson(id)},"revision":${canonicalJson(revision)}}`,
  )
  const changes = `[${members.join(',')}]`
  const hash = createHash('sha256').update(textWith(body, changes), 'utf8').digest('hex')
  db.prepare(
    `INSERT INTO journal (seq, at_ms, actor, action, undoes, changes, prev_hash, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    body.seq,
    body.atMs,
    canonicalJson(body.actor),
    body.action,
    body.undoes,
    changes,
    body.prevHash,
    hash,
  )
  const touch = db.prepare('INSERT OR IGNORE INTO journal_change (seq, aggregate, id) VALUES (?, ?, ?)')
  for (const change of body.changes) touch.run(body.seq, change.aggregate, change.id)
  return { ...body, hash }
}

export function readEntry(db: ReadableDb, seq: number): Entry | null {
  const row = db.prepare('SELECT * FROM journal WHERE seq = ?').get(seq) as Row | undefined
  return row ? fromRow(row) : null
}

/** The entry of a hash; null where there is none. */
export function readEntryByHash(db: ReadableDb, hash: string): Entry | null {
  const row = db.prepare('SELECT * FROM journal WHERE hash = ? ORDER BY seq DESC LIMIT 1').get(hash) as
    | Row
    | undefined
  return row ? fromRow(row) : null
}

/** Entries newest first, of one aggregate or of all. What cannot be read is left out and kept in mind. */
export function listEntries(
  db: ReadableDb,
  filter: { aggregate: string | null; id: string | null; beforeSeq: number | null; limit: number },
): Entry[] {
  const before = filter.beforeSeq ?? Number.MAX_SAFE_INTEGER
  const rows = (
    filter.aggregate && filter.id
      ? db
          .prepare(
            `SELECT j.* FROM journal j JOIN journal_change c ON c.seq = j.seq
             WHERE c.aggregate = ? AND c.id = ? AND j.seq < ? ORDER BY j.seq DESC LIMIT ?`,
          )
          .all(filter.aggregate, filter.id, before, filter.limit)
      : db.prepare('SELECT * FROM journal WHERE seq < ? ORDER BY seq DESC LIMIT ?').all(before, filter.limit)
  ) as Row[]
  return rows.flatMap((row) => {
    try {
      return fromRow(row)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      rememberUnreadable(db, unfitEntry(row.seq, { problem: 'fit_json' }))
      return []
    }
  })
}

/** How an aggregate stood before entry `seq`: its last change before it, or null when it did not exist. */
export function changeBefore(db: ReadableDb, aggregate: string, id: string, seq: number): Change | null {
  const touch = touchBefore(db, aggregate, id, seq)
  const entry = touch === 0 ? null : readEntry(db, touch)
  return entry?.changes.find((change) => change.aggregate === aggregate && change.id === id) ?? null
}

/** What was changed since entry `seq`, each document once; so much is told at once. */
export const changesSince = (
  db: ReadableDb,
  seq: number,
): { readonly aggregate: AggregateTable; readonly id: string }[] =>
  db
    .prepare(`SELECT DISTINCT aggregate, id FROM journal_change WHERE seq > ? LIMIT ${MOST_TOLD}`)
    .all(seq) as { aggregate: AggregateTable; id: string }[]

/** The number of the last entry before `beforeSeq` that touched an aggregate; 0 when none did. */
function touchBefore(db: ReadableDb, aggregate: string, id: string, beforeSeq: number): number {
  const row = db
    .prepare('SELECT max(seq) AS seq FROM journal_change WHERE aggregate = ? AND id = ? AND seq < ?')
    .get(aggregate, id, beforeSeq) as { seq: number | null }
  return row.seq ?? 0
}

/**
 * Whether an aggregate stands as entry `seq` left it: nothing touched it since, or what did was taken back, so that
 * steps are undone one after the other, and what was undone is redone.
 */
export function standsAs(db: ReadableDb, aggregate: string, id: string, seq: number): boolean {
  let touch = touchBefore(db, aggregate, id, Number.MAX_SAFE_INTEGER)
  while (touch > seq) {
    const row = db.prepare('SELECT undoes FROM journal WHERE seq = ?').get(touch) as
      | { undoes: number | null }
      | undefined
    if (row?.undoes == null) return false
    // After an undo it stands as it did before the entry that was undone.
    touch = touchBefore(db, aggregate, id, row.undoes)
  }
  return touch === seq
}

/** All entries in order, for verification; rows are read one at a time. */
export function* walkJournal(db: ReadableDb): Generator<Entry | { seq: number; unreadable: true }> {
  for (const row of db.prepare('SELECT * FROM journal ORDER BY seq').iterate() as IterableIterator<Row>) {
    try {
      yield fromRow(row)
    } catch {
      yield { seq: row.seq, unreadable: true }
    }
  }
}

/** Whether `name` is a table of documents, which a broken entry may have wrong. */
export const isAggregateTable = (name: string): name is AggregateTable =>
  (AGGREGATE_TABLES as readonly string[]).includes(name)
