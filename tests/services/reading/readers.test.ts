import fs from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../../src/contract/index.ts'
import { type ScratchServices, scratchServices } from '../../builders/services.ts'
import type { JobName, Threads } from '../../../src/services/host/jobTable.ts'
import { jobs } from '../../../src/services/reading/threads/jobs.ts'
import { LIMITS } from '../../../src/services/reading/threads/limits.ts'
import {
  openThreads,
  startThread,
  type ThreadsOptions,
} from '../../../src/services/reading/threads/threads.ts'
import { aLongGeoJson, aLongKml, aLongWpl } from '../../builders/heavyFiles.ts'
import { ORIGIN } from '../../builders/site.ts'
import { COMPUTED_METADATA, COMPUTED_TILES, TILE_SCHEMAS, writeTiles } from '../../builders/tiles.ts'

let dir = ''
let host: ScratchServices
const opened: Threads[] = []
const open = (options: ThreadsOptions): Threads => {
  const threads = openThreads(options)
  opened.push(threads)
  return threads
}
beforeAll(() => {
  host = scratchServices({ pollMs: 0 })
  dir = host.dir
})
afterEach(async () => {
  for (const threads of opened.splice(0)) await threads.close()
})
afterAll(() => host.close())

function file(name: string, content: string | Uint8Array): string {
  const made = path.join(dir, name)
  fs.writeFileSync(made, content)
  return made
}
const ref = (made: string): string => host.registerFile(made).ref
const name = { zh: '图', en: 'map' }
async function ok<T>(answer: Promise<Answer>): Promise<T> {
  const given = await answer
  if (!given.ok) throw new Error(`${given.code} ${JSON.stringify(given.params)}`)
  return given.value as T
}

/** A thread that never ends what it was given, and hears nothing, as a reader that hangs would. */
const hanging = (): Worker =>
  new Worker(
    "const { parentPort } = require('node:worker_threads'); parentPort.postMessage({ ready: true }); parentPort.on('message', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0))",
    { eval: true },
  )
/** The first threads hang, those after them work. */
const firstHang = (count: number): { thread: () => Worker; started: () => number } => {
  let started = 0
  return { thread: () => (started++ < count ? hanging() : startThread()), started: () => started }
}
const tiny = (): string => file('tiny.waypoints', aLongWpl(3))
const limited = (silentS: number) => ({ ...LIMITS, importFile: { silentS } })
const importTiny = (threads: Threads, signal?: AbortSignal) =>
  threads.run(
    'importFile',
    {
      file: tiny(),
      name: 'tiny.waypoints',
      nowMs: 0,
      wish: { datum: 'wgs84' },
      terrain: null,
    },
    signal ? { signal } : {},
  )

