import type { Finding, Sighting } from '../core/finding/finding.ts'
import type { RectificationOrder } from '../core/finding/order/order.ts'
import { type Setting, settingId } from '../core/finding/settings.ts'
import type { Flight } from '../core/flight/flight.ts'
import type { Footage } from '../core/footage/footage.ts'
import { frameAt } from '../core/geo/frame.ts'
import { simpleLine } from '../core/geo/coarser.ts'
import type { LatLon } from '../core/geo/position.ts'
import type { Mission } from '../core/mission/mission.ts'
import { references } from '../core/journal/references.ts'
import type { Site } from '../core/site/site.ts'
import { type ReadableDb, type WritableDb, writing } from './connection.ts'
import { putDue, putDueOfOrder, unsettleDue } from './findingDue.ts'
import { boxAbout, keyOf, putPlace } from './places.ts'
import { fittingText } from './schemas.ts'
import { findingPieces, putSearched } from './search.ts'
import { AGGREGATE_TABLES, type AggregateTable } from './tables.ts'
import { forgetUnreadable, rememberUnreadable } from './unreadable.ts'

/** What is derived from a document of a kind, beside its columns; null takes it away again. */
type Deriving<D> = (db: WritableDb, id: string, doc: D | null) => void

/** A flight's way on the map lies within so much of its track, m. */
const WAY_M = 1

/** Settings from which deadlines are counted. */
const COUNTED_FROM = [settingId('holidays'), settingId('deadlinesByLevel')]

const DERIVED: { [T in AggregateTable]?: Deriving<never> } = {
  site: (db, id, site: Site | null) => putPlace(db, 'site', id, site && boxAbout(site.boundary)),
  mission(db, id, mission: Mission | null) {
    if (!mission) return void db.prepare('DELETE FROM mission_kinds WHERE mission_id = ?').run(id)
    db.prepare(
      'INSERT INTO mission_kinds VALUES (?, ?) ON CONFLICT (mission_id) DO UPDATE SET kinds = excluded.kinds',
    ).run(id, JSON.stringify(mission.patterns.map(({ kind }) => kind)))
  },
  flight(db, id, flight: Flight | null) {
    const way = flight ? wayOf(flight.track) : []
    putPlace(db, 'flight', id, boxAbout(way))
    if (way.length < 2) return void db.prepare('DELETE FROM flight_way WHERE flight_id = ?').run(id)
    db.prepare(
      'INSERT INTO flight_way VALUES (?, ?) ON CONFLICT (flight_id) DO UPDATE SET way = excluded.way',
    ).run(id, Buffer.from(packWay(way).buffer))
  },
  footage: (db, id, footage: Footage | null) =>
    putPlace(db, 'footage', id, footage?.placement ? boxAbout([footage.placement.at]) : null),
  finding(db, id, finding: Finding | null) {
    putPlace(db, 'finding', id, finding && boxAbout([finding.at]))
    putDue(db, id, finding)
    putFindingWords(db, id, finding)
  },
  sighting(db, id, sighting: Sighting | null) {
    // What a sighting was of that is gone, its references still say.
    const was = db
      .prepare(
        `SELECT to_id AS id FROM reference WHERE to_aggregate = 'finding' AND aggregate = 'sighting' AND id = ?`,
      )
      .all(id) as { id: string }[]
    for (const findingId of new Set([
      ...was.map((one) => one.id),
      ...(sighting ? [sighting.findingId] : []),
    ])) {
      const found = lookAt(db, 'finding', findingId)
      if (found !== null && found !== UNFIT) putFindingWords(db, findingId, found as Finding)
    }
  },
  rectificationOrder: (db, id, order: RectificationOrder | null) => putDueOfOrder(db, id, order),
  setting(db, id, setting: Setting | null) {
    if (COUNTED_FROM.includes(id) || setting === null) unsettleDue(db)
  },
}

/** Puts what the list of findings is searched by: a finding with what was seen of it. */
function putFindingWords(db: WritableDb, id: string, finding: Finding | null): void {
  const key = keyOf(db, 'finding', id)
  db.prepare('DELETE FROM finding_words WHERE rowid = ?').run(key)
  if (!finding) return
  const seen = db
    .prepare(
      `SELECT coalesce(doc ->> '$.words', '') || '' AS words, coalesce(doc ->> '$.author', '') || '' AS author
       FROM sighting WHERE finding_id = ? ORDER BY id`,
    )
    .all(id) as { words: string; author: string }[]
  db.prepare('INSERT INTO finding_words (rowid, pieces) VALUES (?, ?)').run(key, findingPieces(finding, seen))
}

/** The way of a track, with no more corners than it needs. */
function wayOf(track: Flight['track']): readonly LatLon[] {
  const [first] = track
  if (!first || track.length < 3) return track
  const frame = frameAt(first)
  return simpleLine(
    track.map((point) => frame.toLocal(point)),
    WAY_M,
  ).map((corner) => frame.toLatLon(corner))
}

