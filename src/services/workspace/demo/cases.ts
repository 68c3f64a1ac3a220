import type { CallName, CallOutput } from '../../../contract/index.ts'
import { addDays, dayOf } from '../../../core/finding/deadlines/day.ts'
import type { Finding, Recheck, Sighting } from '../../../core/finding/finding.ts'
import type { Criterion } from '../../../core/finding/order/order.ts'

/** Asks in a session of somebody's own. */
export type Ask = <N extends CallName>(name: N, input: unknown) => Promise<CallOutput<N>>
/** Who does what: the officer drafts, serves, re-checks; the supervisor issues, extends, closes. */
export type Acting = { readonly officer: Ask; readonly chief: Ask }

export type Seen = Omit<
  Sighting,
  'id' | 'findingId' | 'flightId' | 'footageId' | 'seenAtMs' | 'author' | 'knew'
> & {
  /** The footage by its name; null of a look on site. */
  readonly fileName: string | null
  /** Null: when the demo is filled, since a re-check counts only after the order that it answers. */
  readonly seenAtMs: number | null
}

/** A step of a case, as the call that an officer would make. */
export type CaseStep =
  | { readonly kind: 'sighting'; readonly sighting: Seen }
  | { readonly kind: 'transition'; readonly to: Finding['state']; readonly reason: string }
  | {
      readonly kind: 'order'
      readonly no: string
      readonly demand: string
      readonly proof: Criterion['proof']
      /** Not served where absent. */
      readonly servedAtMs?: number
      readonly reportedAtMs?: number
      /** Extended: its last day is so many days from the one on which the demo is filled, and so not long over. */
      readonly extendDays?: number
      /** In the place of the order before, for the rest. */
      readonly isForRest?: boolean
    }
  | { readonly kind: 'recheck'; readonly result: Recheck['result']; readonly words: string }
  | {
      readonly kind: 'refer'
      readonly agencyId: string
      readonly receipt: string
      readonly awaitedAtMs: number
    }
  | { readonly kind: 'case'; readonly no: string; readonly words: string }

export type Case = {
  readonly finding: Pick<Finding, 'title' | 'category' | 'level' | 'risk' | 'owner' | 'assetId'>
  readonly sighting: Seen
  readonly next: readonly CaseStep[]
}

const TERM = { by: 'count', days: 15, counts: 'natural' } as const
const RECHECK = { days: 3, counts: 'working' } as const

/** Opens one finding and walks it through its later sightings and steps; `looked` turns what was seen into a call's input. */
export async function tellCase(
  { officer, chief }: Acting,
  found: Case,
  looked: (seen: Seen, nowMs: number) => object,
): Promise<void> {
  const opened = await officer('finding.open', {
    finding: { ...found.finding, enterpriseId: null, recursOfId: null, agencyId: 'police' },
    sighting: looked(found.sighting, 0),
  })
  const { id } = opened.doc
  for (const step of found.next) {
    const { version: base, doc, history, order } = await officer('finding.get', { id })
    const lastStepAtMs = doc.transitions.at(-1)?.atMs ?? doc.openedAtMs
    switch (step.kind) {
      case 'sighting':
        await officer('finding.addSighting', { id, base, sighting: looked(step.sighting, lastStepAtMs) })
        break
      case 'transition': {
        const ask = step.to === 'closed' ? chief : officer
        await ask('finding.transition', { id, base, to: step.to, reason: step.reason, duplicateOfId: null })
        break
      }
      case 'order':
        await giveOrder({ officer, chief }, doc, step, order?.doc.id ?? null)
        break
      case 'recheck': {
        const last = history.at(-1)?.doc.id ?? null
        const { result, words } = step
        await officer('finding.recheck', { id, base, result, sightingId: last, document: '', words })
        break
      }
      case 'refer': {
        const { kind: _, ...sent } = step
        await officer('finding.transfer', { id, base, how: 'referred', words: '', ...sent })
        break
      }
      case 'case':
        await officer('finding.fileCase', { id, base, kind: 'filed', no: step.no, words: step.words })
        break
    }
  }
}

/** An order from its draft as far as the step says. */
async function giveOrder(
  { officer, chief }: Acting,
  { id: findingId, enterpriseId }: Finding,
  step: Extract<CaseStep, { kind: 'order' }>,
  before: string | null,
): Promise<void> {
  const drafted = await officer('order.draft', {
    id: null,
    base: null,
    order: {
      enterpriseId,
      agencyId: 'police',
      measure: 'inTime',
      legalBasis: '（演示）《易制毒化学品管理条例》第三十二条',
      items: [
        {
          findingId,
          demand: step.demand,
          criterion: { proof: step.proof, words: '现场复查，确认已按要求整改' },
        },
      ],
      term: TERM,
      recheck: RECHECK,
      termSource: '（演示）分级期限表',
      replacesId: step.isForRest === true ? before : null,
    },
  })
  const { id } = drafted.doc
  let { version: base } = await chief('order.issue', { id, base: drafted.version, no: step.no })
  if (step.servedAtMs === undefined) return
  const service = { how: 'direct', servedAtMs: step.servedAtMs, receipt: '（演示）送达回证' }
  ;({ version: base } = await officer('order.serve', { id, base, ...service }))
  if (step.extendDays !== undefined)
    ({ version: base } = await chief('order.extend', {
      id,
      base,
      to: addDays(dayOf(Date.now()), step.extendDays),
      reason: `（演示）停产检修，申请延期；原于 ${dayOf(step.servedAtMs)} 送达`,
    }))
  if (step.reportedAtMs !== undefined)
    await officer('order.report', {
      id,
      base,
      findingIds: [findingId],
      reportedAtMs: step.reportedAtMs,
      words: '（演示）企业报告已完成整改',
    })
}
