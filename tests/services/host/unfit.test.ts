import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type {
  Answer,
  CallOutput,
  ContractEvent,
  InSession,
  WorkspaceStatus,
} from '../../../src/contract/index.ts'
import type { Finding } from '../../../src/core/finding/finding.ts'
import { versionHash } from '../../../src/core/journal/version.ts'
import { hashText, sha256 } from '../../../src/store/hash.ts'
import { openServices } from '../../builders/services.ts'
import { canonicalJson } from '../../../src/core/units/canonical.ts'
import { wordsOf } from '../../../src/words/words.ts'
import { aFlight, anEnterprise, anId } from '../../builders/enterprise.ts'
import { aMission, NOW_MS } from '../../builders/mission.ts'
import { aTlog } from '../../builders/logs.ts'
import { aPhotoJpeg } from '../../builders/photoJpeg.ts'
import { aSite } from '../../builders/site.ts'
import { versionAt } from '../../builders/version.ts'
import { mockVehicle } from '../../link/mockVehicle.ts'

let home: string
let host: InSession
let nowMs: number

beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-unfit-'))
  nowMs = NOW_MS
  host = openServices({ home, nowMs: () => nowMs, actor: { name: '顾砚之', role: 'supervisor' } })
})
afterEach(async () => {
  await host.close()
  fs.rmSync(home, { recursive: true, force: true })
})

/** A mission over no site that would have to be there. */
const aLoose = () => aMission({ siteIds: [] })

const value = async <T>(name: string, input: unknown): Promise<T> => {
  const answer = await host.call(name, input)
  if (!answer.ok) throw new Error(`${name}: ${answer.code} ${JSON.stringify(answer.params)}`)
  return answer.value as T
}
const given = (name: string, content: string | Buffer): string => {
  const file = path.join(home, name)
  fs.writeFileSync(file, content)
  return host.registerFile(file).ref
}
const raw = <T>(work: (db: Database.Database) => T): T => {
  const db = new Database(path.join(home, 'main', 'sortie.db'))
  try {
    return work(db)
  } finally {
    db.close()
  }
}
const entries = (): number =>
  raw((db) => (db.prepare('SELECT count(*) AS n FROM entry').get() as { n: number }).n)

/** Every list and what else shows many records: none may be dead, whatever was put before. */
async function allAlive(): Promise<void> {
  for (const [name, input] of [
    ['enterprise.list', {}],
    ['site.list', { enterpriseId: null }],
    ['mission.list', { siteId: null }],
    ['flight.list', { siteId: null }],
    ['footage.list', { flightId: null }],
    ['layer.list', {}],
    ['journal.list', { aggregate: null, id: null, beforeArrival: null, limit: 500 }],
    ['finding.list', { enterpriseId: null, states: [], level: null, overdueOnly: false, text: '' }],
    ['finding.nearby', { at: { lat: 41.77, lon: 109.97 }, radiusM: 5000 }],
    ['footage.sawPoint', { at: { lat: 41.77, lon: 109.97 }, heightsM: [0] }],
    ['workspace.status', {}],
  ] as const)
    expect({ name, answer: await host.call(name, input) }).toMatchObject({ name, answer: { ok: true } })
}

/** A refusal that says something in both languages, without braces or codes. */
function expectWords(answer: Answer): void {
  expect(answer.ok).toBe(false)
  if (answer.ok) return
  expect(answer.code).not.toBe('internal')
  for (const language of ['en', 'zh'] as const) {
    const words = wordsOf(language, 'error', answer.code, answer.params)
    expect(words).toBeTruthy()
    expect(words).not.toMatch(/[{}]|\bfit_|undefined/)
  }
}

const WPL_HOME = '0\t1\t0\t16\t0\t0\t0\t0\t41.77\t109.97\t1600\t1'
const wpl = (...lines: string[]): string => `QGC WPL 110\n${[WPL_HOME, ...lines].join('\n')}\n`
const wplItem = (seq: number, frame: number, command: number, lat = 41.771, lon = 109.971, alt = 30) =>
  `${seq}\t0\t${frame}\t${command}\t0\t0\t0\t0\t${lat}\t${lon}\t${alt}\t1`

