import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Shot, TrackPoint } from '../../../src/core/flight/flight.ts'
import { logKind, openLog } from '../../../src/core/flight/logs/openLog.ts'
import { positionAt } from '../../../src/core/flight/track.ts'
import { guessClocks, openGuess, setClockOf } from '../../../src/core/footage/clock.ts'
import { apartFromTrack, apartOf } from '../../../src/core/footage/clock/apart.ts'
import { byExposure } from '../../../src/core/footage/clock/exposure.ts'
import { CLOCK_REASONS } from '../../../src/core/footage/clock/guess.ts'
import { byHours, zoneHours } from '../../../src/core/footage/clock/hours.ts'
import { byPhotographed } from '../../../src/core/footage/clock/photographed.ts'
import { byPositions } from '../../../src/core/footage/clock/positions.ts'
import { byShots } from '../../../src/core/footage/clock/shots.ts'
import { byTakes } from '../../../src/core/footage/clock/takes.ts'
import type { Footage } from '../../../src/core/footage/footage.ts'
import { readPhoto } from '../../../src/core/footage/photo/photo.ts'
import { aPicture, bentTrack, ownPlace, T0 } from '../../builders/pictures.ts'

const track = bentTrack()
const whole = (ms: number): number => Math.floor(ms / 1000) * 1000

/** Photos at seconds of the flight, their clock `aheadS` ahead and of whole seconds, as EXIF has them. */
const photosAt = (seconds: readonly number[], aheadS: number, isPlaced = false): Footage[] =>
  seconds.map((second, i) =>
    aPicture(whole(T0 + second * 1000 + aheadS * 1000), {
      fileName: `${i}.jpg`,
      placement: isPlaced ? ownPlace(positionAt(track, T0 + second * 1000) as TrackPoint) : null,
    }),
  )
const shotsAt = (seconds: readonly number[], isPlaced = false): Shot[] =>
  seconds.map((second) => {
    const point = positionAt(track, T0 + second * 1000)
    return { atMs: T0 + second * 1000, at: isPlaced && point ? { lat: point.lat, lon: point.lon } : null }
  })
/** The whole second that a clock shows is behind by half a second in the middle. */
const SECOND = 0.8
const near = (found: number | undefined, aheadS: number, within = SECOND) =>
  expect(Math.abs((found ?? Number.NaN) - aheadS)).toBeLessThanOrEqual(within)

const secondsOf = (least: number, most = 40) =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: 2990 }), { minLength: least, maxLength: most })
    .map((tenths) => tenths.map((tenth) => tenth / 10).sort((a, b) => a - b))
const ahead = fc.oneof(
  fc.integer({ min: -200_000, max: 200_000 }),
  fc.constantFrom(0, 37, 8 * 3600, -8 * 3600 + 3, 5 * 365 * 86_400),
)

describe('UTC beside the clock in other photos', () => {
  const beside = (aheads: readonly number[]) =>
    aheads.map((clockAheadS, i) =>
      aPicture(T0 + i * 5000, {
        clockAheadS,
        takenAt: { raw: '', source: 'utc', assumedZone: null, utcMs: T0 + i * 5000 },
      }),
    )
  const [alone] = photosAt([20], 37)
  test('tells how far off the clock of those is that carry it alone', () => {
    expect(byExposure([...beside([36.6, 37, 37.2, 36.9, 95]), alone as Footage])).toMatchObject({
      by: 'exposure',
      aheadS: 37,
      pictures: 5,
      of: 6,
      spreadS: 0.2,
    })
  })
  test('tells nothing where the photos disagree, where none is left to be told, or none tells', () => {
    expect(byExposure([...beside([0, 37, 200]), alone as Footage])).toBeNull()
    expect(byExposure(beside([37, 37]))).toBeNull()
    expect(byExposure([alone as Footage])).toBeNull()
  })
})

