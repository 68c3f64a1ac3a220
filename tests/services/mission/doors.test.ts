/** Every door by which a mission leaves asks the one gate: the same mission gets the same answer everywhere. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InSession } from '../../../src/contract/index.ts'
import { EXPORT_FORMATS, type ExportFormat, isFlyable } from '../../../src/core/formats/formats.ts'
import { paperWords } from '../../../src/core/formats/papers/words.ts'
import { writeCleared } from '../../../src/core/formats/writeCleared.ts'
import type { Layer } from '../../../src/core/geo/layer.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import type { MissionFile } from '../../../src/core/mission/missionFile.ts'
import type { Release, ReleaseRequest } from '../../../src/core/mission/release.ts'
import { uploadFile } from '../../../src/services/link/link.ts'
import { cleared } from '../../../src/services/mission/missionWork.ts'
import { missionRevision } from '../../../src/services/mission/revision.ts'
import { exportFile, judgedOf } from '../../../src/services/mission/standalone.ts'
import { anEnterprise, anId } from '../../builders/enterprise.ts'
import { aMission, anAuthorisation, aVehicle, NOW_MS, waypoints } from '../../builders/mission.ts'
import { openServices } from '../../builders/services.ts'
import { anAsset, aSite, box, place } from '../../builders/site.ts'
import { mockVehicle } from '../../link/mockVehicle.ts'

const SITE = aSite({ enterpriseId: anId(1) })
const FAR = [waypoints([place(50, 50), place(900, 50)])]
const REQUEST: ReleaseRequest = { reason: '泄漏处置', by: '测试员', role: '负责人', emergencyBasis: null }

/** Missions, and what is said of each beside it: which releases there are, and how late it is. */
type Case = {
  mission: Mission
  released?: 'here' | 'elsewhere'
  request?: ReleaseRequest
  nowMs?: number
  /** The code that holds it back, as this test reads it off the case; null: it leaves. */
  held: string | null
}
const CASES: Readonly<Record<string, Case>> = {
  'a safe one': { mission: aMission(), held: null },
  'one with warnings alone': {
    mission: aMission({ crew: [], onboard: { source: 'x', params: { FENCE_ENABLE: 0 } } }),
    held: null,
  },
  'one without an approval': { mission: aMission({ authorisation: null }), held: 'unsafe' },
  'one that leaves its fence': { mission: aMission({ patterns: FAR }), held: 'unsafe' },
  'one that was released as it is': { mission: aMission({ patterns: FAR }), released: 'here', held: null },
  'one that was released before it was changed': {
    mission: aMission({ patterns: FAR }),
    released: 'elsewhere',
    held: 'unsafe',
  },
  'one in the last moment of its approval': {
    mission: aMission({ plannedAtMs: null, authorisation: anAuthorisation({ toMs: NOW_MS }) }),
    held: null,
  },
  'one whose approval has just run out': {
    mission: aMission({ plannedAtMs: null, authorisation: anAuthorisation({ toMs: NOW_MS }) }),
    nowMs: NOW_MS + 1,
    held: 'unsafe',
  },
  'one that is let go with a reason': { mission: aMission({ patterns: FAR }), request: REQUEST, held: null },
  'one without an approval, with a reason alone': {
    mission: aMission({ authorisation: null }),
    request: REQUEST,
    held: 'needs_emergency_basis',
  },
  'one without an approval, in an emergency': {
    mission: aMission({ authorisation: null }),
    request: { ...REQUEST, emergencyBasis: '化学品泄漏' },
    held: null,
  },
}

let dir = ''
let host: InSession
let vehicle: Awaited<ReturnType<typeof mockVehicle>>
let nowMs = NOW_MS
let count = 0

beforeAll(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-doors-'))
  host = openServices({ home: path.join(dir, 'home'), workspaceDir: path.join(dir, 'w'), nowMs: () => nowMs })
  vehicle = await mockVehicle({ firmware: 'ardupilot', againMs: 8 })
  await value('enterprise.put', { base: null, doc: anEnterprise() })
  await value('site.put', { base: null, doc: SITE })
})
afterAll(async () => {
  await host.close()
  vehicle.close()
  fs.rmSync(dir, { recursive: true, force: true })
})

async function value<T>(name: string, input: unknown): Promise<T> {
  const answer = await host.call(name, input)
  if (!answer.ok) throw new Error(`${name}: ${answer.code} ${JSON.stringify(answer.params)}`)
  return answer.value as T
}

