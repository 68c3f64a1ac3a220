import type { Finding } from '../core/finding/finding.ts'
import type { Aggregate } from '../core/journal/kinds.ts'
import { SEARCHED_KINDS, type Searched, searchedOf, soughtIn } from '../core/journal/searched.ts'
import { canonicalJson } from '../core/units/canonical.ts'
import { mayGoOn, partsOf, runsOf } from '../core/units/sought.ts'
import type { ReadableDb, WritableDb } from './connection.ts'
import { type Paged, paged } from './paging.ts'

/**
 * The index of the search over everything: an FTS5 table of pieces (`src/core/units/sought.ts`), which knows phrases and
 * beginnings, and nothing of languages. Derived as everything beside the documents is (`settle.ts`).
 */

/** Stands between two texts: no phrase goes from one to the other. */
const BETWEEN = '\u{f000}'
/** What every text of a kind has, so that those of one kind are asked for. */
const kindPiece = (kind: Aggregate): string => `\u{f001}${kind.toLowerCase()}`

/** A piece as the index's tokenizer keeps it whole: what it would part at is moved away. */
const kept = (piece: string): string => {
  const code = piece.codePointAt(0) ?? 0
  return code < 0x80 && !mayGoOn(piece) ? String.fromCodePoint(0xe000 + code) : piece
}

const indexed = (kind: Aggregate, of: Searched): string =>
  [[kindPiece(kind)], ...runsOf(soughtIn(of)).map((run) => run.map(kept))]
    .map((run) => run.join(' '))
    .join(` ${BETWEEN} `)

const questionOf = (typed: string): string[] =>
  partsOf(typed).map((part) => `"${part.map(kept).join(' ')}"${mayGoOn(part.at(-1) ?? '') ? ' *' : ''}`)

/** What asks the index, in FTS5's language, for all of a kind that have what is typed; null where nothing is typed. */
function asking(kind: Aggregate, typed: string): string | null {
  const asked = askingFindings(typed)
  return asked === null ? null : `"${kindPiece(kind)}" ${asked}`
}

/** What of a finding its list is searched by: what the search finds it by, and what was seen of it, by whom. */
export function findingPieces(
  finding: Finding,
  sightings: readonly { readonly words: string; readonly author: string }[],
): string {
  const of = searchedOf('finding', finding)
  if (!of) return ''
  return indexed('finding', {
    ...of,
    names: [...(of.names ?? []), ...sightings.map(({ author }) => ({ text: author }))],
    texts: [...(of.texts ?? []), ...sightings.map(({ words }) => words)],
  })
}

/** What asks `finding_words`, which knows no other kind, for all that have what is typed; null where nothing is typed. */
export function askingFindings(typed: string): string | null {
  const asked = questionOf(typed)
  return asked.length === 0 ? null : asked.join(' ')
}

/** Kinds, seconds and those within one second share the 53 bits that are exact everywhere. */
const A_KIND = 2 ** 48
const A_SECOND = 2 ** 15
const LAST_SECOND = A_KIND / A_SECOND - 1

/** Puts what a document is found by into the index, or takes it out. */
export function putSearched(db: WritableDb, kind: Aggregate, id: string, doc: unknown): void {
  const before = db
    .prepare('SELECT key, at_ms, said FROM searched WHERE aggregate = ? AND id = ?')
    .get(kind, id) as { key: number; at_ms: number | null; said: string } | undefined
  const of = doc === null ? null : searchedOf(kind, doc as never)
  const said = of && canonicalJson(of)
  if (before && before.said === said) return
  if (before) {
    db.prepare('DELETE FROM search_words WHERE rowid = ?').run(before.key)
    db.prepare('DELETE FROM searched WHERE key = ?').run(before.key)
  }
  if (!of || said === null) return
  const key = before && before.at_ms === of.atMs ? before.key : freeKey(db, kind, of.atMs ?? madeAtMs(id))
  db.prepare('INSERT INTO searched VALUES (?, ?, ?, ?, ?)').run(key, kind, id, of.atMs, said)
  db.prepare('INSERT INTO search_words (rowid, pieces) VALUES (?, ?)').run(key, indexed(kind, of))
}

/** When something was made, as far as its id says so (UUID, version 7). */
const madeAtMs = (id: string): number =>
  id[14] === '7' ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : 0

function freeKey(db: WritableDb, kind: Aggregate, atMs: number): number {
  db.prepare('INSERT OR IGNORE INTO searched_kind (aggregate) VALUES (?)').run(kind)
  const { n } = db.prepare('SELECT n FROM searched_kind WHERE aggregate = ?').get(kind) as { n: number }
  const last = db.prepare('SELECT max(key) AS key FROM searched WHERE key BETWEEN ? AND ?')
  const keyIn = (second: number): number | null => {
    const from = n * A_KIND + second * A_SECOND
    const { key } = last.get(from, from + A_SECOND - 1) as { key: number | null }
    if (key === null) return from
    return key < from + A_SECOND - 1 ? key + 1 : null
  }
  const own = Math.min(LAST_SECOND, Math.floor(atMs / 1000))
  for (let second = own; second >= 0; second--) {
    const key = keyIn(second)
    if (key !== null) return key
  }
  // Many whose ids say no time are all of the first second: they go on behind it.
  for (let second = own + 1; second <= LAST_SECOND; second++) {
    const key = keyIn(second)
    if (key !== null) return key
  }
  throw new RangeError('more of a kind than keys')
}

/** Something that was found. */
export type Found = { readonly kind: Aggregate; readonly id: string; readonly said: Searched }

/** A page of what of a kind has a text, the newest first; `after`: `next` of the page before. */
export function foundOf(
  db: ReadableDb,
  kind: Aggregate,
  typed: string,
  { after, most }: { after: number | null; most: number },
): Paged<Found, number> {
  const asked = asking(kind, typed)
  if (asked === null) return { rows: [], next: null }
  const rows = db
    .prepare(`SELECT s.key, s.id, s.said FROM search_words w CROSS JOIN searched s ON s.key = w.rowid
     WHERE search_words MATCH ? AND w.rowid < ? ORDER BY w.rowid DESC LIMIT ?`)
    .all(asked, after ?? Number.MAX_SAFE_INTEGER, most + 1) as { key: number; id: string; said: string }[]
  const page = paged(rows, most, ({ key }) => key)
  return {
    ...page,
    rows: page.rows.map(({ id, said }) => ({ kind, id, said: JSON.parse(said) as Searched })),
  }
}

export { SEARCHED_KINDS }

/** Those of a kind that have a text, for a condition `id IN …` of a list with the value `askingFor` of the same kind. */
export const FOUND = `(SELECT s.id FROM search_words w CROSS JOIN searched s ON s.key = w.rowid WHERE search_words MATCH`

/** The value for `FOUND`; what finds nothing where the text has no piece. */
export const askingFor = (kind: Aggregate, typed: string): string => asking(kind, typed) ?? `"${BETWEEN}none"`
