import { originOf, readCheckpoint, readNote, signedBy } from '../../core/journal/checkpoint.ts'
import { stationOf } from '../../core/journal/entry.ts'
import type { ReadableDb } from '../connection.ts'
import { PROVING } from '../exchange/proving.ts'
import { sha256 } from '../hash.ts'
import { checkpointsOf, type KnownCheckpoint, stationsKnown } from '../journal/carried.ts'
import { readWorkspaceId } from '../journal/own.ts'
import type { Broken, Walked } from './chains.ts'

/**
 * What is amiss with the signed heads that a chain has in the folder; empty where its station's own key signed the tree of
 * every branch up to its last entry.
 */
export function signatureProblems(db: ReadableDb, walked: Walked): Broken[] {
  const { station, entries, isClosed } = walked
  const known = stationsKnown(db).find((one) => one.station === station)
  if (isClosed)
    return known?.kind === 'closed' && known.publicKey === null ? [] : [{ at: 1, problem: 'station' }]
  const checkpoints = checkpointsOf(db, station)
  if (entries === 0 && checkpoints.length === 0) return []
  const publicKey = known?.publicKey?.length === 32 ? known.publicKey : null
  if (!known || known.kind === 'closed' || !publicKey) return [{ at: 1, problem: 'station' }]
  const name = originOf(readWorkspaceId(db) ?? '', station)
  const problems = checkpoints.flatMap((kept) => {
    const problem = noteProblem(kept, { name, publicKey })
    return problem ? [{ at: Math.max(1, kept.size), problem }] : []
  })
  // Somebody else's key in the station's place: it has signed, or it only stands there.
  if (stationOf(publicKey, sha256) !== station)
    return [{ at: 1, problem: checkpoints.length > 0 && problems.length === 0 ? 'other_key' : 'station' }]
  return problems.length > 0 ? problems : treeProblems(walked, checkpoints)
}

/** A head that is kept beside its note: it says what the note says, and the key signed that. */
function noteProblem(
  { size, root, note }: KnownCheckpoint,
  key: { name: string; publicKey: Uint8Array },
): string | null {
  const read = readNote(note)
  const said = read.ok ? readCheckpoint(read.value.text) : read
  if (!read.ok || !said.ok) return 'checkpoint'
  const { value } = said
  if (value.origin !== key.name || value.size !== size || value.root !== root) return 'checkpoint'
  const signed = signedBy(read.value, key, PROVING)
  if (signed === 'none') return 'other_key'
  return signed === 'wrong' ? 'checkpoint' : null
}

/** Whether signed heads are heads of these entries, and all of these stand under one. */
function treeProblems({ tips, roots }: Walked, checkpoints: readonly KnownCheckpoint[]): Broken[] {
  const isOfThese = ({ size, root }: KnownCheckpoint): boolean => roots.get(size)?.has(root) ?? false
  const last = tips[0]?.seq ?? 0
  const others = checkpoints.filter((one) => !isOfThese(one))
  if (others.length > 0)
    return others.map(({ size }) =>
      size > last ? { at: last + 1, problem: 'cut_tail' } : { at: size, problem: 'rewritten' },
    )
  return tips
    .filter(({ seq, root }) => !checkpoints.some((one) => one.size === seq && one.root === root))
    .map(({ seq }) => {
      const signed = Math.max(0, ...checkpoints.map(({ size }) => size).filter((size) => size < seq))
      return { at: signed + 1, problem: 'unsigned' }
    })
}
