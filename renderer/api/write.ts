import {
  AGGREGATES,
  type Aggregate,
  type CallInput,
  type CallName,
  type CallOutput,
} from '../../src/contract/index.ts'
import { history } from '../desk/history.ts'
import type { Key } from '../i18n/index.ts'
import { api } from './client.ts'
import { invalidate } from './queries.ts'

type WriteName = {
  [N in CallName]: CallOutput<N> extends { seq: number | null } ? N : never
}[CallName]

const aggregatesOf = (name: WriteName): Aggregate[] =>
  name === 'journal.undo'
    ? [...AGGREGATES]
    : AGGREGATES.filter((aggregate) => name.startsWith(`${aggregate}.`))

/**
 * Writes, and puts the journal entry that it made on the undo stack under `labelKey`.
 * @throws {ApiError} when the services refuse.
 */
export async function write<N extends WriteName>(
  name: N,
  input: CallInput<N>,
  labelKey: Key,
): Promise<CallOutput<N>> {
  const answer = await api.call(name, input)
  const { seq } = answer as { seq: number | null }
  if (seq !== null) history.getState().push({ seq, labelKey })
  void invalidate(aggregatesOf(name))
  return answer
}
