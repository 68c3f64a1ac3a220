import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TrackPoint } from '../../../src/core/flight/flight.ts'
import { type Moment, momentAt, momentOf, momentsOf } from '../../../src/core/flight/moments.ts'
import { columnsOf } from '../../../src/core/flight/trackFile.ts'

const T0 = Date.UTC(2026, 4, 20, 2, 15)
/** Metres of a degree of latitude near enough for a speed. */
const DEGREE_M = 111_195

/** Straight north at a speed, a point every so many milliseconds. */
const north = (speedMS: number, everyMs: number, count: number, lon = 109.97): TrackPoint[] =>
  Array.from({ length: count }, (_, i) => ({
    atMs: T0 + i * everyMs,
    lat: 41.77 + (speedMS * i * everyMs) / 1000 / DEGREE_M,
    lon,
    heightM: i,
  }))

const momentsOfPoints = (points: TrackPoint[]) => momentsOf(columnsOf(points))
const listed = (points: TrackPoint[]): Moment[] => {
  const moments = momentsOfPoints(points)
  return points.map((_, i) => momentOf(moments, i) as Moment)
}

describe('moments of a track', () => {
  test('a steady flight north has its speed and course at every point, whatever the rate', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 20, noNaN: true }),
        fc.constantFrom(20, 100, 200, 1000, 3000),
        (speed, everyMs) => {
          for (const { speedMS, courseDeg } of listed(north(speed, everyMs, 40))) {
            expect(Math.abs(speedMS - speed)).toBeLessThan(0.02 * speed)
            expect(Math.min(courseDeg, 360 - courseDeg)).toBeLessThan(0.5)
          }
        },
      ),
    )
  })

  test('between two points it is between them, at the ends it stays, of nothing it is nothing', () => {
    const track = momentsOfPoints(north(5, 1000, 11))
    expect(momentAt(track, T0 + 2500)?.heightM).toBeCloseTo(2.5, 6)
    expect(momentAt(track, T0 - 1e6)).toEqual(momentOf(track, 0))
    expect(momentAt(track, T0 + 1e9)).toEqual(momentOf(track, 10))
    expect(momentAt(momentsOfPoints([]), T0)).toBeNull()
  })

  test('over the date line the short way is taken', () => {
    const track = momentsOfPoints([
      { atMs: T0, lat: 10, lon: 179.9999, heightM: null },
      { atMs: T0 + 2000, lat: 10, lon: -179.9999, heightM: null },
    ])
    expect(Math.abs(momentAt(track, T0 + 1000)?.lon ?? 0)).toBeCloseTo(180, 6)
    expect(momentOf(track, 0)?.speedMS).toBeLessThan(20)
  })
})
