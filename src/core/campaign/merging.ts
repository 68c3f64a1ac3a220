import type { Visit } from './visit.ts'

const DAY_MS = 24 * 3600_000

/** Visits that may be made one (综合查一次): the earlier is kept, and takes what the others were for. */
export type Merge<V> = { readonly keep: V; readonly others: readonly V[] }

/** What of a visit the proposal looks at. */
export type Plannable = Pick<Visit, 'id' | 'enterpriseId' | 'mode' | 'fromMs' | 'toMs' | 'mergedIntoId'>

/** Whether a visit is still only planned: it did not end, and is no part of another. */
const isPlanned = ({ mode, toMs, mergedIntoId }: Plannable): boolean =>
  mode === 'site' && toMs === null && mergedIntoId === null

/**
 * The planned visits on site of one enterprise that lie less than so many days from the first of them, proposed to be made
 * one; earliest first. Of equal times the id decides.
 */
export function mergesOf<V extends Plannable>(visits: readonly V[], days: number): Merge<V>[] {
  const byEnterprise = Map.groupBy(visits.filter(isPlanned), ({ enterpriseId }) => enterpriseId)
  return [...byEnterprise.values()].flatMap((own) => {
    const merges: Merge<V>[] = []
    let left = own.toSorted((a, b) => a.fromMs - b.fromMs || (a.id < b.id ? -1 : 1))
    for (let [keep] = left; keep; [keep] = left) {
      const first = keep
      const near = left.slice(1).filter(({ fromMs }) => fromMs - first.fromMs < days * DAY_MS)
      if (near.length > 0) merges.push({ keep: first, others: near })
      left = left.slice(1 + near.length)
    }
    return merges
  })
}

const union = <T>(lists: readonly (readonly T[])[], keyOf: (one: T) => string): T[] => {
  const seen = new Map<string, T>()
  for (const one of lists.flat()) if (!seen.has(keyOf(one))) seen.set(keyOf(one), one)
  return [...seen.values()]
}

/**
 * The visit that several become: the bodies, sites, people and re-checks of all, the rest of the first. Its own approval goes
 * where bodies or sites were added, since that is not what was approved.
 */
export function mergedVisit(keep: Visit, others: readonly Visit[]): Visit {
  const all = [keep, ...others]
  const agencies = union(
    all.map((visit) => visit.agencies),
    ({ id }) => id,
  )
  const siteIds = union(
    all.map((visit) => visit.siteIds),
    (id) => id,
  )
  const isSame = agencies.length === keep.agencies.length && siteIds.length === keep.siteIds.length
  return {
    ...keep,
    agencies,
    siteIds,
    approval: isSame ? keep.approval : null,
    officers: union(
      all.map((visit) => visit.officers),
      ({ personId, name, number }) => personId ?? `${name} ${number}`,
    ),
    assistants: union(
      all.map((visit) => visit.assistants),
      ({ personId, name, number }) => personId ?? `${name} ${number}`,
    ),
    recheckIds: union(
      all.map((visit) => visit.recheckIds),
      (id) => id,
    ),
  }
}
