import { createHash, createPublicKey, verify } from 'node:crypto'
import type { Proving } from '../../core/journal/arriving.ts'

/** SHA-256 and Ed25519 (RFC 8032) of this platform. */
export const PROVING: Proving = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  verify(bytes, signature, publicKey) {
    try {
      const x = Buffer.from(publicKey).toString('base64url')
      const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
      return verify(null, bytes, key, signature)
    } catch {
      return false
    }
  },
}
