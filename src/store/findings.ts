import { type Finding, type Level, type State, STATES } from '../core/finding/finding.ts'
import { NO_DATE, RUNNING_STATES } from '../core/finding/clocks.ts'
import { frameAt } from '../core/geo/frame.ts'
import { distance } from '../core/geo/polygon.ts'
import type { LatLon } from '../core/geo/position.ts'
import type { Version } from '../core/units/id.ts'
import type { Box } from '../core/geo/box.ts'
import type { ReadableDb } from './connection.ts'
import { countDocuments, type Stored } from './documents.ts'
import { boxOf, MEETS_BOX, meeting, withinDateLine } from './places.ts'
import {
  isHere,
  nameOf,
  type Page,
  type Paged,
  paged,
  type GroupedTimeCursor,
  type TimeCursor,
} from './paging.ts'
import { askingFindings } from './search.ts'
import { documentsWhere } from './select.ts'
import { isSettled, settle } from './settle.ts'

/** Which findings are looked for; null, none and an empty text ask for nothing. */
export type FindingsWanted = {
  readonly enterpriseId: string | null
  /** In one of these states. */
  readonly states: readonly State[]
  readonly level: Level | null
  /** One of their clocks runs, the enterprise's or ours, and was over at this moment, UTC ms. */
  readonly overdueAtMs: number | null
  /** Found as the search over everything finds: in what the finding says, and in what was seen of it. */
  readonly text: string
}

/** What lists and the map show of a finding. */
export type FindingRow = {
  readonly id: string
  readonly revision: number
  readonly version: Version
  readonly title: string
  readonly state: State
  readonly level: Level
  readonly at: LatLon
  readonly openedAtMs: number
  /** When something is due of it, UTC ms; null where nothing is on a day. */
  readonly dueMs: number | null
  /** The deadlines of the clocks that run, UTC ms: the enterprise's and ours. */
  readonly enterpriseDueMs: number | null
  readonly oursDueMs: number | null
  /** The order under which it stands. */
  readonly orderId: string | null
  readonly enterpriseId: string
  /** Null where the enterprise is not here. */
  readonly enterpriseName: { readonly zh: string; readonly en: string } | null
}

type Columns = {
  id: string
  revision: number
  version: Version
  title: string
  state: State
  level: Level
  lat: number
  lon: number
  opened_at_ms: number
  due_key: number | null
  enterprise_due_ms: number | null
  ours_due_ms: number | null
  order_id: string | null
  enterprise_id: string
  name_zh: string | null
  name_en: string | null
  is_here: number | null
}

const ROW = `f.id, f.revision, f.version, f.title, f.state, f.level, f.lat, f.lon, f.opened_at_ms,
  d.due_key, d.enterprise_due_ms, d.ours_due_ms, d.order_id, f.enterprise_id, e.name_zh, e.name_en,
  ${isHere('enterprise', 'e', 'f.enterprise_id')} AS is_here`
const NAMED = `LEFT JOIN enterprise e INDEXED BY enterprise_rows ON e.id = f.enterprise_id
  AND ${isSettled('enterprise', 'e')}`

const rowOf = ({ lat, lon, opened_at_ms, ...row }: Columns): FindingRow => ({
  id: row.id,
  revision: row.revision,
  version: row.version,
  title: row.title,
  state: row.state,
  level: row.level,
  at: { lat, lon },
  openedAtMs: opened_at_ms,
  dueMs: row.due_key !== null && row.due_key < NO_DATE ? row.due_key : null,
  enterpriseDueMs: row.enterprise_due_ms,
  oursDueMs: row.ours_due_ms,
  orderId: row.order_id,
  enterpriseId: row.enterprise_id,
  enterpriseName: nameOf(row.name_zh, row.name_en, row.is_here),
})

type Condition = { readonly where: string; readonly values: readonly unknown[] }

/** A list of so many is put in order by itself; of more, the index of their order is gone along until a page is full. */
const FEW = 2000

/** What is asked of the columns, whatever index they are read from. */
function conditionOf({ enterpriseId, states, level, overdueAtMs }: FindingsWanted): Condition {
  const parts: Condition[] = []
  const add = (where: string, ...values: unknown[]) => parts.push({ where, values })
  if (enterpriseId !== null) add('d.enterprise_id = ?', enterpriseId)
  const asked = states.filter((state) => overdueAtMs === null || RUNNING_STATES.includes(state))
  const among = overdueAtMs !== null && states.length === 0 ? RUNNING_STATES : asked
  if (states.length > 0 || overdueAtMs !== null)
    add(`d.state IN (SELECT value FROM json_each(?))`, JSON.stringify(among))
  if (level !== null) add('d.level = ?', level)
  if (overdueAtMs !== null) add('(d.enterprise_due_ms < ? OR d.ours_due_ms < ?)', overdueAtMs, overdueAtMs)
  return joined(parts)
}