type Told = { held: { code: string; params: object } | null; releases: readonly Release[] }
const LEFT = (releases: readonly Release[]): Told => ({ held: null, releases })
const heldBy = ({ code, params }: { code: string; params: object }): Told => ({
  held: { code, params },
  releases: [],
})

/** A case as its own mission, with the release that was made of it, or of what it was before. */
function laidOut({ mission: doc, released }: Case): { mission: Mission; known: Release[] } {
  count += 1
  const mission = { ...doc, id: anId(1000 + count) }
  const of = released === 'here' ? mission : { ...mission, remarks: 'before' }
  const release = {
    ...REQUEST,
    rules: ['fence.leg', 'fence.return'],
    revision: missionRevision(of),
    atMs: NOW_MS,
  }
  return { mission, known: released ? [release] : [] }
}
const fileOf = (mission: Mission, releases: Release[]): MissionFile => ({
  format: 'sortie-mission',
  version: 1,
  mission,
  sites: [SITE],
  releases,
})

/** Stores a mission as the window would have it, with what was released of it recorded by an export. */
async function inWorkspace(mission: Mission, known: readonly Release[]): Promise<string> {
  const put = async (base: string | null, doc: Mission) =>
    (await value<{ version: string }>('mission.put', { base, doc })).version
  let base = await put(null, mission)
  for (const { revision: of } of known) {
    const isBefore = of !== missionRevision(mission)
    const then = isBefore ? { ...mission, remarks: 'before' } : mission
    if (isBefore) base = await put(base, then)
    await value('mission.export', { id: mission.id, base, format: 'geojson', release: REQUEST })
    if (isBefore) base = await put(base, mission)
  }
  return base
}
const recorded = async (mission: Mission): Promise<Release[]> => {
  const frozen = await value<{ doc: { revision: string; releases: Release[] } }[]>('mission.frozen', {
    id: mission.id,
  })
  return frozen.find(({ doc }) => doc.revision === missionRevision(mission))?.doc.releases ?? []
}

type Door = (one: Case, format: ExportFormat) => Promise<Told>
const byFile: Door = async (one, format) => {
  const { mission, known } = laidOut(one)
  const done = exportFile(fileOf(mission, known), format, one.request ?? null, nowMs)
  return done.ok ? LEFT(done.value.releases) : heldBy(done)
}
const byWindow: Door = async (one, format) => {
  const { mission, known } = laidOut(one)
  const base = await inWorkspace(mission, known)
  const done = await host.call('mission.export', {
    id: mission.id,
    base,
    format,
    release: one.request ?? null,
  })
  return done.ok ? LEFT(await recorded(mission)) : heldBy(done)
}
const byFileInWorkspace: Door = async (one, format) => {
  const { mission, known } = laidOut(one)
  const wish = { file: fileOf(mission, known), format, release: one.request ?? null }
  const done = await host.call('mission.exportFile', wish)
  return done.ok ? LEFT(await recorded(mission)) : heldBy(done)
}
const byUpload: Door = async (one) => {
  const { mission, known } = laidOut(one)
  const wish = { link: vehicle.link, system: null, key: null, record: null }
  const told = { found: () => undefined, recordBroke: () => undefined, progress: () => undefined }
  const done = await uploadFile(fileOf(mission, known), one.request ?? null, wish, told, nowMs)
  return done.ok ? LEFT(done.value.releases) : heldBy(done)
}
/** The window's upload takes no request of its own: what was asked for is released by an export first. */
const byWindowUpload: Door = async (one) => {
  const { mission, known } = laidOut(one)
  const base = await inWorkspace(mission, known)
  if (one.request) {
    const wish = { id: mission.id, base, format: 'qgc-plan', release: one.request }
    const done = await host.call('mission.export', wish)
    if (!done.ok) return heldBy(done)
  }
  await value('link.open', { link: vehicle.link, system: null, key: null })
  try {
    const done = await host.call('link.upload', { id: mission.id, base })
    return done.ok ? LEFT(await recorded(mission)) : heldBy(done)
  } finally {
    await value('link.close', {})
  }
}

const saidOf = (releases: readonly Release[]) =>
  releases.map(({ reason, by, role, emergencyBasis, rules }) => ({
    reason,
    by,
    role,
    emergencyBasis,
    rules: [...rules].sort(),
  }))

