import fs from 'node:fs'
import path from 'node:path'
import { type Head, Head as HeadForm } from '../../core/journal/entry.ts'
import { hexOf } from '../../core/journal/hash.ts'
import { rootOf } from '../../core/journal/merkle.ts'
import type { ReadableDb } from '../connection.ts'
import { sha256 } from '../hash.ts'
import { checkpointsOf, stationsKnown } from '../journal/carried.ts'
import { readHeads } from '../journal/headsFile.ts'
import { type Own, readOwn, readTakenOver, type TakenOver } from '../journal/own.ts'
import { OLD_HEAD_FILE, readOldHead } from '../oldHead.ts'
import type { Workspace } from '../workspace.ts'
import { type Broken, type Walked, walkChain } from './chains.ts'
import { type Outside, outsideOf, sizesOutside, stationsOutside, witnessed } from './outside.ts'
import { signatureProblems } from './signatures.ts'

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
  /**
   * The last number that is vouched for: by something outside of the folder or, of a closed chain, by a chain that is and
   * goes on from it. Null: nothing does.
   */
  checkedTo: number | null
  /** The last number that its key here has signed, where less is in this folder, which writes under another key. */
  knownTo: number | null
}

/**
 * Every chain that is here, that of this folder first, and those that only the outside knows; `replayed` tells what is amiss
 * beside the entries, `given` are heads that whoever verifies has from elsewhere.
 */
export function checkStations(
  workspace: Workspace,
  replayed: ReadonlyMap<string, Broken>,
  given: readonly Head[],
): StationFound[] {
  const { db } = workspace
  const own = readOwn(db)
  const old = readTakenOver(db)
  const outside = outsideOf(workspace, given)
  const line = lineOf(db)
  const stations = new Set(
    [
      ...(db.prepare('SELECT DISTINCT station FROM entry').all() as { station: string }[]),
      ...(db.prepare('SELECT station FROM checkpoint UNION SELECT station FROM given').all() as {
        station: string
      }[]),
      ...line,
    ].map(({ station }) => station),
  )
  for (const station of stationsOutside(outside)) stations.add(station)
  const first = (station: string): number => (station === own?.station ? 0 : station === old?.station ? 1 : 2)
  const sorted = [...stations].sort((a, b) => first(a) - first(b) || (a < b ? -1 : 1))
  const found = sorted.map((station) =>
    foundOf(workspace, station, { replayed: replayed.get(station) ?? null, outside, line }),
  )
  return found.map((one) =>
    one.signature === 'none' ? { ...one, checkedTo: goneOnFrom(db, one, found) } : one,
  )
}

type Beside = { replayed: Broken | null; outside: Outside; line: readonly Head[] }

function foundOf(workspace: Workspace, station: string, { replayed, outside, line }: Beside): StationFound {
  const { db } = workspace
  const own = readOwn(db)
  const isOwn = own?.station === station
  const sizes = new Set([
    ...checkpointsOf(db, station).map(({ size }) => size),
    ...sizesOutside(outside, station),
    ...(isOwn ? [own.seq] : []),
  ])
  const walked = walkChain(db, station, sizes)
  const signed = signatureProblems(db, walked)
  // A folder that has nothing of its workspace any more is no other laptop's.
  const isEmpty = db.prepare('SELECT 1 FROM entry LIMIT 1').get() === undefined
  const said = witnessed(db, walked, outside, isEmpty || (isOwn && !own.isLeft))
  const found = earliest([
    walked.broken,
    ...signed,
    ...endProblems(db, walked),
    ...lineProblems(db, walked, line),
    ...said.problems,
    walked.isClosed ? null : partedProblem(walked),
    replayed && !isConsequence(replayed) ? replayed : null,
    backupProblem(workspace, walked),
    own === null ? lostOwn(db, walked) : isOwn ? ownProblem(db, walked, own, outside) : null,
  ])
  const broken = found ?? replayed
  return {
    station,
    entries: walked.entries,
    head: walked.entries === 0 ? null : walked.tip.hash,
    brokenAt: broken?.at ?? null,
    problem: broken?.problem ?? null,
    signature: walked.isClosed
      ? signed.length > 0
        ? 'wrong'
        : 'none'
      : signed.length > 0
        ? 'wrong'
        : said.checkedTo !== null
          ? 'checked'
          : 'inside_only',
    checkedTo: said.checkedTo,
    knownTo: said.knownTo,
  }
}

/** What is kept beside entries does not fit them any more where the entries were tampered with: that is told first. */
export const isConsequence = ({ problem }: { readonly problem: string | null }): boolean =>
  problem === 'index' || problem === 'pending'

/** The first of what was found, the earlier listed one where several are at one number. */
const earliest = (found: readonly (Broken | null)[]): Broken | null =>
  found.reduce((a, b) => (b && (!a || b.at < a.at) ? b : a), null)

