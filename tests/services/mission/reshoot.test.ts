/** A finding of the demo taken again: by three aircraft, and with all that waits for a re-check as one patrol. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallOutput } from '../../../src/contract/index.ts'
import { homeAmslM, standingOf, targetsAsBefore } from '../../../src/core/mission/asBefore.ts'
import { aPhotoJpeg } from '../../builders/photoJpeg.ts'
import { called, demoServices, type ScratchServices } from '../../builders/services.ts'

let host: ScratchServices
let findings: CallOutput<'finding.list'>['rows']
beforeAll(async () => {
  host = await demoServices()
  const filter = { enterpriseId: null, states: [], level: null, overdueOnly: false, text: '' }
  findings = (await called(host, 'finding.list', { ...filter, after: null, limit: 100 })).rows
})
afterAll(() => host.close())

const reshoot = (over: object) =>
  host.call('mission.reshoot', { vehicleId: 'dji-m3e', findingIds: [], ...over }) as Promise<
    { ok: true; value: CallOutput<'mission.reshoot'> } | { ok: false; code: string; params: object }
  >

/** The findings of the demo that a picture with a place shows, with that picture. */
async function shown() {
  const found = []
  for (const { id } of findings) {
    const { history, doc } = await called(host, 'finding.get', { id })
    for (const { doc: sighting } of history) {
      if (sighting.footageId === null) continue
      const footage = (await called(host, 'footage.get', { id: sighting.footageId })).doc
      if (footage.placement?.heightM) found.push({ finding: doc, footage })
    }
  }
  return found
}

describe('a finding taken again', () => {
  it.each(['dji-m3e', 'ardupilot-quad', 'px4-quad'])(
    'by %s: place and height over the sea',
    async (vehicleId) => {
      const [first] = await shown()
      if (!first) throw new Error('the demo shows no finding')
      const made = await reshoot({ findingIds: [first.finding.id], vehicleId })
      if (!made.ok) throw new Error(made.code)
      const { doc } = made.value
      expect(doc.vehicle.id).toBe(vehicleId)
      expect(doc.name.zh).toBe(`复查复拍 ${first.finding.title}`)
      const [target] = targetsAsBefore(doc)
      if (!target) throw new Error('no target')
      const standing = standingOf(target, doc)
      const { placement } = first.footage
      const flight = (await called(host, 'flight.get', { id: first.footage.flightId ?? '' })).doc
      const old = (await called(host, 'mission.get', { id: flight.missionId ?? '' })).doc
      expect(Math.abs(standing.at.lat - (placement?.at.lat ?? 0))).toBeLessThan(2e-7)
      expect((standing.heightM ?? 0) + (homeAmslM(doc) ?? 0)).toBeCloseTo(
        (placement?.heightM ?? 0) + (homeAmslM(old) ?? 0),
        1,
      )
      const { route } = await called(host, 'mission.evaluate', { id: doc.id })
      expect(route.points.filter(({ photo }) => photo)).toHaveLength(1)
    },
  )

  it('leaves out what has no picture, names it, and refuses where nothing is left', async () => {
    const [first] = await shown()
    const bare = []
    for (const { id } of findings) {
      const { history } = await called(host, 'finding.get', { id })
      if (history.every(({ doc }) => doc.footageId === null)) bare.push(id)
    }
    const [without] = bare
    if (!first || !without) throw new Error('the demo has no such findings')
    const made = await reshoot({ findingIds: [first.finding.id, without] })
    expect(made.ok && made.value.left).toMatchObject([{ findingId: without, why: 'no_picture' }])
    expect(await reshoot({ findingIds: [without] })).toMatchObject({ ok: false, code: 'reshoot_no_picture' })
    expect(await reshoot({ findingIds: bare.slice(0, 2) })).toMatchObject({
      ok: false,
      code: bare.length > 1 ? 'reshoot_nothing' : 'reshoot_no_picture',
    })
    expect(await reshoot({})).toMatchObject({ ok: false, code: 'reshoot_nothing' })
    expect(await reshoot({ findingIds: [first.finding.id], vehicleId: 'balloon' })).toMatchObject({
      ok: false,
      code: 'unknown_choice',
    })
  })

  it('refuses a picture without a place in one line', async () => {
    const [first] = await shown()
    if (!first) throw new Error('the demo shows no finding')
    const { footage } = await called(host, 'footage.ingest', {
      files: [host.given('f.jpg', aPhotoJpeg({}))],
      flightId: null,
      zones: [],
    })
    const picture = footage[0]?.doc
    if (!picture) throw new Error('nothing came in')
    expect(picture.placement).toBeNull()
    const { doc } = await called(host, 'finding.open', {
      sighting: {
        flightId: null,
        footageId: picture.id,
        momentS: null,
        region: null,
        at: first.finding.at,
        seenAtMs: 1,
        seenFrom: 'air',
        outcome: 'first',
        level: 'general',
        words: '',
      },
      finding: {
        title: '无位置',
        category: '',
        level: 'general',
        risk: null,
        owner: '',
        assetId: null,
        enterpriseId: null,
        recursOfId: null,
      },
    })
    expect(await reshoot({ findingIds: [doc.id] })).toMatchObject({
      ok: false,
      code: 'reshoot_no_place',
      params: { name: '无位置' },
    })
  })

  it('with all others that are shown is one patrol', async () => {
    const all = await shown()
    const ids = [...new Set(all.map(({ finding }) => finding.id))]
    const made = await reshoot({ findingIds: ids })
    expect(made.ok && targetsAsBefore(made.value.doc)).toHaveLength(ids.length)
  })
})
