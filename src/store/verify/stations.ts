import { createPublicKey, verify as verifySignature } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { originOf, readCheckpoint, readNote, signedBy } from '../../core/journal/checkpoint.ts'
import { stationOf } from '../../core/journal/entry.ts'
import type { ReadableDb } from '../connection.ts'
import { sha256 } from '../hash.ts'
import { checkpointsOf, stationsKnown } from '../journal/carried.ts'
import { readHeads } from '../journal/headsFile.ts'
import { readOwn, readTakenOver, readWorkspaceId, type TakenOver } from '../journal/own.ts'
import { isKnown } from '../journal/writer.ts'
import { OLD_HEAD_FILE, readOldHead } from '../oldHead.ts'
import type { Workspace } from '../workspace.ts'
import { type Broken, type Walked, walkChain } from './chains.ts'

/**
 * How a chain is vouched for. `checked`: its head is signed and something outside of the folder knows it; `inside_only`: it
 * is signed, and nothing outside was at hand; `none`: a closed chain has no key; `wrong`: a signature does not hold.
 */
export type Signature = 'checked' | 'inside_only' | 'none' | 'wrong'

/** What was found of one station's chain. */
export type StationFound = {
  station: string
  entries: number
  head: string | null
  brokenAt: number | null
  problem: string | null
  signature: Signature
}

/** Every chain that is here, that of this folder first; `replayed` tells what is amiss beside the entries. */
export function checkStations(workspace: Workspace, replayed: ReadonlyMap<string, Broken>): StationFound[] {
  const { db } = workspace
  const own = readOwn(db)
  const old = readTakenOver(db)
  const stations = (
    db.prepare('SELECT DISTINCT station FROM entry ORDER BY station').all() as { station: string }[]
  ).map(({ station }) => station)
  for (const { station } of [own, old].filter((one) => one !== null))
    if (!stations.includes(station)) stations.push(station)
  const first = (station: string): number => (station === own?.station ? 0 : station === old?.station ? 1 : 2)
  stations.sort((a, b) => first(a) - first(b) || (a < b ? -1 : 1))
  return stations.map((station) => foundOf(workspace, station, replayed.get(station) ?? null))
}

function foundOf(workspace: Workspace, station: string, replayed: Broken | null): StationFound {
  const { db } = workspace
  const checkpoints = checkpointsOf(db, station)
  const record = recordOf(workspace, station)
  const sizes = new Set([...checkpoints.map(({ size }) => size), ...(record ? [record.seq] : [])])
  const walked = walkChain(db, station, sizes)
  const signature = signatureOf(workspace, walked)
  const broken = earliest([
    walked.broken,
    endProblem(workspace, walked),
    signature === 'none' ? null : partedProblem(walked),
    replayed,
    backupProblem(workspace, walked),
  ])
  return {
    station,
    entries: walked.entries,
    head: walked.entries === 0 ? null : walked.tip.hash,
    brokenAt: broken?.at ?? null,
    problem: broken?.problem ?? null,
    signature,
  }
}

/** The first of what was found, the earlier listed one where several are at one number. */
const earliest = (found: readonly (Broken | null)[]): Broken | null =>
  found.reduce((a, b) => (b && (!a || b.at < a.at) ? b : a), null)

const partedProblem = ({ partedAt }: Walked): Broken | null =>
  partedAt === null ? null : { at: partedAt, problem: 'fork' }

function recordOf({ db, keys }: Workspace, station: string) {
  const workspaceId = readWorkspaceId(db)
  if (workspaceId === null) return null
  return keys.list(workspaceId).find((key) => key.station === station)?.record ?? null
}

