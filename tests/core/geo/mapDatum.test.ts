import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frameAt } from '../../../src/core/geo/frame.ts'
import { isShifted, toWgs84 } from '../../../src/core/geo/mapDatum.ts'

const metresBetween = (a: { lat: number; lon: number }, b: { lat: number; lon: number }): number => {
  const { x, y } = frameAt(a).toLocal(b)
  return Math.hypot(x, y)
}

/** The published forward formula of GCJ-02 (eviltransform and others), written anew: an independent check. */
function gcjOf({ lat, lon }: { lat: number; lon: number }): { lat: number; lon: number } {
  const [x, y] = [lon - 105, lat - 35]
  const wave = (v: number) => Math.sin(v * Math.PI)
  const common = ((20 * wave(6 * x) + 20 * wave(2 * x)) * 2) / 3
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    common +
    ((20 * wave(y) + 40 * wave(y / 3)) * 2) / 3 +
    ((160 * wave(y / 12) + 320 * wave(y / 30)) * 2) / 3
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    common +
    ((20 * wave(x) + 40 * wave(x / 3)) * 2) / 3 +
    ((150 * wave(x / 12) + 300 * wave(x / 30)) * 2) / 3
  const [a, e2] = [6378245, 0.006693421622965943]
  const phi = (lat * Math.PI) / 180
  const m = 1 - e2 * Math.sin(phi) ** 2
  return {
    lat: lat + (north * 180) / (((a * (1 - e2)) / (m * Math.sqrt(m))) * Math.PI),
    lon: lon + (east * 180) / ((a / Math.sqrt(m)) * Math.cos(phi) * Math.PI),
  }
}

describe('coordinates of Chinese maps', () => {
  it('are taken back to within half a metre across China', () => {
    const place = fc.record({
      lat: fc.double({ min: 28, max: 44, noNaN: true }),
      lon: fc.double({ min: 103, max: 119, noNaN: true }),
    })
    fc.assert(
      fc.property(place, (at) => {
        const shifted = gcjOf(at)
        expect(metresBetween(at, toWgs84(shifted, 'gcj02'))).toBeLessThan(0.5)
      }),
      { numRuns: 2000 },
    )
    const here = { lat: 41.77, lon: 109.97 }
    expect(metresBetween(here, toWgs84(here, 'gcj02'))).toBeGreaterThan(300)
  })

  it('of Baidu are shifted once more', () => {
    // Published beside the converter: WGS-84 116.403988, 39.914266.
    const found = toWgs84({ lat: 39.92196580126834, lon: 116.41661560068297 }, 'bd09')
    expect(metresBetween(found, { lat: 39.914266, lon: 116.403988 })).toBeLessThan(0.5)
  })

  it('are the same as WGS-84 elsewhere', () => {
    expect(isShifted({ lat: 41.77, lon: 109.97 })).toBe(true)
    for (const at of [
      { lat: 48.2, lon: 16.4 },
      { lat: -33, lon: 151 },
      { lat: 60, lon: 179.99 },
    ]) {
      expect(isShifted(at)).toBe(false)
      expect(toWgs84(at, 'gcj02')).toEqual(at)
      expect(toWgs84(at, 'bd09')).toEqual(at)
    }
  })
})
