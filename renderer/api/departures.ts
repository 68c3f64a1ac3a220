import { useQuery } from '@tanstack/react-query'
import type { CallOutput } from '../../src/contract/index.ts'
import { type ApiError, api } from './client.ts'

type Left = CallOutput<'flight.departures'>
type Waiting = { readonly id: string; end: (left: Promise<Left>) => void }

/** So many flights are asked for at a time: each is held against its approval anew, and others wait meanwhile. */
const MOST = 10

let waiting: Waiting[] = []

function askAll(): void {
  const all = waiting
  waiting = []
  for (let from = 0; from < all.length; from += MOST) {
    const some = all.slice(from, from + MOST)
    const answer = api.call('flight.departures', { ids: some.map(({ id }) => id) })
    for (const { id, end } of some) end(answer.then((left) => left.filter((one) => one.id === id)))
  }
}

/** What a flight did that its approval did not cover; rows that are drawn at one moment are asked for together. */
export function useDepartures(flightId: string): Left[number]['departures'] {
  const { data } = useQuery<Left, ApiError>({
    queryKey: ['flight.departures', { ids: [flightId] }],
    queryFn: () =>
      new Promise<Left>((resolve) => {
        if (waiting.length === 0) queueMicrotask(askAll)
        waiting.push({ id: flightId, end: resolve })
      }),
  })
  return data?.[0]?.departures ?? []
}
