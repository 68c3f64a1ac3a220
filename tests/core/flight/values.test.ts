import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Shot, Take, TrackPoint } from '../../../src/core/flight/flight.ts'
import type { Log } from '../../../src/core/flight/logs/log.ts'
import { logKind, openLog } from '../../../src/core/flight/logs/openLog.ts'
import { Footage } from '../../../src/core/footage/footage.ts'
import { withSubtitles } from '../../../src/core/footage/clip/subtitles.ts'
import { AtMs } from '../../../src/core/units/id.ts'
import { aDataflash, aTlog, aUlog, type Fix } from '../../builders/logs.ts'

const START = Date.UTC(2026, 4, 20, 2, 15)

function read(bytes: Uint8Array): Log | null {
  const kind = logKind(bytes)
  if (!kind) return null
  const reader = openLog(kind)
  reader.take(bytes)
  return reader.finish()
}
/** Whatever a log says passes the schemas of what is kept of it. */
function expectSound(log: Log): void {
  for (const point of log.points) expect(TrackPoint.safeParse(point).error).toBeUndefined()
  for (const shot of log.shots) expect(Shot.safeParse(shot).error).toBeUndefined()
  for (const take of log.takes) expect(Take.safeParse(take).error).toBeUndefined()
  for (const atMs of [log.startMs, log.endMs]) expect(AtMs.nullable().safeParse(atMs).error).toBeUndefined()
  for (const figure of [log.durationS ?? 0, log.distanceM, log.clockOffsetS ?? 0])
    expect(Number.isFinite(figure)).toBe(true)
  if (log.cues) expect(Footage.safeParse(withSubtitles(CLIP, log.cues)).error).toBeUndefined()
}
const CLIP: Footage = {
  id: '019744b0-0000-7000-8000-000000000001',
  sha256: 'a'.repeat(64),
  sizeBytes: 1,
  fileName: 'a.mp4',
  mimeType: 'video/mp4',
  kind: 'clip',
  flightId: null,
  takenAt: null,
  placement: null,
  device: '',
  widthPx: null,
  heightPx: null,
  lens: null,
  importedAtMs: START,
}

const hostile = fc.constantFrom(
  '1e308',
  '-1e308',
  '1e400',
  'NaN',
  'Infinity',
  '-Infinity',
  '',
  '0',
  '91',
  '181',
  '999999999999999999999999',
  '9'.repeat(400),
  '-0.0',
  '1,5',
  'x',
)
const text = (write: (value: (usual: string) => string, i: number) => string, head = '', tail = '') =>
  fc
    .array(
      fc
        .array(hostile, { minLength: 8, maxLength: 8 })
        .chain((bad) => fc.tuple(fc.constant(bad), fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }))),
      { minLength: 1, maxLength: 12 },
    )
    .map((rows) =>
      [
        head,
        ...rows.map(([bad, isBad], i) => {
          let at = 0
          return write((usual) => {
            const own = at++ % 8
            return isBad[own] ? (bad[own] ?? usual) : usual
          }, i)
        }),
        tail,
      ].join('\n'),
    )
const time = (i: number): string => new Date(START + i * 1000).toISOString()

describe('numbers that cannot be', () => {
  test.each([
    [
      'gpx',
      text(
        (v, i) =>
          `<trkpt lat="${v('41.77')}" lon="${v('109.97')}"><ele>${v('1600')}</ele><time>${v(time(i))}</time></trkpt>`,
        '<gpx version="1.1"><trk><trkseg>',
        '</trkseg></trk></gpx>',
      ),
    ],
    [
      'kml',
      text(
        (v, i) => `<when>${v(time(i))}</when><gx:coord>${v('109.97')} ${v('41.77')} ${v('1600')}</gx:coord>`,
        '<kml xmlns:gx="http://www.google.com/kml/ext/2.2"><gx:Track>',
        '</gx:Track></kml>',
      ),
    ],
    [
      'airdata',
      text(
        (v, i) =>
          `${v(String(i * 100))},${v('2026-05-20 02:15:00')},${v('41.77')},${v('109.97')},${v('196.8')},${v('1')}`,
        'time(millisecond),datetime(utc),latitude,longitude,height_above_takeoff(feet),isPhoto',
      ),
    ],
    [
      'litchi',
      text(
        (v, i) =>
          `${v('41.77')},${v('109.97')},${v('60')},${v('2026-05-20 02:15:00')},${v(String(i * 100))},${v('1')}`,
        'latitude,longitude,altitude(m),datetime(utc),time(millisecond),isvideo',
      ),
    ],
    [
      'srt',
      text(
        (v, i) =>
          `${i + 1}\n${v('00')}:00:0${i % 10},000 --> 00:00:0${i % 10},900\n2026-05-20 10:15:0${i % 10}\n[latitude: ${v('41.77')}] [longitude: ${v('109.97')}] [rel_alt: ${v('60.1')} abs_alt: 1660] [gb_yaw: ${v('12.0')} gb_pitch: ${v('-45.0')} gb_roll: 0.0] [focal_len: ${v('24.00')}] [dzoom_ratio: ${v('1.00')}]\n`,
      ),
    ],
  ] as const)('in a %s leave nothing that may not be kept', (_, texts) => {
    fc.assert(
      fc.property(texts, (written) => {
        const log = read(new TextEncoder().encode(written))
        if (log) expectSound(log)
      }),
      { numRuns: 150 },
    )
  })

  test('a height beyond everything is none, and the others keep theirs', () => {
    const point = (i: number, ele: string) =>
      `<trkpt lat="41.77" lon="109.97"><ele>${ele}</ele><time>${time(i)}</time></trkpt>`
    const log = read(
      new TextEncoder().encode(
        `<gpx version="1.1"><trk><trkseg>${point(0, '1e308')}${point(1, '1600')}${point(2, '1610')}</trkseg></trk></gpx>`,
      ),
    )
    expect(log?.points.map(({ heightM }) => heightM)).toEqual([null, 0, 10])
  })

  const fixes: Fix[] = Array.from({ length: 40 }, (_, i) => ({
    atMs: START + i * 200,
    lat: 41.77,
    lon: 109.97 - i * 1e-5,
    heightM: i,
  }))
  test.each([
    ['tlog', aTlog(fixes, 7250)],
    ['bin', aDataflash(fixes)],
    ['ulg', aUlog(fixes, [{ atMs: START + 500, lat: 41.77, lon: 109.97, result: 1 }])],
  ])('written into a %s at any place leave nothing that may not be kept', (_, bytes) => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.nat(bytes.length - 8),
            fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 1e308, -1e308, 1e30),
            fc.boolean(),
          ),
          { minLength: 1, maxLength: 30 },
        ),
        (hits) => {
          const hit = Uint8Array.from(bytes)
          const view = new DataView(hit.buffer)
          for (const [at, value, isLong] of hits)
            if (isLong) view.setFloat64(at, value, true)
            else view.setFloat32(at, value, true)
          const log = read(hit)
          if (log) expectSound(log)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('a ground station’s microseconds are kept as whole milliseconds', () => {
    const log = read(aTlog(fixes.map((fix) => ({ ...fix, atMs: fix.atMs + 0.123 }))))
    if (!log) throw new Error('no log')
    expect(log.points).toHaveLength(40)
    expectSound(log)
  })
})
