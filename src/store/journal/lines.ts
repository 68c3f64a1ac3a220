import { CALLED, calledAt } from '../../core/journal/called.ts'
import { changedBetween, type Changed } from '../../core/journal/changed.ts'
import type { EntryRef, Head } from '../../core/journal/entry.ts'
import type { ReadableDb } from '../connection.ts'
import { rememberUnreadable } from '../unreadable.ts'
import { isAggregateTable, type AggregateTable } from '../tables.ts'
import { type JournalActor, readEntryAt, unfitEntry } from './entries.ts'
import type { DocumentRef } from './projecting.ts'
import { textOfBases } from './versions.ts'

/** What is asked of the journal; null: whatever. `who`: a person's id, or a name where an entry has none. */
export type LineFilter = {
  readonly who: string | null
  readonly aggregate: AggregateTable | null
  /** Of `aggregate`, one document. */
  readonly id: string | null
  /** The times, UTC ms, from which and before which by the clocks of those who wrote. */
  readonly fromMs: number | null
  readonly toMs: number | null
  readonly beforeArrival: number | null
  readonly limit: number
}

/** A document of an entry: by what it was called then (a name, a text, a code, a time); null: nobody knows here. */
export type Subject = DocumentRef & {
  readonly called: unknown
  /** The entry made it, deleted it, or says something of it alone. */
  readonly how: 'made' | 'changed' | 'deleted' | 'about'
}

/** An entry as a sentence says it. */
export type Line = Head & {
  readonly arrival: number
  readonly atMs: number
  readonly actor: JournalActor
  readonly action: string
  /** What it takes back: the action that this comes down to, and whether it is done again by that. */
  readonly undone: { readonly action: string; readonly isRedo: boolean } | null
  /** The first documents of the kind that it is mainly about. */
  readonly subjects: readonly Subject[]
  /** How many of that kind there are. */
  readonly total: number
  /** What became of the members of the first one, where it was changed. */
  readonly changed: Changed | null
}

type Row = Head & { arrival: number; atMs: number; action: string; body: string }

/** So many documents are named in a sentence. */
const MOST_NAMED = 3
/** A line of undos is followed so far: somebody may have made it a circle. */
const MOST_UNDOS = 1000
/** What is longer is not taken apart for a sentence, characters. */
const LONGEST_TAKEN_APART = 100_000

/**
 * Entries that count, in the order in which they came to be here, the last one first, and before which one the next page
 * goes on. What cannot be read is left out and kept in mind.
 */
export function linesOf(db: ReadableDb, filter: LineFilter): { lines: Line[]; next: number | null } {
  const before = filter.beforeArrival ?? Number.MAX_SAFE_INTEGER
  const { where, values, index } = conditionsOf(filter)
  const rows = db
    .prepare(
      `SELECT e.arrival, e.hash, e.station, e.seq, e.at_ms AS atMs, e.action, e.body FROM entry e ${index}
       WHERE e.arrival < ? ${where.map((one) => `AND ${one}`).join(' ')}
         AND NOT EXISTS (SELECT 1 FROM pending p WHERE p.arrival = e.arrival)
       ORDER BY e.arrival DESC LIMIT ?`,
    )
    .all(before, ...values, filter.limit + 1) as Row[]
  const page = rows.slice(0, filter.limit)
  const lines = page.flatMap((row) => {
    const line = lineOf(db, row)
    if (!line) rememberUnreadable(db, unfitEntry(row.arrival, { problem: 'fit_json' }))
    return line ? [line] : []
  })
  return { lines, next: rows.length > page.length ? (page.at(-1)?.arrival ?? null) : null }
}

