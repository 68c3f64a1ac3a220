import { readEntry } from '../../core/journal/entry.ts'
import { revisionOf, versionHash } from '../../core/journal/version.ts'
import type { ReadableDb } from '../connection.ts'
import { hashText, sha256 } from '../hash.ts'
import { documentText } from '../journal/carried.ts'
import { countingOf } from '../journal/counting.ts'
import type { OldBody } from '../journal/oldEntry.ts'
import { isDocument, type Why } from '../journal/pending.ts'
import { isAggregateTable } from '../tables.ts'
import type { Broken } from './chains.ts'

/** A version as the entries say it. */
export type Replayed = {
  readonly hash: string
  readonly key: string
  readonly bases: readonly string[]
  /** The hash of its document; null: deleted. */
  readonly doc: string | null
  readonly revision: number
}

/** The journal gone through anew, from entries and documents alone. */
export type Replay = {
  /** The versions of each document that counts, by its kind and id with a space between. */
  readonly documents: ReadonlyMap<string, readonly Replayed[]>
  /** Where what is kept beside the entries does not say what they say, by station. */
  readonly broken: ReadonlyMap<string, Broken>
}

type Row = {
  arrival: number
  hash: string
  station: string
  seq: number
  prev_hash: string
  form: number
  body: string
  raw: string | null
  /** The versions that it made, as the table of changes has them, with commas between. */
  changes: string
}
type Said = { aggregate: string; id: string; bases: readonly string[] | null; doc: string | null }

/**
 * Replays the entries: which of them count, what versions they make, and which documents they name. What the tables beside
 * them say (versions, changes, what waits) is held against that.
 */
export function replay(db: ReadableDb): Replay {
  const broken = new Map<string, Broken>()
  const breakAt = ({ station, seq }: Pick<Row, 'station' | 'seq'>, problem: string): void => {
    const known = broken.get(station)
    if (!known || seq < known.at) broken.set(station, { at: seq, problem })
  }
  const counts = countingOf(db)
  const versions = new Map<string, Replayed>()
  const documents = new Map<string, Replayed[]>()
  const old = oldChains(db)
  const { hashes, bad: badDocuments } = documentsIn(db)
  /** Of the documents that are not what their hashes say, those that an entry names. */
  const told = new Set<string>()
  let changes = 0
  const bases = new Set<string>()
  const whys = new Map(
    (db.prepare('SELECT arrival, why FROM pending').all() as { arrival: number; why: string }[]).map(
      ({ arrival, why }) => [arrival, why],
    ),
  )
  const whyOf = ({ arrival }: Row): string | null => whys.get(arrival) ?? null
  const isThere = (doc: string, id: string): boolean =>
    hashes.has(doc) && isDocument(documentText(db, doc) ?? '', id)

  const isReady = (row: Row, said: readonly Said[] | null): said is Said[] =>
    said !== null &&
    counts(row) &&
    said.every(({ aggregate }) => isAggregateTable(aggregate)) &&
    (row.form !== 1 || old.isReady(row)) &&
    said.every(
      (one) =>
        (one.bases ?? []).every((base) => versions.has(base)) &&
        // An entry that counted and has lost its document is told of, below.
        (one.doc === null || whyOf(row) === null || isThere(one.doc, one.id)),
    )
  /** Why an entry is kept and not shown, as it was found when it came; null where it is. */
  const whyNot = (row: Row, said: readonly Said[] | null): Why => {
    if (!counts(row)) return 'not_accepted'
    if (said === null) return 'newer_form'
    if (said.some(({ aggregate }) => !isAggregateTable(aggregate))) return 'unknown_kind'
    if (row.form === 1 && !old.isReady(row)) return 'bases_missing'
    const lacking = said.find(
      ({ bases: on, doc, id }) =>
        (on ?? []).some((base) => !versions.has(base)) || (doc !== null && !isThere(doc, id)),
    )
    const isOther =
      lacking?.doc != null &&
      hashes.has(lacking.doc) &&
      (lacking.bases ?? []).every((base) => versions.has(base))
    return isOther ? 'newer_form' : 'bases_missing'
  }
  /** Tells of a document that is not what its hash says; whether one of that name is here at all. */
  const lookAt = (row: Row, doc: string): boolean => {
    if (badDocuments.has(doc)) {
      breakAt(row, 'document')
      told.add(doc)
    }
    return hashes.has(doc)
  }
  const take = (row: Row, said: readonly Said[]): void => {
    const made = said.map(({ aggregate, id, bases: on, doc }): Replayed => {
      const key = `${aggregate} ${id}`
      const basesOf = on ?? old.basesOf(row, key)
      const hash = versionHash({ aggregate, id, bases: [...basesOf], doc }, sha256)
      const revision = revisionOf(basesOf.map((base) => versions.get(base)?.revision ?? 0))
      for (const base of basesOf) bases.add(`${hash} ${base}`)
      return { hash, key, bases: basesOf, doc, revision }
    })
    if (row.form === 1) old.take(row, made)
    for (const version of made) {
      if (!versions.has(version.hash)) {
        versions.set(version.hash, version)
        const known = documents.get(version.key)
        if (known) known.push(version)
        else documents.set(version.key, [version])
      }
      if (version.doc !== null && !lookAt(row, version.doc)) breakAt(row, 'document_missing')
    }
    changes += made.length
    if (row.changes !== made.map(({ hash }) => hash).join()) breakAt(row, 'index')
    if (whyOf(row) !== null) breakAt(row, 'pending')
  }

  // In the order of arrival; what is not ready then is looked at again when more is.
  let left: { row: Row; said: Said[] | null }[] = []
  for (const row of rowsOf(db)) {
    const said = saidBy(row)
    if (said?.some(({ aggregate }) => !isAggregateTable(aggregate)) && row.form === 1)
      breakAt(row, 'unknown_aggregate')
    if (isReady(row, said)) take(row, said)
    else left.push({ row, said })
  }
  for (let before = -1; before !== left.length; ) {
    before = left.length
    left = left.filter(({ row, said }) => {
      if (!isReady(row, said)) return true
      take(row, said)
      return false
    })
  }
  for (const { row, said } of left) {
    for (const { doc } of said ?? []) if (doc !== null) lookAt(row, doc)
    const why = whyOf(row)
    if (why === null || row.changes !== '') breakAt(row, 'index')
    else if (why !== whyNot(row, said)) breakAt(row, 'pending')
  }
  if ([...badDocuments].some((hash) => !told.has(hash))) breakAt(NOWHERE, 'document')
  checkTables(db, { versions, bases, changes }, breakAt, () => broken.size === 0)
  return { documents, broken }
}

