import path from 'node:path'
import { type ReadableDb, writing } from './connection.ts'
import { GENESIS, type Head, hashAt, readHead } from './journal.ts'
import { withFile } from './openFile.ts'
import { writeWhole } from './whole.ts'

/**
 * The journal's last entry, written beside the database when a workspace is made and after each commit, so that a cut
 * tail is noticed. A write first catches up with the one before it, so that the file is never more than one entry behind:
 * one that is, is not ours.
 */
const FILE = 'journal-head.json'
/** Ours have some hundred bytes. */
const MOST_BYTES = 10_000

/** The recorded head, or null when there is none; 'unreadable' when somebody broke the file. */
export function readHeadFile(dir: string): Head | 'unreadable' | null {
  let text: string
  try {
    text = withFile(path.join(dir, FILE), 'r', (open) => open.readAll(MOST_BYTES)).toString('utf8')
  } catch (error) {
    return (error as { code?: string }).code === 'ENOENT' ? null : 'unreadable'
  }
  try {
    const { seq, hash } = JSON.parse(text) as Partial<Head>
    const isSeq = Number.isSafeInteger(seq) && (seq as number) >= 0
    return isSeq && typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash)
      ? { seq: seq as number, hash }
      : 'unreadable'
  } catch {
    return 'unreadable'
  }
}

/** Writes the head whole or not at all. The caller holds the database's write lock, so that it never goes back. */
export function writeHeadFile(dir: string, head: Head): void {
  writeWhole(path.join(dir, FILE), `${JSON.stringify(head)}\n`)
}

/** Records the head of a workspace that was just made. One that has entries, and no head file, lost it: it gets none. */
export function beginHeadFile(dir: string, db: ReadableDb): void {
  if (readHeadFile(dir) !== null) return
  writing(db, () => {
    if (readHeadFile(dir) === null && readHead(db).seq === 0) writeHeadFile(dir, { seq: 0, hash: GENESIS })
  })
}

/** How the recorded head stands to the journal, and the numbers of both. */
export type HeadState = {
  state: 'here' | 'one_behind' | 'missing' | 'unreadable' | 'behind' | 'cut' | 'other'
  recorded: number | null
  last: number
}

/** Another process may write between two looks: both are taken again until the file stood still. */
const LOOKS = 20

export function headState(dir: string, db: ReadableDb): HeadState {
  for (let looks = 1; ; looks++) {
    const file = readHeadFile(dir)
    const state = stateOf(file, db)
    if (looks === LOOKS || isSame(file, readHeadFile(dir))) return state
  }
}

type HeadFile = ReturnType<typeof readHeadFile>

const isSame = (a: HeadFile, b: HeadFile): boolean =>
  typeof a === 'object' && typeof b === 'object' ? a?.seq === b?.seq : a === b

function stateOf(file: HeadFile, db: ReadableDb): HeadState {
  const { seq: last } = readHead(db)
  const found = (state: HeadState['state'], recorded: number | null = null): HeadState => ({
    state,
    recorded,
    last,
  })
  if (file === 'unreadable') return found('unreadable')
  if (file === null) return found(last === 0 ? 'here' : 'missing')
  if (file.seq > last) return found('cut', file.seq)
  if (hashAt(db, file.seq) !== file.hash) return found('other', file.seq)
  return found(file.seq === last ? 'here' : file.seq === last - 1 ? 'one_behind' : 'behind', file.seq)
}
