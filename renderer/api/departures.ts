import { useQuery } from '@tanstack/react-query'
import type { CallOutput } from '../../src/contract/index.ts'
import { askedTogether } from './askedTogether.ts'
import { type ApiError, api } from './client.ts'

type Left = CallOutput<'flight.departures'>[number]

/** So many flights are asked for at a time: each is held against its approval anew, and others wait meanwhile. */
const MOST = 10

const ask = askedTogether<Left>(MOST, (ids) => api.call('flight.departures', { ids }))

/** What a flight did that its approval did not cover; rows that are drawn at one moment are asked for together. */
export function useDepartures(flightId: string): Left['departures'] {
  const { data } = useQuery<Left | null, ApiError>({
    // Not the key of the call itself, whose answer is a list.
    queryKey: ['flight.departures', 'one', flightId],
    queryFn: () => ask(flightId),
  })
  return data?.departures ?? []
}