/** Versions, their bases and changes are those of the entries, and no others. */
function checkTables(
  db: ReadableDb,
  {
    versions,
    bases,
    changes,
  }: { versions: ReadonlyMap<string, Replayed>; bases: ReadonlySet<string>; changes: number },
  breakAt: (place: { station: string; seq: number }, problem: string) => void,
  isWhole: () => boolean,
): void {
  const placeOf = db.prepare(
    `SELECT coalesce(e.station, '') AS station, coalesce(e.seq, c.arrival) AS seq
     FROM change c LEFT JOIN entry e ON e.arrival = c.arrival WHERE c.version = ? ORDER BY c.arrival`,
  )
  const at = (version: string) =>
    (placeOf.get(version) as { station: string; seq: number } | undefined) ?? NOWHERE
  let [seen, seenBases] = [0, 0]
  for (const row of db
    .prepare('SELECT hash, aggregate, id, revision, doc FROM version')
    .iterate() as Iterable<{
    hash: string
    aggregate: string
    id: string
    revision: number
    doc: string | null
  }>) {
    seen += 1
    const said = versions.get(row.hash)
    const isSame =
      said?.key === `${row.aggregate} ${row.id}` && said.doc === row.doc && said.revision === row.revision
    if (!isSame) breakAt(at(row.hash), 'index')
  }
  for (const { version, base } of db.prepare('SELECT version, base FROM version_base').iterate() as Iterable<{
    version: string
    base: string
  }>) {
    seenBases += 1
    if (!bases.has(`${version} ${base}`)) breakAt(at(version), 'index')
  }
  const { n } = db.prepare('SELECT count(*) AS n FROM change').get() as { n: number }
  for (const table of ['change', 'pending']) {
    const stray = db
      .prepare(
        `SELECT min(arrival) AS arrival FROM ${table} WHERE arrival NOT IN (SELECT arrival FROM entry)`,
      )
      .get() as { arrival: number | null }
    if (stray.arrival !== null) breakAt({ station: '', seq: stray.arrival }, 'index')
  }
  if (isWhole() && (seen !== versions.size || seenBases !== bases.size || n !== changes))
    breakAt(NOWHERE, 'index')
}

