import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finiteIn } from '../../../src/core/units/finite.ts'

describe('a number from outside', () => {
  it('is taken where it is finite and in range, both ends included', () => {
    expect(finiteIn(-90, -90, 90)).toBe(-90)
    expect(finiteIn(90, -90, 90)).toBe(90)
    for (const bad of [
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      90.000001,
      '12',
      null,
      {},
    ])
      expect(finiteIn(bad, -90, 90)).toBeNull()
  })

  it('is never more than it was, whatever the range', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), fc.double(), (value, min, max) => {
        const taken = finiteIn(value, min, max)
        if (taken === null) return
        expect(taken).toBe(value)
        expect(taken >= min && taken <= max && Number.isFinite(taken)).toBe(true)
      }),
    )
  })
})
