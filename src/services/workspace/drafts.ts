import { type CallInput, type CallOutput, plainDataProblem } from '../../contract/index.ts'
import { Refusal } from '../../store/workspace.ts'
import type { Context, Handlers } from '../host/context.ts'

/** Half-filled forms: kept beside the journal, never exported, gone when they are done. */
export const draftCalls = {
  'draft.get': ({ key }: { key: string }, context: Context): CallOutput<'draft.get'> => {
    const row = context.workspace.db.prepare('SELECT value FROM draft WHERE key = ?').get(key) as
      | { value: string }
      | undefined
    try {
      return { value: row ? (JSON.parse(row.value) as unknown) : null }
    } catch {
      // Half a form that somebody broke: there is nothing to go on with.
      return { value: null }
    }
  },
  'draft.put': ({ key, value }: CallInput<'draft.put'>, context: Context): CallOutput<'draft.put'> => {
    const { db } = context.workspace
    const problem = plainDataProblem(value)
    if (problem) throw new Refusal('bad_input', { path: 'value', problem })
    if (value === null || value === undefined) db.prepare('DELETE FROM draft WHERE key = ?').run(key)
    else
      db.prepare(
        'INSERT INTO draft (key, value, at_ms) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value, at_ms = excluded.at_ms',
      ).run(key, JSON.stringify(value), context.nowMs())
    return {}
  },
} satisfies Partial<Handlers>
