import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { stationOf } from '../../core/journal/entry.ts'
import { PROBLEM_CODES, type ProblemCode } from '../../core/units/problem.ts'
import { fail, type Failure, ok, type Result } from '../../core/units/result.ts'
import { whileLocked } from '../fileLock.ts'
import { makeFolder } from '../whole.ts'
import { HeadRecord } from './headRecord.ts'

/**
 * A station's key as a file: which workspace it is of, both halves (the private one as PKCS #8, plain or wrapped), and the
 * last head that it signed. What is wrong with one is said by a code alone: no word of it gets into a message.
 */

export const FILE_MODE = 0o600
export const FOLDER_MODE = 0o700
/** Bits of the group and of all others. */
const OTHERS = 0o077
/** Held while a file that may be there is written anew. */
const LOCK = '.lock'
const PATIENCE_MS = 10_000

export const FORM = 1
const PUBLIC_BYTES = 32
/** Ours have some 600 bytes. */
export const MOST_KEY_BYTES = 10_000

/** Bytes in base 64, in their one text. */
export const Base64 = z
  .string()
  .max(4000)
  .refine((text) => Buffer.from(text, 'base64').toString('base64') === text)

const KeyFile = z
  .strictObject({
    form: z.literal(FORM),
    workspace: z.string().min(1).max(100),
    station: z.string().regex(/^[0-9a-f]{32}$/),
    /** The 32 bytes of RFC 8032. */
    publicKey: Base64.refine((text) => Buffer.from(text, 'base64').length === PUBLIC_BYTES),
    privateKey: Base64.optional(),
    wrapped: Base64.optional(),
    /** As it was when the file was written; what was signed since is kept beside it (`headFile.ts`). */
    record: HeadRecord.nullable(),
  })
  .refine((file) => (file.privateKey === undefined) !== (file.wrapped === undefined))
export type KeyFile = z.infer<typeof KeyFile>

/** The station of a public key. */
export const stationOfKey = (publicKey: Uint8Array): string =>
  stationOf(publicKey, (bytes) => createHash('sha256').update(bytes).digest())

/** The text of a key's file. */
export const keyFileText = (file: Omit<KeyFile, 'form'>): string =>
  `${JSON.stringify({ form: FORM, ...file }, null, 1)}\n`

/** What a text says as JSON; undefined where it is none. The parser's own message would quote it. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whether a newer program gave a file its form. */
export function isNewer(value: unknown): boolean {
  const form = (value as { form?: unknown } | null)?.form
  return typeof form === 'number' && form > FORM
}

/** Reads the file `file` of `station`: `key_unreadable` with its problem where it is none, or of another station. */
export function readKeyText(text: string, file: string, station: string): Result<KeyFile> {
  const refused = (problem: ProblemCode) => fail('key_unreadable', { file, problem })
  const value = jsonOf(text)
  if (value === undefined) return refused('key_not_json')
  if (isNewer(value)) return refused('key_newer')
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

/** What only its owner may read can be read by others. Windows has no such bits: there the user's own folder has its rights. */
export function exposed(file: string, mode: number, wanted: number): Failure | null {
  if (process.platform === 'win32' || (mode & OTHERS) === 0) return null
  const octal = (bits: number): string => (bits & 0o777).toString(8)
  return fail('key_exposed', { file, mode: octal(mode), wanted: octal(wanted) })
}

/** Why a file cannot be read or written, as a code that has words. */
export function problemOf(error: unknown): ProblemCode {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EFBIG') return 'too_large'
  return PROBLEM_CODES.find((known) => known === code) ?? 'unread'
}

/** What a system says where a file stands in the place of a folder. */
const isFileThere = (code: string): boolean => code === 'ENOTDIR' || code === 'EEXIST'

/** A key that could not be kept. */
function unwritten(error: unknown, file: string): Failure {
  const { code = '' } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return fail('disk_full', { file })
  if (code.startsWith('SQLITE_BUSY')) return fail('busy', { file })
  return fail('key_not_written', { file, problem: isFileThere(code) ? 'not_a_folder' : problemOf(error) })
}

/**
 * Does something in a folder of keys, which is made where there is none, with no other process between. What cannot be
 * written becomes its failure: `file` is what that names.
 */
export function inFolder<T>(dir: string, file: string, work: () => Result<T>): Result<T> {
  try {
    makeFolder(dir, FOLDER_MODE)
    const refused = exposed(dir, fs.statSync(dir).mode, FOLDER_MODE)
    if (refused) return refused
    return whileLocked(path.join(dir, LOCK), PATIENCE_MS, work)
  } catch (error) {
    return unwritten(error, file)
  }
}
