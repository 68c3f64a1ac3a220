import type { Sighting } from './finding.ts'
import { newestFirst } from './sightings.ts'

/** Sightings of a finding from the first to the newest, and which two of them stand side by side, by their place in it. */
export type BeforeAfter = {
  readonly inOrder: readonly Sighting[]
  readonly before: number
  readonly after: number
}

/**
 * What is laid side by side at first: the first sighting that has a picture and the newest one that has; where but one has,
 * that and the newest without. Null where nothing, or but one sighting, is there to compare.
 */
export function beforeAfter(sightings: readonly Sighting[]): BeforeAfter | null {
  const inOrder = newestFirst(sightings).reverse()
  if (inOrder.length < 2) return null
  const isPictured = ({ footageId }: Sighting): boolean => footageId !== null
  const [first, last] = [inOrder.findIndex(isPictured), inOrder.findLastIndex(isPictured)]
  if (first < 0) return { inOrder, before: 0, after: inOrder.length - 1 }
  if (first < last) return { inOrder, before: first, after: last }
  return first === inOrder.length - 1
    ? { inOrder, before: 0, after: first }
    : { inOrder, before: first, after: inOrder.length - 1 }
}

/** The one of so many that an arrow key leads to, from 0: it stays at either end. */
export const stepped = (at: number, by: number, count: number): number =>
  Math.max(0, Math.min(count - 1, at + by))
