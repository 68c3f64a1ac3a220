import { z } from 'zod'
import { AtMs, Id } from '../../units/id.ts'
import { AgencyInCharge } from '../agency.ts'
import { Day } from '../deadlines/day.ts'
import { DayCount, Term } from '../deadlines/term.ts'

/** Who did something, in which role and when it was written down. */
const Done = z.object({
  by: z.string().min(1).max(100),
  role: z.string().max(100),
  atMs: AtMs,
})

/** What proves that a finding is put right, written down when the order is made: a look from the air, on site, a document. */
export const Criterion = z.object({
  proof: z.enum(['air', 'site', 'document']),
  words: z.string().min(1).max(1000),
})
export type Criterion = z.infer<typeof Criterion>

/** One finding of an order: what is demanded, and what closes it. */
export const OrderItem = z.object({
  findingId: Id,
  demand: z.string().max(2000),
  criterion: Criterion,
})
export type OrderItem = z.infer<typeof OrderItem>

/** How an order reached the enterprise (送达): 直接, 留置, 委托, 邮寄, 传真或电子, 公告. */
export const SERVICE_WAYS = ['direct', 'lien', 'entrusted', 'post', 'electronic', 'notice'] as const

export const Service = z.object({
  how: z.enum(SERVICE_WAYS),
  /** When it reached the enterprise, UTC ms. */
  servedAtMs: AtMs,
  /** The receipt (送达回证): its number, or who took it. */
  receipt: z.string().max(500),
  ...Done.shape,
})
export type Service = z.infer<typeof Service>

/** A deadline that was moved; `from` is null where the count could not be made, since a year's holidays were not known. */
export const Extension = z.object({
  from: Day.nullable(),
  to: Day,
  reason: z.string().min(1).max(2000),
  ...Done.shape,
})
export type Extension = z.infer<typeof Extension>

/** An order to put things right (责令整改): many findings of one enterprise. What was done with it are records, never overwritten. */
export const RectificationOrder = z.object({
  id: Id,
  enterpriseId: Id,
  /** Who orders, with its basis as it was when the order was made. */
  agency: AgencyInCharge.extend({ basis: z.string().max(500) }),
  /** Put right in time (限期改正), or out of use until then (停用). */
  measure: z.enum(['inTime', 'outOfUse']),
  /** What was broken, as the paper says it. */
  legalBasis: z.string().max(1000),
  items: z.array(OrderItem).min(1).max(100),
  term: Term,
  /** How long we have to look again, and where both lengths come from. */
  recheck: DayCount,
  termSource: z.string().max(500),
  /** The order in whose place it is made for the rest, where only a part was put right. */
  replacesId: Id.nullable(),
  drafted: Done,
  issued: Done.extend({ no: z.string().min(1).max(100) }).nullable(),
  served: Service.nullable(),
  /** The last day, counted when it was served; null before, and where a year's holidays were not known. */
  due: Day.nullable(),
  extensions: z.array(Extension).max(100),
  withdrawn: Done.extend({ reason: z.string().min(1).max(2000) }).nullable(),
})
export type RectificationOrder = z.infer<typeof RectificationOrder>

/** The last day that holds now: the last extension's, else the one that was counted. */
export const dueDayOf = ({ due, extensions }: RectificationOrder): Day | null => extensions.at(-1)?.to ?? due