describe('the records of the log', () => {
  const irregular = [4, 9.3, 11, 30, 31.7, 44.4, 60, 83.1, 99, 140.2, 141.9, 180]
  test('are found in the times of the photos', () => {
    const found = byShots(photosAt(irregular, 37), shotsAt(irregular))
    expect(found).toMatchObject({ by: 'shots', pictures: 12, of: 12, nearestM: null })
    near(found?.aheadS, 37)
    expect(found?.spreadS).toBeLessThan(0.5)
  })

  test('at even intervals all or nothing is told', () => {
    const even = Array.from({ length: 30 }, (_, i) => 10 + i * 5)
    near(byShots(photosAt(even, 12), shotsAt(even))?.aheadS, 12)
    // One record more at the end than photos: it could as well be the first that has none.
    expect(byShots(photosAt(even.slice(0, 29), 12), shotsAt(even))).toBeNull()
    // The places tell.
    const placed = byShots(photosAt(even.slice(0, 29), 12, true), shotsAt(even, true))
    near(placed?.aheadS, 12)
    expect(placed?.nearestM).toBeLessThan(6)
  })

  test('lanes with pauses between them are told, with a photo or two missing', () => {
    const lanes = Array.from({ length: 6 }, (_, lane) =>
      Array.from({ length: 15 }, (__, i) => lane * 45 + i * 2),
    ).flat()
    const photos = photosAt(
      lanes.filter((_, i) => i !== 20 && i !== 61),
      -3700,
    )
    near(byShots(photos, shotsAt(lanes))?.aheadS, -3700)
  })

  test('of another flight, or too few, tell nothing', () => {
    expect(byShots(photosAt([3, 50, 77, 120, 200, 201], 0), shotsAt([1, 2, 3, 4]))).toBeNull()
    expect(byShots(photosAt([3, 50], 0), shotsAt([3, 50]))).toBeNull()
    expect(byShots([], shotsAt(irregular))).toBeNull()
    expect(byShots(photosAt(irregular, 0), [])).toBeNull()
  })

  test('photos may be missing, records be too many, and all may come in any order', () => {
    fc.assert(
      fc.property(
        secondsOf(20),
        ahead,
        fc.array(fc.nat(100), { minLength: 40, maxLength: 40 }),
        (seconds, aheadS, dice) => {
          const kept = seconds.filter((_, i) => (dice[i] ?? 0) > 25)
          fc.pre(kept.length >= 12)
          const photos = photosAt(kept, aheadS)
          const found = byShots(photos, shotsAt(seconds))
          // Chance intervals may fit twice: then nothing is said, but nothing wrong.
          if (found) near(found.aheadS, aheadS, 1)
          const shuffled = [...photos].sort((a, b) => (dice[0] ?? 0) - a.fileName.length - b.fileName.length)
          expect(byShots(shuffled.reverse(), shotsAt(seconds).reverse())).toEqual(found)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('of a usual card with a fifth of the photos gone the clock is found', () => {
    let [seed, second] = [7, 0]
    const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647
    const all = Array.from({ length: 50 }, () => (second += 2 + 4 * random()))
    near(
      byShots(
        photosAt(
          all.filter(() => random() > 0.2),
          29_000,
        ),
        shotsAt(all),
      )?.aheadS,
      29_000,
    )
  })

  test('moving all times moves the answer by as much', () => {
    fc.assert(
      fc.property(ahead, (aheadS) => {
        const [still, moved] = [0, aheadS].map((by) => byShots(photosAt(irregular, by), shotsAt(irregular)))
        near((moved?.aheadS ?? 0) - (still?.aheadS ?? 0), aheadS, 0.15)
      }),
      { numRuns: 50 },
    )
  })
})

describe('the places in the photos', () => {
  const seconds = [40, 100, 160, 220, 280]
  test.each([0, 37, -12.4, 8 * 3600, 8 * 3600 - 21, -3600 + 5, 20 * 60, -400 * 86_400])(
    'find a clock that is %s s ahead',
    (aheadS) => {
      const found = byPositions(
        seconds.map((second) =>
          aPicture(T0 + (second + aheadS) * 1000, {
            placement: ownPlace(positionAt(track, T0 + second * 1000) as TrackPoint),
          }),
        ),
        track,
      )
      expect(found).toMatchObject({ by: 'positions', pictures: 5 })
      near(found?.aheadS, aheadS, 0.2)
      expect(found?.nearestM).toBeLessThan(2)
    },
  )

  test('of elsewhere, of too few photos, or without a track tell nothing', () => {
    const there = photosAt(seconds, 37, true)
    expect(byPositions(there.slice(0, 2), track)).toBeNull()
    expect(byPositions(there, [])).toBeNull()
    const elsewhere = there.map((one) => ({ ...one, placement: ownPlace({ lat: 40, lon: 100 }) }))
    expect(byPositions(elsewhere, track)).toBeNull()
  })

  test('on a round that was flown twice alike tell nothing, because both rounds fit', () => {
    const lap = bentTrack(100)
    const there = [
      ...lap,
      ...[...lap].reverse().map((point, i) => ({ ...point, atMs: T0 + 100_000 + i * 1000 })),
    ]
    const twice = [...there, ...there.map((point) => ({ ...point, atMs: point.atMs + 200_000 }))]
    const photos = [10, 30, 50, 80, 95, 120].map((second) =>
      aPicture(T0 + (second + 40) * 1000, {
        placement: ownPlace(positionAt(twice, T0 + second * 1000) as TrackPoint),
      }),
    )
    expect(byPositions(photos, twice)).toBeNull()
  })

  test('of a hover fit for as long as it lasts: its middle is taken, and said how sure', () => {
    const [start] = track
    const hover = Array.from({ length: 60 }, (_, i) => ({ ...(start as TrackPoint), atMs: T0 + i * 1000 }))
    const way = bentTrack(20).map((point, i) => ({ ...point, atMs: T0 + (60 + i) * 1000 }))
    const photos = [20, 30, 40].map((second) =>
      aPicture(T0 + second * 1000, { placement: ownPlace(start as TrackPoint) }),
    )
    const found = byPositions(photos, [...hover, ...way])
    expect(found?.spreadS).toBeGreaterThan(5)
  })

  test('moving all times moves the answer by as much, in whatever order the photos are', () => {
    fc.assert(
      fc.property(secondsOf(6, 12), ahead, (list, aheadS) => {
        fc.pre((list.at(-1) ?? 0) - (list[0] ?? 0) > 60)
        const photos = (by: number) =>
          list.map((second) =>
            aPicture(T0 + (second + by) * 1000, {
              placement: ownPlace(positionAt(track, T0 + second * 1000) as TrackPoint),
            }),
          )
        const found = byPositions(photos(aheadS), track)
        near(found?.aheadS, aheadS, 0.3)
        expect(byPositions(photos(aheadS).reverse(), track)).toEqual(found)
      }),
      { numRuns: 25 },
    )
  })
})

describe('the stretches of video in the log', () => {
  const takes = [
    { fromMs: T0 + 20_000, toMs: T0 + 51_000 },
    { fromMs: T0 + 70_000, toMs: T0 + 85_000 },
    { fromMs: T0 + 120_000, toMs: T0 + 240_000 },
  ]
  const clip = (fromS: number, durationS: number) =>
    aPicture(T0 + fromS * 1000, { kind: 'clip', durationS, device: '' })
  test('as long as clips are the same, and their beginnings tell', () => {
    const clips = [clip(20 + 3600, 31), clip(70 + 3600.4, 15.3), clip(120 + 3600, 119)]
    expect(byTakes(clips, takes)).toMatchObject({ by: 'takes', pictures: 3, of: 3, aheadS: 3600 })
    expect(byTakes(clips.slice(1), takes)).toMatchObject({ pictures: 2, of: 2 })
    expect(byTakes(clips.slice(2), takes)).toMatchObject({ pictures: 1, aheadS: 3600 })
  })
  test('of other lengths, or equally long, tell nothing', () => {
    expect(byTakes([clip(20, 200)], takes)).toBeNull()
    const same = [0, 60, 120].map((s) => ({ fromMs: T0 + s * 1000, toMs: T0 + (s + 30) * 1000 }))
    expect(byTakes([clip(5, 30)], same)).toBeNull()
    near(byTakes([clip(5, 30), clip(65, 30), clip(125, 30)], same)?.aheadS, 5)
    expect(byTakes([], takes)).toBeNull()
  })
})

describe('whole hours', () => {
  const [from, to] = [T0, T0 + 299_000]
  test.each([8, -8, 1, -7, 14])('%i too many are recognised', (hours) => {
    expect(byHours(photosAt([3, 200], hours * 3600), from, to)).toMatchObject({ aheadS: hours * 3600 })
  })
  test('none where the times fit, or fit nothing', () => {
    expect(byHours(photosAt([3, 200], 37), from, to)).toBeNull()
    expect(byHours(photosAt([3, 200], 1800 + 900), from, to)).toBeNull()
  })
  test.each([
    [28_800, 8],
    [28_800 - 21, 8],
    [-3600 + 119, -1],
    [119, null],
    [1800, null],
    [3600 + 300, null],
  ])('%i s is near to a zone: %s', (aheadS, hours) => expect(zoneHours(aheadS)).toBe(hours))
})

describe('a clock in a picture', () => {
  test('tells how far the camera is from what it shows', () => {
    const [photo] = photosAt([60], 37)
    expect(byPhotographed(photo as Footage, T0 + 60_000)).toMatchObject({ by: 'photographed', aheadS: 37 })
    const utc = aPicture(T0, { takenAt: { raw: '', source: 'utc', assumedZone: null, utcMs: T0 } })
    expect(byPhotographed(utc, T0)).toBeNull()
  })
})

describe('all of them', () => {
  test('are one list in the order of trust, and what was set right counts as it was before', () => {
    const seconds = [4, 9.3, 11, 30, 31.7, 44.4, 60, 83.1, 99, 140.2, 141.9, 180]
    const photos = photosAt(seconds, 8 * 3600 + 5, true)
    const flight = { track, shots: shotsAt(seconds, true) }
    const guesses = guessClocks(photos, flight)
    expect(guesses.map(({ by }) => by)).toEqual(['shots', 'positions', 'hours'])
    const order = guesses.map(({ by }) => CLOCK_REASONS.indexOf(by))
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(openGuess(photos, guesses)).toBe(guesses[0])
    const set = photos.map((one) => ({
      ...one,
      takenAt: one.takenAt && {
        ...one.takenAt,
        utcMs: one.takenAt.utcMs - 28_805_000,
        aheadS: 28_805,
        aheadWhy: 'confirmed',
      },
    }))
    expect(guessClocks(set, flight)).toEqual(guesses)
    expect(openGuess(set, guesses)).toBeNull()
    expect(setClockOf(set)).toEqual({ aheadS: 28_805, why: 'confirmed' })
  })

  test('a right clock and a receiver’s time ask nothing', () => {
    const seconds = [40, 100, 160, 220, 280]
    const right = photosAt(seconds, 0, true)
    expect(openGuess(right, guessClocks(right, { track }))).toBeNull()
    const utc = right.map((one) => ({
      ...one,
      takenAt: one.takenAt && { ...one.takenAt, source: 'utc' as const },
    }))
    expect(guessClocks(utc, { track })).toEqual([])
  })
})

describe('a place of its own and the track', () => {
  test('farther apart than thirty metres are told', () => {
    const [right] = photosAt([60], 0, true)
    expect(apartFromTrack(right as Footage, track)).toBeLessThan(1)
    const late = photosAt([60, 90], 20, true)
    // Twenty seconds of way at 6 m/s.
    near(apartFromTrack(late[0] as Footage, track) ?? undefined, 120, 1)
    expect(apartOf([...late, right as Footage], track)).toEqual({ count: 2, farthestM: 120 })
    expect(apartOf([right as Footage], track)).toBeNull()
    expect(apartFromTrack(aPicture(T0 + 1e7, { placement: ownPlace({ lat: 1, lon: 1 }) }), track)).toBeNull()
  })
})

const folder = path.resolve(import.meta.dirname, '../../../../shared/fixtures/synthetic-cc0')
describe.skipIf(!fs.existsSync(folder))(`the synthetic flight (${folder})`, () => {
  const logOf = (name: string) => {
    const bytes = fs.readFileSync(path.join(folder, name))
    const reader = openLog(logKind(bytes) ?? 'tlog')
    reader.take(bytes)
    return reader.finish()
  }
  const photo = (name: string) => {
    const { value } = readPhoto(Uint8Array.from(fs.readFileSync(path.join(folder, name))))
    if (!value?.takenAt) throw new Error(name)
    const { clockAheadS, ...own } = value
    return aPicture(0, { ...own, ...(clockAheadS === null ? {} : { clockAheadS }) })
  }

  test('the photo whose clock is 37 s fast tells so of its camera', () => {
    const fast = photo('DJI_20260520101545_0004_V_clock+37s.JPG')
    expect(fast.clockAheadS).toBeCloseTo(37, 1)
    const alone = photo('DJI_20260520101600_0002_V_nogps.JPG')
    expect(byExposure([fast, alone])).toMatchObject({ aheadS: 37, pictures: 1 })
  })

  test.each(['patrol.tlog', 'patrol.bin', 'airdata_feet.csv'])(
    'the three records of %s find a clock that is off',
    (name) => {
      const { shots, points } = logOf(name)
      const photos = shots.map(({ atMs }) => aPicture(atMs + 37_000))
      const [guess] = guessClocks(photos, { track: [...points], shots: [...shots] })
      expect(guess).toMatchObject({ by: 'shots', aheadS: 37, pictures: 3, of: 3 })
    },
  )
})
