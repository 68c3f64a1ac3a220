import {
  type Actor,
  type CallInput,
  type CallOutput,
  callOfAction,
  JournalRow,
  mayCall,
  notAllowed,
} from '../../contract/index.ts'
import type { Mission } from '../../core/mission/mission.ts'
import { fit } from '../../core/units/fit.ts'
import { getReadable, standingOf } from '../../store/documents.ts'
import { frozenRevisions } from '../../store/frozen.ts'
import {
  type Change,
  changeBefore,
  type Entry,
  listEntries,
  readEntry,
  readEntryByHash,
  standsAs,
  unfitEntry,
} from '../../store/journal.ts'
import { rememberUnreadable } from '../../store/unreadable.ts'
import { Refusal, type Tx } from '../../store/workspace.ts'
import { type Context, type Handlers, write } from '../host/context.ts'
import { missionRevision } from '../mission/revision.ts'

export const journalCalls = {
  'journal.list': (
    { beforeArrival, ...asked }: CallInput<'journal.list'>,
    context: Context,
  ): CallOutput<'journal.list'> =>
    listEntries(context.workspace.db, { ...asked, beforeSeq: beforeArrival }).flatMap((entry) => {
      const fitted = fit(JournalRow, rowOf(entry))
      if (fitted.ok) return fitted.value
      rememberUnreadable(context.workspace.db, unfitEntry(entry.seq, fitted.misfit))
      return []
    }),
  'journal.undo': (
    { entry: hash }: CallInput<'journal.undo'>,
    context: Context,
  ): CallOutput<'journal.undo'> => {
    const entry = readEntryByHash(context.workspace.db, hash)
    if (!entry || entry.changes.length === 0) throw new Refusal('undo_nothing', {})
    sureMayUndo(context, entry)
    for (const { aggregate, id } of entry.changes) {
      if (!standsAs(context.workspace.db, aggregate, id, entry.seq))
        throw new Refusal('undo_moved_on', { aggregate, id })
      if (aggregate === 'frozen' || (aggregate === 'mission' && isFrozen(context, id)))
        throw new Refusal('undo_frozen', { id })
    }
    return write(context, 'journal.undo', (tx) => restoreBefore(tx, entry), entry.seq)
  },
} satisfies Partial<Handlers>

/**
 * What one may not do, one may not undo either: an undo is asked for the call that it undoes, as its redo is.
 * @throws {Refusal} `not_allowed`
 */
function sureMayUndo({ workspace, actor }: Context, entry: Entry): void {
  let made: Entry | null = entry
  while (made && made.undoes !== null) made = readEntry(workspace.db, made.undoes)
  const call = made && callOfAction(made.action)
  if (call && !mayCall(call, actor.role)) throw new Refusal('not_allowed', notAllowed(call, actor.role))
}

/** Puts back what stood before the entry: later things first, so that what refers goes before what it refers to. */
function restoreBefore(tx: Tx, entry: Entry): Pick<CallOutput<'journal.undo'>, 'changes'> {
  for (const { aggregate, id } of [...entry.changes].reverse()) {
    const before = changeBefore(tx.db, aggregate, id, entry.seq)
    const base = standingOf(tx.db, aggregate, id)?.version ?? null
    if (before && before.doc !== null) tx.put(aggregate, base, before.doc as { id: string })
    else if (base !== null) tx.remove(aggregate, id, base)
  }
  return { changes: tx.changes().map(rowOfChange) }
}

/** Whether the mission as it now is left the house: taking it back would leave the export without its source. */
function isFrozen(context: Context, missionId: string): boolean {
  const mission = getReadable<Mission>(context.workspace.db, 'mission', missionId)
  if (!mission) return false
  return frozenRevisions(context.workspace.db, missionId, missionRevision(mission.doc)).length > 0
}

/** All entries are of one station here. */
const named = (seq: number) => ({ station: '0'.repeat(32), seq })

const rowOf = (entry: Entry): JournalRow => ({
  arrival: entry.seq,
  ...named(entry.seq),
  atMs: entry.atMs,
  actor: entry.actor as Actor,
  action: entry.action,
  undoes: entry.undoes === null ? null : named(entry.undoes),
  changes: entry.changes.map(rowOfChange),
  hash: entry.hash,
})

const rowOfChange = ({ aggregate, id, revision, doc }: Change): JournalRow['changes'][number] => ({
  aggregate,
  id,
  revision,
  deleted: doc === null,
})
