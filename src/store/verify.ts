import fs from 'node:fs'
import path from 'node:path'
import { canonicalJson } from '../core/units/canonical.ts'
import { AGGREGATE_TABLES, type AggregateTable } from './tables.ts'
import { schemaDifferences } from './expectedSchema.ts'
import { type RecordedOriginal, recordedOriginals } from './footage.ts'
import { type HeadState, headState, readHeadFile } from './head.ts'
import { GENESIS, hashAt, hashEntry, isAggregateTable, walkJournal } from './journal.ts'
import { fittingText } from './schemas.ts'
import { whileLocal } from './localCopy.ts'
import { hashFile } from './vault.ts'
import { checkDerived, checkMaps, type FilesFound } from './verifyFiles.ts'
import type { Workspace } from './workspace.ts'

/** What a verification found; `src/contract` has the same shape. Empty lists and nulls mean that all holds. */
export type Verification = {
  ok: boolean
  originals: { checked: number; missing: string[]; changed: string[]; extra: string[] }
  journal: { entries: number; head: string | null; brokenAt: number | null; problem: string | null }
  records: { checked: number; differing: { aggregate: string; id: string; problem: string }[] }
  derived: FilesFound
  maps: FilesFound
}

type Replayed = { revision: number; doc: string | null }
type Progress = (done: number, total: number) => void
/** SHA-256 of a file, told of the bytes that are done with: a program may do it on another thread. */
type Hash = (file: string, onBytes: (bytes: number) => void) => Promise<string>

/**
 * Proves a workspace: walks the chain, replays it and compares every stored document, compares the chain's end with
 * the recorded head and with each backup's, and reads every original again, and what was made of them, and the maps.
 */
export async function verifyWorkspace(
  workspace: Workspace,
  onProgress: Progress = () => undefined,
  hash: Hash = hashFile,
): Promise<Verification> {
  const schema = schemaDifferences(workspace.db)
  /** What is read from tables that are not as they should be may not be there at all: that is told of the schema. */
  const readable = <T>(read: () => T, otherwise: T): T => {
    try {
      return read()
    } catch (error) {
      if (schema.length > 0 && (error as { code?: string }).code === 'SQLITE_ERROR') return otherwise
      throw error
    }
  }
  const chain = readable(() => walkChain(workspace), NO_CHAIN)
  const { journal, replayed, recordedHashes, copies, maps: recordedMaps } = chain
  const neededMaps = mapsOf(replayed)
  const originalsNamed = readable(() => recordedOriginals(workspace.db), originalsOf(replayed))
  const compared = compareRecords(
    workspace,
    new Map(replayed),
    AGGREGATE_TABLES.filter((table) =>
      readable(() => workspace.db.prepare(`SELECT id, revision, doc FROM ${table}`), null),
    ),
  )
  const records = { ...compared, differing: [...schema, ...compared.differing] }
  const originals = await checkOriginals(workspace, originalsNamed, recordedHashes, onProgress, hash)
  const plainHash = (file: string) => hash(file, () => undefined)
  const derived = await checkDerived(workspace, copies, plainHash)
  const maps = await checkMaps(workspace, recordedMaps, neededMaps, plainHash)
  const ok =
    journal.brokenAt === null &&
    records.differing.length === 0 &&
    [originals, derived, maps].every(
      (found) => found.missing.length + found.changed.length + found.extra.length === 0,
    )
  return { ok, originals, journal, records, derived, maps }
}

/** The maps that layers name now, by what the journal says of them. */
function mapsOf(replayed: ReadonlyMap<string, Replayed>): Set<string> {
  const found = new Set<string>()
  for (const [key, { doc }] of replayed) {
    if (doc === null || !key.startsWith('layer ')) continue
    const { source } = JSON.parse(doc) as { source?: { sha256?: unknown } }
    if (typeof source?.sha256 === 'string') found.add(source.sha256)
  }
  return found
}

type Chain = {
  journal: Verification['journal']
  replayed: Map<string, Replayed>
  recordedHashes: Set<string>
  /** Copies that ever left, and maps that a layer ever named. */
  copies: Set<string>
  maps: Set<string>
}

