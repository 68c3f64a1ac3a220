import type { Head } from '../../core/journal/entry.ts'
import type { Frontier } from '../../core/journal/merkle.ts'
import type { ReadableDb } from '../connection.ts'
import { Refusal, refusalOf } from '../refusal.ts'
import type { HeadRecord, StationKey, StationKeys } from '../station/keys.ts'
import { readOwn, readTakenOver, readWorkspaceId } from './own.ts'

/** Who writes the next entry: the key of a station, and the place in its chain that the entry follows on. */
export type Writer = {
  /** Makes the key first where the station is new, once. @throws {Refusal} where it cannot be kept */
  key(workspaceId: string): StationKey
  /** Number, hash and tree of the entry before; null of a new station. */
  readonly before: { readonly seq: number; readonly hash: string; readonly frontier: Frontier } | null
  /** Of a new station the head that it goes on from. */
  readonly continues: Head | null
}

/**
 * Which station writes: that of this folder, where its key is here and agrees with it. Without the key (another computer, a
 * lost one), after a restore, and where somebody else writes as the same station, a new one begins that names the head it
 * goes on from.
 * @throws {Refusal} `journal_cut` where the end of the chain is gone; that, `head_missing` or `head_behind` where the journal
 * was not whole when it was taken over; `station_ahead` where the key has signed what is not here: the folder is an older copy, or was written over; and as the
 * key cannot be read.
 */
export function writerOf(db: ReadableDb, keys: StationKeys): Writer {
  const own = readOwn(db)
  refuseBroken(db, own)
  const { station, seq, hash } = own ?? readTakenOver(db) ?? { station: '', seq: 0, hash: '' }
  let newKey: StationKey | null = null
  const fresh: Writer = {
    key: (workspaceId) => {
      if (newKey) return newKey
      const made = keys.make(workspaceId)
      if (!made.ok) throw refusalOf(made)
      newKey = made.value
      return newKey
    },
    before: null,
    continues: seq === 0 ? null : { station, seq, hash },
  }
  if (!own || own.isLeft || own.isForked) return fresh
  const found = keys.read(own.station)
  if (!found.ok) throw refusalOf(found)
  if (found.value === null) return fresh
  const { key, record } = found.value
  if (record && !isKnown(db, own, record))
    throw new Refusal('station_ahead', { head: record.seq, last: own.seq })
  return { key: () => key, before: { seq, hash, frontier: own.frontier }, continues: null }
}

/** The id of the station that writes; a new one's key is made for it. @throws {Refusal} as `Writer.key` */
export function stationOf(db: ReadableDb, writer: Writer): string {
  const workspaceId = readWorkspaceId(db)
  if (workspaceId === null) throw new Error('a workspace without an id')
  return writer.key(workspaceId).station
}

const isThere = (db: ReadableDb, { station, seq, hash }: Head): boolean =>
  db.prepare('SELECT 1 FROM entry WHERE hash = ? AND station = ? AND seq = ?').get(hash, station, seq) !==
  undefined

function cutAt(db: ReadableDb, { station, seq }: Head): { head: number; last: number } {
  const { last } = db.prepare('SELECT max(seq) AS last FROM entry WHERE station = ?').get(station) as {
    last: number | null
  }
  return { head: seq, last: last ?? 0 }
}

/** Whether a head that the key signed is one of this chain: the record may stay behind, it never leads. */
export function isKnown(db: ReadableDb, own: Head, record: HeadRecord): boolean {
  if (record.seq === 0) return true
  if (record.seq === own.seq) return record.hash === own.hash
  const found = db
    .prepare('SELECT 1 FROM entry WHERE station = ? AND seq = ? AND hash = ?')
    .get(own.station, record.seq, record.hash)
  return record.seq < own.seq && found !== undefined
}

/**
 * Nothing is written over a journal whose end is gone, or that was cut or changed before it was taken over: that would hide
 * it.
 */
function refuseBroken(db: ReadableDb, own: Head | null): void {
  const old = readTakenOver(db)
  for (const end of [own, old]) if (end && !isThere(db, end)) throw new Refusal('journal_cut', cutAt(db, end))
  if (!old || old.state === 'here') return
  const last = old.seq
  if (old.state === 'missing' || old.state === 'unreadable') throw new Refusal('head_missing', { last })
  const head = old.recorded ?? 0
  throw new Refusal(old.state === 'behind' ? 'head_behind' : 'journal_cut', { head, last })
}
