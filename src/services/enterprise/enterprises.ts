import type { CallOutput } from '../../contract/index.ts'
import type { Enterprise } from '../../core/site/enterprise.ts'
import { allEnterprises, countsOfEnterprise } from '../../store/enterprises.ts'
import { findingsOfEnterprise } from '../../store/findings.ts'
import { flightsOfEnterprise } from '../../store/flights.ts'
import { missionsOfEnterprise } from '../../store/missions.ts'
import { sitesOfEnterprise } from '../../store/sites.ts'
import type { Context, Handlers } from '../host/context.ts'
import { documentCalls, stored } from '../host/documents.ts'
import { findingRows } from '../finding/findings.ts'

const documents = documentCalls<Enterprise>('enterprise')

export const enterpriseCalls = {
  'enterprise.list': (_input: object, context: Context): CallOutput<'enterprise.list'> => {
    const { db } = context.workspace
    return allEnterprises(db).map((record) => ({ ...record, ...countsOfEnterprise(db, record.doc.id) }))
  },
  'enterprise.put': documents.put,
  'enterprise.remove': documents.remove,
  'enterprise.dossier': ({ id }: { id: string }, context: Context): CallOutput<'enterprise.dossier'> => {
    const { db } = context.workspace
    return {
      enterprise: stored<Enterprise>(context, 'enterprise', id),
      sites: sitesOfEnterprise(db, id),
      missions: missionsOfEnterprise(db, id),
      flights: flightsOfEnterprise(db, id),
      findings: findingRows(context, findingsOfEnterprise(db, id)),
    }
  },
} satisfies Partial<Handlers>
