import { closedStationOf, ENTRY_FORM, genesisOf } from '../../core/journal/entry.ts'
import { bytesOfHex, hexOf } from '../../core/journal/hash.ts'
import { append, EMPTY_FRONTIER, type Frontier, rootOf } from '../../core/journal/merkle.ts'
import type { ReadableDb } from '../connection.ts'
import { hashText, sha256 } from '../hash.ts'
import { documentText } from '../journal/carried.ts'
import { bodyOfOldText, oldEntryText } from '../journal/oldEntry.ts'
import { readWorkspaceId } from '../journal/own.ts'

/** The first thing that does not hold in a chain: at which number, and what. */
export type Broken = { readonly at: number; readonly problem: string }

/** An entry that nothing follows on, with the root, hexadecimal, of the tree of its branch. */
export type Tip = { readonly seq: number; readonly hash: string; readonly root: string }

/** One station's entries as they were walked. `roots` are of the trees of the sizes that were asked for, by size. */
export type Walked = {
  readonly station: string
  readonly entries: number
  /** It has entries of the time before stations alone, and nobody's key. */
  readonly isClosed: boolean
  /** The ends of its branches, the longest first. */
  readonly tips: readonly Tip[]
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
  const ends = new Map<string, { seq: number; tree: Frontier }>()
  /** What may be followed on: the hashes of the number before, each with the tree up to it. */
  let before = new Map<string, Frontier>()
  let now = new Map<string, Frontier>()
  let [entries, at] = [0, 0]
  let partedAt: number | null = null
  const { keyed } = db
    .prepare('SELECT coalesce(sum(form > 1), 0) AS keyed FROM entry WHERE station = ?')
    .get(station) as { keyed: number }
  const genesis = keyed === 0 ? OLD_GENESIS : genesisOf(workspaceId, station, sha256)
  for (const row of rowsOf(db, station)) {
    if (entries === 0 && keyed === 0 && closedStationOf(row.hash, sha256) !== station)
      breakAt(row.seq, 'rewritten')
    entries += 1
    if (row.seq !== at) {
      if (row.seq !== at + 1) breakAt(at + 1, 'gap')
      before = row.seq === at + 1 ? now : new Map()
      now = new Map()
    } else partedAt ??= row.seq
    const isGap = row.seq > 1 && before.size === 0
    at = row.seq
    const problem = (row.form === 1) === (keyed === 0) ? problemOf(db, station, row) : 'unreadable'
    if (problem) breakAt(row.seq, problem)
    const tree = row.seq === 1 ? EMPTY_FRONTIER : before.get(row.prev_hash)
    if (row.seq === 1 && row.prev_hash !== genesis) breakAt(1, 'other_workspace')
    else if (!tree && !isGap) breakAt(row.seq, 'previous_hash')
    const grown = append(tree ?? EMPTY_FRONTIER, bytesOfHex(row.hash), sha256)
    now.set(row.hash, grown)
    ends.delete(row.prev_hash)
    ends.set(row.hash, { seq: row.seq, tree: grown })
    if (sizes.has(row.seq)) {
      const known = roots.get(row.seq) ?? new Set()
      roots.set(row.seq, known.add(hexOf(rootOf(grown, sha256))))
    }
  }
  const tips = [...ends]
    .map(([hash, { seq, tree }]): Tip => ({ seq, hash, root: hexOf(rootOf(tree, sha256)) }))
    .sort((a, b) => b.seq - a.seq || (a.hash < b.hash ? -1 : 1))
  const [longest] = tips
  const tip = { seq: at, hash: longest?.hash ?? '' }
  return { station, entries, isClosed: keyed === 0 && entries > 0, tips, tip, broken, partedAt, roots }
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
    const said = row.form === 1 ? saidByOld(db, row) : saidByBody(row)
    if (typeof said === 'string') return said
    const isSame =
      said['seq'] === row.seq &&
      said['prevHash'] === row.prev_hash &&
      (row.form === 1 ? said['form'] === undefined : said['form'] === row.form && said['station'] === station)
    // What a newer program calls otherwise is shown as nothing.
    const { atMs, action } = said
    const isNewer = row.form > ENTRY_FORM
    const isNamed =
      row.at_ms === (isNewer && !Number.isSafeInteger(atMs) ? 0 : atMs) &&
      row.action === (isNewer && typeof action !== 'string' ? '' : action)
    return isSame && isNamed ? null : 'hash'
  } catch {
    return 'unreadable'
  }
}

const saidByBody = ({ body, raw, hash }: Row): Record<string, unknown> | string => {
  const said = JSON.parse(body) as Record<string, unknown>
  return raw === null && hashText(body) === hash ? said : 'hash'
}

/** An entry of the time before stations: its documents stand in what was hashed. */
function saidByOld(db: ReadableDb, { body, raw, hash }: Row): Record<string, unknown> | string {
  const documents: string[] = []
  const rebuilt = oldEntryText(body, (doc) => {
    const text = documentText(db, doc)
    if (text === null) documents.push('document_missing')
    else if (hashText(text) !== doc) documents.push('document')
    return text ?? ''
  })
  const [badDocument] = documents
  const isWhole = rebuilt !== null && hashText(rebuilt) === hash
  // An old text stands beside its entry only where that does not give it back, and says the same.
  if (raw !== null) {
    const said = JSON.parse(raw) as Record<string, unknown>
    return !isWhole && hashText(raw) === hash && bodyOfOldText(raw) === body ? said : 'hash'
  }
  if (badDocument) return badDocument
  return isWhole ? (JSON.parse(rebuilt) as Record<string, unknown>) : 'hash'
}