describe('a heavy file', () => {
  const drawing = { beside: [], name, datum: 'wgs84' }
  const heavy: Record<string, () => [string, object]> = {
    'a mission of 20,000 items': () => [
      'mission.import',
      { file: ref(file('long.waypoints', aLongWpl(20_000))), siteIds: [], datum: 'wgs84' },
    ],
    'a mission of 20,000 places in GeoJSON': () => [
      'mission.import',
      { file: ref(file('long.geojson', aLongGeoJson(20_000))), siteIds: [], datum: 'wgs84' },
    ],
    'a layer of 5,000 areas': () => [
      'layer.import',
      { file: ref(file('long.kml', aLongKml(5000))), ...drawing },
    ],
    'areas for a site': () => [
      'site.readAreas',
      { file: ref(file('areas.kml', aLongKml(5000))), beside: [] },
    ],
    'an elevation model': () => [
      'terrain.read',
      { file: ref(file('N41E109.hgt', Buffer.alloc(3601 * 3601 * 2))), places: [{ lat: 41.5, lon: 109.5 }] },
    ],
    'tiles for a layer': () => {
      const tiles = path.join(dir, 'tiles.mbtiles')
      writeTiles(tiles, TILE_SCHEMAS.table)
      return ['layer.import', { file: ref(tiles), ...drawing }]
    },
  }
  it.each(Object.keys(heavy))(
    '(%s) holds up no other call: one is answered before it is read',
    async (what) => {
      const [call, input] = (heavy[what] as () => [string, object])()
      const order: string[] = []
      const reading = host.call(call, input).then((answer) => {
        order.push('heavy')
        return answer
      })
      await host.call('enterprise.list', {}).then(({ ok: isOk }) => order.push(isOk ? 'light' : 'refused'))
      expect(await reading).toMatchObject({ ok: true })
      expect(order).toEqual(['light', 'heavy'])
    },
  )

  it.each([
    ['mission.evaluate', () => ({})],
    ['mission.export', (base: string) => ({ base, format: 'application-docx', release: null })],
  ])('(a mission that is planned for %s) holds up no other call either', async (call, input) => {
    const { doc, version } = await ok<{ doc: { id: string }; version: string }>(
      host.call('mission.import', { file: ref(tiny()), siteIds: [], datum: 'wgs84' }),
    )
    const order: string[] = []
    const planning = host.call(call, { id: doc.id, ...input(version) }).then((answer) => {
      order.push('heavy')
      return answer
    })
    await host.call('enterprise.list', {}).then(({ ok: isOk }) => order.push(isOk ? 'light' : 'refused'))
    expect(await planning).toMatchObject({ ok: true })
    expect(order).toEqual(['light', 'heavy'])
  })

  it('is called off by the name of its call', async () => {
    const long = ref(file('called-off.geojson', aLongGeoJson(400_000)))
    const reading = host.call('mission.import', { file: long, siteIds: [], datum: 'wgs84' })
    expect(await ok(host.call('task.cancel', { task: 'mission.import' }))).toEqual({ wasRunning: true })
    expect(await reading).toMatchObject({ ok: false, code: 'cancelled' })
    expect(await ok(host.call('task.cancel', { task: 'mission.import' }))).toEqual({ wasRunning: false })
  })

  it('of more than is read at once is refused by its name with the limit', async () => {
    const large = path.join(dir, 'large.plan')
    fs.writeFileSync(large, '')
    fs.truncateSync(large, 101 * 1024 * 1024)
    const refused = await host.call('mission.import', { file: ref(large), siteIds: [], datum: 'wgs84' })
    expect(refused).toEqual({
      ok: false,
      code: 'file_too_large',
      params: { file: 'large.plan', limit: 100 },
    })
  })
})

describe('a job', () => {
  it('has a limit, each', () => {
    expect(Object.keys(LIMITS).sort()).toEqual(Object.keys(jobs).sort())
    const unlimited = (Object.keys(LIMITS) as JobName[]).filter((one) => LIMITS[one].silentS === null)
    expect(unlimited.sort()).toEqual([
      'accept',
      'bring',
      'checkBag',
      'copyExact',
      'hash',
      'keepTiles',
      'lookInto',
      'sendEntries',
      'takeIn',
    ])
  })

  it('that goes beyond its limit is ended with its thread and named; another thread does the next', async () => {
    const { thread, started } = firstHang(1)
    const threads = open({ most: 1, thread, limits: limited(1) })
    await expect(importTiny(threads)).rejects.toMatchObject({
      code: 'took_too_long',
      params: { file: 'tiny.waypoints', seconds: 1 },
    })
    const again = open({ most: 1, thread, limits: LIMITS })
    expect(await importTiny(again)).toMatchObject({ ok: true })
    expect(started()).toBe(2)
  })

  it('that hears nothing is ended when it is called off', async () => {
    const threads = open({ most: 1, thread: firstHang(1).thread })
    const abort = new AbortController()
    const reading = importTiny(threads, abort.signal)
    abort.abort()
    await expect(reading).rejects.toThrow(/abort/i)
    expect(await importTiny(threads)).toMatchObject({ ok: true })
  })

  it('that needs too much memory costs its thread, and nobody else', async () => {
    let started = 0
    const greedy = (): Worker =>
      new Worker(
        `const kept = []; const { parentPort } = require('node:worker_threads'); parentPort.postMessage({ ready: true }); parentPort.on('message', () => { for (;;) kept.push({ at: kept.length, of: [1, 2, 3] }) })`,
        { eval: true, resourceLimits: { maxOldGenerationSizeMb: 32 } },
      )
    const threads = open({ most: 1, thread: () => (started++ === 0 ? greedy() : startThread()) })
    await expect(importTiny(threads)).rejects.toMatchObject({
      code: 'needs_too_much_memory',
      params: { file: 'tiny.waypoints' },
    })
    expect(await importTiny(threads)).toMatchObject({ ok: true })
  })

  it('is not kept waiting by five that take long', async () => {
    const { thread } = firstHang(5)
    const threads = open({ most: 1, mostWhileSlow: 6, slowMs: 100, thread })
    const abort = new AbortController()
    const stuck = Array.from({ length: 5 }, () => importTiny(threads, abort.signal))
    expect(await importTiny(threads)).toMatchObject({ ok: true })
    abort.abort()
    for (const one of stuck) await expect(one).rejects.toThrow(/abort/i)
  })
})

