import fs from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallName } from '../../../src/contract/index.ts'
import type { Finding, Sighting } from '../../../src/core/finding/finding.ts'
import type { Footage } from '../../../src/core/footage/footage.ts'
import type { Layer } from '../../../src/core/geo/layer.ts'
import type { FrozenMission } from '../../../src/core/mission/frozen.ts'
import { missionRevision } from '../../../src/services/mission/revision.ts'
import { wordsOf } from '../../../src/words/words.ts'
import { aFlight, anEnterprise, anId } from '../../builders/enterprise.ts'
import { aFootage } from '../../builders/footage.ts'
import { aMission, NOW_MS } from '../../builders/mission.ts'
import { aPhotoJpeg } from '../../builders/photoJpeg.ts'
import { callsOver, type ScratchServices, scratchServices } from '../../builders/services.ts'
import { aSite } from '../../builders/site.ts'
import { notReceived, received } from '../../builders/unreceived.ts'
import { versionAt } from '../../builders/version.ts'

let host: ScratchServices
const ok = callsOver(() => host)
const workspace = () => path.join(host.dir, 'w')

beforeEach(() => {
  host = scratchServices({ pollMs: 0, nowMs: () => NOW_MS, actor: { name: '顾砚之', role: 'supervisor' } })
})
afterEach(() => host.close())

const AT = { lat: 41.77, lon: 109.97 }
/** Ids of documents that are nowhere here. */
const ELSEWHERE = {
  enterprise: anId(901),
  site: anId(902),
  mission: anId(903),
  flight: anId(904),
  footage: anId(905),
}

const aFinding = (over: Partial<Finding> = {}): Finding => ({
  id: anId(601),
  enterpriseId: ELSEWHERE.enterprise,
  enterpriseBy: 'site',
  siteId: ELSEWHERE.site,
  assetId: null,
  title: '围堰缺口',
  category: '',
  level: 'general',
  risk: null,
  at: AT,
  state: 'toVerify',
  openedAtMs: NOW_MS,
  owner: '',
  deadlines: [],
  transitions: [
    {
      from: 'confirmed',
      to: 'toVerify',
      atMs: NOW_MS,
      by: '顾砚之',
      role: 'officer',
      reason: 'x',
      sightingId: anId(907),
      duplicateOfId: anId(908),
    },
  ],
  recursOfId: anId(906),
  ...over,
})
const aSighting = (over: Partial<Sighting> = {}): Sighting => ({
  id: anId(701),
  findingId: anId(601),
  flightId: ELSEWHERE.flight,
  footageId: ELSEWHERE.footage,
  momentS: null,
  region: null,
  at: AT,
  seenAtMs: NOW_MS,
  seenFrom: 'air',
  outcome: 'first',
  level: 'general',
  words: '',
  author: '顾砚之',
  ...over,
})
const placement = { at: AT, heightM: 60, headingDeg: 0, pitchDeg: -90, by: 'own', reason: '' } as const
const MISSION = aMission({ id: anId(201), siteIds: [ELSEWHERE.site] })
const FLIGHT = aFlight({
  missionId: ELSEWHERE.mission,
  missionRevision: 'c'.repeat(64),
  siteIds: [ELSEWHERE.site],
  logIds: [ELSEWHERE.footage],
  track: [0, 1, 2].map((i) => ({
    atMs: NOW_MS + i * 1000,
    lat: AT.lat,
    lon: AT.lon + i * 1e-4,
    heightM: 50,
  })),
})
const PHOTO = aFootage({ flightId: ELSEWHERE.flight, placement, widthPx: 4000, heightPx: 3000 })
const LAYER: Layer = {
  id: anId(801),
  name: { zh: '图', en: '' },
  order: 1,
  visible: true,
  opacity: 1,
  source: { kind: 'picture', footageId: ELSEWHERE.footage, corners: [AT, AT, AT, AT] },
}
const FROZEN: FrozenMission = {
  id: anId(301),
  missionId: ELSEWHERE.mission,
  revision: 'c'.repeat(64),
  mission: { ...MISSION, id: ELSEWHERE.mission },
  sites: [],
  releases: [],
  exports: [],
}

