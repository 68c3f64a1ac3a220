import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lensAt } from '../../../../src/core/footage/clip/lensAt.ts'
import { klvReader } from '../../../../src/core/footage/klv/klvClip.ts'
import { markingWords } from '../../../../src/core/footage/klv/security.ts'
import { recognise } from '../../../../src/core/footage/recognise.ts'
import {
  type Carriage,
  FLIGHT_START_MS,
  flightSets,
  metadataPackets,
  securitySet,
  transportStream,
  uasPacket,
} from '../../../builders/klv.ts'

/** Reads bytes in pieces of the given lengths, then the rest; the memory of a piece is used again, as from a file. */
function read(bytes: Uint8Array, pieces: readonly number[] = []) {
  const reader = klvReader()
  let at = 0
  for (const length of [...pieces, bytes.length]) {
    const piece = Buffer.from(bytes.subarray(at, at + length))
    reader.take(piece)
    piece.fill(0x5a)
    at = Math.min(bytes.length, at + length)
  }
  return reader.finish()
}
const CARRIAGES: Carriage[] = ['bare', 'unregistered', 'cells']
const codes = (clip: ReturnType<typeof read>) => clip.notes.map(({ code, params }) => [code, params])

describe('metadata in a transport stream', () => {
  test.each(CARRIAGES)('%s, with its time, track, direction and lens', (carriage) => {
    const clip = read(transportStream({ sets: flightSets(50), carriage }))
    expect(codes(clip)).toEqual([])
    expect(clip).toMatchObject({
      sets: 50,
      startMs: FLIGHT_START_MS,
      device: 'Test drone B-0421',
      mission: 'Patrol 7',
      version: 17,
    })
    expect(clip.durationS).toBeCloseTo(10, 6)
    expect(clip.track.count).toBe(50)
    expect(clip.track.distanceM).toBeCloseTo(49 * 1.1119, 1)
    expect(clip.track.points[10]?.atMs).toBe(FLIGHT_START_MS + 2000)
    expect(clip.seconds.map(([s]) => s)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    const [, lat, lon, heightM, headingDeg, pitchDeg] = clip.seconds[3] ?? []
    expect(lat).toBeCloseTo(41.77015, 6)
    expect(lon).toBeCloseTo(109.97, 6)
    expect(heightM).toBeCloseTo(100, 0)
    // The steps of a heading are 0.0055 degrees.
    expect(((headingDeg ?? 99) + 180) % 360).toBeCloseTo(180, 2)
    expect(pitchDeg).toBeCloseTo(-45, 3)
    expect(clip.lens?.hfovDeg).toBeCloseTo(40, 2)
  })

  test('a lens that zooms is kept second by second, where it changes', () => {
    const zooming = (i: number) => ({
      values: {
        13: 41.77,
        14: 109.97,
        16: i < 10 ? 40 : i < 20 ? 10 : 40.1,
        17: i < 10 ? 24 : i < 20 ? 6 : 24,
      },
    })
    const clip = read(transportStream({ sets: flightSets(30, zooming) }))
    expect(clip.lens).toEqual({ hfovDeg: 39.999, vfovDeg: 24 })
    expect(clip.lenses).toEqual([
      [2, 10, 6.001],
      [4, 40.101, 24],
    ])
    expect([0, 1.9, 2, 3.5, 4, 99].map((s) => Math.round(lensAt(clip, s)?.hfovDeg ?? 0))).toEqual([
      40, 40, 10, 10, 40, 40,
    ])
    expect(lensAt({ lens: null }, 3)).toBeNull()
    const still = read(transportStream({ sets: flightSets(20) }))
    expect([still.lenses, lensAt(still, 3)]).toEqual([[], still.lens])
  })

  test('of an M2TS, without stamps on the metadata, and over the end of the stamps’ count', () => {
    const sets = flightSets(50)
    for (const over of [{ lead: 4 }, { stamped: false }, { firstTick: 2 ** 33 - 400_000 }] as const) {
      const clip = read(transportStream({ sets, ...over }))
      expect(codes(clip)).toEqual([])
      expect(clip.seconds).toHaveLength(10)
      expect(clip.durationS).toBeCloseTo(10, 6)
      expect(Math.abs((clip.startMs ?? 0) - FLIGHT_START_MS)).toBeLessThanOrEqual(1)
    }
  })

  test('a set that runs over several cells, and one longer than a short length can say', () => {
    const long = (i: number) => ({ raw: [[120, Buffer.alloc(300, i)]] as [number, Uint8Array][] })
    const clip = read(transportStream({ sets: flightSets(20, long), carriage: 'cells', cellBytes: 100 }))
    expect(clip.sets).toBe(20)
    expect(codes(clip)).toEqual([])
  })

  test('is the same however its bytes come', () => {
    const sets = flightSets(8)
    for (const lead of [0, 4] as const) {
      const whole = transportStream({ sets, carriage: 'cells', lead, pictureBytes: 200, picturesPerSet: 2 })
      // Out of step twice, and begun and ended in the middle of a packet.
      const bytes = Buffer.concat([
        whole.subarray(700, 5000),
        whole.subarray(5077, 9000),
        whole.subarray(9000, -50),
      ])
      const expected = read(bytes)
      expect(expected.sets).toBeGreaterThan(3)
      fc.assert(
        fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 30 }), (pieces) => {
          expect(read(bytes, pieces)).toEqual(expected)
        }),
        { numRuns: 100 },
      )
      expect(read(bytes, Array<number>(bytes.length).fill(1))).toEqual(expected)
    }
  })
})

