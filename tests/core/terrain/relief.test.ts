import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  contourIntervalM,
  contourLevels,
  contoursAt,
  type ContourLine,
} from '../../../src/core/terrain/contours.ts'
import type { HeightGrid } from '../../../src/core/terrain/heightGrid.ts'
import { lightOn, shadeOf, slopeAt } from '../../../src/core/terrain/shade.ts'

const gridOf = (
  width: number,
  height: number,
  heightM: (x: number, y: number) => number,
  cellM = 10,
): HeightGrid => ({
  width,
  height,
  heightsM: Array.from({ length: width * height }, (_, i) => heightM(i % width, Math.floor(i / width))),
  cellEastM: cellM,
  cellNorthM: cellM,
})

/** Any grid: bumpy, flat, with holes, with heights that lie on the level itself. */
const anyGrid = fc
  .record({ width: fc.integer({ min: 2, max: 9 }), height: fc.integer({ min: 2, max: 9 }) })
  .chain(({ width, height }) =>
    fc
      .array(fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 8 }) }, fc.constant(Number.NaN)), {
        minLength: width * height,
        maxLength: width * height,
      })
      .map((heightsM): HeightGrid => ({ width, height, heightsM, cellEastM: 10, cellNorthM: 10 })),
  )
const anyLevel = fc.oneof(fc.integer({ min: 0, max: 8 }), fc.double({ min: 0, max: 8, noNaN: true }))

/** A height that no sample has: no two grid lines are passed at one place. */
const betweenLevel = fc.integer({ min: 0, max: 7 }).map((n) => n + 0.5)

const isClosed = (line: ContourLine): boolean => {
  const [first, last] = [line[0], line[line.length - 1]]
  return line.length > 3 && first?.x === last?.x && first?.y === last?.y
}
/** Height between the two samples of the grid line that a place lies on. */
function heightOn({ width, heightsM }: HeightGrid, { x, y }: { x: number; y: number }): number {
  const [x0, y0] = [Math.floor(x), Math.floor(y)]
  const at = (column: number, row: number) => heightsM[row * width + column] as number
  if (x === x0 && y === y0) return at(x0, y0)
  const share = x === x0 ? y - y0 : x - x0
  const next = x === x0 ? at(x0, y0 + 1) : at(x0 + 1, y0)
  return at(x0, y0) * (1 - share) + next * share
}
const isKnown = ({ width, height, heightsM }: HeightGrid, column: number, row: number): boolean =>
  column >= 0 &&
  row >= 0 &&
  column < width - 1 &&
  row < height - 1 &&
  [0, 1, width, width + 1].every((step) => Number.isFinite(heightsM[row * width + column + step]))

