/** A finding that is made of a picture: its time, its asset, what it makes of the picture, and what counts as seen. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { frameAt } from '../../../src/core/geo/frame.ts'
import { creditCodeCheckCharacter } from '../../../src/core/site/creditCode.ts'
import type { Site } from '../../../src/core/site/site.ts'
import { anEnterprise, anId } from '../../builders/enterprise.ts'
import { callsOver, type ScratchServices, scratchServices } from '../../builders/services.ts'
import { reviewFlight, reviewPhotos, reviewSite } from '../../builders/reviewFlight.ts'
import { anAsset, aSite, box, place } from '../../builders/site.ts'

let services: ScratchServices
const ok = callsOver(() => services)
const OTHER_17 = '91150000MA0DEM002'
const NEIGHBOUR: Site = aSite({
  id: anId(941),
  enterpriseId: anId(2),
  boundary: box(-400, 0, -90, 200),
  assets: [anAsset({ id: 'shed', footing: { kind: 'point', at: place(-95, 100), radiusM: 3 } })],
})

beforeAll(async () => {
  services = scratchServices()
  await ok('actor.set', { name: '顾砚之', role: 'officer' })
  await ok('enterprise.put', { base: null, doc: anEnterprise() })
  await ok('enterprise.put', {
    base: null,
    doc: anEnterprise({
      id: anId(2),
      name: { zh: '邻厂', en: 'Neighbour' },
      creditCode: `${OTHER_17}${creditCodeCheckCharacter(OTHER_17)}`,
    }),
  })
  await ok('site.put', { base: null, doc: reviewSite })
  await ok('site.put', { base: null, doc: NEIGHBOUR })
  await ok('flight.put', { base: null, doc: reviewFlight })
  const files = reviewPhotos(10).map(({ name, bytes }) => services.given(name, bytes()))
  await ok('footage.ingest', { files, flightId: reviewFlight.id })
})
afterAll(() => services.close())

const photos = async () =>
  (await ok('footage.list', { flightId: reviewFlight.id, after: null, limit: 100 })).rows
const open = async (over: {
  footageId: string
  seenAtMs: number
  assetId: string | null
  at?: typeof HERE
}) =>
  ok('finding.open', {
    sighting: {
      flightId: reviewFlight.id,
      footageId: over.footageId,
      momentS: null,
      region: null,
      at: over.at ?? HERE,
      errorM: 4.2,
      seenAtMs: over.seenAtMs,
      seenFrom: 'air',
      outcome: 'first',
      level: 'general',
      words: '',
    },
    finding: {
      title: '围堰破损',
      category: '',
      level: 'general',
      risk: null,
      owner: '',
      assetId: over.assetId,
      enterpriseId: null,
      recursOfId: null,
    },
  })
const HERE = place(0, 100)

describe('a finding made of a picture', () => {
  it('is of the picture’s time, marks it as one with a finding, and one undo takes both back', async () => {
    const [first] = await photos()
    if (!first?.doc.takenAt) throw new Error('ten photos were taken in')
    const made = await open({
      footageId: first.doc.id,
      seenAtMs: first.doc.takenAt.utcMs,
      assetId: 'tank-0',
    })
    expect(made.doc).toMatchObject({ openedAtMs: first.doc.takenAt.utcMs, assetId: 'tank-0' })
    expect(made.sighting.doc.errorM).toBe(4.2)
    // What it led where: the picture among it, so that whoever wrote goes on from that.
    const led = made.led.find(({ aggregate }) => aggregate === 'footage')
    const marked = await ok('footage.get', { id: first.doc.id })
    expect(marked.doc.review).toMatchObject({ outcome: 'finding', by: '顾砚之' })
    expect(led).toMatchObject({ id: first.doc.id, base: first.version, version: marked.version })
    await ok('journal.undo', { entry: made.entry })
    const back = await ok('footage.get', { id: first.doc.id })
    expect(back.doc).toEqual(first.doc)
    await expect(ok('finding.get', { id: made.doc.id })).rejects.toThrow('not_found')
  })

  it('is never of a time that is not yet: a camera’s clock may be ahead', async () => {
    const [, second] = await photos()
    const before = Date.now()
    const made = await open({
      footageId: second?.doc.id ?? '',
      seenAtMs: Date.UTC(2090, 0, 1),
      assetId: null,
    })
    expect(made.doc.openedAtMs).toBeLessThanOrEqual(Date.now())
    expect(made.doc.openedAtMs).toBeGreaterThanOrEqual(before)
  })

  it('belongs to the site that has its asset, though its place falls on the neighbour’s land', async () => {
    const [, , third] = await photos()
    const at = place(-60, 100)
    const { toLocal } = frameAt(at)
    // It lies within the first site; the shed is the neighbour's.
    expect(toLocal(HERE).x).toBeGreaterThan(0)
    const made = await open({ footageId: third?.doc.id ?? '', seenAtMs: 1, assetId: 'shed', at })
    expect(made.doc).toMatchObject({ siteId: NEIGHBOUR.id, enterpriseId: anId(2), assetId: 'shed' })
    const without = await open({ footageId: third?.doc.id ?? '', seenAtMs: 1, assetId: null, at })
    expect(without.doc).toMatchObject({ siteId: reviewSite.id })
  })
})

it('what counts as seen is what the workspace says', async () => {
  const asked = { siteId: reviewSite.id, fromMs: 0, toMs: Date.UTC(2090, 0, 1) }
  // 60 m over 5,472 px: 1.6 cm a pixel straight down.
  const usual = await ok('footage.coverage', asked)
  expect(usual).toMatchObject({ seenWithinM: 0.05 })
  expect(usual.seenShare).toBeGreaterThan(0.2)
  await ok('actor.set', { name: '岑望', role: 'supervisor' })
  const strict = await ok('setting.put', {
    base: null,
    value: { name: 'seenResolution', cmPerPixel: 1 },
  })
  expect(strict.entry).toBeTruthy()
  const found = await ok('footage.coverage', asked)
  expect(found).toMatchObject({ seenShare: 0, seenWithinM: 0.01 })
  expect(found.coarseShare).toBeCloseTo(usual.seenShare + usual.coarseShare, 5)
  expect(found.assets.every(({ footage, seenAtMs }) => footage === 0 && seenAtMs === null)).toBe(true)
})