/** Whichever is narrowest is looked up; whatever else is asked stands in the same index. */
function conditionsOf({ who, aggregate, id, fromMs, toMs }: LineFilter): {
  where: string[]
  values: (string | number)[]
  index: string
} {
  const where: string[] = []
  const values: (string | number)[] = []
  const say = (condition: string, ...said: (string | number)[]): void => {
    where.push(condition)
    values.push(...said)
  }
  if (fromMs !== null || toMs !== null)
    say('e.at_ms >= ? AND e.at_ms < ?', fromMs ?? 0, toMs ?? Number.MAX_SAFE_INTEGER)
  if (who !== null) say('e.who = ?', who)
  if (aggregate !== null && id !== null) {
    say(
      `e.arrival IN (SELECT c.arrival FROM version v JOIN change c ON c.version = v.hash WHERE v.aggregate = ? AND v.id = ?
         UNION ALL SELECT a.arrival FROM entry a WHERE a.about_id = ?)`,
      aggregate,
      id,
      id,
    )
    return { where, values, index: '' }
  }
  if (aggregate !== null) say('instr(e.kinds, ?) > 0', ` ${aggregate} `)
  const byDay = fromMs !== null && toMs !== null
  const named = byDay ? 'entry_by_time' : who !== null ? 'entry_by_person' : 'entry_in_turn'
  return { where, values, index: where.length === 0 ? '' : `INDEXED BY ${named}` }
}

type Body = {
  actor?: JournalActor | null
  undoes?: EntryRef | number | null
  about?: { aggregate?: unknown; id?: unknown } | null
}

function lineOf(db: ReadableDb, { body, ...row }: Row): Line | null {
  let said: Body
  try {
    said = JSON.parse(body) as Body
  } catch {
    return null
  }
  const { actor, about } = said
  if (!actor) return null
  const undoes =
    typeof said.undoes === 'number' ? { station: row.station, seq: said.undoes } : (said.undoes ?? null)
  const kind = mainKind(db, row)
  const changes = kind === null ? [] : firstChanges(db, row.arrival, kind)
  const subjects = changes.map((change): Subject => subjectOf(db, change))
  const isAbout = about && isAggregateTable(String(about.aggregate)) && typeof about.id === 'string'
  if (subjects.length === 0 && isAbout) {
    const document = { aggregate: about.aggregate as AggregateTable, id: about.id as string }
    return {
      ...row,
      actor,
      undone: null,
      subjects: [{ ...document, called: calledNow(db, document), how: 'about' }],
      total: 1,
      changed: null,
    }
  }
  const [first] = changes
  return {
    ...row,
    actor,
    undone: undoes === null ? null : undoneBy(db, undoes),
    subjects,
    total: kind === null ? 0 : countChanges(db, row.arrival, kind),
    changed: first ? changedBy(db, first) : null,
  }
}

/** The kind that an action is of, where the entry changed one; else that of its first change. */
function mainKind(db: ReadableDb, { arrival, action }: Pick<Row, 'arrival' | 'action'>): string | null {
  const own = action.slice(0, action.indexOf('.'))
  const row = db
    .prepare(
      `SELECT v.aggregate FROM change c JOIN version v ON v.hash = c.version WHERE c.arrival = ?
       ORDER BY v.aggregate <> ?, c.ord LIMIT 1`,
    )
    .get(arrival, own) as { aggregate: string } | undefined
  return row?.aggregate ?? null
}

type ChangeRow = DocumentRef & { readonly version: string; readonly doc: string | null }

const firstChanges = (db: ReadableDb, arrival: number, kind: string): ChangeRow[] =>
  db
    .prepare(
      `SELECT v.aggregate, v.id, v.hash AS version, v.doc FROM change c JOIN version v ON v.hash = c.version
       WHERE c.arrival = ? AND v.aggregate = ? ORDER BY c.ord LIMIT ${MOST_NAMED}`,
    )
    .all(arrival, kind) as ChangeRow[]

const countChanges = (db: ReadableDb, arrival: number, kind: string): number =>
  (
    db
      .prepare(
        'SELECT count(*) AS n FROM change c JOIN version v ON v.hash = c.version WHERE c.arrival = ? AND v.aggregate = ?',
      )
      .get(arrival, kind) as { n: number }
  ).n

function subjectOf(db: ReadableDb, { aggregate, id, version, doc }: ChangeRow): Subject {
  const bases = basesOf(db, version)
  const how = doc === null ? 'deleted' : bases.length === 0 ? 'made' : 'changed'
  const called = calledBy(db, { aggregate, id }, doc ?? lastDocument(db, bases))
  return { aggregate, id, called, how }
}

const basesOf = (db: ReadableDb, version: string): string[] =>
  (
    db.prepare('SELECT base FROM version_base WHERE version = ? ORDER BY base').all(version) as {
      base: string
    }[]
  ).map(({ base }) => base)

