/** The head of a DJI flight record of the versions that are not encrypted, laid out as their parsers read it. */
export function aDjiRecord(of: {
  startMs: number
  lat: number
  lon: number
  distanceM: number
  durationS: number
  version?: number
}): Uint8Array {
  const HEAD = 100
  const RECORDS = 40
  const details = Buffer.alloc(600)
  // Four names of places of 20 bytes, three flags, two counts.
  let at = 4 * 20 + 3 + 8
  at = details.writeBigInt64LE(BigInt(of.startMs), at)
  at = details.writeDoubleLE(of.lon, at)
  at = details.writeDoubleLE(of.lat, at)
  at = details.writeFloatLE(of.distanceM, at)
  details.writeInt32LE(of.durationS * 1000, at)
  const head = Buffer.alloc(HEAD)
  head.writeBigUInt64LE(BigInt(HEAD + RECORDS), 0)
  head.writeUInt16LE(details.length, 8)
  head.writeUInt8(of.version ?? 8, 10)
  return Buffer.concat([head, Buffer.alloc(RECORDS, 0xff), details])
}
