/** SHA-256 (FIPS 180-4) of bytes, 32 bytes: the platform's own, passed in. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

/** Bytes as lower-case hexadecimal digits. */
export function hexOf(bytes: Uint8Array): string {
  let hex = ''
  for (const byte of bytes) hex += HEX[byte]
  return hex
}

/** Two digits for each byte: chains of many entries are made of hashes. */
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** The bytes of hexadecimal digits. @throws {RangeError} where they are none. */
export function bytesOfHex(hex: string): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/.test(hex)) throw new RangeError(`no hexadecimal digits: ${hex.slice(0, 70)}`)
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) =>
    Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16),
  )
}

/** A text as UTF-8. */
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/** SHA-256 of a text's UTF-8, as 64 hexadecimal digits: what entries, documents and versions are called by. */
export const hashOfText = (text: string, sha256: Sha256): string => hexOf(sha256(utf8(text)))
