import { genesisOf } from '../../core/journal/entry.ts'
import { bytesOfHex, hexOf } from '../../core/journal/hash.ts'
import { append, EMPTY_FRONTIER, type Frontier, rootOf } from '../../core/journal/merkle.ts'
import type { ReadableDb } from '../connection.ts'
import { hashText, sha256 } from '../hash.ts'
import { documentText } from '../journal/carried.ts'
import { oldEntryText } from '../journal/oldEntry.ts'
import { readWorkspaceId } from '../journal/own.ts'

/** The first thing that does not hold in a chain: at which number, and what. */
export type Broken = { readonly at: number; readonly problem: string }

/** One station's entries as they were walked. `roots` are of the trees of the sizes that were asked for, by size. */
export type Walked = {
  readonly station: string
  readonly entries: number
  /** The last entry; of two branches that of the longer one, or the lesser hash. */
  readonly tip: { readonly seq: number; readonly hash: string }
  readonly broken: Broken | null
  /** Where two entries have one number; null where the chain is one. */
  readonly partedAt: number | null
  /** Roots, hexadecimal, by size: of every branch. */
  readonly roots: ReadonlyMap<number, ReadonlySet<string>>
}

type Row = {
  arrival: number
  hash: string
  seq: number
  prev_hash: string
  form: number
  at_ms: number
  action: string
  body: string
  raw: string | null
}

const AT_ONCE = 200
const OLD_GENESIS = '0'.repeat(64)

/** Walks a station's chain: each entry is what its hash says, stands where it says, and follows on the one before. */
export function walkChain(db: ReadableDb, station: string, sizes: ReadonlySet<number>): Walked {
  const workspaceId = readWorkspaceId(db) ?? ''
  let broken: Broken | null = null
  const breakAt = (at: number, problem: string): void => {
    broken ??= { at, problem }
  }
  const roots = new Map<number, Set<string>>()
  /** What may be followed on: the hashes of the number before, each with the tree up to it. */
  let before = new Map<string, Frontier>()
  let now = new Map<string, Frontier>()
  let [entries, at] = [0, 0]
  let partedAt: number | null = null
  for (const row of rowsOf(db, station)) {
    entries += 1
    if (row.seq !== at) {
      if (row.seq !== at + 1) breakAt(at + 1, 'gap')
      before = row.seq === at + 1 ? now : new Map()
      now = new Map()
    } else partedAt ??= row.seq
    const isGap = row.seq > 1 && before.size === 0
    at = row.seq
    const problem = problemOf(db, station, row)
    if (problem) breakAt(row.seq, problem)
    const genesis = row.form === 1 ? OLD_GENESIS : genesisOf(workspaceId, station, sha256)
    const tree = row.seq === 1 ? EMPTY_FRONTIER : before.get(row.prev_hash)
    if (row.seq === 1 ? row.prev_hash !== genesis : !tree && !isGap) breakAt(row.seq, 'previous_hash')
    const grown = append(tree ?? EMPTY_FRONTIER, bytesOfHex(row.hash), sha256)
    now.set(row.hash, grown)
    if (sizes.has(row.seq)) {
      const known = roots.get(row.seq) ?? new Set()
      roots.set(row.seq, known.add(hexOf(rootOf(grown, sha256))))
    }
  }
  const [hash = ''] = [...now.keys()].sort()
  return { station, entries, tip: { seq: at, hash }, broken, partedAt, roots }
}

function* rowsOf(db: ReadableDb, station: string): Generator<Row> {
  const next = db.prepare(
    `SELECT arrival, hash, seq, prev_hash, form, at_ms, action, body, raw FROM entry
     WHERE station = ? AND (seq, arrival) > (?, ?) ORDER BY seq, arrival LIMIT ${AT_ONCE}`,
  )
  for (let [seq, arrival] = [Number.MIN_SAFE_INTEGER, 0]; ; ) {
    const rows = next.all(station, seq, arrival) as Row[]
    for (const row of rows) {
      ;[seq, arrival] = [row.seq, row.arrival]
      yield row
    }
    if (rows.length < AT_ONCE) return
  }
}

/** What is amiss with an entry by itself; null where it is what its hash says, and its columns say the same. */
function problemOf(db: ReadableDb, station: string, row: Row): string | null {
  try {
    const text =
      row.form === 1 ? (row.raw ?? oldEntryText(row.body, (hash) => wholeText(db, hash))) : row.body
    if (text === null) return 'hash'
    const said = JSON.parse(text) as Record<string, unknown>
    if (hashText(text) !== row.hash) return 'hash'
    const isSame =
      said['seq'] === row.seq &&
      said['prevHash'] === row.prev_hash &&
      (row.form === 1 ? said['form'] === undefined : said['form'] === row.form && said['station'] === station)
    const isNamed = row.form > 2 || (said['atMs'] === row.at_ms && said['action'] === row.action)
    return isSame && isNamed ? null : 'hash'
  } catch {
    return 'unreadable'
  }
}

/** A document that is what its hash says. */
function wholeText(db: ReadableDb, hash: string): string | null {
  const text = documentText(db, hash)
  return text !== null && hashText(text) === hash ? text : null
}
