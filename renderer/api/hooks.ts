import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { CallInput, CallName, CallOutput, FindingFilter } from '../../src/contract/index.ts'
import { type ApiError, api } from './client.ts'

/** The answer of a reading call, asked again when a change makes it stale. */
export function useCall<N extends CallName>(
  name: N,
  input: CallInput<N>,
  enabled = true,
): UseQueryResult<CallOutput<N>, ApiError> {
  return useQuery<CallOutput<N>, ApiError>({
    queryKey: [name, input],
    queryFn: () => api.call(name, input),
    enabled,
    placeholderData: keepPreviousData,
  })
}

export const useWorkspace = () => useCall('workspace.status', {})
export const useEnterprises = () => useCall('enterprise.list', {})
export const useSites = (enterpriseId: string | null = null) => useCall('site.list', { enterpriseId })
export const useMissions = (siteId: string | null = null) => useCall('mission.list', { siteId })
export const useFlights = (siteId: string | null = null) => useCall('flight.list', { siteId })
export const useFootage = (flightId: string | null = null) => useCall('footage.list', { flightId })
export const useLayers = () => useCall('layer.list', {})

/** The filter that finds everything. */
export const ALL_FINDINGS: FindingFilter = {
  enterpriseId: null,
  states: [],
  level: null,
  overdueOnly: false,
  text: '',
  offset: 0,
  limit: 200,
}
export const useFindings = (filter: FindingFilter = ALL_FINDINGS) => useCall('finding.list', filter)
