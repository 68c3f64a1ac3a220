import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { frameAt } from '../../../src/core/geo/frame.ts'

const anOrigin = fc.record({
  lat: fc.double({ min: -80, max: 80, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
})
const metres = fc.double({ min: -5000, max: 5000, noNaN: true })

/** Great-circle metres on a sphere of the mean radius: good to half a per cent anywhere. */
function sphereM(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const rad = Math.PI / 180
  const h =
    Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 +
    Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2
  return 2 * 6_371_009 * Math.asin(Math.sqrt(h))
}

describe('the local frame, anywhere on Earth and across the date line', () => {
  test('there and back changes nothing', () => {
    fc.assert(
      fc.property(anOrigin, metres, metres, (origin, x, y) => {
        const frame = frameAt(origin)
        const there = frame.toLatLon({ x, y })
        expect(Math.abs(there.lon)).toBeLessThanOrEqual(180)
        const back = frame.toLocal(there)
        expect(Math.hypot(back.x - x, back.y - y)).toBeLessThan(1e-4)
      }),
    )
  })

  test('distances are those of a sphere to within half a per cent', () => {
    fc.assert(
      fc.property(anOrigin, metres, metres, (origin, x, y) => {
        fc.pre(Math.hypot(x, y) > 10 && Math.abs(origin.lat) < 70)
        const there = frameAt(origin).toLatLon({ x, y })
        expect(sphereM(origin, there) / Math.hypot(x, y)).toBeCloseTo(1, 1.7)
      }),
    )
  })

  test('x is to the east and y to the north', () => {
    const frame = frameAt({ lat: 41.77, lon: 109.97 })
    expect(frame.toLocal({ lat: 41.77, lon: 109.98 }).x).toBeGreaterThan(800)
    expect(frame.toLocal({ lat: 41.78, lon: 109.97 }).y).toBeGreaterThan(1100)
    const dateLine = frameAt({ lat: 0, lon: 179.999 })
    expect(dateLine.toLocal({ lat: 0, lon: -179.999 }).x).toBeCloseTo(222.6, 0)
  })
})
