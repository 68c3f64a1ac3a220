import type { Answer } from './answer.ts'
import type { Visit } from './visit.ts'

/** What was found of an item the last time that somebody looked, and in which visit. */
export type LastAnswer = {
  readonly itemId: string
  readonly visitId: string
  readonly atMs: number
  readonly answer: Answer
  readonly words: string
}

/**
 * The last answer to each item in the visits of one enterprise before a moment: shown beside the empty one, and never taken
 * over by itself. 未检查 is no answer.
 */
export function lastAnswers(visits: readonly Visit[], beforeMs: number): LastAnswer[] {
  const earlier = visits
    .filter(({ fromMs }) => fromMs < beforeMs)
    .toSorted((a, b) => b.fromMs - a.fromMs || (a.id < b.id ? 1 : -1))
  const found = new Map<string, LastAnswer>()
  for (const { id: visitId, fromMs: atMs, items } of earlier)
    for (const { id: itemId, answer, words } of items)
      if (answer && answer.verdict !== 'unchecked' && !found.has(itemId))
        found.set(itemId, { itemId, visitId, atMs, answer, words })
  return [...found.values()]
}