const partedProblem = ({ partedAt }: Walked): Broken | null =>
  partedAt === null ? null : { at: partedAt, problem: 'fork' }

/** The head that a station's first entry says it goes on from. */
function continuedBy(db: ReadableDb, station: string): Head | null {
  const row = db
    .prepare('SELECT body FROM entry WHERE station = ? AND seq = 1 AND form > 1 ORDER BY arrival LIMIT 1')
    .get(station) as { body: string } | undefined
  try {
    const head = HeadForm.safeParse((JSON.parse(row?.body ?? '{}') as { continues?: unknown }).continues)
    return head.success ? head.data : null
  } catch {
    return null
  }
}

/** The heads that this folder's own chain goes on from, one after the other. */
function lineOf(db: ReadableDb): Head[] {
  const line: Head[] = []
  const own = readOwn(db)
  for (let head = own && continuedBy(db, own.station); head; head = continuedBy(db, head.station)) {
    if (line.some(({ station }) => station === head?.station)) break
    line.push(head)
  }
  return line
}

/** Up to where a closed chain is named by one that something outside vouches for. */
function goneOnFrom(
  db: ReadableDb,
  { station }: StationFound,
  found: readonly StationFound[],
): number | null {
  const heads = found.flatMap((one) => {
    const head = one.signature === 'checked' ? continuedBy(db, one.station) : null
    return head?.station === station && hasEntry(db, head) ? [head.seq] : []
  })
  return heads.length === 0 ? null : Math.max(...heads)
}

/** Whether what this folder's chain goes on from, and what it took over, is there to its end. */
function lineProblems(db: ReadableDb, { station, tip, isClosed }: Walked, line: readonly Head[]): Broken[] {
  const old = readTakenOver(db)
  const named = line.find((head) => head.station === station)
  const isTaken = old?.station === station
  if (!named) return isTaken && readOwn(db) ? [{ at: 1, problem: 'taken_over' }] : []
  if (!hasEntry(db, named))
    return [
      named.seq > tip.seq
        ? { at: tip.seq + 1, problem: 'cut_tail' }
        : { at: named.seq, problem: 'rewritten' },
    ]
  // What goes on from an old journal is the chain of a folder that took one over.
  const isSame = isTaken ? old.seq === named.seq && old.hash === named.hash : !isClosed
  return isSame ? [] : [{ at: named.seq, problem: 'taken_over' }]
}

/** Whether a chain ends before what its folder knows of it. */
function endProblems(db: ReadableDb, { station, tip }: Walked): (Broken | null)[] {
  const given = db.prepare('SELECT seq FROM given WHERE station = ?').get(station) as
    | { seq: number }
    | undefined
  const own = readOwn(db)
  const old = readTakenOver(db)
  return [
    given && given.seq > tip.seq ? { at: tip.seq + 1, problem: 'cut_tail' } : null,
    old?.station === station ? oldEndProblem(db, old, tip.seq) : null,
    own?.station !== station || hasEntry(db, own)
      ? null
      : own.seq > tip.seq
        ? { at: tip.seq + 1, problem: 'cut_tail' }
        : { at: own.seq, problem: 'rewritten' },
  ]
}

/** What the folder keeps of its own chain, by which it writes on, and whether that is of the key that this computer has. */
function ownProblem(
  db: ReadableDb,
  { station, tip, roots, entries, partedAt }: Walked,
  own: Own,
  { keys }: Outside,
): Broken | null {
  const hasEntries = db.prepare('SELECT 1 FROM entry WHERE station = ? LIMIT 1')
  const isOther = (key: (typeof keys)[number]): boolean =>
    key.record !== null && key.record.seq > 0 && hasEntries.get(key.station) === undefined
  if (!keys.some((key) => key.station === station) && keys.some(isOther))
    return { at: 1, problem: 'other_key' }
  const kinds = db.prepare("SELECT id FROM station WHERE kind = 'own'").all() as { id: string }[]
  const isNamed = kinds.length === 1 && kinds[0]?.id === station
  const isTree = own.frontier.size === own.seq && roots.get(own.seq)?.has(hexOf(rootOf(own.frontier, sha256)))
  const isEnd = own.isForked ? partedAt !== null : own.seq === tip.seq && entries === own.seq
  if (isNamed && isTree && isEnd) return null
  // It is the next entry that would be wrong.
  return { at: Math.max(own.seq, tip.seq) + 1, problem: 'own' }
}

/** A chain that this folder wrote, and does not know any more that it did. */
const lostOwn = (db: ReadableDb, { station, tip }: Walked): Broken | null =>
  stationsKnown(db).some((one) => one.station === station && one.kind === 'own')
    ? { at: tip.seq + 1, problem: 'own' }
    : null

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
