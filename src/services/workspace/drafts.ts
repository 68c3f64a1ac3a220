import { type CallInput, type CallOutput, plainDataProblem } from '../../contract/index.ts'
import { draftOf, dropDraft, keepDraft } from '../../store/drafts.ts'
import { Refusal } from '../../store/workspace.ts'
import type { Context, Handlers } from '../host/context.ts'

/** Half-filled forms: kept beside the journal, never exported, gone when they are done. */
export const draftCalls = {
  'draft.get': ({ key }: { key: string }, context: Context): CallOutput<'draft.get'> => ({
    value: draftOf(context.workspace.db, key),
  }),
  'draft.put': ({ key, value }: CallInput<'draft.put'>, context: Context): CallOutput<'draft.put'> => {
    const { db } = context.workspace
    const problem = plainDataProblem(value)
    if (problem) throw new Refusal('bad_input', { path: 'value', problem })
    if (value === null || value === undefined) dropDraft(db, key)
    else keepDraft(db, key, value, context.nowMs())
    return {}
  },
} satisfies Partial<Handlers>
