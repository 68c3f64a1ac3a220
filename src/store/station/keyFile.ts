import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { fail, ok, type Result } from '../../core/units/result.ts'
import type { ProblemCode } from '../../core/units/problem.ts'

/**
 * A station's key as a file: which workspace it is of, both halves (the private one as PKCS #8, plain or wrapped), and the
 * last head that it signed. What is wrong with one is said by a code alone: no word of it gets into a message.
 */

const FORM = 1
/** Ours have some 600 bytes. */
export const MOST_KEY_BYTES = 10_000

const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`))
const Base64 = z
  .string()
  .max(4000)
  .refine((text) => Buffer.from(text, 'base64').toString('base64') === text)

/** The last head that a key signed and knows committed: a number in the chain, its entry's hash, and the tree's root. */
export type HeadRecord = { readonly seq: number; readonly hash: string; readonly root: string }

const HeadRecord = z.strictObject({
  seq: z.int().min(0),
  hash: hex(64),
  root: z.string().min(1).max(100),
})
const KeyFile = z
  .strictObject({
    form: z.literal(FORM),
    workspace: z.string().min(1).max(100),
    station: hex(32),
    /** The 32 bytes of RFC 8032. */
    publicKey: Base64,
    privateKey: Base64.optional(),
    wrapped: Base64.optional(),
    record: HeadRecord.nullable(),
  })
  .refine((file) => (file.privateKey === undefined) !== (file.wrapped === undefined))
export type KeyFile = z.infer<typeof KeyFile>

/** The station of a public key. */
export const stationOfKey = (publicKey: Uint8Array): string =>
  createHash('sha256').update(publicKey).digest('hex').slice(0, 32)

/** The text of a key's file. */
export const keyFileText = (file: Omit<KeyFile, 'form'>): string =>
  `${JSON.stringify({ form: FORM, ...file }, null, 1)}\n`

/** Reads the file `file` of `station`: `key_unreadable` with its problem where it is none, or of another station. */
export function readKeyText(text: string, file: string, station: string): Result<KeyFile> {
  const refused = (problem: ProblemCode) => fail('key_unreadable', { file, problem })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refused('key_not_json')
  }
  const form = (value as { form?: unknown } | null)?.form
  if (typeof form === 'number' && form > FORM) return refused('key_newer')
  const parsed = KeyFile.safeParse(value)
  if (!parsed.success) return refused('key_form')
  const named = parsed.data.station
  if (named !== station || stationOfKey(Buffer.from(parsed.data.publicKey, 'base64')) !== named)
    return refused('key_other_station')
  return ok(parsed.data)
}

/** The raw public half of a private key. */
export function publicHalf(key: KeyObject): Buffer {
  const { x } = createPublicKey(key).export({ format: 'jwk' })
  return Buffer.from(x ?? '', 'base64url')
}

/** The private key of PKCS #8 bytes; null where they are none, or not the other half of `publicKey`. */
export function privateHalf(pkcs8: Uint8Array, publicKey: Uint8Array): KeyObject | null {
  try {
    const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })
    const fits = key.asymmetricKeyType === 'ed25519' && publicHalf(key).equals(publicKey)
    return fits ? key : null
  } catch {
    return null
  }
}
