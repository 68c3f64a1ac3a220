import { createHash } from 'node:crypto'
import fsp from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { isLargeSize, type StoredEntry, storedHead, zipEnd } from '../../core/formats/zipWrite.ts'
import { NOT_AS_RECORDED } from '../../store/copies.ts'
import { type LocalCopy, whileLocal } from '../../store/localCopy.ts'
import { openPlain } from '../../store/openFile.ts'
import type { Work } from '../host/work.ts'

/** What a ZIP without its 64-bit extension can hold, bytes and entries. */
const MOST_BYTES = 0xf000_0000
const MOST_ENTRIES = 0xfffe

/** `sha256` is what a file must be; null of what was written for this archive alone. */
export type ZipEntry = {
  readonly name: string
  /** The file, held on this machine while it is written. */
  readonly hold: () => Promise<LocalCopy>
  readonly sizeBytes: number
  readonly sha256: string | null
}

/** Whether some files fit into one ZIP. */
export const fitsZip = (entries: readonly ZipEntry[]): boolean =>
  entries.length <= MOST_ENTRIES &&
  entries.reduce((sum, { sizeBytes }) => sum + sizeBytes + 1000, 0) < MOST_BYTES

/**
 * Writes files as they are, not packed again, into a ZIP (APPNOTE 6.3), one chunk in memory at a time. Names are UTF-8;
 * all are dated with the time of the export, in UTC. Each is hashed on its way; files and archive may have any size (ZIP64).
 * @throws `NOT_AS_RECORDED`, with the entry's name for its message, at a file that is another one.
 */
export async function storeZip(
  target: string,
  entries: readonly ZipEntry[],
  atMs: number,
  work: Work = {},
): Promise<number> {
  const out = await fsp.open(target, 'wx')
  try {
    const stored: StoredEntry[] = []
    let end = 0
    for (const { name, hold, sha256, sizeBytes } of entries) {
      const at = end
      const isLarge = isLargeSize(sizeBytes)
      // Sum and size are known once the bytes are through: the head is written then.
      const from = at + storedHead({ name, crc: 0, size: 0, at, isLarge }, atMs).length
      const { crc, size, hash } = await whileLocal(await hold(), (file) => copyInto(out, file, from, work))
      const isOther = size !== sizeBytes && (isLarge || isLargeSize(size))
      if (isOther || (sha256 !== null && hash !== sha256))
        throw Object.assign(new Error(name), { code: NOT_AS_RECORDED })
      const entry = { name, crc, size, at, isLarge }
      await put(out, storedHead(entry, atMs), at)
      stored.push(entry)
      end = from + size
    }
    const directory = zipEnd(stored, end, atMs)
    await put(out, directory, end)
    return end + directory.length
  } finally {
    await out.close()
  }
}

const put = (out: fsp.FileHandle, bytes: Uint8Array, at: number) => out.write(bytes, 0, bytes.length, at)

async function copyInto(
  out: fsp.FileHandle,
  path: string,
  from: number,
  { signal, onBytes }: Work,
): Promise<{ crc: number; size: number; hash: string }> {
  const hash = createHash('sha256')
  const file = await openPlain(path)
  try {
    const chunk = Buffer.allocUnsafe(1 << 20)
    let [crc, size] = [0, 0]
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length, null)
      signal?.throwIfAborted()
      if (bytesRead === 0) return { crc, size, hash: hash.digest('hex') }
      hash.update(chunk.subarray(0, bytesRead))
      crc = crc32(chunk.subarray(0, bytesRead), crc)
      await out.write(chunk, 0, bytesRead, from + size)
      size += bytesRead
      onBytes?.(bytesRead)
    }
  } finally {
    await file.close()
  }
}
