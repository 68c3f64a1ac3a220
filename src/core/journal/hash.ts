/** SHA-256 (FIPS 180-4) of bytes, 32 bytes: the platform's own, passed in. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

const encoder = new TextEncoder()
/** A text as UTF-8. */
export const utf8 = (text: string): Uint8Array => encoder.encode(text)

const DIGITS = utf8('0123456789abcdef')
const ascii = new TextDecoder()

/** Bytes as lower-case hexadecimal digits: one text, not pieces that every map of hashes has to put together first. */
export function hexOf(bytes: Uint8Array): string {
  const codes = new Uint8Array(2 * bytes.length)
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0
    codes[2 * i] = DIGITS[byte >> 4] ?? 0
    codes[2 * i + 1] = DIGITS[byte & 15] ?? 0
  }
  return ascii.decode(codes)
}

/** The value of a hexadecimal digit by its code; not a number where it is none. */
const valueOf = (code: number): number =>
  code >= 0x30 && code <= 0x39 ? code - 0x30 : code >= 0x61 && code <= 0x66 ? code - 0x61 + 10 : Number.NaN

/** The bytes of hexadecimal digits. @throws {RangeError} where they are none. */
export function bytesOfHex(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length >> 1)
  for (let i = 0; i < hex.length; i += 2) {
    const byte = valueOf(hex.charCodeAt(i)) * 16 + valueOf(hex.charCodeAt(i + 1))
    if (Number.isNaN(byte)) throw new RangeError(`no hexadecimal digits: ${hex.slice(0, 70)}`)
    bytes[i >> 1] = byte
  }
  return bytes
}

/** SHA-256 of a text's UTF-8, as 64 hexadecimal digits: what entries, documents and versions are called by. */
export const hashOfText = (text: string, sha256: Sha256): string => hexOf(sha256(utf8(text)))
