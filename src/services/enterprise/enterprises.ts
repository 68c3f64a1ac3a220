import type { CallOutput } from '../../contract/index.ts'
import { OPEN_STATES } from '../../core/finding/transitions.ts'
import type { Flight } from '../../core/flight/flight.ts'
import type { Mission } from '../../core/mission/mission.ts'
import type { Enterprise } from '../../core/site/enterprise.ts'
import type { Site } from '../../core/site/site.ts'
import { countDocuments, selectDocuments } from '../../store/documents.ts'
import type { Context, Handlers } from '../host/context.ts'
import { documentCalls, stored } from '../host/documents.ts'
import { findingRows } from '../finding/findings.ts'

const documents = documentCalls<Enterprise>('enterprise')
const OF_ITS_SITES = 'site_id IN (SELECT id FROM site WHERE enterprise_id = ?)'
const openStates = OPEN_STATES.map((state) => `'${state}'`).join(', ')

export const enterpriseCalls = {
  'enterprise.list': (_input: object, context: Context): CallOutput<'enterprise.list'> => {
    const { db } = context.workspace
    return selectDocuments<Enterprise>(db, 'enterprise', 'TRUE ORDER BY id').map((record) => ({
      ...record,
      sites: countDocuments(db, 'site', 'enterprise_id = ?', [record.doc.id]),
      missions: countDocuments(db, 'mission', OF_ITS_SITES, [record.doc.id]),
      flights: countDocuments(db, 'flight', OF_ITS_SITES, [record.doc.id]),
      openFindings: countDocuments(db, 'finding', `enterprise_id = ? AND state IN (${openStates})`, [
        record.doc.id,
      ]),
    }))
  },
  'enterprise.put': documents.put,
  'enterprise.remove': documents.remove,
  'enterprise.dossier': ({ id }: { id: string }, context: Context): CallOutput<'enterprise.dossier'> => {
    const { db } = context.workspace
    return {
      enterprise: stored<Enterprise>(context, 'enterprise', id),
      sites: selectDocuments<Site>(db, 'site', 'enterprise_id = ? ORDER BY id', [id]),
      missions: selectDocuments<Mission>(db, 'mission', `${OF_ITS_SITES} ORDER BY id`, [id]),
      flights: selectDocuments<Flight>(db, 'flight', `${OF_ITS_SITES} ORDER BY takeoff_at_ms DESC`, [id]),
      findings: findingRows(context, 'enterprise_id = ? ORDER BY opened_at_ms DESC', [id]),
    }
  },
} satisfies Partial<Handlers>
