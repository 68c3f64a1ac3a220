import type { ExtractEntry, ExtractHead } from '../../core/journal/extract.ts'
import { bytesOfHex } from '../../core/journal/hash.ts'
import { inclusionProofs } from '../../core/journal/merkle.ts'
import type { ReadableDb } from '../connection.ts'
import { sha256 } from '../hash.ts'
import { type Carried, checkpointsOf, stationsKnown } from './carried.ts'
import type { DocumentRef } from './projecting.ts'

/** The entries that changed any of some documents, as they came to be here, each with its proof to its chain's signed head. */
export function extractOf(
  db: ReadableDb,
  about: readonly DocumentRef[],
): { heads: ExtractHead[]; entries: ExtractEntry[] } {
  const carried = db
    .prepare(
      `SELECT DISTINCT e.arrival, e.hash, e.station, e.seq, e.body, e.form FROM json_each(?) w
       JOIN version v ON v.aggregate = w.value ->> '$.aggregate' AND v.id = w.value ->> '$.id'
       JOIN change c ON c.version = v.hash JOIN entry e ON e.arrival = c.arrival ORDER BY e.arrival`,
    )
    .all(JSON.stringify(about.map(({ aggregate, id }) => ({ aggregate, id })))) as (Pick<
    Carried,
    'hash' | 'station' | 'seq' | 'body' | 'form'
  > & { arrival: number })[]
  const heads: ExtractHead[] = []
  const proofs = new Map<string, readonly Uint8Array[]>()
  for (const station of new Set(carried.map((entry) => entry.station))) {
    const key = stationsKnown(db).find((known) => known.station === station)?.publicKey
    const signed = checkpointsOf(db, station)
    const [head] = signed.slice(-1)
    // Of a chain that goes two ways nobody says which way is meant.
    const leaves = head ? leavesOf(db, station, head.size) : []
    if (!key || !head || leaves.length !== head.size) continue
    heads.push({ station, size: head.size, root: head.root, note: head.note, publicKey: key })
    const own = carried.filter((entry) => entry.station === station && entry.seq <= head.size)
    const found = inclusionProofs(
      leaves,
      own.map(({ seq }) => seq - 1),
      sha256,
    )
    for (const [i, { hash }] of own.entries()) proofs.set(hash, found[i] ?? [])
  }
  return {
    heads,
    entries: carried.map(({ station, seq, hash, body }) => ({
      station,
      seq,
      hash,
      body,
      proof: proofs.get(hash) ?? null,
    })),
  }
}

const leavesOf = (db: ReadableDb, station: string, size: number): Uint8Array[] =>
  (
    db.prepare('SELECT hash FROM entry WHERE station = ? AND seq <= ? ORDER BY seq').all(station, size) as {
      hash: string
    }[]
  ).map(({ hash }) => bytesOfHex(hash))
