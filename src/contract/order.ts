import { z } from 'zod'
import { Finding, Level, State } from '../core/finding/finding.ts'
import { Day } from '../core/finding/deadlines/day.ts'
import { DayCount, Term } from '../core/finding/deadlines/term.ts'
import { Extension, RectificationOrder, SERVICE_WAYS } from '../core/finding/order/order.ts'
import { AtMs, Id, Name, PartId, Version } from '../core/units/id.ts'
import { call } from './call.ts'
import { byId, page, pageOf, record, removal, removed, Revision, written } from './document.ts'
import { EVERYONE, OFFICERS, SUPERVISORS } from './roles.ts'

/** What an officer says of an order that is not issued yet. */
const OrderDraft = z.object({
  enterpriseId: Id,
  agencyId: PartId,
  measure: RectificationOrder.shape.measure,
  legalBasis: RectificationOrder.shape.legalBasis,
  items: RectificationOrder.shape.items,
  term: Term,
  recheck: DayCount,
  termSource: RectificationOrder.shape.termSource,
  replacesId: Id.nullable(),
})
export type OrderDraft = z.infer<typeof OrderDraft>

export const OrderState = z.enum(['draft', 'notServed', 'served', 'closed', 'withdrawn'])

/** One step of how a deadline was counted (`src/core/finding/deadlines/count.ts`). */
const CountStep = z.discriminatedUnion('step', [
  z.object({ step: z.literal('begins'), event: Day, first: Day }),
  z.object({ step: z.literal('last'), day: Day, days: z.number().int(), counts: DayCount.shape.counts }),
  z.object({ step: z.literal('skipped'), off: z.number().int(), made: z.number().int() }),
  z.object({ step: z.literal('moved'), from: Day, to: Day }),
  z.object({ step: z.literal('madeUp'), day: Day }),
  z.object({ step: z.literal('unknown'), year: z.number().int() }),
])
const Counted = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), day: Day, steps: z.array(CountStep).readonly() }),
  z.object({
    ok: z.literal(false),
    year: z.number().int(),
    notBefore: Day,
    steps: z.array(CountStep).readonly(),
  }),
])

/** A finding of an order as it stands now; `level` and `state` null where it is not here. */
const OrderLine = z.object({
  findingId: Id,
  title: Finding.shape.title.nullable(),
  level: Level.nullable(),
  state: State.nullable(),
  /** Why it may not go into the order, where it is a draft. */
  why: z
    .enum([
      'not_confirmed',
      'other_enterprise',
      'no_agency',
      'not_covered',
      'air_only',
      'not_partly',
      'not_here',
    ])
    .nullable(),
})

/** What lists show of an order. */
export const OrderRow = z.object({
  id: Id,
  revision: Revision,
  version: Version,
  no: z.string().nullable(),
  enterpriseId: Id,
  enterpriseName: Name.nullable(),
  state: OrderState,
  findings: z.number().int(),
  /** How many of them are under it and not closed. */
  open: z.number().int(),
  dueDay: Day.nullable(),
  /** The year whose holidays nobody has entered, so that the deadline is not known (未核). */
  unknownYear: z.number().int().nullable(),
})
export type OrderRow = z.infer<typeof OrderRow>

/** Orders are listed in their turn: what nobody has issued or served, what has no day yet, then by the last day. */
const OrderCursor = z.object({ turn: z.string().max(20), id: Id })

export const orderCalls = {
  'order.list': call(
    'read',
    EVERYONE,
    z.object({
      enterpriseId: Id.nullable(),
      openOnly: z.boolean(),
      ...page(OrderCursor),
    }),
    pageOf(OrderRow, OrderCursor),
  ),
  'order.get': call(
    'read',
    EVERYONE,
    byId,
    record(RectificationOrder).extend({
      state: OrderState,
      enterpriseName: Name.nullable(),
      lines: z.array(OrderLine),
      /** How the deadline was, or would be counted from today. */
      counted: Counted.nullable(),
    }),
  ),
  /** What an order would come to, before anything is kept: its deadline were it served on a day, and what does not fit. */
  'order.preview': call(
    'read',
    EVERYONE,
    z.object({ order: OrderDraft, servedOn: Day }),
    z.object({ counted: Counted, lines: z.array(OrderLine) }),
  ),
  /** Keeps a draft; `id` null: a new one. Findings that name no agency in charge are taken as that of the order. */
  'order.draft': call(
    'write',
    OFFICERS,
    z.object({ id: Id.nullable(), base: Version.nullable(), order: OrderDraft }),
    written(RectificationOrder),
  ),
  'order.discard': call('write', OFFICERS, removal, removed),
  /** Issues it under a number that somebody chose, or (null) the one that comes next by the pattern. */
  'order.issue': call(
    'write',
    SUPERVISORS,
    z.object({ id: Id, base: Version, no: z.string().trim().min(1).max(100).nullable() }),
    written(RectificationOrder),
  ),
  'order.serve': call(
    'write',
    OFFICERS,
    z.object({
      id: Id,
      base: Version,
      how: z.enum(SERVICE_WAYS),
      servedAtMs: AtMs,
      receipt: z.string().max(500),
    }),
    written(RectificationOrder),
  ),
  /** The enterprise reports findings of an order put right. */
  'order.report': call(
    'write',
    OFFICERS,
    z.object({
      id: Id,
      base: Version,
      findingIds: z.array(Id).min(1).max(100),
      reportedAtMs: AtMs,
      words: z.string().max(2000),
    }),
    written(RectificationOrder),
  ),
  'order.extend': call(
    'write',
    SUPERVISORS,
    z.object({ id: Id, base: Version, to: Day, reason: Extension.shape.reason }),
    written(RectificationOrder),
  ),
  'order.withdraw': call(
    'write',
    SUPERVISORS,
    z.object({ id: Id, base: Version, reason: z.string().min(1).max(2000) }),
    written(RectificationOrder),
  ),
} as const
