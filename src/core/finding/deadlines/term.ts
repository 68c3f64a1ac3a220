import { z } from 'zod'

/** How days are counted: every day (自然日), or those on which people work (工作日). */
export const Counts = z.enum(['natural', 'working'])
export type Counts = z.infer<typeof Counts>

/** So many days from the day after something: a length of time, not yet a date. */
export const DayCount = z.object({ days: z.number().int().min(1).max(3650), counts: Counts })
export type DayCount = z.infer<typeof DayCount>
