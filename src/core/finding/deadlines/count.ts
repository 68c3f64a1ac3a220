import { addDays, type Day, yearOf } from './day.ts'
import { type HolidayYear, kindOfDay } from './calendar.ts'
import type { DayCount } from './term.ts'

/** One step of how a deadline was counted, to be shown. */
export type CountStep =
  /** The day of the event itself does not count; the count begins with the next one. */
  | { readonly step: 'begins'; readonly event: Day; readonly first: Day }
  /** The last of so many days. */
  | { readonly step: 'last'; readonly day: Day; readonly days: number; readonly counts: DayCount['counts'] }
  /** Days off that lay between and did not count. */
  | { readonly step: 'skipped'; readonly off: number; readonly made: number }
  /** The last day is one on which nobody works: it moves to the first working day after. */
  | { readonly step: 'moved'; readonly from: Day; readonly to: Day }
  /** The last day is at a weekend, and people work on it instead of another day: it stays. */
  | { readonly step: 'madeUp'; readonly day: Day }
  /** The holidays of a year are not known: nothing is said beyond this. */
  | { readonly step: 'unknown'; readonly year: number }

/** A deadline as it was counted: its day, or the year without which nobody can say (未核), and in every case the steps. */
export type Counted =
  | { readonly ok: true; readonly day: Day; readonly steps: readonly CountStep[] }
  | {
      readonly ok: false
      readonly year: number
      /** It is not before this day, however that year's holidays lie. */
      readonly notBefore: Day
      readonly steps: readonly CountStep[]
    }

/**
 * Counts a term from an event. By the rules of periods that administrative procedure shares (《民法典》 201 and 203,
 * 《公安机关办理行政案件程序规定》 35): the day of the event does not count, and a last day off moves to the first day
 * after it on which people work. Of working days, only those on which people work count, days made up at weekends among
 * them. A day whose year's holidays are not known is never guessed.
 *
 * @param event the day of service, of a report, …
 */
export function countFrom(event: Day, { days, counts }: DayCount, years: readonly HolidayYear[]): Counted {
  const first = addDays(event, 1)
  const begins: CountStep = { step: 'begins', event, first }
  return counts === 'natural'
    ? naturalFrom(first, days, years, [begins])
    : workingFrom(first, days, years, [begins])
}

function naturalFrom(
  first: Day,
  days: number,
  years: readonly HolidayYear[],
  begun: readonly CountStep[],
): Counted {
  const last = addDays(first, days - 1)
  const steps: CountStep[] = [...begun, { step: 'last', day: last, days, counts: 'natural' }]
  for (let day = last; ; day = addDays(day, 1)) {
    const kind = kindOfDay(day, years)
    if (kind === 'unknown') return unknown(day, [...steps, ...movedTo(last, day)])
    if (kind === 'off') continue
    const isMadeUp = day === last && isWeekend(day)
    return {
      ok: true,
      day,
      steps: [...steps, ...movedTo(last, day), ...(isMadeUp ? [{ step: 'madeUp', day } as const] : [])],
    }
  }
}

function workingFrom(
  first: Day,
  days: number,
  years: readonly HolidayYear[],
  begun: readonly CountStep[],
): Counted {
  let [off, made, left] = [0, 0, days]
  for (let day = first; ; day = addDays(day, 1)) {
    const kind = kindOfDay(day, years)
    if (kind === 'unknown') return unknown(day, [...begun, ...skipped(off, made)], left)
    if (kind === 'off') {
      off += 1
      continue
    }
    if (isWeekend(day)) made += 1
    left -= 1
    if (left > 0) continue
    return {
      ok: true,
      day,
      steps: [...begun, ...skipped(off, made), { step: 'last', day, days, counts: 'working' }],
    }
  }
}

const isWeekend = (day: Day): boolean =>
  kindOfDay(day, [{ year: yearOf(day), source: '', off: [], work: [] }]) === 'off'

const movedTo = (from: Day, to: Day): CountStep[] => (from === to ? [] : [{ step: 'moved', from, to }])

const skipped = (off: number, made: number): CountStep[] =>
  off > 0 || made > 0 ? [{ step: 'skipped', off, made }] : []

/** `left`: so many days would still have to be counted from `day` on, the day itself among them. */
const unknown = (day: Day, steps: readonly CountStep[], left = 1): Counted => ({
  ok: false,
  year: yearOf(day),
  notBefore: addDays(day, left - 1),
  steps: [...steps.filter(({ step }) => step !== 'moved'), { step: 'unknown', year: yearOf(day) }],
})
