import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Log } from '../../../src/core/flight/logs/log.ts'
import { logKind, openLog } from '../../../src/core/flight/logs/openLog.ts'
import { aDataflash, aSrt, aTlog, type Fix } from '../../builders/logs.ts'

const START = Date.UTC(2026, 4, 20, 2, 15)
const fixes = (count: number): Fix[] =>
  Array.from({ length: count }, (_, i) => ({
    atMs: START + i * 200,
    lat: 41.77 + i * 1e-5,
    lon: 109.97 - i * 1e-5,
    heightM: i % 60,
  }))

/** Reads bytes in pieces of the given lengths, then the rest. */
function read(bytes: Uint8Array, pieces: readonly number[] = []): Log {
  const kind = logKind(bytes)
  if (!kind) throw new Error('no log')
  const reader = openLog(kind)
  let at = 0
  for (const piece of pieces) {
    reader.take(bytes.subarray(at, at + piece))
    at = Math.min(bytes.length, at + piece)
  }
  reader.take(bytes.subarray(at))
  return reader.finish()
}

const MADE = [
  ['tlog', (list: Fix[]) => aTlog(list, 7250)],
  ['bin', (list: Fix[]) => aDataflash(list)],
  ['srt', (list: Fix[]) => aSrt(list)],
] as const

describe.each(MADE)('a %s', (kind, make) => {
  test('gives every fix its place, height and UTC', () => {
    const wanted = fixes(50)
    const log = read(make(wanted))
    expect(log.kind).toBe(kind)
    expect(log.points).toHaveLength(50)
    for (const [i, point] of log.points.entries()) {
      const fix = wanted[i] as Fix
      expect(Math.abs(point.atMs - fix.atMs)).toBeLessThanOrEqual(1)
      expect([point.lat, point.lon]).toEqual([expect.closeTo(fix.lat, 7), expect.closeTo(fix.lon, 7)])
      expect(point.heightM).toBeCloseTo(fix.heightM, 2)
    }
    expect(log.clockOffsetS).toBe({ tlog: 7.25, bin: 0, srt: null }[kind])
  })

  test('is the same however its bytes come', () => {
    const bytes = make(fixes(40))
    const whole = read(bytes)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 20 }), (pieces) => {
        expect(read(bytes, pieces)).toEqual(whole)
      }),
      { numRuns: 60 },
    )
  })

  test('with damage in it loses what was damaged and says so, and nothing else', () => {
    const bytes = make(fixes(60))
    fc.assert(
      fc.property(
        fc.integer({ min: 400, max: bytes.length - 400 }),
        fc.uint8Array({ minLength: 1, maxLength: 30 }),
        (at, junk) => {
          const broken = Buffer.concat([bytes.subarray(0, at), junk, bytes.subarray(at)])
          const log = read(broken)
          expect(log.points.length).toBeGreaterThanOrEqual(55)
          expect(log.points.length).toBeLessThanOrEqual(61)
        },
      ),
      { numRuns: 100 },
    )
  })

  test('cut anywhere ends where it was cut', () => {
    const bytes = make(fixes(60))
    fc.assert(
      fc.property(fc.integer({ min: 300, max: bytes.length }), (length) => {
        const log = read(bytes.subarray(0, length))
        expect(log.points.length).toBeLessThanOrEqual(60)
        for (const [i, point] of log.points.slice(0, -1).entries())
          expect(point.lat).toBeCloseTo((fixes(60)[i] as Fix).lat, 6)
      }),
      { numRuns: 100 },
    )
  })

  test('knows a position of nought as no fix', () => {
    const [first, ...rest] = fixes(20)
    const log = read(make([{ ...(first as Fix), lat: 0, lon: 0 }, ...rest]))
    expect(log.points).toHaveLength(19)
    expect(log.notes.map(({ code }) => code)).toContain('zero_position')
  })
})

describe('whatever is given', () => {
  const heads = [
    aTlog(fixes(3)),
    aDataflash(fixes(3)),
    aSrt(fixes(3)),
    Buffer.from('ULog\u0001\u0012\u0035\u0001'),
    Buffer.from('latitude,longitude,altitude(m),time(millisecond),datetime(utc)\n'),
    Buffer.from('time(millisecond),datetime(utc),latitude,longitude,height_above_takeoff(feet)\n'),
    Buffer.from('<gpx><trk><trkseg>'),
    Buffer.from('<kml><gx:Track>'),
  ]
  test('is read to its end, and nothing is thrown', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...heads),
        fc.uint8Array({ maxLength: 500 }),
        fc.array(fc.nat(300), { maxLength: 5 }),
        (head, tail, pieces) => {
          const bytes = Buffer.concat([head, tail])
          if (logKind(bytes) === null) return
          const log = read(bytes, pieces)
          for (const { lat, lon } of log.points)
            expect(Math.abs(lat) <= 90 && Math.abs(lon) <= 180).toBe(true)
        },
      ),
      { numRuns: 600 },
    )
  })

  test.each([
    ['a photo', [0xff, 0xd8, 0xff, 0xe0]],
    ['a zip', [0x50, 0x4b, 3, 4]],
    ['zeros', Array.from({ length: 600 }, () => 0)],
    ['words', [...Buffer.from('hello, this is no log\n')]],
  ])('%s is no log', (_name, bytes) => {
    expect(logKind(Uint8Array.from(bytes))).toBeNull()
  })
})

describe('subtitles of many dialects', () => {
  const cue = (text: string) =>
    Buffer.from(`1\n00:00:00,000 --> 00:00:01,000\n${text}\n\n2\n00:00:01,000 --> 00:00:02,000\n${text}\n`)
  test.each([
    [
      'longitude first, proved',
      '2017.8.5 14:11:51\nGPS(149.0251,-20.2532,16) BAROMETER:1.9',
      [-20.2532, 149.0251],
      1.9,
      [],
    ],
    [
      'latitude first, metres',
      '2022.06.21 16:06:17\nGPS(36.6146,-6.1120,0.0M) BAROMETER:0.3M',
      [36.6146, -6.112],
      0.3,
      [],
    ],
    [
      'longitude first, a guess',
      'F/2.8, SS 30.15, GPS (-58.8517, -34.2379, 17), D 2m, H 20.70m',
      [-34.2379, -58.8517],
      20.7,
      ['no_date', 'order_guessed'],
    ],
    [
      'a misspelt word',
      '2019-09-27 10:28:08,438,904\n[latitude : -35.0801] [longtitude : -60.2867]',
      [-35.0801, -60.2867],
      null,
      [],
    ],
  ] as const)('%s', (_name, text, [lat, lon], heightM, codes) => {
    const log = read(cue(text))
    expect(log.points[0]).toMatchObject({ lat, lon, heightM })
    expect(log.notes.map(({ code }) => code).filter((code) => code !== 'assumed_zone')).toEqual(codes)
  })
})
