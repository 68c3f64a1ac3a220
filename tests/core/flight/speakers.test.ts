import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Log } from '../../../src/core/flight/logs/log.ts'
import { logKind, openLog } from '../../../src/core/flight/logs/openLog.ts'
import { aDataflashOf, aTlog, aUlog, type Fix } from '../../builders/logs.ts'

const START = Date.UTC(2026, 4, 20, 2, 15)
const POINTS = 300
/** North at 5.6 m/s; `eastM` and `lateMs` put another receiver or vehicle aside. */
const flown = (over: { count?: number; eastM?: number; lateMs?: number } = {}): Fix[] =>
  Array.from({ length: over.count ?? POINTS }, (_, i) => ({
    atMs: START + i * 200 + (over.lateMs ?? 0),
    lat: 41.77 + i * 1e-5,
    lon: 109.97 + (over.eastM ?? 0) / 83_000,
    heightM: i / 10,
  }))
const LENGTH_M = (POINTS - 1) * 1.112

function read(bytes: Uint8Array, source: string | null = null): Log {
  const kind = logKind(bytes)
  if (!kind) throw new Error('no log')
  const reader = openLog(kind, source)
  reader.take(bytes)
  return reader.finish()
}
const codes = ({ notes }: Log) => notes.map(({ code }) => code)

const tlogOf = (vehicles: readonly Fix[][]) =>
  Buffer.concat(
    vehicles
      .flatMap((fixes, i) => fixes.map((fix) => ({ fix, system: i + 1 })))
      .sort((a, b) => a.fix.atMs - b.fix.atMs)
      .map(({ fix, system }) => aTlog([fix], 7250, system)),
  )
const gpxOf = (tracks: readonly Fix[][]) =>
  Buffer.from(
    `<gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1">${tracks
      .map(
        (fixes) =>
          `<trk><trkseg>${fixes
            .map(
              ({ atMs, lat, lon, heightM }) =>
                `<trkpt lat="${lat}" lon="${lon}"><ele>${1600 + heightM}</ele><time>${new Date(atMs).toISOString()}</time></trkpt>`,
            )
            .join('')}</trkseg></trk>`,
      )
      .join('')}</gpx>`,
  )
const kmlOf = (tracks: readonly Fix[][]) =>
  Buffer.from(
    `<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><Placemark><gx:MultiTrack>${tracks
      .map(
        (fixes) =>
          `<gx:Track>${fixes.map(({ atMs }) => `<when>${new Date(atMs).toISOString()}</when>`).join('')}${fixes
            .map(({ lat, lon, heightM }) => `<gx:coord>${lon} ${lat} ${1600 + heightM}</gx:coord>`)
            .join('')}</gx:Track>`,
      )
      .join('')}</gx:MultiTrack></Placemark></Document></kml>`,
  )

/** Each kind of log that can hold two, and how the two are named. */
const TWO = [
  ['two receivers of ArduPilot', (a: Fix[], b: Fix[]) => aDataflashOf([a, b]), 'gps0', 'gps1'],
  ['two instances of PX4', (a: Fix[], b: Fix[]) => aUlog(a, [], 30_000, b), 'gps0', 'gps1'],
  ['two vehicles on a link', (a: Fix[], b: Fix[]) => tlogOf([a, b]), 'system1', 'system2'],
  ['two tracks of a GPX', (a: Fix[], b: Fix[]) => gpxOf([a, b]), 'track1', 'track2'],
  ['two tracks of a KML', (a: Fix[], b: Fix[]) => kmlOf([a, b]), 'track1', 'track2'],
] as const

describe.each(TWO)('%s', (_, make, first, second) => {
  test('are never one track: the first is taken, the other named', () => {
    const log = read(make(flown(), flown({ eastM: 280, lateMs: 40 })))
    expect(log.count).toBe(POINTS)
    expect(log.distanceM).toBeCloseTo(LENGTH_M, 0)
    expect(log.startMs).toBe(START)
    expect(log.sources).toEqual([
      { name: first, points: POINTS, isTaken: true },
      { name: second, points: POINTS, isTaken: false },
    ])
    expect(log.notes).toContainEqual(
      expect.objectContaining({
        code: 'sources_left',
        params: { taken: expect.stringContaining(first), names: `${second} (${POINTS})` },
      }),
    )
  })

  test('the other is taken where it is wished for, and a name that is none is told', () => {
    const bytes = make(flown(), flown({ count: 200, eastM: 280, lateMs: 40 }))
    const other = read(bytes, second)
    expect(other.count).toBe(200)
    expect(other.points[0]?.lon).toBeCloseTo(109.97 + 280 / 83_000, 6)
    expect(other.sources?.find(({ isTaken }) => isTaken)?.name).toBe(second)
    const missing = read(bytes, 'nobody')
    expect(missing.count).toBe(POINTS)
    expect(codes(missing)).toContain('source_missing')
  })

  test('a first that hardly saw anything gives way', () => {
    const log = read(make(flown({ count: 20 }), flown({ eastM: 280, lateMs: 40 })))
    expect(log.count).toBe(POINTS)
    expect(log.distanceM).toBeCloseTo(LENGTH_M, 0)
    expect(log.sources?.find(({ isTaken }) => isTaken)?.name).toBe(second)
  })

  test('of one alone nothing is said', () => {
    const log = read(make(flown(), []))
    expect(log.count).toBe(POINTS)
    expect(log.sources).toBeUndefined()
    expect(codes(log)).not.toContain('sources_left')
  })

  test('whatever the two are, the track is one of them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 60 }),
        fc.integer({ min: 2, max: 60 }),
        fc.integer({ min: -150, max: 150 }),
        (a, b, lateMs) => {
          const log = read(make(flown({ count: a }), flown({ count: b, eastM: 500, lateMs })))
          const isFirst = log.sources?.find(({ isTaken }) => isTaken)?.name === first
          expect(log.count).toBe(isFirst ? a : b)
          expect(log.distanceM).toBeCloseTo(((isFirst ? a : b) - 1) * 1.112, 0)
        },
      ),
      { numRuns: 30 },
    )
  })
})

test('tracks of a GPX that follow one another are one flight in parts, and said so', () => {
  const later = flown({ count: 100 }).map((fix) => ({ ...fix, atMs: fix.atMs + 600_000 }))
  const log = read(gpxOf([flown(), later]))
  expect(log.count).toBe(POINTS + 100)
  // What lies between two parts was not flown in sight: it is no length.
  expect(log.distanceM).toBeCloseTo(LENGTH_M + 99 * 1.112, 0)
  expect(codes(log)).toContain('tracks_joined')
  expect(codes(log)).not.toContain('time_backwards')
})

const field = path.resolve(import.meta.dirname, '../../../../shared/fixtures/field')
describe.runIf(fs.existsSync(field))('logs from the field', () => {
  test.each([
    'single_gps.bin',
    'dual_gps_ok.bin',
    'dual_gps_far.bin',
    'dual_gps_nofix.bin',
    'dual_gps_pos.bin',
    'one_vehicle.tlog',
    'two_vehicles.tlog',
  ])('%s: 300 points, 332.5 m, from 02:15:00.000', (name) => {
    const log = read(fs.readFileSync(path.join(field, name)))
    expect(log.count).toBe(300)
    expect(log.distanceM).toBeCloseTo(332.5, 0)
    expect(Math.abs((log.startMs ?? 0) - START)).toBeLessThanOrEqual(name.includes('pos') ? 15 : 0)
    expect(log.clockOffsetS).toBe(0)
  })
})
