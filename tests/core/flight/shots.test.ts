import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Log } from '../../../src/core/flight/logs/log.ts'
import { logKind, openLog } from '../../../src/core/flight/logs/openLog.ts'
import {
  aDataflash,
  aTlog,
  aUlog,
  dataflashShots,
  type Fix,
  type Shot,
  tlogCaptured,
  tlogFeedback,
} from '../../builders/logs.ts'

const START = Date.UTC(2026, 4, 20, 2, 15)
const fixes: Fix[] = Array.from({ length: 100 }, (_, i) => ({
  atMs: START + i * 200,
  lat: 41.77 + i * 1e-5,
  lon: 109.97,
  heightM: 60,
}))
const shots: Shot[] = [3, 11.25, 17.4].map((s) => ({
  atMs: START + s * 1000,
  lat: 41.77 + s * 5e-5,
  lon: 109.97,
}))
const wanted = shots.map(({ atMs, lat, lon }) => ({
  atMs,
  at: { lat: expect.closeTo(lat, 6) as number, lon: expect.closeTo(lon, 6) as number },
}))

function read(bytes: Uint8Array): Log {
  const kind = logKind(bytes)
  if (!kind) throw new Error('no log')
  const reader = openLog(kind)
  reader.take(bytes)
  return reader.finish()
}

describe('what a log tells of its pictures', () => {
  test.each([
    ['a tlog', Buffer.concat([aTlog(fixes, 7250), tlogFeedback(shots, 7250)])],
    ['a tlog of a MAVLink camera', Buffer.concat([aTlog(fixes), tlogCaptured(shots, true)])],
    ['a .bin', Buffer.concat([aDataflash(fixes), dataflashShots('CAM', shots, START)])],
    ['a .bin that only triggered', Buffer.concat([aDataflash(fixes), dataflashShots('TRIG', shots, START)])],
    [
      'a .ulg',
      aUlog(
        fixes,
        shots.map((shot) => ({ ...shot, result: 1 })),
      ),
    ],
  ])('%s gives each its UTC and place', (_name, bytes) => {
    expect(read(bytes).shots).toEqual(wanted)
  })

  test('a picture that failed is none, and one that is told twice is one', () => {
    expect(read(Buffer.concat([aTlog(fixes), tlogCaptured(shots, false)])).shots).toEqual([])
    expect(
      read(
        aUlog(
          fixes,
          shots.map((shot) => ({ ...shot, result: 0 })),
        ),
      ).shots,
    ).toEqual([])
    const twice = Buffer.concat([
      aDataflash(fixes),
      dataflashShots(
        'TRIG',
        shots.map((shot) => ({ ...shot, atMs: shot.atMs - 90 })),
        START,
      ),
      dataflashShots('CAM', shots, START),
    ])
    expect(read(twice).shots).toEqual(wanted)
    const again = Buffer.concat([aTlog(fixes), tlogFeedback(shots), tlogCaptured(shots, true)])
    expect(read(again).shots).toEqual(wanted)
  })

  test('the clock of the camera itself is not believed where the log knows better', () => {
    const lying = Buffer.concat([aTlog(fixes, 7250), tlogFeedback(shots, 7250, (atMs) => atMs + 37_000)])
    expect(read(lying).shots.map(({ atMs }) => atMs)).toEqual(shots.map(({ atMs }) => atMs))
  })

  test('a log without UTC tells of no pictures', () => {
    const bytes = dataflashShots('CAM', shots, START)
    expect(read(bytes).shots).toEqual([])
  })

  test('whatever stands in the records, nothing is thrown and the list is in order', () => {
    const whole = [
      Buffer.concat([aTlog(fixes, 7250), tlogFeedback(shots, 7250), tlogCaptured(shots, true)]),
      Buffer.concat([aDataflash(fixes), dataflashShots('CAM', shots, START)]),
      aUlog(
        fixes,
        shots.map((shot) => ({ ...shot, result: 1 })),
      ),
    ]
    fc.assert(
      fc.property(
        fc.constantFrom(...whole),
        fc.array(fc.tuple(fc.nat(20_000), fc.nat(255)), { maxLength: 40 }),
        fc.nat(20_000),
        (bytes, changes, cut) => {
          const broken = Buffer.from(bytes)
          for (const [at, value] of changes) broken[8 + (at % (broken.length - 8))] = value
          const part = broken.subarray(0, Math.max(600, cut % broken.length))
          if (logKind(part) === null) return
          const found = read(part).shots
          for (const [i, { atMs }] of found.entries()) {
            expect(atMs).toBeGreaterThanOrEqual(0)
            if (i > 0) expect(atMs).toBeGreaterThan(found[i - 1]?.atMs ?? 0)
          }
        },
      ),
      { numRuns: 400 },
    )
  })
})

describe('tables', () => {
  const rows = (flags: readonly (readonly [number, number])[]) =>
    Buffer.from(
      [
        'time(millisecond),datetime(utc),latitude,longitude,height_above_takeoff(meters),isPhoto,isVideo',
        ...flags.map(
          ([photo, video], i) =>
            `${i * 100},${new Date(START + i * 100).toISOString().slice(0, 19).replace('T', ' ')},41.77,${109.97 + i * 1e-5},60,${photo},${video}`,
        ),
      ].join('\n'),
    )

  test('give the moments at which a photo begins, and the stretches of video', () => {
    const flags = Array.from({ length: 100 }, (_, i) => {
      const photo = (i >= 20 && i < 23) || i === 60 ? 1 : 0
      const video = (i >= 30 && i < 50) || i >= 90 ? 1 : 0
      return [photo, video] as const
    })
    const { shots: photos, takes } = read(rows(flags))
    expect(photos.map(({ atMs }) => atMs - START)).toEqual([2000, 6000])
    expect(photos[0]?.at).toEqual({ lat: 41.77, lon: 109.9702 })
    expect(takes.map(({ fromMs, toMs }) => [fromMs - START, toMs - START])).toEqual([
      [3000, 5000],
      [9000, 9900],
    ])
  })
})

const folder = path.resolve(import.meta.dirname, '../../../../shared/fixtures/synthetic-cc0')
describe.skipIf(!fs.existsSync(folder))(`the synthetic flight (${folder})`, () => {
  test.each(['patrol.tlog', 'patrol.bin', 'airdata_feet.csv'])('%s tells of its three pictures', (name) => {
    const log = read(fs.readFileSync(path.join(folder, name)))
    expect(log.shots.map(({ atMs }) => (atMs - START) / 1000)).toEqual([30, 60, 90])
    expect(log.shots[0]?.at).toEqual({
      lat: expect.closeTo(41.77, 5) as number,
      lon: expect.closeTo(109.97241, 5) as number,
    })
  })

  test('the table tells of its clip', () => {
    const { takes } = read(fs.readFileSync(path.join(folder, 'airdata_meters.csv')))
    expect(takes.map(({ fromMs, toMs }) => [(fromMs - START) / 1000, (toMs - START) / 1000])).toEqual([
      [40, 60.2],
    ])
  })
})
