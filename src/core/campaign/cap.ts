import type { Visit } from './visit.ts'
import { yearOf } from './year.ts'

/**
 * How many inspections an enterprise may have in a year, as its authority published it (国办发〔2024〕54号: published by the
 * middle of 2025). `perYear` null: nobody entered it. `source`: where it stands.
 */
export type Cap = { readonly perYear: number | null; readonly source: string }

/** What of a visit the counter looks at. */
export type Counted = Pick<Visit, 'enterpriseId' | 'mode' | 'fromMs' | 'countsTowardCap' | 'mergedIntoId'>

/**
 * Whether a visit is one of those that the cap counts: it says so, is no part of another one, and somebody enters or asks for
 * papers. A flight replaces an entry and is none.
 */
export const isCounted = ({ mode, countsTowardCap, mergedIntoId }: Omit<Counted, 'enterpriseId'>): boolean =>
  countsTowardCap && mergedIntoId === null && mode !== 'air'

/** An enterprise's counter for a year: how many inspections, those that are planned among them, of how many. */
export type CapCount = Cap & { readonly year: number; readonly used: number }

/** Counts the visits of one enterprise in the year of a moment, by China's calendar. */
export function capCount(visits: readonly Counted[], atMs: number, cap: Cap): CapCount {
  const year = yearOf(atMs)
  const used = visits.filter((visit) => isCounted(visit) && yearOf(visit.fromMs) === year).length
  return { ...cap, year, used }
}

/** How a counter stands: room is left, the next one reaches beyond, or it is beyond already; `unknown`: no cap was entered. */
export const capState = ({ used, perYear }: CapCount): 'room' | 'full' | 'over' | 'unknown' =>
  perYear === null ? 'unknown' : used < perYear ? 'room' : used === perYear ? 'full' : 'over'
