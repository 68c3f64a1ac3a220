import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TrackPoint } from '../../../src/core/flight/flight.ts'
import { LONGEST_GAP_MS, positionAt, thinTrack } from '../../../src/core/flight/track.ts'

const T0 = Date.UTC(2026, 4, 20, 2, 15)
const at = (ms: number, lon = 109.97 + ms * 1e-9): TrackPoint => ({
  atMs: T0 + ms,
  lat: 41.77 + ms * 1e-9,
  lon,
  heightM: 60,
})
const steps = (intervals: readonly number[]): TrackPoint[] => {
  let ms = 0
  return [at(0), ...intervals.map((interval) => at((ms += interval)))]
}

describe('the place at a moment', () => {
  const track = [at(0), at(5000), at(10_001), at(12_000)]
  test.each([
    ['between points five seconds apart', 2500, 2500],
    ['in a gap of more than five', 7500, null],
    ['on a point at the edge of a gap', 5000, 5000],
    ['two seconds before the first', -2000, 0],
    ['more than two before', -2001, null],
    ['two seconds behind the last', 14_000, 12_000],
    ['more than two behind', 14_001, null],
  ])('%s', (_name, ms, wanted) => {
    const found = positionAt(track, T0 + ms)
    if (wanted === null) expect(found).toBeNull()
    else expect(found?.lat).toBeCloseTo(41.77 + wanted * 1e-9, 9)
  })

  test('nothing is somewhere without a track', () => expect(positionAt([], T0)).toBeNull())

  test('across the date line the short way is taken', () => {
    const line = [at(0, 179.9999), at(1000, -179.9999)]
    expect(positionAt(line, T0 + 250)?.lon).toBeCloseTo(179.99995, 7)
    expect(positionAt(line, T0 + 750)?.lon).toBeCloseTo(-179.99995, 7)
  })
})

describe('a thinned track', () => {
  const interval = fc.oneof(
    { weight: 30, arbitrary: fc.integer({ min: 0, max: 400 }) },
    { weight: 1, arbitrary: fc.integer({ min: 5001, max: 90_000 }) },
  )
  test('never places what the whole track does not, and places all that it does to within a metre', () => {
    fc.assert(
      fc.property(
        fc.array(interval, { minLength: 300, maxLength: 900 }),
        fc.array(fc.nat(1_000_000), { minLength: 20, maxLength: 20 }),
        (intervals, moments) => {
          const whole = steps(intervals)
          const thin = thinTrack(whole, 200)
          expect(thin.length).toBeLessThanOrEqual(200)
          expect([thin[0], thin.at(-1)]).toEqual([whole[0], whole.at(-1)])
          const span = (whole.at(-1)?.atMs ?? 0) - T0
          for (const ms of moments) {
            const asked = T0 - 1000 + ((ms * 7) % (span + 2000))
            const [full, less] = [positionAt(whole, asked), positionAt(thin, asked)]
            expect(less === null).toBe(full === null)
            if (full && less) expect(less.lat).toBeCloseTo(full.lat, 8)
          }
        },
      ),
      { numRuns: 100 },
    )
  })

  test('keeps slow stretches placed beside quick ones: it is even over time, not over points', () => {
    // A minute at 50 a second, then ten minutes at one a second.
    const whole = steps([
      ...Array.from({ length: 3000 }, () => 20),
      ...Array.from({ length: 600 }, () => 1000),
    ])
    const thin = thinTrack(whole, 400)
    for (let s = 1; s < 650; s += 7) expect(positionAt(thin, T0 + s * 1000)).not.toBeNull()
  })

  test('a log of nothing but gaps keeps its shape, and places nothing between', () => {
    const thin = thinTrack(steps(Array.from({ length: 500 }, () => LONGEST_GAP_MS + 1)), 100)
    expect(thin).toHaveLength(100)
    expect(positionAt(thin, (thin[3]?.atMs ?? 0) + 2500)).toBeNull()
  })
})
