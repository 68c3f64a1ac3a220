import type { Head } from '../core/journal/entry.ts'
import { AGGREGATE_TABLES } from './tables.ts'
import { schemaDifferences } from './expectedSchema.ts'
import {
  isOriginalElsewhere,
  isOriginalPending,
  type RecordedOriginal,
  recordedOriginals,
} from './footage.ts'
import { isMapElsewhere } from './layers.ts'
import { damagedTables, isDamage } from './lookOver.ts'
import { whileLocal } from './localCopy.ts'
import { hashFile } from './vault.ts'
import { namedBy } from './verify/named.ts'
import { compareRecords, type Differing } from './verify/records.ts'
import { type Replay, replay } from './verify/replay.ts'
import { checkStations, isConsequence, type StationFound } from './verify/stations.ts'
import { checkDerived, checkMaps, type FilesFound } from './verifyFiles.ts'
import { readHead } from './journal/entries.ts'
import type { Workspace } from './workspace.ts'

/** What a verification found; `src/contract` has the same shape. Empty lists and nulls mean that all holds. */
export type Verification = {
  ok: boolean
  /** `elsewhere`: those that came with another station's entries alone, and are with that. */
  originals: {
    checked: number
    missing: string[]
    elsewhere: string[]
    /** Those that the journal says were deleted, and by whom: gone, and not lost. */
    deleted: string[]
    changed: string[]
    extra: string[]
  }
  journal: {
    entries: number
    /** The hash of this folder's own last entry. */
    head: string | null
    /** The first number that does not hold in the first chain of which one does not. */
    brokenAt: number | null
    problem: string | null
    stations: StationFound[]
    /** How many documents wait for a decision. */
    waiting: number
  }
  records: { checked: number; differing: Differing[] }
  derived: FilesFound
  maps: FilesFound
}

type Progress = (done: number, total: number) => void
/** SHA-256 of a file, told of the bytes that are done with: a program may do it on another thread. */
type Hash = (file: string, onBytes: (bytes: number) => void) => Promise<string>

/**
 * Proves a workspace: walks every chain, replays the entries and compares every stored document with what follows from
 * them, compares the chains' ends with what signed heads, the key and backups know, and reads every original again, and what
 * was made of them, and the maps. `given`: heads of chains that whoever verifies has from elsewhere.
 */
export async function verifyWorkspace(
  workspace: Workspace,
  onProgress: Progress = () => undefined,
  hash: Hash = hashFile,
  given: readonly Head[] = [],
): Promise<Verification> {
  const { db } = workspace
  const schema = [...schemaDifferences(db), ...damagedTables(db)]
  /** What is read from tables that are not as they should be may not be there at all: that is told of the schema. */
  const readable = <T>(read: () => T, otherwise: T): T => {
    try {
      return read()
    } catch (error) {
      const isOfTables = (error as { code?: string }).code === 'SQLITE_ERROR' || isDamage(error)
      if (schema.length > 0 && isOfTables) return otherwise
      throw error
    }
  }
  const replayed = readable(() => replay(db), NOTHING_REPLAYED)
  const journal = readable(() => checkJournal(workspace, replayed, given), NO_JOURNAL)
  const named = readable(() => namedBy(db, replayed), NOTHING_NAMED)
  const originalsNamed = readable(() => recordedOriginals(db), [...named.originalsNow])
  const tables = AGGREGATE_TABLES.filter((table) =>
    readable(() => db.prepare(`SELECT id, revision, version, doc FROM ${table}`), null),
  )
  const compared = readable(() => compareRecords(db, replayed, tables), { checked: 0, differing: [] })
  const records = { ...compared, differing: [...schema, ...compared.differing] }
  const isElsewhere = (sha256: string) => readable(() => isOriginalElsewhere(db, sha256), false)
  const isNamed = (sha256: string) =>
    named.originals.has(sha256) || readable(() => isOriginalPending(db, sha256), false)
  const originals = await checkOriginals(
    workspace,
    originalsNamed,
    { isNamed, isElsewhere, isDeleted: (sha256) => named.deleted.has(sha256) },
    onProgress,
    hash,
  )
  const plainHash = (file: string) => hash(file, () => undefined)
  const derived = await checkDerived(workspace, named.copies, plainHash)
  const needed = [...named.neededMaps].filter(
    ([sha256]) => !readable(() => isMapElsewhere(db, sha256), false),
  )
  const maps = await checkMaps(workspace, named.maps, needed, plainHash)
  const ok =
    journal.brokenAt === null &&
    journal.stations.every(({ signature }) => signature !== 'wrong') &&
    records.differing.length === 0 &&
    [originals, derived, maps].every(
      (found) => found.missing.length + found.changed.length + found.extra.length === 0,
    )
  return { ok, originals, journal, records, derived, maps }
}