describe('tiles', () => {
  it.each(Object.entries(TILE_SCHEMAS))('of a plain file (%s) are shown', async (kind, schema) => {
    const made = path.join(dir, `${kind}.mbtiles`)
    writeTiles(made, schema)
    const layer = await ok<{ doc: { id: string; source: object } }>(
      host.call('layer.import', { file: ref(made), beside: [], name, datum: 'wgs84' }),
    )
    expect(layer.doc.source).toMatchObject({ kind: 'tiles', minZoom: 1, maxZoom: 1, west: 109 })
    expect((await host.tile(layer.doc.id, 1, 1, 0))?.mimeType).toBe('image/png')
    expect(await host.tile(layer.doc.id, 1, 0, 0)).toBeNull()
  })

  it.each(Object.entries(COMPUTED_TILES))(
    'that are a program (%s) are refused unread',
    async (kind, schema) => {
      const made = path.join(dir, `computed-${kind}.mbtiles`)
      writeTiles(made, schema)
      expect(
        await host.call('layer.import', { file: ref(made), beside: [], name, datum: 'wgs84' }),
      ).toMatchObject({ ok: false, code: 'unreadable_file', params: { problem: 'tiles_computed' } })
    },
  )

  it('with metadata that are a program are refused unread', async () => {
    const made = path.join(dir, 'metadata.mbtiles')
    writeTiles(made, TILE_SCHEMAS.table, COMPUTED_METADATA)
    expect(
      await host.call('layer.import', { file: ref(made), beside: [], name, datum: 'wgs84' }),
    ).toMatchObject({ ok: false, code: 'unreadable_file', params: { problem: 'tiles_computed' } })
  })

  it('exchanged for a program in the workspace are no tiles, and hold up nobody', async () => {
    const made = path.join(dir, 'exchanged.mbtiles')
    writeTiles(made, `${TILE_SCHEMAS.table} CREATE TABLE own (n); INSERT INTO own VALUES (42);`)
    const { doc } = await ok<{ doc: { id: string; source: { sha256: string } } }>(
      host.call('layer.import', { file: ref(made), beside: [], name, datum: 'wgs84' }),
    )
    writeTiles(path.join(dir, 'w', 'maps', `${doc.source.sha256}.mbtiles`), COMPUTED_TILES.recursive)
    expect(await host.tile(doc.id, 1, 1, 0)).toBeNull()
  })
})

describe('the origin of what is read', () => {
  it('stays what it was: a mission of a file is the same in a thread', async () => {
    const threads = open({ most: 1 })
    const read = await importTiny(threads)
    if (!read.ok) throw new Error(read.code)
    expect(read.value.file.mission.home).toMatchObject({ lat: ORIGIN.lat, lon: ORIGIN.lon })
    expect(read.value.file.mission.patterns[0]).toMatchObject({ kind: 'waypoints', verbatim: true })
  })
})
