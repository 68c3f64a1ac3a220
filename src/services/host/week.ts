import type { WeekItem } from '../../contract/index.ts'
import { addDays, type Day, dayOf, daysBetween, endOfDay } from '../../core/finding/deadlines/day.ts'
import type { Context } from './context.ts'

/** So many days are a week: today and the six after it. */
const AHEAD_DAYS = 6

/** What is asked of each room for this week's list. */
export type WeekAsked = {
  /** Only what is about this enterprise; null: about any, or none. */
  readonly enterpriseId: string | null
  readonly today: Day
  /** The end of the seventh day from now, UTC ms: what is due later is not listed, but where it takes longer. */
  readonly untilMs: number
  /** So many that are due first are enough. */
  readonly most: number
}

/** What a room has to do this week: each gives its own, those due first of them, and one list puts them in order. */
export type WeekSource = (context: Context, asked: WeekAsked) => WeekItem[]

export function weekAsked(context: Context, enterpriseId: string | null, most: number): WeekAsked {
  const today = dayOf(context.nowMs())
  return { enterpriseId, today, untilMs: endOfDay(addDays(today, AHEAD_DAYS)), most }
}

type Said = Pick<WeekItem, 'kind' | 'aggregate' | 'id' | 'title'> & Partial<WeekItem>

/** One thing to do; what a room does not say of it is not known of it. `dueMs` gives the days left. */
export const toDo = (said: Said, today: Day): WeekItem => ({
  licence: null,
  mode: null,
  count: null,
  enterpriseId: null,
  enterpriseName: null,
  level: null,
  dueMs: null,
  overdueOf: null,
  whom: null,
  daysLeft: said.dueMs == null ? null : daysBetween(today, dayOf(said.dueMs)),
  ...said,
})