/** Of what no entry has to do with. */
const NOWHERE = { station: '', seq: 1 }

/** The hashes under which documents lie, and of these the ones that lie under another's. */
function documentsIn(db: ReadableDb): { hashes: ReadonlySet<string>; bad: ReadonlySet<string> } {
  const [hashes, bad] = [new Set<string>(), new Set<string>()]
  for (const { hash, text } of db.prepare('SELECT hash, text FROM document').iterate() as Iterable<{
    hash: string
    text: string
  }>) {
    hashes.add(hash)
    if (hashText(text) !== hash) bad.add(hash)
  }
  return { hashes, bad }
}

const AT_ONCE = 200

function* rowsOf(db: ReadableDb): Generator<Row> {
  const next = db.prepare(
    `SELECT arrival, hash, station, seq, prev_hash, form, body, raw FROM entry WHERE arrival > ? ORDER BY arrival LIMIT ${AT_ONCE}`,
  )
  const changesOf = db.prepare(
    'SELECT arrival, version FROM change WHERE arrival BETWEEN ? AND ? ORDER BY arrival, ord',
  )
  for (let last = Number.MIN_SAFE_INTEGER; ; ) {
    const rows = next.all(last) as Omit<Row, 'changes'>[]
    const made = new Map<number, string[]>()
    const [from, to] = [rows[0]?.arrival ?? 0, rows.at(-1)?.arrival ?? 0]
    for (const { arrival, version } of changesOf.all(from, to) as { arrival: number; version: string }[]) {
      const known = made.get(arrival)
      if (known) known.push(version)
      else made.set(arrival, [version])
    }
    for (const row of rows) {
      last = row.arrival
      yield { ...row, changes: made.get(row.arrival)?.join() ?? '' }
    }
    if (rows.length < AT_ONCE) return
  }
}

function saidBy({ form, body }: Row): Said[] | null {
  try {
    if (form === 1) return (JSON.parse(body) as OldBody).changes.map((change) => ({ ...change, bases: null }))
    const entry = readEntry(body)
    return entry.ok ? entry.value.changes : null
  } catch {
    return null
  }
}

/**
 * The documents of closed chains as they stood before each entry. Of a chain that is one they stand in its order, whatever
 * its hashes say; of branches, after each entry that something follows on.
 */
function oldChains(db: ReadableDb) {
  const states = new Map<string, Map<string, string>>()
  const parted = db.prepare('SELECT 1 FROM entry WHERE station = ? GROUP BY seq HAVING count(*) > 1 LIMIT 1')
  const children = db.prepare('SELECT count(*) AS n FROM entry WHERE station = ? AND prev_hash = ?')
  const isThere = db.prepare('SELECT 1 FROM entry WHERE hash = ?')
  const isParted = new Map<string, boolean>()
  const hasParted = (station: string): boolean => {
    const known = isParted.get(station) ?? parted.get(station) !== undefined
    isParted.set(station, known)
    return known
  }
  const stateOf = ({ station, prev_hash }: Row): Map<string, string> | undefined =>
    states.get(hasParted(station) ? prev_hash : station)
  return {
    isReady: (row: Row): boolean =>
      !hasParted(row.station) || stateOf(row) !== undefined || isThere.get(row.prev_hash) === undefined,
    basesOf: (row: Row, key: string): string[] => {
      const version = stateOf(row)?.get(key)
      return version === undefined ? [] : [version]
    },
    take(row: Row, made: readonly Replayed[]): void {
      const { station, hash, prev_hash } = row
      const known = stateOf(row) ?? new Map<string, string>()
      if (!hasParted(station)) states.set(station, known)
      else {
        // Only where chains part is it needed again.
        const { n } = children.get(station, prev_hash) as { n: number }
        states.set(hash, n > 1 ? new Map(known) : known)
        if (n <= 1) states.delete(prev_hash)
      }
      const state = states.get(hasParted(station) ? hash : station)
      for (const { key, hash: version } of made) state?.set(key, version)
    },
  }
}