describe('contours', () => {
  it('pass where the ground has their height, on the lines of the grid', () => {
    fc.assert(
      fc.property(anyGrid, anyLevel, (grid, level) => {
        for (const place of contoursAt(grid, level).flat()) {
          expect(Number.isInteger(place.x) || Number.isInteger(place.y)).toBe(true)
          expect(heightOn(grid, place)).toBeCloseTo(level, 9)
        }
      }),
    )
  })

  it('pass each side of a known cell whose ends lie on either side of the height, and no other, once', () => {
    fc.assert(
      fc.property(anyGrid, betweenLevel, (grid, level) => {
        const { width, height, heightsM } = grid
        const at = (x: number, y: number) => heightsM[y * width + x] as number
        let wanted = 0
        for (let y = 0; y < height; y++)
          for (let x = 0; x < width; x++) {
            const isCut = (a: number, b: number) => a >= level !== b >= level
            if (x < width - 1 && (isKnown(grid, x, y) || isKnown(grid, x, y - 1)))
              wanted += isCut(at(x, y), at(x + 1, y)) ? 1 : 0
            if (y < height - 1 && (isKnown(grid, x, y) || isKnown(grid, x - 1, y)))
              wanted += isCut(at(x, y), at(x, y + 1)) ? 1 : 0
          }
        const passed = contoursAt(grid, level).map((line) => line.length - (isClosed(line) ? 1 : 0))
        expect(passed.reduce((sum, n) => sum + n, 0)).toBe(wanted)
      }),
    )
  })

  it('close, or end at the edge or where the ground is unknown', () => {
    fc.assert(
      fc.property(anyGrid, betweenLevel, (grid, level) => {
        for (const line of contoursAt(grid, level).filter((one) => !isClosed(one)))
          for (const end of [line[0], line[line.length - 1]]) {
            if (!end) throw new Error('a line of nothing')
            const [x, y] = [Math.floor(end.x), Math.floor(end.y)]
            // The cells on both sides of the grid line that it ends on: one of them is not there, or not known.
            const beside = [[x, y], Number.isInteger(end.x) ? [x - 1, y] : [x, y - 1]] as const
            expect(beside.some(([column, row]) => !isKnown(grid, column, row))).toBe(true)
          }
      }),
    )
  })

  it('of a cone are rings, each about as far out as its height says', () => {
    const grid = gridOf(41, 41, (x, y) => 100 - Math.hypot(x - 20, y - 20))
    const [ring, ...more] = contoursAt(grid, 89.5)
    expect(more).toEqual([])
    expect(ring && isClosed(ring)).toBe(true)
    for (const { x, y } of ring ?? []) expect(Math.hypot(x - 20, y - 20)).toBeCloseTo(10.5, 1)
  })

  it('of a saddle join what its middle is like', () => {
    const saddle = (nw: number, ne: number) => gridOf(2, 2, (x, y) => (x === y ? nw : ne))
    // The middle is high: each low corner has its own line.
    const joined = contoursAt(saddle(10, 4), 5)
    expect(joined).toHaveLength(2)
    for (const line of joined) expect(new Set(line.map(({ x, y }) => x > y)).size).toBe(1)
    // The middle is low: each high corner has.
    const parted = contoursAt(saddle(6, 0), 5)
    expect(parted).toHaveLength(2)
    for (const line of parted) expect(new Set(line.map(({ x, y }) => x + y > 1)).size).toBe(1)
  })

  it('are as far apart as can be told apart: never closer by farther out', () => {
    const intervals = Array.from({ length: 23 }, (_, zoom) => contourIntervalM(zoom))
    expect([...intervals].sort((a, b) => b - a)).toEqual(intervals)
    const grid = gridOf(3, 3, (x) => 1597 + x * 10)
    expect(contourLevels(grid, 10)).toEqual([1600, 1610])
    expect(
      contourLevels(
        gridOf(2, 2, () => Number.NaN),
        10,
      ),
    ).toEqual([])
  })
})

describe('hill-shade', () => {
  it("has the slope of a plane everywhere, at the edges too (Horn's formula)", () => {
    const rise = fc.double({ min: -2, max: 2, noNaN: true })
    fc.assert(
      fc.property(
        rise,
        rise,
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 0, max: 4 }),
        (a, b, x, y) => {
          // Rows go from the north to the south.
          const plane = gridOf(5, 5, (column, row) => 100 + 10 * (a * column - b * row))
          const slope = slopeAt(plane, x, y)
          expect(slope?.eastM).toBeCloseTo(a, 9)
          expect(slope?.northM).toBeCloseTo(b, 9)
        },
      ),
    )
  })

  it('takes a bump as Horn does: the sides twice, the corners once', () => {
    const bump = gridOf(3, 3, (x, y) => (x === 2 && y === 1 ? 8 : 0))
    // 2 × 8 m over 8 cells of 10 m.
    expect(slopeAt(bump, 1, 1)).toEqual({ eastM: 0.2, northM: 0 })
    const corner = gridOf(3, 3, (x, y) => (x === 2 && y === 0 ? 8 : 0))
    expect(slopeAt(corner, 1, 1)).toEqual({ eastM: 0.1, northM: 0.1 })
  })

  it('is brightest where the ground faces the light in the north-west, and dark behind', () => {
    const flat = lightOn({ eastM: 0, northM: 0 })
    expect(flat).toBeCloseTo(Math.SQRT1_2, 9)
    // Ground that falls to the north-west faces it.
    expect(lightOn({ eastM: 0.5, northM: -0.5 })).toBeGreaterThan(flat)
    expect(lightOn({ eastM: -0.5, northM: 0.5 })).toBeLessThan(flat)
    expect(lightOn({ eastM: -3, northM: 3 })).toBe(0)
  })

  it('leaves flat and unknown ground clear', () => {
    const alphas = (grid: HeightGrid) => [...shadeOf(grid)].filter((_, i) => i % 4 === 3)
    expect(new Set(alphas(gridOf(4, 3, () => 7)))).toEqual(new Set([0]))
    const hole = gridOf(5, 5, (x, y) => (x === 2 && y === 2 ? Number.NaN : 30 * x))
    const alpha = alphas(hole)
    expect(alpha[12]).toBe(0)
    expect(alpha[0]).toBeGreaterThan(0)
  })
})
