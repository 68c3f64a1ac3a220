import type { CallInput, CallOutput, CallParsed, OrderDraft } from '../../contract/index.ts'
import { withStep } from '../../core/finding/steps.ts'
import { orderIdOf } from '../../core/finding/clocks.ts'
import { type Day, dayOf, startOfDay } from '../../core/finding/deadlines/day.ts'
import type { Finding, Sighting } from '../../core/finding/finding.ts'
import { dueDayOf, type RectificationOrder } from '../../core/finding/order/order.ts'
import {
  dueOf,
  issued,
  itemProblem,
  type OrderGround,
  orderStateOf,
  served,
  withdrawn,
} from '../../core/finding/order/ordering.ts'
import type { Failure } from '../../core/units/result.ts'
import type { Enterprise } from '../../core/site/enterprise.ts'
import { getReadable, type Stored, standingOf } from '../../store/documents.ts'
import { findingsOfOrder, openUnder, orderPage } from '../../store/orders.ts'
import { UNREADABLE_NAME } from '../../store/paging.ts'
import { settingOf } from '../../store/settings.ts'
import { sightingsOfFinding } from '../../store/sightings.ts'
import { Refusal, type Tx } from '../../store/workspace.ts'
import { makerOf } from '../finding/findings.ts'
import { type Context, type Handlers, write } from '../host/context.ts'
import { stored } from '../host/documents.ts'
import { newId } from '../host/newId.ts'
import { giveNumber, voidNumber } from './numbers.ts'

