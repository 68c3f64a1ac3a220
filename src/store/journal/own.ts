import type { Head } from '../../core/journal/entry.ts'
import { EMPTY_FRONTIER, type Frontier } from '../../core/journal/merkle.ts'
import { type ReadableDb, type WritableDb, writing } from '../connection.ts'

/** The chain that this folder writes: its last entry, and the RFC 6962 tree over the hashes of all of them. */
export type Own = Head & {
  readonly frontier: Frontier
  /** Entries of the same station came back from elsewhere that are not of this chain: somebody else writes as it. */
  readonly isForked: boolean
  /** The next write begins a new station: this folder was restored, or a person chose to. */
  readonly isLeft: boolean
}

type Row = {
  station: string
  seq: number
  hash: string
  frontier: string
  is_forked: number
  is_left: number
}

/** The chain that this folder writes; null before its first entry. */
export function readOwn(db: ReadableDb): Own | null {
  const row = db.prepare('SELECT * FROM own').get() as Row | undefined
  if (!row) return null
  const { station, seq, hash } = row
  return {
    station,
    seq,
    hash,
    frontier: readFrontier(row.frontier),
    isForked: row.is_forked === 1,
    isLeft: row.is_left === 1,
  }
}

export function writeOwn(db: WritableDb, { station, seq, hash, frontier, isForked, isLeft }: Own): void {
  db.prepare(
    `INSERT INTO own (one, station, seq, hash, frontier, is_forked, is_left) VALUES (1, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (one) DO UPDATE SET station = excluded.station, seq = excluded.seq, hash = excluded.hash,
       frontier = excluded.frontier, is_forked = excluded.is_forked, is_left = excluded.is_left`,
  ).run(station, seq, hash, frontierText(frontier), isForked ? 1 : 0, isLeft ? 1 : 0)
}

/** `size:peak,peak…`, hexadecimal. */
const frontierText = ({ size, peaks }: Frontier): string =>
  `${size}:${peaks.map((peak) => Buffer.from(peak).toString('hex')).join(',')}`

function readFrontier(text: string): Frontier {
  const [size = '0', peaks = ''] = text.split(':')
  if (peaks === '') return EMPTY_FRONTIER
  return { size: Number(size), peaks: peaks.split(',').map((peak) => Buffer.from(peak, 'hex')) }
}

/** The closed chain's end as the migration found it, and how the head that was recorded beside it stood to that. */
export type TakenOver = Head & {
  readonly state: 'here' | 'missing' | 'unreadable' | 'behind' | 'cut' | 'other'
  /** The number that the recorded head had. */
  readonly recorded: number | null
}

/** What this folder took over from the time before stations; null where it has no such chain of its own. */
export function readTakenOver(db: ReadableDb): TakenOver | null {
  return (db.prepare('SELECT * FROM taken_over').get() as TakenOver | undefined) ?? null
}

/** Where the chain of this folder stands: its own last entry, else that of the chain it took over; null where none is. */
export function headOf(db: ReadableDb): Head | null {
  const found = readOwn(db) ?? readTakenOver(db)
  return found && { station: found.station, seq: found.seq, hash: found.hash }
}

/**
 * From the next write on this folder goes on as a new station, whose first entry names the head that it continues: after a
 * restore, and where a person chooses to.
 */
export function leaveStation(db: ReadableDb): void {
  writing(db, (tx) => tx.prepare('UPDATE own SET is_left = 1').run())
}

/** The id that entries of this workspace carry; null where it has none yet. */
export function readWorkspaceId(db: ReadableDb): string | null {
  return (db.prepare('SELECT id FROM workspace_id').get() as { id: string } | undefined)?.id ?? null
}

/** Gives a workspace its id, unless it has one. */
export function nameWorkspace(db: ReadableDb, id: string): void {
  if (readWorkspaceId(db) !== null) return
  writing(db, (tx) => {
    if (readWorkspaceId(tx) === null) tx.prepare('INSERT INTO workspace_id VALUES (?)').run(id)
  })
}
