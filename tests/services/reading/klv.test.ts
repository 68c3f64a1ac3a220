import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { TrackPoint } from '../../../src/core/flight/flight.ts'
import { Footage } from '../../../src/core/footage/footage.ts'
import { klvReader } from '../../../src/core/footage/klv/klvClip.ts'
import { Note } from '../../../src/core/units/note.ts'
import { called, type ScratchServices, scratchServices } from '../../builders/services.ts'
import { readLogFile } from '../../../src/services/reading/log.ts'
import { transportFields, transportNotes } from '../../../src/services/reading/transportClip.ts'
import { FLIGHT_START_MS, flightSets, securitySet, transportStream, uasPacket } from '../../builders/klv.ts'

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-klv-'))
const hosts: ScratchServices[] = []
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
    const host = scratchServices()
    hosts.push(host)
    const sets = flightSets(30, () => ({ security: marking }))
    const ref = host.given('clip.ts', transportStream({ sets, carriage: 'cells' }))
    const { footage } = await called(host, 'footage.ingest', { files: [ref], flightId: null })
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
      (await called(host, 'footage.sawPoint', { at: { lat, lon: 109.97 }, heightsM: [0] })).seen.length
    expect(await seen(41.77 + 100 / 111_070)).toBe(1)
    expect(await seen(41.77 - 100 / 111_070)).toBe(0)
    const { downloadId } = await called(host, 'footage.interchange', {
      id: found?.id ?? '',
      format: 'mf-json',
    })
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

  test('sets of any bytes whatever, their checksums right, give nothing that a workspace would not take', () => {
    const own = Footage.pick({
      takenAt: true,
      placement: true,
      device: true,
      lens: true,
      lenses: true,
      durationS: true,
      codec: true,
      seconds: true,
      security: true,
    })
    const tag = fc.constantFrom(
      2,
      3,
      5,
      6,
      7,
      10,
      13,
      14,
      15,
      16,
      17,
      18,
      19,
      20,
      21,
      23,
      24,
      25,
      48,
      75,
      78,
      90,
      91,
      104,
      113,
      136,
    )
    const size = (of: number): number =>
      of === 2 ? 8 : [13, 14, 18, 19, 20, 21, 23, 24, 90, 91].includes(of) ? 4 : of === 136 ? 1 : 2
    const item = tag.chain((of) =>
      fc.tuple(
        fc.constant(of),
        fc.oneof(
          fc.uint8Array({ minLength: size(of), maxLength: size(of) }),
          fc.constantFrom(0, 0x7f, 0x80, 0xff).map((byte) => new Uint8Array(size(of)).fill(byte)),
          fc.uint8Array({ maxLength: 20 }),
        ),
      ),
    )
    const utc = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
    const said = fc.record({ raw: fc.array(item, { maxLength: 20 }), utcUs: utc }, { requiredKeys: ['raw'] })
    fc.assert(
      fc.property(fc.array(said, { minLength: 1, maxLength: 6 }), fc.nat(2 ** 33), (sets, firstTick) => {
        const reader = klvReader()
        reader.take(transportStream({ sets: sets.map((one) => uasPacket(one)), firstTick, pictureBytes: 50 }))
        const clip = reader.finish()
        expect(clip.sets).toBe(sets.length)
        own.parse(transportFields(clip))
        for (const point of clip.track.points) TrackPoint.parse(point)
        for (const one of transportNotes(clip)) Note.parse(one)
      }),
      { numRuns: 400 },
    )
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
