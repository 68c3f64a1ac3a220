import { describe, expect, test } from 'vitest'
import { coarser, coarserInside, coarserLine, MANY_CORNERS } from '../../../src/core/geo/coarser.ts'
import type { Vec } from '../../../src/core/geo/frame.ts'
import { normalise } from '../../../src/core/geo/offset.ts'
import { distanceToSegment, edgesOf, isInside, type Segment } from '../../../src/core/geo/polygon.ts'
import { coast, noisy, OUTLINES, repeated, spiral } from '../../builders/outlines.ts'

const awayM = (place: Vec, edges: readonly Segment[]) =>
  edges.reduce((least, edge) => Math.min(least, distanceToSegment(place, edge)), Infinity)

describe('an outline of many corners, simplified', () => {
  test.each([
    ['coast', coast],
    ['noisy', noisy],
    ['spiral', spiral],
    ['repeated', repeated],
  ])('%s: no place of either lies farther from the other than it says', (_name, shape) => {
    const region = [shape(3000, 2000, 5)]
    const { region: simple, toleranceM } = coarser(region, 0.5, 40)
    expect(toleranceM).toBeGreaterThan(0)
    expect(simple.flat().length).toBeLessThanOrEqual(MANY_CORNERS)
    const [drawn, kept] = [edgesOf(region), edgesOf(simple)]
    for (const corner of region.flat()) expect(awayM(corner, kept)).toBeLessThanOrEqual(toleranceM + 1e-6)
    for (const { a, b } of kept)
      for (const share of [0, 0.25, 0.5, 0.75]) {
        const place = { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share }
        expect(awayM(place, drawn)).toBeLessThanOrEqual(toleranceM + 1e-6)
      }
  })

  test.each(Object.entries(OUTLINES))(
    '%s: inward it never lets a place in that was outside',
    (_name, shape) => {
      const region = normalise([shape(1500, 2000, 9)])
      const { region: inside, toleranceM } = coarserInside(region, 1, 16)
      expect(toleranceM).toBeGreaterThan(0)
      const drawn = edgesOf(region)
      for (const corner of inside.flat())
        expect(isInside(corner, region) || awayM(corner, drawn) < 0.001).toBe(true)
      for (const { a, b } of edgesOf(inside)) {
        const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
        expect(isInside(middle, region) || awayM(middle, drawn) < 0.001).toBe(true)
      }
    },
  )

  test('of few corners it stays as it was drawn, and a line keeps its ends', () => {
    const few = [coast(MANY_CORNERS, 2000, 5)]
    expect(coarser(few, 1, 100)).toEqual({ region: few, toleranceM: 0 })
    expect(coarserInside(few, 1, 100).region).toBe(few)
    const line = coast(3000, 2000, 5)
    const { line: simple } = coarserLine(line, 1, 8)
    expect([simple[0], simple.at(-1)]).toEqual([line[0], line.at(-1)])
    expect(simple.length).toBeLessThan(line.length / 2)
  })
})
