import { z } from 'zod'
import { addDays, Day, daysBetween, weekdayOf, yearOf } from '../finding/deadlines/day.ts'

/** Days of the week as iCalendar names them, Monday first: its weeks begin there. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** The days between which rules have any. */
const FIRST_DAY = '1970-01-01'
const LAST_YEAR = 2199
const LAST_DAY = `${LAST_YEAR}-12-31`

const unlike = (list: readonly unknown[]): boolean => new Set(list).size === list.length

/**
 * What comes again and again, on days of China: a part of iCalendar's RRULE (RFC 5545, 3.3.10) with the same meaning.
 * `from` is its DTSTART, which is an occurrence only where the rest says so too.
 *
 * - yearly: in each of `byMonth` (none: the month of `from`), on each of `byMonthDay` (none: the day of `from`);
 * - monthly: the same in every month, or in those of `byMonth`;
 * - weekly: on each of `byDay` (none: the weekday of `from`), in months of `byMonth` where it names some.
 *
 * -1 is the last day of a month. A day that a month has not (30 February) is left out, and nothing stands for it.
 */
export const Rule = z
  .object({
    freq: z.enum(['yearly', 'monthly', 'weekly']),
    interval: z.number().int().min(1).max(100),
    from: Day.refine((day) => day >= FIRST_DAY && day <= LAST_DAY, { error: 'rule_years' }),
    byMonth: z.array(z.number().int().min(1).max(12)).max(12).refine(unlike, { error: 'fit_twice' }),
    byMonthDay: z
      .array(z.union([z.number().int().min(1).max(31), z.literal(-1)]))
      .max(32)
      .refine(unlike, { error: 'fit_twice' }),
    byDay: z.array(z.enum(WEEKDAYS)).max(7).refine(unlike, { error: 'fit_twice' }),
    /** It ends after so many, or with this day; both null: it goes on. */
    count: z.number().int().min(1).max(1000).nullable(),
    until: Day.nullable(),
  })
  .refine(({ freq, byMonthDay, byDay }) => (freq === 'weekly' ? byMonthDay : byDay).length === 0, {
    error: 'rule_days',
  })
  .refine(({ count, until }) => count === null || until === null, { error: 'rule_ends_twice' })
export type Rule = z.infer<typeof Rule>

/** A rule that comes every year on one day. */
export const yearlyOn = (from: Day, month: number, day: number): Rule => ({
  freq: 'yearly',
  interval: 1,
  from,
  byMonth: [month],
  byMonthDay: [day],
  byDay: [],
  count: null,
  until: null,
})

/** So many days of a rule are told at most. */
export const MOST_DAYS = 2000

/**
 * The days of a rule between two, both included, in their order; at most `most` of them. Nothing outside of 1970 to 2199,
 * however far the range goes.
 */
export function daysOf(rule: Rule, from: Day, to: Day, most = MOST_DAYS): Day[] {
  const found: Day[] = []
  const last = [to, ...(rule.until === null ? [] : [rule.until])].reduce((a, b) => (a < b ? a : b))
  let counted = 0
  for (const day of allDays(rule, last)) {
    counted += 1
    if (rule.count !== null && counted > rule.count) break
    if (day < from) continue
    if (found.length === most) break
    found.push(day)
  }
  return found
}

/** The first day of a rule after a day; null where there is none. */
export const dayAfter = (rule: Rule, day: Day): Day | null =>
  daysOf(rule, addDays(day, 1), LAST_DAY, 1)[0] ?? null

/** The days of a rule to the last one, without its end, in their order. */
function* allDays(rule: Rule, last: Day): Generator<Day> {
  const end = last < LAST_DAY ? last : LAST_DAY
  for (const days of rule.freq === 'weekly' ? weeks(rule, end) : months(rule, end))
    for (const day of days) {
      if (day > end) return
      if (day >= rule.from) yield day
    }
}

/** Of each week that counts, its days in order. */
function* weeks({ from, interval, byDay, byMonth }: Rule, end: Day): Generator<Day[]> {
  const ofFrom = mondayFirst(from)
  const wanted =
    byDay.length === 0 ? [ofFrom] : byDay.map((day) => WEEKDAYS.indexOf(day)).sort((a, b) => a - b)
  for (let monday = addDays(from, -ofFrom); monday <= end; monday = addDays(monday, 7 * interval))
    yield wanted
      .map((day) => addDays(monday, day))
      .filter((day) => byMonth.length === 0 || byMonth.includes(Number(day.slice(5, 7))))
}

const mondayFirst = (day: Day): number => (weekdayOf(day) + 6) % 7

/** Of each month that counts, its days in order. */
function* months({ freq, from, interval, byMonth, byMonthDay }: Rule, end: Day): Generator<Day[]> {
  const [ofFrom, dayOfFrom] = [Number(from.slice(5, 7)), Number(from.slice(8, 10))]
  const wanted = byMonthDay.length === 0 ? [dayOfFrom] : byMonthDay
  const inMonths = byMonth.length > 0 ? byMonth : freq === 'yearly' ? [ofFrom] : null
  const first = freq === 'yearly' ? yearOf(from) * 12 : yearOf(from) * 12 + ofFrom - 1
  for (let n = first; ; n += freq === 'yearly' ? 12 * interval : interval) {
    const year = Math.floor(n / 12)
    if (year > LAST_YEAR || dayIn(year, (n % 12) + 1, 1) > end) return
    const here = freq === 'yearly' ? [...(inMonths ?? [])].sort((a, b) => a - b) : [(n % 12) + 1]
    for (const month of here) {
      if (inMonths !== null && !inMonths.includes(month)) continue
      const length = daysInMonth(year, month)
      yield [...new Set(wanted.map((day) => (day === -1 ? length : day)))]
        .filter((day) => day <= length)
        .sort((a, b) => a - b)
        .map((day) => dayIn(year, month, day))
    }
  }
}

const dayIn = (year: number, month: number, day: number): Day =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

const daysInMonth = (year: number, month: number): number =>
  month === 12 ? 31 : daysBetween(dayIn(year, month, 1), dayIn(year, month + 1, 1))