/** Of a journal that nobody can read. */
const NO_JOURNAL: Verification['journal'] = {
  entries: 0,
  head: null,
  brokenAt: 1,
  problem: 'unreadable',
  stations: [],
  waiting: 0,
}
const NOTHING_REPLAYED: Replay = { documents: new Map(), broken: new Map() }
const NOTHING_NAMED: ReturnType<typeof namedBy> = {
  originals: new Set(),
  deleted: new Set(),
  copies: new Set(),
  maps: new Set(),
  neededMaps: new Map(),
  originalsNow: [],
}

function checkJournal(
  workspace: Workspace,
  replayed: Replay,
  given: readonly Head[],
): Verification['journal'] {
  const { db } = workspace
  const stations = checkStations(workspace, replayed.broken, given)
  const stray = replayed.broken.get('')
  const broken = stations.filter(({ brokenAt }) => brokenAt !== null)
  const first = broken.find((one) => !isConsequence(one)) ?? broken[0]
  const { waiting } = db.prepare('SELECT count(*) AS waiting FROM waiting').get() as { waiting: number }
  return {
    entries: stations.reduce((sum, { entries }) => sum + entries, 0),
    head: readHead(db).head?.hash ?? null,
    brokenAt: first?.brokenAt ?? stray?.at ?? null,
    problem: first?.problem ?? stray?.problem ?? null,
    stations,
    waiting,
  }
}

async function checkOriginals(
  workspace: Workspace,
  rows: readonly RecordedOriginal[],
  {
    isNamed,
    isElsewhere,
    isDeleted,
  }: Record<'isNamed' | 'isElsewhere' | 'isDeleted', (sha256: string) => boolean>,
  onProgress: Progress,
  hashOf: Hash,
): Promise<Verification['originals']> {
  const total = rows.reduce((sum, row) => sum + Number(row.size), 0)
  const missing: string[] = []
  const elsewhere: string[] = []
  const deleted: string[] = []
  const changed: string[] = []
  let done = 0
  for (const row of rows) {
    const label = `${row.name} (${row.sha256})`
    try {
      // An original is here, not where a link leads to, which anybody may change: that is thrown.
      const original = await workspace.vault.localCopy(row.sha256)
      if (!original) {
        ;(isDeleted(row.sha256) ? deleted : isElsewhere(row.sha256) ? elsewhere : missing).push(label)
        continue
      }
      const hash = await whileLocal(original, (file) =>
        hashOf(file, (bytes) => {
          done += bytes
          onProgress(done, total)
        }),
      )
      if (hash !== row.sha256) changed.push(label)
    } catch (error) {
      // What cannot be read is not what it was; a reader that died has not looked.
      if ((error as NodeJS.ErrnoException).code === 'THREAD_DIED') throw error
      changed.push(label)
    }
  }
  const extra: string[] = []
  for (const { name, sha256 } of workspace.vault.list()) if (!sha256 || !isNamed(sha256)) extra.push(name)
  return {
    checked: rows.length - elsewhere.length - deleted.length,
    missing,
    elsewhere,
    deleted,
    changed,
    extra,
  }
}
