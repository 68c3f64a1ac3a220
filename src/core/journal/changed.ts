import { told } from '../people/told.ts'
import { canonicalJson } from '../units/canonical.ts'

type Members = Readonly<Record<string, unknown>>

/** What a change made of a document's members: those that are not what they were, before and after it. */
export type Changed = {
  readonly before: Members
  readonly after: Members
  /** How many more of them say too much to stand in a sentence. */
  readonly more: number
}

/** One value says at most so much in a sentence, characters of its JSON. */
const MOST_SAID = 4000

/**
 * What two versions of a document say otherwise, member by member. What is not there and what is left empty are one to a
 * person.
 */
export function changedBetween(before: Members, after: Members): Changed {
  const was: Record<string, unknown> = {}
  const is: Record<string, unknown> = {}
  let more = 0
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const texts = [before, after].map((members) => textOf(members[name]))
    if (texts[0] === texts[1]) continue
    if (texts.some((text) => text.length > MOST_SAID)) more += 1
    else {
      was[name] = told(before[name] ?? null)
      is[name] = told(after[name] ?? null)
    }
  }
  return { before: was, after: is, more }
}

const textOf = (value: unknown): string => (value === '' ? 'null' : canonicalJson(value ?? null))
