import { references, UNIQUE } from '../core/journal/references.ts'
import { tokenOf } from '../core/journal/project.ts'
import { revisionOf, versionHash } from '../core/journal/version.ts'
import type { Version } from '../core/units/id.ts'
import type { ReadableDb, WritableDb } from './connection.ts'
import {
  deleteDocument,
  getDocument,
  putDocument,
  type Standing,
  standingOf,
  type Stored,
} from './documents.ts'
import { hashText, sha256 } from './hash.ts'
import type { Made } from './journal/append.ts'
import type { Change } from './journal/entries.ts'
import type { DocumentRef } from './journal/projecting.ts'
import { Refusal } from './refusal.ts'
import { fitting, fittingText, nameOf } from './schemas.ts'
import type { AggregateTable } from './tables.ts'
import { textOf } from './text.ts'

/** What a write transaction may do: change documents; the entry is made of what it changed. */
export type Tx = {
  readonly db: WritableDb
  /** The station that writes: a new one is made where none does yet. */
  station(): string
  /** The stored document, or a thrown `not_found`. */
  get<T>(table: AggregateTable, id: string): Stored<T>
  /**
   * Puts a document made on version `base` (null: new); answers how it stands then. It is stored as its schema gives it.
   * @throws {Refusal} `does_not_fit`, named and placed, where it does not fit, `conflict`, and `waits_for_decision` where
   * its versions parted: then only `decide` goes on from them.
   */
  put<D extends { id: string }>(table: AggregateTable, base: Version | null, doc: D): Standing
  /** @throws {Refusal} as `put`, and `not_found`. */
  remove(table: AggregateTable, id: string, base: Version): void
  /**
   * Decides about a document whose versions parted, or that was deleted while something refers to it: what is put (null: it
   * is deleted) goes on from all of them. `heads`: those that whoever decides has seen.
   * @throws {Refusal} as `put`; `conflict` where other heads stand by now.
   */
  decide<D extends { id: string }>(
    table: AggregateTable,
    id: string,
    heads: readonly string[],
    doc: D | null,
  ): Standing
  /** What was changed so far, as the entry will say it. */
  changes(): readonly Change[]
}

/** A document that this transaction changed; `made` says it as the entry will. */
type Draft = {
  readonly made: Made
  /** What the document referred to before; null where a decision took it from several versions. */
  readonly referredTo: ReadonlySet<string> | null
}

/** A transaction under way, and what it comes to. */
export type Drafting = {
  readonly tx: Tx
  /** The changes in the order in which they were made last. */
  made(): Made[]
  /**
   * What a person writes refers to nothing that is not there, and takes away nothing that is referred to.
   * @throws {Refusal} `missing_reference`, `in_use`
   */
  sureOfReferences(): void
}

export function drafting(db: WritableDb, station: () => string): Drafting {
  const drafts = new Map<string, Draft>()
  const keyOf = (table: AggregateTable, id: string): string => `${table} ${id}`

  /** Makes the version that goes on from all heads that stood before this transaction. */
  const draft = (table: AggregateTable, id: string, doc: Made['doc'], isDecision: boolean): Made => {
    const known = drafts.get(keyOf(table, id))
    const bases = known?.made.bases ?? headsOf(db, table, id)
    const change = { aggregate: table, id, bases: [...bases], doc: doc?.hash ?? null }
    const made: Made = {
      aggregate: table,
      id,
      bases,
      doc,
      version: versionHash(change, sha256) as Version,
      revision: revisionOf(bases.map((base) => revisionOfVersion(db, base))),
    }
    const referredTo = isDecision ? null : known ? known.referredTo : referencesBefore(db, table, id)
    // What is changed again is told where it was changed last.
    drafts.delete(keyOf(table, id))
    if (bases.length > 0 || doc !== null) drafts.set(keyOf(table, id), { made, referredTo })
    return made
  }
  const putFitted = (table: AggregateTable, id: string, doc: unknown, isDecision: boolean): Standing => {
    const fitted = fitting(table, id, doc)
    if (!fitted.ok) throw new Refusal('does_not_fit', fitted.unfit)
    sureOfUnique(db, table, id, fitted.doc)
    const text = textOf(fitted.doc)
    const { revision, version } = draft(table, id, { text, hash: hashText(text) }, isDecision)
    putDocument(db, table, id, { revision, version }, fitted.doc)
    return { revision, version }
  }
  const removeStanding = (table: AggregateTable, id: string, isDecision: boolean): Standing => {
    // It may be withdrawn: entries that it let count are shown.
    if (table === 'acceptance') throw new Refusal('in_use', { aggregate: table })
    const { revision, version } = draft(table, id, null, isDecision)
    deleteDocument(db, table, id)
    return { revision, version }
  }
  const sureOfNoDecision = (table: AggregateTable, id: string): void => {
    if (drafts.has(keyOf(table, id)) || !isWaiting(db, table, id)) return
    throw new Refusal('waits_for_decision', {
      aggregate: table,
      id,
      versions: headsOf(db, table, id).join(','),
    })
  }

  const tx: Tx = {
    db,
    station,
    get: <D>(table: AggregateTable, id: string) => {
      const stored = getDocument<D>(db, table, id)
      if (!stored) throw new Refusal('not_found', { aggregate: table, id })
      return stored
    },
    put(table, base, doc) {
      sureOfBase(table, doc.id, base, standingOf(db, table, doc.id)?.version ?? null)
      sureOfNoDecision(table, doc.id)
      return putFitted(table, doc.id, doc, false)
    },
    remove(table, id, base) {
      const standing = standingOf(db, table, id)
      if (standing === null) throw new Refusal('not_found', { aggregate: table, id })
      sureOfBase(table, id, base, standing.version)
      sureOfNoDecision(table, id)
      removeStanding(table, id, false)
    },
    decide(table, id, heads, doc) {
      const now = headsOf(db, table, id)
      const seen = [...new Set(heads)].sort()
      if (now.length === 0) throw new Refusal('not_found', { aggregate: table, id })
      if (seen.join() !== now.join())
        throw new Refusal('conflict', {
          aggregate: table,
          id,
          base: tokenOf(seen, sha256),
          current: tokenOf(now, sha256),
        })
      return doc === null ? removeStanding(table, id, true) : putFitted(table, id, doc, true)
    },
    changes: () => [...drafts.values()].map(({ made }) => changeOf(made)),
  }

  return {
    tx,
    made: () => [...drafts.values()].map(({ made }) => made),
    sureOfReferences() {
      for (const { made, referredTo } of drafts.values()) {
        const { aggregate, id, doc } = made
        if (doc === null) {
          if (isReferredTo(db, made)) throw new Refusal('in_use', { aggregate })
        } else if (referredTo)
          for (const to of referencesNow(db, aggregate, id))
            if (!referredTo.has(keyOf(to.aggregate, to.id)) && !standingOf(db, to.aggregate, to.id))
              throw new Refusal('missing_reference', { aggregate })
      }
    },
  }
}

