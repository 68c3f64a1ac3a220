import type { CallOutput } from '../../contract/index.ts'
import { OPEN_STATES } from '../../core/finding/transitions.ts'
import { findingPage } from '../../store/findings.ts'
import type { Context, Handlers } from '../host/context.ts'
import { rowOf } from '../order/orders.ts'
import { gatherDossier } from './gather.ts'

/** So many of each stand on the page of an enterprise; its others are found in the lists. */
const MOST = 200

export const dossierCalls = {
  'enterprise.dossier': ({ id }: { id: string }, context: Context): CallOutput<'enterprise.dossier'> => {
    const dossier = gatherDossier(context, id, MOST)
    const { enterprise, sites, missions, flights, findings, orders, statistics, timeline } = dossier
    const wanted = { enterpriseId: id, level: null, overdueAtMs: null, text: '', states: [...OPEN_STATES] }
    return {
      enterprise,
      sites: [...sites],
      missions: [...missions.rows],
      flights: [...flights.rows],
      findings: findings.rows.map(({ row }) => row),
      orders: orders.rows.map((order) => rowOf(context, order)),
      statistics,
      timeline: timeline.slice(-MOST),
      totals: {
        missions: missions.total,
        flights: flights.total,
        findings: findings.total,
        openFindings: findingPage(context.workspace.db, wanted, { after: null, most: 1 }).total,
        orders: orders.total,
        timeline: timeline.length,
      },
    }
  },
} satisfies Partial<Handlers>
