import { type Query, QueryClient } from '@tanstack/react-query'
import type { Aggregate, CallName, CallOutput, ContractEvent } from '../../src/contract/index.ts'
import { api } from './client.ts'
import { isOwn } from './own.ts'

/** The one cache of what the services answered. */
export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: false, staleTime: 30_000, refetchOnWindowFocus: false } },
})

/** Which calls' answers a change of an aggregate makes stale, by the start of the call's name. */
const STALE: Record<Aggregate, readonly string[]> = {
  enterprise: ['enterprise.', 'finding.', 'mission.list', 'campaign.board', 'visit.', 'duty.'],
  site: [
    'site.',
    'enterprise.',
    'mission.evaluate',
    'mission.standings',
    'mission.list',
    'flight.list',
    'flight.rows',
  ],
  mission: ['mission.', 'enterprise.', 'flight.list', 'flight.rows'],
  frozen: ['mission.frozen', 'mission.list', 'mission.standings'],
  flight: ['flight.', 'mission.list', 'enterprise.', 'campaign.board', 'visit.offers'],
  footage: ['footage.', 'retention.', 'visit.offers', 'visit.get'],
  sighting: ['finding.', 'retention.', 'enterprise.', 'order.', 'visit.get'],
  finding: [
    'finding.',
    'enterprise.',
    'campaign.board',
    'visit.get',
    'selfCheck.get',
    'order.',
    'statistics.',
  ],
  layer: ['layer.', 'mission.standings'],
  acceptance: ['station.'],
  duty: ['duty.'],
  selfCheck: ['selfCheck.', 'duty.', 'campaign.board', 'enterprise.dossier'],
  draw: ['draw.'],
  paperNumber: ['paperNumber.'],
  paper: ['paper.', 'enterprise.dossier'],
  paperTemplate: ['template.'],
  flightApproval: [
    'flightApproval.',
    'mission.evaluate',
    'mission.standings',
    'mission.application',
    'flight.',
    'campaign.board',
    'enterprise.',
  ],
  flightReport: [
    'flightReport.',
    'mission.evaluate',
    'mission.standings',
    'flight.',
    'campaign.board',
    'enterprise.',
  ],
  craft: ['craft.', 'mission.application'],
  battery: ['battery.', 'mission.application'],
  evidenceBag: ['evidence.'],
  // Deadlines are counted from them.
  setting: ['setting.', 'finding.', 'order.', 'statistics.', 'paperNumber.', 'enterprise.dossier'],
  rectificationOrder: ['order.', 'finding.', 'statistics.', 'enterprise.dossier'],
  person: ['person.', 'mission.application'],
  releaseSheet: ['release.'],
  campaign: ['campaign.', 'visit.'],
  visit: ['visit.', 'campaign.', 'enterprise.dossier'],
  checklist: ['checklist.'],
}

// This week is of every room: what each has to do.
const ALWAYS = ['journal.', 'workspace.status', 'station.', 'waiting.', 'search.', 'week.']

/** Whether the answer of call `name` is stale after `changed` aggregates. */
export const isStale = (name: string, changed: readonly Aggregate[]): boolean =>
  [...ALWAYS, ...changed.flatMap((aggregate) => STALE[aggregate])].some((start) => name.startsWith(start))

/** What `putFootage` brings up to date by itself. */
const LISTS: readonly string[] = ['footage.list', 'footage.rows', 'footage.twins', 'footage.madeOf']
const PUT: readonly string[] = ['footage.get', ...LISTS]

/**
 * Asks again for what is chosen. A first answer that is still under way may be of before the change, and the cache would take
 * it for good: it asks anew at once only where it has an earlier answer to show. What is being asked for the first time is
 * asked once more when it has come.
 */
export async function askAgain(isChosen: (query: Query) => boolean = () => true): Promise<void> {
  const underWay = queryClient
    .getQueryCache()
    .findAll({ predicate: isChosen })
    .filter(({ state }) => state.data === undefined && state.fetchStatus === 'fetching')
  await Promise.all([
    queryClient.invalidateQueries({ predicate: isChosen }),
    ...underWay.map(async (query) => {
      await query.promise?.catch(() => undefined)
      await queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true })
    }),
  ])
}

/** Asks again for what a change made stale; `isPut`: photos and clips are up to date by what the change answered. */
export const invalidate = (changed: readonly Aggregate[], isPut = false): Promise<void> =>
  askAgain(
    ({ queryKey: [name] }) =>
      typeof name === 'string' && isStale(name, changed) && !(isPut && PUT.includes(name)),
  )

type FootageRow = CallOutput<'footage.rows'>[number]

/**
 * Puts the photo or clip that a write answered where it is shown: a flight has hundreds of them, and a key decides on each.
 * Answers whether that is all that the write changed of photos and clips, and nothing that was asked before it is still to come:
 * such an answer would put back what stood there, and has to be asked for once more.
 */
export function putFootage(name: CallName, answer: unknown): boolean {
  const { led, doc, version, revision } = answer as Partial<CallOutput<'footage.review'>>
  const touched = (led ?? []).filter(({ aggregate }) => aggregate === 'footage')
  if (!name.startsWith('footage.') || !doc || !version || !revision) return false
  // One that is new stands in no list yet.
  if (touched.length !== 1 || touched[0]?.id !== doc.id || touched[0].base === null) return false
  const { seconds: _seconds, lenses: _lenses, security: _security, ...row } = doc
  const put = (rows: readonly FootageRow[] | undefined): FootageRow[] | undefined =>
    rows?.map((one) => (one.doc.id === doc.id ? { version, revision, doc: row } : one))
  for (const list of LISTS)
    queryClient.setQueriesData<FootageRow[]>({ queryKey: [list] }, (rows) =>
      Array.isArray(rows) ? put(rows) : rows,
    )
  queryClient.setQueryData(['footage.get', { id: doc.id }], { version, revision, doc })
  return queryClient.isFetching({ predicate: ({ queryKey: [of] }) => PUT.includes(String(of)) }) === 0
}

/** Keeps the cache true to what the services tell; answers how to stop. */
export const followChanges = (listener: (event: ContractEvent) => void = () => {}): (() => void) =>
  api.on((event) => {
    // What this window wrote it has taken in by the answer.
    if (event.type === 'changed')
      void isOwn(event.arrival).then(async (own) => {
        if (!own) await invalidate(event.changes.map(({ aggregate }) => aggregate))
      })
    if (event.type === 'opened') void askAgain(({ queryKey: [name] }) => name === 'files.opened')
    if (event.type === 'session') void askAgain()
    if (event.type === 'workspace') void askAgain()
    listener(event)
  })
