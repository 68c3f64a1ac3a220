import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mavlinkCrc } from '../../../src/core/units/mavlinkCrc.ts'

/** CRC-16/MCRF4XX bit by bit: reflected polynomial 0x8408, begun with ones. */
function bitByBit(bytes: readonly number[]): number {
  let sum = 0xffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >> 1) ^ 0x8408 : sum >> 1
  }
  return sum
}

it('is 0x6F91 over 123456789, as the catalogue of checksums has it', () => {
  const text = new TextEncoder().encode('12345678')
  expect(mavlinkCrc(text, 0, text.length, 0x39)).toBe(0x6f91)
})

it('is the checksum bit by bit, of any bytes from anywhere to anywhere', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      fc.nat(300),
      fc.nat(300),
      fc.nat(255),
      (bytes, a, b, extra) => {
        const [from, to] = [Math.min(a, b, bytes.length), Math.min(Math.max(a, b), bytes.length)]
        expect(mavlinkCrc(bytes, from, to, extra)).toBe(bitByBit([...bytes.subarray(from, to), extra]))
      },
    ),
  )
})
