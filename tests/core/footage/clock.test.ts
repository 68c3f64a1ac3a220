import { describe, expect, test } from 'vitest'
import type { TrackPoint } from '../../../src/core/flight/flight.ts'
import { guessClock } from '../../../src/core/footage/clock.ts'
import type { Footage } from '../../../src/core/footage/footage.ts'
import { anId } from '../../builders/enterprise.ts'

const T0 = Date.UTC(2026, 4, 20, 2, 15)
const DEGREE_M = 111_195

/** A bent way of five minutes at 6 m/s, a point a second. */
const track: TrackPoint[] = Array.from({ length: 300 }, (_, i) => ({
  atMs: T0 + i * 1000,
  lat: 41.77 + (6 * Math.min(i, 150)) / DEGREE_M,
  lon: 109.97 + (6 * Math.max(0, i - 150)) / DEGREE_M / Math.cos((41.77 * Math.PI) / 180),
  heightM: 60,
}))

/** Photos along the track with a clock so many seconds ahead; `own` says whether they know their place. */
const photos = (aheadS: number, own: boolean, source: 'exif' | 'utc' = 'exif'): Footage[] =>
  [40, 100, 160, 220, 280].map((second, i) => {
    const at = track[second] as TrackPoint
    return {
      id: anId(700 + i),
      sha256: '0'.repeat(64),
      sizeBytes: 1,
      fileName: `${i}.jpg`,
      mimeType: 'image/jpeg',
      kind: 'photo',
      flightId: anId(1),
      takenAt: { raw: '', source, assumedZone: 'Asia/Shanghai', utcMs: at.atMs + aheadS * 1000 },
      placement: own
        ? {
            at: { lat: at.lat, lon: at.lon },
            heightM: 60,
            headingDeg: null,
            pitchDeg: null,
            by: 'own',
            reason: '',
          }
        : null,
      device: 'DJI M3E',
      widthPx: null,
      heightPx: null,
      lens: null,
      importedAtMs: T0,
    }
  })

describe('the clock of a camera', () => {
  test.each([37, -12.4, 8 * 3600, 8 * 3600 - 21, -3600 + 5])('%s s ahead is found by positions', (aheadS) => {
    const guess = guessClock(photos(aheadS, true), track)
    expect(guess).toMatchObject({ by: 'positions', pictures: 5 })
    expect(Math.abs((guess?.offsetS ?? 0) - aheadS)).toBeLessThanOrEqual(0.2)
    expect(guess?.nearestM).toBeLessThan(2)
  })

  test('without positions only whole hours are told', () => {
    expect(guessClock(photos(8 * 3600, false), track)).toMatchObject({ by: 'hours', offsetS: 28_800 })
    expect(guessClock(photos(37, false), track)).toBeNull()
  })

  test('a right clock, a receiver’s time, no track and positions of elsewhere give no guess', () => {
    expect(guessClock(photos(0, true), track)).toBeNull()
    expect(guessClock(photos(8 * 3600, true, 'utc'), track)).toBeNull()
    expect(guessClock(photos(37, true), [])).toBeNull()
    const elsewhere = photos(37, true).map((one) => ({
      ...one,
      placement: one.placement && { ...one.placement, at: { lat: 40, lon: 100 } },
    }))
    expect(guessClock(elsewhere, track)).toBeNull()
  })
})
