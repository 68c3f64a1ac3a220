import type { Version } from '../../core/units/id.ts'
import { getDocument, type Stored } from '../../store/documents.ts'
import type { AggregateTable } from '../../store/tables.ts'
import { Refusal, sureOfBase } from '../../store/workspace.ts'
import { type Context, write } from './context.ts'

/** The three calls that every plain aggregate has: get, put and remove. */
export function documentCalls<T extends { id: string }>(table: AggregateTable) {
  return {
    get: ({ id }: { id: string }, context: Context) => context.isChecked(stored<T>(context, table, id)),
    put: ({ base, doc }: { base: Version | null; doc: T }, context: Context) =>
      write(context, `${table}.${base === null ? 'create' : 'edit'}`, (tx) => ({
        ...tx.put(table, base, doc),
        doc,
      })),
    remove: ({ id, base }: { id: string; base: Version }, context: Context) =>
      write(context, `${table}.remove`, (tx) => {
        tx.remove(table, id, base)
        return {}
      }),
  }
}

/** A stored document, or a thrown `not_found`, or `record_unreadable` where it does not fit its schema. */
export function stored<T>(context: Context, table: AggregateTable, id: string): Stored<T> {
  const found = getDocument<T>(context.workspace.db, table, id)
  if (!found) throw new Refusal('not_found', { aggregate: table, id })
  return found
}

/**
 * What a document refers to: null where that is nothing, or is not here, since another station may have it.
 * @throws {Refusal} `record_unreadable`
 */
export const referredBy = <T>(
  context: Pick<Context, 'workspace'>,
  table: AggregateTable,
  id: string | null | undefined,
): T | null => (id ? (getDocument<T>(context.workspace.db, table, id)?.doc ?? null) : null)

/**
 * A stored document for work that is done on a version of it, and may take long before it is written.
 * @throws {Refusal} as `stored`, and `conflict` where it has moved on.
 */
export function storedOn<T>(context: Context, table: AggregateTable, id: string, base: Version): Stored<T> {
  const found = stored<T>(context, table, id)
  sureOfBase(table, id, base, found.version)
  return found
}
