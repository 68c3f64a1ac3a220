import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Vec } from '../../../src/core/geo/frame.ts'
import { difference, union } from '../../../src/core/geo/offset.ts'
import {
  distance,
  distanceToSegment,
  edgesOf,
  isInside,
  lerp,
  type Region,
} from '../../../src/core/geo/polygon.ts'
import { pathFinder } from '../../../src/core/geo/shortestPath.ts'

const square = (x: number, y: number, w: number, h: number): Vec[] => [
  { x, y },
  { x: x + w, y },
  { x: x + w, y: y + h },
  { x, y: y + h },
]
const lengthOf = (path: readonly Vec[]) =>
  path.slice(1).reduce((sum, p, i) => sum + distance(path[i] as Vec, p), 0)

/** A yard of 400 × 300 m with some blocks in it that no way may cross. */
const aYard = fc
  .array(
    fc.tuple(
      fc.integer({ min: 20, max: 340 }),
      fc.integer({ min: 20, max: 240 }),
      fc.integer({ min: 5, max: 120 }),
      fc.integer({ min: 5, max: 120 }),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map(
    (blocks): Region =>
      difference([square(0, 0, 400, 300)], union(blocks.map(([x, y, w, h]) => [square(x, y, w, h)]))),
  )
const aPlace = fc.record({
  x: fc.double({ min: 1, max: 399, noNaN: true }),
  y: fc.double({ min: 1, max: 299, noNaN: true }),
})

describe('the shortest way inside', () => {
  test('goes round one block by its nearer side, at the length that Pythagoras gives', () => {
    const region = difference([square(0, 0, 400, 300)], [square(100, 0, 50, 200)])
    const path = pathFinder(region).path({ x: 50, y: 150 }, { x: 200, y: 150 })
    expect(path && lengthOf(path)).toBeCloseTo(2 * Math.hypot(50, 50) + 50, 3)
  })

  test('never leaves the region, is as long there as back, and no detour by a third place is shorter', () => {
    fc.assert(
      fc.property(aYard, aPlace, aPlace, aPlace, (region, from, to, by) => {
        fc.pre([from, to, by].every((place) => isInside(place, region)))
        const finder = pathFinder(region)
        const edges = edgesOf(region)
        const way = finder.path(from, to)
        if (!way) return
        // A way along a wall may lie within a millimetre of it, on either side.
        const isFine = (p: Vec) =>
          isInside(p, region) || edges.some((edge) => distanceToSegment(p, edge) < 0.001)
        for (const [i, b] of way.slice(1).entries())
          for (let step = 0; step <= 50; step++) expect(isFine(lerp(way[i] as Vec, b, step / 50))).toBe(true)
        const back = finder.path(to, from)
        expect(back && lengthOf(back)).toBeCloseTo(lengthOf(way), 3)
        const [one, two] = [finder.path(from, by), finder.path(by, to)]
        if (one && two) expect(lengthOf(way)).toBeLessThanOrEqual(lengthOf(one) + lengthOf(two) + 0.001)
        expect(lengthOf(way)).toBeGreaterThanOrEqual(distance(from, to) - 0.001)
        if (finder.sees(from, to)) expect(lengthOf(way)).toBeCloseTo(distance(from, to), 3)
      }),
      { numRuns: 300 },
    )
  })

  test('answers none where a wall parts the two, and for a place outside', () => {
    const parted = difference([square(0, 0, 400, 300)], [square(190, -10, 20, 320)])
    const finder = pathFinder(parted)
    expect(finder.path({ x: 50, y: 50 }, { x: 300, y: 50 })).toBeNull()
    expect(finder.path({ x: 50, y: 50 }, { x: 500, y: 50 })).toBeNull()
  })
})
