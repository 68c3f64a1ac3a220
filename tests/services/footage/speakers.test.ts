import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { common, minimal } from 'mavlink-mappings'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodePacket } from '../../../src/link/packet.ts'
import { placedByTracks, readLogFile } from '../../../src/services/reading/log.ts'
import { withParams } from '../../../src/services/link/vehicleParams.ts'
import { callsOver, scratchServices } from '../../builders/services.ts'
import { aFlight, anId } from '../../builders/enterprise.ts'
import { aDataflashOf, aTlog, type Fix } from '../../builders/logs.ts'
import { aMission } from '../../builders/mission.ts'
import { aPhotoFile } from '../../builders/photoFile.ts'

const START = Date.UTC(2026, 4, 20, 2, 15)
const flown = (eastM: number): Fix[] =>
  Array.from({ length: 300 }, (_, i) => ({
    atMs: START + i * 200,
    lat: 41.77 + i * 1e-5,
    lon: 109.97 + eastM / 83_000,
    heightM: 60,
  }))

let dir = ''
beforeAll(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-speakers-'))
})
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }))

async function read(files: Record<string, Uint8Array>) {
  const reads = []
  for (const [name, bytes] of Object.entries(files)) {
    const file = path.join(dir, name)
    fs.writeFileSync(file, bytes)
    const answer = await readLogFile(file)
    if (!answer.ok) throw new Error(answer.code)
    reads.push(answer.value)
  }
  return placedByTracks(reads).map(({ answer }) => answer)
}

test('a photo is placed by logs that agree, and by none of two that do not', async () => {
  const photo = aPhotoFile(START + 20_000, 1)
  const placed = await read({ 'a.tlog': aTlog(flown(0)), 'b.tlog': aTlog(flown(10)), 'p.JPG': photo })
  expect(placed.at(-1)?.position).toMatchObject({ by: 'track', lon: expect.closeTo(109.97, 3) })
  const apart = await read({ 'a.tlog': aTlog(flown(0)), 'b.tlog': aTlog(flown(2400)), 'p.JPG': photo })
  expect(apart.at(-1)?.position).toBeNull()
  expect(apart.at(-1)?.notes.map(({ code }) => code)).toContain('tracks_disagree')
})

test('parameters of two vehicles on one link are those of one', () => {
  const stamp = (bytes: Uint8Array) => {
    const whole = Buffer.alloc(8 + bytes.length)
    whole.writeBigUInt64BE(BigInt(START) * 1000n)
    whole.set(bytes, 8)
    return whole
  }
  const said = (system: number, values: Record<string, number>) => [
    stamp(
      encodePacket(
        minimal.Heartbeat,
        { type: 2, autopilot: 3, baseMode: 0, customMode: 0, systemStatus: 3 },
        { system, component: 1 },
        0,
      ),
    ),
    ...Object.entries(values).map(([paramId, paramValue]) =>
      stamp(
        encodePacket(
          common.ParamValue,
          { paramId, paramValue, paramType: 9, paramCount: 3, paramIndex: 0 },
          { system, component: 1 },
          0,
        ),
      ),
    ),
  ]
  const bytes = Buffer.concat([
    ...said(1, { RTL_ALT: 1500, FENCE_ENABLE: 1, FENCE_ACTION: 1 }),
    ...said(2, { RTL_ALT: 9000, FENCE_ENABLE: 0 }),
  ])
  const answer = withParams({ mission: aMission() } as Parameters<typeof withParams>[0], bytes, 'two.tlog')
  if (!answer.ok) throw new Error(answer.code)
  expect(answer.value.file.mission.onboard?.params).toMatchObject({ RTL_ALT: 1500, FENCE_ENABLE: 1 })
  expect(answer.value.notes).toContainEqual(
    expect.objectContaining({ code: 'params_of_others', params: { taken: 'system1', names: 'system2 (2)' } }),
  )
})

test('a card asks whose track it is, and keeps what was said, also when the track is made again', async () => {
  const host = scratchServices()
  const ok = callsOver(() => host)
  try {
    const ref = host.given('two.bin', aDataflashOf([flown(0), flown(280).slice(0, 200)]))
    await ok('flight.put', {
      base: null,
      doc: aFlight({ id: anId(900), takeoffAtMs: START, landedAtMs: START + 60_000 }),
    })
    const sources = [{ file: ref, source: 'gps1' }]
    const asked = await ok('footage.match', { files: [ref] })
    expect(asked.matches[0]?.sources).toEqual([
      { name: 'gps0', points: 300, isTaken: true },
      { name: 'gps1', points: 200, isTaken: false },
    ])
    const again = await ok('footage.match', { files: [ref], sources })
    expect(again.matches[0]?.sources.find(({ isTaken }) => isTaken)?.name).toBe('gps1')
    const { footage } = await ok('footage.ingest', { files: [ref], flightId: anId(900), sources })
    expect(footage[0]?.doc.source).toBe('gps1')
    const { doc } = await ok('flight.get', { id: anId(900) })
    expect(doc.track).toHaveLength(200)
    expect(doc.track[0]?.lon).toBeCloseTo(109.97 + 280 / 83_000, 6)
    fs.rmSync(path.join(host.dir, 'w', 'derived', 'tracks'), { recursive: true, force: true })
    const made = await host.media(`${anId(900)}.track`)
    expect(made).not.toBeNull()
    const remade = await ok('flight.get', { id: anId(900) })
    expect(remade.doc.track).toEqual(doc.track)
  } finally {
    await host.close()
  }
})
