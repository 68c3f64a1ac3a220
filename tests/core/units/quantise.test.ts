import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quantiseDeg, quantisePlace } from '../../../src/core/units/quantise.ts'

describe('degrees to 1e-7', () => {
  it('lie within half of that, are their own rounding, and hold no negative nought', () => {
    fc.assert(
      fc.property(fc.double({ min: -180, max: 180, noNaN: true }), (degrees) => {
        const rounded = quantiseDeg(degrees)
        expect(Math.abs(rounded - degrees)).toBeLessThanOrEqual(0.500001e-7)
        expect(quantiseDeg(rounded)).toBe(rounded)
        expect(Object.is(rounded, -0)).toBe(false)
      }),
    )
    expect(Object.is(quantiseDeg(-1e-9), 0)).toBe(true)
  })

  it('are of a place both its own, and nothing else of what has one', () => {
    const home = { lat: 41.123456749, lon: -0.00000001, amslM: 1300 }
    expect(quantisePlace(home)).toEqual({ lat: 41.1234567, lon: 0 })
  })
})
