import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { isMainThread, Worker, workerData } from 'node:worker_threads'
import type { InSession } from '../../src/contract/index.ts'
import { openServices } from '../builders/services.ts'
import { aDeepKml, aLongGeoJson, aLongKml, aLongWpl } from '../builders/heavyFiles.ts'
import { COMPUTED_TILES, writeTiles } from '../builders/tiles.ts'
import { aZip } from '../builders/zips.ts'
import type { BenchRow } from './row.ts'
import type { Yardstick } from './yardstick.ts'

/** Another call is answered within this while a heavy file is read, ms. */
const LIMIT_MS = 100
/** Calls that a window makes all the time, one after the other while the file is read. */
const LIGHT = [
  ['enterprise.list', {}],
  ['workspace.status', {}],
] as const
const name = { zh: '图', en: 'map' }

type Heavy = {
  on: string
  file: string
  /** Makes the file's bytes, or the schema of a file of tiles: called in a thread of its own, see `make`. */
  content: () => string | Uint8Array
  call: string
  input: object
  times?: number
}

const mission = { call: 'mission.import', input: { siteIds: [], datum: 'wgs84' } }
const layer = { call: 'layer.import', input: { beside: [], name, datum: 'wgs84' } }
const zeros = () => new Uint8Array(120_000_000)
const overlapping = () =>
  Array.from({ length: 5 }, (_, i) =>
    i === 0
      ? { name: '0.shp', content: zeros() }
      : { name: `${i}.shp`, content: new Uint8Array(0), sharedWith: 0 },
  )

/** What reading took seconds of, made anew by number. */
const HEAVY: readonly Heavy[] = [
  { on: 'waypoints, 65,534 items, 4 MB', file: 'a.waypoints', content: () => aLongWpl(65_534), ...mission },
  {
    on: 'waypoints, 450,000 lines, 27 MB',
    file: 'b.waypoints',
    content: () => aLongWpl(450_000),
    ...mission,
  },
  {
    on: 'GeoJSON line of 2,000,000 places, 45 MB',
    file: 'c.geojson',
    content: () => aLongGeoJson(2_000_000),
    ...mission,
  },
  { on: 'KML, 500,000 folders deep', file: 'd.kml', content: () => aDeepKml(500_000), ...mission },
  {
    on: 'KML of 200,000 areas, 40 MB, as areas',
    file: 'e.kml',
    content: () => aLongKml(200_000),
    call: 'site.readAreas',
    input: { beside: [] },
  },
  {
    on: 'KML of 50,000 areas, 10 MB, as a layer',
    file: 'f.kml',
    content: () => aLongKml(50_000),
    ...layer,
  },
  {
    on: 'zipped shapefile, 120 KB, says 120 MB',
    file: 'g.zip',
    content: () => aZip([{ name: 'a.shp', content: zeros() }]),
    ...layer,
  },
  {
    on: 'zipped shapefile, 120 KB, says 1 MB, has 120',
    file: 'h.zip',
    content: () => aZip([{ name: 'a.shp', content: zeros(), said: 1_000_000 }]),
    ...layer,
  },
  {
    on: 'zip, five entries over the same bytes',
    file: 'i.zip',
    content: () => aZip(overlapping()),
    ...layer,
  },
  {
    on: 'MBTiles whose tiles are a recursive view',
    file: 'j.mbtiles',
    content: () => COMPUTED_TILES.recursive,
    ...layer,
  },
  {
    on: 'elevation model of one second, 26 MB',
    file: 'N41E109.hgt',
    content: () => new Uint8Array(3601 * 3601 * 2),
    call: 'terrain.read',
    input: { places: [{ lat: 41.5, lon: 109.5 }] },
  },
  {
    on: 'five GeoJSON of 500,000 places at once',
    file: 'k.geojson',
    content: () => aLongGeoJson(500_000),
    ...mission,
    times: 5,
  },
]

/** Makes one of the files in a thread of its own: what it leaves behind in memory is not the services'. */
async function make(index: number, dir: string): Promise<string> {
  const thread = new Worker(new URL(import.meta.url), { workerData: { index, dir } })
  await once(thread, 'exit')
  return path.join(dir, HEAVY[index]?.file ?? '')
}
const asked = workerData as { index: number; dir: string } | null
const wanted = asked && !isMainThread ? HEAVY[asked.index] : undefined
if (asked && wanted) {
  const file = path.join(asked.dir, wanted.file)
  const content = wanted.content()
  if (file.endsWith('.mbtiles')) writeTiles(file, String(content))
  else fs.writeFileSync(file, content)
}

/**
 * How long other calls wait while heavy files are read: the 95th of a hundred, the longest, and for how much of the
 * longest the services' thread itself was at work, whatever else the machine does.
 */
/** What its figures are held against between machines. */
export const yardstick: Yardstick = 'bytes'

export async function rows(): Promise<BenchRow[]> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-bench-reading-'))
  try {
    const table: BenchRow[] = []
    for (const [i, one] of HEAVY.entries()) {
      const own = fs.mkdtempSync(path.join(dir, 'w-'))
      table.push(...(await measured(one, await make(i, own), own)))
    }
    return table
  } finally {
    fs.rmSync(dir, { recursive: true, force: true })
  }
}

async function measured(
  { on, call, input, times = 1 }: Heavy,
  file: string,
  dir: string,
): Promise<BenchRow[]> {
  const host = openServices({ home: path.join(dir, 'home'), workspaceDir: path.join(dir, 'w'), pollMs: 0 })
  try {
    const { ref } = host.registerFile(file)
    await host.call('enterprise.list', {})
    const started = performance.now()
    const state = { isOver: false }
    const reading = Promise.all(
      Array.from({ length: times }, () => host.call(call, { file: ref, ...input })),
    ).then((given) => {
      state.isOver = true
      return given
    })
    const waits: number[] = []
    const works: number[] = []
    while (!state.isOver) {
      const { waitedMs, workedMs } = await wait(host, waits.length)
      waits.push(waitedMs)
      works.push(workedMs)
    }
    const [answer] = await reading
    const tookMs = performance.now() - started
    waits.sort((a, b) => a - b)
    const said = answer?.ok
      ? 'read'
      : answer?.code === 'unreadable_file'
        ? `refused: ${answer.params['problem']}`
        : (answer?.code ?? '')
    const row = (what: string, figure: number, limit: number | null): BenchRow => ({
      what,
      on,
      figure,
      unit: 'ms',
      peer: limit === null ? said : 'limit',
      peerFigure: limit,
    })
    return [
      row('heavy file, whole call', tookMs, null),
      row('  another call meanwhile, 95 of 100', waits[Math.floor(waits.length * 0.95)] ?? 0, LIMIT_MS),
      row('  another call meanwhile, longest', waits.at(-1) ?? 0, LIMIT_MS),
      row("  the services' thread at one go, longest", Math.max(...works), LIMIT_MS),
    ]
  } finally {
    await host.close()
  }
}

/** How long a light call waits, from the moment on when a timer would have it made, and what the thread does until then, ms. */
async function wait(host: InSession, i: number): Promise<{ waitedMs: number; workedMs: number }> {
  const before = process.threadCpuUsage()
  const due = performance.now() + 5
  await new Promise((done) => setTimeout(done, 5))
  const [call, input] = LIGHT[i % LIGHT.length] ?? LIGHT[0]
  await host.call(call, input)
  const { user, system } = process.threadCpuUsage(before)
  return { waitedMs: performance.now() - due, workedMs: (user + system) / 1000 }
}
