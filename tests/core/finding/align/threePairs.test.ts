import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Pair, type Point, put } from '../../../../src/core/finding/align/homography.ts'
import { threePairs } from '../../../../src/core/finding/align/threePairs.ts'

const corners: readonly Point[] = [
  [0.1, 0.2],
  [0.8, 0.3],
  [0.4, 0.9],
]
const paired = (to: readonly Point[]): Pair[] => corners.map((from, i) => [from, to[i] as Point])
const codeOf = (pairs: readonly Pair[]): string | null => {
  const answer = threePairs(pairs)
  return 'code' in answer ? answer.code : null
}

test('each of three points goes where it was shown, in any order of showing', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const point = fc.tuple(share, share)
  fc.assert(
    fc.property(fc.tuple(point, point, point), fc.tuple(point, point, point), (before, later) => {
      const pairs = before.map((from, i): Pair => [from, later[i] as Point])
      const [answer, turned] = [threePairs(pairs), threePairs([...pairs].reverse())]
      expect('map' in answer).toBe('map' in turned)
      if (!('map' in answer)) return
      for (const [from, to] of pairs) {
        const [x, y] = put(answer.map, from)
        expect(Math.hypot(x - to[0], y - to[1])).toBeLessThan(1e-6)
      }
    }),
  )
})

test('moved, turned and larger is laid; a line, one place thrice, turned over and stretched are refused by name', () => {
  expect(
    codeOf(paired(corners.map(([x, y]): Point => [0.1 + 0.7 * x - 0.2 * y, 0.2 * x + 0.7 * y]))),
  ).toBeNull()
  expect(
    codeOf(
      paired([
        [0.1, 0.1],
        [0.5, 0.5],
        [0.9, 0.9],
      ]),
    ),
  ).toBe('pairs_in_line')
  expect(
    codeOf(
      paired([
        [0.1, 0.1],
        [0.5, 0.51],
        [0.9, 0.9],
      ]),
    ),
  ).toBe('pairs_in_line')
  expect(
    codeOf(
      paired([
        [0.5, 0.5],
        [0.5, 0.5],
        [0.5, 0.5],
      ]),
    ),
  ).toBe('pairs_in_line')
  expect(
    codeOf(
      paired([
        [0.5, 0.5],
        [0.501, 0.5],
        [0.5, 0.501],
      ]),
    ),
  ).toBe('pairs_in_line')
  expect(codeOf(paired(corners.map(([x, y]): Point => [1 - x, y])))).toBe('pairs_turned_over')
  expect(codeOf(paired(corners.map(([x, y]): Point => [x, y / 7])))).toBe('pairs_stretched')
  expect(codeOf(paired(corners).slice(0, 2))).toBe('pairs_three')
  expect(
    codeOf(
      paired([
        [Number.NaN, 0],
        [1, 0],
        [0, 1],
      ]),
    ),
  ).toBe('pairs_three')
})
