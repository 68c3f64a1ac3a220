import type { Actor, CallInput, CallOutput, JournalRow } from '../contract/index.ts'
import type { Mission } from '../core/mission/mission.ts'
import { getDocument, selectDocuments } from '../store/documents.ts'
import { changeBefore, type Entry, lastTouch, listEntries, readEntry } from '../store/journal.ts'
import { Refusal, type Tx } from '../store/workspace.ts'
import { type Context, type Handlers, missionRevision, write } from './context.ts'

export const journalCalls = {
  'journal.list': (input: CallInput<'journal.list'>, context: Context): CallOutput<'journal.list'> =>
    listEntries(context.workspace.db, input).map(rowOf),
  'journal.undo': ({ seq }: { seq: number }, context: Context): CallOutput<'journal.undo'> => {
    const entry = readEntry(context.workspace.db, seq)
    if (!entry || entry.changes.length === 0) throw new Refusal('undo_nothing', { seq })
    for (const { aggregate, id } of entry.changes) {
      if (lastTouch(context.workspace.db, aggregate, id) !== seq)
        throw new Refusal('undo_moved_on', { aggregate, id })
      if (aggregate === 'frozen' || (aggregate === 'mission' && isFrozen(context, id)))
        throw new Refusal('undo_frozen', { id })
    }
    const { seq: made } = write(context, 'journal.undo', (tx) => restoreBefore(tx, entry), seq)
    return { seq: made, changes: rowOf(readEntry(context.workspace.db, made) as Entry).changes }
  },
} satisfies Partial<Handlers>

/** Puts back what stood before the entry: later things first, so that what refers goes before what it refers to. */
function restoreBefore(tx: Tx, entry: Entry): object {
  for (const { aggregate, id, revision, doc } of [...entry.changes].reverse()) {
    const before = changeBefore(tx.db, aggregate, id, entry.seq)
    const base = doc === null ? null : revision
    if (before && before.doc !== null) tx.put(aggregate, base, before.doc as { id: string })
    else if (base !== null) tx.remove(aggregate, id, base)
  }
  return {}
}

/** Whether the mission as it now is left the house: taking it back would leave the export without its source. */
function isFrozen(context: Context, missionId: string): boolean {
  const mission = getDocument<Mission>(context.workspace.db, 'mission', missionId)
  if (!mission) return false
  const found = selectDocuments(context.workspace.db, 'frozen', 'mission_id = ? AND mission_revision = ?', [
    missionId,
    missionRevision(mission.doc),
  ])
  return found.length > 0
}

const rowOf = (entry: Entry): JournalRow => ({
  seq: entry.seq,
  atMs: entry.atMs,
  actor: entry.actor as Actor,
  action: entry.action,
  undoes: entry.undoes,
  changes: entry.changes.map(({ aggregate, id, revision, doc }) => ({
    aggregate,
    id,
    revision,
    deleted: doc === null,
  })),
  hash: entry.hash,
})
