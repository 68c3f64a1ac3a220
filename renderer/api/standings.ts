import { useQuery } from '@tanstack/react-query'
import type { CallOutput, ContractEvent } from '../../src/contract/index.ts'
import type { Standing } from '../../src/core/safety/standing.ts'
import { askedTogether } from './askedTogether.ts'
import { type ApiError, api } from './client.ts'
import { queryClient } from './queries.ts'

type Row = CallOutput<'mission.standings'>[number]

/** So many are asked for at a time. */
const MOST = 50
/** Approvals run out while a list is looked at: what is seen is asked for again so often, ms. */
const AGAIN_MS = 5 * 60_000

const ask = askedTogether<Row>(MOST, (ids) => api.call('mission.standings', { ids }))

/** How a mission stands; null: that is not known yet. Rows that are drawn at one moment are asked for together. */
export function useStanding(missionId: string): Standing | null {
  const { data } = useQuery<Row | null, ApiError>({
    queryKey: ['mission.standings', missionId],
    queryFn: () => ask(missionId),
    refetchInterval: AGAIN_MS,
  })
  return data?.standing ?? null
}

/** Has asked again what the services tell that is known now. */
export function followStandings(event: ContractEvent): void {
  if (event.type !== 'judged') return
  for (const id of event.ids) void queryClient.invalidateQueries({ queryKey: ['mission.standings', id] })
}
