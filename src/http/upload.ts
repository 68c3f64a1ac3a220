import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import type { IncomingMessage } from 'node:http'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { systemFailure } from '../contract/errors.ts'
import type { Limits } from './limits.ts'

/** The largest file that may be uploaded, bytes: 64 GiB, an hour of 4K video and to spare. */
const FILE_LIMIT_BYTES = 64 * 1024 ** 3

type Received =
  | { ok: true; path: string; name: string }
  | { ok: false; status: number; code: string; params: Record<string, string | number> }

/** A name for show only: its last part, without control characters; never used as a path. */
export const shownName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? '').replace(/\p{Cc}/gu, '').slice(0, 255)

/** Streams an upload to a file of its own in `folder`; what came of a broken one is removed. */
export async function receiveFile(
  request: IncomingMessage,
  folder: string,
  givenName: string,
  { stallMs, leastBytes }: Pick<Limits, 'stallMs' | 'leastBytes'>,
  limitBytes = FILE_LIMIT_BYTES,
): Promise<Received> {
  const name = shownName(givenName)
  if (name === '')
    return {
      ok: false,
      status: 400,
      code: 'bad_input',
      params: { path: 'name', problem: 'file_name_needed' },
    }
  const tooLarge: Received = {
    ok: false,
    status: 413,
    code: 'file_too_large',
    params: { file: name, limit: Math.floor(limitBytes / 1024 / 1024) },
  }
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) return tooLarge
  const target = path.join(folder, randomUUID())
  let size = 0
  let isOver = false
  let isLate = false
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      isOver = size > limitBytes
      done(isOver ? new Error('too large') : null, chunk)
    },
  })
  // Of an upload that is under way each stretch brings something, but where it is this side that lets it wait.
  let seen = 0
  const look = setInterval(() => {
    isLate = size - seen < leastBytes && !count.writableNeedDrain && !request.complete
    seen = size
    if (isLate) request.destroy()
  }, stallMs)
  look.unref()
  try {
    await pipeline(request, count, fs.createWriteStream(target, { flags: 'wx', mode: 0o600 }))
    return { ok: true, path: target, name }
  } catch (error) {
    fs.rmSync(target, { force: true })
    if (isOver) return tooLarge
    // What the network says of the sender is no word of a disk.
    const failed = isLate || request.destroyed ? null : systemFailure(error)
    return failed
      ? { ok: false, status: 507, code: failed.code, params: { file: name, problem: failed.problem } }
      : {
          ok: false,
          status: 400,
          code: 'unreadable_file',
          params: { file: name, problem: isLate ? 'upload_slow' : 'upload_broke', at: '' },
        }
  } finally {
    clearInterval(look)
  }
}
