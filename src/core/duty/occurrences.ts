import { addDays, type Day, daysBetween } from '../finding/deadlines/day.ts'
import type { Enterprise, Licence } from '../site/enterprise.ts'
import type { Done, Duty } from './duty.ts'
import { dayAfter, daysOf } from './rule.ts'

/**
 * How one of a duty's days stands.
 * - `ahead`: not yet due; `due`: within its lead days or on its day; `missing`: its day is over and nothing shows it done;
 * - `done`, `late`: done by its day, or after it;
 * - `skipped`: left out, since the one before was open; `lapsed`: missed, and the next one took its place.
 */
export const OCCURRENCE_STATES = ['ahead', 'due', 'missing', 'done', 'late', 'skipped', 'lapsed'] as const
export type OccurrenceState = (typeof OCCURRENCE_STATES)[number]

export type Occurrence = {
  readonly dueOn: Day
  readonly state: OccurrenceState
  /** What shows it done: what somebody entered, or the enterprise's own check of that day. */
  readonly done: Pick<Done, 'doneOn' | 'words' | 'footageIds'> | null
  readonly selfCheckId: string | null
}

/** A check of the enterprise's own, as far as it shows a duty done. */
export type CheckMade = { readonly id: string; readonly checkedOn: Day }

type Shown = Pick<Occurrence, 'done' | 'selfCheckId'>
const NOTHING: Shown = { done: null, selfCheckId: null }

/**
 * The days of a duty between two, both included, as they stand on a day. `checks`: the enterprise's own checks, which show a
 * duty of kind `selfCheck` done: each counts for the open day that is nearest to it, of two as near for the earlier one.
 */
export function occurrencesOf(
  duty: Duty,
  checks: readonly CheckMade[],
  today: Day,
  from: Day,
  to: Day,
): Occurrence[] {
  if (to < from) return []
  const all = duty.ifOpen === 'afterDone' ? fromDone(duty, to) : daysOf(duty.rule, duty.rule.from, to)
  const shown = shownBy(duty, checks, all)
  const doneOn = (day: Day): Day | null => shown.get(day)?.done?.doneOn ?? null
  /** The latest day before the one in hand that was to be done, and the days that were left out. */
  let last: Day | null = null
  return all
    .map((dueOn, i): Occurrence => {
      const it = shown.get(dueOn) ?? NOTHING
      const made = doneOn(dueOn)
      const before = last
      const wasOpen = before !== null && (doneOn(before) ?? '9999-12-31') > dueOn
      if (duty.ifOpen === 'skip' && made === null && wasOpen && dueOn <= today)
        return { dueOn, state: 'skipped', ...it }
      last = dueOn
      const next = all[i + 1]
      const isReplaced = duty.ifOpen === 'replace' && next !== undefined && next <= today
      return { dueOn, state: stateOf(dueOn, made, isReplaced, today, duty.leadDays), ...it }
    })
    .filter(({ dueOn }) => dueOn >= from)
}

function stateOf(
  dueOn: Day,
  doneOn: Day | null,
  isReplaced: boolean,
  today: Day,
  leadDays: number,
): OccurrenceState {
  if (doneOn !== null) return doneOn <= dueOn ? 'done' : 'late'
  if (isReplaced) return 'lapsed'
  if (today > dueOn) return 'missing'
  return daysBetween(today, dueOn) <= leadDays ? 'due' : 'ahead'
}

/** The first day of the rule, and after each that is done the first one of the rule that began with that. */
function fromDone({ rule, done }: Duty, to: Day): Day[] {
  const days: Day[] = []
  let [day] = daysOf(rule, rule.from, to, 1)
  while (day !== undefined && day <= to && days.length < 1000) {
    days.push(day)
    const made = earliest(done, day)
    const after = made ? dayAfter({ ...rule, from: made.doneOn, count: null }, made.doneOn) : null
    // Nothing is due twice, nor before what it follows: whatever days somebody entered.
    day =
      after !== null && after > day && (rule.count === null || days.length < rule.count) ? after : undefined
  }
  return days
}

const earliest = (done: readonly Done[], dueOn: Day): Done | null =>
  done
    .filter((one) => one.dueOn === dueOn)
    .reduce<Done | null>((first, one) => (first === null || one.doneOn < first.doneOn ? one : first), null)

function shownBy(duty: Duty, checks: readonly CheckMade[], days: readonly Day[]): Map<Day, Shown> {
  const shown = new Map<Day, Shown>()
  for (const day of days) {
    const done = earliest(duty.done, day)
    if (done) shown.set(day, { done, selfCheckId: null })
  }
  if (duty.kind !== 'selfCheck') return shown
  const inOrder = checks
    .filter(({ checkedOn }) => checkedOn >= addDays(duty.rule.from, -duty.leadDays))
    .sort((a, b) => (a.checkedOn < b.checkedOn ? -1 : a.checkedOn > b.checkedOn ? 1 : a.id < b.id ? -1 : 1))
  for (const { id, checkedOn } of inOrder) {
    const after = days.findIndex((day) => day >= checkedOn)
    const about = [after === -1 ? days.at(-1) : days[after - 1], after === -1 ? undefined : days[after]]
    const open = about.filter((day): day is Day => day !== undefined && !shown.has(day))
    const [nearest] = open.sort((a, b) => away(a, checkedOn) - away(b, checkedOn))
    if (nearest)
      shown.set(nearest, { done: { doneOn: checkedOn, words: '', footageIds: [] }, selfCheckId: id })
  }
  return shown
}

const away = (a: Day, b: Day): number => Math.abs(daysBetween(a, b))

/** A licence of an enterprise on the day on which it ends. */
export type LicenceEnding = {
  readonly enterpriseId: string
  readonly licence: Licence
  readonly dueOn: Day
  readonly state: 'ahead' | 'due' | 'missing'
}

/** From so many days before on, that a licence ends is due: to have another one takes as long. */
export const LICENCE_LEAD_DAYS = 60

/** The ends of an enterprise's licences, the first one first: nobody enters them, and a renewed licence moves its own. */
export const licencesEnding = (
  { id, licences }: Pick<Enterprise, 'id' | 'licences'>,
  today: Day,
  leadDays = LICENCE_LEAD_DAYS,
): LicenceEnding[] =>
  licences
    .flatMap((licence): LicenceEnding[] => {
      const dueOn = licence.validUntil
      if (dueOn === null) return []
      const state = dueOn < today ? 'missing' : daysBetween(today, dueOn) <= leadDays ? 'due' : 'ahead'
      return [{ enterpriseId: id, licence, dueOn, state }]
    })
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
