import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { common, minimal } from 'mavlink-mappings'
import { describe, expect, test } from 'vitest'
import { encodePacket, type Packet, packetReader } from '../../src/link/packet.ts'
import type { Signing } from '../../src/link/signing.ts'

const sender = { system: 247, component: 190 }
const readAll = (bytes: Uint8Array, cuts: readonly number[] = []): { packets: Packet[]; damaged: number } => {
  const packets: Packet[] = []
  const reader = packetReader((packet) => packets.push(packet))
  let from = 0
  for (const cut of [...cuts.map((c) => c % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]) {
    reader.take(bytes.subarray(from, Math.max(from, cut)))
    from = Math.max(from, cut)
  }
  return { packets, damaged: reader.counts.damaged }
}
const item = (seq: number, z: number) =>
  encodePacket(
    common.MissionItemInt,
    { seq, command: 16, frame: 3, x: 417_700_000 + seq, y: -1_099_700_000, z, targetSystem: 1 },
    sender,
    seq,
  )

describe('packets', () => {
  test('come back as they were written, however the stream is cut and whatever lies between them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(65_535), fc.float({ noNaN: true, noDefaultInfinity: true })), {
          maxLength: 12,
        }),
        fc.array(fc.nat(5000), { maxLength: 8 }),
        fc.uint8Array({ maxLength: 30 }).filter((junk) => !junk.includes(0xfd) && !junk.includes(0xfe)),
        (wanted, cuts, junk) => {
          const parts = wanted.flatMap(([seq, z]) => [junk, item(seq, z)])
          const { packets } = readAll(Buffer.concat(parts), cuts)
          expect(packets.map(({ fields }) => [fields['seq'], fields['z']])).toEqual(wanted)
        },
      ),
    )
  })

  test('with one byte changed are passed over, and the next one is still found', () => {
    const two = Buffer.concat([item(1, 50), item(2, 60)])
    const first = item(1, 50).length
    for (let at = 0; at < first; at++) {
      const changed = Buffer.from(two)
      changed[at] = (changed[at] as number) ^ 0x10
      const { packets } = readAll(changed)
      const whole = packets.filter(({ name }) => name === 'MISSION_ITEM_INT')
      expect(whole.at(-1)?.fields['seq']).toBe(2)
      // The bytes that are no part of the checksum's story: marks of versions and of what may be ignored.
      if (whole.length === 2) expect([0, 2]).toContain(at)
    }
  })

  test('of random bytes are none, and nothing is thrown', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.array(fc.nat(600)), (bytes, cuts) => {
        expect(readAll(bytes, cuts).packets).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  test('are signed as the guide says: 13 bytes more, the time growing', () => {
    const signing: Signing = { key: new Uint8Array(32).fill(7), linkId: 3, timestamp: 1000n }
    const signed = encodePacket(minimal.Heartbeat, { type: 18 }, sender, 1, signing)
    const plain = encodePacket(minimal.Heartbeat, { type: 18 }, sender, 1)
    expect(signed.length).toBe(plain.length + 13)
    expect(signed[2]).toBe(1)
    expect(signed[plain.length]).toBe(3)
    expect(signing.timestamp).toBe(1001n)
    expect(readAll(signed).packets[0]?.fields['type']).toBe(18)
    expect(encodePacket(minimal.Heartbeat, { type: 18 }, sender, 1, signing)).not.toEqual(signed)
  })

  const tlog = path.resolve(import.meta.dirname, '../../../shared/fixtures/synthetic-cc0/patrol.tlog')
  test.skipIf(!fs.existsSync(tlog))(
    'of a log that another program wrote are all read (../shared/fixtures)',
    () => {
      const { packets, damaged } = readAll(fs.readFileSync(tlog))
      const count = (name: string) => packets.filter((packet) => packet.name === name).length
      expect([count('GLOBAL_POSITION_INT'), count('HEARTBEAT'), count('SYSTEM_TIME')]).toEqual([
        600, 120, 120,
      ])
      expect(packets).toHaveLength(846)
      // Times stand between the packets of a log; by chance one looks like a beginning.
      expect(damaged).toBeLessThan(200)
    },
  )
})
