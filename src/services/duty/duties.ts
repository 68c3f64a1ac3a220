import type { CallInput, CallOutput, CallParsed } from '../../contract/index.ts'
import { type Done, Duty } from '../../core/duty/duty.ts'
import { licencesEnding, occurrencesOf } from '../../core/duty/occurrences.ts'
import { usualDuties } from '../../core/duty/usual.ts'
import { addDays, type Day, dayOf } from '../../core/finding/deadlines/day.ts'
import type { Enterprise } from '../../core/site/enterprise.ts'
import { checksMade, dutiesOf } from '../../store/duties.ts'
import { Refusal, sureOfBase } from '../../store/workspace.ts'
import { type Context, type Handlers, write } from '../host/context.ts'
import { documentCalls, stored } from '../host/documents.ts'
import { newId } from '../host/newId.ts'
import { whoActs } from '../host/whoActs.ts'
import { whatIsDue } from './due.ts'

/** An enterprise's page shows the days of so long before and after today. */
const SHOWN_DAYS = 400

const documents = documentCalls<Duty>('duty')

const todayOf = (context: Context): Day => dayOf(context.nowMs())

export const dutyCalls = {
  'duty.list': ({ enterpriseId }: CallInput<'duty.list'>, context: Context): CallOutput<'duty.list'> => {
    const { db } = context.workspace
    const today = todayOf(context)
    const { doc: enterprise } = stored<Enterprise>(context, 'enterprise', enterpriseId)
    const checks = checksMade(db, enterpriseId).get(enterpriseId) ?? []
    return {
      duties: dutiesOf(db, enterpriseId).map((duty) => ({
        ...duty,
        occurrences: occurrencesOf(
          duty.doc,
          checks,
          today,
          addDays(today, -SHOWN_DAYS),
          addDays(today, SHOWN_DAYS),
        ),
      })),
      licences: licencesEnding(enterprise, today),
    }
  },
  'duty.get': documents.get,
  'duty.put': documents.put,
  'duty.remove': documents.remove,
  'duty.due': ({ limit }: CallParsed<'duty.due'>, context: Context): CallOutput<'duty.due'> => {
    const due = whatIsDue(context)
    return { rows: due.slice(0, limit), isMore: due.length > limit }
  },
  'duty.addUsual': (
    { enterpriseId }: CallInput<'duty.addUsual'>,
    context: Context,
  ): CallOutput<'duty.addUsual'> =>
    write(context, 'duty.addUsual', (tx) => {
      stored<Enterprise>(context, 'enterprise', enterpriseId)
      const kinds = new Set(dutiesOf(context.workspace.db, enterpriseId).map(({ doc }) => doc.kind))
      const missing = usualDuties(todayOf(context)).filter(({ kind }) => !kinds.has(kind))
      if (missing.length === 0) throw new Refusal('nothing_to_add', {})
      return {
        added: missing.map((usual) => {
          const doc = Duty.parse({
            ...usual,
            id: newId(context.nowMs()),
            enterpriseId,
            done: [],
            remarks: '',
          })
          return { ...tx.put('duty', null, doc), doc }
        }),
      }
    }),
  'duty.done': ({ id, base, ...made }: CallInput<'duty.done'>, context: Context): CallOutput<'duty.done'> =>
    write(context, 'duty.done', (tx) => {
      const { doc, version } = tx.get<Duty>('duty', id)
      sureOfBase('duty', id, base, version)
      const today = todayOf(context)
      if (made.doneOn > today) throw new Refusal('day_to_come', { day: made.doneOn })
      const days = occurrencesOf(doc, [], today, made.dueOn, made.dueOn)
      if (days.length === 0) throw new Refusal('no_such_day', { day: made.dueOn })
      const done: Done = { ...made, by: whoActs(context), atMs: context.nowMs() }
      const next: Duty = { ...doc, done: [...doc.done, done] }
      return { ...tx.put('duty', base, next), doc: next }
    }),
} satisfies Partial<Handlers>
