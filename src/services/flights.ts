import type { CallOutput } from '../contract/index.ts'
import type { Flight } from '../core/flight/flight.ts'
import { selectDocuments } from '../store/documents.ts'
import type { Context, Handlers } from './context.ts'
import { documentCalls } from './documents.ts'

const documents = documentCalls<Flight>('flight')

export const flightCalls = {
  'flight.list': ({ siteId }: { siteId: string | null }, context: Context): CallOutput<'flight.list'> =>
    siteId
      ? selectDocuments<Flight>(context.workspace.db, 'flight', 'site_id = ? ORDER BY takeoff_at_ms DESC', [
          siteId,
        ])
      : selectDocuments<Flight>(context.workspace.db, 'flight', 'TRUE ORDER BY takeoff_at_ms DESC'),
  'flight.get': documents.get,
  'flight.put': documents.put,
  'flight.remove': documents.remove,
} satisfies Partial<Handlers>
