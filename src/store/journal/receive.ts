import { readEntry, readEntryHead, genesisOf } from '../../core/journal/entry.ts'
import { bytesOfHex } from '../../core/journal/hash.ts'
import { append } from '../../core/journal/merkle.ts'
import { type ReadableDb, type WritableDb, writing } from '../connection.ts'
import { hashText, sha256 } from '../hash.ts'
import { Refusal } from '../refusal.ts'
import { type Carried, documentText, type KnownCheckpoint } from './carried.ts'
import { oldEntryText } from './oldEntry.ts'
import { type Own, readOwn, readWorkspaceId, writeOwn } from './own.ts'
import { takeReady } from './pending.ts'
import { type DocumentRef, project } from './projecting.ts'

/** Entries of stations as an exchange brings them, whose signatures were checked. All of it is read within one transaction. */
export type Received = {
  readonly workspaceId: string
  /** Stations and their keys; null: a closed chain, which has none. */
  readonly stations: readonly { readonly station: string; readonly publicKey: Uint8Array | null }[]
  readonly documents: Iterable<{ readonly hash: string; readonly text: string }>
  /** Those of one station by their numbers; stations in any order. */
  readonly entries: Iterable<Carried>
  readonly checkpoints: readonly KnownCheckpoint[]
}

/** What a receipt of entries came to; `entries`: how many were new. */
export type Taken = {
  readonly entries: number
  /** How many entries are kept and not shown now. */
  readonly pending: number
  /** How many documents wait for a decision now. */
  readonly waiting: number
  readonly arrival: number
  /** The documents that are shown otherwise, or may be. */
  readonly changes: readonly DocumentRef[]
}

/**
 * Takes in entries that other stations wrote, all or nothing: what is here already changes nothing. What is shown then
 * follows from the set of entries that are here, in whatever order they came.
 * @throws {Refusal} `entries_bad` with `problem`, `station` and `seq`: entries of another workspace, a gap, or what is not
 * what its hash says.
 */
