import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../../src/core/units/canonical.ts'
import { quantiseDeg, quantiseM } from '../../../src/core/units/quantise.ts'

const shuffled = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(shuffled)
    : value !== null && typeof value === 'object'
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, member]) => [key, shuffled(member)]),
        )
      : value

describe('the one text of a JSON value', () => {
  test('is the text of RFC 8785, section 3.2.3 and appendix B', () => {
    expect(
      canonicalJson({
        numbers: [JSON.parse('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
        string: '€$\u000F\nA\'B"\\\\"/',
        literals: [null, true, false],
      }),
    ).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
    // Members by UTF-16 code units: an emoji comes before a letter of the private area.
    expect(canonicalJson({ '\uFB33': 1, '😀': 2, '\u20AC': 3, 1: 4 })).toBe('{"1":4,"€":3,"😀":2,"\uFB33":1}')
  })

  test('reads back as the same value, whatever order its members come in', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(shuffled(value))).toBe(text)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
      }),
    )
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 3n, () => 1])('has none for %s', (value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError)
  })
})

describe('what is written of a number', () => {
  test('is near it, stays as it is when written again, and is never a negative nought', () => {
    fc.assert(
      fc.property(fc.double({ min: -180, max: 180, noNaN: true }), (value) => {
        expect(Math.abs(quantiseDeg(value) - value)).toBeLessThanOrEqual(0.51e-7)
        expect(quantiseDeg(quantiseDeg(value))).toBe(quantiseDeg(value))
        expect(Math.abs(quantiseM(value) - value)).toBeLessThanOrEqual(0.51e-3)
        expect(Object.is(quantiseM(value * 1e-9), -0)).toBe(false)
      }),
    )
  })
})