const joined = (parts: readonly Condition[]): Condition => ({
  where: parts.length > 0 ? parts.map(({ where }) => where).join(' AND ') : 'TRUE',
  values: parts.flatMap(({ values }) => values),
})

/** What is due of the findings that have what is typed, which is asked for first of all values. */
const WITH_WORDS = `finding_words w CROSS JOIN derived_key k ON k.key = w.rowid
  CROSS JOIN finding_due d ON d.finding_id = k.id`
/** So many times as much as of a long list may be found by words until it is gone along: what tests one row costs more. */
const WORDS_TO_FEW = 12

/** Whether a finding has what is typed, where many do: the words of one are asked for by their key. */
const HAS_WORDS = `EXISTS (SELECT 1 FROM derived_key k CROSS JOIN finding_words w ON w.rowid = k.key
  WHERE k.aggregate = 'finding' AND k.id = f.id AND finding_words MATCH ?)`
/** Asks for what no text has: nothing that was typed can be sought. */
const FINDS_NOTHING = '"\u{f000}none"'

/** The documents of rows of what is due. */
const WITH_FINDING = 'CROSS JOIN finding f ON f.id = d.finding_id'
const WITH_DUE = 'LEFT JOIN finding_due d ON d.finding_id = f.id'

const countOf = (db: ReadableDb, sql: string, values: readonly unknown[]): number =>
  (db.prepare(`SELECT count(*) AS n ${sql}`).get(...values) as { n: number }).n

/** In which order a list of findings is: of what is due; the same at each enterprise; the same in each state. */
export type FindingOrder = 'due' | 'enterprise' | 'state'
/** What findings are put together by, as a text in whose order they stand: enterprises as they were made, states as they follow. */
const GROUPS: Readonly<Record<Exclude<FindingOrder, 'due'>, string>> = {
  enterprise: 'd.enterprise_id',
  state: `CASE d.state ${STATES.map((state, i) => `WHEN '${state}' THEN '${String(i).padStart(2, '0')}'`).join(' ')} END`,
}

/** How the findings that are wanted are found: how many there are, and from where a page is read. */
function found(
  db: ReadableDb,
  wanted: FindingsWanted,
  few: number,
  order: FindingOrder,
): Condition & { from: string; total: number } {
  const columns = conditionOf(wanted)
  const asked = wanted.text.trim() === '' ? null : (askingFindings(wanted.text) ?? FINDS_NOTHING)
  const ofOne = wanted.enterpriseId !== null
  const index = ofOne || order === 'enterprise' ? 'finding_due_by_enterprise' : 'finding_due_in_order'
  const inOrder = `finding_due d INDEXED BY ${index} ${WITH_FINDING}`
  const walked = joined([columns, ...(asked === null ? [] : [{ where: HAS_WORDS, values: [asked] }])])
  // The findings of one enterprise are few: they are gone through.
  if (ofOne)
    return {
      ...walked,
      from: inOrder,
      total: countOf(
        db,
        `FROM ${asked === null ? `finding_due d INDEXED BY ${index}` : inOrder} WHERE ${walked.where}`,
        walked.values,
      ),
    }
  const isPlain = columns.where === 'TRUE'
  if (isPlain && asked === null) return { ...walked, from: inOrder, total: countDocuments(db, 'finding') }
  const withPart = (): number => countOf(db, 'FROM finding_words WHERE finding_words MATCH ?', [asked])
  if (asked !== null) {
    const worded = joined([{ where: 'finding_words MATCH ?', values: [asked] }, columns])
    const total = isPlain
      ? withPart()
      : countOf(db, `FROM ${WITH_WORDS} WHERE ${worded.where}`, worded.values)
    return total > few * WORDS_TO_FEW
      ? { ...walked, from: inOrder, total }
      : { ...worded, from: WITH_WORDS, total }
  }
  // The index begins with the state: it is said where nobody asks for one.
  const everyState = { where: `d.state IN (${STATES.map((state) => `'${state}'`).join(', ')})`, values: [] }
  const isAnyState = wanted.states.length === 0 && wanted.overdueAtMs === null
  const byState = joined([...(isAnyState ? [everyState] : []), walked])
  const byStates = 'finding_due d INDEXED BY finding_due_by_state'
  const total = countOf(db, `FROM ${byStates} WHERE ${byState.where}`, byState.values)
  return total > few
    ? { ...walked, from: inOrder, total }
    : { ...byState, from: `${byStates} ${WITH_FINDING}`, total }
}

