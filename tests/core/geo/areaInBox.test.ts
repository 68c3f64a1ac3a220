import fc from 'fast-check'
import { expect, test } from 'vitest'
import { areaInBox } from '../../../src/core/geo/areaInBox.ts'
import { difference, intersection, normalise } from '../../../src/core/geo/offset.ts'
import { type Region, signedArea } from '../../../src/core/geo/polygon.ts'

const place = fc.record({ x: fc.integer({ min: -50, max: 50 }), y: fc.integer({ min: -50, max: 50 }) })
const ring = fc.array(place, { minLength: 3, maxLength: 9 })
const sizeM2 = (region: Region) => region.reduce((sum, outline) => sum + signedArea(outline), 0)

test('the area in a box is that of the region clipped by it, holes and all', () => {
  fc.assert(
    fc.property(ring, ring, place, fc.nat(60), fc.nat(60), (outer, hole, low, width, height) => {
      const region = difference(normalise([outer]), normalise([hole]))
      const high = { x: low.x + width, y: low.y + height }
      const box = [low, { x: high.x, y: low.y }, high, { x: low.x, y: high.y }]
      expect(areaInBox(region, { low, high })).toBeCloseTo(sizeM2(intersection(region, [box])), 2)
    }),
    { numRuns: 500 },
  )
})
