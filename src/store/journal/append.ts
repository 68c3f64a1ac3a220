import { checkpointBody, noteOf, originOf } from '../../core/journal/checkpoint.ts'
import {
  type Change as BodyChange,
  ENTRY_FORM,
  type EntryBody,
  entryHash,
  type EntryRef,
  entryText,
  genesisOf,
} from '../../core/journal/entry.ts'
import { bytesOfHex, hexOf, utf8 } from '../../core/journal/hash.ts'
import { append, EMPTY_FRONTIER, rootOf } from '../../core/journal/merkle.ts'
import type { Version } from '../../core/units/id.ts'
import type { WritableDb } from '../connection.ts'
import { sha256 } from '../hash.ts'
import type { HeadRecord } from '../station/keys.ts'
import type { AggregateTable } from '../tables.ts'
import type { Change, Entry, JournalActor } from './entries.ts'
import { readWorkspaceId, writeOwn } from './own.ts'
import type { Writer } from './writer.ts'

/** A change that a transaction made, as its entry will say it. */
export type Made = {
  readonly aggregate: AggregateTable
  readonly id: string
  readonly bases: readonly string[]
  readonly version: Version
  readonly revision: number
  /** The document's canonical text and the hash of that; null: it is deleted. */
  readonly doc: { readonly text: string; readonly hash: string } | null
}

/** Puts what an entry of form 2 says of a document: its version, and what that goes on from. */
export function putVersion(
  db: WritableDb,
  { aggregate, id, bases, doc }: BodyChange,
  hash: string,
  revision: number,
): void {
  db.prepare('INSERT OR IGNORE INTO version (hash, aggregate, id, revision, doc) VALUES (?, ?, ?, ?, ?)').run(
    hash,
    aggregate,
    id,
    revision,
    doc,
  )
  const putBase = db.prepare('INSERT OR IGNORE INTO version_base (version, base) VALUES (?, ?)')
  for (const base of bases) putBase.run(hash, base)
}

/**
 * Appends an entry to the chain of the station that writes, signs the chain's head anew and makes the changes' versions the
 * heads of their documents. Answers what the key is to record once all of it is committed.
 */
export function appendEntry(
  db: WritableDb,
  writer: Writer,
  entry: {
    atMs: number
    actor: JournalActor
    action: string
    undoes: EntryRef | null
    about: Pick<Made, 'aggregate' | 'id'> | null
    changes: readonly Made[]
  },
): { entry: Entry; record: HeadRecord } {
  const workspaceId = readWorkspaceId(db)
  if (workspaceId === null) throw new Error('a workspace without an id')
  const key = writer.key(workspaceId)
  const { station } = key
  if (writer.before === null) beginStation(db, station, key.publicKey)
  const body: EntryBody = {
    form: ENTRY_FORM,
    station,
    seq: (writer.before?.seq ?? 0) + 1,
    atMs: entry.atMs,
    actor: entry.actor,
    action: entry.action,
    undoes: entry.undoes,
    ...(entry.about ? { about: { aggregate: entry.about.aggregate, id: entry.about.id } } : {}),
    continues: writer.continues,
    prevHash: writer.before?.hash ?? genesisOf(workspaceId, station, sha256),
    changes: entry.changes.map(({ aggregate, id, bases, doc }) => ({
      aggregate,
      id,
      bases: [...bases],
      doc: doc?.hash ?? null,
    })),
  }
  const text = entryText(body)
  const hash = entryHash(text, sha256)
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO entry (hash, station, seq, prev_hash, form, at_ms, action, body, raw)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)`,
    )
    .run(hash, station, body.seq, body.prevHash, body.form, body.atMs, body.action, text)
  const arrival = Number(lastInsertRowid)
  putChanges(db, arrival, entry.changes)

  const frontier = append(writer.before?.frontier ?? EMPTY_FRONTIER, bytesOfHex(hash), sha256)
  const root = hexOf(rootOf(frontier, sha256))
  const origin = originOf(workspaceId, station)
  const signed = checkpointBody({ origin, size: body.seq, root })
  const note = noteOf(signed, { name: origin, publicKey: key.publicKey }, key.sign(utf8(signed)), sha256)
  db.prepare('DELETE FROM checkpoint WHERE station = ? AND size < ?').run(station, body.seq)
  db.prepare('INSERT INTO checkpoint (station, size, root, note) VALUES (?, ?, ?, ?)').run(
    station,
    body.seq,
    root,
    note,
  )
  writeOwn(db, { station, seq: body.seq, hash, frontier, isForked: false, isLeft: false })
  const changes = entry.changes.map(
    ({ aggregate, id, revision, version, doc }): Change => ({
      aggregate,
      id,
      revision,
      version,
      doc: doc?.hash ?? null,
    }),
  )
  const { atMs, actor, action, undoes } = entry
  return {
    entry: {
      arrival,
      hash,
      station,
      seq: body.seq,
      prevHash: body.prevHash,
      atMs,
      actor,
      action,
      undoes,
      changes,
    },
    record: { seq: body.seq, hash, root },
  }
}

/** The station that wrote here before stays known by its key, as one of those that this chain goes on from. */
function beginStation(db: WritableDb, station: string, publicKey: Uint8Array): void {
  db.prepare("UPDATE station SET kind = 'other' WHERE kind = 'own'").run()
  db.prepare(
    "INSERT INTO station (id, public_key, kind) VALUES (?, ?, 'own') ON CONFLICT (id) DO UPDATE SET kind = 'own'",
  ).run(station, Buffer.from(publicKey))
}

function putChanges(db: WritableDb, arrival: number, changes: readonly Made[]): void {
  const putDocument = db.prepare('INSERT OR IGNORE INTO document (hash, text) VALUES (?, ?)')
  const putChange = db.prepare('INSERT INTO change (arrival, ord, version) VALUES (?, ?, ?)')
  const dropHeads = db.prepare('DELETE FROM head WHERE aggregate = ? AND id = ?')
  const putHead = db.prepare('INSERT INTO head (aggregate, id, version) VALUES (?, ?, ?)')
  const settled = db.prepare('DELETE FROM waiting WHERE aggregate = ? AND id = ?')
  changes.forEach(({ aggregate, id, bases, version, revision, doc }, ord) => {
    if (doc) putDocument.run(doc.hash, doc.text)
    putVersion(db, { aggregate, id, bases: [...bases], doc: doc?.hash ?? null }, version, revision)
    putChange.run(arrival, ord, version)
    // A write goes on from all heads of its document.
    dropHeads.run(aggregate, id)
    putHead.run(aggregate, id, version)
    settled.run(aggregate, id)
  })
}