/** Latitude and longitude in turn, in ten millionths of a degree. */
const packWay = (way: readonly LatLon[]): Int32Array =>
  Int32Array.from(way.flatMap(({ lat, lon }) => [Math.round(lat * 1e7), Math.round(lon * 1e7)]))

function derive(db: WritableDb, table: AggregateTable, id: string, doc: unknown): void {
  const deriving = DERIVED[table] as Deriving<unknown> | undefined
  deriving?.(db, id, doc)
  refer(db, table, id, doc)
  putSearched(db, table, id, doc)
  db.prepare('DELETE FROM unsettled WHERE aggregate = ? AND id = ?').run(table, id)
}

/** Keeps what a document refers to, so that what is referred to can be asked who does. */
function refer(db: WritableDb, table: AggregateTable, id: string, doc: unknown): void {
  db.prepare('DELETE FROM reference WHERE aggregate = ? AND id = ?').run(table, id)
  if (doc === null) return
  const put = db.prepare(
    'INSERT OR IGNORE INTO reference (to_aggregate, to_id, aggregate, id) VALUES (?, ?, ?, ?)',
  )
  for (const to of references(table, doc as never)) put.run(to.aggregate, to.id, table, id)
}

/** Derives what follows from a document that is put in this transaction and fits its schema; null: it was deleted. */
export const settled = derive

/** Takes away what was derived from a document that does not fit its schema; it stays unsettled. */
export function unsettled(db: WritableDb, table: AggregateTable, id: string): void {
  derive(db, table, id, null)
  db.prepare('DELETE FROM derived_key WHERE aggregate = ? AND id = ?').run(table, id)
  db.prepare('INSERT OR IGNORE INTO unsettled VALUES (?, ?)').run(table, id)
}

const UNFIT = Symbol('unfit')

/** Documents looked at in one go: none of the searches for them goes through a table that is being changed. */
const IN_ONE_GO = 500

/**
 * Brings what is derived from the documents of a kind up to them: those that another program or hand put or changed. One
 * that does not fit its schema is kept in mind and stays unsettled, and whatever was derived from it is taken away.
 */
export function settle(db: ReadableDb, table: AggregateTable): void {
  const waiting = db.prepare('SELECT id FROM unsettled WHERE aggregate = ? AND id > ? ORDER BY id LIMIT ?')
  for (let after = ''; ; ) {
    const ids = (waiting.all(table, after, IN_ONE_GO) as { id: string }[]).map(({ id }) => id)
    if (ids.length === 0) return
    const before = othersWrote(db)
    const fitted = ids.map((id) => ({ id, found: lookAt(db, table, id) }))
    const changed = fitted.filter(({ id, found }) => found !== UNFIT || isDerived(db, table, id))
    if (changed.length > 0)
      writing(db, (lent) => {
        // Another process may have written them before this one had the lock: then they are looked at once more.
        const isAsSeen = othersWrote(lent) === before
        for (const { id, found: seen } of changed) {
          const found = isAsSeen ? seen : lookAt(lent, table, id)
          if (found === UNFIT) unsettled(lent, table, id)
          else derive(lent, table, id, found)
        }
      })
    after = ids.at(-1) ?? ''
  }
}

/** A number that is another after each transaction of another connection, and the same after those of this one. */
const othersWrote = (db: ReadableDb): number =>
  (db.prepare('SELECT data_version FROM pragma_data_version').get() as { data_version: number }).data_version

/** Of every kind, when a workspace is opened. Where a table is not there, nothing is derived: verification tells of it. */
export function settleAll(db: ReadableDb): void {
  for (const table of AGGREGATE_TABLES)
    try {
      settle(db, table)
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_ERROR') throw error
    }
}

/** The document as its schema gives it; null where it is gone, `UNFIT` where it does not fit. */
function lookAt(db: ReadableDb, table: AggregateTable, id: string): unknown {
  const row = db.prepare(`SELECT doc FROM ${table} WHERE id = ?`).get(id) as { doc: string } | undefined
  if (!row) return null
  const fitted = fittingText(table, id, row.doc)
  if (!fitted.ok) rememberUnreadable(db, fitted.unfit)
  else forgetUnreadable(db, table, id)
  return fitted.ok ? fitted.doc : UNFIT
}

const isDerived = (db: ReadableDb, table: AggregateTable, id: string): boolean =>
  db.prepare('SELECT 1 FROM derived_key WHERE aggregate = ? AND id = ?').get(table, id) !== undefined ||
  db.prepare('SELECT 1 FROM searched WHERE aggregate = ? AND id = ?').get(table, id) !== undefined ||
  db.prepare('SELECT 1 FROM mission_kinds WHERE ? = ? AND mission_id = ?').get(table, 'mission', id) !==
    undefined

/** Whether a row of `alias` may be listed: it fits its schema. */
export const isSettled = (table: AggregateTable, alias: string): string =>
  `NOT EXISTS (SELECT 1 FROM unsettled u WHERE u.aggregate = '${table}' AND u.id = ${alias}.id)`
