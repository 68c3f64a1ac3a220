import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { edgeGrid } from '../../../src/core/geo/edgeGrid.ts'
import type { Vec } from '../../../src/core/geo/frame.ts'
import { normalise } from '../../../src/core/geo/offset.ts'
import { crossingParameter, distanceToSegment, edgesOf, isInside } from '../../../src/core/geo/polygon.ts'
import { pathFinder } from '../../../src/core/geo/shortestPath.ts'
import { coast, OUTLINES, sequence, spiral } from '../../builders/outlines.ts'

const draws = (seed: number, reachM: number) => {
  const draw = sequence(seed)
  return (): Vec => ({ x: (draw() - 0.5) * reachM, y: (draw() - 0.5) * reachM })
}

describe('the edges of a region by where they lie', () => {
  test.each(Object.entries(OUTLINES))('%s: none that a segment meets is missed', (_name, shape) => {
    const region = [shape(400, 1000, 3)]
    const edges = edgesOf(region)
    const grid = edgeGrid(region, { edges: Infinity })
    const place = draws(11, 1500)
    for (let i = 0; i < 400; i++) {
      const a = place()
      // Upright, level and pointlike segments too, and such that run along a corner.
      const corner = region[0]?.[(i * 7) % 400] as Vec
      const b = [place(), { x: a.x, y: place().y }, { x: place().x, y: a.y }, a, corner][i % 5] as Vec
      const found = new Set<number>()
      grid.along(a, b, (k) => {
        expect(found.has(k)).toBe(false)
        found.add(k)
        return false
      })
      for (const [k, edge] of edges.entries())
        if (crossingParameter({ a, b }, edge) !== null || distanceToSegment(b, edge) === 0)
          expect(found.has(k)).toBe(true)
      expect(grid.isInside(a.x, a.y)).toBe(isInside(a, region))
    }
  })

  test('squares on the lines of the grid: a touch is none missed', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(8), { minLength: 4, maxLength: 4 }), fc.nat(8), fc.nat(8), (at, x, y) => {
        const square = [
          { x: 0, y: 0 },
          { x: 8, y: 0 },
          { x: 8, y: 8 },
          { x: 0, y: 8 },
        ]
        const [ax, ay, bx, by] = at as [number, number, number, number]
        const inner = [
          { x, y },
          { x: x + 1, y },
          { x: x + 1, y: y + 1 },
        ]
        const edges = edgesOf([square, inner])
        const grid = edgeGrid([square, inner], { edges: Infinity })
        const found = new Set<number>()
        grid.along({ x: ax, y: ay }, { x: bx, y: by }, (k) => {
          found.add(k)
          return false
        })
        for (const [k, edge] of edges.entries())
          if (crossingParameter({ a: { x: ax, y: ay }, b: { x: bx, y: by } }, edge) !== null)
            expect(found.has(k)).toBe(true)
      }),
    )
  })
})

describe('the way through an outline of thousands of corners', () => {
  test('is found along a coast and through a spiral, and is as long there as back', () => {
    const length = (way: readonly Vec[]) =>
      way
        .slice(1)
        .reduce((sum, { x, y }, i) => sum + Math.hypot(x - (way[i]?.x ?? 0), y - (way[i]?.y ?? 0)), 0)
    for (const outline of [coast(5000, 20_000, 7), spiral(4000, 20_000, 7)]) {
      const region = normalise([outline])
      const finder = pathFinder(region)
      const inside = draws(5, 20_000)
      const places = Array.from({ length: 4000 }, inside)
        .filter((place) => isInside(place, region))
        .slice(0, 12)
      expect(places.length).toBe(12)
      for (const [i, to] of places.slice(1).entries()) {
        const from = places[i] as Vec
        const [there, back] = [finder.path(from, to), finder.path(to, from)]
        expect(there?.[0]).toEqual(from)
        expect(there && length(there)).toBeCloseTo((back && length(back)) ?? 0, 3)
        for (const [k, corner] of (there ?? []).slice(1).entries())
          expect(finder.sees(there?.[k] as Vec, corner)).toBe(true)
      }
    }
  })
})
