import { z } from 'zod'
import { type Day, Day as DaySchema, weekdayOf, yearOf } from './day.ts'

/** What one year's notice of the State Council's office makes of its days. */
export const HolidayYear = z.object({
  year: z.number().int().min(2000).max(2200),
  /** The notice that says so, as people cite it. */
  source: z.string().min(1).max(300),
  /** Days off (放假), weekend days among them where the notice names them. */
  off: z.array(DaySchema).max(100),
  /** Days at the weekend on which people work instead (调休上班). */
  work: z.array(DaySchema).max(50),
})
export type HolidayYear = z.infer<typeof HolidayYear>

/** Whether people work on a day; `unknown` where the notice of its year is not here: nobody guesses. */
export type DayKind = 'work' | 'off' | 'unknown'

export function kindOfDay(day: Day, years: readonly HolidayYear[]): DayKind {
  const known = years.find(({ year }) => year === yearOf(day))
  if (!known) return 'unknown'
  if (known.off.includes(day)) return 'off'
  if (known.work.includes(day)) return 'work'
  return [0, 6].includes(weekdayOf(day)) ? 'off' : 'work'
}
