import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Vec } from '../../../src/core/geo/frame.ts'
import { difference, grow, intersection, shrink, union } from '../../../src/core/geo/offset.ts'
import { type Region, signedArea } from '../../../src/core/geo/polygon.ts'

/** A star about the origin: its corners at growing angles, so it never crosses itself. */
const aStar = fc
  .array(fc.double({ min: 20, max: 200, noNaN: true }), { minLength: 3, maxLength: 14 })
  .map((radii): Vec[] =>
    radii.map((r, i) => {
      const angle = (i * 2 * Math.PI) / radii.length
      return { x: r * Math.cos(angle), y: r * Math.sin(angle) }
    }),
  )
const aPoint = fc.record({
  x: fc.double({ min: -250, max: 250, noNaN: true }),
  y: fc.double({ min: -250, max: 250, noNaN: true }),
})
const someMetres = fc.double({ min: 1, max: 30, noNaN: true })

/** The test's own winding number and distance to an outline. */
function isIn({ x, y }: Vec, region: Region): boolean {
  let turns = 0
  for (const outline of region)
    outline.forEach((a, i) => {
      const b = outline[(i + 1) % outline.length] as Vec
      const side = (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)
      if (a.y <= y && b.y > y && side > 0) turns += 1
      if (a.y > y && b.y <= y && side < 0) turns -= 1
    })
  return turns !== 0
}
function edgeM(p: Vec, region: Region): number {
  let least = Number.POSITIVE_INFINITY
  for (const outline of region)
    outline.forEach((a, i) => {
      const b = outline[(i + 1) % outline.length] as Vec
      const length2 = (b.x - a.x) ** 2 + (b.y - a.y) ** 2
      const t =
        length2 === 0
          ? 0
          : Math.min(1, Math.max(0, ((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / length2))
      least = Math.min(least, Math.hypot(p.x - a.x - t * (b.x - a.x), p.y - a.y - t * (b.y - a.y)))
    })
  return least
}
const areaOf = (region: Region): number => region.reduce((sum, outline) => sum + signedArea(outline), 0)

describe('offsets, which the fence rests on', () => {
  test('what is left of an inclusion keeps the margin at every point', () => {
    fc.assert(
      fc.property(aStar, someMetres, aPoint, (star, margin, point) => {
        if (isIn(point, shrink([star], margin)))
          expect(isIn(point, [star]) && edgeM(point, [star]) >= margin - 0.001).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test('a point well inside the margin is kept: shrinking takes no more than it must', () => {
    fc.assert(
      fc.property(aStar, someMetres, aPoint, (star, margin, point) => {
        if (isIn(point, [star]) && edgeM(point, [star]) > margin + 0.5)
          expect(isIn(point, shrink([star], margin))).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test('everything within the margin of an exclusion is excluded, and little more', () => {
    fc.assert(
      fc.property(aStar, someMetres, aPoint, (star, margin, point) => {
        const away = isIn(point, [star]) ? 0 : edgeM(point, [star])
        const grown = isIn(point, grow([star], margin))
        if (away <= margin - 0.001) expect(grown).toBe(true)
        if (away > margin + 0.5) expect(grown).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })

  test('areas add up: A less B, and A with B, make A', () => {
    fc.assert(
      fc.property(aStar, aStar, someMetres, (a, star, shift) => {
        const b = star.map(({ x, y }) => ({ x: x + shift, y: y - shift }))
        const both = areaOf(intersection([a], [b]))
        expect(areaOf(difference([a], [b])) + both).toBeCloseTo(areaOf(union([[a]])), 0)
        expect(areaOf(union([[a], [b]])) + both).toBeCloseTo(areaOf(union([[a]])) + areaOf(union([[b]])), 0)
      }),
    )
  })
})
