import path from 'node:path'
import { withFile } from './openFile.ts'

/**
 * The last entry of the journal as workspaces before schema 7 recorded it beside their database, so that a cut tail was
 * noticed: `null` where there is no such file, 'unreadable' where somebody broke it. Backups of that time still have it.
 */
export type OldHead = { readonly seq: number; readonly hash: string } | 'unreadable' | null

export const OLD_HEAD_FILE = 'journal-head.json'
/** Ours had some hundred bytes. */
const MOST_BYTES = 10_000

export function readOldHead(dir: string): OldHead {
  let text: string
  try {
    text = withFile(path.join(dir, OLD_HEAD_FILE), 'r', (open) => open.readAll(MOST_BYTES)).toString('utf8')
  } catch (error) {
    const { code } = error as { code?: string }
    return code === 'ENOENT' || code === 'ENOTDIR' ? null : 'unreadable'
  }
  try {
    const { seq, hash } = JSON.parse(text) as { seq?: unknown; hash?: unknown }
    const isSeq = Number.isSafeInteger(seq) && (seq as number) >= 0
    return isSeq && typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash)
      ? { seq: seq as number, hash }
      : 'unreadable'
  } catch {
    return 'unreadable'
  }
}
