import type { DueRow } from '../../contract/index.ts'
import type { Duty } from '../../core/duty/duty.ts'
import { type CheckMade, LICENCE_LEAD_DAYS, occurrencesOf } from '../../core/duty/occurrences.ts'
import { addDays, type Day, dayOf, endOfDay } from '../../core/finding/deadlines/day.ts'
import { namesOfEnterprises } from '../../store/board.ts'
import { checksMade, dutyVersions, someDuties } from '../../store/duties.ts'
import { licencesUntil } from '../../store/enterprises.ts'
import type { Context } from '../host/context.ts'
import { toDo, type WeekSource } from '../host/week.ts'

type Db = Context['workspace']['db']

/** What was missed longer ago than this is history, not due. */
const MISSED_DAYS = 400

/** The days of one duty that are due or missing, the first one first. */
type OpenDays = {
  readonly duty: Duty
  readonly days: readonly { readonly dueOn: Day; readonly isMissing: boolean }[]
}

/**
 * The open days of duties as they were computed last, by workspace: they follow from the version of the duty, the checks of
 * its enterprise and the day, and a district has thousands of duties.
 */
const computed = new WeakMap<object, Map<string, { readonly from: string; readonly open: OpenDays }>>()

/** Of the duties of an enterprise, or of all (null), those of which something is due or missing today. */
function openDuties(db: Db, enterpriseId: string | null, today: Day): OpenDays[] {
  const known = computed.get(db) ?? new Map<string, { from: string; open: OpenDays }>()
  const checks = checksMade(db, enterpriseId)
  const said = new Map(
    [...checks].map(([of, made]) => [of, made.map(({ id, checkedOn }) => `${id} ${checkedOn}`).join()]),
  )
  const now = dutyVersions(db, enterpriseId).map(({ id, version, enterpriseId: of }) => ({
    id,
    from: `${today} ${version} ${said.get(of) ?? ''}`,
  }))
  const anew = now.filter(({ id, from }) => known.get(id)?.from !== from)
  const froms = new Map(anew.map(({ id, from }) => [id, from]))
  for (const { doc } of someDuties(db, [...froms.keys()]))
    known.set(doc.id, {
      from: froms.get(doc.id) ?? '',
      open: { duty: doc, days: openDaysOf(doc, checks.get(doc.enterpriseId) ?? [], today) },
    })
  if (enterpriseId === null) {
    const here = new Set(now.map(({ id }) => id))
    for (const id of known.keys()) if (!here.has(id)) known.delete(id)
  }
  computed.set(db, known)
  return now.flatMap(({ id }) => {
    const open = known.get(id)?.open
    return open && open.days.length > 0 ? [open] : []
  })
}

const openDaysOf = (duty: Duty, checks: readonly CheckMade[], today: Day): OpenDays['days'] =>
  occurrencesOf(duty, checks, today, addDays(today, -MISSED_DAYS), addDays(today, duty.leadDays)).flatMap(
    ({ dueOn, state }) =>
      state === 'due' || state === 'missing' ? [{ dueOn, isMissing: state === 'missing' }] : [],
  )

/** The licences of enterprises that end within their lead days, or did, those that end first before; `most` null: all. */
const licencesDue = (db: Db, enterpriseId: string | null, today: Day, most: number | null) =>
  licencesUntil(db, enterpriseId, addDays(today, LICENCE_LEAD_DAYS), most)

/** What is due or missing of all enterprises today, what was due first before: duties, and licences that end. */
export function whatIsDue(context: Context): DueRow[] {
  const { db } = context.workspace
  const today = dayOf(context.nowMs())
  const duties = openDuties(db, null, today)
  const licences = licencesDue(db, null, today, null)
  const names = namesOfEnterprises(db, [
    ...new Set([...duties.map(({ duty }) => duty.enterpriseId), ...licences.map((one) => one.enterpriseId)]),
  ])
  const rows = [
    ...duties.flatMap(({ duty: { id, enterpriseId, kind, name }, days }) =>
      days.map(
        ({ dueOn, isMissing }): DueRow => ({
          enterpriseId,
          enterpriseName: names.get(enterpriseId) ?? null,
          dueOn,
          isMissing,
          what: { of: 'duty', dutyId: id, kind, name },
        }),
      ),
    ),
    ...licences.flatMap(({ enterpriseId, licence }): DueRow[] =>
      licence.validUntil === null
        ? []
        : [
            {
              enterpriseId,
              enterpriseName: names.get(enterpriseId) ?? null,
              dueOn: licence.validUntil,
              isMissing: licence.validUntil < today,
              what: { of: 'licence', licence },
            },
          ],
    ),
  ]
  return rows.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
}

/** Duties with the first of their days that is due or missing, self-checks among them, and licences that end. */
export const dutiesToDo: WeekSource = (context, { enterpriseId, today, most }) => {
  const { db } = context.workspace
  const duties = openDuties(db, enterpriseId, today)
    .sort((a, b) => ((a.days[0]?.dueOn ?? '') < (b.days[0]?.dueOn ?? '') ? -1 : 1))
    .slice(0, most)
  const licences = licencesDue(db, enterpriseId, today, most)
  const names = namesOfEnterprises(db, [
    ...new Set([...duties.map(({ duty }) => duty.enterpriseId), ...licences.map((one) => one.enterpriseId)]),
  ])
  const of = (id: string) => ({ enterpriseId: id, enterpriseName: names.get(id) ?? null })
  return [
    ...duties.flatMap(({ duty, days: [first, ...others] }) => {
      if (!first) return []
      const kind = duty.kind === 'selfCheck' ? ('selfCheck' as const) : ('duty' as const)
      const count = others.length === 0 ? null : others.length + 1
      const said = { kind, aggregate: 'duty', id: duty.id, title: duty.name, count } as const
      return [toDo({ ...said, dueMs: endOfDay(first.dueOn), ...of(duty.enterpriseId) }, today)]
    }),
    ...licences.flatMap(({ enterpriseId: id, licence: { kind: licence, number: title, validUntil } }) => {
      if (validUntil === null) return []
      const said = { kind: 'renew', aggregate: 'enterprise', id, title, licence } as const
      return [toDo({ ...said, dueMs: endOfDay(validUntil), ...of(id) }, today)]
    }),
  ]
}
