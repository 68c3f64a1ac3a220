import { fail, type Failure } from '../../units/result.ts'
import { type AgencyRow, coversMatter } from '../agency.ts'
import { orderIdOf, RUNNING_STATES } from '../clocks.ts'
import type { HolidayYear } from '../deadlines/calendar.ts'
import { countFrom, type Counted } from '../deadlines/count.ts'
import { type Day, dayOf } from '../deadlines/day.ts'
import type { Term } from '../deadlines/term.ts'
import type { Finding, Sighting } from '../finding.ts'
import { lastRecheck, type Maker, withStep } from '../steps.ts'
import { type RectificationOrder, type Service } from './order.ts'

/** What an order is held against when it is issued. */
export type OrderGround = {
  /** The agency that orders, as the table has it; null where it is not in it. */
  readonly agency: AgencyRow | null
  /** Whether what was seen from the air alone is a lead. */
  readonly airIsLead: boolean
}

/** Why a finding may not go into an order. */
export type ItemProblem =
  | 'not_confirmed'
  | 'other_enterprise'
  | 'no_agency'
  | 'not_covered'
  | 'air_only'
  | 'not_partly'

/** Why a finding may not go into an order; null: it may. */
export function itemProblem(
  order: Pick<RectificationOrder, 'enterpriseId' | 'replacesId'>,
  finding: Finding,
  sightings: readonly Sighting[],
  { agency, airIsLead }: OrderGround,
): ItemProblem | null {
  if (finding.enterpriseId !== order.enterpriseId) return 'other_enterprise'
  if (order.replacesId !== null) {
    // The rest of what was partly put right, under the order in whose place this one stands.
    const isRest = orderIdOf(finding) === order.replacesId && lastRecheck(finding)?.result === 'partly'
    if (!isRest || !['rectifying', 'toRecheck'].includes(finding.state)) return 'not_partly'
  } else if (finding.state !== 'confirmed') return 'not_confirmed'
  if (!finding.agency) return 'no_agency'
  if (!agency || !coversMatter(agency, finding.agency.id)) return 'not_covered'
  if (airIsLead && !sightings.some(isOnSite)) return 'air_only'
  return null
}

/** Whether somebody stood before it and saw it there. */
const isOnSite = ({ seenFrom, outcome }: Sighting): boolean =>
  seenFrom === 'site' && outcome !== 'gone' && outcome !== 'unseen'

/** The last day of a term that begins with a service. */
export const dueOf = (term: Term, servedOn: Day, years: readonly HolidayYear[]): Counted =>
  term.by === 'day' ? { ok: true, day: term.day, steps: [] } : countFrom(servedOn, term, years)

type Ordered =
  | { readonly ok: true; readonly order: RectificationOrder; readonly findings: Finding[] }
  | Failure

const doneBy = ({ name, role, atMs }: Maker) => ({ by: name, role, atMs })

/** The order and its findings after it was issued under a number. */
export function issued(
  order: RectificationOrder,
  findings: readonly Finding[],
  no: string,
  maker: Maker,
): Ordered {
  if (order.issued) return fail('order_issued', { no: order.issued.no })
  return {
    ok: true,
    order: { ...order, issued: { ...doneBy(maker), no } },
    findings: findings.map((finding) => withStep(finding, maker, { to: 'ordered', orderId: order.id })),
  }
}

/**
 * The order and its findings after it reached the enterprise: the deadline is counted, the clocks run. Where a year's
 * holidays are not known there is no deadline, and the order is listed so until a supervisor sets one.
 */
export function served(
  order: RectificationOrder,
  findings: readonly Finding[],
  service: Pick<Service, 'how' | 'servedAtMs' | 'receipt'>,
  years: readonly HolidayYear[],
  maker: Maker,
): Ordered {
  if (!order.issued) return fail('order_not_issued', {})
  if (order.withdrawn) return fail('order_withdrawn', { no: order.issued.no })
  if (order.served) return fail('order_served', { no: order.issued.no })
  const counted = dueOf(order.term, dayOf(service.servedAtMs), years)
  return {
    ok: true,
    order: { ...order, served: { ...service, ...doneBy(maker) }, due: counted.ok ? counted.day : null },
    findings: findings.map((finding) =>
      finding.state === 'ordered' && orderIdOf(finding) === order.id
        ? withStep(finding, maker, {
            to: 'rectifying',
            orderId: order.id,
            happenedAtMs: service.servedAtMs,
          })
        : finding,
    ),
  }
}

/**
 * The order and its findings after it was taken back: what nobody has closed is confirmed again, what was reported put right
 * too. With the order go its criterion and both clocks: nothing would say what closes it, and nobody owes a re-check of what
 * nobody demands. That it was reported stays in its steps.
 */
export function withdrawn(
  order: RectificationOrder,
  findings: readonly Finding[],
  reason: string,
  maker: Maker,
): Ordered {
  if (!order.issued) return fail('order_not_issued', {})
  if (order.withdrawn) return fail('order_withdrawn', { no: order.issued.no })
  return {
    ok: true,
    order: { ...order, withdrawn: { ...doneBy(maker), reason } },
    findings: findings.map((finding) =>
      RUNNING_STATES.includes(finding.state) && orderIdOf(finding) === order.id
        ? withStep(finding, maker, { to: 'confirmed', reason, orderId: order.id })
        : finding,
    ),
  }
}

/** How an order stands: by itself, and by what became of its findings. */
export type OrderState = 'draft' | 'notServed' | 'served' | 'closed' | 'withdrawn'

/** `open`: how many of its findings are still under it and not closed. */
export function orderStateOf(
  { issued: isIssued, served: isServed, withdrawn: isWithdrawn }: RectificationOrder,
  open: number,
): OrderState {
  if (isWithdrawn) return 'withdrawn'
  if (!isIssued) return 'draft'
  if (open === 0) return 'closed'
  return isServed ? 'served' : 'notServed'
}
