import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import type { HeadRecord, Wrapping } from '../../src/store/station/keys.ts'

/** A head as a key records it, of a chain that is the same for everybody. */
export const aHead = (seq: number): HeadRecord => ({
  seq,
  hash: createHash('sha256').update(`entry ${seq}`).digest('hex'),
  root: createHash('sha256').update(`root ${seq}`).digest('base64'),
})

/** A keyring that opens what it wrapped itself, and nothing else. */
export function aWrapping(): Wrapping {
  const secret = randomBytes(32)
  return {
    wrap(bytes) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', secret, iv)
      return Buffer.concat([iv, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
    },
    unwrap(wrapped) {
      const [iv, tag] = [wrapped.subarray(0, 12), wrapped.subarray(-16)]
      try {
        const opened = createDecipheriv('aes-256-gcm', secret, iv)
        opened.setAuthTag(tag)
        return Buffer.concat([opened.update(wrapped.subarray(12, -16)), opened.final()])
      } catch {
        return null
      }
    },
  }
}
