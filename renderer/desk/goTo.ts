import { api } from '../api/client.ts'
import { queryClient } from '../api/queries.ts'
import { sitesOf } from '../api/sites.ts'
import { assetMiddle } from '../../src/core/site/assetMiddle.ts'
import type { Place } from '../../src/core/geo/position.ts'
import { flightPlace, missionPlace, pointPlace, ringPlace } from './places.ts'
import { type Selection, selection } from './selection.ts'

/** A document that the inspector will show next: asked for once, by whoever is first. */
const flightOf = (id: string) =>
  queryClient.fetchQuery({ queryKey: ['flight.get', { id }], queryFn: () => api.call('flight.get', { id }) })
const missionOf = (id: string) =>
  queryClient.fetchQuery({
    queryKey: ['mission.get', { id }],
    queryFn: () => api.call('mission.get', { id }),
  })

/** Selects a mission at once, and moves the map to it when its places have come; what it is not told of stays unmoved. */
export async function goToMission(id: string): Promise<void> {
  selection.getState().goTo({ kind: 'mission', id })
  const record = await missionOf(id).catch(() => null)
  if (record && selection.getState().selected?.id === id)
    selection.getState().zoomTo(missionPlace(record.doc))
}

/** The same of a flight. */
export async function goToFlight(id: string): Promise<void> {
  selection.getState().goTo({ kind: 'flight', id })
  const record = await flightOf(id).catch(() => null)
  if (!record || selection.getState().selected?.id !== id) return
  const [siteId] = record.doc.siteIds
  const [site] = siteId ? await sitesOf([siteId]).catch(() => []) : []
  const place = flightPlace(record.doc, site)
  if (place && selection.getState().selected?.id === id) selection.getState().zoomTo(place)
}

/** Selects something at once, and moves the map to it when its place has come and it still is what is selected. */
async function goToPlaced(selected: Selection, placeOf: () => Promise<Place | null>): Promise<void> {
  selection.getState().goTo(selected)
  const place = await placeOf().catch(() => null)
  const now = selection.getState().selected
  if (place && now?.id === selected.id && now.kind === selected.kind) selection.getState().zoomTo(place)
}

/** The same of a site, or of an asset in it. */
export const goToSite = (id: string, assetId: string | null = null): Promise<void> =>
  goToPlaced(assetId === null ? { kind: 'site', id } : { kind: 'asset', id, partId: assetId }, async () => {
    const [site] = await sitesOf([id])
    const asset = site?.assets.find((one) => one.id === assetId)
    return asset ? pointPlace(assetMiddle(asset)) : site ? ringPlace(site.boundary) : null
  })

/** The same of an enterprise: all of its sites. */
export const goToEnterprise = (id: string): Promise<void> =>
  goToPlaced({ kind: 'enterprise', id }, async () => {
    const sites = await queryClient.fetchQuery({
      queryKey: ['site.list', { enterpriseId: id }],
      queryFn: () => api.call('site.list', { enterpriseId: id }),
    })
    return sites.length === 0
      ? null
      : {
          type: 'MultiPoint',
          coordinates: sites.flatMap(({ doc }) =>
            doc.boundary.map(({ lat, lon }): [number, number] => [lon, lat]),
          ),
        }
  })

/** The same of a finding. */
export const goToFinding = (id: string): Promise<void> =>
  goToPlaced({ kind: 'finding', id }, async () => {
    const { doc } = await queryClient.fetchQuery({
      queryKey: ['finding.get', { id }],
      queryFn: () => api.call('finding.get', { id }),
    })
    return pointPlace(doc.at)
  })
