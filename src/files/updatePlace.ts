import { createHash, createPublicKey, verify } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { offered, UPDATE_FILE, type UpdateFile } from '../core/policy/update.ts'
import { fail, ok, type Result } from '../core/units/result.ts'

/** A manifest is never larger, bytes. */
const MOST_MANIFEST_BYTES = 100_000
/** A place on a network that says nothing for so long is not there, ms; a whole file may take longer. */
const ANSWER_MS = 30_000
const FILE_MS = 60 * 60_000
/** Before the 32 bytes of an Ed25519 key in the form that Node takes (SPKI). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')

/** What of the system is done to our own file. */
const WRITING: readonly (string | undefined)[] = ['write', 'fsync', 'rename']

export type Here = { readonly installed: string; readonly platform: string; readonly arch: string }

/** The bytes of a file in a place: a folder, or an address, from which nothing leads elsewhere. @throws the system's error */
async function open(place: string, name: string, ms: number): Promise<Readable> {
  if (!/^https?:\/\//i.test(place)) return fs.createReadStream(path.join(place, name))
  const url = new URL(encodeURIComponent(name), place.endsWith('/') ? place : `${place}/`)
  const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(ms) })
  if (!answer.ok || !answer.body) throw Object.assign(new Error(), { code: `HTTP ${answer.status}` })
  return Readable.from(answer.body)
}

const problemOf = (error: unknown): string => {
  const { code, cause, name } = error as { code?: string | number; cause?: { code?: string }; name?: string }
  if (name === 'TimeoutError') return 'ETIMEDOUT'
  return cause?.code ?? (typeof code === 'string' ? code : 'EIO')
}

/**
 * What a place offers to this computer, signed with the pinned key (32 bytes, base64); null: nothing newer. Fails as `offered`,
 * with `update_bad_key`, or with `update_unreachable` (`place`, `problem`).
 */
export async function newVersion(
  place: string,
  key: string,
  here: Here,
): Promise<Result<{ readonly version: string; readonly file: UpdateFile } | null>> {
  const raw = Buffer.from(key, 'base64')
  if (raw.length !== 32 || raw.toString('base64') !== key) return fail('update_bad_key')
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' })
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of await open(place, UPDATE_FILE, ANSWER_MS)) {
      chunks.push(chunk as Buffer)
      size += (chunk as Buffer).length
      if (size > MOST_MANIFEST_BYTES) return fail('update_unfit', { problem: 'too_large' })
    }
  } catch (error) {
    return fail('update_unreachable', { place, problem: problemOf(error) })
  }
  return offered(Buffer.concat(chunks).toString('utf8'), here, (words, signature) =>
    verify(null, Buffer.from(words), publicKey, Buffer.from(signature, 'base64')),
  )
}

/**
 * Brings the file of a new version to `out`, whole and as the manifest says, or not at all: `update_differs` (`name`) where it is
 * another one, or larger; `cannot_write` (`file`, `problem`); `update_unreachable`. It is never run.
 */
export async function bringUpdate(place: string, file: UpdateFile, out: string): Promise<Result<void>> {
  const aside = `${out}.${process.pid}.part`
  const hash = createHash('sha256')
  let size = 0
  async function* measured(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of bytes) {
      size += chunk.length
      if (size > file.bytes) throw new Error('longer than the manifest says')
      hash.update(chunk)
      yield chunk
    }
  }
  try {
    const to = fs.createWriteStream(aside, { flags: 'wx', flush: true })
    await pipeline(await open(place, file.name, FILE_MS), measured, to)
    if (size !== file.bytes || hash.digest('hex') !== file.sha256)
      return fail('update_differs', { name: file.name })
    fs.renameSync(aside, out)
    return ok(undefined)
  } catch (error) {
    if (size > file.bytes) return fail('update_differs', { name: file.name })
    const { syscall, path: at } = error as NodeJS.ErrnoException
    return at === aside || WRITING.includes(syscall)
      ? fail('cannot_write', { file: out, problem: problemOf(error) })
      : fail('update_unreachable', { place, problem: problemOf(error) })
  } finally {
    fs.rmSync(aside, { force: true })
  }
}
