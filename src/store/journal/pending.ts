import { readEntry } from '../../core/journal/entry.ts'
import { revisionOf, versionHash } from '../../core/journal/version.ts'
import { type ReadableDb, type WritableDb, writing } from '../connection.ts'
import { sha256 } from '../hash.ts'
import { isAggregateTable } from '../tables.ts'
import { putVersion } from './append.ts'
import { documentText } from './carried.ts'
import { behind, type Counting, countingOf } from './counting.ts'
import type { OldBody } from './oldEntry.ts'
import { type DocumentRef, project } from './projecting.ts'

/** Why an entry is kept and not shown. */
export type Why = 'not_accepted' | 'newer_form' | 'unknown_kind' | 'bases_missing'

/** What has to be looked at of an entry. */
type Row = {
  arrival: number
  hash: string
  station: string
  seq: number
  prev_hash: string
  form: number
  body: string
}

/** A change as its entry says it, whatever kind it is of; null for bases that follow from the chain (form 1). */
type Said = { aggregate: string; id: string; bases: string[] | null; doc: string | null }

/**
 * Takes in what waits of the entries that are here, as far as it is ready now: its station counts, its form and kinds are
 * known, and the versions and documents that it names are here. That follows from the set of entries alone. Answers the
 * documents whose versions are more now; nothing of them is shown yet.
 */
export function takeReady(db: WritableDb): DocumentRef[] {
  const touched = new Map<string, DocumentRef>()
  for (let isMore = true; isMore; ) {
    const found = pass(db, countingOf(db))
    for (const document of found) touched.set(`${document.aggregate} ${document.id}`, document)
    // Acceptances of our own that came from elsewhere let more entries count.
    isMore = found.some(({ aggregate }) => aggregate === 'acceptance')
  }
  return [...touched.values()]
}

/** What waits is looked at once, and again when what it waits for is taken in. */
function pass(db: WritableDb, counts: Counting): DocumentRef[] {
  const touched: DocumentRef[] = []
  const find = db.prepare(
    'SELECT arrival, hash, station, seq, prev_hash, form, body FROM entry WHERE arrival = ?',
  )
  const setWhy = db.prepare('UPDATE pending SET why = ? WHERE arrival = ?')
  const release = db.prepare('DELETE FROM pending WHERE arrival = ?')
  const basesOf = oldBases(db)
  /** Arrivals by the hash of the version, or the entry of a closed chain, that they wait for. */
  const waiting = new Map<string, number[]>()
  const left = (
    db.prepare('SELECT arrival FROM pending ORDER BY arrival DESC').all() as { arrival: number }[]
  ).map(({ arrival }) => arrival)
  for (let arrival = left.pop(); arrival !== undefined; arrival = left.pop()) {
    const row = find.get(arrival) as Row
    const said = saidBy(row)
    const { why, on } = whyNot(db, row, said, counts)
    if (why !== null || !said) {
      setWhy.run(why ?? 'newer_form', arrival)
      if (on !== null) waiting.set(on, [...(waiting.get(on) ?? []), arrival])
      continue
    }
    release.run(arrival)
    const made = keepVersions(db, row, said, basesOf)
    for (const hash of [...made, row.hash]) {
      left.push(...(waiting.get(hash) ?? []))
      waiting.delete(hash)
    }
    for (const { aggregate, id } of said) if (isAggregateTable(aggregate)) touched.push({ aggregate, id })
  }
  return touched
}

/** Why an entry cannot be shown yet, and which hash it waits for, where it is one. */
function whyNot(
  db: ReadableDb,
  row: Row,
  said: readonly Said[] | null,
  counts: Counting,
): { why: Why | null; on: string | null } {
  const no = (why: Why, on: string | null = null) => ({ why, on })
  if (!counts(row)) return no('not_accepted')
  if (!said) return no('newer_form')
  if (said.some(({ aggregate }) => !isAggregateTable(aggregate))) return no('unknown_kind')
  if (row.form === 1) {
    const before = db.prepare('SELECT arrival FROM entry WHERE hash = ?').get(row.prev_hash)
    if (before && isPending(db, (before as { arrival: number }).arrival))
      return no('bases_missing', row.prev_hash)
  }
  const version = db.prepare('SELECT 1 FROM version WHERE hash = ?')
  for (const { id, bases, doc } of said) {
    const missing = (bases ?? []).find((base) => version.get(base) === undefined)
    if (missing !== undefined) return no('bases_missing', missing)
    if (doc === null) continue
    const text = documentText(db, doc)
    if (text === null) return no('bases_missing')
    if (!isDocument(text, id)) return no('newer_form')
  }
  return { why: null, on: null }
}

