import fs from 'node:fs'
import path from 'node:path'
import type { Scratch } from '../../store/scratch.ts'
import type { Session } from '../../contract/index.ts'
import type { Context } from './context.ts'
import { nextRef } from './refs.ts'

/** Files offered to the window for fetching are kept this many at a time. */
const DOWNLOADS_KEPT = 20

export type Download = { readonly path: string; readonly fileName: string; readonly mimeType: string }

/** Files that windows may fetch, by the reference of their offer. */
export type Offers = {
  /** How a session is offered files. */
  readonly to: (session: Session) => Pick<Context, 'scratchFile' | 'offerFile' | 'offerDownload'>
  /**
   * What was offered under a reference, to a session where one is given: what another one had prepared is not there for it.
   * What is long past was taken back.
   */
  readonly download: (id: string, session?: Session) => Download | null
}

export function offersFrom(scratch: Scratch): Offers {
  const downloads = new Map<string, Download & { readonly session: Session }>()
  const scratchFile = (): string => path.join(scratch.folder('offered'), nextRef())
  /** What is taken back is removed where it was made for this alone. */
  const offer = (session: Session, fileName: string, mimeType: string, of: string): string => {
    const id = nextRef()
    downloads.set(id, { path: of, fileName, mimeType, session })
    for (const [old, { path: stale }] of downloads) {
      if (downloads.size <= DOWNLOADS_KEPT) break
      if (scratch.holds(stale)) fs.rmSync(stale, { force: true })
      downloads.delete(old)
    }
    return id
  }
  return {
    to: (session) => ({
      scratchFile,
      offerFile: (fileName, mimeType, of) => offer(session, fileName, mimeType, of),
      offerDownload(fileName, mimeType, bytes) {
        const made = scratchFile()
        fs.writeFileSync(made, bytes)
        return offer(session, fileName, mimeType, made)
      },
    }),
    download(id, session) {
      const found = downloads.get(id)
      if (!found || (session && found.session !== session)) return null
      const { path: of, fileName, mimeType } = found
      return { path: of, fileName, mimeType }
    },
  }
}
