import { type CallOutput, calls } from '../../contract/index.ts'
import { prepared } from '../../store/schemas.ts'
import { joinWorkspace, Refusal, transact } from '../../store/workspace.ts'
import type { Adding, AddingCall } from '../reading/threads/writeJobs.ts'

/**
 * Adds a document to a workspace that the services have open, from another thread. All that takes long (its schema, its
 * text, the contract) is done before the write lock is taken, so that whoever writes meanwhile waits for the disk alone.
 * @throws {Refusal} as `transact` fails.
 */
export function addDocument({
  dir,
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
  const told = calls[call].output.parse({ doc, notes, revision: 1, seq: 1 })
  const joined = joinWorkspace(dir)
  try {
    const done = transact(
      joined,
      { actor, atMs, action: call },
      (tx) => tx.put(table, null, doc),
      (revision, seq) => ({ ...told, revision, seq }),
    )
    if (!done.ok) throw new Refusal(done.code, done.params)
    return done.value.value
  } finally {
    joined.close()
  }
}
