import fs from 'node:fs'
import path from 'node:path'
import type { Scratch } from '../../store/scratch.ts'
import type { Context } from './context.ts'
import { nextRef } from './refs.ts'

/** Files offered to the window for fetching are kept this many at a time. */
const DOWNLOADS_KEPT = 20

export type Download = { readonly path: string; readonly fileName: string; readonly mimeType: string }

/** Files that the window may fetch, by the reference of their offer. */
export type Offers = Pick<Context, 'scratchFile' | 'offerFile' | 'offerDownload'> & {
  /** What was offered under a reference; what is long past was taken back. */
  readonly download: (id: string) => Download | null
}

export function offersFrom(scratch: Scratch): Offers {
  const downloads = new Map<string, Download>()
  const scratchFile = (): string => path.join(scratch.folder('offered'), nextRef())
  /** What is taken back is removed where it was made for this alone. */
  const offerFile: Offers['offerFile'] = (fileName, mimeType, of) => {
    const id = nextRef()
    downloads.set(id, { path: of, fileName, mimeType })
    for (const [old, { path: stale }] of downloads) {
      if (downloads.size <= DOWNLOADS_KEPT) break
      if (scratch.holds(stale)) fs.rmSync(stale, { force: true })
      downloads.delete(old)
    }
    return id
  }
  return {
    scratchFile,
    offerFile,
    offerDownload(fileName, mimeType, bytes) {
      const made = scratchFile()
      fs.writeFileSync(made, bytes)
      return offerFile(fileName, mimeType, made)
    },
    download: (id) => downloads.get(id) ?? null,
  }
}