const changeOf = ({ aggregate, id, revision, version, doc }: Made): Change => ({
  aggregate,
  id,
  revision,
  version,
  doc: doc?.hash ?? null,
})

/**
 * Nothing is put over a version that whoever edits has not seen.
 * @throws {Refusal} `conflict`
 */
export function sureOfBase(
  aggregate: AggregateTable,
  id: string,
  base: Version | null,
  current: Version | null,
): void {
  if (current !== base)
    throw new Refusal('conflict', { aggregate, id, base: base ?? '', current: current ?? '' })
}

const headsOf = (db: ReadableDb, table: AggregateTable, id: string): string[] =>
  (
    db.prepare('SELECT version FROM head WHERE aggregate = ? AND id = ? ORDER BY version').all(table, id) as {
      version: string
    }[]
  ).map(({ version }) => version)

const revisionOfVersion = (db: ReadableDb, hash: string): number =>
  (db.prepare('SELECT revision FROM version WHERE hash = ?').get(hash) as { revision: number } | undefined)
    ?.revision ?? 0

const isWaiting = (db: ReadableDb, table: AggregateTable, id: string): boolean =>
  db.prepare('SELECT 1 FROM waiting WHERE aggregate = ? AND id = ?').get(table, id) !== undefined

const referencesNow = (db: ReadableDb, table: AggregateTable, id: string): DocumentRef[] =>
  db
    .prepare('SELECT to_aggregate AS aggregate, to_id AS id FROM reference WHERE aggregate = ? AND id = ?')
    .all(table, id) as DocumentRef[]

/** What a document refers to as it stands; one that another program or hand put is read for it. */
function referencesBefore(db: ReadableDb, table: AggregateTable, id: string): ReadonlySet<string> {
  const isSettled =
    db.prepare('SELECT 1 FROM unsettled WHERE aggregate = ? AND id = ?').get(table, id) === undefined
  const found = isSettled ? referencesNow(db, table, id) : referencesIn(db, table, id)
  return new Set(found.map((to) => `${to.aggregate} ${to.id}`))
}

function referencesIn(db: ReadableDb, table: AggregateTable, id: string): DocumentRef[] {
  const row = db.prepare(`SELECT doc FROM ${table} WHERE id = ?`).get(id) as { doc: string } | undefined
  const fitted = row && fittingText(table, id, row.doc)
  return fitted?.ok ? references(table, fitted.doc as never) : []
}

const isReferredTo = (db: ReadableDb, { aggregate, id }: DocumentRef): boolean =>
  db
    .prepare(
      'SELECT 1 FROM reference WHERE to_aggregate = ? AND to_id = ? AND NOT (aggregate = to_aggregate AND id = to_id)',
    )
    .get(aggregate, id) !== undefined

/**
 * What only one document of a kind may say. Twins that came from other stations may each be edited: what one says already
 * it may go on saying.
 * @throws {Refusal} `does_not_fit` with `fit_twice`
 */
function sureOfUnique(db: ReadableDb, table: AggregateTable, id: string, doc: unknown): void {
  const members = UNIQUE[table]
  if (!members) return
  const values = members.map((member) => (doc as Record<string, unknown>)[member])
  const isSame = members.map((member) => `${COLUMN[member]} = ?`).join(' AND ')
  if (db.prepare(`SELECT 1 FROM ${table} WHERE id = ? AND ${isSame}`).get(id, ...values) !== undefined) return
  if (db.prepare(`SELECT 1 FROM ${table} WHERE ${isSame}`).get(...values) === undefined) return
  throw new Refusal('does_not_fit', {
    aggregate: table,
    id,
    name: nameOf(doc, id),
    path: '/',
    problem: 'fit_twice',
    limit: '',
    found: '',
  })
}

/** The column of a member that is unique. */
const COLUMN: Readonly<Record<string, string>> = {
  sha256: 'sha256',
  missionId: 'mission_id',
  revision: 'mission_revision',
}