describe('what refers to something that was not received', () => {
  beforeEach(() => {
    const dir = workspace()
    received(dir, 'site', aSite({ id: anId(101), enterpriseId: ELSEWHERE.enterprise }))
    received(dir, 'mission', MISSION, aMission({ id: anId(202), siteIds: [anId(101), ELSEWHERE.site] }))
    received(dir, 'flight', FLIGHT)
    received(dir, 'footage', PHOTO)
    received(dir, 'finding', aFinding())
    received(dir, 'sighting', aSighting(), aSighting({ id: anId(702), findingId: anId(699) }))
    received(dir, 'layer', LAYER)
  })

  it('stands in every list and count, with no name where that is not known', async () => {
    expect(await ok('site.list', { enterpriseId: null })).toHaveLength(1)
    expect(await ok('mission.list', { siteId: null })).toMatchObject({
      total: 2,
      rows: [
        { id: MISSION.id, siteId: ELSEWHERE.site, siteName: null, enterpriseName: null },
        { id: anId(202), siteId: anId(101), siteName: { zh: aSite().name.zh }, enterpriseName: null },
      ],
    })
    expect(await ok('flight.list', { siteId: null })).toMatchObject({
      total: 1,
      rows: [{ missionId: ELSEWHERE.mission, missionName: null, siteId: ELSEWHERE.site, siteName: null }],
    })
    expect(await ok('flight.list', { siteId: ELSEWHERE.site })).toMatchObject({ total: 1, rows: [{}] })
    expect(await ok('flight.rows', { ids: [FLIGHT.id] })).toMatchObject([{ missionName: null }])
    expect(await ok('footage.list', { flightId: null })).toMatchObject({ total: 1, rows: [{}] })
    expect(await ok('footage.list', { flightId: ELSEWHERE.flight })).toMatchObject({ total: 1 })
    const everything = { enterpriseId: null, states: [], level: null, overdueOnly: false, text: '' }
    for (const asked of [{}, { text: '缺口' }, { enterpriseId: ELSEWHERE.enterprise }] as const)
      expect(await ok('finding.list', { ...everything, ...asked })).toMatchObject({
        total: 1,
        rows: [{ enterpriseId: ELSEWHERE.enterprise, enterpriseName: null }],
      })
    const box = { south: 41, north: 42, west: 109, east: 110 }
    expect((await ok('finding.within', { box, limit: 9 })).rows).toHaveLength(1)
    expect((await ok('site.within', { box, limit: 9 })).rows).toHaveLength(1)
    expect((await ok('footage.within', { box, limit: 9 })).marks).toHaveLength(1)
    expect((await ok('flight.ways', { box, limit: 9 })).ways).toHaveLength(1)
    expect(await ok('finding.nearby', { at: AT, radiusM: 50 })).toMatchObject([{ enterpriseName: null }])
    expect(await ok('layer.list', {})).toHaveLength(1)
    expect(await ok('mission.frozen', { id: MISSION.id })).toEqual([])
    expect((await ok('workspace.status', {})).unreadable).toEqual([])
  })

  it('is shown by itself', async () => {
    expect(await ok('finding.get', { id: anId(601) })).toMatchObject({
      enterpriseName: null,
      doc: { recursOfId: anId(906) },
      history: [{ doc: { footageId: ELSEWHERE.footage } }],
    })
    for (const [call, id] of [
      ['site.get', anId(101)],
      ['mission.get', MISSION.id],
      ['flight.get', FLIGHT.id],
      ['footage.get', PHOTO.id],
      ['footage.madeOf', PHOTO.id],
      ['footage.twins', PHOTO.id],
    ] as const)
      expect({ call, answer: await host.call(call, { id }) }).toMatchObject({ call, answer: { ok: true } })
    expect((await ok('footage.sawPoint', { at: AT, heightsM: [0] })).seen).toMatchObject([
      { footageId: PHOTO.id, flightId: ELSEWHERE.flight },
    ])
    expect(await ok('footage.coverage', { siteId: anId(101), fromMs: 0, toMs: NOW_MS })).toBeTruthy()
    const { matches } = await ok('footage.match', { files: [host.given('a.jpg', aPhotoJpeg({}))] })
    expect(matches).toHaveLength(1)
  })

  it('is named once it is here, and is what it was', async () => {
    received(workspace(), 'enterprise', anEnterprise({ id: ELSEWHERE.enterprise }))
    received(workspace(), 'mission', aMission({ id: ELSEWHERE.mission, siteIds: [] }))
    const { name } = anEnterprise()
    expect(await ok('finding.get', { id: anId(601) })).toMatchObject({ enterpriseName: name })
    expect((await ok('mission.list', { siteId: anId(101) })).rows).toMatchObject([{ enterpriseName: name }])
    expect((await ok('flight.list', { siteId: null })).rows).toMatchObject([{ missionName: aMission().name }])
    expect(await ok('enterprise.dossier', { id: ELSEWHERE.enterprise })).toMatchObject({
      totals: { findings: 1, missions: 1 },
    })
  })

  it('is told apart from what is here and cannot be read', async () => {
    received(workspace(), 'enterprise', { id: ELSEWHERE.enterprise })
    expect(await ok('finding.get', { id: anId(601) })).toMatchObject({ enterpriseName: { zh: '—' } })
    expect((await ok('mission.list', { siteId: anId(101) })).rows).toMatchObject([
      { enterpriseName: { zh: '—' } },
    ])
    expect((await ok('workspace.status', {})).unreadable).toMatchObject([{ aggregate: 'enterprise' }])
  })

  it('gives no verdict as if what stands there were known', async () => {
    const unknown = {
      rule: 'height.clearance',
      severity: 'unknown',
      code: 'site_not_here',
      params: { count: 1 },
    }
    for (const id of [MISSION.id, anId(202)]) {
      const { verdict } = await ok('mission.evaluate', { id })
      expect(verdict.items).toContainEqual(expect.objectContaining(unknown))
    }
  })

  it('is compared with what was let out of here, and else says on paper that there is no plan', async () => {
    const report = async (): Promise<string> => {
      const made = await ok('report.make', {
        of: { kind: 'flight', id: FLIGHT.id },
        form: 'html',
        unmasked: null,
        language: 'zh',
      })
      return fs.readFileSync(host.download(made.downloadId)?.path ?? '', 'utf8')
    }
    expect(await report()).toContain('没有计划可供对照')
    received(workspace(), 'frozen', FROZEN)
    expect(await report()).toContain('到达航点')
  })

  it('keeps where it was placed when its camera is set right, and its seconds go out without the flight', async () => {
    const { doc } = await ok('footage.get', { id: PHOTO.id })
    const taken = { raw: '', source: 'exif', assumedZone: null, utcMs: NOW_MS } as const
    notReceived(workspace(), 'footage', PHOTO.id)
    received(workspace(), 'footage', {
      ...doc,
      takenAt: taken,
      placement: { ...placement, by: 'track' },
    })
    const wish = { flightId: ELSEWHERE.flight, device: '', aheadS: 5, why: 'a clock' }
    const answer = await host.call('footage.setClock', wish)
    // Where the store asks for every reference, it says so in words; nothing moves either way.
    if (!answer.ok) expect(answer.code).toBe('missing_reference')
    expect((await ok('footage.get', { id: PHOTO.id })).doc.placement?.at).toEqual(AT)
    expect(await host.call('footage.interchange', { id: PHOTO.id, format: 'mf-json' })).toMatchObject({
      ok: true,
    })
  })

  it('never comes out as a fault, whatever is asked of it', async () => {
    const base = await versionAt(host, 'finding', anId(601))
    for (const [call, input] of [
      ['mission.duplicate', { id: MISSION.id }],
      ['mission.split', { id: MISSION.id, base: await versionAt(host, 'mission', MISSION.id) }],
      ['finding.edit', { id: anId(601), base, change: { title: '改' } }],
      [
        'footage.review',
        { id: PHOTO.id, base: await versionAt(host, 'footage', PHOTO.id), outcome: 'unclear' },
      ],
      ['footage.openOutside', { id: PHOTO.id }],
    ] as const satisfies readonly (readonly [CallName, object])[]) {
      const answer = await host.call(call, input)
      if (answer.ok) continue
      expect(answer.code, call).not.toBe('internal')
      for (const language of ['en', 'zh'] as const)
        expect(wordsOf(language, 'error', answer.code, answer.params), call).not.toMatch(/[{}]|[0-9a-f]{8}-/)
    }
  })
})

