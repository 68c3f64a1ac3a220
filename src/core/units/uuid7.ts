/** How many random bytes `uuid7` takes. */
export const UUID7_RANDOM_BYTES = 10

/**
 * A UUID of version 7 (RFC 9562, 5.7): 48 bits of UTC milliseconds first, so that ids sort as they were made, then 74
 * random bits.
 * @throws {RangeError} for a time before 1970 or beyond 48 bits, or fewer random bytes than `UUID7_RANDOM_BYTES`.
 */
export function uuid7(atMs: number, random: Uint8Array): string {
  if (!(atMs >= 0 && atMs < 2 ** 48)) throw new RangeError(`no time of a UUID: ${atMs}`)
  if (random.length < UUID7_RANDOM_BYTES) throw new RangeError(`too few random bytes: ${random.length}`)
  const time = Math.floor(atMs).toString(16).padStart(12, '0')
  const [a = 0, b = 0, c = 0, ...rest] = random.subarray(0, UUID7_RANDOM_BYTES)
  const tail = [0x70 | (a & 0x0f), b, 0x80 | (c & 0x3f), ...rest]
  const hex = time + tail.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