/** Whether an entry waits for a version that is not here. */
export const isBaseMissing = (db: ReadableDb): boolean =>
  db.prepare("SELECT 1 FROM pending WHERE why = 'bases_missing' LIMIT 1").get() !== undefined

const isPending = (db: ReadableDb, arrival: number): boolean =>
  db.prepare('SELECT 1 FROM pending WHERE arrival = ?').get(arrival) !== undefined

/** A row takes nothing else: an object of this id. */
export function isDocument(text: string, id: string): boolean {
  try {
    return (JSON.parse(text) as { id?: unknown } | null)?.id === id
  } catch {
    return false
  }
}

function saidBy({ form, body }: Row): Said[] | null {
  if (form === 1) return (JSON.parse(body) as OldBody).changes.map((change) => ({ ...change, bases: null }))
  const entry = readEntry(body)
  return entry.ok
    ? entry.value.changes.map(({ aggregate, id, bases, doc }) => ({ aggregate, id, bases, doc }))
    : null
}

/** Keeps the versions that an entry makes; answers their hashes. */
function keepVersions(
  db: WritableDb,
  row: Row,
  said: readonly Said[],
  basesOf: (row: Row, document: Pick<Said, 'aggregate' | 'id'>) => string[],
): string[] {
  const put = db.prepare('INSERT INTO change (arrival, ord, version) VALUES (?, ?, ?)')
  const revision = db.prepare('SELECT revision FROM version WHERE hash = ?')
  return said.map(({ aggregate, id, bases, doc }, ord) => {
    const change = { aggregate, id, bases: bases ?? basesOf(row, { aggregate, id }), doc }
    const version = versionHash(change, sha256)
    const known = change.bases.map((base) => (revision.get(base) as { revision: number }).revision)
    putVersion(db, change, version, revisionOf(known))
    put.run(row.arrival, ord, version)
    return version
  })
}

/** The version that a closed chain had of a document before an entry: on the entry's own branch, where it parted. */
function oldBases(db: ReadableDb): (row: Row, document: Pick<Said, 'aggregate' | 'id'>) => string[] {
  const find = db.prepare(
    `SELECT v.hash AS version, e.station, e.seq, e.hash FROM version v JOIN change c ON c.version = v.hash
       JOIN entry e ON e.arrival = c.arrival
     WHERE v.aggregate = ? AND v.id = ? AND e.station = ? AND e.seq < ? ORDER BY e.seq DESC`,
  )
  const isParted = db.prepare(
    'SELECT 1 FROM entry WHERE station = ? AND seq < ? GROUP BY seq HAVING count(*) > 1 LIMIT 1',
  )
  const parted = new Map<string, boolean>()
  return ({ station, seq, prev_hash }, { aggregate, id }) => {
    const rows = find.all(aggregate, id, station, seq) as {
      version: string
      station: string
      seq: number
      hash: string
    }[]
    const known = parted.get(station) ?? isParted.get(station, Number.MAX_SAFE_INTEGER) !== undefined
    parted.set(station, known)
    const isBefore = known ? behind(db, { station, seq: seq - 1, hash: prev_hash }) : () => true
    const before = rows.find(isBefore)
    return before ? [before.version] : []
  }
}

/**
 * After an update: what a newer program wrote may be known now. Nothing is done, and nothing locked, where none of it waits.
 */
export function takeKnown(db: ReadableDb): void {
  const unknown = "SELECT 1 FROM pending WHERE why IN ('newer_form', 'unknown_kind')"
  if (db.prepare(unknown).get() === undefined) return
  writing(db, (tx) => {
    const touched = takeReady(tx)
    if (touched.length === 0) return
    project(tx, touched)
    // No entry came: what is derived by arrivals is made again.
    tx.prepare('DELETE FROM look_state').run()
  })
}