/**
 * A page of the findings that are wanted, in the order of what is due: first what has been for longest; what has no day after
 * what has one, what is over with last; all of that in each group, where an order has groups. How many there are of them.
 */
export function findingPage(
  db: ReadableDb,
  wanted: FindingsWanted,
  { after, most }: Page<GroupedTimeCursor>,
  few = FEW,
  order: FindingOrder = 'due',
): Paged<FindingRow, GroupedTimeCursor> & { total: number } {
  settle(db, 'finding')
  settle(db, 'enterprise')
  const { from, where, values, total } = found(db, wanted, few, order)
  const group = order === 'due' ? null : GROUPS[order]
  const place = `${group === null ? '' : `${group}, `}d.due_key, d.finding_id`
  const isAfter = after ? `AND (${place}) > (${group === null ? '' : '?, '}?, ?)` : ''
  const ofGroup = after && group !== null ? [after.group ?? ''] : []
  const asked = [...values, ...ofGroup, ...(after ? [after.atMs, after.id] : []), most + 1]
  const inOrder = `ORDER BY ${place}`
  const isRow = `${isSettled('finding', 'f')} ${isAfter} ${inOrder} LIMIT ?`
  const row = `${ROW}, ${group ?? 'NULL'} AS grouped`
  // Of what words find, only what is on the page is looked up whole.
  const rows = (
    from === WITH_WORDS
      ? db.prepare(`SELECT ${row} FROM (SELECT d.* FROM ${from} WHERE ${where} AND NOT EXISTS (SELECT 1 FROM unsettled u
           WHERE u.aggregate = 'finding' AND u.id = d.finding_id) ${isAfter} ${inOrder} LIMIT ?) d
         ${WITH_FINDING} ${NAMED} ${inOrder}`)
      : db.prepare(`SELECT ${row} FROM ${from} ${NAMED} WHERE ${where} AND ${isRow}`)
  ).all(...asked) as (Columns & { grouped: string | null })[]
  const page = paged(rows, most, ({ due_key, id, grouped }) => ({
    atMs: due_key ?? 0,
    id,
    ...(grouped === null ? {} : { group: grouped }),
  }))
  return { rows: page.rows.map(rowOf), next: page.next, total }
}

/** What waits with no day on which it is due: beyond what stands under an order that nobody has served. */
const UNDATED_FROM = NO_DATE + 2
/** From here on nothing is waited for on a day: an agency that was asked for no answer, and what is over with. */
const UNDATED_UNTIL = NO_DATE + 8

/** The open findings that are due up to a moment, UTC ms, and those that wait with no day; of both so many. */
export function findingsToDo(
  db: ReadableDb,
  { enterpriseId, untilMs }: { readonly enterpriseId: string | null; readonly untilMs: number },
  most: number,
): FindingRow[] {
  settle(db, 'finding')
  settle(db, 'enterprise')
  const ofOne = enterpriseId === null ? '' : 'd.enterprise_id = :enterpriseId AND'
  const index = enterpriseId === null ? 'finding_due_in_order' : 'finding_due_by_enterprise'
  const between = db.prepare(`SELECT ${ROW} FROM finding_due d INDEXED BY ${index} ${WITH_FINDING} ${NAMED}
     WHERE ${ofOne} d.due_key >= :from AND d.due_key < :until AND ${isSettled('finding', 'f')}
     ORDER BY d.due_key, d.finding_id LIMIT :most`)
  const values = { ...(enterpriseId === null ? {} : { enterpriseId }), most }
  return [
    { from: 0, until: untilMs + 1 },
    { from: UNDATED_FROM, until: UNDATED_UNTIL },
  ].flatMap((span) => (between.all({ ...values, ...span }) as Columns[]).map(rowOf))
}

/** Findings by their ids, in that order; those that are not here or cannot be read are left out. */
export function findingsById(db: ReadableDb, ids: readonly string[]): FindingRow[] {
  settle(db, 'finding')
  settle(db, 'enterprise')
  const rows = db
    .prepare(`SELECT ${ROW} FROM json_each(?) w CROSS JOIN finding f ON f.id = w.value ${WITH_DUE} ${NAMED}
     WHERE ${isSettled('finding', 'f')} ORDER BY w.key`)
    .all(JSON.stringify(ids)) as Columns[]
  return rows.map(rowOf)
}

