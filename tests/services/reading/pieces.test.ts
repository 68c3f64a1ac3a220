import { serialize } from 'node:v8'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addPiece, inPieces } from '../../../src/services/reading/threads/pieces.ts'

/** What a receiver makes of a value, every message copied as it is between threads; and the size of each, bytes. */
function received(value: unknown, most?: number): { value: unknown; sizes: number[] } {
  const { frame, pieces } = inPieces(value, most)
  const made = structuredClone(frame)
  const sizes = [serialize(frame).length]
  for (const piece of pieces) {
    addPiece(made, structuredClone(piece))
    sizes.push(serialize(piece).length)
  }
  return { value: made, sizes }
}

describe('a value in pieces', () => {
  it('is the same again, however small the pieces are', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 6, depthSize: 'large' }),
        fc.integer({ min: 1, max: 20 }),
        (value, most) => {
          expect(received(value, most).value).toEqual(structuredClone(value))
        },
      ),
    )
  })

  it('keeps members that are called as something that objects have, and members that are undefined', () => {
    const value = JSON.parse(
      '{"__proto__": [1, 2, 3, {"__proto__": {"a": [4, 5, 6]}}], "constructor": [7, 8]}',
    )
    const whole = received({ value, none: undefined, many: [undefined, 1, 2, 3] }, 2).value as {
      value: object
    }
    expect(JSON.stringify(whole)).toBe(JSON.stringify({ value, many: [undefined, 1, 2, 3] }))
    expect(Object.getPrototypeOf(whole.value)).toBe(Object.prototype)
    expect(Object.hasOwn(whole, 'none')).toBe(true)
  })

  it.each([
    ['one long array', Array.from({ length: 100_000 }, (_, i) => ({ lat: i, lon: i }))],
    ['an array of a few long ones', Array.from({ length: 5 }, () => ({ ring: Array(20_000).fill(1.5) }))],
    [
      'an object of many members',
      Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`m${i}`, [i]])),
    ],
  ])('comes in messages that are each small: %s', (_, value) => {
    const { value: whole, sizes } = received(value)
    expect(whole).toEqual(value)
    expect(Math.max(...sizes)).toBeLessThan(150_000)
  })

  it('is its own frame where it is small', () => {
    const value = { bytes: new ArrayBuffer(9), list: [1, 2, 3] }
    const { frame, pieces } = inPieces(value)
    expect(frame).toBe(value)
    expect([...pieces]).toEqual([])
  })
})
