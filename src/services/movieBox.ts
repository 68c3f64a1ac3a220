import fsp from 'node:fs/promises'
import { boxHeader } from '../core/footage/clip.ts'

/** A movie header box larger than this is not read. */
const LARGEST_MOOV = 64 * 1024 * 1024
const MOST_BOXES = 10_000

/** The `moov` box of a clip, wherever it stands: its top-level boxes are walked; null when there is none. */
export async function movieBox(path: string): Promise<Uint8Array | null> {
  const file = await fsp.open(path, 'r')
  const part = async (from: number, length: number): Promise<Uint8Array> => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from)
    return buffer.subarray(0, bytesRead)
  }
  try {
    const { size: fileSize } = await file.stat()
    for (let from = 0, boxes = 0; from < fileSize && boxes < MOST_BOXES; boxes++) {
      const header = boxHeader(await part(from, 16))
      if (!header || (header.size !== 0 && header.size < header.headerBytes)) return null
      const size = header.size === 0 ? fileSize - from : header.size
      if (header.type === 'moov') return await part(from, Math.min(size, LARGEST_MOOV, fileSize - from))
      from += size
    }
    return null
  } finally {
    await file.close()
  }
}
