import type { z } from 'zod'
import { getDocument } from '../../store/documents.ts'
import type { AggregateTable } from '../../store/tables.ts'
import { Refusal } from '../../store/workspace.ts'
import { type Context, write } from './context.ts'

/** The three calls that every plain aggregate has: get, put and remove. */
export function documentCalls<T extends { id: string }>(table: AggregateTable) {
  return {
    get: ({ id }: { id: string }, context: Context) => context.isChecked(stored<T>(context, table, id)),
    put: ({ base, doc }: { base: number | null; doc: T }, context: Context) =>
      write(context, `${table}.${base === null ? 'create' : 'edit'}`, (tx) => ({
        revision: tx.put(table, base, doc),
        doc,
      })),
    remove: ({ id, base }: { id: string; base: number }, context: Context) =>
      write(context, `${table}.remove`, (tx) => {
        tx.remove(table, id, base)
        return {}
      }),
  }
}

/** A stored document, or a thrown `not_found`, or `record_unreadable` where it does not fit its schema. */
export function stored<T>(context: Context, table: AggregateTable, id: string): { revision: number; doc: T } {
  const found = getDocument<T>(context.workspace.db, table, id)
  if (!found) throw new Refusal('not_found', { aggregate: table, id })
  return found
}

/** The place and kind of the first thing that does not fit a schema, in words that survive a door. */
export function badInput(error: z.ZodError): { path: string; problem: string } {
  const [issue] = error.issues
  return { path: issue?.path.join('.') ?? '', problem: (issue?.message ?? '').slice(0, 200) }
}
