import type { Footage } from '../../core/footage/footage.ts'
import { footageOfOriginal } from '../../store/footage.ts'
import { Refusal, type Tx } from '../../store/workspace.ts'
import type { Context } from '../host/context.ts'
import { newId } from '../host/newId.ts'
import { bringIn } from './bringIn.ts'
import { safeStem } from './safeStem.ts'

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
/** What a scan may be. */
const SCANS = ['application/pdf', 'image/jpeg', 'image/png', 'image/tiff', 'image/heic']

/** A file that lies in the vault and waits for its record. */
export type Kept = {
  readonly sha256: string
  /** Puts its record into the transaction; the same file twice has one. Answers the record's id. */
  record(tx: Tx): string
  /** Puts it into its place, once all of it is committed. */
  settle(): void
}

/** Brings a paper or the scan of one into the vault. @throws {Refusal} `unreadable_file` where it is neither */
export async function keepFile(
  context: Context,
  file: string,
  fileName: string,
  as: 'word' | 'scan',
): Promise<Kept> {
  const brought = await bringIn(context, [], file, fileName, {})
  const mimeType = as === 'word' ? WORD : (brought?.described.mimeType ?? '')
  if (!brought || (as === 'scan' && !SCANS.includes(mimeType)))
    throw new Refusal('unreadable_file', { file: fileName, problem: 'no_scan', at: '' })
  const { sha256, sizeBytes } = brought
  const { vault } = context.workspace
  return {
    sha256,
    record(tx) {
      const [twin] = footageOfOriginal(context.workspace.db, sha256)
      if (twin) return twin.doc.id
      const nowMs = context.nowMs()
      const doc: Footage = {
        id: newId(nowMs),
        sha256,
        sizeBytes,
        fileName: `${safeStem(fileName)}${/\.[A-Za-z0-9]{1,5}$/.exec(fileName)?.[0] ?? ''}`,
        mimeType,
        kind: 'document',
        flightId: null,
        takenAt: null,
        placement: null,
        device: '',
        widthPx: null,
        heightPx: null,
        lens: null,
        importedAtMs: nowMs,
      }
      tx.put('footage', null, doc)
      return doc.id
    },
    settle: () => vault.settle(sha256),
  }
}

/** Does a step with the scan that was given, which goes into the vault with its record. */
export async function withScan<T>(
  context: Context,
  scan: string | null,
  work: (kept: Kept | null) => T,
): Promise<T> {
  if (scan === null) return work(null)
  const { path, name } = context.filePath(scan)
  const kept = await keepFile(context, path, name, 'scan')
  const done = work(kept)
  kept.settle()
  return done
}