describe('damage', () => {
  test('a set whose checksum is wrong is left out and counted', () => {
    const sets = flightSets(20)
    sets[7] = uasPacket({ utcUs: 1n, values: { 13: 0.5, 14: 0.5 } }, 1)
    const bytes = transportStream({ sets })
    const clip = read(bytes)
    expect(clip.sets).toBe(19)
    expect(codes(clip)).toEqual([
      ['sets_checksum', { count: 1, byte: (metadataPackets(bytes)[7] ?? 0) * 188 }],
    ])
    expect(clip.track.points.every(({ lat }) => lat > 41)).toBe(true)
  })

  test('lost packets cost the sets that they carried, and are counted where they were', () => {
    const bytes = transportStream({ sets: flightSets(30) })
    const lost = metadataPackets(bytes)[9] ?? 0
    const rest = Buffer.concat([bytes.subarray(0, lost * 188), bytes.subarray((lost + 1) * 188)])
    const clip = read(rest)
    expect(clip.sets).toBe(29)
    const [first] = codes(clip)
    expect(first?.[0]).toBe('packets_lost')
    expect(first?.[1]).toMatchObject({ count: 1 })
    expect(clip.durationS).toBeCloseTo(6, 6)
  })

  test('bytes that were cut out, put in or spoilt are stepped over, and said with their place', () => {
    const bytes = transportStream({ sets: flightSets(30) })
    const at = 40 * 188
    for (const cut of [
      Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 33)]),
      Buffer.concat([bytes.subarray(0, at), Buffer.alloc(5000, 0x47), bytes.subarray(at)]),
      Buffer.concat([bytes.subarray(0, at), Buffer.alloc(188 * 3), bytes.subarray(at + 188 * 3)]),
    ]) {
      const clip = read(cut)
      expect(clip.sets).toBeGreaterThanOrEqual(27)
      const step = clip.notes.find(({ code }) => code === 'packets_out_of_step')
      if (cut.length !== bytes.length + 5000) expect(step?.params).toMatchObject({ byte: at })
    }
  })

  test('what is no metadata is none, and no key of ours is counted', () => {
    expect(read(Buffer.alloc(0))).toMatchObject({ sets: 0, startMs: null, durationS: null, seconds: [] })
    expect(read(Buffer.alloc(5000, 0x47)).sets).toBe(0)
    const other = Buffer.from([...flightSets(1)[0]!])
    other[13] = 0x77
    const clip = read(transportStream({ sets: [...flightSets(3), other] }))
    expect(clip.sets).toBe(3)
    expect(clip.notes.map(({ code }) => code)).toEqual(['keys_unknown'])
    // Private data of another kind say nothing of ours.
    const teletext = Array.from({ length: 5 }, (_, i) => Buffer.alloc(170, i + 3))
    expect(read(transportStream({ sets: teletext, carriage: 'unregistered' }))).toMatchObject({
      sets: 0,
      notes: [],
    })
  })

  test('mutated, cut and shuffled streams never throw, and say nothing that cannot be', () => {
    const streams = CARRIAGES.map((carriage) =>
      transportStream({ sets: flightSets(12), carriage, picturesPerSet: 1, pictureBytes: 100 }),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...streams),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 25 }),
        fc.nat(),
        fc.nat(400),
        (stream, changes, end, from) => {
          const bytes = Buffer.from(stream)
          for (const [at, value] of changes) bytes[at % bytes.length] = value
          const clip = read(bytes.subarray(from, Math.max(from, bytes.length - (end % 2000))))
          for (const [s, lat, lon, heightM, headingDeg, pitchDeg] of clip.seconds) {
            expect(Number.isInteger(s) && s >= 0).toBe(true)
            expect(Math.abs(lat) <= 90 && Math.abs(lon) <= 180).toBe(true)
            for (const value of [heightM, headingDeg, pitchDeg])
              expect(value === null || Number.isFinite(value)).toBe(true)
          }
          expect(clip.sets).toBeLessThanOrEqual(14)
        },
      ),
      { numRuns: 1500 },
    )
  })

  test('a set in cells of five bytes each is joined in one go, not byte by byte', () => {
    const [set = Buffer.alloc(0)] = flightSets(1, () => ({ raw: [[120, Buffer.alloc(9000)]] }))
    const stream = transportStream({ sets: Array<Uint8Array>(40).fill(set), carriage: 'cells', cellBytes: 5 })
    expect(read(stream).sets).toBe(40)
  })

  test('lengths and tables that lie cannot make it work long: random bytes behind true heads', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ minLength: 184, maxLength: 184 }), { maxLength: 60 }),
        (bodies) => {
          const packets = bodies.map((body, i) => Buffer.from([0x47, 0x41, 1, 0x10 | (i % 16), ...body]))
          const clip = read(Buffer.concat([transportStream({ sets: flightSets(2) }), ...packets]))
          expect(clip.sets).toBeGreaterThanOrEqual(2)
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('security markings', () => {
  test('are kept as they stand, each once, and read in words', () => {
    const own = securitySet(4, '//CN', 'LAW ENFORCEMENT')
    const other = securitySet(1, '//CN', 'NONE')
    const clip = read(transportStream({ sets: flightSets(10, (i) => ({ security: i < 5 ? own : other })) }))
    expect(clip.security).toEqual([Buffer.from(own).toString('hex'), Buffer.from(other).toString('hex')])
    expect(clip.security.map(markingWords)).toEqual([
      'SECRET · //CN · LAW ENFORCEMENT · CN',
      'UNCLASSIFIED · //CN · NONE · CN',
    ])
    expect(markingWords('ffff')).toBe('ffff')
    expect(read(transportStream({ sets: flightSets(3) })).security).toEqual([])
  })

  test('one that is too long to keep is said to be missing', () => {
    const long = securitySet(5, '//CN', 'x'.repeat(5000))
    const clip = read(transportStream({ sets: flightSets(2, () => ({ security: long })) }))
    expect(clip.security).toEqual([])
    expect(clip.notes).toMatchObject([{ code: 'marking_too_long', severity: 'error' }])
  })
})

test('a transport stream is told by its packets, not by its name', () => {
  const sets = flightSets(4)
  const ts = { kind: 'clip', mimeType: 'video/mp2t', extension: 'ts' }
  expect(recognise(transportStream({ sets }))).toEqual(ts)
  expect(recognise(transportStream({ sets, lead: 4 }))).toEqual(ts)
  expect(recognise(transportStream({ sets }).subarray(77))).toEqual(ts)
  expect(recognise(Buffer.from('G'.padEnd(188, ' ').repeat(2))).kind).toBe('document')
})