export function receiveEntries(db: ReadableDb, received: Received): Taken {
  return writing(db, (tx) => {
    beOf(tx, received.workspaceId)
    putStations(tx, received.stations)
    putDocuments(tx, received.documents)
    const first = lastArrival(tx) + 1
    for (const entry of received.entries) putEntry(tx, received.workspaceId, entry)
    const arrival = lastArrival(tx)
    putCheckpoints(tx, received.checkpoints)
    followOwn(tx)
    const ready = takeReady(tx)
    const touched = [...ready, ...project(tx, ready)]
    retell(tx, arrival, first, touched)
    const count = (table: string) =>
      (tx.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n
    return {
      entries: arrival + 1 - first,
      pending: count('pending'),
      waiting: count('waiting'),
      arrival,
      changes: touched,
    }
  })
}

const bad = (problem: string, place: { station: string; seq: number } = { station: '', seq: 0 }): Refusal =>
  new Refusal('entries_bad', { problem, station: place.station, seq: place.seq })

const lastArrival = (db: ReadableDb): number =>
  (db.prepare('SELECT coalesce(max(arrival), 0) AS n FROM entry').get() as { n: number }).n

/** A folder that has no entries becomes one of the workspace whose entries come. */
function beOf(db: WritableDb, workspaceId: string): void {
  const own = readWorkspaceId(db)
  if (own === workspaceId) return
  if (own !== null && lastArrival(db) > 0) throw bad('other_workspace')
  db.prepare('DELETE FROM workspace_id').run()
  db.prepare('INSERT INTO workspace_id VALUES (?)').run(workspaceId)
}

function putStations(db: WritableDb, stations: Received['stations']): void {
  const put = db.prepare('INSERT OR IGNORE INTO station (id, public_key, kind) VALUES (?, ?, ?)')
  for (const { station, publicKey } of stations)
    put.run(station, publicKey && Buffer.from(publicKey), publicKey ? 'other' : 'closed')
}

function putDocuments(db: WritableDb, documents: Received['documents']): void {
  const put = db.prepare('INSERT OR IGNORE INTO document (hash, text) VALUES (?, ?)')
  for (const { hash, text } of documents) {
    if (hashText(text) !== hash) throw bad('document_hash')
    put.run(hash, text)
  }
}

/** Keeps an entry that is not here yet: one that follows on what is here, and is what its hash says. */
function putEntry(db: WritableDb, workspaceId: string, entry: Carried): void {
  const { hash, station, seq, prevHash, form, body, raw } = entry
  if (db.prepare('SELECT 1 FROM entry WHERE hash = ?').get(hash) !== undefined) return
  const said = form === 1 ? saidByOld(db, entry) : saidByBody(entry)
  if (!said) throw bad('entry_form', entry)
  const follows =
    seq === firstSeq(db, entry)
      ? form === 1 || prevHash === genesisOf(workspaceId, station, sha256)
      : db
          .prepare('SELECT 1 FROM entry WHERE hash = ? AND station = ? AND seq = ?')
          .get(prevHash, station, seq - 1) !== undefined
  if (!follows) throw bad('entry_gap', entry)
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO entry (hash, station, seq, prev_hash, form, at_ms, action, body, raw)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(hash, station, seq, prevHash, form, said.atMs, said.action, body, raw)
  db.prepare("INSERT INTO pending (arrival, why) VALUES (?, 'not_accepted')").run(Number(lastInsertRowid))
}

/** Where a chain begins: a closed one where its own journal did. */
function firstSeq(db: ReadableDb, { form, station, seq }: Carried): number {
  if (form !== 1) return 1
  const { first } = db.prepare('SELECT min(seq) AS first FROM entry WHERE station = ?').get(station) as {
    first: number | null
  }
  return first ?? seq
}

type SaidBy = { atMs: number; action: string }

/** An entry of form 2 and above by its body: whose it is, where it stands, and that it has its hash. */
function saidByBody({ hash, station, seq, prevHash, form, body, raw }: Carried): SaidBy | null {
  if (raw !== null) return null
  if (hashText(body) !== hash) throw bad('entry_hash', { station, seq })
  const head = readEntryHead(body)
  if (!head.ok) return null
  const { value } = head
  if (value.form !== form || value.station !== station || value.seq !== seq || value.prevHash !== prevHash)
    return null
  const entry = readEntry(body)
  if (entry.ok) return { atMs: entry.value.atMs, action: entry.value.action }
  if (entry.params['problem'] !== 'newer_entry') return null
  const { atMs, action } = value as { atMs?: unknown; action?: unknown }
  return {
    atMs: Number.isSafeInteger(atMs) ? Number(atMs) : 0,
    action: typeof action === 'string' ? action : '',
  }
}

/** An entry of form 1: its old text is put together again and has its hash. */
function saidByOld(db: ReadableDb, { hash, station, seq, prevHash, body, raw }: Carried): SaidBy | null {
  try {
    const said = JSON.parse(body) as { atMs: unknown; action: unknown; seq: unknown; prevHash: unknown }
    if (typeof said.atMs !== 'number' || typeof said.action !== 'string') return null
    if (said.seq !== seq || said.prevHash !== prevHash) return null
    const text = raw ?? oldEntryText(body, (doc) => documentText(db, doc))
    if (text === null || (raw === null && hashText(text) !== hash)) throw bad('entry_hash', { station, seq })
    return { atMs: said.atMs, action: said.action }
  } catch (error) {
    if (error instanceof Refusal) throw error
    return null
  }
}

/** Keeps signed heads; of one chain that did not part, the newest. */
function putCheckpoints(db: WritableDb, checkpoints: Received['checkpoints']): void {
  for (const { station, size, root, note } of checkpoints) {
    db.prepare('INSERT OR IGNORE INTO checkpoint (station, size, root, note) VALUES (?, ?, ?, ?)').run(
      station,
      size,
      root,
      note,
    )
    const parted = db
      .prepare('SELECT 1 FROM entry WHERE station = ? GROUP BY seq HAVING count(*) > 1 LIMIT 1')
      .get(station)
    if (parted === undefined)
      db.prepare(
        'DELETE FROM checkpoint WHERE station = ? AND size < (SELECT max(size) FROM checkpoint WHERE station = ?)',
      ).run(station, station)
  }
}

/**
 * Entries of the station of this folder that came back: what follows on its chain was lost here, with an older copy of the
 * folder, and is its end again; what does not follow was written elsewhere with the same key, which is a fork.
 */
function followOwn(db: WritableDb): void {
  let own: Own | null = readOwn(db)
  if (!own) return
  const next = db.prepare('SELECT hash FROM entry WHERE station = ? AND seq = ? AND prev_hash = ?')
  const before = own
  for (;;) {
    const { station, seq, hash, frontier }: Own = own
    const found = next.all(station, seq + 1, hash) as { hash: string }[]
    const [one] = found
    if (!one || found.length > 1) break
    own = { ...own, seq: seq + 1, hash: one.hash, frontier: append(frontier, bytesOfHex(one.hash), sha256) }
  }
  const { n } = db.prepare('SELECT count(*) AS n FROM entry WHERE station = ?').get(own.station) as {
    n: number
  }
  const isForked = own.isForked || n > own.seq
  if (own !== before || isForked !== before.isForked) writeOwn(db, { ...own, isForked })
}

/** Entries that came before and are shown only now are told with the arrival that let them be. */
export function retell(
  db: WritableDb,
  arrival: number,
  first: number,
  touched: readonly DocumentRef[],
): void {
  const put = db.prepare('INSERT OR IGNORE INTO retold (arrival, aggregate, id) VALUES (?, ?, ?)')
  const isTold = db.prepare(
    `SELECT 1 FROM version v JOIN change c ON c.version = v.hash WHERE v.aggregate = ? AND v.id = ? AND c.arrival >= ?`,
  )
  for (const { aggregate, id } of touched)
    if (isTold.get(aggregate, id, first) === undefined) put.run(arrival, aggregate, id)
}
