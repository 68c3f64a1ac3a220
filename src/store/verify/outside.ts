import type { Head } from '../../core/journal/entry.ts'
import type { ReadableDb } from '../connection.ts'
import { readWorkspaceId } from '../journal/own.ts'
import type { KnownKey } from '../station/keys.ts'
import type { Workspace } from '../workspace.ts'
import type { Broken, Walked } from './chains.ts'

/** What is known outside of the folder: the heads that the keys here have signed, and those that whoever verifies was given. */
export type Outside = { readonly keys: readonly KnownKey[]; readonly given: readonly Head[] }

/** What the outside has to say of a chain. */
export type Witnessed = {
  /** The last number up to which something outside agrees; null: nothing was at hand. */
  readonly checkedTo: number | null
  /** The last number that its key has signed, where the folder has none so high and goes on under another key. */
  readonly knownTo: number | null
  readonly problems: readonly Broken[]
}

export function outsideOf({ db, keys }: Workspace, given: readonly Head[]): Outside {
  const workspaceId = readWorkspaceId(db)
  return { keys: workspaceId === null ? [] : keys.list(workspaceId), given }
}

/** The stations that something outside knows entries of. */
export const stationsOutside = ({ keys, given }: Outside): string[] => [
  ...given.map(({ station }) => station),
  ...keys.filter(({ record }) => record !== null && record.seq > 0).map(({ station }) => station),
]

/** The sizes of the trees whose roots the outside knows. */
export const sizesOutside = ({ keys }: Outside, station: string): number[] =>
  keys.flatMap((key) => (key.station === station && key.record ? [key.record.seq] : []))

/** Holds a chain against the outside. `isWriting`: this folder goes on writing it, so that it must be all there. */
export function witnessed(
  db: ReadableDb,
  walked: Walked,
  { keys, given }: Outside,
  isWriting: boolean,
): Witnessed {
  const { station, tip, roots } = walked
  const problems: Broken[] = []
  let checkedTo: number | null = null
  let knownTo: number | null = null
  const isHere = db.prepare('SELECT 1 FROM entry WHERE hash = ? AND station = ? AND seq = ?')
  const has = ({ seq, hash }: { seq: number; hash: string }) => isHere.get(hash, station, seq) !== undefined
  const agree = (seq: number): void => {
    checkedTo = Math.max(checkedTo ?? 0, seq)
  }
  for (const head of given) {
    if (head.station !== station) continue
    if (has(head)) agree(head.seq)
    else if (head.seq > tip.seq) problems.push({ at: tip.seq + 1, problem: `given_ahead:${head.seq}` })
    else problems.push({ at: head.seq, problem: 'given_other' })
  }
  const record = keys.find((key) => key.station === station)?.record
  if (record && record.seq > 0) {
    const { seq, root } = record
    if (has(record) && roots.get(seq)?.has(root)) agree(seq)
    else if (seq <= tip.seq) problems.push({ at: seq, problem: 'rewritten' })
    else if (isWriting) problems.push({ at: tip.seq + 1, problem: 'rolled_back' })
    else knownTo = seq
  }
  return { checkedTo, knownTo, problems }
}
