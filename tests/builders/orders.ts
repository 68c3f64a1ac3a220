import type { CallInput, CallOutput } from '../../src/contract/index.ts'
import { called } from './services.ts'
import type { Answer } from '../../src/contract/index.ts'

type Door = { call(name: string, input: unknown): Promise<Answer> }

/** What an officer says of an order over findings; each is closed by a look from the air, where nothing else is said. */
export const anOrderDraft = (
  enterpriseId: string,
  findingIds: readonly string[],
  over: Partial<CallInput<'order.draft'>['order']> = {},
): CallInput<'order.draft'>['order'] => ({
  enterpriseId,
  agencyId: 'police',
  measure: 'inTime',
  legalBasis: '',
  items: findingIds.map((findingId) => ({
    findingId,
    demand: '修补',
    criterion: { proof: 'air', words: '复飞看清已修补' },
  })),
  term: { by: 'count', days: 15, counts: 'natural' },
  recheck: { days: 3, counts: 'working' },
  termSource: '',
  replacesId: null,
  ...over,
})

let orders = 0

/** Drafts and issues an order: whoever acts has to be a supervisor. */
export async function issueOrder(
  door: Door,
  enterpriseId: string,
  findingIds: readonly string[],
  over: Partial<CallInput<'order.draft'>['order']> = {},
): Promise<CallOutput<'order.issue'>> {
  const order = anOrderDraft(enterpriseId, findingIds, over)
  const { doc, version } = await called(door, 'order.draft', { id: null, base: null, order })
  orders += 1
  return called(door, 'order.issue', { id: doc.id, base: version, no: `责改〔2026〕${orders}号` })
}

/** Serves an order. */
export const serveOrder = (
  door: Door,
  order: { doc: { id: string }; version: CallOutput<'order.issue'>['version'] },
  servedAtMs: number,
): Promise<CallOutput<'order.serve'>> =>
  called(door, 'order.serve', {
    id: order.doc.id,
    base: order.version,
    how: 'direct',
    servedAtMs,
    receipt: '',
  })

/** A finding that was seen on site and confirmed, so that it may go into an order. */
export async function confirmedFinding(door: Door, enterpriseId: string, title: string): Promise<string> {
  const { doc, version } = await called(door, 'finding.open', {
    sighting: {
      flightId: null,
      footageId: null,
      momentS: null,
      region: null,
      at: { lat: 41.77, lon: 109.97 },
      seenAtMs: Date.UTC(2026, 4, 20, 2),
      seenFrom: 'site',
      outcome: 'first',
      level: 'general',
      words: '',
    },
    finding: {
      title,
      category: '',
      level: 'general',
      risk: null,
      owner: '',
      assetId: null,
      enterpriseId,
      recursOfId: null,
    },
  })
  const step = { to: 'confirmed', reason: '', duplicateOfId: null } as const
  await called(door, 'finding.transition', { id: doc.id, base: version, ...step })
  return doc.id
}
