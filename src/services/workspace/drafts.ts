import { type CallInput, type CallOutput, plainDataProblem } from '../../contract/index.ts'
import { draftOf, dropDraft, keepDraft } from '../../store/drafts.ts'
import { Refusal } from '../../store/workspace.ts'
import type { Context, Handlers } from '../host/context.ts'
import { whoActs } from '../host/whoActs.ts'

/** Half-filled forms of whoever acts: kept beside the journal, never exported, gone when they are done. */
export const draftCalls = {
  'draft.get': ({ key }: { key: string }, context: Context): CallOutput<'draft.get'> => ({
    value: draftOf(context.workspace.db, whoActs(context).personId, key),
  }),
  'draft.put': ({ key, value, by }: CallInput<'draft.put'>, context: Context): CallOutput<'draft.put'> => {
    const { db } = context.workspace
    const { personId } = whoActs(context)
    const problem = plainDataProblem(value)
    if (problem) throw new Refusal('bad_input', { path: 'value', problem })
    // Its last letters came after somebody else had sat down.
    if (by !== undefined && by !== personId) return {}
    if (value === null || value === undefined) dropDraft(db, personId, key)
    else keepDraft(db, personId, key, value, context.nowMs())
    return {}
  },
} satisfies Partial<Handlers>
