import { references } from '../../core/journal/references.ts'
import { projected } from '../../core/journal/project.ts'
import { canonicalJson } from '../../core/units/canonical.ts'
import type { ReadableDb } from '../connection.ts'
import { hashText, sha256 } from '../hash.ts'
import { documentText } from '../journal/carried.ts'
import { fitting, fittingText } from '../schemas.ts'
import type { AggregateTable } from '../tables.ts'
import type { Replay, Replayed } from './replay.ts'

/** A record, or a part of the database, that is not as the journal has it. */
export type Differing = { aggregate: string; id: string; problem: string }

/** What has to be shown of a document by the entries that count; `hash` of its text, null: nothing. */
type Expected = {
  readonly heads: readonly string[]
  readonly version: string
  readonly revision: number
  readonly hash: string | null
  readonly text: () => string | null
  readonly waits: string | null
}

/** The tables beside those of documents, and what is amiss where they name one that is not. */
const BESIDES = [
  ['head', 'heads'],
  ['waiting', 'waiting'],
  ['reference', 'references'],
] as const

/** By a document's id: its newest versions, why it waits, and what it refers to, each rising. */
type Beside = Record<(typeof BESIDES)[number][0], ReadonlyMap<string, readonly string[]>>

function besideOf(db: ReadableDb, table: AggregateTable): Beside {
  const grouped = (sql: string): Map<string, string[]> => {
    const found = new Map<string, string[]>()
    for (const { id, said } of db.prepare(sql).iterate(table) as Iterable<{ id: string; said: string }>) {
      const known = found.get(id)
      if (known) known.push(said)
      else found.set(id, [said])
    }
    return found
  }
  return {
    head: grouped('SELECT id, version AS said FROM head WHERE aggregate = ? ORDER BY version'),
    waiting: grouped('SELECT id, reason AS said FROM waiting WHERE aggregate = ?'),
    reference: grouped(
      "SELECT id, to_aggregate || ' ' || to_id AS said FROM reference WHERE aggregate = ? ORDER BY said",
    ),
  }
}

type Row = { id: string; revision: number; version: string; doc: string }

/** Every record of some tables, held against what follows from the entries: as they were replayed, not as tables say. */
export function compareRecords(
  db: ReadableDb,
  { documents }: Replay,
  tables: readonly AggregateTable[],
): { checked: number; differing: Differing[] } {
  const differing: Differing[] = []
  let checked = 0
  const named = idsByKind(documents)
  for (const table of tables) {
    const seen = new Set<string>()
    const beside = besideOf(db, table)
    const told = new Set<string>()
    const tell = (id: string, problem: string): void => {
      if (!told.has(id)) differing.push({ aggregate: table, id, problem })
      told.add(id)
    }
    for (const row of db
      .prepare(`SELECT id, revision, version, doc FROM ${table}`)
      .iterate() as Iterable<Row>) {
      checked += 1
      seen.add(row.id)
      const expected = expectedOf(db, table, row.id, documents)
      const problem =
        problemOf(table, row, expected, beside.reference.get(row.id)) ?? besides(beside, row.id, expected)
      if (problem) tell(row.id, problem)
    }
    for (const id of named.get(table) ?? []) {
      if (seen.has(id)) continue
      const expected = expectedOf(db, table, id, documents)
      const problem = expected.hash === null ? besides(beside, id, expected) : 'missing'
      if (problem) tell(id, problem)
    }
    // What stands beside documents that there never were.
    for (const [name, problem] of BESIDES)
      for (const id of beside[name].keys())
        if (!seen.has(id) && (name === 'reference' || !documents.has(`${table} ${id}`))) tell(id, problem)
  }
  return { checked, differing }
}

/** The ids of the documents that entries made, by kind. */
function idsByKind(documents: Replay['documents']): ReadonlyMap<string, readonly string[]> {
  const named = new Map<string, string[]>()
  for (const key of documents.keys()) {
    const at = key.indexOf(' ')
    const [kind, id] = [key.slice(0, at), key.slice(at + 1)]
    const known = named.get(kind)
    if (known) known.push(id)
    else named.set(kind, [id])
  }
  return named
}

