import { createHash } from 'node:crypto'
import fs from 'node:fs'
import fsp from 'node:fs/promises'
import path from 'node:path'
import { type LocalCopy, localFile, whileLocal } from './localCopy.ts'
import { entryAt, NOT_A_FILE, openPlain, withFile } from './openFile.ts'
import { makeFolderIn, placeNamed, renameLasting } from './whole.ts'

/** A file copied and proved, waiting for its transaction. */
export type Incoming = { sha256: string; sizeBytes: number }

/**
 * Originals by their SHA-256, read-only. A file is first brought to `incoming/`, hashed while it is copied and read
 * again; only after the transaction that records it does it move to its place, and opening the workspace finishes
 * moves that a crash cut short. So a record always has its original, and a file without a record never stands among
 * them.
 */
export type Vault = {
  /** What another thread opens the same vault by. */
  readonly dir: string
  /** Takes a file in, or a part of one, proved, to wait for its record. @throws `COPY_DIFFERS`, or what the system says. */
  bring(
    source: string,
    onBytes?: (bytes: number) => void,
    signal?: AbortSignal,
    part?: Part,
  ): Promise<Incoming>
  /**
   * An original as a file on this machine, in its place or waiting for its record; null where there is none.
   * @throws `NOT_A_FILE` where something else stands in its place.
   */
  localCopy(sha256: string): Promise<LocalCopy | null>
  /** A stretch of an original, bytes; shorter where it ends, null where there is none. @throws as `localCopy` does. */
  read(sha256: string, from: number, length: number): Promise<Uint8Array | null>
  /** What was brought whole and proved but never recorded, by size: an import that was cut short left it. */
  waiting(): Map<number, string[]>
  /** Puts what was recorded into its place; what has it already stays. */
  settle(sha256: string): void
  /** Whether there is a file in the place of an original, or waiting for it. */
  has(sha256: string): boolean
  /** Takes an original away that the journal says was deleted: nothing brings it back. */
  remove(sha256: string): void
  /** Takes away what was brought and will have no record. */
  forget(sha256: string): void
  /** Finishes what a crash cut short, and forgets what was left without a record. */
  recover(isRecorded: (sha256: string) => boolean): void
  /** Every original that stands in the vault, by hash. */
  list(): Generator<{ name: string; sha256: string | null }>
}

const HASH = /^[0-9a-f]{64}$/
/** An incoming file that no transaction claimed for a day was left by a process that died. */
const ABANDONED_MS = 24 * 3600 * 1000

/** The names in a folder; null of one that may not be looked into. */
function namesIn(folder: string): string[] | null {
  try {
    return fs.readdirSync(folder)
  } catch {
    return null
  }
}

/** `code` of the error when what was written is not what was read. */
export const COPY_DIFFERS = 'COPY_DIFFERS'

/** What is read at once; the next chunk is read while the last is hashed, so that disk and processor both work. */
const CHUNK_BYTES = 1 << 20

/** A stretch of a file, bytes. */
export type Part = { readonly from: number; readonly bytes: number }

/** Hands on the bytes of a file, or of a part of it, chunk by chunk, the next one being read while `work` has the last. */
export async function eachChunk(
  file: string,
  work: (chunk: Buffer) => void | Promise<void>,
  signal?: AbortSignal,
  part?: Part,
): Promise<void> {
  const handle = await openPlain(file)
  let [at, left] = [part?.from ?? 0, part?.bytes ?? Number.POSITIVE_INFINITY]
  const read = async (into: Buffer): Promise<{ bytesRead: number }> => {
    const found = await handle.read(into, 0, Math.min(CHUNK_BYTES, left), at).catch((error: unknown) => {
      // Node names no file here, and whoever copies has two.
      throw Object.assign(error as Error, { path: file })
    })
    at += found.bytesRead
    left -= found.bytesRead
    return found
  }
  try {
    let [current, spare] = [Buffer.allocUnsafe(CHUNK_BYTES), Buffer.allocUnsafe(CHUNK_BYTES)]
    let { bytesRead } = await read(current)
    while (bytesRead > 0) {
      signal?.throwIfAborted()
      const [next] = await Promise.all([read(spare), work(current.subarray(0, bytesRead))])
      ;[current, spare] = [spare, current]
      bytesRead = next.bytesRead
    }
  } finally {
    await handle.close()
  }
}

