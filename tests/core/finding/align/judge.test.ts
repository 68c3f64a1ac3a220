import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  fitted,
  type Homography,
  IDENTITY,
  inverse,
  type Point,
  put,
} from '../../../../src/core/finding/align/homography.ts'
import { ASKED, type Evidence, hullArea, isSane, judged } from '../../../../src/core/finding/align/judge.ts'

const looked = { x: 0, y: 0, width: 1000, height: 800 }
const spread: Point[] = Array.from({ length: 40 }, (_, i) => [
  100 + 100 * (i % 8),
  100 + 140 * Math.floor(i / 8),
])
const good: Evidence = { features: 900, matches: 80, inliers: spread, residualPx: 0.8, map: IDENTITY, looked }

test('what holds is passed, and each thing that is asked refuses by itself', () => {
  expect(judged(good)).toBeNull()
  const refusals: [Partial<Evidence>, string][] = [
    [{ features: ASKED.features - 1 }, 'align_plain'],
    [{ inliers: spread.slice(0, ASKED.inliers - 1) }, 'align_few'],
    [{ matches: 201 }, 'align_share'],
    [{ inliers: spread.map(([x, y]): Point => [x / 4, y / 4]) }, 'align_spread'],
    // All round the edge: a large hull, with nothing inside.
    [
      {
        inliers: Array.from({ length: 40 }, (_, i): Point => [i % 2 === 0 ? 10 : 990, 10 + 20 * i]),
      },
      'align_spread',
    ],
    [{ residualPx: ASKED.residualPx + 0.01 }, 'align_residual'],
    [{ residualPx: Number.NaN }, 'align_residual'],
    [{ map: [-1, 0, 1000, 0, 1, 0, 0, 0, 1] }, 'align_shape'],
    [{ map: [1, 0, 0, 0, Number.NaN, 0, 0, 0, 1] }, 'align_shape'],
  ]
  for (const [change, code] of refusals) expect(judged({ ...good, ...change }), code).toBe(code)
})

test('a map is sane where it keeps sides and sizes, all over what is looked at', () => {
  const turned = (degrees: number, size: number): Homography => {
    const [c, s] = [size * Math.cos((degrees * Math.PI) / 180), size * Math.sin((degrees * Math.PI) / 180)]
    return [c, -s, 30, s, c, -20, 0, 0, 1]
  }
  for (const degrees of [0, 90, 180, 275]) expect(isSane(turned(degrees, 1.3), looked)).toBe(true)
  expect(isSane(turned(0, ASKED.scale * 1.01), looked)).toBe(false)
  expect(isSane(turned(0, 1 / ASKED.scale / 1.01), looked)).toBe(false)
  expect(isSane([1, 0, 0, 0, 1 / (ASKED.anisotropy * 1.01), 0, 0, 0, 1], looked)).toBe(false)
  // A horizon through the picture.
  expect(isSane([1, 0, 0, 0, 1, 0, 0, -1 / 400, 1], looked)).toBe(false)
  expect(isSane([0, 0, 1, 0, 0, 1, 0, 0, 1], looked)).toBe(false)
})

test('four and more pairs come back to the homography that they were made by', () => {
  const slight = fc.double({ min: -0.3, max: 0.3, noNaN: true })
  const far = fc.double({ min: -300, max: 300, noNaN: true })
  const bent = fc.double({ min: -2e-4, max: 2e-4, noNaN: true })
  fc.assert(
    fc.property(
      fc.tuple(slight, slight, far, slight, slight, far, bent, bent),
      fc.integer({ min: 4, max: 40 }),
      ([a, b, c, d, e, f, g, h], count) => {
        const map: Homography = [1 + a, b, c, d, 1 + e, f, g, h, 1]
        const points = [[0, 0], [1000, 0], [1000, 800], [0, 800], ...spread].slice(0, count) as Point[]
        const found = fitted(points.map((point) => [point, put(map, point)]))
        for (const point of points) {
          const [x, y] = put(found as Homography, point)
          expect(Math.hypot(x - put(map, point)[0], y - put(map, point)[1])).toBeLessThan(1e-3)
          const there = put(inverse(map) as Homography, put(map, point))
          expect(Math.hypot(there[0] - point[0], there[1] - point[1])).toBeLessThan(1e-6)
        }
      },
    ),
  )
})

test('pairs in a line, or fewer than four, settle no homography', () => {
  const line = [1, 2, 3, 4, 5].map((k): [Point, Point] => [
    [k, 2 * k],
    [3 * k, k],
  ])
  expect(fitted(line)).toBeNull()
  expect(fitted(line.slice(0, 3))).toBeNull()
})

test('a hull is that of the outermost points', () => {
  expect(hullArea([])).toBe(0)
  expect(
    hullArea([
      [0, 0],
      [4, 0],
      [4, 3],
      [0, 3],
      [2, 1],
    ]),
  ).toBe(12)
})
