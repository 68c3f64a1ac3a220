import { z } from 'zod'

/** A day of the calendar, `YYYY-MM-DD`, in China's zone. */
export const Day = z.iso.date()
export type Day = z.infer<typeof Day>

/**
 * Days are those of China: its whole territory keeps one zone, eight hours ahead of UTC, and has had no summer time since
 * 1991. A deadline is counted where the enterprise is, whatever the zone of the laptop on which somebody looks at it.
 */
const ZONE_AHEAD_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

/** Days have four digits of a year: what is later is the last of them. */
const LAST_MS = Date.UTC(9999, 11, 31)

/** The day of a moment, UTC ms. */
export const dayOf = (atMs: number): Day =>
  new Date(Math.min(atMs + ZONE_AHEAD_MS, LAST_MS)).toISOString().slice(0, 10)

/** The moment at which a day begins, UTC ms. */
export const startOfDay = (day: Day): number => Date.parse(`${day}T00:00:00Z`) - ZONE_AHEAD_MS

/** The last millisecond of a day, UTC ms: what is done by then is done on that day. */
export const endOfDay = (day: Day): number => startOfDay(day) + DAY_MS - 1

/** The day so many days later; earlier where it is less than nought. */
export const addDays = (day: Day, days: number): Day => dayOf(startOfDay(day) + days * DAY_MS)

/** How many days `to` is after `from`. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((startOfDay(to) - startOfDay(from)) / DAY_MS)

/** 0 for Sunday to 6 for Saturday. */
export const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay()

export const yearOf = (day: Day): number => Number(day.slice(0, 4))
