import {
  AGGREGATES,
  type Aggregate,
  type CallInput,
  type CallName,
  type CallOutput,
} from '../../src/contract/index.ts'
import type { Key } from '../i18n/index.ts'
import { api } from './client.ts'
import { invalidate } from './queries.ts'

type WriteName = {
  [N in CallName]: CallOutput<N> extends { entry: string | null } ? N : never
}[CallName]

/** A journal entry that this window made, by its hash, and what undo calls it. */
export type Written = { entry: string; labelKey: Key }

const listeners = new Set<(written: Written) => void>()

/** Tells of every entry that `write` makes, from now on. */
export const onWritten = (listener: (written: Written) => void): void => void listeners.add(listener)

const aggregatesOf = (name: WriteName): Aggregate[] =>
  name === 'journal.undo'
    ? [...AGGREGATES]
    : AGGREGATES.filter((aggregate) => name.startsWith(`${aggregate}.`))

/**
 * Writes, and tells of the journal entry that it made under `labelKey`: that is how undo comes to know it.
 * @throws {ApiError} when the services refuse.
 */
export async function write<N extends WriteName>(
  name: N,
  input: CallInput<N>,
  labelKey: Key,
): Promise<CallOutput<N>> {
  const answer = await api.call(name, input)
  const { entry } = answer as { entry: string | null }
  if (entry !== null) for (const tell of listeners) tell({ entry, labelKey })
  void invalidate(aggregatesOf(name))
  return answer
}
