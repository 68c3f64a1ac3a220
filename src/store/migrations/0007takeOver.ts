import type Database from 'better-sqlite3'
import { closedStationOf } from '../../core/journal/entry.ts'
import { references } from '../../core/journal/references.ts'
import { versionHash } from '../../core/journal/version.ts'
import { canonicalJson } from '../../core/units/canonical.ts'
import { hashText, sha256 } from '../hash.ts'
import { type OldChange, oldEntryText } from '../journal/oldEntry.ts'
import type { OldHead } from '../oldHead.ts'
import type { AggregateTable } from '../tables.ts'
import { TABLES_0007 } from './0007aggregates.ts'

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
 * Takes the old journal over as a closed chain: each entry in its old form and under its old hash, its documents beside it,
 * and the versions of them as a line. One entry is held at a time. Copies that are taken over apart get the same chain.
 */
export function takeOver(db: Database.Database, oldHead: OldHead): void {
  const next = db.prepare('SELECT * FROM journal WHERE seq > ? ORDER BY seq LIMIT 1')
  const first = db.prepare('SELECT * FROM journal ORDER BY seq LIMIT 1').get() as Row | undefined
  if (!first) return
  const station = closedStationOf(first.hash, sha256)
  db.prepare('INSERT INTO workspace_id VALUES (?)').run(workspaceIdOf(first.hash))
  db.prepare("INSERT INTO station (id, public_key, kind) VALUES (?, NULL, 'closed')").run(station)
  const putEntry = db.prepare(
    `INSERT INTO entry (arrival, hash, station, seq, prev_hash, form, at_ms, action, body, raw)
     VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?)`,
  )
  const putDocument = db.prepare('INSERT OR IGNORE INTO document (hash, text) VALUES (?, ?)')
  const putVersion = versionsOf(db)
  let last = first
  let arrival = 0
  for (let row: Row | undefined = first; row; row = next.get(row.seq) as Row | undefined) {
    last = row
    arrival += 1
    const { body, changes, texts, raw } = readRow(row)
    for (const [hash, text] of texts) putDocument.run(hash, text)
    putEntry.run(arrival, row.hash, station, row.seq, row.prev_hash, row.at_ms, row.action, body, raw)
    changes.forEach((change, ord) => putVersion(arrival, ord, change))
  }
  const { state, recorded } = stateOf(db, oldHead, last)
  db.prepare('INSERT INTO taken_over VALUES (?, ?, ?, ?, ?)').run(
    station,
    last.seq,
    last.hash,
    state,
    recorded,
  )
}

/** A UUID of the form for own purposes (version 8 of RFC 9562). */
function workspaceIdOf(firstHash: string): string {
  const hex = hashText(`workspace\n${firstHash}`)
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-')
}

/** An old row in its new form; its old text as it stood where what is made of that does not have its hash. */
function readRow(row: Row): {
  body: string
  changes: OldChange[]
  texts: Map<string, string>
  raw: string | null
} {
  const head = (changes: readonly OldChange[], actor: unknown): string =>
    canonicalJson({
      action: row.action,
      actor,
      atMs: row.at_ms,
      changes,
      prevHash: row.prev_hash,
      seq: row.seq,
      undoes: row.undoes,
    })
  const asItStood = `{"action":${JSON.stringify(row.action)},"actor":${row.actor},"atMs":${row.at_ms},"changes":${row.changes},"prevHash":${JSON.stringify(row.prev_hash)},"seq":${row.seq},"undoes":${row.undoes ?? 'null'}}`
  const texts = new Map<string, string>()
  try {
    const changes = (JSON.parse(row.changes) as unknown[]).map((change): OldChange => {
      const { aggregate, id, revision, doc, ...more } = change as Record<string, unknown>
      if (typeof aggregate !== 'string' || typeof id !== 'string' || !Number.isSafeInteger(revision))
        throw new Error('no change of ours')
      if (doc === undefined || Object.keys(more).length > 0) throw new Error('no change of ours')
      if (doc === null) return { aggregate, doc: null, id, revision: revision as number }
      const text = canonicalJson(doc)
      const hash = hashText(text)
      texts.set(hash, text)
      return { aggregate, doc: hash, id, revision: revision as number }
    })
    const body = head(changes, JSON.parse(row.actor))
    const isWhole = hashText(oldEntryText(body, (hash) => texts.get(hash) ?? null) ?? '') === row.hash
    return { body, changes, texts, raw: isWhole ? null : asItStood }
  } catch {
    return { body: head([], null), changes: [], texts, raw: asItStood }
  }
}

