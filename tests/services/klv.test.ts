import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import type { CallInput, CallName, CallOutput, ServicesHost } from '../../src/contract/index.ts'
import { createServices } from '../../src/services/index.ts'
import { readLogFile } from '../../src/services/log.ts'
import { FLIGHT_START_MS, flightSets, securitySet, transportStream } from '../builders/klv.ts'

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-klv-'))
const hosts: ServicesHost[] = []
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close()
})
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }))

const marking = securitySet(2, '//CN', 'LAW ENFORCEMENT')
const written = (name: string, bytes: Uint8Array): string => {
  const file = path.join(dir, name)
  fs.writeFileSync(file, bytes)
  return file
}
const call = async <N extends CallName>(host: ServicesHost, name: N, input: CallInput<N>) => {
  const answer = await host.call(name, input)
  if (!answer.ok) throw new Error(`${name}: ${answer.code}`)
  return answer.value as CallOutput<N>
}

describe('a clip with KLV', () => {
  test('says its times, way and marking, whatever its name is', async () => {
    const sets = flightSets(50, () => ({ security: marking }))
    const read = await readLogFile(written('clip.bin', transportStream({ sets })))
    if (!read.ok) throw new Error(read.code)
    const { answer, track } = read.value
    expect(answer).toMatchObject({
      kind: 'ts',
      startUtc: '2026-05-20T02:15:40.000Z',
      endUtc: '2026-05-20T02:15:50.000Z',
      durationS: 10,
      distanceM: 54.5,
      points: 50,
      device: 'Test drone B-0421',
      position: { lat: 41.77, lon: 109.97, by: 'own' },
    })
    expect(answer.lens?.hfovDeg).toBeCloseTo(40, 2)
    expect(answer.notes).toEqual([
      { code: 'mission_named', severity: 'info', at: null, params: { name: 'Patrol 7' } },
      {
        code: 'security_marking',
        severity: 'info',
        at: null,
        params: { marking: 'RESTRICTED · //CN · LAW ENFORCEMENT · CN' },
      },
    ])
    expect(track).toHaveLength(50)
  })

  test('is placed second by second when it comes in, and keeps its marking as it stands', async () => {
    const host = createServices({ home: path.join(dir, 'home'), workspaceDir: path.join(dir, 'w') })
    hosts.push(host)
    const sets = flightSets(30, () => ({ security: marking }))
    const { ref } = host.registerFile(written('clip.ts', transportStream({ sets, carriage: 'cells' })))
    const { footage } = await call(host, 'footage.ingest', { files: [ref], flightId: null })
    expect(footage).toHaveLength(1)
    const { footage: found } = { footage: footage[0]?.doc }
    expect(found).toMatchObject({
      kind: 'clip',
      mimeType: 'video/mp2t',
      codec: 'H.264',
      durationS: 6,
      device: 'Test drone B-0421',
      takenAt: { source: 'utc', utcMs: FLIGHT_START_MS, raw: 'MISB ST 0601.17 2026-05-20T02:15:40.000Z' },
      security: [Buffer.from(marking).toString('hex')],
      placement: { by: 'own', at: { lat: 41.77, lon: 109.97 } },
    })
    expect(found?.seconds).toHaveLength(6)
    expect(found?.placement?.heightM).toBeCloseTo(100, 0)
    // The camera looked ahead and down over 100 m: what lies 100 m north was in the picture, what lies south was not.
    const seen = async (lat: number) =>
      (await call(host, 'footage.sawPoint', { at: { lat, lon: 109.97 }, heightsM: [0] })).seen.length
    expect(await seen(41.77 + 100 / 111_070)).toBe(1)
    expect(await seen(41.77 - 100 / 111_070)).toBe(0)
    const { downloadId } = await call(host, 'footage.interchange', { id: found?.id ?? '', format: 'mf-json' })
    expect(downloadId).toBeTruthy()
  })

  test('tells how far its reading is, and leaves off when nobody wants it any more', async () => {
    const file = written('long.ts', transportStream({ sets: flightSets(200), pictureBytes: 9000 }))
    const { size } = fs.statSync(file)
    let told = 0
    await readLogFile(file, { onBytes: (bytes) => (told += bytes) })
    expect(told).toBe(size)
    const abort = new AbortController()
    const read = readLogFile(file, { signal: abort.signal, onBytes: () => abort.abort(new Error('enough')) })
    await expect(read).rejects.toThrow('enough')
  })

  test('without metadata, or none at all, it is kept and said to say nothing', async () => {
    const other = Array.from({ length: 5 }, (_, i) => Buffer.alloc(170, i + 3))
    const read = await readLogFile(
      written('plain.ts', transportStream({ sets: other, carriage: 'unregistered' })),
    )
    expect(read.ok && read.value.answer).toMatchObject({
      kind: 'ts',
      durationS: 1,
      points: 0,
      position: null,
    })
    expect(read.ok && read.value.answer.notes.map(({ code }) => code)).toEqual([
      'no_metadata',
      'no_time',
      'no_position',
    ])
  })
})
