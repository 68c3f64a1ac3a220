import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { creditCodeCheckCharacter, isCreditCode } from '../../../src/core/site/creditCode.ts'

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'.split('')
const a17 = fc
  .array(fc.constantFrom(...ALPHABET), { minLength: 17, maxLength: 17 })
  .map((letters) => letters.join(''))

describe('the unified social credit code', () => {
  test('holds for the example of GB 32100-2015', () => {
    expect(isCreditCode('91350100M000100Y43')).toBe(true)
  })

  test('any one character changed, and any two neighbours exchanged, is noticed', () => {
    fc.assert(
      fc.property(a17, fc.nat(17), fc.constantFrom(...ALPHABET), (first, index, other) => {
        const code = `${first}${creditCodeCheckCharacter(first)}`
        expect(isCreditCode(code)).toBe(true)
        if (code[index] !== other)
          expect(isCreditCode(code.slice(0, index) + other + code.slice(index + 1))).toBe(false)
        const [a, b] = [code[index], code[index + 1]]
        if (b !== undefined && a !== b)
          expect(isCreditCode(`${code.slice(0, index)}${b}${a}${code.slice(index + 2)}`)).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })

  test.each(['', '91350100M000100Y4', '91350100M000100Y433', '91350100m000100Y43', '91350100I000100Y43'])(
    'refuses %s',
    (code) => {
      expect(isCreditCode(code)).toBe(false)
    },
  )
})