/** Of a journal that nobody can read. */
const NO_CHAIN: Chain = {
  journal: { entries: 0, head: null, brokenAt: 1, problem: 'unreadable' },
  replayed: new Map(),
  recordedHashes: new Set(),
  copies: new Set(),
  maps: new Set(),
}

function walkChain(workspace: Workspace): Chain {
  const replayed = new Map<string, Replayed>()
  const recordedHashes = new Set<string>()
  const [copies, maps] = [new Set<string>(), new Set<string>()]
  let previous = GENESIS
  let entries = 0
  let broken: { at: number; problem: string } | null = null
  const indexed = workspace.db.prepare(
    'SELECT aggregate, id FROM journal_change WHERE seq = ? ORDER BY aggregate, id',
  )
  const breakAt = (at: number, problem: string) => {
    broken ??= { at, problem }
  }
  for (const entry of walkJournal(workspace.db)) {
    entries += 1
    if (entry.seq !== entries) breakAt(Math.min(entry.seq, entries), 'gap')
    if ('unreadable' in entry) {
      breakAt(entry.seq, 'unreadable')
      continue
    }
    const { hash, ...body } = entry
    if (entry.prevHash !== previous) breakAt(entry.seq, 'previous_hash')
    if (hashEntry(body) !== hash) breakAt(entry.seq, 'hash')
    previous = hash
    // The index of changes is what history and undo are read from: it must say the same as the entry.
    const expected = [...new Set(entry.changes.map(({ aggregate, id }) => `${aggregate} ${id}`))].sort()
    const found = (indexed.all(entry.seq) as { aggregate: string; id: string }[]).map(
      ({ aggregate, id }) => `${aggregate} ${id}`,
    )
    if (found.sort().join() !== expected.join()) breakAt(entry.seq, 'index')
    for (const change of entry.changes) {
      if (!isAggregateTable(change.aggregate)) {
        breakAt(entry.seq, 'unknown_aggregate')
        continue
      }
      replayed.set(`${change.aggregate} ${change.id}`, {
        revision: change.revision,
        doc: change.doc === null ? null : canonicalJson(change.doc),
      })
      const sha256 = (change.doc as { sha256?: unknown } | null)?.sha256
      if (change.aggregate === 'footage' && typeof sha256 === 'string') recordedHashes.add(sha256)
      if (change.aggregate === 'footage') for (const copy of exportedBy(change.doc)) copies.add(copy)
      const tiles = (change.doc as { source?: { sha256?: unknown } } | null)?.source?.sha256
      if (change.aggregate === 'layer' && typeof tiles === 'string') maps.add(tiles)
    }
  }
  const cut = tailProblem(workspace)
  if (cut) breakAt(cut.at, cut.problem)
  const { stray } = workspace.db
    .prepare('SELECT min(seq) AS stray FROM journal_change WHERE seq NOT IN (SELECT seq FROM journal)')
    .get() as { stray: number | null }
  if (stray !== null) breakAt(stray, 'index')
  const head = entries === 0 ? null : previous
  const first = broken as { at: number; problem: string } | null
  return {
    journal: { entries, head, brokenAt: first?.at ?? null, problem: first?.problem ?? null },
    replayed,
    recordedHashes,
    copies,
    maps,
  }
}

/** The recorded head in the words of a verification; nothing of one that is as it may be. */
const HEAD_PROBLEMS: Readonly<Record<HeadState['state'], string | null>> = {
  here: null,
  one_behind: null,
  missing: 'head_file_missing',
  unreadable: 'head_file_unreadable',
  behind: 'head_behind:journal-head.json',
  cut: 'cut_tail:journal-head.json',
  other: 'other_head:journal-head.json',
}

/** What a picture's document says that it left as. */
function exportedBy(doc: unknown): string[] {
  const { exports } = (doc ?? {}) as { exports?: unknown }
  return (Array.isArray(exports) ? (exports as unknown[]) : []).flatMap((one) => {
    const { sha256 } = (one ?? {}) as { sha256?: unknown }
    return typeof sha256 === 'string' ? [sha256] : []
  })
}

