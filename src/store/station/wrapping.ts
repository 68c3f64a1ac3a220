import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/**
 * How the system's keyring keeps keys: it keeps one secret of the user, and that closes and opens all of them. So the
 * keyring is asked once, and a thread that signs needs but the secret.
 */
export type Wrapping = {
  /** The secret, while the keyring has given it. */
  secret(): Uint8Array | null
  /** Null where there is no secret, or it does not open them. */
  wrap(bytes: Uint8Array): Uint8Array | null
  unwrap(bytes: Uint8Array): Uint8Array | null
}

const CIPHER = 'aes-256-gcm'
export const SECRET_BYTES = 32
const [NONCE_BYTES, TAG_BYTES] = [12, 16]

/** Keys closed with a secret by AES-256-GCM: nonce, bytes, tag. */
export const wrappingBy = (secret: () => Uint8Array | null): Wrapping => ({
  secret,
  wrap(bytes) {
    const known = secret()
    if (!known) return null
    const nonce = randomBytes(NONCE_BYTES)
    const cipher = createCipheriv(CIPHER, known, nonce)
    return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
  },
  unwrap(bytes) {
    const known = secret()
    if (!known) return null
    try {
      const decipher = createDecipheriv(CIPHER, known, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
      const opened = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES))
      return Buffer.concat([opened, decipher.final()])
    } catch {
      return null
    }
  },
})
