import { createHash, randomBytes } from 'node:crypto'
import type { HeadRecord } from '../../src/store/station/keys.ts'
import { keepSecret } from '../../src/store/station/keyringFile.ts'
import { SECRET_BYTES, type Wrapping, wrappingBy } from '../../src/store/station/wrapping.ts'

/** A head as a key records it, of a chain that is the same for everybody. */
export const aHead = (seq: number): HeadRecord => ({
  seq,
  hash: createHash('sha256').update(`entry ${seq}`).digest('hex'),
  root: createHash('sha256').update(`root ${seq}`).digest('base64'),
})

/** A keyring that keeps keys in a folder, and has given its secret. */
export function aWrapping(dir: string): Wrapping {
  keepSecret(dir, Buffer.from('as the keyring closed it'))
  const secret = randomBytes(SECRET_BYTES)
  return wrappingBy(() => secret)
}
