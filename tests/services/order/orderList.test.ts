import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CallInput, CallOutput } from '../../../src/contract/index.ts'
import { anEnterprise, anId } from '../../builders/enterprise.ts'
import { anOrderDraft, issueOrder } from '../../builders/orders.ts'
import { called, callsOver, type ScratchServices, scratchServices } from '../../builders/services.ts'
import { aSite } from '../../builders/site.ts'

let services: ScratchServices
const ask = callsOver(() => services)

beforeEach(async () => {
  services = scratchServices({ actor: { name: '贺兰舟', role: 'supervisor' }, pollMs: 0 })
  await ask('enterprise.put', { base: null, doc: anEnterprise() })
  await ask('site.put', { base: null, doc: aSite({ id: anId(101), enterpriseId: anId(1) }) })
})
afterEach(() => services.close())

const SEEN: CallInput<'finding.open'>['sighting'] = {
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
}

/** A finding that is confirmed, so that it may go into an order. */
async function confirmed(title: string): Promise<string> {
  const { doc, version } = await ask('finding.open', {
    sighting: SEEN,
    finding: {
      title,
      category: '',
      level: 'general',
      risk: null,
      owner: '',
      assetId: null,
      enterpriseId: anId(1),
      recursOfId: null,
    },
  })
  await ask('finding.transition', {
    id: doc.id,
    base: version,
    to: 'confirmed',
    reason: '',
    duplicateOfId: null,
  })
  return doc.id
}

test('a page goes on after the row that stood last, whatever was written since', async () => {
  const ids: string[] = []
  for (let n = 0; n < 7; n++) {
    const order = anOrderDraft(anId(1), [await confirmed(`第${n}处`)])
    const { doc } = await called(services, 'order.draft', { id: null, base: null, order })
    ids.push(doc.id)
  }
  const issued = await issueOrder(services, anId(1), [await confirmed('已下发')])
  const asked = { enterpriseId: null, openOnly: true, limit: 3 }
  const first = await ask('order.list', asked)
  expect(first.total).toBe(8)
  // One that was shown is taken back: the next page does not leave one out for it.
  const [gone] = first.rows
  await ask('order.discard', { id: gone?.id ?? '', base: gone?.version ?? ('' as never) })
  const rows = [...first.rows]
  for (let after: CallOutput<'order.list'>['next'] = first.next; after !== null; ) {
    const page = await ask('order.list', { ...asked, enterpriseId: anId(1), after })
    rows.push(...page.rows)
    after = page.next
  }
  expect(rows.map(({ id }) => id).sort()).toEqual([...ids, issued.doc.id].sort())
  expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['draft', 'notServed']))
})
