/**
 * CRC-16/MCRF4XX, the checksum of MAVLink (https://mavlink.io/en/guide/serialization.html#checksum), eight bytes at a time:
 * a table for each of the eight, where one table would make each byte wait for the one before it.
 */
const AT_ONCE = 8
/** Of table k: what a byte comes to after k more of them that are nought. */
const tables: Uint16Array[] = []
const first = Uint16Array.from({ length: 256 }, (_, byte) => {
  const t = (byte ^ (byte << 4)) & 0xff
  return (t << 8) ^ (t << 3) ^ (t >> 4)
})
for (let table = first; tables.length < AT_ONCE; ) {
  tables.push(table)
  table = table.map((sum) => (sum >> 8) ^ (first[sum & 0xff] as number))
}
const [T0, T1, T2, T3, T4, T5, T6, T7] = tables as [
  Uint16Array,
  Uint16Array,
  Uint16Array,
  Uint16Array,
  Uint16Array,
  Uint16Array,
  Uint16Array,
  Uint16Array,
]

/** The checksum of `bytes` from `from` to before `to`, and of the `extra` byte by which a message's fields are held. */
export function mavlinkCrc(bytes: Uint8Array, from: number, to: number, extra: number): number {
  let sum = 0xffff
  let i = from
  for (; i + AT_ONCE <= to; i += AT_ONCE)
    sum =
      (T7[((bytes[i] as number) ^ sum) & 0xff] as number) ^
      (T6[(bytes[i + 1] as number) ^ (sum >> 8)] as number) ^
      (T5[bytes[i + 2] as number] as number) ^
      (T4[bytes[i + 3] as number] as number) ^
      (T3[bytes[i + 4] as number] as number) ^
      (T2[bytes[i + 5] as number] as number) ^
      (T1[bytes[i + 6] as number] as number) ^
      (T0[bytes[i + 7] as number] as number)
  for (; i < to; i++) sum = (sum >> 8) ^ (T0[((bytes[i] as number) ^ sum) & 0xff] as number)
  return (sum >> 8) ^ (T0[(extra ^ sum) & 0xff] as number)
}
