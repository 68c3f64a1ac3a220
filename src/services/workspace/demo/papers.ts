import type { CallOutput } from '../../../contract/index.ts'
import type { Ask } from './cases.ts'

const NO_SCAN = '（演示）扫描件存于纸质卷宗'

/**
 * Papers of the demo: an order that was served, its file as it was signed, and of a visit the notice and the record that is
 * still a draft. What stands in them is invented.
 */
export async function tellPapers(inspect: Ask, supervise: Ask): Promise<void> {
  const orders = await inspect('order.list', { enterpriseId: null, openOnly: false })
  const served = orders.rows.find(({ state }) => state === 'served')
  const visits = await inspect('visit.list', { enterpriseId: null, campaignId: null })
  const visit = visits.rows.findLast(({ mode, toMs }) => mode === 'site' && toMs !== null)
  if (!served || !visit) throw new Error('the demo has no order that was served, or no visit')
  const { doc: order } = await inspect('order.get', { id: served.id })
  const paper = await made(supervise, 'order', { aggregate: 'rectificationOrder', id: served.id })
  const { how, servedAtMs, receipt } = order.served ?? { how: 'direct', servedAtMs: 0, receipt: '' }
  const signed = await supervise('paper.sign', { ...paper, scan: null, reason: NO_SCAN })
  await inspect('paper.serve', {
    id: paper.id,
    base: signed.version,
    scan: null,
    reason: NO_SCAN,
    how,
    servedAtMs,
    receipt,
  })
  const of = { aggregate: 'visit', id: visit.id } as const
  const notice = await made(inspect, 'notice', of)
  await supervise('paper.sign', { ...notice, scan: null, reason: NO_SCAN })
  await made(inspect, 'record', of)
}

type MadeOf = CallOutput<'paper.make'>['doc']

async function made(
  ask: Ask,
  kind: MadeOf['kind'],
  of: MadeOf['of'],
): Promise<{ id: MadeOf['id']; base: CallOutput<'paper.make'>['version'] }> {
  const { doc, version } = await ask('paper.make', { kind, of })
  return { id: doc.id, base: version }
}
