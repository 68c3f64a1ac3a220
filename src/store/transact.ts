import { tokenOf } from '../core/journal/project.ts'
import { AtMs, type Version } from '../core/units/id.ts'
import type { EntryRef } from '../core/journal/entry.ts'
import { fail, ok, type Result } from '../core/units/result.ts'
import { type ReadableDb, writing } from './connection.ts'
import { failureOf } from './failure.ts'
import { sha256 } from './hash.ts'
import { appendEntry } from './journal/append.ts'
import type { Entry, JournalActor } from './journal/entries.ts'
import { isBaseMissing, takeReady } from './journal/pending.ts'
import { type DocumentRef, holdReferred, isAnythingHeld, project } from './journal/projecting.ts'
import { retell } from './journal/receive.ts'
import { stationOf, writerOf } from './journal/writer.ts'
import { Refusal } from './refusal.ts'
import { drafting, type Tx } from './tx.ts'
import type { StationKeys } from './station/keys.ts'
import type { AggregateTable } from './tables.ts'

/** What a transaction needs of a workspace. */
export type Writing = {
  readonly dir: string
  readonly db: ReadableDb
  readonly isReadOnly: boolean
  readonly keys: StationKeys
  close(): void
}

type WriteContext = {
  actor: JournalActor
  atMs: number
  action: string
  undoes?: EntryRef | null
  /** The document that it is about, where it changes nothing. */
  about?: DocumentRef | null
}

/** From which version (null: there was none) a write led a document to which. */
type Led = { aggregate: AggregateTable; id: string; base: Version | null; version: Version }
/** The entry that a write makes: its number here, its hash, and what it made of which documents. */
export type Made = { arrival: number; entry: string; led: Led[] }
/** What an answer is made of, before anything is committed: it may still refuse. */
type Answering<T, A> = (value: T, made: Made) => A

/** What a write came to; `told`: every document that is shown otherwise now. */
type Transacted<A> = { entry: Entry; value: A; told: readonly DocumentRef[] }

/**
 * The only way to write: one transaction and one entry in the chain of the station that writes, whose head is signed in it.
 * Documents are held against their schemas and the answer is made inside of it, so that nothing is committed that cannot be
 * told or read again. The key learns of the head once it is committed: it may stay behind, it never leads. A `Refusal`
 * thrown inside or a full disk leaves nothing behind and comes back as a failure; a fault of ours leaves nothing behind
 * either and is thrown.
 */
export function transact<T, A = T>(
  workspace: Omit<Writing, 'close'>,
  context: WriteContext,
  work: (tx: Tx) => T,
  answer: Answering<T, A> = (value) => value as unknown as A,
): Result<Transacted<A>> {
  const { keys } = workspace
  if (workspace.isReadOnly) return fail('read_only', {})
  if (!AtMs.safeParse(context.atMs).success) return fail('clock_wrong', { atMs: context.atMs })
  try {
    const { record, ...done } = writing(workspace.db, (db) => {
      const writer = writerOf(db, keys)
      const { tx, made, sureOfReferences } = drafting(db, () => stationOf(db, writer))
      const worked = work(tx)
      sureOfReferences()
      const changes = made()
      const { entry, record } = appendEntry(db, writer, {
        atMs: context.atMs,
        actor: context.actor,
        action: context.action,
        undoes: context.undoes ?? null,
        about: context.about ?? null,
        changes,
      })
      // A station that is accepted now may have sent much already, and another may have gone on from the very version that
      // was made now; what something referred to may go now.
      const mayBeReady = changes.some(({ aggregate }) => aggregate === 'acceptance') || isBaseMissing(db)
      const ready = mayBeReady ? takeReady(db) : []
      const also = [...ready, ...project(db, ready), ...(isAnythingHeld(db) ? holdReferred(db, []) : [])]
      retell(db, entry.arrival, entry.arrival, also)
      const value = answer(worked, {
        arrival: entry.arrival,
        entry: entry.hash,
        led: changes.map(({ aggregate, id, bases, version }) => ({
          aggregate,
          id,
          base: bases.length === 0 ? null : (tokenOf(bases, sha256) as Version),
          version,
        })),
      })
      const told = [...changes, ...also].map(({ aggregate, id }) => ({ aggregate, id }))
      return { entry, value, told, record }
    })
    keys.record(done.entry.station, record)
    return ok(done)
  } catch (error) {
    if (error instanceof Refusal) return fail(error.code, error.params)
    const failure = failureOf(error, workspace.dir)
    if (!failure.ok && failure.code === 'internal') throw error
    return failure
  }
}
