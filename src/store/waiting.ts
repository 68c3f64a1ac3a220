import { projected, type Waits } from '../core/journal/project.ts'
import type { Version } from '../core/units/id.ts'
import type { ReadableDb } from './connection.ts'
import { sha256 } from './hash.ts'
import { documentText } from './journal/carried.ts'
import { type Entry, readEntryByHash } from './journal/entries.ts'
import type { DocumentRef } from './journal/projecting.ts'
import { headsFrom, versionsFrom } from './journal/versions.ts'
import { fitting } from './schemas.ts'
import type { AggregateTable } from './tables.ts'

/** A document that waits for a person's decision, and why. */
export type WaitingRow = DocumentRef & { readonly reason: Waits }

/** A version that waits beside others; `doc` is null where it deletes. `entry`: the first one here that made it. */
export type WaitingHead = { readonly version: Version; readonly doc: unknown; readonly entry: Entry }

/** What waits of one document. `ancestor`: what is shown meanwhile. */
export type Waiting = WaitingRow & {
  readonly ancestor: { readonly version: Version; readonly doc: unknown } | null
  readonly heads: readonly WaitingHead[]
  /** What refers to it and is shown, where it is kept for that. */
  readonly referredBy: readonly DocumentRef[]
}

/** A page of what waits, by kinds and ids, with how much there is. */
export function waitingPage(
  db: ReadableDb,
  after: DocumentRef | null,
  most: number,
): { rows: WaitingRow[]; total: number; isMore: boolean } {
  const rows = db
    .prepare(
      `SELECT aggregate, id, reason FROM waiting WHERE (aggregate, id) > (?, ?) ORDER BY aggregate, id LIMIT ?`,
    )
    .all(after?.aggregate ?? '', after?.id ?? '', most + 1) as WaitingRow[]
  return { rows: rows.slice(0, most), total: countWaiting(db), isMore: rows.length > most }
}

/** How many documents wait for a decision. */
export const countWaiting = (db: ReadableDb): number =>
  (db.prepare('SELECT count(*) AS n FROM waiting').get() as { n: number }).n

/** The entries that made the heads of a document, the first one of each head. */
export function headEntries(db: ReadableDb, aggregate: AggregateTable, id: string): WaitingHead[] {
  const made = db.prepare(
    'SELECT e.hash FROM change c JOIN entry e ON e.arrival = c.arrival WHERE c.version = ? ORDER BY e.arrival LIMIT 1',
  )
  return headsFrom(db, aggregate, id).flatMap(({ hash, doc }) => {
    const row = made.get(hash) as { hash: string } | undefined
    const entry = row && readEntryByHash(db, row.hash)
    const text = doc === null ? null : documentText(db, doc)
    return entry
      ? [{ version: hash as Version, doc: text === null ? null : (JSON.parse(text) as unknown), entry }]
      : []
  })
}

/** What waits of a document; null where nothing does. */
export function waitingOf(db: ReadableDb, aggregate: AggregateTable, id: string): Waiting | null {
  const row = db
    .prepare('SELECT aggregate, id, reason FROM waiting WHERE aggregate = ? AND id = ?')
    .get(aggregate, id) as WaitingRow | undefined
  if (!row) return null
  const isHeld = row.reason === 'still_referred'
  return {
    ...row,
    ancestor: shownMeanwhile(db, row),
    heads: headEntries(db, aggregate, id),
    referredBy: isHeld
      ? (db
          .prepare(
            'SELECT aggregate, id FROM reference WHERE to_aggregate = ? AND to_id = ? ORDER BY aggregate, id LIMIT 100',
          )
          .all(aggregate, id) as DocumentRef[])
      : [],
  }
}

/** What is shown of a document that waits, under the version that it is of; under its own hash where several made it up. */
function shownMeanwhile(db: ReadableDb, { aggregate, id }: WaitingRow): Waiting['ancestor'] {
  const row = db.prepare(`SELECT version, doc FROM ${aggregate} WHERE id = ?`).get(id) as
    | { version: Version; doc: string }
    | undefined
  if (!row) return null
  const { ancestor } = projected(
    aggregate,
    versionsFrom(db, aggregate, id),
    (doc) => fitting(aggregate, id, doc).ok,
    sha256,
  )
  return { version: (ancestor as Version | null) ?? row.version, doc: JSON.parse(row.doc) as unknown }
}
