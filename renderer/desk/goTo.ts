import { api } from '../api/client.ts'
import { queryClient } from '../api/queries.ts'
import { sitesOf } from '../api/sites.ts'
import { flightPlace, missionPlace } from './places.ts'
import { selection } from './selection.ts'

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
