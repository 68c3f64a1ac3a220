import fs from 'node:fs'
import path from 'node:path'
import { serialize } from 'node:v8'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Answer,
  type CallOutput,
  checkedAnswer,
  checkedCall,
  type ContractEvent,
} from '../../../src/contract/index.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { type Adding, addDocument } from '../../../src/services/host/addDocument.ts'
import { type ScratchServices, scratchServices } from '../../builders/services.ts'
import { openThreads, startThread } from '../../../src/services/reading/threads/threads.ts'
import { readHead } from '../../../src/store/journal/entries.ts'
import { prepared } from '../../../src/store/schemas.ts'
import { openWorkspace, transact, type Workspace } from '../../../src/store/workspace.ts'
import { anId } from '../../builders/enterprise.ts'
import { aLongKml, aLongWpl } from '../../builders/heavyFiles.ts'
import { aMission } from '../../builders/mission.ts'

const plan = () => aMission({ siteIds: [] })
let host: ScratchServices
const events: ContractEvent[] = []
beforeAll(() => {
  host = scratchServices({ pollMs: 0 })
  host.on((event) => void events.push(event))
})
afterAll(() => host.close())

async function ok<T>(answer: Promise<Answer>): Promise<T> {
  const given = await answer
  if (!given.ok) throw new Error(`${given.code} ${JSON.stringify(given.params)}`)
  return given.value as T
}
const importLayer = (count: number, name: string) =>
  ok<CallOutput<'layer.import'>>(
    host.call('layer.import', {
      file: host.given(`${name}.kml`, aLongKml(count)),
      beside: [],
      name: { zh: name, en: name },
      datum: 'wgs84',
    }),
  )

describe('a large document', () => {
  it('is stored, told, listed and proved like any other, and its answer is the document', async () => {
    events.length = 0
    const layer = await importLayer(6000, 'large')
    const mission = await ok<CallOutput<'mission.import'>>(
      host.call('mission.import', {
        file: host.given('large.waypoints', aLongWpl(6000)),
        siteIds: [],
        datum: 'wgs84',
      }),
    )
    expect(layer.doc.source.kind === 'vector' && layer.doc.source.features.length).toBe(6000)
    expect([layer.revision, mission.revision, mission.arrival - layer.arrival]).toEqual([1, 1, 1])
    expect(events.filter(({ type }) => type === 'changed')).toEqual([
      { type: 'changed', arrival: layer.arrival, changes: [{ aggregate: 'layer', id: layer.doc.id }] },
      { type: 'changed', arrival: mission.arrival, changes: [{ aggregate: 'mission', id: mission.doc.id }] },
    ])
    expect(await ok(host.call('layer.list', {}))).toEqual([
      { revision: 1, version: layer.version, doc: layer.doc },
    ])
    expect(await ok(host.call('mission.get', { id: mission.doc.id }))).toEqual({
      revision: 1,
      version: mission.version,
      doc: mission.doc,
    })
    const history = await ok<{ action: string; actor: { role: string } }[]>(
      host.call('journal.list', { aggregate: null, id: null, beforeArrival: null, limit: 2 }),
    )
    expect(history).toMatchObject([
      { action: 'mission.import', actor: { role: 'operator' } },
      { action: 'layer.import', actor: { role: 'operator' } },
    ])
    expect(await ok(host.call('workspace.verify', {}))).toMatchObject({ ok: true, records: { checked: 2 } })
  })

  it('comes after those before it, however many are brought in at once', async () => {
    const before = (await ok<unknown[]>(host.call('layer.list', {}))).length
    const layers = await Promise.all(['p', 'q', 'r', 's'].map((name) => importLayer(3, name)))
    const orders = layers.map(({ doc }) => doc.order).sort((a, b) => a - b)
    expect(orders).toEqual([1, 2, 3, 4].map((n) => before + n))
  })

  it('never comes between threads as one large message', async () => {
    const sizes: number[] = []
    const threads = openThreads({
      most: 1,
      thread() {
        const worker = startThread()
        worker.on('message', (message) => void sizes.push(serialize(message).length))
        return worker
      },
    })
    const main = { path: path.join(host.dir, 'many.kml'), name: 'many.kml' }
    fs.writeFileSync(main.path, aLongKml(20_000))
    const files = { main, beside: [] }
    const areas = await threads.run('areas', { name: main.name, files, isSwapped: false })
    await threads.close()
    expect(areas.features).toHaveLength(20_000)
    expect([areas.features[0]?.label, areas.features.at(-1)?.label]).toEqual(['0', '19999'])
    expect(Math.max(...sizes)).toBeLessThan(300_000)
  })
})

