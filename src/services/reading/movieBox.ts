import { boxAt, boxHeader } from '../../core/footage/clip/boxes.ts'
import type { Fragment } from '../../core/footage/clip/fragments.ts'
import { openPlain } from '../../store/openFile.ts'

/** A movie header box is read so far, and all fragments' heads together. */
const LARGEST_MOOV = 64 * 1024 * 1024
const LARGEST_FRAGMENTS = 64 * 1024 * 1024
/** An hour in fragments of a second has 7,200. */
const MOST_BOXES = 100_000

/** What a clip says of itself: the body of its `moov` box, and the heads of its fragments where it is written in those. */
export type Movie = {
  readonly moov: Uint8Array
  readonly fragments: readonly Fragment[]
  /** More there was than is read. */
  readonly isCut: boolean
}

/** Walks the top-level boxes of a clip, wherever its `moov` box stands; null when there is none. */
export async function movieBox(path: string): Promise<Movie | null> {
  const file = await openPlain(path)
  const part = async (from: number, length: number): Promise<Uint8Array> => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from)
    return buffer.subarray(0, bytesRead)
  }
  try {
    const { size: fileSize } = await file.stat()
    let moov: Uint8Array | null = null
    const fragments: Fragment[] = []
    let [read, isCut] = [0, false]
    for (let from = 0, boxes = 0; from < fileSize; boxes++) {
      const header = boxHeader(await part(from, 16))
      if (!header || (header.size !== 0 && header.size < header.headerBytes)) break
      // A camera that lost its power leaves a last box that is shorter than it says.
      const size = Math.min(header.size === 0 ? Number.POSITIVE_INFINITY : header.size, fileSize - from)
      const body = [from + header.headerBytes, Math.max(0, size - header.headerBytes)] as const
      if (header.type === 'moov' && !moov) {
        moov = await part(body[0], Math.min(body[1], LARGEST_MOOV))
        isCut ||= body[1] > LARGEST_MOOV
        if (!boxAt(moov, ['mvex'])) break
      } else if (header.type === 'moof') {
        read += body[1]
        isCut ||= read > LARGEST_FRAGMENTS || boxes >= MOST_BOXES
        if (isCut) break
        fragments.push({ atByte: from, body: await part(...body) })
      }
      if (boxes >= MOST_BOXES) break
      from += size
    }
    return moov && { moov, fragments, isCut }
  } finally {
    await file.close()
  }
}
