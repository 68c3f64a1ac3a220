import type { Version } from '../../core/units/id.ts'
import type { WritableDb } from '../connection.ts'
import { deleteDocument, putShown, standingOf } from '../documents.ts'
import type { AggregateTable } from '../tables.ts'
import { shownBeforeDeletion, shownFrom } from './versions.ts'

/** A document by its kind and id. */
export type DocumentRef = { readonly aggregate: AggregateTable; readonly id: string }

/**
 * Brings what is shown of documents up to the entries that count: their heads, what waits, and their rows. It follows from
 * the set of those entries alone. Answers what else is shown otherwise now, because of what refers to it.
 */
export function project(db: WritableDb, documents: Iterable<DocumentRef>): DocumentRef[] {
  const deleted: DocumentRef[] = []
  const dropHeads = db.prepare('DELETE FROM head WHERE aggregate = ? AND id = ?')
  const putHead = db.prepare('INSERT INTO head (aggregate, id, version) VALUES (?, ?, ?)')
  const named = new Map<string, DocumentRef>()
  for (const document of documents) {
    const { aggregate, id } = document
    const shown = shownFrom(db, aggregate, id)
    dropHeads.run(aggregate, id)
    for (const head of shown.heads) putHead.run(aggregate, id, head)
    setWaiting(db, document, shown.waits)
    if (shown.text === null) {
      if (standingOf(db, aggregate, id)) deleteDocument(db, aggregate, id)
      deleted.push(document)
    } else {
      putShown(db, aggregate, id, { revision: shown.revision, version: shown.token as Version }, shown.text)
      for (const to of referencesOf(db, document)) named.set(keyOf(to), to)
    }
  }
  return holdReferred(db, [...deleted, ...named.values()])
}

const keyOf = ({ aggregate, id }: DocumentRef): string => `${aggregate} ${id}`

function setWaiting(db: WritableDb, { aggregate, id }: DocumentRef, reason: string | null): void {
  if (reason === null) db.prepare('DELETE FROM waiting WHERE aggregate = ? AND id = ?').run(aggregate, id)
  else
    db.prepare(
      `INSERT INTO waiting (aggregate, id, reason) VALUES (?, ?, ?)
       ON CONFLICT (aggregate, id) DO UPDATE SET reason = excluded.reason`,
    ).run(aggregate, id, reason)
}

const referencesOf = (db: WritableDb, { aggregate, id }: DocumentRef): DocumentRef[] =>
  db
    .prepare('SELECT to_aggregate AS aggregate, to_id AS id FROM reference WHERE aggregate = ? AND id = ?')
    .all(aggregate, id) as DocumentRef[]

const HELD = 'still_referred'

/** Whether anything that was deleted is shown still, because something refers to it. */
export const isAnythingHeld = (db: WritableDb): boolean =>
  db.prepare('SELECT 1 FROM waiting WHERE reason = ?').get(HELD) !== undefined

/**
 * Shows still what was deleted where something that is shown refers to it, and what that refers to in turn, and nothing
 * else: all that is held is let go first, so that two which only hold each other go. `candidates`: what may have to be held
 * now, because it was deleted or is referred to anew. Answers what is held now and was not, and the other way round.
 */
export function holdReferred(db: WritableDb, candidates: readonly DocumentRef[]): DocumentRef[] {
  const heldNow = () =>
    db.prepare('SELECT aggregate, id FROM waiting WHERE reason = ?').all(HELD) as DocumentRef[]
  const held = heldNow()
  for (const document of held) {
    setWaiting(db, document, null)
    if (shownFrom(db, document.aggregate, document.id).text === null)
      deleteDocument(db, document.aggregate, document.id)
  }
  const isReferred = db.prepare(
    'SELECT 1 FROM reference WHERE to_aggregate = ? AND to_id = ? AND NOT (aggregate = to_aggregate AND id = to_id)',
  )
  const left = [...held, ...candidates]
  for (let document = left.pop(); document; document = left.pop()) {
    const { aggregate, id } = document
    if (isReferred.get(aggregate, id) === undefined || standingOf(db, aggregate, id)) continue
    const shown = shownFrom(db, aggregate, id)
    // Not here at all, or it waits for another reason with nothing to show.
    if (shown.heads.length === 0 || shown.waits !== null) continue
    const text = shownBeforeDeletion(db, aggregate, id)
    if (text === null) continue
    setWaiting(db, document, HELD)
    putShown(db, aggregate, id, { revision: shown.revision, version: shown.token as Version }, text)
    left.push(...referencesOf(db, document))
  }
  const after = heldNow()
  const [was, is] = [new Set(held.map(keyOf)), new Set(after.map(keyOf))]
  return [...held.filter((one) => !is.has(keyOf(one))), ...after.filter((one) => !was.has(keyOf(one)))]
}