export const orderCalls = {
  'order.list': (
    { enterpriseId, openOnly, after, limit }: CallParsed<'order.list'>,
    context: Context,
  ): CallOutput<'order.list'> => {
    const { db } = context.workspace
    const page = orderPage(db, { enterpriseId, isOpenOnly: openOnly }, { after, most: limit })
    return { ...page, rows: page.rows.map((order) => rowOf(context, order)) }
  },
  'order.get': ({ id }: CallInput<'order.get'>, context: Context): CallOutput<'order.get'> => {
    const found = stored<RectificationOrder>(context, 'rectificationOrder', id)
    const { doc } = found
    return {
      ...found,
      state: stateOf(context, doc),
      enterpriseName: enterpriseName(context, doc.enterpriseId),
      lines: linesOf(context, doc),
      counted: doc.withdrawn ? null : countedNow(context, doc),
    }
  },
  'order.preview': (
    { order, servedOn }: CallParsed<'order.preview'>,
    context: Context,
  ): CallOutput<'order.preview'> => {
    const drafted = draftOf(context, newId(context.nowMs()), order)
    return {
      counted: dueOf(order.term, servedOn, settingOf(context.workspace.db, 'holidays').years),
      lines: linesOf(context, drafted, true),
    }
  },
  'order.draft': (
    { id, base, order }: CallParsed<'order.draft'>,
    context: Context,
  ): CallOutput<'order.draft'> =>
    write(context, 'order.draft', (tx) => {
      const known = id === null ? null : tx.get<RectificationOrder>('rectificationOrder', id).doc
      if (known?.issued) throw new Refusal('order_issued', { no: known.issued.no })
      const doc = draftOf(context, id ?? newId(context.nowMs()), order)
      const written = tx.put('rectificationOrder', base, doc)
      nameAgency(context, tx, doc)
      return { ...written, doc }
    }),
  'order.discard': (
    { id, base }: CallInput<'order.discard'>,
    context: Context,
  ): CallOutput<'order.discard'> =>
    write(context, 'order.discard', (tx) => {
      const { doc } = tx.get<RectificationOrder>('rectificationOrder', id)
      if (doc.issued) throw new Refusal('order_issued', { no: doc.issued.no })
      tx.remove('rectificationOrder', id, base)
      return {}
    }),
  'order.issue': ({ id, base, no }: CallParsed<'order.issue'>, context: Context): CallOutput<'order.issue'> =>
    write(context, 'order.issue', (tx) => {
      const { doc } = tx.get<RectificationOrder>('rectificationOrder', id)
      if (doc.issued) throw new Refusal('order_issued', { no: doc.issued.no })
      const findings = doc.items.map(({ findingId }) => tx.get<Finding>('finding', findingId).doc)
      const ground = groundOf(context, doc.agency.id)
      for (const finding of findings) {
        const problem = itemProblem(doc, finding, sightingsOf(context, finding.id), ground)
        if (problem)
          throw new Refusal('order_item_unfit', {
            title: finding.title,
            why: problem,
            agency: doc.agency.name.zh,
          })
      }
      sureOfDay(doc, dayOf(context.nowMs()))
      const given = giveNumber(context, tx, 'order', numbered(id), no)
      return put(context, tx, base, issued(doc, findings, given, makerOf(context)))
    }),
  'order.serve': (
    { id, base, ...service }: CallParsed<'order.serve'>,
    context: Context,
  ): CallOutput<'order.serve'> =>
    write(context, 'order.serve', (tx) => {
      const { doc } = tx.get<RectificationOrder>('rectificationOrder', id)
      notLater(context, service.servedAtMs)
      sureOfDay(doc, dayOf(service.servedAtMs))
      const { years } = settingOf(context.workspace.db, 'holidays')
      return put(context, tx, base, served(doc, here(context, doc), service, years, makerOf(context)))
    }),
  'order.report': (
    { id, base, findingIds, reportedAtMs, words }: CallParsed<'order.report'>,
    context: Context,
  ): CallOutput<'order.report'> =>
    write(context, 'order.report', (tx) => {
      const { doc } = tx.get<RectificationOrder>('rectificationOrder', id)
      if (!doc.issued) throw new Refusal('order_not_issued', {})
      notLater(context, reportedAtMs)
      const maker = makerOf(context)
      const findings = findingIds.map((findingId) => {
        const finding = tx.get<Finding>('finding', findingId).doc
        if (orderIdOf(finding) !== id || !['ordered', 'rectifying'].includes(finding.state))
          throw new Refusal('bad_transition', { from: finding.state, to: 'toRecheck' })
        return withStep(finding, maker, {
          to: 'toRecheck',
          reason: words,
          happenedAtMs: reportedAtMs,
          orderId: id,
        })
      })
      return put(context, tx, base, { ok: true, order: doc, findings })
    }),
  'order.extend': (
    { id, base, to, reason }: CallParsed<'order.extend'>,
    context: Context,
  ): CallOutput<'order.extend'> =>
    write(context, 'order.extend', (tx) => {
      const { doc } = tx.get<RectificationOrder>('rectificationOrder', id)
      if (!doc.served) throw new Refusal('order_not_served', {})
      if (doc.withdrawn) throw new Refusal('order_withdrawn', { no: doc.issued?.no ?? '' })
      const from = dueDayOf(doc)
      if (from !== null && to <= from) throw new Refusal('extension_back', { from, to })
      if (to < dayOf(doc.served.servedAtMs))
        throw new Refusal('extension_back', { from: dayOf(doc.served.servedAtMs), to })
      const { name: by, role, atMs } = makerOf(context)
      const next = { ...doc, extensions: [...doc.extensions, { from, to, reason, by, role, atMs }] }
      return put(context, tx, base, { ok: true, order: next, findings: [] })
    }),
  'order.withdraw': (
    { id, base, reason }: CallInput<'order.withdraw'>,
    context: Context,
  ): CallOutput<'order.withdraw'> =>
    write(context, 'order.withdraw', (tx) => {
      const { doc } = tx.get<RectificationOrder>('rectificationOrder', id)
      const done = withdrawn(doc, here(context, doc), reason, makerOf(context))
      if (done.ok && doc.issued) voidNumber(context, tx, numbered(id), doc.issued.no, reason)
      return put(context, tx, base, done)
    }),
} satisfies Partial<Handlers>

/** An order, as its number names it. */
const numbered = (id: string) => ({ aggregate: 'rectificationOrder', id }) as const

const sightingsOf = (context: Context, findingId: string): Sighting[] =>
  sightingsOfFinding(context.workspace.db, findingId).map(({ doc }) => doc)

const here = (context: Context, order: RectificationOrder): Finding[] =>
  findingsOfOrder(context.workspace.db, order).map(({ doc }) => doc)

/** What is written down cannot be later than now: a day of a clock that runs ahead is left to it. */
function notLater(context: Context, atMs: number): void {
  if (startOfDay(dayOf(atMs)) > context.nowMs()) throw new Refusal('not_yet', { day: dayOf(atMs) })
}

/** Nobody is told to do something by a day that is over when they are told. @throws {Refusal} `term_past` */
function sureOfDay({ term }: RectificationOrder, on: Day): void {
  if (term.by === 'day' && term.day < on) throw new Refusal('term_past', { day: term.day, on })
}

