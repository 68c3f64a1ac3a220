import type { CallInput, CallOutput } from '../../contract/index.ts'
import type { Footage } from '../../core/footage/footage.ts'
import { isNotedSince } from '../../store/journal/lines.ts'
import { type Context, note } from '../host/context.ts'
import { stored } from '../host/documents.ts'
import { masksHere } from './masks.ts'

/** What of looking at an original the journal has: it was opened outside, or shown large though it has masks. */
type View = 'outside' | 'large'

/** Who looks again within this time is not noted again, ms. */
const AGAIN_MS = 3_600_000

/** Notes that somebody looks at an original, once a person, picture and hour; whether it did. Nothing is kept of what cannot be written to. */
export function noteView(context: Context, { id }: Footage, view: View): boolean {
  const { workspace, actor, nowMs } = context
  if (workspace.isReadOnly) return false
  const action = `footage.view:${view}`
  const who = actor.personId ?? actor.name
  if (isNotedSince(workspace.db, { action, who, id, sinceMs: nowMs() - AGAIN_MS })) return false
  note(context, action, { aggregate: 'footage', id })
  return true
}

/** A picture without masks shows nothing that somebody meant to cover: looking through hundreds of them is no news. */
export function viewed({ id }: CallInput<'footage.view'>, context: Context): CallOutput<'footage.view'> {
  const { doc } = stored<Footage>(context, 'footage', id)
  const { masks, isWhole } = masksHere(context, doc)
  return { isNoted: (masks.length > 0 || !isWhole) && noteView(context, doc, 'large') }
}
