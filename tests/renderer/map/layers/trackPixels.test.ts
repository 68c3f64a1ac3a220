import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { outlineOf } from '../../../../renderer/features/flights/strip/outline.ts'
import { pickPoints, pixelsOf } from '../../../../renderer/map/layers/trackPixels.ts'
import type { TrackPoint } from '../../../../src/core/flight/flight.ts'
import { momentsOf } from '../../../../src/core/flight/moments.ts'
import { columnsOf } from '../../../../src/core/flight/trackFile.ts'

const T0 = Date.UTC(2026, 4, 20)
const momentsOfPoints = (points: readonly Partial<TrackPoint>[]) =>
  momentsOf(
    columnsOf(points.map((point, i) => ({ atMs: T0 + i * 100, lat: 0, lon: 0, heightM: null, ...point }))),
  )
const SIZE = { x: 800, y: 600 }

type Dot = { x: number; y: number }
const distance = (p: Dot, a: Dot, b: Dot): number => {
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const length = dx * dx + dy * dy
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length))
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy)
}

/** The lines that are drawn of what was picked. */
function drawn({ count, x, y, begins }: ReturnType<typeof pickPoints>): [Dot, Dot][] {
  const at = (i: number): Dot => ({ x: x[i] as number, y: y[i] as number })
  return Array.from({ length: count }, (_, i): [Dot, Dot] => [at(begins[i] ? i : i - 1), at(i)])
}

/** A walk of so many steps about a place, in pixels at a zoom. */
function walk(steps: readonly [number, number][], zoom: number) {
  const scale = 256 * 2 ** zoom
  const [u0, v0] = [0.805, 0.37]
  let [u, v] = [u0, v0]
  const points = steps.map(([dx, dy]) => {
    u += dx / scale
    v += dy / scale
    const lat = (Math.atan(Math.sinh(Math.PI * (1 - 2 * v))) * 180) / Math.PI
    return { lat, lon: (u - 0.5) * 360 }
  })
  const corner = { x: u0 * scale - SIZE.x / 2, y: v0 * scale - SIZE.y / 2 }
  return { track: pixelsOf(momentsOfPoints(points)), scale, corner }
}

describe('the points of a track that are drawn', () => {
  test('show every point that is in the view to within two pixels, whatever the way', () => {
    const step = fc.oneof(
      fc.tuple(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true })),
      fc.tuple(
        fc.double({ min: -900, max: 900, noNaN: true }),
        fc.double({ min: -900, max: 900, noNaN: true }),
      ),
    )
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 120 }), (steps) => {
        const { track, scale, corner } = walk(steps, 17)
        const picked = pickPoints(track, scale, corner, SIZE)
        const lines = drawn(picked)
        for (let i = 0; i < track.u.length; i++) {
          const dot = {
            x: (track.u[i] as number) * scale - corner.x,
            y: (track.v[i] as number) * scale - corner.y,
          }
          if (dot.x < 0 || dot.y < 0 || dot.x > SIZE.x || dot.y > SIZE.y) continue
          expect(Math.min(...lines.map(([a, b]) => distance(dot, a, b)))).toBeLessThan(2)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('a line across the view without a point in it is there', () => {
    const { track, scale, corner } = walk(
      [
        [-2000, 0],
        [4000, 0],
      ],
      17,
    )
    expect(drawn(pickPoints(track, scale, corner, SIZE)).some(([a, b]) => a.x < 0 && b.x > SIZE.x)).toBe(true)
  })

  test('are bounded, however many cross the view', () => {
    const across = Array.from({ length: 100_000 }, (_, i): [number, number] => [
      i % 2 === 0 ? 1e4 : -1e4,
      0.01,
    ])
    const { track, scale, corner } = walk(across, 17)
    const { count } = pickPoints(track, scale, corner, SIZE)
    expect(count).toBeGreaterThan(1)
    expect(count).toBeLessThanOrEqual(10_000)
  })

  test('do not go around the world at the date line', () => {
    const { u } = pixelsOf(
      momentsOfPoints([179.9999, -179.9999, 179.9998, -179.9998].map((lon) => ({ lat: 10, lon }))),
    )
    for (let i = 1; i < u.length; i++)
      expect(Math.abs((u[i] as number) - (u[i - 1] as number))).toBeLessThan(1e-5)
  })
})

describe('the outline of heights over time', () => {
  test('keeps every peak, and stays small', () => {
    const points = Array.from({ length: 100_000 }, (_, i) => ({ heightM: i === 54_321 ? 119 : 40 + (i % 7) }))
    const moments = momentsOfPoints(points)
    const outline = outlineOf(moments, T0, T0 + 100_000 * 100, { width: 1000, height: 54 })
    const numbers = outline.split(' ').map(Number)
    const ys = numbers.filter((_, i) => i % 2 === 1)
    expect(Math.min(...ys)).toBe(8 - 2)
    expect(numbers.length / 2).toBeLessThan(4100)
    const xs = numbers.filter((_, i) => i % 2 === 0)
    expect(xs.slice(1, -1).sort((a, b) => a - b)).toEqual(xs.slice(1, -1))
  })
  test('of nothing is nothing', () => {
    expect(outlineOf(momentsOfPoints([]), T0, T0 + 1, { width: 1000, height: 54 })).toBe('')
  })
})