/** Puts an order and its findings as one step made them. */
function put(
  context: Context,
  tx: Tx,
  base: CallInput<'order.issue'>['base'],
  done: { ok: true; order: RectificationOrder; findings: readonly Finding[] } | Failure,
) {
  if (!done.ok) throw new Refusal(done.code, done.params)
  // What the step is of comes first in its entry: the order, then what became of its findings.
  const written = tx.put('rectificationOrder', base, done.order)
  for (const finding of done.findings) {
    const before = getReadable<Finding>(context.workspace.db, 'finding', finding.id)
    if (before && before.doc !== finding && before.doc.transitions.length !== finding.transitions.length)
      tx.put('finding', before.version, finding)
  }
  return { ...written, doc: done.order }
}

/** The order of a draft; its agency as the table has it now. */
function draftOf(context: Context, id: string, { agencyId, ...draft }: OrderDraft): RectificationOrder {
  const row = groundOf(context, agencyId).agency
  if (!row) throw new Refusal('agency_unknown', { id: agencyId })
  const { name: by, role, atMs } = makerOf(context)
  return {
    id,
    ...draft,
    agency: { id: row.id, name: row.name, basis: row.basis },
    drafted: { by, role, atMs },
    issued: null,
    served: null,
    due: null,
    extensions: [],
    withdrawn: null,
  }
}

/** Findings whose matter nobody has said is whose are taken as the agency's that drafts the order. */
function nameAgency(context: Context, tx: Tx, { agency: { id, name }, items }: RectificationOrder): void {
  for (const { findingId } of items) {
    const found = getReadable<Finding>(context.workspace.db, 'finding', findingId)
    if (found && !found.doc.agency) tx.put('finding', found.version, { ...found.doc, agency: { id, name } })
  }
}

const groundOf = (context: Context, agencyId: string): OrderGround => {
  const { db } = context.workspace
  return {
    agency: settingOf(db, 'agencies').rows.find(({ id }) => id === agencyId) ?? null,
    airIsLead: settingOf(db, 'airIsLead').isOn,
  }
}

/** The findings of an order as they stand; `isNew`: who is in charge of them is yet to be said by it. */
function linesOf(
  context: Context,
  order: RectificationOrder,
  isNew = false,
): CallOutput<'order.get'>['lines'] {
  const ground = groundOf(context, order.agency.id)
  return order.items.map(({ findingId }) => {
    const finding = getReadable<Finding>(context.workspace.db, 'finding', findingId)?.doc
    if (!finding) return { findingId, title: null, level: null, state: null, why: 'not_here' as const }
    const named = isNew && !finding.agency ? { ...finding, agency: order.agency } : finding
    return {
      findingId,
      title: finding.title,
      level: finding.level,
      state: finding.state,
      why: order.issued ? null : itemProblem(order, named, sightingsOf(context, findingId), ground),
    }
  })
}

const stateOf = (context: Context, order: RectificationOrder) =>
  orderStateOf(order, openUnder(context.workspace.db, order.id))

/** How the deadline of an order was counted, or would be were it served today. */
function countedNow(context: Context, { term, served: service }: RectificationOrder) {
  const from = dayOf(service?.servedAtMs ?? context.nowMs())
  return dueOf(term, from, settingOf(context.workspace.db, 'holidays').years)
}

function enterpriseName(context: Context, id: string): { zh: string; en: string } | null {
  const { db } = context.workspace
  if (!standingOf(db, 'enterprise', id)) return null
  return getReadable<Enterprise>(db, 'enterprise', id)?.doc.name ?? UNREADABLE_NAME
}

/** What lists show of an order. */
export function rowOf(
  context: Context,
  { doc, revision, version }: Stored<RectificationOrder>,
): CallOutput<'order.list'>['rows'][number] {
  const open = openUnder(context.workspace.db, doc.id)
  const dueDay = dueDayOf(doc)
  const counted = doc.served && dueDay === null ? countedNow(context, doc) : null
  return {
    id: doc.id,
    revision,
    version,
    no: doc.issued?.no ?? null,
    enterpriseId: doc.enterpriseId,
    enterpriseName: enterpriseName(context, doc.enterpriseId),
    state: orderStateOf(doc, open),
    findings: doc.items.length,
    open,
    dueDay,
    unknownYear: counted && !counted.ok ? counted.year : null,
  }
}