describe('a picture whose clip was not received', () => {
  it('does not leave as if nothing of it were to be covered: with a reason, or with masks of its own', async () => {
    const { footage } = await ok('footage.ingest', {
      files: [host.given('f.jpg', aPhotoJpeg({}))],
      flightId: null,
    })
    const [photo] = footage
    if (!photo) throw new Error('no photo')
    const frame: Footage = { ...photo.doc, previewOf: ELSEWHERE.footage }
    notReceived(workspace(), 'footage', frame.id)
    received(workspace(), 'footage', frame)
    const asked = async (unmasked: { reason: string } | null) =>
      host.call('footage.export', {
        items: [{ id: frame.id, base: await versionAt(host, 'footage', frame.id), copy: null }],
        unmasked,
      })
    const refused = await asked(null)
    expect(refused).toMatchObject({ ok: false, code: 'masks_not_here', params: { file: 'f.jpg' } })
    expect(await host.call('footage.openOutside', { id: frame.id })).toMatchObject({
      ok: false,
      code: 'masks_not_here',
    })
    for (const language of ['en', 'zh'] as const)
      expect(wordsOf(language, 'error', 'masks_not_here', { file: 'f.jpg' })).toContain('f.jpg')
    expect(await asked({ reason: 'asked for by the court' })).toMatchObject({ ok: true })
    await ok('footage.setMasks', {
      id: frame.id,
      base: await versionAt(host, 'footage', frame.id),
      masks: [],
    })
    expect(await asked(null)).toMatchObject({ ok: true })
  })
})