function signatureOf(workspace: Workspace, walked: Walked): Signature {
  const { db } = workspace
  const { station } = walked
  const known = stationsKnown(db).find((one) => one.station === station)
  if (known?.kind === 'closed') return 'none'
  const publicKey = known?.publicKey
  if (!publicKey || publicKey.length !== 32 || stationOf(publicKey, sha256) !== station) return 'wrong'
  const checkpoints = checkpointsOf(db, station)
  // What stands behind the last signed head nobody vouches for.
  if (Math.max(0, ...checkpoints.map(({ size }) => size)) < walked.tip.seq) return 'wrong'
  const name = originOf(readWorkspaceId(db) ?? '', station)
  for (const { size, root, note } of checkpoints) {
    const read = readNote(note)
    if (!read.ok || signedBy(read.value, { name, publicKey }, { verify: isSigned, sha256 }) !== 'checked')
      return 'wrong'
    const said = readCheckpoint(read.value.text)
    if (!said.ok || said.value.origin !== name || said.value.size !== size || said.value.root !== root)
      return 'wrong'
    const there = walked.roots.get(size)
    // One that reaches further than the chain is told as a cut tail.
    if (there && !there.has(root)) return 'wrong'
  }
  const record = recordOf(workspace, station)
  return record && walked.roots.get(record.seq)?.has(record.root) ? 'checked' : 'inside_only'
}

/** Ed25519 of RFC 8032 with a raw public key, which Node takes in its DER form. */
const DER_HEAD = Buffer.from('302a300506032b6570032100', 'hex')
function isSigned(bytes: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  const key = createPublicKey({ key: Buffer.concat([DER_HEAD, publicKey]), format: 'der', type: 'spki' })
  return verifySignature(null, bytes, key, signature)
}

/** Whether a chain ends before what its signed heads, its folder or its key know of it. */
function endProblem(workspace: Workspace, { station, tip }: Walked): Broken | null {
  const { db } = workspace
  const most = Math.max(0, ...checkpointsOf(db, station).map(({ size }) => size))
  if (most > tip.seq) return { at: tip.seq + 1, problem: 'cut_tail' }
  const old = readTakenOver(db)
  if (old?.station === station) return oldEndProblem(db, old, tip.seq)
  const own = readOwn(db)
  if (own?.station !== station) return null
  if (own.seq > tip.seq) return { at: tip.seq + 1, problem: 'cut_tail' }
  if (!hasEntry(db, own)) return { at: own.seq, problem: 'rewritten' }
  const record = recordOf(workspace, station)
  if (!record || isKnown(db, own, record)) return null
  if (record.seq > own.seq) return { at: own.seq + 1, problem: 'rolled_back' }
  return { at: record.seq, problem: 'rewritten' }
}

const hasEntry = (
  db: ReadableDb,
  { station, seq, hash }: { station: string; seq: number; hash: string },
): boolean =>
  db.prepare('SELECT 1 FROM entry WHERE hash = ? AND station = ? AND seq = ?').get(hash, station, seq) !==
  undefined

/** How the head that was recorded before the chain was taken over stood to it, in the words of a verification. */
const OLD_PROBLEMS: Readonly<Record<TakenOver['state'], string | null>> = {
  here: null,
  missing: 'head_file_missing',
  unreadable: 'head_file_unreadable',
  behind: `head_behind:${OLD_HEAD_FILE}`,
  cut: `cut_tail:${OLD_HEAD_FILE}`,
  other: `other_head:${OLD_HEAD_FILE}`,
}

function oldEndProblem(db: ReadableDb, old: TakenOver, last: number): Broken | null {
  if (!hasEntry(db, old))
    return { at: Math.min(old.seq, last + 1), problem: old.seq > last ? 'cut_tail' : 'rewritten' }
  const problem = OLD_PROBLEMS[old.state]
  if (problem === null) return null
  const { state, recorded, seq } = old
  const at = state === 'cut' ? seq + 1 : state === 'behind' ? (recorded ?? 0) + 1 : (recorded ?? seq)
  return { at, problem }
}

/** Where a backup knows a head that the chain has not. */
function backupProblem({ dir, db }: Workspace, { station, tip }: Walked): Broken | null {
  const backups = path.join(dir, 'backups')
  const closed = stationsKnown(db).some((one) => one.station === station && one.kind === 'closed')
  for (const name of fs.existsSync(backups) ? fs.readdirSync(backups).sort() : []) {
    const folder = path.join(backups, name)
    const heads = (readHeads(folder) ?? []).filter((head) => head.station === station)
    const old = closed ? readOldHead(folder) : null
    if (old && old !== 'unreadable' && old.seq > 0) heads.push({ station, ...old })
    for (const head of heads) {
      if (head.seq > tip.seq) return { at: tip.seq + 1, problem: `cut_tail:${name}` }
      if (!hasEntry(db, head)) return { at: head.seq, problem: `other_head:${name}` }
    }
  }
  return null
}