export async function hashFile(
  file: string,
  onBytes?: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<string> {
  const hash = createHash('sha256')
  await eachChunk(
    file,
    (chunk) => {
      hash.update(chunk)
      onBytes?.(chunk.length)
    },
    signal,
  )
  return hash.digest('hex')
}

/** Copies a file to a new one and onto the disk, hashing what is written while it is written. */
export async function copyHashed(
  source: string,
  target: string,
  onBytes?: (bytes: number) => void,
  signal?: AbortSignal,
  part?: Part,
): Promise<Incoming> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  const out = await fsp.open(target, 'wx')
  try {
    await eachChunk(
      source,
      async (chunk) => {
        const written = out.writeFile(chunk)
        hash.update(chunk)
        await written
        sizeBytes += chunk.length
        onBytes?.(chunk.length)
      },
      signal,
      part,
    )
    await out.sync()
  } finally {
    await out.close()
  }
  return { sha256: hash.digest('hex'), sizeBytes }
}

export function openVault(dir: string): Vault {
  const incoming = path.join(dir, 'incoming')
  const pathOf = (sha256: string) => {
    if (!HASH.test(sha256)) throw new Error(`not a SHA-256: ${sha256}`)
    return path.join(dir, sha256.slice(0, 2), sha256)
  }
  const found = (sha256: string): LocalCopy | null => {
    if (!HASH.test(sha256)) return null
    const settled = pathOf(sha256)
    const copy = localFile(settled) ?? localFile(path.join(incoming, sha256))
    if (!copy && entryAt(settled))
      throw Object.assign(new Error(settled), { code: NOT_A_FILE, path: settled })
    return copy
  }
  const settle = (sha256: string) => {
    const target = pathOf(sha256)
    const source = path.join(incoming, sha256)
    // What was proved just now takes the place of a file that stands there unrecorded, and may be anything.
    if (!fs.existsSync(source)) return
    makeFolderIn(path.dirname(target))
    try {
      renameLasting(source, target)
    } catch (error) {
      // Another process that opened the workspace just now has finished the same move.
      if (!fs.existsSync(target)) throw error
    }
  }
  return {
    dir,
    async bring(source, onBytes, signal, part) {
      makeFolderIn(incoming)
      return placeNamed(incoming, async (aside) => {
        const made = await copyHashed(source, aside, onBytes, signal, part)
        if ((await hashFile(aside, undefined, signal)) !== made.sha256)
          throw Object.assign(new Error(source), { code: COPY_DIFFERS })
        await fsp.chmod(aside, 0o444)
        return { made, file: path.join(incoming, made.sha256) }
      })
    },
    // Answered later where the bytes lie elsewhere.
    localCopy: async (sha256) => found(sha256),
    async read(sha256, from, length) {
      const original = found(sha256)
      if (!original) return null
      return whileLocal(original, async (file) => withFile(file, 'r', (open) => open.read(length, from)))
    },
    waiting() {
      const found = new Map<number, string[]>()
      for (const name of fs.existsSync(incoming) ? fs.readdirSync(incoming) : []) {
        const size = fs.statSync(path.join(incoming, name), { throwIfNoEntry: false })?.size
        if (HASH.test(name) && size !== undefined) found.set(size, [...(found.get(size) ?? []), name])
      }
      return found
    },
    settle,
    has: (sha256) =>
      HASH.test(sha256) && (fs.existsSync(pathOf(sha256)) || fs.existsSync(path.join(incoming, sha256))),
    remove(sha256) {
      for (const file of [path.join(incoming, path.basename(pathOf(sha256))), pathOf(sha256)]) {
        if (!fs.existsSync(file)) continue
        // Windows keeps what is read-only.
        fs.chmodSync(file, 0o644)
        fs.rmSync(file, { force: true })
      }
    },
    forget: (sha256) => fs.rmSync(path.join(incoming, path.basename(pathOf(sha256))), { force: true }),
    recover(isRecorded) {
      if (!fs.existsSync(incoming)) return
      for (const name of fs.readdirSync(incoming)) {
        const file = path.join(incoming, name)
        if (HASH.test(name) && isRecorded(name) && !fs.existsSync(pathOf(name))) settle(name)
        else if (
          Date.now() - (fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) >
          ABANDONED_MS
        )
          fs.rmSync(file, { force: true })
      }
    },
    *list() {
      if (!fs.existsSync(dir)) return
      if (!namesIn(dir)) {
        yield { name: '.', sha256: null }
        return
      }
      for (const folder of fs.readdirSync(dir, { withFileTypes: true })) {
        if (folder.name === 'incoming') continue
        const names = folder.isDirectory() ? namesIn(path.join(dir, folder.name)) : null
        if (!names) {
          yield { name: folder.name, sha256: null }
          continue
        }
        for (const name of names)
          yield {
            name: `${folder.name}/${name}`,
            sha256: HASH.test(name) && name.startsWith(folder.name) ? name : null,
          }
      }
    },
  }
}
