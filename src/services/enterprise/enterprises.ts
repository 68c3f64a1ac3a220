import type { CallOutput, CallParsed } from '../../contract/index.ts'
import { OPEN_STATES } from '../../core/finding/transitions.ts'
import type { Enterprise } from '../../core/site/enterprise.ts'
import { enterpriseNames, enterprisePage, enterprisesCoded } from '../../store/enterprises.ts'
import { findingPage } from '../../store/findings.ts'
import { flightPage } from '../../store/flights.ts'
import { missionPage } from '../../store/missions.ts'
import { sitesOfEnterprise } from '../../store/sites.ts'
import { shown } from '../finding/findings.ts'
import { type Context, type Handlers, write } from '../host/context.ts'
import { documentCalls, stored } from '../host/documents.ts'

/** So many of each stand on the page of an enterprise; its others are found in the lists. */
const MOST = 200

const documents = documentCalls<Enterprise>('enterprise')

export const enterpriseCalls = {
  'enterprise.list': (
    { text, after, limit }: CallParsed<'enterprise.list'>,
    context: Context,
  ): CallOutput<'enterprise.list'> => enterprisePage(context.workspace.db, text, { after, most: limit }),
  'enterprise.names': (_input: object, context: Context): CallOutput<'enterprise.names'> =>
    enterpriseNames(context.workspace.db),
  'enterprise.get': documents.get,
  'enterprise.put': (
    { base, doc }: CallParsed<'enterprise.put'>,
    context: Context,
  ): CallOutput<'enterprise.put'> => {
    const twins = enterprisesCoded(context.workspace.db, doc.creditCode)
      .filter((one) => one.doc.id !== doc.id)
      .map((one) => ({ id: one.doc.id, name: one.doc.name }))
    return write(context, `enterprise.${base === null ? 'create' : 'edit'}`, (tx) => ({
      ...tx.put('enterprise', base, doc),
      doc,
      twins,
    }))
  },
  'enterprise.remove': documents.remove,
  'enterprise.dossier': ({ id }: { id: string }, context: Context): CallOutput<'enterprise.dossier'> => {
    const { db } = context.workspace
    const first = { after: null, most: MOST }
    const missions = missionPage(db, { text: '', siteId: null, enterpriseId: id }, first)
    const flights = flightPage(db, { text: '', siteId: null, enterpriseId: id }, first)
    const wanted = { enterpriseId: id, level: null, overdueAtMs: null, text: '' }
    const findings = findingPage(db, { ...wanted, states: [] }, first)
    const open = findingPage(db, { ...wanted, states: [...OPEN_STATES] }, { after: null, most: 1 })
    return {
      enterprise: stored<Enterprise>(context, 'enterprise', id),
      sites: sitesOfEnterprise(db, id),
      missions: missions.rows,
      flights: flights.rows,
      findings: shown(context, findings.rows),
      totals: {
        missions: missions.total,
        flights: flights.total,
        findings: findings.total,
        openFindings: open.total,
      },
    }
  },
} satisfies Partial<Handlers>