/** A page of the findings in a box, those opened last first. */
export function findingsIn(
  db: ReadableDb,
  box: Box,
  { after, most }: Page<TimeCursor>,
  few = FEW,
): Paged<FindingRow, TimeCursor> {
  settle(db, 'finding')
  const boxes = withinDateLine(box)
  const places = boxes.map(() => `(${MEETS_BOX})`).join(' OR ')
  const values = boxes.flatMap(meeting)
  const inTree = `FROM finding_place p WHERE ${places}`
  const many = countOf(db, `FROM (SELECT 1 ${inTree} LIMIT ${few + 1})`, values) > few
  // Where there are many, the newest of them are soon met among the newest of all.
  const inside = boxes.map(() => '(f.lat <= ? AND f.lat >= ? AND f.lon <= ? AND f.lon >= ?)').join(' OR ')
  const [from, where, of] = many
    ? ['finding f INDEXED BY finding_by_time', `(${inside})`, values]
    : [
        'finding f',
        `f.id IN (SELECT k.id FROM finding_place p JOIN derived_key k ON k.key = p.key WHERE ${places}) AND (${inside})`,
        [...values, ...values],
      ]
  const rows = db
    .prepare(`SELECT ${ROW} FROM ${from} ${WITH_DUE} ${NAMED} WHERE ${where} AND ${isSettled('finding', 'f')}
       ${after ? 'AND (f.opened_at_ms, f.id) < (?, ?)' : ''}
     ORDER BY f.opened_at_ms DESC, f.id DESC LIMIT ?`)
    .all(...of, ...(after ? [after.atMs, after.id] : []), most + 1) as Columns[]
  return paged(rows.map(rowOf), most, cursorOf)
}

/** An R*Tree keeps a place as it rounds it: so far is it from there at most, m. */
const ROUNDED_M = 3

/**
 * The findings nearest to a place and within a distance of it, m, nearest first. Only those that may be among so many are
 * looked up: how far the others are, the tree says.
 */
export function findingsNear(
  db: ReadableDb,
  at: LatLon,
  radiusM: number,
  most: number,
): { row: FindingRow; distanceM: number }[] {
  settle(db, 'finding')
  const { toLocal } = frameAt(at)
  const nearestFirst = <T extends { distanceM: number }>(list: T[]): T[] =>
    list.sort((a, b) => a.distanceM - b.distanceM)
  const farM = (place: LatLon): number => distance(toLocal(place), { x: 0, y: 0 })
  const inTree = db.prepare(`SELECT k.id, p.south AS lat, p.west AS lon
    FROM finding_place p JOIN derived_key k ON k.key = p.key
    WHERE ${MEETS_BOX} AND NOT EXISTS (SELECT 1 FROM unsettled u WHERE u.aggregate = 'finding' AND u.id = k.id)`)
  const about = nearestFirst(
    withinDateLine(boxOf(at, radiusM + ROUNDED_M)).flatMap((box) =>
      (inTree.all(...meeting(box)) as (LatLon & { id: string })[]).map(({ id, ...place }) => ({
        id,
        distanceM: farM(place),
      })),
    ),
  )
  const enoughM = about[most - 1]?.distanceM ?? radiusM
  const ids = about.flatMap(({ id, distanceM }) => (distanceM <= enoughM + 2 * ROUNDED_M ? id : []))
  return nearestFirst(findingsById(db, ids).map((row) => ({ row, distanceM: farM(row.at) })))
    .filter(({ distanceM }) => distanceM <= radiusM)
    .slice(0, most)
}

const cursorOf = ({ openedAtMs, id }: FindingRow): TimeCursor => ({ atMs: openedAtMs, id })

/** The findings of some enterprises that wait for a re-check, by their ids. */
export const findingsToRecheck = (db: ReadableDb, enterpriseIds: readonly string[]): Finding[] =>
  documentsWhere(
    db,
    'finding',
    `state = 'toRecheck' AND enterprise_id IN (SELECT value FROM json_each(?)) ORDER BY id`,
    JSON.stringify(enterpriseIds),
  ).map(({ doc }) => doc)

/** All findings of an enterprise, as they were opened. */
export const findingsOfEnterprise = (db: ReadableDb, enterpriseId: string): Stored<Finding>[] =>
  documentsWhere(db, 'finding', 'enterprise_id = ? ORDER BY opened_at_ms, id', enterpriseId)
