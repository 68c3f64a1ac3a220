import { createHash } from 'node:crypto'

/** SHA-256 as the core is given it. */
export const sha256 = (bytes: Uint8Array): Uint8Array =>
  new Uint8Array(createHash('sha256').update(bytes).digest())
