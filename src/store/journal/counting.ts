import { type Head, Head as HeadForm } from '../../core/journal/entry.ts'
import type { ReadableDb } from '../connection.ts'
import { readOwn, readTakenOver } from './own.ts'

/** Where an entry stands in its chain. */
type Place = Pick<Head, 'station' | 'seq' | 'hash'>
/** Says of an entry that is here whether it counts. */
export type Counting = (entry: Place) => boolean

/**
 * Which entries count here: those of this folder's own chain and of the chains that it goes on from, as far as it does;
 * those of stations that a person accepted in one of these; and what accepted stations go on from.
 */
export function countingOf(db: ReadableDb): Counting {
  const reach = ownReach(db)
  // Acceptances of the stations that came before count as well, and may reach further.
  for (const { station, until } of acceptances(db, reach.holds)) {
    if (until) reach.upTo(until)
    else reach.all(station)
  }
  return reach.holds
}

/** Which entries are of this folder's own chain, or of those that it goes on from. */
export const ownEntries = (db: ReadableDb): Counting => ownReach(db).holds

function ownReach(db: ReadableDb): ReturnType<typeof reachOf> {
  const reach = reachOf(db)
  // Where the end was cut off, what is left is ours all the same.
  for (const head of [readOwn(db), readTakenOver(db)]) if (head && !reach.upTo(head)) reach.all(head.station)
  return reach
}

/** Stations that count whole, and heads up to which others do, with all that they go on from. `upTo`: whether it is here. */
function reachOf(db: ReadableDb): { upTo(head: Head): boolean; all(station: string): void; holds: Counting } {
  const whole = new Set<string>()
  const heads = new Map<string, ((entry: Place) => boolean)[]>()
  const seen = new Set<string>()

  const goOnFrom = (station: string, isOurs: (entry: Place) => boolean): void => {
    const firsts = db
      .prepare('SELECT station, seq, hash, body FROM entry WHERE station = ? AND seq = 1 AND form >= 2')
      .all(station) as (Place & { body: string })[]
    for (const first of firsts) if (isOurs(first)) for (const head of continued(first.body)) upTo(head)
  }
  function upTo(head: Head): boolean {
    const key = `${head.station} ${head.hash}`
    if (seen.has(key)) return true
    const isBehind = behind(db, head)
    if (!isBehind(head)) return false
    seen.add(key)
    const known = heads.get(head.station)
    if (known) known.push(isBehind)
    else heads.set(head.station, [isBehind])
    goOnFrom(head.station, isBehind)
    return true
  }
  return {
    upTo,
    all(station) {
      if (whole.has(station)) return
      whole.add(station)
      goOnFrom(station, () => true)
    },
    holds: (entry) =>
      whole.has(entry.station) || (heads.get(entry.station) ?? []).some((isBehind) => isBehind(entry)),
  }
}

function continued(body: string): Head[] {
  try {
    const { continues } = JSON.parse(body) as { continues?: unknown }
    const head = HeadForm.safeParse(continues)
    return head.success ? [head.data] : []
  } catch {
    return []
  }
}

/** Whether an entry of the same station stands at a head or before it; of two branches, on the branch of the head. */
export function behind(db: ReadableDb, { station, seq, hash }: Head): (entry: Place) => boolean {
  const at = db
    .prepare('SELECT 1 FROM entry WHERE hash = ? AND station = ? AND seq = ?')
    .get(hash, station, seq)
  if (at === undefined) return () => false
  const { parted } = db
    .prepare(
      'SELECT min(seq) AS parted FROM (SELECT seq FROM entry WHERE station = ? GROUP BY seq HAVING count(*) > 1)',
    )
    .get(station) as { parted: number | null }
  if (parted === null || parted > seq) return (entry) => entry.seq <= seq
  const branch = new Set<string>()
  const before = db.prepare('SELECT seq, prev_hash FROM entry WHERE hash = ? AND station = ?')
  for (let [one, n] = [hash, seq]; n >= parted; ) {
    branch.add(one)
    const row = before.get(one, station) as { seq: number; prev_hash: string } | undefined
    if (!row) break
    ;[one, n] = [row.prev_hash, row.seq - 1]
  }
  return (entry) => entry.seq < parted || branch.has(entry.hash)
}

type Accepted = { readonly station: string; readonly until: Head | null }

/**
 * The acceptances that hold here, as the newest version of each says that was made in a chain of our own: nobody else can
 * accept a station for us, or take an acceptance back.
 */
export function acceptances(db: ReadableDb, isOurs: Counting): Accepted[] {
  const rows = db
    .prepare(
      `SELECT v.hash, d.text, e.station, e.seq, e.hash AS entry FROM version v JOIN change c ON c.version = v.hash
         JOIN entry e ON e.arrival = c.arrival LEFT JOIN document d ON d.hash = v.doc
       WHERE v.aggregate = 'acceptance'`,
    )
    .all() as { hash: string; text: string | null; station: string; seq: number; entry: string }[]
  const ours = rows.filter(({ station, seq, entry }) => isOurs({ station, seq, hash: entry }))
  const base = db.prepare('SELECT base FROM version_base WHERE version = ?')
  const past = new Set(
    ours.flatMap(({ hash }) => (base.all(hash) as { base: string }[]).map((row) => row.base)),
  )
  return ours.flatMap(({ hash, text }) => (past.has(hash) || text === null ? [] : acceptedBy(text)))
}

/** Whom an acceptance accepts; nobody where somebody broke it. */
function acceptedBy(text: string): Accepted[] {
  try {
    const { station, until } = JSON.parse(text) as { station?: unknown; until?: unknown }
    if (typeof station !== 'string') return []
    if (until === null || until === undefined) return [{ station, until: null }]
    const head = HeadForm.safeParse({ station, ...until })
    return head.success ? [{ station, until: head.data }] : []
  } catch {
    return []
  }
}
