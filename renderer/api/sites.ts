import type { CallOutput } from '../../src/contract/index.ts'
import type { Box } from '../../src/core/geo/box.ts'
import type { Site } from '../../src/core/site/site.ts'
import { api } from './client.ts'
import { queryClient } from './queries.ts'

/** So many sites about a place are read whole, at most. */
const MOST_WHOLE = 100

/** How some sites are asked for, whole; each list of ids once. */
export const sitesQuery = (ids: readonly string[]) => ({
  queryKey: ['site.some', { ids: [...ids] }],
  queryFn: (): Promise<CallOutput<'site.some'>> => api.call('site.some', { ids: [...ids] }),
})

/** Some sites, for an action that needs them now; those that are gone are left out. */
export const sitesOf = async (ids: readonly string[]): Promise<Site[]> =>
  ids.length === 0 ? [] : (await queryClient.fetchQuery(sitesQuery(ids))).map(({ doc }) => doc)

/** The sites that meet a box, whole, as they were registered. */
export async function sitesIn(box: Box): Promise<CallOutput<'site.some'>> {
  const { rows } = await api.call('site.within', { box, limit: MOST_WHOLE })
  return rows.length === 0 ? [] : api.call('site.some', { ids: rows.map(({ id }) => id) })
}
