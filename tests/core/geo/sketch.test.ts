import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { angleDeg, areaM2, lengthM, placeAt, sideOf, sidesOf } from '../../../src/core/geo/measures.ts'
import { redone, type Sketch, sketchOf, stepped, tidied, undone } from '../../../src/core/geo/sketch.ts'
import { box, place } from '../../builders/site.ts'

const corner = fc
  .record({ x: fc.integer({ min: 0, max: 3 }), y: fc.integer({ min: 0, max: 3 }) })
  .map(({ x, y }) => place(x * 20, y * 20))

describe('a sketch', () => {
  test('goes back through every state that it was in, and forward again', () => {
    fc.assert(
      fc.property(fc.array(fc.array(corner, { maxLength: 4 }), { maxLength: 8 }), (states) => {
        const seen: Sketch[] = [sketchOf()]
        for (const points of states) {
          const last = seen.at(-1) as Sketch
          const next = stepped(last, points)
          if (next !== last) seen.push(next)
        }
        let now = seen.at(-1) as Sketch
        for (const before of seen.toReversed().slice(1)) {
          now = undone(now) as Sketch
          expect(now.points).toEqual(before.points)
        }
        expect(undone(now)).toBeNull()
        for (const after of seen.slice(1)) {
          now = redone(now) as Sketch
          expect(now.points).toEqual(after.points)
        }
        expect(redone(now)).toBeNull()
      }),
    )
  })

  test('says each place of an outline once, and of a line none twice running', () => {
    const [a, b] = [place(0, 0), place(20, 0)]
    expect(tidied('ring', [a, b, a, b])).toEqual([a, b])
    expect(tidied('path', [a, a, b, a])).toEqual([a, b, a])
  })
})

describe('measures', () => {
  test('of a rectangle are its sides, its area and its right angles', () => {
    const rectangle = box(0, 0, 300, 400)
    const sides = sidesOf(rectangle, true)
    for (const [i, metres] of [300, 400, 300, 400].entries()) expect(sides[i]?.lengthM).toBeCloseTo(metres, 1)
    expect(lengthM(sides)).toBeCloseTo(1400, 0)
    expect(areaM2(rectangle) / 120_000).toBeCloseTo(1, 3)
    for (const [i, side] of sides.entries()) {
      const next = sides[(i + 1) % 4]
      expect(next && angleDeg(side, next)).toBeCloseTo(90, 1)
    }
  })

  test('of a place at a length and a direction are that length and that direction', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 2000, noNaN: true }),
        fc.double({ min: 0, max: 359.9, noNaN: true }),
        (metres, bearing) => {
          const side = sideOf(place(7, -3), placeAt(place(7, -3), metres, bearing))
          expect(side.lengthM).toBeCloseTo(metres, 4)
          const turn = Math.abs(((side.bearingDeg - bearing + 540) % 360) - 180)
          expect(turn).toBeLessThan(0.01)
        },
      ),
    )
  })

  test('go straight on at 180 degrees, and back at 0', () => {
    const [a, b, c] = [place(0, 0), place(50, 0), place(90, 0)]
    expect(angleDeg(sideOf(a, b), sideOf(b, c))).toBeCloseTo(180, 1)
    expect(angleDeg(sideOf(a, b), sideOf(b, a))).toBeCloseTo(0, 1)
  })
})
