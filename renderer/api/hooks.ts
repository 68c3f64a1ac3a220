import {
  keepPreviousData,
  useInfiniteQuery,
  type UseInfiniteQueryResult,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query'
import { useMemo } from 'react'
import type { CallInput, CallName, CallOutput, FindingFilter } from '../../src/contract/index.ts'
import type { Box } from '../../src/core/geo/box.ts'
import { ApiError, api } from './client.ts'
import { sitesIn, sitesQuery } from './sites.ts'

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

/**
 * What several calls come to together; `name` begins like those calls, so that a change makes it stale as them. Nothing else
 * stands in for it until it is there.
 */
export const useWorkedOut = <T>(
  name: `${string}.${string}`,
  of: unknown,
  work: () => Promise<T>,
): UseQueryResult<T, ApiError> => useQuery<T, ApiError>({ queryKey: [name, 'whole', of], queryFn: work })

/** Rows of a list are asked for so many at a time. */
const PAGE_ROWS = 100
/** The most that the services give at a time. */
const MOST_ROWS = 500

type PagedCall = {
  [N in CallName]: CallOutput<N> extends { rows: unknown[]; next: unknown; total: number } ? N : never
}[CallName]
type RowOf<N extends PagedCall> = CallOutput<N>['rows'][number]
type Pages<N extends PagedCall> = UseInfiniteQueryResult<
  { pages: { rows: RowOf<N>[]; total: number }[] },
  ApiError
>

/** A list as far as it has been asked for; `more` asks for the next page, where there is one. */
export type List<R> = {
  /** Undefined until the first page has come. */
  readonly rows: readonly R[] | undefined
  /** How many rows there are in all. */
  readonly total: number | undefined
  readonly more: () => void
}

/** A list that comes page by page, and is asked for anew, as far as it is there, when a change makes it stale. */
export function useList<N extends PagedCall>(
  name: N,
  filter: Omit<CallInput<N>, 'after' | 'limit'>,
): List<RowOf<N>> {
  const query = useInfiniteQuery({
    queryKey: [name, 'pages', filter],
    queryFn: ({ pageParam }) =>
      api.call(name, { ...filter, after: pageParam, limit: PAGE_ROWS } as CallInput<N>),
    initialPageParam: null,
    getNextPageParam: (last: CallOutput<N>) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  }) as unknown as Pages<N>
  const { data, hasNextPage, isFetching, fetchNextPage } = query
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows), [data])
  return {
    rows,
    total: data?.pages[0]?.total,
    more: () => {
      if (hasNextPage && !isFetching) void fetchNextPage()
    },
  }
}

/** A list from its first row to its last, where nothing may be missing: all pages of it, before there is any of it. */
export const useWhole = <N extends PagedCall>(
  name: N,
  filter: Omit<CallInput<N>, 'after' | 'limit'>,
  enabled = true,
): UseQueryResult<RowOf<N>[], ApiError> =>
  useQuery<RowOf<N>[], ApiError>({
    queryKey: [name, 'whole', filter],
    queryFn: async () => {
      const rows: RowOf<N>[] = []
      for (let after: unknown = null; ; ) {
        const page = await api.call(name, { ...filter, after, limit: MOST_ROWS } as CallInput<N>)
        rows.push(...page.rows)
        if (page.next === null) return rows
        after = page.next
      }
    },
    enabled,
    placeholderData: keepPreviousData,
  })

type DocumentCall =
  | 'enterprise.get'
  | 'site.get'
  | 'mission.get'
  | 'flight.get'
  | 'footage.get'
  | 'finding.get'
  | 'campaign.get'
  | 'visit.get'
  | 'order.get'

/** One document; nothing is asked for without an id, and no other one stands in for it meanwhile. */
export const useDocument = <N extends DocumentCall>(
  name: N,
  id: string | null | undefined,
): UseQueryResult<CallOutput<N>, ApiError> =>
  useQuery<CallOutput<N>, ApiError>({
    queryKey: [name, { id }],
    queryFn: () => api.call(name, { id } as CallInput<N>),
    enabled: id !== null && id !== undefined && id !== '',
  })

/**
 * What another document refers to. `isNotHere`: there is none by that id; another station may have it, or it was taken back.
 */
export function useReferred<N extends DocumentCall>(
  name: N,
  id: string | null | undefined,
): { doc: CallOutput<N>['doc'] | undefined; isNotHere: boolean } {
  const { data, error } = useDocument(name, id)
  return { doc: data?.doc, isNotHere: error?.code === 'not_found' }
}

export const useWorkspace = () => useCall('workspace.status', {})
/** How one gets in, and who is in. */
export const useEntrance = () => useCall('person.entrance', {})
/** Whose half forms are opened and kept here; null: nobody who said who they are, undefined: nobody is in, or not known yet. */
export function useAuthor(): string | null | undefined {
  const { data } = useEntrance()
  return data && (data.isIn || data.isLocked) ? (data.actor.personId ?? null) : undefined
}
/** All enterprises by name, to choose from. */
export const useEnterpriseNames = () => useCall('enterprise.names', {})
/** All sites by name, to choose from. */
export const useSiteNames = () => useCall('site.names', {})
/** Some sites, whole; nothing is asked for without an id, and no other ones stand in for them meanwhile. */
export const useSitesOf = (ids: readonly string[]) =>
  useQuery<CallOutput<'site.some'>, ApiError>({ ...sitesQuery(ids), enabled: ids.length > 0 })
/** Sites, whole, that meet a box, as far as they are worth a look; undefined until they have come, or without a box. */
export function useSitesIn(box: Box | null): CallOutput<'site.some'> | undefined {
  const { data } = useQuery<CallOutput<'site.some'>, ApiError>({
    queryKey: ['site.within', 'whole', box],
    queryFn: () => (box ? sitesIn(box) : []),
    enabled: box !== null,
  })
  return data
}
/** All missions by name, to choose from. */
export const useMissionNames = () => useCall('mission.names', {})
/** All footage of a flight, without what is known of a clip's seconds. */
export const useFootageOf = (flightId: string) => useWhole('footage.list', { flightId })
/** Some footage, as above. */
export const useFootageRows = (ids: readonly string[]) =>
  useCall('footage.rows', { ids: [...ids] }, ids.length > 0)
export const useLayers = () => useCall('layer.list', {})

/** The stations of the workspace, and how many documents wait for a decision. */
export const useStations = () => useCall('station.list', {})

/** A document that waits: its versions, and what all of them continue. */
export type WaitingDocument = CallOutput<'waiting.get'>

/** What waits of one document, asked for only where anything waits at all; null: it does not wait, undefined: not known yet. */
export function useWaiting(document: CallInput<'waiting.get'> | null): WaitingDocument | null | undefined {
  const { data: stations } = useStations()
  const { data } = useQuery<WaitingDocument | null, ApiError>({
    queryKey: ['waiting.get', document],
    queryFn: async () => {
      if (!document) return null
      try {
        return await api.call('waiting.get', document)
      } catch (error) {
        if (error instanceof ApiError && error.code === 'not_found') return null
        throw error
      }
    },
    enabled: document !== null && (stations?.waiting ?? 0) > 0,
  })
  return document === null || stations?.waiting === 0 ? null : data
}

/** The filter that finds everything. */
export const ALL_FINDINGS: FindingFilter = {
  enterpriseId: null,
  states: [],
  level: null,
  overdueOnly: false,
  text: '',
}
