import { dayOf } from '../../../src/core/finding/deadlines/day.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CallName } from '../../../src/contract/index.ts'
import { aCampaign, aVisit } from '../../builders/campaign.ts'
import { anEnterprise, anId } from '../../builders/enterprise.ts'
import { NOW_MS } from '../../builders/mission.ts'
import { aPng } from '../../builders/png.ts'
import {
  called,
  callsOver,
  demoServices,
  type ScratchServices,
  scratchServices,
} from '../../builders/services.ts'
import { aSite, anAsset } from '../../builders/site.ts'

let services: ScratchServices
const ok = callsOver(() => services)
const refused = async (name: CallName, input: unknown): Promise<string> => {
  const answer = await services.call(name, input)
  return answer.ok ? 'ok' : answer.code
}

beforeAll(async () => {
  services = scratchServices()
  await ok('actor.set', { name: '贺兰舟', role: 'supervisor' })
  await ok('enterprise.put', { base: null, doc: anEnterprise() })
  await ok('site.put', {
    base: null,
    doc: aSite({ id: anId(101), enterpriseId: anId(1), assets: [anAsset()] }),
  })
  await ok('campaign.put', { base: null, doc: aCampaign() })
  await ok('visit.put', {
    base: null,
    doc: aVisit({ campaignId: anId(701), roundId: 'round-1', siteIds: [anId(101)] }),
  })
})
afterAll(async () => {
  await services.close()
})

describe('what phones and body recorders took', () => {
  test('belongs to the visit, and stands at the asset that was chosen where it has no place of its own', async () => {
    const asset = anAsset()
    const file = services.given('IMG_0001.png', aPng(8, 8))
    const { footage } = await ok('footage.ingest', {
      files: [file],
      flightId: null,
      visit: { id: anId(801), asset: { siteId: anId(101), assetId: asset.id } },
    })
    const [taken] = footage
    expect(taken?.doc).toMatchObject({
      visitId: anId(801),
      flightId: null,
      placement: { by: 'hand', asset: { siteId: anId(101), assetId: asset.id }, headingDeg: null },
    })
    expect((await ok('visit.get', { id: anId(801) })).footageIds).toEqual([taken?.doc.id])
    expect((await ok('workspace.verify', {})).ok).toBe(true)
  })

  test('is refused whole where there is no such visit or asset', async () => {
    const file = services.given('IMG_0002.png', aPng(9, 9))
    const to = (visit: object) => refused('footage.ingest', { files: [file], flightId: null, visit })
    expect(await to({ id: anId(899), asset: null })).toBe('not_found')
    expect(await to({ id: anId(801), asset: { siteId: anId(101), assetId: 'nowhere' } })).toBe('not_found')
    expect((await ok('footage.list', { flightId: null })).total).toBe(1)
  })
})

test('a sighting names its visit, and an item of the checklist the sighting', async () => {
  const [asset] = (await ok('site.get', { id: anId(101) })).doc.boundary
  if (!asset) throw new Error('no place')
  const opened = await ok('finding.open', {
    sighting: {
      flightId: null,
      footageId: null,
      momentS: null,
      region: null,
      at: asset,
      seenAtMs: NOW_MS,
      seenFrom: 'site',
      outcome: 'first',
      level: 'general',
      words: '',
      visitId: anId(801),
    },
    finding: {
      title: '围堰破损',
      category: '',
      level: 'general',
      risk: null,
      owner: '',
      assetId: null,
      enterpriseId: null,
      recursOfId: null,
    },
  })
  const sightingId = opened.sighting.doc.id
  const found = await ok('visit.get', { id: anId(801) })
  expect(found.sightings).toMatchObject([{ id: sightingId, findingId: opened.doc.id, title: '围堰破损' }])
  await ok('visit.put', {
    base: found.version,
    doc: { ...found.doc, items: [{ id: 'store', answer: null, sightingIds: [sightingId], words: '' }] },
  })
  expect((await ok('visit.get', { id: anId(801) })).doc.items[0]?.sightingIds).toEqual([sightingId])
  // What names it holds it.
  const { version } = await ok('visit.get', { id: anId(801) })
  expect(await refused('visit.remove', { id: anId(801), base: version })).toBe('in_use')
})

