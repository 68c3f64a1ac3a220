const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Bytes in base 64 with padding (RFC 4648, section 4). */
export function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = bytes.subarray(i, i + 3)
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0)
    text += DIGITS.charAt(bits >> 18) + DIGITS.charAt((bits >> 12) & 63)
    text += b === undefined ? '=' : DIGITS.charAt((bits >> 6) & 63)
    text += c === undefined ? '=' : DIGITS.charAt(bits & 63)
  }
  return text
}

/** The bytes of a text in base 64; null where it is not the one text of any bytes. */
export function bytesOfBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  for (let i = 0, at = 0; i < text.length; i += 4) {
    const bits = [0, 1, 2, 3].reduce(
      (all, k) => (all << 6) | Math.max(0, DIGITS.indexOf(text.charAt(i + k))),
      0,
    )
    for (const shift of [16, 8, 0]) if (at < bytes.length) bytes[at++] = (bits >> shift) & 255
  }
  // Bits behind the last byte that are not nought would make two texts of the same bytes.
  return base64Of(bytes) === text ? bytes : null
}
