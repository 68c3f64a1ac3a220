import { QueryClient } from '@tanstack/react-query'
import type { Aggregate, ContractEvent } from '../../src/contract/index.ts'
import { api } from './client.ts'

/** The one cache of what the services answered. */
export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: false, staleTime: 30_000, refetchOnWindowFocus: false } },
})

/** Which calls' answers a change of an aggregate makes stale, by the start of the call's name. */
const STALE: Record<Aggregate, readonly string[]> = {
  enterprise: ['enterprise.', 'finding.', 'mission.list'],
  site: ['site.', 'enterprise.', 'mission.evaluate', 'mission.list', 'flight.list', 'flight.rows'],
  mission: ['mission.', 'enterprise.', 'flight.list', 'flight.rows'],
  frozen: ['mission.frozen'],
  flight: ['flight.', 'enterprise.'],
  footage: ['footage.'],
  sighting: ['finding.', 'enterprise.'],
  finding: ['finding.', 'enterprise.'],
  layer: ['layer.'],
  acceptance: ['station.'],
}

const ALWAYS = ['journal.', 'workspace.status', 'station.', 'waiting.']

/** Whether the answer of call `name` is stale after `changed` aggregates. */
export const isStale = (name: string, changed: readonly Aggregate[]): boolean =>
  [...ALWAYS, ...changed.flatMap((aggregate) => STALE[aggregate])].some((start) => name.startsWith(start))

/** Asks again for what a change made stale. */
export const invalidate = (changed: readonly Aggregate[]): Promise<void> =>
  queryClient.invalidateQueries({
    predicate: ({ queryKey: [name] }) => typeof name === 'string' && isStale(name, changed),
  })

/** Keeps the cache true to what the services tell; answers how to stop. */
export const followChanges = (listener: (event: ContractEvent) => void = () => {}): (() => void) =>
  api.on((event) => {
    if (event.type === 'changed') void invalidate(event.changes.map(({ aggregate }) => aggregate))
    if (event.type === 'session') void queryClient.invalidateQueries({ queryKey: ['workspace.status'] })
    if (event.type === 'workspace') void queryClient.invalidateQueries()
    listener(event)
  })