/** Where the chain stops short of a head that was recorded, or says something else at it. */
function tailProblem({ dir, db }: Workspace): { at: number; problem: string } | null {
  const { state, recorded, last } = headState(dir, db)
  const problem = HEAD_PROBLEMS[state]
  if (problem) {
    const at = state === 'cut' ? last + 1 : state === 'behind' ? (recorded ?? 0) + 1 : (recorded ?? last)
    return { at, problem }
  }
  const backups = path.join(dir, 'backups')
  for (const name of fs.existsSync(backups) ? fs.readdirSync(backups) : []) {
    const head = readHeadFile(path.join(backups, name))
    if (head === null || head === 'unreadable') continue
    if (head.seq > last) return { at: last + 1, problem: `cut_tail:${name}` }
    if (hashAt(db, head.seq) !== head.hash) return { at: head.seq, problem: `other_head:${name}` }
  }
  return null
}

function compareRecords(
  workspace: Workspace,
  replayed: Map<string, Replayed>,
  tables: readonly AggregateTable[],
): Verification['records'] {
  const differing: Verification['records']['differing'] = []
  let checked = 0
  for (const table of tables) {
    const rows = workspace.db
      .prepare(`SELECT id, revision, doc FROM ${table}`)
      .iterate() as IterableIterator<{
      id: string
      revision: number
      doc: string
    }>
    for (const row of rows) {
      checked += 1
      const key = `${table} ${row.id}`
      const expected = replayed.get(key)
      replayed.delete(key)
      if (!expected || expected.doc === null)
        differing.push({ aggregate: table, id: row.id, problem: 'not_in_journal' })
      else if (expected.revision !== row.revision)
        differing.push({ aggregate: table, id: row.id, problem: 'revision' })
      else if (expected.doc !== row.doc)
        differing.push({
          aggregate: table,
          id: row.id,
          problem: `changed:${changedMembers(expected.doc, row.doc)}`,
        })
      else {
        // The journal says the same, and still nobody can read it.
        const fitted = fittingText(table, row.id, row.doc)
        if (!fitted.ok)
          differing.push({ aggregate: table, id: row.id, problem: `unreadable:${fitted.unfit.path}` })
      }
    }
  }
  for (const [key, expected] of replayed) {
    if (expected.doc === null) continue
    const [aggregate = '', id = ''] = key.split(' ')
    differing.push({ aggregate, id, problem: 'missing' })
  }
  return { checked, differing }
}

/** The members in which two documents differ, for a person to look at. */
function changedMembers(expected: string, found: string): string {
  try {
    const a = JSON.parse(expected) as Record<string, unknown>
    const b = JSON.parse(found) as Record<string, unknown>
    const names = [...new Set([...Object.keys(a), ...Object.keys(b)])]
    const changed = names.filter((name) => canonicalJson(a[name] ?? null) !== canonicalJson(b[name] ?? null))
    return changed.join(',') || 'form'
  } catch {
    return 'form'
  }
}

/** The originals that the journal names, where their records cannot be read. */
const originalsOf = (replayed: ReadonlyMap<string, Replayed>): RecordedOriginal[] =>
  [...replayed].flatMap(([key, { doc }]) => {
    if (doc === null || !key.startsWith('footage ')) return []
    const { sha256, fileName, sizeBytes } = JSON.parse(doc) as Record<string, unknown>
    return [{ sha256: String(sha256), name: String(fileName), size: Number(sizeBytes) }]
  })

async function checkOriginals(
  workspace: Workspace,
  rows: readonly RecordedOriginal[],
  recordedHashes: ReadonlySet<string>,
  onProgress: Progress,
  hashOf: Hash,
): Promise<Verification['originals']> {
  const total = rows.reduce((sum, row) => sum + Number(row.size), 0)
  const missing: string[] = []
  const changed: string[] = []
  let done = 0
  for (const row of rows) {
    const label = `${row.name} (${row.sha256})`
    try {
      // An original is here, not where a link leads to, which anybody may change: that is thrown.
      const original = await workspace.vault.localCopy(row.sha256)
      if (!original) {
        missing.push(label)
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
  for (const { name, sha256 } of workspace.vault.list())
    if (!sha256 || !recordedHashes.has(sha256)) extra.push(name)
  return { checked: rows.length, missing, changed, extra }
}