function lastDocument(db: ReadableDb, [base]: readonly string[]): string | null {
  if (base === undefined) return null
  const row = db.prepare('SELECT doc FROM version WHERE hash = ?').get(base) as
    | { doc: string | null }
    | undefined
  return row?.doc ?? null
}

const pathOf = (kind: AggregateTable): string => ['$', ...calledAt(kind)].join('.')

/** By what a document was called in its version with a hash. */
function calledBy(db: ReadableDb, { aggregate }: DocumentRef, doc: string | null): unknown {
  if (doc === null) return null
  const row = db
    .prepare('SELECT text ->> ? AS called FROM document WHERE hash = ? AND json_valid(text)')
    .get(pathOf(aggregate), doc) as { called: unknown } | undefined
  return spoken(db, aggregate, row?.called)
}

/** By what a document is called as it is shown here. */
function calledNow(db: ReadableDb, { aggregate, id }: DocumentRef): unknown {
  const row = db
    .prepare(`SELECT doc ->> ? AS called FROM ${aggregate} WHERE id = ?`)
    .get(pathOf(aggregate), id) as { called: unknown } | undefined
  return spoken(db, aggregate, row?.called)
}

function spoken(db: ReadableDb, aggregate: AggregateTable, called: unknown): unknown {
  const by = CALLED[aggregate]
  if (called === undefined || called === null || called === '') return null
  if ('of' in by) return typeof called === 'string' ? calledNow(db, { aggregate: by.of, id: called }) : null
  // A name in both languages, and what else is an object, comes as its JSON.
  return typeof called === 'string' && called.startsWith('{') ? parsed(called) : called
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** What the entry at the end of a line of undos was, and whether an undo of an undo brings it back. */
function undoneBy(db: ReadableDb, undoes: EntryRef): Line['undone'] {
  let made = readEntryAt(db, undoes)
  let isRedo = false
  for (let left = MOST_UNDOS; made?.undoes && left > 0; left--) {
    isRedo = !isRedo
    made = readEntryAt(db, made.undoes)
  }
  return made && { action: made.action, isRedo }
}

function changedBy(db: ReadableDb, { aggregate, id, version, doc }: ChangeRow): Changed | null {
  const bases = basesOf(db, version)
  if (doc === null || bases.length === 0) return null
  const texts = [textOfBases(db, aggregate, id, bases), textIn(db, doc)]
  const [before, after] = texts.map((text) =>
    text === null || text.length > LONGEST_TAKEN_APART ? null : parsed(text),
  )
  if (!isMembers(before) || !isMembers(after)) return null
  return changedBetween(before, after)
}

const textIn = (db: ReadableDb, hash: string): string | null =>
  (db.prepare('SELECT text FROM document WHERE hash = ?').get(hash) as { text: string } | undefined)?.text ??
  null

const isMembers = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether an entry of an action says already that somebody did something with a document since a time. */
export const isNotedSince = (
  db: ReadableDb,
  { action, who, id, sinceMs }: { action: string; who: string; id: string; sinceMs: number },
): boolean =>
  db
    .prepare('SELECT 1 FROM entry WHERE about_id = ? AND who = ? AND action = ? AND at_ms > ? LIMIT 1')
    .get(id, who, action, sinceMs) !== undefined

/** Who wrote: the person's id or name by which it is asked for, with name and role as the last entry says. */
export type Writer = { readonly who: string; readonly name: string; readonly role: string }

/** All who wrote an entry here, by their names. */
export function writersOf(db: ReadableDb): Writer[] {
  const rows = db
    .prepare(
      `WITH RECURSIVE found(who) AS (
         SELECT min(who) FROM entry
         UNION ALL SELECT (SELECT min(e.who) FROM entry e WHERE e.who > found.who) FROM found WHERE found.who IS NOT NULL
       )
       SELECT found.who, (SELECT e.body FROM entry e WHERE e.arrival = (SELECT max(l.arrival) FROM entry l WHERE l.who = found.who)) AS body
       FROM found WHERE found.who IS NOT NULL LIMIT 1000`,
    )
    .all() as { who: string; body: string }[]
  return rows
    .flatMap(({ who, body }) => {
      const { actor } = (parsed(body) ?? {}) as Body
      return actor ? [{ who, name: String(actor.name), role: String(actor.role) }] : []
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}
