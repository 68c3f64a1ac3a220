import { z } from 'zod'
import { VISIT_KINDS, VISIT_MODES, type Visit } from '../../campaign/visit.ts'
import type { SelfCheck } from '../../duty/selfCheck.ts'
import { startOfDay } from '../../finding/deadlines/day.ts'
import { type Finding, STATES } from '../../finding/finding.ts'
import { PAPER_KINDS } from '../../finding/numbers/kinds.ts'
import type { RectificationOrder } from '../../finding/order/order.ts'
import { AtMs, Id } from '../../units/id.ts'
import { Paper } from '../paper.ts'

const event = <K extends string, S extends z.ZodRawShape>(kind: K, members: S) =>
  z.object({ kind: z.literal(kind), atMs: AtMs, id: Id, ...members })

/** One thing that happened of an enterprise, and the document (`id`) that tells of it; `kind` says of which sort both are. */
export const TimelineEvent = z.discriminatedUnion('kind', [
  event('visit', { visitKind: z.enum(VISIT_KINDS), mode: z.enum(VISIT_MODES) }),
  event('flight', { pilot: z.string() }),
  event('opened', { title: z.string() }),
  event('step', { title: z.string(), state: z.enum(STATES) }),
  event('issued', { no: z.string() }),
  event('served', { no: z.string() }),
  event('extended', { no: z.string(), to: z.string() }),
  event('selfCheck', { by: z.string() }),
  event('paperMade', { paperKind: z.enum(PAPER_KINDS), no: z.string(), of: Paper.shape.of }),
  event('paperSigned', { paperKind: z.enum(PAPER_KINDS), no: z.string(), of: Paper.shape.of }),
])
export type TimelineEvent = z.infer<typeof TimelineEvent>

/** What a timeline is told from. */
export type TimelineOf = {
  readonly visits: readonly Pick<Visit, 'id' | 'fromMs' | 'kind' | 'mode'>[]
  readonly flights: readonly { readonly id: string; readonly takeoffAtMs: number; readonly pilot: string }[]
  readonly findings: readonly Pick<Finding, 'id' | 'title' | 'openedAtMs' | 'transitions'>[]
  readonly orders: readonly Pick<RectificationOrder, 'id' | 'issued' | 'served' | 'extensions'>[]
  readonly selfChecks: readonly Pick<SelfCheck, 'id' | 'checkedOn' | 'checkedBy'>[]
  readonly papers: readonly Pick<Paper, 'id' | 'kind' | 'no' | 'of' | 'versions' | 'signed'>[]
}

/** What happened of an enterprise, the first thing first: each at the time at which it took place, not at which it was put down. */
export function timelineOf(of: TimelineOf): TimelineEvent[] {
  const events: TimelineEvent[] = [
    ...of.visits.map(({ id, fromMs, kind, mode }) => ({
      kind: 'visit' as const,
      atMs: fromMs,
      id,
      visitKind: kind,
      mode,
    })),
    ...of.flights.map(({ id, takeoffAtMs, pilot }) => ({
      kind: 'flight' as const,
      atMs: takeoffAtMs,
      id,
      pilot,
    })),
    ...of.findings.flatMap(({ id, title, openedAtMs, transitions }) => [
      { kind: 'opened' as const, atMs: openedAtMs, id, title },
      ...transitions.map(({ to, atMs, happenedAtMs }) => ({
        kind: 'step' as const,
        atMs: happenedAtMs ?? atMs,
        id,
        title,
        state: to,
      })),
    ]),
    ...of.orders.flatMap(ofOrder),
    ...of.selfChecks.map(({ id, checkedOn, checkedBy }) => ({
      kind: 'selfCheck' as const,
      atMs: startOfDay(checkedOn),
      id,
      by: checkedBy.name,
    })),
    ...of.papers.flatMap(({ id, kind: paperKind, no, of: about, versions, signed }) => {
      const said = { id, paperKind, no, of: about }
      return [
        { kind: 'paperMade' as const, atMs: versions[0]?.made.atMs ?? 0, ...said },
        ...(signed ? [{ kind: 'paperSigned' as const, atMs: signed.atMs, ...said }] : []),
      ]
    }),
  ]
  // Of one moment what was told first comes first.
  return events.sort((a, b) => a.atMs - b.atMs)
}

function ofOrder({ id, issued, served, extensions }: TimelineOf['orders'][number]): TimelineEvent[] {
  if (!issued) return []
  const { no } = issued
  return [
    { kind: 'issued', atMs: issued.atMs, id, no },
    ...(served ? [{ kind: 'served' as const, atMs: served.servedAtMs, id, no }] : []),
    ...extensions.map(({ atMs, to }) => ({ kind: 'extended' as const, atMs, id, no, to })),
  ]
}
