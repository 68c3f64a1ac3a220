import {
  type Actor,
  type CallInput,
  type CallOutput,
  type CallParsed,
  callOfAction,
  JournalLine,
  JournalRow,
  mayCall,
  notAllowed,
} from '../../contract/index.ts'
import type { Footage } from '../../core/footage/footage.ts'
import { isDeleted } from '../../core/footage/retention.ts'
import { Role } from '../../core/people/role.ts'
import { settingId } from '../../core/finding/settings.ts'
import type { Mission } from '../../core/mission/mission.ts'
import type { Policy } from '../../core/policy/policy.ts'
import { fit } from '../../core/units/fit.ts'
import { getReadable } from '../../store/documents.ts'
import { frozenRevisions } from '../../store/frozen.ts'
import {
  type Change,
  type Entry,
  listEntries,
  readEntryAt,
  readEntryByHash,
  unfitEntry,
} from '../../store/journal/entries.ts'
import { linesOf, writersOf } from '../../store/journal/lines.ts'
import { restoreBefore, sureStands } from '../../store/journal/undo.ts'
import { rememberUnreadable } from '../../store/unreadable.ts'
import { Refusal } from '../../store/workspace.ts'
import { type Context, type Handlers, write } from '../host/context.ts'
import { missionRevision } from '../mission/revision.ts'

export const journalCalls = {
  'journal.read': (
    { before, ...filter }: CallParsed<'journal.read'>,
    { workspace: { db } }: Context,
  ): CallOutput<'journal.read'> => {
    const { lines, next } = linesOf(db, { ...filter, beforeArrival: before })
    return {
      lines: lines.flatMap((line) => {
        const fitted = fit(JournalLine, line)
        if (fitted.ok) return fitted.value
        rememberUnreadable(db, unfitEntry(line.arrival, fitted.misfit))
        return []
      }),
      next,
    }
  },
  'journal.writers': (_input: object, { workspace }: Context): CallOutput<'journal.writers'> =>
    writersOf(workspace.db).flatMap((writer) => {
      const role = Role.safeParse(writer.role)
      return role.success ? [{ ...writer, role: role.data }] : []
    }),
  'journal.list': (input: CallInput<'journal.list'>, context: Context): CallOutput<'journal.list'> =>
    listEntries(context.workspace.db, input).flatMap((entry) => {
      const fitted = fit(JournalRow, rowOf(entry))
      if (fitted.ok) return fitted.value
      rememberUnreadable(context.workspace.db, unfitEntry(entry.arrival, fitted.misfit))
      return []
    }),
  'journal.undo': (
    { entry: hash }: CallInput<'journal.undo'>,
    context: Context,
  ): CallOutput<'journal.undo'> => {
    const entry = readEntryByHash(context.workspace.db, hash)
    if (!entry || entry.changes.length === 0) throw new Refusal('undo_nothing', {})
    // A passphrase that was set, or a code that was used up, is not given back by an undo.
    if (entry.changes.some(({ aggregate }) => aggregate === 'person' || aggregate === 'releaseSheet'))
      throw new Refusal('undo_person', {})
    // Nor a number that was given: whoever withdraws or voids says why.
    if (entry.changes.some(({ aggregate }) => aggregate === 'paperNumber'))
      throw new Refusal('undo_number', {})
    for (const { aggregate, id } of entry.changes)
      if (aggregate === 'footage') {
        const now = getReadable<Footage>(context.workspace.db, 'footage', id)
        if (now && isDeleted(now.doc)) throw new Refusal('undo_deleted', {})
      }
    // Nor a package that was made: its file is where nobody here sees it.
    if (entry.changes.some(({ aggregate, revision }) => aggregate === 'evidenceBag' && revision === 1))
      throw new Refusal('undo_bag', {})
    sureMayUndo(context, entry)
    sureStands(context.workspace.db, entry)
    for (const { aggregate, id } of entry.changes)
      if (aggregate === 'frozen' || (aggregate === 'mission' && isFrozen(context, id)))
        throw new Refusal('undo_frozen', { id })
    return write(
      context,
      'journal.undo',
      (tx) => {
        restoreBefore(tx, entry)
        return { changes: tx.changes().map(rowOfChange) }
      },
      { station: entry.station, seq: entry.seq },
    )
  },
} satisfies Partial<Handlers>

/**
 * What one may not do, one may not undo either: an undo is asked for the call that it undoes, as its redo is.
 * @throws {Refusal} `not_allowed`; `set_by_policy`
 */
function sureMayUndo({ workspace, actor, roles, policy }: Context, entry: Entry): void {
  let made: Entry | null = entry
  while (made && made.undoes !== null) made = readEntryAt(workspace.db, made.undoes)
  const call = made && callOfAction(made.action)
  if (policy && entry.changes.some(({ aggregate, id }) => aggregate === 'setting' && isPoliced(policy, id)))
    throw new Refusal('set_by_policy', { by: policy.setBy })
  if (call && !roles.some((role) => mayCall(call, role)))
    throw new Refusal('not_allowed', notAllowed(call, actor.role))
}

/** Whether a document is a setting that a policy has. */
const isPoliced = (policy: Policy, id: string): boolean =>
  policy.settings?.some(({ name }) => settingId(name) === id) ?? false

/** Whether the mission as it now is left the house: taking it back would leave the export without its source. */
function isFrozen(context: Context, missionId: string): boolean {
  const mission = getReadable<Mission>(context.workspace.db, 'mission', missionId)
  if (!mission) return false
  return frozenRevisions(context.workspace.db, missionId, missionRevision(mission.doc)).length > 0
}

const rowOf = (entry: Entry): JournalRow => ({
  arrival: entry.arrival,
  station: entry.station,
  seq: entry.seq,
  atMs: entry.atMs,
  actor: entry.actor as Actor,
  action: entry.action,
  undoes: entry.undoes,
  changes: entry.changes.map(rowOfChange),
  hash: entry.hash,
})

const rowOfChange = ({ aggregate, id, revision, doc }: Change): JournalRow['changes'][number] => ({
  aggregate,
  id,
  revision,
  deleted: doc === null,
})
