import type { Acceptance } from '../core/journal/acceptance.ts'
import { type Head, shortCode } from '../core/journal/entry.ts'
import type { ReadableDb } from './connection.ts'
import type { Stored } from './documents.ts'
import { headsHere, stationsKnown } from './journal/carried.ts'
import { type Counting, countingOf, ownEntries } from './journal/counting.ts'
import { readOwn } from './journal/own.ts'
import type { Why } from './journal/pending.ts'
import { writerOf } from './journal/writer.ts'
import { Refusal } from './refusal.ts'
import { documentsWhere } from './select.ts'
import type { StationKeys } from './station/keys.ts'
import type { AggregateTable } from './tables.ts'

/** A station as people know it: its short code, and its name; '' where nobody has given it one. */
export type NamedStation = { readonly station: string; readonly code: string; readonly name: string }

/** A station with what is here of it. */
export type StationHere = NamedStation & {
  readonly publicKey: Uint8Array | null
  /** `former`: one that this folder goes on from; `closed`: a journal of the time before stations. */
  readonly kind: 'own' | 'former' | 'other' | 'closed'
  readonly isAccepted: boolean
  readonly entries: number
  readonly lastAtMs: number | null
  /** The last entries of its chain: one, or one a branch. */
  readonly heads: readonly Head[]
  /** How many of its entries are kept and not shown, and why some of them are. */
  readonly hidden: number
  readonly why: Why | null
  readonly givenSeq: number
}

type Sums = { station: string; entries: number; lastAtMs: number; hidden: number; why: Why | null }

/** The acceptances that this folder made, or one that it goes on from: what others accept, and how they call it, is theirs. */
const acceptancesHere = (
  db: ReadableDb,
  where: string,
  ...values: readonly string[]
): Stored<Acceptance>[] => {
  const isOurs = ownEntries(db)
  return documentsWhere(db, 'acceptance', `${where} ORDER BY id`, ...values).filter(
    ({ doc }) => !cameFromElsewhere(db, 'acceptance', doc.id, isOurs),
  )
}

/** The acceptances of a station, the oldest first. */
export const acceptancesOf = (db: ReadableDb, station: string): Stored<Acceptance>[] =>
  acceptancesHere(db, 'station = ?', station)

/** Gives stations their codes and names. */
export function namesOfStations(db: ReadableDb): (station: string) => NamedStation {
  const names = new Map<string, string>()
  for (const { doc } of acceptancesHere(db, 'TRUE')) names.set(doc.station, doc.name)
  return (station) => ({ station, code: shortCode(station), name: names.get(station) ?? '' })
}

/** How many entries are kept and not shown: of a station, or of all. */
export const hiddenEntries = (db: ReadableDb, station: string | null = null): number =>
  (
    db
      .prepare(
        `SELECT count(*) AS n FROM pending p JOIN entry e ON e.arrival = p.arrival ${station === null ? '' : 'WHERE e.station = ?'}`,
      )
      .get(...(station === null ? [] : [station])) as { n: number }
  ).n

/** Whether a document was made by other stations alone, and by none that this folder goes on from. */
export function cameFromElsewhere(
  db: ReadableDb,
  table: AggregateTable,
  id: string,
  isOurs: Counting = ownEntries(db),
): boolean {
  const made = db
    .prepare(
      `SELECT e.station, e.seq, e.hash FROM version v JOIN change c ON c.version = v.hash
         JOIN entry e ON e.arrival = c.arrival
       WHERE v.aggregate = ? AND v.id = ? AND NOT EXISTS (SELECT 1 FROM version_base b WHERE b.version = v.hash)`,
    )
    .all(table, id) as Head[]
  return made.length > 0 && !made.some(isOurs)
}

/** The stations that entries came from, this folder's own among them, the one that wrote last first. */
export function stationsHere(db: ReadableDb): StationHere[] {
  const own = readOwn(db)?.station
  const counts = countingOf(db)
  const named = namesOfStations(db)
  const heads = headsHere(db)
  const rowsBy = <T extends { station: string }>(sql: string): Map<string, T> =>
    new Map((db.prepare(sql).all() as T[]).map((row) => [row.station, row]))
  const given = rowsBy<{ station: string; seq: number }>('SELECT station, seq FROM given')
  const sums = rowsBy<Sums>(
    `SELECT e.station, count(*) AS entries, max(e.at_ms) AS lastAtMs, count(p.why) AS hidden, min(p.why) AS why
     FROM entry e LEFT JOIN pending p ON p.arrival = e.arrival GROUP BY e.station`,
  )
  const kindOf = (station: string, kind: string, isCounted: boolean): StationHere['kind'] => {
    if (station === own) return 'own'
    if (kind === 'closed') return 'closed'
    return isCounted && acceptancesOf(db, station).length === 0 ? 'former' : 'other'
  }
  return stationsKnown(db)
    .map(({ station, publicKey, kind }): StationHere => {
      const sum = sums.get(station)
      const itsHeads = heads.filter((head) => head.station === station)
      const isCounted = itsHeads.some(counts)
      return {
        ...named(station),
        publicKey,
        kind: kindOf(station, kind, isCounted),
        isAccepted: station === own || isCounted,
        entries: sum?.entries ?? 0,
        lastAtMs: sum?.lastAtMs ?? null,
        heads: itsHeads,
        hidden: sum?.hidden ?? 0,
        why: sum?.why ?? null,
        givenSeq: given.get(station)?.seq ?? 0,
      }
    })
    .sort((a, b) => (b.lastAtMs ?? 0) - (a.lastAtMs ?? 0) || (a.station < b.station ? -1 : 1))
}

/** Whether nothing can be written here because this station's key has signed what is not here. */
export function isStationAhead(db: ReadableDb, keys: StationKeys): boolean {
  try {
    writerOf(db, keys)
    return false
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.code === 'station_ahead'
  }
}

/** Whether the next write goes on in this folder's own chain; else it begins a new station. @throws {Refusal} as a write. */
export const hasOwnStation = (db: ReadableDb, keys: StationKeys): boolean =>
  writerOf(db, keys).before !== null
