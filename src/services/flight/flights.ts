import type { CallInput, CallOutput, CallParsed } from '../../contract/index.ts'
import type { Flight } from '../../core/flight/flight.ts'
import { flightPage, flightRows, flightWays } from '../../store/flights.ts'
import { departuresOfFlights } from '../../store/keptFlights.ts'
import type { Context, Handlers } from '../host/context.ts'
import { documentCalls } from '../host/documents.ts'

const documents = documentCalls<Flight>('flight')

export const flightCalls = {
  'flight.list': (
    { siteId, text, order, after, limit }: CallParsed<'flight.list'>,
    context: Context,
  ): CallOutput<'flight.list'> =>
    flightPage(
      context.workspace.db,
      { siteId, text, enterpriseId: null },
      { after, most: limit },
      order === 'site',
    ),
  'flight.rows': ({ ids }: CallInput<'flight.rows'>, context: Context): CallOutput<'flight.rows'> =>
    flightRows(context.workspace.db, ids),
  'flight.ways': ({ box, limit }: CallInput<'flight.ways'>, context: Context): CallOutput<'flight.ways'> =>
    flightWays(context.workspace.db, box, limit),
  'flight.departures': (
    { ids }: CallInput<'flight.departures'>,
    context: Context,
  ): CallOutput<'flight.departures'> =>
    [...departuresOfFlights(context.workspace.db, ids)].map(([id, departures]) => ({ id, departures })),
  'flight.get': documents.get,
  'flight.put': documents.put,
  'flight.remove': documents.remove,
} satisfies Partial<Handlers>
