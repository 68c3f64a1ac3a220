import type { Holder } from '../../core/journal/contents.ts'
import type { Branch } from '../../core/journal/stretches.ts'
import type { ReadableDb } from '../connection.ts'
import { isOriginalRecorded } from '../footage.ts'
import { readWorkspaceId } from '../journal/own.ts'

type Row = { hash: string; seq: number; prev: string }

/** The chains of a station that are here, from its first entry to each last one: one, or one a branch, the longest first. */
export function branchesOf(db: ReadableDb, station: string): Branch[] {
  const rows = db
    .prepare('SELECT hash, seq, prev_hash AS prev FROM entry WHERE station = ? ORDER BY seq, arrival')
    .all(station) as Row[]
  const isBase = new Set(rows.map(({ prev }) => prev))
  const tips = rows.filter(({ hash }) => !isBase.has(hash)).reverse()
  if (tips.length === 1) return [{ station, hashes: rows.map(({ hash }) => hash) }]
  const before = new Map(rows.map(({ hash, prev }) => [hash, prev]))
  return tips.map(({ hash: tip }) => {
    const hashes: string[] = []
    for (let hash: string | undefined = tip; hash !== undefined && before.has(hash); hash = before.get(hash))
      hashes.push(hash)
    return { station, hashes: hashes.reverse() }
  })
}

/** The branches of every station that is here. */
export const branchesHere = (db: ReadableDb): Branch[] =>
  (db.prepare('SELECT DISTINCT station FROM entry ORDER BY station').all() as { station: string }[]).flatMap(
    ({ station }) => branchesOf(db, station),
  )

/** What is here, for a file that is to be taken in; null where the workspace has no entry and may become any. */
export function holderOf(db: ReadableDb): Holder {
  const kept = new Map<string, Branch[]>()
  const branches = (station: string): Branch[] => {
    const known = kept.get(station) ?? branchesOf(db, station)
    kept.set(station, known)
    return known
  }
  const document = db.prepare('SELECT 1 FROM document WHERE hash = ?')
  const entry = db.prepare('SELECT 1 FROM entry WHERE hash = ?')
  const isEmpty = db.prepare('SELECT 1 FROM entry LIMIT 1').get() === undefined
  return {
    workspace: isEmpty ? null : readWorkspaceId(db),
    hashesTo(station, seq, hash) {
      const found = branches(station).find(({ hashes }) => hashes[seq - 1] === hash)
      return found ? found.hashes.slice(0, seq) : null
    },
    lastOf: (station) => branches(station)[0]?.hashes.length ?? 0,
    hasEntry: (hash) => entry.get(hash) !== undefined,
    hasDocument: (hash) => document.get(hash) !== undefined,
    namesOriginal: (sha256) => isOriginalRecorded(db, sha256),
  }
}

/** Somebody who has nothing, and whose workspace may be any. */
export const NOBODY: Holder = {
  workspace: null,
  hashesTo: () => null,
  lastOf: () => 0,
  hasEntry: () => false,
  hasDocument: () => false,
  namesOriginal: () => false,
}