describe('a mission that wants to leave', () => {
  it.each(Object.entries(CASES))('%s: every door says the same', async (_name, one) => {
    nowMs = one.nowMs ?? NOW_MS
    const first = await byFile(one, 'wpl')
    expect(first.held?.code ?? null).toBe(one.held)
    const doors: Readonly<Record<string, () => Promise<Told>>> = {
      'window, plan': () => byWindow(one, 'qgc-plan'),
      'window, list': () => byWindow(one, 'wpl'),
      'file in a workspace': () => byFileInWorkspace(one, 'qgc-plan'),
      'file, plan': () => byFile(one, 'qgc-plan'),
      'upload from the command line': () => byUpload(one, 'wpl'),
      'upload from the window': () => byWindowUpload(one, 'wpl'),
    }
    for (const [door, leave] of Object.entries(doors)) {
      const told = await leave()
      expect([door, told.held]).toEqual([door, first.held])
      expect([door, saidOf(told.releases)]).toEqual([door, saidOf(first.releases)])
    }
    // What nobody flies leaves by every door, whatever is wrong: an approval needs the route first.
    for (const door of [byFile, byWindow, byFileInWorkspace])
      for (const format of ['geojson', 'sheet', 'mission'] as const)
        expect((await door(one, format)).held).toBeNull()
  })

  it('is held for every format that flies, and for no other', () => {
    const { mission } = laidOut(CASES['one without an approval']!)
    for (const format of EXPORT_FORMATS) {
      const done = exportFile(fileOf(mission, []), format, null, NOW_MS)
      const isUnsafe = !done.ok && done.code === 'unsafe'
      expect([format, isUnsafe]).toEqual([format, isFlyable(format)])
    }
  })

  it('keeps the sites that its file brings where the workspace does not know them', async () => {
    nowMs = NOW_MS
    // A tank in the way, on a site that this workspace has never heard of.
    const site = aSite({
      id: anId(77),
      enterpriseId: anId(78),
      assets: [anAsset({ heightM: 58, footing: { kind: 'area', ring: box(90, 30, 110, 70) } })],
    })
    const mission = aMission({ id: anId(900), siteIds: [site.id] })
    const file: MissionFile = { format: 'sortie-mission', version: 1, mission, sites: [site], releases: [] }
    const alone = exportFile(file, 'wpl', null, nowMs)
    expect(!alone.ok && alone.params['rules']).toContain('height.clearance')
    const here = await host.call('mission.exportFile', { file, format: 'wpl', release: null })
    expect(here).toMatchObject({ ok: false, code: 'unsafe' })
    expect(!here.ok && here.params).toEqual(!alone.ok && alone.params)
  })

  it('is judged with what the workspace has of its site since', async () => {
    nowMs = NOW_MS
    const known = await value<{ doc: typeof SITE; version: string }[]>('site.list', { enterpriseId: null })
    const { version } = known.find(({ doc }) => doc.id === SITE.id)!
    const grown = {
      ...SITE,
      assets: [anAsset({ heightM: 58, footing: { kind: 'area', ring: box(90, 30, 110, 70) } })],
    }
    const put = await value<{ version: string }>('site.put', { base: version, doc: grown })
    try {
      const { mission } = laidOut(CASES['a safe one']!)
      const here = await host.call('mission.exportFile', {
        file: fileOf(mission, []),
        format: 'wpl',
        release: null,
      })
      expect(here).toMatchObject({
        ok: false,
        code: 'unsafe',
        params: { rules: expect.stringContaining('height.clearance') },
      })
    } finally {
      await value('site.put', { base: put.version, doc: SITE })
    }
  })

  it('is not written over in the workspace by its file', async () => {
    nowMs = NOW_MS
    const { mission } = laidOut(CASES['a safe one']!)
    await value('mission.put', { base: null, doc: { ...mission, remarks: 'edited here' } })
    await value('mission.exportFile', { file: fileOf(mission, []), format: 'wpl', release: null })
    expect(await value('mission.get', { id: mission.id })).toMatchObject({
      revision: 1,
      doc: { remarks: 'edited here' },
    })
    expect(await value('mission.frozen', { id: mission.id })).toMatchObject([
      { doc: { revision: missionRevision(mission), mission: { remarks: '' } } },
    ])
  })

  it('is judged with the layers of the workspace by every door of it, papers too', async () => {
    nowMs = NOW_MS
    const near = place(-20, -20)
    const road: Layer['source'] = {
      kind: 'vector',
      features: [
        {
          kind: 'road',
          label: '',
          geometry: {
            type: 'LineString',
            coordinates: [
              [near.lon, near.lat],
              [near.lon, near.lat + 0.0002],
            ],
          },
        },
      ],
    }
    const name = { zh: '路', en: 'road' }
    const doc: Layer = { id: anId(50), name, order: 0, visible: true, opacity: 1, source: road }
    const added = await value<{ version: string }>('layer.put', { base: null, doc })
    const { mission } = laidOut(CASES['a safe one']!)
    const rule = paperWords('zh').ruleName('ground.risk')
    const textOf = async (downloadId: string) => fs.readFileSync(host.download(downloadId)!.path, 'utf8')
    const base = await inWorkspace(mission, [])
    const evaluated = await value<{ verdict: { items: { rule: string }[] } }>('mission.evaluate', {
      id: mission.id,
    })
    expect(evaluated.verdict.items.map((item) => item.rule)).toContain('ground.risk')
    const window = await value<{ downloadId: string }>('mission.export', {
      id: mission.id,
      base,
      format: 'sheet',
      release: null,
    })
    expect(await textOf(window.downloadId)).toContain(rule)
    const wish = { file: fileOf(mission, []), format: 'sheet', release: null }
    const file = await value<{ downloadId: string }>('mission.exportFile', wish)
    expect(await textOf(file.downloadId)).toContain(rule)
    // Beside a file there are no layers, and nothing is said of what nobody knows.
    const alone = exportFile(fileOf(mission, []), 'sheet', null, nowMs)
    expect(alone.ok && new TextDecoder().decode(alone.value.bytes)).not.toContain(rule)
    await value('layer.remove', { id: doc.id, base: added.version })
  })
})

