import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Id } from '../../../src/core/units/id.ts'
import { UUID7_RANDOM_BYTES, uuid7 } from '../../../src/core/units/uuid7.ts'

const random = fc.uint8Array({ minLength: UUID7_RANDOM_BYTES, maxLength: UUID7_RANDOM_BYTES })
const time = fc.integer({ min: 0, max: 2 ** 48 - 1 })

describe('a UUID of version 7', () => {
  it('is the sample of RFC 9562, appendix A.6', () => {
    const chance = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f])
    expect(uuid7(0x017f22e279b0, chance)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
  })

  it('is an id, sorts by its time, and keeps every random bit that it has room for', () => {
    fc.assert(
      fc.property(time, time, random, random, (a, b, chanceA, chanceB) => {
        const [idA, idB] = [uuid7(a, chanceA), uuid7(b, chanceB)]
        expect(Id.parse(idA)).toBe(idA)
        expect(idA[14]).toBe('7')
        expect(Number.parseInt(idA.replaceAll('-', '').slice(0, 12), 16)).toBe(a)
        if (a !== b) expect(idA < idB).toBe(a < b)
      }),
    )
    const bits = (id: string): bigint => BigInt(`0x${id.replaceAll('-', '')}`)
    const none = bits(uuid7(0, new Uint8Array(UUID7_RANDOM_BYTES)))
    const all = bits(uuid7(0, new Uint8Array(UUID7_RANDOM_BYTES).fill(0xff)))
    expect((all ^ none).toString(2).replaceAll('0', '')).toHaveLength(74)
  })

  it('is refused a time that it cannot hold, and too little chance', () => {
    const chance = new Uint8Array(UUID7_RANDOM_BYTES)
    for (const atMs of [-1, 2 ** 48, Number.NaN, Infinity])
      expect(() => uuid7(atMs, chance)).toThrow(RangeError)
    expect(() => uuid7(0, chance.subarray(1))).toThrow(RangeError)
  })
})