test('photos of phones count for what was put right on the spot: of one visit, not of one day', async () => {
  const inVisit = { id: anId(801), asset: null }
  const photo = async (name: string, side: number, visit: typeof inVisit | null): Promise<string> => {
    const { footage } = await ok('footage.ingest', {
      files: [services.given(name, aPng(side, side))],
      flightId: null,
      ...(visit ? { visit } : {}),
    })
    return footage[0]?.doc.id ?? ''
  }
  const [place] = (await ok('site.get', { id: anId(101) })).doc.boundary
  if (!place) throw new Error('no place')
  const look = (footageId: string, outcome: 'first' | 'gone', minute: number) => ({
    flightId: null,
    footageId,
    momentS: null,
    region: null,
    at: place,
    seenAtMs: NOW_MS + minute * 60_000,
    seenFrom: 'site' as const,
    outcome,
    level: 'general' as const,
    words: '',
  })
  const { doc } = await ok('finding.open', {
    sighting: look(await photo('before.png', 11, inVisit), 'first', 0),
    finding: {
      title: '灭火器被遮挡',
      category: '',
      level: 'general',
      risk: null,
      owner: '',
      assetId: null,
      enterpriseId: null,
      recursOfId: null,
    },
  })
  const id = doc.id
  const step = async (to: 'confirmed' | 'closed') => ({
    id,
    base: (await ok('finding.get', { id })).version,
    to,
    reason: '',
    duplicateOfId: null,
  })
  const seenGone = async (footageId: string, minute: number) =>
    ok('finding.addSighting', {
      id,
      base: (await ok('finding.get', { id })).version,
      sighting: look(footageId, 'gone', minute),
    })
  await ok('finding.transition', await step('confirmed'))
  // A photo of the same day that was taken in no visit says nothing of this one.
  await seenGone(await photo('elsewhere.png', 12, null), 5)
  expect(await services.call('finding.transition', await step('closed'))).toMatchObject({
    code: 'needs_proof',
    params: { needs: 'onTheSpot', visitOn: dayOf(NOW_MS) },
  })
  await seenGone(await photo('after.png', 13, inVisit), 10)
  const closed = await ok('finding.transition', await step('closed'))
  expect(closed.doc.state).toBe('closed')
  const { history } = await ok('finding.get', { id })
  expect(history.find((one) => one.doc.id === closed.doc.transitions.at(-1)?.sightingId)?.doc.visitId).toBe(
    anId(801),
  )
})

test('a copied round plans a visit for what waits for a re-check, and nothing else of the round before', async () => {
  const demo = await demoServices()
  try {
    const { rows } = await called(demo, 'campaign.list', {})
    const { doc } = await called(demo, 'campaign.get', { id: rows[0]?.id ?? '' })
    const copied = doc.rounds.find(({ copiedFromId }) => copiedFromId !== null)
    const waiting = await called(demo, 'finding.list', {
      enterpriseId: null,
      states: ['toRecheck'],
      level: null,
      overdueOnly: false,
      text: '',
    })
    expect(waiting.rows.length).toBeGreaterThan(0)
    const visits = await called(demo, 'visit.list', { campaignId: doc.id })
    const own = visits.rows.filter(({ roundId, kind }) => roundId === copied?.id && kind === 'case')
    const found = await Promise.all(own.map(({ id }) => called(demo, 'visit.get', { id })))
    expect(found.flatMap((visit) => visit.doc.recheckIds).sort()).toEqual(
      waiting.rows.map(({ id }) => id).sort(),
    )
    for (const visit of found) {
      expect(visit.doc).toMatchObject({ items: [], officers: [], notice: null, toMs: null, record: '' })
      expect(visit.standing.approval).toBeNull()
    }
    const board = await called(demo, 'campaign.board', { id: doc.id })
    expect(board.rounds.map(({ isApproved }) => isApproved)).toEqual([true, true, true, false])
    expect(board.merges).toHaveLength(1)
  } finally {
    await demo.close()
  }
})

test('only planning is open to who flies: visits are the officers’, approvals the supervisor’s', async () => {
  await ok('actor.set', { name: '孟青棠', role: 'operator' })
  expect(await refused('visit.put', { base: null, doc: aVisit({ id: anId(820) }) })).toBe('not_allowed')
  expect(await refused('campaign.put', { base: null, doc: aCampaign({ id: anId(720) }) })).toBe('ok')
  await ok('actor.set', { name: '顾砚之', role: 'officer' })
  expect(await refused('visit.put', { base: null, doc: aVisit({ id: anId(820) }) })).toBe('ok')
  const { version: base } = await ok('visit.get', { id: anId(820) })
  const given = { id: anId(820), base, no: '', urgentReason: '急' }
  expect(await refused('visit.approve', given)).toBe('not_allowed')
})
