import { z } from 'zod'
import { Day } from './day.ts'

/** How days are counted: every day (自然日), or those on which people work (工作日). */
export const Counts = z.enum(['natural', 'working'])
export type Counts = z.infer<typeof Counts>

/** So many days from the day after something: a length of time, not yet a date. */
export const DayCount = z.object({ days: z.number().int().min(1).max(3650), counts: Counts })
export type DayCount = z.infer<typeof DayCount>

/** Until when: so many days from service on, or by a day that the order names. */
export const Term = z.union([
  z.object({ by: z.literal('count'), ...DayCount.shape }),
  z.object({ by: z.literal('day'), day: Day }),
])
export type Term = z.infer<typeof Term>
