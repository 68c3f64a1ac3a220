import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'
import { type Cost, type Phc, readPhc, writePhc } from '../../core/people/secret.ts'

const SALT_BYTES = 16
const HASH_BYTES = 32
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '')

/** `maxmem` twice what the parameters need: Node refuses more than 32 MiB unless it is told. */
const derived = (text: string, salt: Uint8Array, { ln, r, p }: Cost, bytes: number): Buffer =>
  scryptSync(text, salt, bytes, { N: 2 ** ln, r, p, maxmem: 256 * 2 ** ln * r * p })

/** Slow on purpose: jobs of a thread, never of the services' own. */
export const secretJobs = {
  /** What a text is kept as, with a salt of its own. */
  keptAs: ({ text, cost }: { readonly text: string; readonly cost: Cost }): Phc => {
    const salt = randomBytes(SALT_BYTES)
    return writePhc(cost, base64(salt), base64(derived(text, salt, cost, HASH_BYTES)))
  },
  /** Whether a text is what a PHC string was made of; compared in a time that tells nothing. */
  isKeptAs: ({ text, phc }: { readonly text: string; readonly phc: Phc }): boolean => {
    const { salt, hash, ...cost } = readPhc(phc)
    const known = Buffer.from(hash, 'base64')
    return timingSafeEqual(known, derived(text, Buffer.from(salt, 'base64'), cost, known.length))
  },
}