describe('a document that its schema does not allow', () => {
  /** Refused in words or brought within the schema, with nothing dead afterwards. */
  async function imported(name: string, content: string | Buffer, input: object = {}): Promise<Answer> {
    const before = entries()
    const answer = await host.call('mission.import', {
      file: given(name, content),
      siteIds: [],
      datum: 'wgs84',
      ...input,
    })
    if (!answer.ok) {
      expectWords(answer)
      expect(entries()).toBe(before)
    }
    await allAlive()
    expect(await value('workspace.verify', {})).toMatchObject({ ok: true })
    return answer
  }

  it.each([
    ['command 70000', wplItem(1, 3, 70_000)],
    ['command -1', wplItem(1, 3, -1)],
    ['frame 300', wplItem(1, 300, 16)],
    ['a height of 1e300', wplItem(1, 3, 16, 41.771, 109.971, 1e300)],
  ])('is none of a list of waypoints with %s', async (_what, line) => {
    await imported('a.waypoints', wpl(wplItem(1, 3, 16), line.replace(/^1/, '2'), wplItem(3, 3, 16)))
  })

  it('is none of 101 rally points or 501 zones, and the limit is said', async () => {
    const rally = Array.from({ length: 101 }, (_, i) => wplItem(i + 1, 3, 5100, 41.77 + i * 1e-5))
    expect(await imported('rally.waypoints', wpl(...rally))).toMatchObject({
      ok: false,
      code: 'does_not_fit',
      params: { path: 'rallyPoints', limit: 100, found: '101' },
    })
    const circles = Array.from({ length: 501 }, (_, i) => ({
      circle: { center: [41.77 + i * 1e-4, 109.97], radius: 5 },
      inclusion: false,
      version: 1,
    }))
    const plan = {
      fileType: 'Plan',
      version: 1,
      groundStation: 'x',
      mission: { version: 2, items: [], plannedHomePosition: [41.77, 109.97, 1600] },
      geoFence: { version: 2, circles, polygons: [] },
      rallyPoints: { version: 2, points: [] },
    }
    expect(await imported('zones.plan', JSON.stringify(plan))).toMatchObject({
      ok: false,
      params: { path: 'fence', limit: 500, found: '501' },
    })
  })

  it('is none of a ring of more than 20,000 corners', async () => {
    const polygon = Array.from({ length: 20_001 }, (_, i) => [
      41.77 + 0.01 * Math.sin((i / 20_001) * 2 * Math.PI),
      109.97 + 0.01 * Math.cos((i / 20_001) * 2 * Math.PI),
    ])
    const plan = {
      fileType: 'Plan',
      version: 1,
      groundStation: 'x',
      mission: { version: 2, items: [], plannedHomePosition: [41.77, 109.97, 1600] },
      geoFence: { version: 2, circles: [], polygons: [{ polygon, inclusion: true, version: 1 }] },
      rallyPoints: { version: 2, points: [] },
    }
    await imported('ring.plan', JSON.stringify(plan))
  })

  it('is none of a file that is read with its latitudes where longitudes belong, and has not', async () => {
    await imported('home.waypoints', wpl(wplItem(1, 3, 16)), { isSwapped: true })
    await imported('rally.waypoints', wpl(wplItem(1, 3, 5100)), { isSwapped: true })
    const geojson = JSON.stringify({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: {},
          geometry: {
            type: 'Polygon',
            coordinates: [
              [
                [109.97, 41.77],
                [109.98, 41.77],
                [109.98, 41.78],
                [109.97, 41.77],
              ],
            ],
          },
        },
      ],
    })
    await imported('a.geojson', geojson, { isSwapped: true })
    const layer = await host.call('layer.import', {
      file: given('b.geojson', geojson),
      beside: [],
      name: { zh: '层', en: '' },
      datum: 'wgs84',
      isSwapped: true,
    })
    if (!layer.ok) expectWords(layer)
    await allAlive()
  })

  it('is no layer of tiles whose zoom no map has', async () => {
    for (const zooms of [[30], [-3], [1.5], [-3, 5, 30]]) {
      const file = path.join(home, `${zooms.join('_')}.mbtiles`)
      const db = new Database(file)
      db.exec(
        'CREATE TABLE metadata (name, value); CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data)',
      )
      for (const zoom of zooms)
        db.prepare('INSERT INTO tiles VALUES (?, 0, 0, ?)').run(zoom, Buffer.from('x'))
      db.close()
      const answer = await host.call('layer.import', {
        file: host.registerFile(file).ref,
        beside: [],
        name: { zh: '瓦片', en: '' },
        datum: 'wgs84',
      })
      if (zooms.includes(5))
        expect(answer).toMatchObject({ ok: true, value: { doc: { source: { minZoom: 5, maxZoom: 5 } } } })
      else expectWords(answer)
      await allAlive()
    }
  })

  it('is no flight of a log whose times are no whole milliseconds', async () => {
    const fixes = Array.from({ length: 40 }, (_, i) => ({
      atMs: NOW_MS + i * 1000.3337,
      lat: 41.77 + i * 1e-5,
      lon: 109.97,
      heightM: 30,
    }))
    const file = given('a.tlog', Buffer.from(aTlog(fixes)))
    const matched = await value<CallOutput<'footage.match'>>('footage.match', { files: [file] })
    const [proposal] = matched.proposals
    if (!proposal) throw new Error('no flight')
    await value('flight.put', { base: null, doc: proposal.flight })
    const done = await value<CallOutput<'footage.ingest'>>('footage.ingest', {
      files: [file],
      flightId: proposal.flight.id,
    })
    expect(done.footage).toHaveLength(1)
    const [flight] = (await value<CallOutput<'flight.list'>>('flight.list', { siteId: null })).rows
    const { doc } = await value<CallOutput<'flight.get'>>('flight.get', { id: flight?.id })
    expect(doc.track).toHaveLength(40)
    expect(doc.track.every(({ atMs }) => Number.isInteger(atMs))).toBe(true)
    await allAlive()
  })

  it('is no photo with a date of more than a hundred characters', async () => {
    const long = `2026:06:01 10:00:00${' x'.repeat(100)}`
    const photo = aPhotoJpeg({ original: long, digitized: long, changed: long })
    const done = await value<CallOutput<'footage.ingest'>>('footage.ingest', {
      files: [given('long.JPG', Buffer.from(photo))],
      flightId: null,
    })
    expect(done.footage).toHaveLength(1)
    await allAlive()
  })

  it('is no mission of a vehicle whose lists hold what no document does', async () => {
    const vehicle = await mockVehicle({ firmware: 'ardupilot' })
    const item = (seq: number, command: number, over: object = {}) => ({
      seq,
      frame: 3,
      command,
      current: 0,
      autocontinue: 1,
      param1: 0,
      param2: 0,
      param3: 0,
      param4: 0,
      x: 417_710_000,
      y: 1_099_710_000,
      z: 30,
      ...over,
    })
    vehicle.lists[0] = [item(0, 16, { frame: 0, z: 1600 }), item(1, 22), item(2, 16), item(3, 16)]
    vehicle.lists[1] = [item(0, 5004, { param1: 50 })]
    vehicle.lists[2] = [item(0, 5100)]
    try {
      await value('link.open', { link: vehicle.link, system: null, key: null })
      for (const [type, at, odd] of [
        [0, 2, { x: 2e9 }],
        [2, 0, { z: 1e30 }],
      ] as const) {
        const list = vehicle.lists[type] as Record<string, number>[]
        const before = list[at] as Record<string, number>
        list[at] = { ...before, ...odd }
        const had = entries()
        const answer = await host.call('link.download', { siteIds: [] })
        if (!answer.ok) {
          expectWords(answer)
          expect(entries()).toBe(had)
        }
        list[at] = before
        await allAlive()
      }
      expect(await value('link.status', {})).toMatchObject({ vehicle: { system: 1 } })
    } finally {
      await host.call('link.close', {})
      vehicle.close()
    }
  })

  it('is no export more than a revision keeps', async () => {
    await value('enterprise.put', { base: null, doc: anEnterprise() })
    await value('mission.put', { base: null, doc: aLoose() })
    const base = await versionAt(host, 'mission', aLoose().id)
    await value('mission.export', { id: aLoose().id, base, format: 'geojson', release: null })
    raw((db) => {
      const { id, doc } = db.prepare('SELECT id, doc FROM frozen').get() as { id: string; doc: string }
      const frozen = JSON.parse(doc) as { exports: object[] }
      frozen.exports = Array.from({ length: 1000 }, () => frozen.exports[0] as object)
      db.prepare('UPDATE frozen SET doc = ? WHERE id = ?').run(canonicalJson(frozen), id)
    })
    const refused = await host.call('mission.export', {
      id: aLoose().id,
      base,
      format: 'geojson',
      release: null,
    })
    expect(refused).toMatchObject({
      ok: false,
      code: 'does_not_fit',
      params: { path: 'exports', limit: 1000 },
    })
    expectWords(refused)
    await allAlive()
  })

  it('is no 101st deadline', async () => {
    await value('enterprise.put', { base: null, doc: anEnterprise() })
    await value('site.put', { base: null, doc: aSite({ id: anId(2), enterpriseId: anId(1) }) })
    const sighting = {
      flightId: null,
      footageId: null,
      momentS: null,
      region: null,
      at: { lat: 41.77, lon: 109.97 },
      seenAtMs: NOW_MS,
      seenFrom: 'air',
      outcome: 'first',
      level: 'general',
      words: '',
    }
    const finding = {
      title: '围墙破损',
      category: '',
      level: 'general',
      risk: null,
      owner: '',
      assetId: null,
      enterpriseId: anId(1),
      recursOfId: null,
    }
    const opened = await value<{ doc: Finding; version: string }>('finding.open', { sighting, finding })
    const { id } = opened.doc
    let base = opened.version
    const copied = { id, how: 'copied', agencyId: 'fire', receipt: '', awaitedAtMs: null, words: '' }
    for (let n = 0; n < 100; n++)
      base = (await value<{ version: string }>('finding.transfer', { ...copied, base })).version
    const before = entries()
    const refused = await host.call('finding.transfer', { ...copied, base })
    expect(refused).toMatchObject({
      ok: false,
      code: 'does_not_fit',
      params: { aggregate: 'finding', name: '围墙破损', path: 'transfers', limit: 100, found: '101' },
    })
    expectWords(refused)
    expect(entries()).toBe(before)
    await allAlive()
  })

  it('is none that a clock before 1970 would make', async () => {
    nowMs = -86_400_000
    for (const [name, input] of [
      ['enterprise.put', { base: null, doc: anEnterprise() }],
      ['flight.put', { base: null, doc: aFlight() }],
      ['footage.ingest', { files: [given('a.txt', 'text')], flightId: null }],
    ] as const) {
      const answer = await host.call(name, input)
      expect(answer).toMatchObject({ ok: false, code: 'clock_wrong' })
      expectWords(answer)
    }
    expect(entries()).toBe(0)
    await allAlive()
  })

  it('is told of where the clock was set back behind the newest entry, until it is right again; nothing is refused for it', async () => {
    const behind = async () =>
      (await value<{ clockBehindMs: number | null }>('workspace.status', {})).clockBehindMs
    const madeAtMs = nowMs
    expect(await behind()).toBeNull()
    await value('enterprise.put', { base: null, doc: anEnterprise() })
    // Clocks of two computers are never quite alike.
    nowMs = madeAtMs - 5 * 60_000
    expect(await behind()).toBeNull()
    nowMs -= 1
    expect(await behind()).toBe(madeAtMs)
    await value('flight.put', { base: null, doc: aFlight() })
    expect(await behind()).toBe(madeAtMs)
    expect(entries()).toBe(2)
    nowMs = madeAtMs
    expect(await behind()).toBeNull()
  })

  it('does not come back by an undo: what an older program wrote is refused in words', async () => {
    const { version: base } = await value<{ version: string }>('mission.put', { base: null, doc: aLoose() })
    const { entry } = await value<{ entry: string }>('mission.put', {
      base,
      doc: { ...aLoose(), remarks: 'two' },
    })
    // The first version as a program without the check would have left it in the journal.
    raw((db) => {
      db.exec('DROP TRIGGER document_is_append_only_update')
      const bad = { ...aLoose(), takeoffHeightM: 9e9 }
      db.prepare(
        'UPDATE document SET text = ? WHERE hash = (SELECT v.doc FROM change c JOIN version v ON v.hash = c.version WHERE c.arrival = 1)',
      ).run(canonicalJson(bad))
    })
    const refused = await host.call('journal.undo', { entry })
    expect(refused).toMatchObject({ ok: false, code: 'does_not_fit', params: { path: 'takeoffHeightM' } })
    expectWords(refused)
    await allAlive()
  })
})

