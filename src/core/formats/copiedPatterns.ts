import { z } from 'zod'
import { shiftedPatterns } from '../mission/edits/edit.ts'
import type { Mission } from '../mission/mission.ts'
import { Pattern } from '../mission/pattern.ts'
import { parseJson } from './json.ts'

/** Patterns as they lie on a clipboard: so that they go from mission to mission, also to another window. */
const Copied = z.object({ format: z.literal('sortie-patterns'), patterns: z.array(Pattern).min(1).max(100) })

/** So far east and south a pattern is laid that is pasted over itself, m. */
const BESIDE_M = 20

/** Patterns as text. */
export const writeCopied = (patterns: readonly Pattern[]): string =>
  JSON.stringify({ format: 'sortie-patterns', patterns })

/** The patterns in a text; null: it holds none. */
export function readCopied(text: string): readonly Pattern[] | null {
  if (!text.trimStart().startsWith('{')) return null
  const { value } = parseJson(text)
  const read = Copied.safeParse(value)
  return read.success ? read.data.patterns : null
}

/**
 * The mission with copies of patterns at its end, and the ids of those. A copy lies where its original does, or beside it
 * where that is in the same mission. `newId` names the copies and their parts.
 */
export function pasted(
  mission: Mission,
  patterns: readonly Pattern[],
  newId: () => string,
): { readonly mission: Mission; readonly ids: readonly string[] } {
  const isOver = patterns.some(({ id }) => mission.patterns.some((own) => own.id === id))
  const copies = patterns.map((pattern) => renamed(pattern, newId))
  const ids = copies.map(({ id }) => id)
  const added = { ...mission, patterns: [...mission.patterns, ...copies] }
  return { mission: isOver ? shiftedPatterns(added, ids, BESIDE_M, -BESIDE_M) : added, ids }
}

function renamed(pattern: Pattern, newId: () => string): Pattern {
  const id = newId()
  switch (pattern.kind) {
    case 'visit':
      return { ...pattern, id, targets: pattern.targets.map((target) => ({ ...target, id: newId() })) }
    case 'waypoints':
      return { ...pattern, id, steps: pattern.steps.map((step) => ({ ...step, id: newId() })) }
    default:
      return { ...pattern, id }
  }
}
