import type { CallOutput } from '../../../contract/index.ts'
import type { PaperKind } from '../../../core/finding/numbers/kinds.ts'
import { demo } from './documents.ts'
import type { Ask } from './cases.ts'

/** The papers of the demo that were signed, each with the scan of it in `demo/scans`, named as its kind. */
export const SCANNED = ['approval', 'record', 'order', 'receipt', 'recheck'] as const satisfies PaperKind[]
type Scanned = (typeof SCANNED)[number]

type MadeOf = CallOutput<'paper.make'>['doc']

/** Who makes the papers, who signs for the agency, and the reference by which a call takes the scan of a kind. */
export type Desk = {
  readonly inspect: Ask
  readonly supervise: Ask
  readonly scan: (kind: Scanned) => string
}

type Steps = {
  make(kind: PaperKind, of: MadeOf['of']): Promise<{ id: string; base: string }>
  sign(kind: Scanned, of: MadeOf['of']): Promise<{ id: string; base: string }>
}

const stepsAt = ({ inspect, supervise, scan }: Desk): Steps => {
  const make: Steps['make'] = async (kind, of) => {
    const { doc, version: base } = await inspect('paper.make', { kind, of })
    return { id: doc.id, base }
  }
  return {
    make,
    async sign(kind, of) {
      const paper = await make(kind, of)
      const { version } = await supervise('paper.sign', { ...paper, scan: scan(kind), reason: '' })
      return { id: paper.id, base: version }
    },
  }
}

/** An order that was served with its receipt, and the opinion after the re-check that closed a finding. All invented. */
export async function tellOrderPapers(desk: Desk): Promise<void> {
  const { inspect, scan } = desk
  const { sign } = stepsAt(desk)
  const { rows } = await inspect('order.list', { enterpriseId: null, openOnly: false })
  const orderOf = (no: string): MadeOf['of'] => {
    const found = rows.find((row) => row.no?.includes(no))
    if (!found) throw new Error(`the demo has no order ${no}`)
    return { aggregate: 'rectificationOrder', id: found.id }
  }
  const order = orderOf('001号')
  const { served } = (await inspect('order.get', { id: order.id })).doc
  if (!served) throw new Error('the demo has no order that was served')
  const { how, servedAtMs, receipt } = served
  const paper = await sign('order', order)
  await sign('receipt', order)
  await inspect('paper.serve', { ...paper, scan: scan('receipt'), reason: '', how, servedAtMs, receipt })
  await sign('recheck', orderOf('002号'))
}

/**
 * Approval and record of a visit that took place, and the notice of one that nobody has approved yet, which stays a draft. All
 * invented.
 */
export async function tellVisitPapers(desk: Desk): Promise<void> {
  const { make, sign } = stepsAt(desk)
  const visit = await visitOf(desk.inspect, ({ toMs }) => toMs !== null)
  await sign('approval', visit)
  await sign('record', visit)
  await make('notice', await visitOf(desk.inspect, ({ toMs }) => toMs === null))
}

type VisitRow = CallOutput<'visit.list'>['rows'][number]

/** The last visit on site of which something holds: of the first enterprise where it took place there. */
async function visitOf(inspect: Ask, holds: (row: VisitRow) => boolean): Promise<MadeOf['of']> {
  for (const enterpriseId of [demo.enterprises[0]?.id ?? null, null]) {
    const { rows } = await inspect('visit.list', { enterpriseId, campaignId: null })
    const found = rows.find((row) => row.mode === 'site' && holds(row))
    if (found) return { aggregate: 'visit', id: found.id }
  }
  throw new Error('the demo has no such visit')
}
