import {
  AGGREGATES,
  type Aggregate,
  type CallInput,
  type CallName,
  type CallOutput,
  calls,
  type Led,
} from '../../src/contract/index.ts'
import type { Version } from '../../src/core/units/id.ts'
import type { Key } from '../i18n/index.ts'
import { ApiError, api } from './client.ts'
import { inTurn, namedIn, newestOf, remember } from './own.ts'
import { invalidate, putFootage } from './queries.ts'

type WriteName = {
  [N in CallName]: CallOutput<N> extends { entry: string | null } ? N : never
}[CallName]

/** A journal entry that this window made, by its hash, what undo calls it, and what else is known of it as a step. */
export type Written = { entry: string; labelKey: Key } & AsStep
/** Where undoing it leads back to; `step` is one name for entries that are one step to whoever made them. */
export type AsStep = { back?: Back; step?: string }
/** What was selected when it was made. */
export type Back = { readonly kind: 'footage'; readonly id: string }

const listeners = new Set<(written: Written) => void>()

/** Tells of every entry that `write` makes, from now on. */
export const onWritten = (listener: (written: Written) => void): void => void listeners.add(listener)

/**
 * Changes that say only what they change: on whatever version they are put, nothing else is lost. Of those a person may say
 * that they are meant all the same where somebody else was first.
 */
const BY_THEMSELVES: ReadonlySet<CallName> = new Set<CallName>([
  'footage.review',
  'footage.place',
  'finding.edit',
  'finding.addSighting',
  'finding.extend',
])

/** The input on the newest versions that this window made. A whole document stays on the version that it was made from. */
function goingOn<I>(input: I): I {
  if (typeof input !== 'object' || input === null || 'doc' in input) return input
  const led = <T extends object>(one: T): T =>
    'base' in one && typeof one.base === 'string' ? { ...one, base: newestOf(one.base as Version) } : one
  const all = led(input) as I & { items?: unknown }
  return Array.isArray(all.items)
    ? { ...all, items: all.items.map((one: unknown) => (one && typeof one === 'object' ? led(one) : one)) }
    : all
}

/**
 * Writes, in the order in which that was asked of the same documents, each on what the one before made of them; and tells of
 * the journal entry under `labelKey`: that is how undo comes to know it. An input that is a whole document is made when its
 * turn comes: it is given as a function, of `newestRecord`.
 * @throws {ApiError} when the services refuse; of a conflict with somebody else, it may be able to do it `again` all the same.
 */
export async function write<N extends WriteName>(
  name: N,
  input: CallInput<N> | (() => CallInput<N>),
  labelKey: Key,
  asStep: AsStep = {},
): Promise<CallOutput<N>> {
  const ask = (): CallInput<N> => (typeof input === 'function' ? input() : goingOn(input))
  const run = async (): Promise<CallOutput<N>> => {
    const asked = ask()
    let answer: CallOutput<N>
    try {
      answer = taken(await api.call(name, asked))
    } catch (error) {
      throw withChoice(error, asked, (again) => write(name, again, labelKey, asStep))
    }
    const { entry } = answer as { entry: string | null }
    if (entry !== null) for (const tell of listeners) tell({ entry, labelKey, ...asStep })
    const isPut = putFootage(name, answer)
    void invalidate(changedBy(name, answer), isPut)
    return answer
  }
  // What takes long holds nobody up: it names no version either.
  return calls[name].kind === 'write' ? inTurn(namedIn(ask()), run) : run()

  function withChoice(
    error: unknown,
    asked: CallInput<N>,
    again: (input: CallInput<N>) => Promise<unknown>,
  ): unknown {
    if (!(error instanceof ApiError) || error.code !== 'conflict') return error
    void invalidate(changedBy(name, {}))
    const current = String(error.params['current'] ?? '')
    if (current === '' || !BY_THEMSELVES.has(name)) return error
    return new ApiError(error.code, error.params, () => again({ ...asked, base: current }))
  }
}

const taken = <T>(answer: T): T => {
  remember(answer as Parameters<typeof remember>[0])
  return answer
}

/** What was taken back: the entries by which, in turn; and what kept the rest from it. */
export type TakenBack = { readonly made: readonly string[]; readonly error: unknown }

/**
 * Takes entries of this window back, or undos of them, one after the other and nothing between them, when all that was asked
 * before is written.
 */
export const undo = (which: () => readonly string[]): Promise<TakenBack> =>
  inTurn(null, async () => {
    const made: string[] = []
    try {
      for (const entry of which()) made.push(taken(await api.call('journal.undo', { entry })).entry)
      return { made, error: null }
    } catch (error) {
      return { made, error }
    } finally {
      if (made.length > 0) void invalidate(AGGREGATES)
    }
  })

/** What a write changed, by its answer; and what it is about, by its name. */
function changedBy(name: WriteName, answer: unknown): Aggregate[] {
  const led = (answer as { led?: readonly Led[] }).led ?? []
  return AGGREGATES.filter(
    (aggregate) => name.startsWith(`${aggregate}.`) || led.some((one) => one.aggregate === aggregate),
  )
}