describe('two records of one original', () => {
  it('stand beside each other, are shown so, and are one file to a verification', async () => {
    const bytes = aPhotoJpeg({ original: '2026:05:20 10:16:00' })
    const { doc: flight } = await ok('flight.put', { base: null, doc: aFlight() })
    const { footage } = await ok('footage.ingest', {
      files: [host.given('a.jpg', bytes)],
      flightId: flight.id,
    })
    const [own] = footage
    if (!own) throw new Error('no photo')
    const twin: Footage = { ...own.doc, id: anId(1), fileName: 'B.JPG', flightId: null }
    received(workspace(), 'footage', twin)
    expect(await ok('footage.twins', { id: own.doc.id })).toMatchObject([
      { doc: { id: twin.id, fileName: 'B.JPG' } },
    ])
    expect(await ok('footage.twins', { id: twin.id })).toMatchObject([{ doc: { id: own.doc.id } }])
    expect(await ok('footage.list', { flightId: null })).toMatchObject({ total: 2 })
    // Taken in once more it is the one of the flight that is asked for, else the first.
    const again = async (flightId: string | null) =>
      (await ok('footage.ingest', { files: [host.given('a.jpg', bytes)], flightId })).known
    expect(await again(flight.id)).toEqual([own.doc.id])
    expect(await again(null)).toEqual([twin.id])
    expect((await ok('workspace.verify', {})).originals).toEqual({
      checked: 1,
      missing: [],
      elsewhere: [],
      deleted: [],
      changed: [],
      extra: [],
    })
  })

  it('of a revision that two stations let out, the releases of both count', async () => {
    const mission = aMission({ siteIds: [] })
    await ok('mission.put', { base: null, doc: mission })
    const revision = missionRevision(mission)
    const released = (by: string): FrozenMission['releases'] => [
      {
        reason: 'drill',
        by,
        role: 'supervisor',
        emergencyBasis: null,
        rules: [`rule of ${by}`],
        revision,
        atMs: 1,
      },
    ]
    const frozen = { ...FROZEN, missionId: mission.id, revision, mission }
    received(workspace(), 'frozen', { ...frozen, releases: released('A') })
    received(workspace(), 'frozen', { ...frozen, id: anId(302), releases: released('B') })
    const base = await versionAt(host, 'mission', mission.id)
    await ok('mission.export', { id: mission.id, base, format: 'geojson', release: null })
    const kept = await ok('mission.frozen', { id: mission.id })
    expect(new Map(kept.map(({ doc }) => [doc.id, doc.exports.length]))).toEqual(
      new Map([
        [anId(301), 1],
        [anId(302), 0],
      ]),
    )
    expect(kept.find(({ doc }) => doc.id === anId(301))?.doc.releases.map(({ by }) => by)).toEqual(['A', 'B'])
  })
})