describe('what is stored', () => {
  it('is what the schema gave: the row, the journal and the answer say the same', async () => {
    const put = await value<{ doc: object }>('enterprise.put', {
      base: null,
      doc: { ...anEnterprise(), planted: 'x' },
    })
    expect(put.doc).toEqual(anEnterprise())
    expect(raw((db) => (db.prepare('SELECT doc FROM enterprise').get() as { doc: string }).doc)).toBe(
      canonicalJson(anEnterprise()),
    )
    expect(await value('workspace.verify', {})).toMatchObject({ ok: true })
  })
})

describe('a stored record that does not fit its schema', () => {
  const spoil = (table: string, id: string, path: string, to: unknown) =>
    raw((db) =>
      db
        .prepare(`UPDATE ${table} SET doc = json_set(doc, ?, json(?)) WHERE id = ?`)
        .run(path, JSON.stringify(to), id),
    )

  it('is left out of every list and named, the rest is shown; it can be removed, and verification names it', async () => {
    const told: ContractEvent[] = []
    host.on((event) => told.push(event))
    await value('enterprise.put', { base: null, doc: anEnterprise() })
    await value('site.put', { base: null, doc: aSite({ id: anId(2), enterpriseId: anId(1) }) })
    const [one, two] = [aLoose(), { ...aLoose(), id: anId(302) }]
    await value('mission.put', { base: null, doc: one })
    const { version } = await value<{ version: string }>('mission.put', { base: null, doc: two })
    const flown = await value<{ version: string }>('flight.put', { base: null, doc: aFlight() })
    spoil('mission', two.id, '$.takeoffHeightM', 'high')
    spoil('flight', aFlight().id, '$.landedAtMs', 1.5)
    await allAlive()
    expect(await value('mission.list', { siteId: null })).toMatchObject({ rows: [{ id: one.id }] })
    expect(await value('flight.list', { siteId: null })).toMatchObject({ rows: [], next: null })
    const single = await host.call('mission.get', { id: two.id })
    expect(single).toMatchObject({
      ok: false,
      code: 'record_unreadable',
      params: { aggregate: 'mission', id: two.id, name: two.name.zh, path: 'takeoffHeightM' },
    })
    expectWords(single)
    const status = await value<WorkspaceStatus>('workspace.status', {})
    expect(status.unreadable).toMatchObject([
      { aggregate: 'mission', id: two.id, path: 'takeoffHeightM' },
      { aggregate: 'flight', id: aFlight().id, path: 'landedAtMs' },
    ])
    expect(told.filter(({ type }) => type === 'workspace').length).toBeGreaterThan(0)
    expect(await value('workspace.verify', {})).toMatchObject({
      ok: false,
      records: { differing: [{ id: two.id, problem: 'changed:takeoffHeightM' }, { id: aFlight().id }] },
    })
    await value('mission.remove', { id: two.id, base: version })
    await value('flight.put', { base: flown.version, doc: aFlight() })
    await allAlive()
    expect((await value<WorkspaceStatus>('workspace.status', {})).unreadable).toEqual([])
    expect(await value('workspace.verify', {})).toMatchObject({ ok: true })
  })

  it('is found by verification where row and journal agree on it', async () => {
    await value('mission.put', { base: null, doc: aLoose() })
    const bad = { ...aLoose(), takeoffHeightM: 9e9 }
    // As a program without the check wrote it: one entry, whole in its chain.
    raw((db) => {
      for (const table of ['entry', 'document', 'version', 'change'])
        db.exec(`DROP TRIGGER ${table}_is_append_only_update`)
      const text = canonicalJson(bad)
      const doc = hashText(text)
      const { body } = db.prepare('SELECT body FROM entry').get() as { body: string }
      const entry = JSON.parse(body) as { changes: Parameters<typeof versionHash>[0][] }
      const changes = entry.changes.map((change) => ({ ...change, doc }))
      const version = versionHash({ aggregate: 'mission', id: bad.id, bases: [], doc }, sha256)
      const forged = canonicalJson({ ...entry, changes })
      db.prepare('UPDATE document SET text = ?, hash = ?').run(text, doc)
      db.prepare('UPDATE version SET hash = ?, doc = ?').run(version, doc)
      db.prepare('UPDATE change SET version = ?').run(version)
      db.prepare('UPDATE head SET version = ?').run(version)
      db.prepare('UPDATE entry SET body = ?, hash = ?').run(forged, hashText(forged))
      db.prepare('UPDATE mission SET doc = ?, version = ?').run(text, version)
    })
    const report = await value<{ ok: boolean; records: { differing: object[] } }>('workspace.verify', {})
    expect(report.ok).toBe(false)
    expect(report.records.differing).toContainEqual({
      aggregate: 'mission',
      id: bad.id,
      problem: 'unreadable:takeoffHeightM',
    })
  })

  it('keeps no verdict from being honest: a mission whose site cannot be read is not judged without it', async () => {
    await value('enterprise.put', { base: null, doc: anEnterprise() })
    await value('site.put', { base: null, doc: aSite({ id: anId(2), enterpriseId: anId(1) }) })
    await value('mission.put', { base: null, doc: { ...aMission(), siteIds: [anId(2)] } })
    spoil('site', anId(2), '$.boundary', [])
    expect(await host.call('mission.evaluate', { id: aMission().id })).toMatchObject({
      ok: false,
      code: 'record_unreadable',
      params: { aggregate: 'site' },
    })
  })

  it('does not end the journal: an entry that cannot be read is left out and named', async () => {
    const { version: base } = await value<{ version: string }>('enterprise.put', {
      base: null,
      doc: anEnterprise(),
    })
    await value('enterprise.put', { base, doc: anEnterprise({ remarks: 'x' }) })
    raw((db) => {
      db.exec('DROP TRIGGER entry_is_append_only_update; UPDATE entry SET at_ms = -5 WHERE seq = 1')
    })
    const list = await value<object[]>('journal.list', {
      aggregate: null,
      id: null,
      beforeArrival: null,
      limit: 50,
    })
    expect(list).toMatchObject([{ arrival: 2 }])
    expect((await value<WorkspaceStatus>('workspace.status', {})).unreadable).toMatchObject([
      { aggregate: 'journal', id: '1', path: 'atMs' },
    ])
  })
})

it('a layer of a map that is not here is refused: nothing would show it, and verification would miss it', async () => {
  const doc = {
    id: anId(950),
    name: { zh: '图', en: '' },
    order: 0,
    visible: true,
    opacity: 1,
    source: {
      kind: 'tiles',
      sha256: '7'.repeat(64),
      minZoom: 1,
      maxZoom: 2,
      south: 41,
      west: 109,
      north: 42,
      east: 110,
      attribution: '',
    },
  }
  const before = entries()
  expect(await host.call('layer.put', { base: null, doc })).toMatchObject({
    ok: false,
    code: 'missing_reference',
  })
  expect(entries()).toBe(before)
  expect(await value('workspace.verify', {})).toMatchObject({ ok: true })
})