/** Puts what an entry made of a document as the version that follows on the one before; only it is a head then. */
function versionsOf(db: Database.Database): (arrival: number, ord: number, change: OldChange) => void {
  const find = db.prepare('SELECT version FROM head WHERE aggregate = ? AND id = ?')
  const put = db.prepare(
    'INSERT OR IGNORE INTO version (hash, aggregate, id, revision, doc) VALUES (?, ?, ?, ?, ?)',
  )
  const putBase = db.prepare('INSERT OR IGNORE INTO version_base (version, base) VALUES (?, ?)')
  const putChange = db.prepare('INSERT INTO change (arrival, ord, version) VALUES (?, ?, ?)')
  const revisionOf = db.prepare('SELECT revision FROM version WHERE hash = ?')
  const drop = db.prepare('DELETE FROM head WHERE aggregate = ? AND id = ?')
  const putHead = db.prepare('INSERT INTO head (aggregate, id, version) VALUES (?, ?, ?)')
  return (arrival, ord, { aggregate, id, doc }) => {
    const before = find.get(aggregate, id) as { version: string } | undefined
    const bases = before ? [before.version] : []
    const version = versionHash({ aggregate, id, bases, doc }, sha256)
    const base = before && (revisionOf.get(before.version) as { revision: number })
    put.run(version, aggregate, id, 1 + (base?.revision ?? 0), doc)
    for (const one of bases) putBase.run(version, one)
    putChange.run(arrival, ord, version)
    drop.run(aggregate, id)
    putHead.run(aggregate, id, version)
  }
}

/** How the head that was recorded beside the database stands to the journal's end. */
function stateOf(
  db: Database.Database,
  head: OldHead,
  last: Row,
): { state: string; recorded: number | null } {
  if (head === 'unreadable') return { state: 'unreadable', recorded: null }
  if (head === null) return { state: 'missing', recorded: null }
  const recorded = head.seq
  if (recorded > last.seq) return { state: 'cut', recorded }
  const at = db.prepare('SELECT hash FROM journal WHERE seq = ?').get(recorded) as
    | { hash: string }
    | undefined
  const isThere = recorded === 0 ? head.hash === '0'.repeat(64) : at?.hash === head.hash
  if (!isThere) return { state: 'other', recorded }
  // The process that wrote the last entry may have died before it wrote the head.
  return { state: recorded >= last.seq - 1 ? 'here' : 'behind', recorded }
}

/** Keeps what each document that is shown refers to; one that cannot be read refers to nothing. */
export function referAll(db: Database.Database): void {
  const put = db.prepare(
    'INSERT OR IGNORE INTO reference (to_aggregate, to_id, aggregate, id) VALUES (?, ?, ?, ?)',
  )
  for (const table of TABLES_0007) {
    const next = db.prepare(`SELECT id, doc FROM ${table} WHERE id > ? ORDER BY id LIMIT 1`)
    for (let id = ''; ; ) {
      const row = next.get(id) as { id: string; doc: string } | undefined
      if (!row) break
      id = row.id
      for (const to of referencesOf(table, row.doc)) put.run(to.aggregate, to.id, table, id)
    }
  }
}

function referencesOf(table: AggregateTable, text: string): readonly { aggregate: string; id: string }[] {
  try {
    return references(table, JSON.parse(text) as never)
  } catch {
    return []
  }
}