function problemOf(
  table: AggregateTable,
  row: Row,
  expected: Expected,
  /** What is kept of what it refers to. */
  kept: readonly string[] = [],
): string | null {
  if (expected.hash === null) return 'not_in_journal'
  if (expected.revision !== row.revision) return 'revision'
  if (expected.hash !== hashText(row.doc)) return `changed:${changedMembers(expected.text() ?? '', row.doc)}`
  if (expected.version !== row.version) return 'version'
  // The journal says the same, and still nobody can read it.
  const fitted = fittingText(table, row.id, row.doc)
  if (!fitted.ok) return `unreadable:${fitted.unfit.path}`
  return references(table, fitted.doc as never)
    .map(toKey)
    .sort()
    .join() === kept.join()
    ? null
    : 'references'
}

const toKey = ({ aggregate, id }: { aggregate: string; id: string }): string => `${aggregate} ${id}`

/** Heads and what waits, as they are kept beside the record. */
function besides({ head, waiting }: Beside, id: string, expected: Expected): string | null {
  if ((head.get(id) ?? []).join() !== expected.heads.join()) return 'heads'
  return (waiting.get(id)?.join() ?? null) === expected.waits ? null : 'waiting'
}

const NOTHING: Expected = { heads: [], version: '', revision: 0, hash: null, text: () => null, waits: null }

function expectedOf(
  db: ReadableDb,
  table: AggregateTable,
  id: string,
  documents: Replay['documents'],
): Expected {
  const versions = documents.get(`${table} ${id}`)
  if (!versions) return NOTHING
  const shown = shownOf(db, table, id, versions)
  if (shown.hash !== null || shown.waits !== null || !isReferred(db, table, id)) return shown
  // Deleted, and something refers to it still: what was shown before stays.
  for (let rest = [...versions], gone = shown.heads; ; ) {
    rest = rest.filter(({ hash }) => !gone.includes(hash))
    if (rest.length === 0) return shown
    const before = shownOf(db, table, id, rest)
    if (before.hash !== null)
      return { ...shown, hash: before.hash, text: before.text, waits: 'still_referred' }
    gone = before.heads
  }
}

function shownOf(db: ReadableDb, table: AggregateTable, id: string, versions: readonly Replayed[]): Expected {
  const heads = headsOf(versions)
  const [head] = heads
  if (head && heads.length === 1)
    return {
      heads: [head.hash],
      version: head.hash,
      revision: head.revision,
      hash: head.doc,
      text: () => (head.doc === null ? null : documentText(db, head.doc)),
      waits: null,
    }
  const all = versions.map(({ hash, bases, doc }) => ({
    hash,
    bases,
    get doc(): unknown {
      return doc === null ? null : readDocument(db, doc)
    },
  }))
  const {
    heads: hashes,
    token,
    revision,
    shown,
    waits,
  } = projected(table, all, (doc) => fitting(table, id, doc).ok, sha256)
  const text = shown === null ? null : canonicalJson(shown)
  return {
    heads: hashes,
    version: token,
    revision,
    hash: text === null ? null : hashText(text),
    text: () => text,
    waits,
  }
}

function headsOf(versions: readonly Replayed[]): readonly Replayed[] {
  // Most were never changed.
  if (versions.length < 2) return versions
  const continued = new Set(versions.flatMap(({ bases }) => bases))
  return versions.filter(({ hash }) => !continued.has(hash))
}

/** A document that somebody broke is told of with its entry; here it says nothing. */
function readDocument(db: ReadableDb, hash: string): unknown {
  try {
    return JSON.parse(documentText(db, hash) ?? 'null') as unknown
  } catch {
    return null
  }
}

const isReferred = (db: ReadableDb, table: AggregateTable, id: string): boolean =>
  db
    .prepare(
      'SELECT 1 FROM reference WHERE to_aggregate = ? AND to_id = ? AND NOT (aggregate = to_aggregate AND id = to_id)',
    )
    .get(table, id) !== undefined

/** The members in which two documents differ, for a person to look at. */
function changedMembers(expected: string, found: string): string {
  try {
    const a = JSON.parse(expected) as Record<string, unknown>
    const b = JSON.parse(found) as Record<string, unknown>
    const names = [...new Set([...Object.keys(a), ...Object.keys(b)])]
    const changed = names.filter((name) => canonicalJson(a[name] ?? null) !== canonicalJson(b[name] ?? null))
    return changed.join(',') || 'form'
  } catch {
    return 'form'
  }
}