describe('a document that is added by a thread', () => {
  const inWorkspace = (name: string): { workspace: Workspace; adding: Adding } => {
    const opened = openWorkspace(path.join(host.dir, name), { create: true })
    if (!opened.ok) throw new Error(opened.code)
    const workspace = opened.value
    const adding: Adding = {
      name: 'a.waypoints',
      dir: workspace.dir,
      keys: workspace.keys.place(),
      actor: { name: 'test', role: 'operator' },
      atMs: 1_700_000_000_000,
      call: 'mission.import',
      table: 'mission',
      text: JSON.stringify(plan()),
      over: {},
      notes: [],
    }
    return { workspace, adding }
  }

  it('is not committed where it does not fit, and is named with its place', () => {
    const { workspace, adding } = inWorkspace('unfit')
    expect(() => addDocument({ ...adding, over: { takeoffHeightM: 1e9 } })).toThrow(
      expect.objectContaining({
        code: 'does_not_fit',
        params: expect.objectContaining({ path: 'takeoffHeightM', problem: 'fit_most' }),
      }),
    )
    expect(() => addDocument({ ...adding, notes: [{ severity: 'bad' }] as never })).toThrow()
    expect(readHead(workspace.db).arrival).toBe(0)
    expect(addDocument(adding)).toMatchObject({ revision: 1, arrival: 1 })
    expect(readHead(workspace.db).arrival).toBe(1)
    workspace.close()
  })

  it('is committed only once, and on a whole journal', () => {
    const { workspace, adding } = inWorkspace('twice')
    addDocument(adding)
    expect(() => addDocument(adding)).toThrow(expect.objectContaining({ code: 'conflict' }))
    const db = new Database(path.join(workspace.dir, 'sortie.db'))
    db.exec('DROP TRIGGER entry_is_append_only_delete; DELETE FROM entry')
    db.close()
    const other = { ...adding, over: { id: anId(77) } }
    expect(() => addDocument(other)).toThrow(expect.objectContaining({ code: 'journal_cut' }))
    expect(readHead(workspace.db).arrival).toBe(0)
    workspace.close()
  })

  it('cannot be changed between being held against its schema and being put', () => {
    const { workspace } = inWorkspace('frozen')
    const ready = prepared('mission', plan().id, plan())
    if (!ready.ok) throw new Error('fits')
    const doc = ready.doc as Mission
    expect(() => Object.assign(doc.home, { lat: 1e9 })).toThrow(TypeError)
    const put = (one: Mission) =>
      transact(workspace, { actor: { name: 't', role: 'operator' }, atMs: 1, action: 'test' }, (tx) =>
        tx.put('mission', null, one),
      )
    expect(put({ ...doc, takeoffHeightM: 1e9 })).toMatchObject({ ok: false, code: 'does_not_fit' })
    expect(put(doc)).toMatchObject({ ok: true })
    workspace.close()
  })
})

describe('a door', () => {
  const through = (answer: Answer) => checkedCall({ call: async () => answer }, null, 'site.readAreas', INPUT)
  const INPUT = { file: 'x', beside: [] }

  it('gives on as it is what the services held against the contract for this call, and nothing else', async () => {
    const value = { features: [], notes: [] }
    const given = checkedAnswer('site.readAreas', value)
    expect(await through(given)).toBe(given)
    expect(await through({ ok: true, value: { ...value, secret: 1 } })).toEqual({ ok: true, value })
    const bad = { ok: false, code: 'internal', params: { call: 'site.readAreas' } }
    expect(await through(checkedAnswer('layer.list', []))).toEqual(bad)
    expect(await through({ ok: true, value: [] })).toEqual(bad)
  })
})
