import { type Projection, projected } from '../../core/journal/project.ts'
import type { Version } from '../../core/journal/version.ts'
import { canonicalJson } from '../../core/units/canonical.ts'
import type { ReadableDb } from '../connection.ts'
import { sha256 } from '../hash.ts'
import { fitting } from '../schemas.ts'
import type { AggregateTable } from '../tables.ts'
import { documentText } from './carried.ts'

/** What is shown of a document: `text` is canonical; null: nothing, or it is deleted. */
export type Shown = Pick<Projection, 'heads' | 'token' | 'revision' | 'waits'> & {
  readonly text: string | null
}

/** A version as its table has it; `doc`: the hash of its document. */
type Row = { hash: string; revision: number; doc: string | null }

/** The heads of a document by the entries that are taken in: the versions that none of the others goes on from. */
export function headsFrom(db: ReadableDb, table: AggregateTable, id: string): Row[] {
  return db
    .prepare(
      `SELECT v.hash, v.revision, v.doc FROM version v WHERE v.aggregate = ? AND v.id = ?
         AND NOT EXISTS (SELECT 1 FROM version_base b WHERE b.base = v.hash)
       ORDER BY v.hash`,
    )
    .all(table, id) as Row[]
}

/** All versions of a document that were taken in; their documents are read where they are asked for. */
export function versionsFrom(db: ReadableDb, table: AggregateTable, id: string): Version[] {
  const bases = db.prepare('SELECT base FROM version_base WHERE version = ? ORDER BY base')
  const rows = db
    .prepare(`SELECT v.hash, v.revision, v.doc FROM version v WHERE v.aggregate = ? AND v.id = ?`)
    .all(table, id) as Row[]
  return rows.map(({ hash, doc }) => ({
    hash,
    bases: (bases.all(hash) as { base: string }[]).map(({ base }) => base),
    get doc(): unknown {
      return doc === null ? null : (JSON.parse(documentText(db, doc) ?? 'null') as unknown)
    },
  }))
}

/** What is shown of a document, from the entries that count: the order in which they came changes nothing. */
export function shownFrom(db: ReadableDb, table: AggregateTable, id: string): Shown {
  const heads = headsFrom(db, table, id)
  const [head] = heads
  if (!head) return { heads: [], token: '', revision: 0, waits: null, text: null }
  if (heads.length > 1) return joined(table, id, versionsFrom(db, table, id))
  const text = head.doc === null ? null : documentText(db, head.doc)
  return { heads: [head.hash], token: head.hash, revision: head.revision, waits: null, text }
}

/**
 * What was shown before a document was deleted, by stations that did not know that something refers to it: it follows from
 * the versions without those that delete it.
 */
export function shownBeforeDeletion(db: ReadableDb, table: AggregateTable, id: string): string | null {
  for (let versions = versionsFrom(db, table, id); versions.length > 0; ) {
    const { text, heads } = joined(table, id, versions)
    if (text !== null) return text
    const gone = new Set(heads)
    versions = versions.filter(({ hash }) => !gone.has(hash))
  }
  return null
}

function joined(table: AggregateTable, id: string, versions: readonly Version[]): Shown {
  const { heads, token, revision, waits, shown } = projected(
    table,
    versions,
    (doc) => fitting(table, id, doc).ok,
    sha256,
  )
  return { heads, token, revision, waits, text: shown === null ? null : canonicalJson(shown) }
}

/** The text that versions give which a change goes on from: one as a rule, several where it joined them; null of none. */
export function textOfBases(
  db: ReadableDb,
  table: AggregateTable,
  id: string,
  bases: readonly string[],
): string | null {
  const [base] = bases
  if (base === undefined) return null
  if (bases.length === 1) {
    const row = db.prepare('SELECT doc FROM version WHERE hash = ?').get(base) as
      | { doc: string | null }
      | undefined
    return row?.doc ? documentText(db, row.doc) : null
  }
  const all = new Map(versionsFrom(db, table, id).map((version) => [version.hash, version]))
  const known = new Set<string>()
  for (const left = [...bases]; ; ) {
    const one = left.pop()
    if (one === undefined) break
    if (known.has(one)) continue
    known.add(one)
    left.push(...(all.get(one)?.bases ?? []))
  }
  return joined(
    table,
    id,
    [...all.values()].filter(({ hash }) => known.has(hash)),
  ).text
}
