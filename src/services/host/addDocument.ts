import { type CallOutput, calls } from '../../contract/index.ts'
import type { Note } from '../../core/units/note.ts'
import type { JournalActor } from '../../store/journal/entries.ts'
import { prepared } from '../../store/schemas.ts'
import { keysAt, type KeysPlace } from '../../store/station/keys.ts'
import type { AggregateTable } from '../../store/tables.ts'
import { joinWorkspace, Refusal, transact } from '../../store/workspace.ts'

/** The calls that may bring in a document so large that storing it would keep every other call waiting. */
export type AddingCall = 'mission.import' | 'layer.import' | 'link.download'

export type Adding = {
  /** What a person calls the document. */
  readonly name: string
  readonly dir: string
  readonly keys: KeysPlace
  readonly actor: JournalActor
  readonly atMs: number
  /** The call that asks; the entry has its name. */
  readonly call: AddingCall
  readonly table: AggregateTable
  /** The new document as JSON: a text passes through the services' thread at once, whatever it holds. */
  readonly text: string
  /** Members that are known only now. */
  readonly over: Readonly<Record<string, unknown>>
  readonly notes: readonly Note[]
}

/** What an answer says besides its document is known once it is written: until then these stand for it. */
const PLACEHOLDERS = { revision: 1, version: '0'.repeat(64), arrival: 1, entry: '0'.repeat(64), led: [] }

/**
 * Adds a document to a workspace that the services have open, from another thread. All that takes long (its schema, its
 * text, the contract) is done before the write lock is taken, so that whoever writes meanwhile waits for the disk alone.
 * @throws {Refusal} as `transact` fails.
 */
export function addDocument({
  dir,
  keys,
  actor,
  atMs,
  call,
  table,
  text,
  over,
  notes,
}: Adding): CallOutput<AddingCall> {
  const given = { ...(JSON.parse(text) as { id: string }), ...over }
  const fitted = prepared(table, given.id, given)
  if (!fitted.ok) throw new Refusal('does_not_fit', fitted.unfit)
  const doc = fitted.doc as { id: string }
  const told = calls[call].output.parse({ doc, notes, ...PLACEHOLDERS })
  const joined = joinWorkspace(dir, keysAt(keys))
  try {
    const done = transact(
      joined,
      { actor, atMs, action: call },
      (tx) => tx.put(table, null, doc),
      (standing, made) => ({ ...told, ...standing, ...made }),
    )
    if (!done.ok) throw new Refusal(done.code, done.params)
    return done.value.value
  } finally {
    joined.close()
  }
}