describe('past the gate', () => {
  const root = path.resolve(import.meta.dirname, '../../..')
  const sources = ['src', 'renderer', 'electron'].flatMap((room) =>
    fs
      .readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => ({
        name: path.posix.join(room, name.split(path.sep).join('/')),
        text: fs.readFileSync(path.join(root, room, name), 'utf8'),
      })),
  )
  const namedIn = (name: RegExp) =>
    sources
      .filter(({ text }) => name.test(text))
      .map((file) => file.name)
      .sort()

  it('nothing is called cleared but by the gate', () => {
    expect(namedIn(/\bas (unknown as )?Cleared\b/)).toEqual(['src/core/safety/releaseGate.ts'])
  })

  it('no file is written by any door but of what was cleared', () => {
    // Besides: a file that came back is held against one written anew, and what a format loses is told, with no byte of it.
    expect(namedIn(/\bwriteFormat\(/).filter((name) => !name.endsWith('/SingleFile.tsx'))).toEqual([
      'src/core/formats/targets.ts',
      'src/core/formats/writeCleared.ts',
      'src/core/formats/writeFormat.ts',
      'src/services/mission/compareExport.ts',
    ])
    expect(namedIn(/\bwriteCleared\(/)).toEqual([
      'src/core/formats/writeCleared.ts',
      'src/services/mission/missionWork.ts',
    ])
    expect(namedIn(/\bmissionToWire\(/)).toEqual(['src/link/wire.ts', 'src/services/link/link.ts'])
  })

  it('what was cleared as a paper is written to no format that flies', () => {
    const passed = cleared(judgedOf(fileOf(aMission(), []), NOW_MS), { known: [], request: null }, false)
    if (!passed.ok) throw new Error(passed.code)
    for (const format of EXPORT_FORMATS)
      if (isFlyable(format)) expect(() => writeCleared(format, passed.value, 'zh')).toThrow(/paper/)
    expect(writeCleared('sheet', passed.value, 'zh').problem).toBeNull()
    // The drawing that an Autel controller takes flies too.
    const autel = cleared(
      judgedOf(fileOf(aMission({ vehicle: aVehicle({ firmware: 'autel' }) }), []), NOW_MS),
      { known: [], request: null },
      false,
    )
    if (!autel.ok) throw new Error(autel.code)
    expect(() => writeCleared('kml', autel.value, 'zh')).toThrow(/paper/)
  })
})
