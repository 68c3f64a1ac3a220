import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Log } from '../../../src/core/flight/logs/log.ts'
import { logKind, openLog } from '../../../src/core/flight/logs/openLog.ts'
import { aDataflash, aSrt, aTlog, aUlog, type Fix } from '../../builders/logs.ts'

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
  ['ulg', (list: Fix[]) => aUlog(list, [])],
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
    expect(log.clockOffsetS).toBe({ tlog: 7.25, bin: 0, srt: null, ulg: 0 }[kind])
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

test('damage that looks like the head of a long message leaps over none of those behind it', () => {
  const bytes = aUlog(fixes(60), [])
  // A length of 884 and the letter of a subscription, which lands on a letter by chance.
  for (let at = 400; at < 900; at++) {
    const broken = Buffer.concat([bytes.subarray(0, at), Uint8Array.of(116, 3, 65), bytes.subarray(at)])
    expect(read(broken).points.length, `at ${at}`).toBeGreaterThanOrEqual(58)
  }
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

const xmlTime = (atMs: number) => new Date(atMs).toISOString()
const gpxOf = (list: readonly Fix[]) =>
  `<?xml version="1.0"?>\n<gpx version="1.1"><trk><trkseg>\n${list
    .map(
      ({ atMs, lat, lon, heightM }) =>
        `<trkpt lat="${lat}" lon="${lon}"><ele>${1600 + heightM}</ele><time>${xmlTime(atMs)}</time></trkpt>`,
    )
    .join('\n')}\n</trkseg></trk></gpx>\n`
const kmlOf = (list: readonly Fix[]) =>
  `<?xml version="1.0"?>\n<kml xmlns:gx="http://www.google.com/kml/ext/2.2"><gx:Track>\n${[
    ...list.map(({ atMs }) => `<when>${xmlTime(atMs)}</when>`),
    ...list.map(({ lat, lon, heightM }) => `<gx:coord>${lon} ${lat} ${1600 + heightM}</gx:coord>`),
  ].join('\n')}\n</gx:Track></kml>\n`
const csvOf = (list: readonly Fix[]) =>
  `latitude,longitude,altitude(m),time(millisecond),datetime(utc)\n${list
    .map(({ atMs, lat, lon, heightM }) => {
      const utc = xmlTime(Math.floor(atMs / 1000) * 1000)
        .slice(0, 19)
        .replace('T', ' ')
      return `${lat},${lon},${heightM},${atMs - START},${utc}`
    })
    .join('\n')}\n`

test('points of a drawing that are no track say why', () => {
  const list = fixes(5)
  const gpxWith = (point: (fix: Fix) => string) =>
    read(Buffer.from(`<gpx version="1.1"><trk><trkseg>${list.map(point).join('')}</trkseg></trk></gpx>`))
  const untimed = gpxWith(({ lat, lon }) => `<trkpt lat="${lat}" lon="${lon}"/>`)
  const swapped = gpxWith(
    ({ atMs, lat, lon }) => `<trkpt lat="${lon}" lon="${lat}"><time>${xmlTime(atMs)}</time></trkpt>`,
  )
  expect(untimed.notes).toMatchObject([
    { code: 'points_untimed', params: { count: 5 } },
    { code: 'no_track' },
  ])
  expect(swapped.notes).toMatchObject([
    { code: 'points_swapped', params: { count: 5 } },
    { code: 'no_track' },
  ])
  expect([untimed.points, swapped.points]).toEqual([[], []])
})

test('a clock that is right is no finding', () => {
  const codes = (aheadMs: number) => read(aTlog(fixes(20), aheadMs)).notes.map(({ code }) => code)
  expect(codes(0)).not.toContain('clock_ahead')
  expect(codes(7250)).toContain('clock_ahead')
})

describe('where the first damage is', () => {
  const place = (log: Log, code: string) => log.notes.find((note) => note.code === code)?.params
  const spoilt = (bytes: Uint8Array, at: number, junk: Uint8Array): Uint8Array =>
    Buffer.concat([bytes.subarray(0, at), junk, bytes.subarray(at)])
  const JUNK = Buffer.from([1, 2, 3, 4, 5])

  test.each([
    ['tlog', aTlog(fixes(60), 0)],
    ['bin', aDataflash(fixes(60))],
    ['ulg', aUlog(fixes(60), [])],
  ] as const)('in a %s is told by its byte, however the bytes come', (kind, bytes) => {
    expect(place(read(bytes), 'damaged_parts')).toBeUndefined()
    // No record of these is longer.
    const longest = 130
    for (const at of [600, 1001, 1777]) {
      const broken = spoilt(bytes, at, JUNK)
      const told = place(read(broken), 'damaged_parts')
      expect(told?.['count']).toBeGreaterThanOrEqual(1)
      expect(Math.abs(Number(told?.['byte']) - at), `${kind} ${at}`).toBeLessThanOrEqual(longest)
      expect(place(read(broken, [1, 7, 300, 2, 500, 11]), 'damaged_parts')).toEqual(told)
    }
    const cut = place(read(bytes.subarray(0, bytes.length - 3)), 'damaged_parts')
    expect(cut).toMatchObject({ count: 1 })
    expect(Number(cut?.['byte'])).toBeGreaterThan(bytes.length - longest)
  })

  test('in tables and subtitles it is told by its line', () => {
    const csv = csvOf(fixes(20)).split('\n')
    csv.splice(7, 0, 'noise;noise', 'x,y')
    expect(place(read(Buffer.from(csv.join('\n'))), 'damaged_lines')).toEqual({ count: 2, line: 8 })
    // A comma for a decimal point: one field too many, and a point a third of the way round the Earth.
    const shifted = read(Buffer.from(csvOf(fixes(20)).replace(/^41\.(\d+),/m, '41,$1,')))
    expect(place(shifted, 'damaged_lines')).toEqual({ count: 1, line: 2 })
    expect(shifted.points).toHaveLength(19)
    const srt = Buffer.from(aSrt(fixes(5))).toString()
    const stray = Buffer.from(`1\n00:00:00,000 --> 00:00:01,000\n`)
    expect(place(read(Buffer.from(`words of nobody\n\n${srt}`)), 'damaged_lines')).toEqual({
      count: 1,
      line: 1,
    })
    expect(place(read(stray), 'damaged_lines')).toBeUndefined()
  })

  test.each([
    ['gpx', gpxOf],
    ['kml', kmlOf],
  ] as const)(
    'a %s loses what was damaged alone, tells its line, and what a cut leaves is read',
    (kind, make) => {
      const list = fixes(40)
      const whole = make(list)
      const good = read(Buffer.from(whole))
      expect([good.kind, good.points.length, good.notes]).toEqual([kind, 40, []])
      const rows = whole.split('\n')
      const row = kind === 'gpx' ? 12 : 62
      const point = row - (kind === 'gpx' ? 2 : 42)
      rows[row] = rows[row]?.slice(0, 12) ?? ''
      const broken = read(Buffer.from(rows.join('\n')))
      expect(place(broken, 'damaged_lines')).toEqual({ count: 1, line: row + 1 })
      expect(broken.points).toEqual(good.points.filter((_, i) => i !== point))
      for (const length of [whole.length - 60, whole.length - 300]) {
        const cut = read(Buffer.from(whole.slice(0, length)), [1, 100, 33])
        expect(cut.points.length).toBeGreaterThan(30)
        expect(cut.points).toEqual(good.points.slice(0, cut.points.length))
        expect(place(cut, 'damaged_lines')).toMatchObject({ line: expect.any(Number) })
      }
      fc.assert(
        fc.property(fc.array(fc.nat(400), { maxLength: 20 }), (pieces) => {
          expect(read(Buffer.from(whole), pieces)).toEqual(good)
        }),
        { numRuns: 40 },
      )
    },
  )
})

describe('flights that are not like others', () => {
  const all: [string, (list: Fix[]) => Uint8Array][] = [
    ...MADE.map(([kind, make]): [string, (list: Fix[]) => Uint8Array] => [kind, make]),
    ['gpx', (list) => Buffer.from(gpxOf(list))],
    ['kml', (list) => Buffer.from(kmlOf(list))],
    ['csv', (list) => Buffer.from(csvOf(list))],
  ]
  const DAY_MS = 24 * 3600_000

  test.each(all)('%s: a year of them', (kind, make) => {
    const year = Array.from(
      { length: 366 },
      (_, i): Fix => ({
        atMs: START + i * DAY_MS,
        lat: 41.77,
        lon: 109.97 + i * 1e-5,
        heightM: 10,
      }),
    )
    const log = read(make(year))
    // PX4's clock counts from the start of the board: what says that it ran for more than a week is damage.
    if (kind !== 'ulg') expect((log.endMs ?? 0) - (log.startMs ?? 0)).toBe(365 * DAY_MS)
    for (const { atMs } of log.points) expect(Math.abs(atMs - START)).toBeLessThanOrEqual(366 * DAY_MS)
  })

  test.each(all)('%s: time that runs backwards comes out in order, and it is said', (kind, make) => {
    const list = fixes(40)
    const back = [...list.slice(0, 20), ...list.slice(10, 20), ...list.slice(20)]
    const { points, notes } = read(make(back))
    expect(points).toHaveLength(50)
    for (let i = 1; i < points.length; i++)
      expect(points[i]?.atMs).toBeGreaterThanOrEqual(points[i - 1]?.atMs ?? 0)
    if (kind !== 'csv' || notes.length > 0) expect(notes.map(({ code }) => code)).toContain('time_backwards')
  })

  test.each(all)('%s: both sides of the date line are a short way apart', (_kind, make) => {
    const over = Array.from({ length: 40 }, (_, i): Fix => {
      const east = 179.999 + i * 1e-4
      return {
        atMs: START + i * 1000,
        lat: 10,
        lon: Number((east > 180 ? east - 360 : east).toFixed(7)),
        heightM: 5,
      }
    })
    const { points, distanceM } = read(make(over))
    expect(points).toHaveLength(40)
    expect(distanceM).toBeGreaterThan(400)
    expect(distanceM).toBeLessThan(450)
  })
})
