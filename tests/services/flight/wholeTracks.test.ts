import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Flight } from '../../../src/core/flight/flight.ts'
import { pointsOf, readTrack } from '../../../src/core/flight/trackFile.ts'
import { callsOver, type ScratchServices, scratchServices } from '../../builders/services.ts'
import { aTlog, type Fix } from '../../builders/logs.ts'

const START = Date.UTC(2026, 4, 20, 2, 15)
const POINTS = 5000
const fixes: Fix[] = Array.from({ length: POINTS }, (_, i) => ({
  atMs: START + i * 200,
  lat: 41.77 + i * 1e-6,
  lon: 109.97,
  heightM: (i % 600) / 10,
}))

let host: ScratchServices
const flight: Flight = {
  id: '018f0000-0000-7000-8000-00000000f001',
  missionId: null,
  missionRevision: null,
  siteIds: [],
  takeoffAtMs: START,
  landedAtMs: START + 1000,
  pilot: '',
  aircraft: '',
  logIds: [],
  track: [],
  remarks: '',
}
const ok = callsOver(() => host)
async function track(id = flight.id) {
  const found = await host.media(`${id}.track`)
  if (!found) return null
  const bytes = fs.readFileSync(found.path)
  expect(bytes.length).toBe(found.size)
  return readTrack(new Uint8Array(bytes).buffer)
}
const kept = (): string => {
  const folder = path.join(host.dir, 'w', 'derived', 'tracks')
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return path.join(folder, files.find((name) => name.endsWith('.track')) ?? '')
}

beforeAll(async () => {
  host = scratchServices()
  await ok('flight.put', { base: null, doc: flight })
  await ok('footage.ingest', { files: [host.given('a.tlog', aTlog(fixes, 0))], flightId: flight.id })
})
afterAll(() => host.close())

test('the document has a thinned track, and its file all of it', async () => {
  const { doc } = await ok('flight.get', { id: flight.id })
  expect(doc.track.length).toBeLessThanOrEqual(2000)
  expect(fs.existsSync(kept())).toBe(true)
  const columns = await track()
  if (!columns) throw new Error('no track')
  const points = pointsOf(columns)
  expect(points).toHaveLength(POINTS)
  for (const i of [0, 1, 777, POINTS - 1])
    expect(points[i]).toEqual({
      atMs: fixes[i]?.atMs,
      lat: expect.closeTo(fixes[i]?.lat ?? 0, 7),
      lon: 109.97,
      heightM: expect.closeTo(fixes[i]?.heightM ?? 0, 3),
    })
})

test('is made again when it is gone, cut or something else, by all who ask at once', async () => {
  const whole = fs.readFileSync(kept())
  for (const spoil of [
    () => fs.rmSync(path.join(host.dir, 'w', 'derived', 'tracks'), { recursive: true }),
    () => fs.truncateSync(kept(), 5000),
    () => fs.writeFileSync(kept(), Buffer.alloc(whole.length, 7)),
    () => fs.writeFileSync(kept(), ''),
  ]) {
    spoil()
    const found = await Promise.all([track(), track(), track()])
    expect(found.map((one) => one?.count)).toEqual([POINTS, POINTS, POINTS])
    expect(fs.readFileSync(kept())).toEqual(whole)
  }
})

test('there is none of what is no flight, and nothing beside it is reached', async () => {
  const [log] = (await ok('footage.list', { flightId: flight.id })).rows
  for (const odd of [
    `${log?.doc.id}.track`,
    `${flight.id}.track.track`,
    `${flight.id}.trackx`,
    '../a.track',
    `../${flight.id}.track`,
    '.track',
  ])
    expect(await host.media(odd), odd).toBeNull()
  expect(await track('018f0000-0000-7000-8000-00000000ffff')).toBeNull()
})

test('verify has nothing to say of it', async () => {
  expect(await ok('workspace.verify', {})).toMatchObject({ ok: true, originals: { extra: [] } })
})
