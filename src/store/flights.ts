import type { Flight } from '../core/flight/flight.ts'
import type { Box } from '../core/geo/box.ts'
import type { ReadableDb } from './connection.ts'
import type { Stored } from './documents.ts'
import { isHere, nameOf, type Page, type Paged, paged, type GroupedTimeCursor } from './paging.ts'
import { MEETS_BOX, meeting, withinDateLine } from './places.ts'
import { FOUND } from './search.ts'
import { documentsWhere } from './select.ts'
import { isSettled, settle } from './settle.ts'
import { type Wanted, wantedOf } from './wanted.ts'

type Name = { readonly zh: string; readonly en: string }

/** What lists show of a flight; it is where the first of its sites is. Times in UTC ms. */
export type FlightRow = {
  readonly id: string
  readonly revision: number
  readonly takeoffAtMs: number
  readonly landedAtMs: number
  readonly pilot: string
  readonly aircraft: string
  readonly missionId: string | null
  readonly missionName: Name | null
  readonly siteId: string | null
  readonly siteName: Name | null
}

type Columns = {
  id: string
  revision: number
  takeoff_at_ms: number
  landed_at_ms: number
  pilot: string
  aircraft: string
  mission_id: string | null
  mission_zh: string | null
  mission_en: string | null
  site_id: string | null
  site_zh: string | null
  site_en: string | null
  mission_is_here: number | null
  site_is_here: number | null
}

const ROW = `f.id, f.revision, f.takeoff_at_ms, f.landed_at_ms, f.pilot, f.aircraft, f.mission_id, f.site_id,
  m.name_zh AS mission_zh, m.name_en AS mission_en, s.name_zh AS site_zh, s.name_en AS site_en,
  ${isHere('mission', 'm', 'f.mission_id')} AS mission_is_here, ${isHere('site', 's', 'f.site_id')} AS site_is_here`
const BESIDE = `LEFT JOIN mission m INDEXED BY mission_rows ON m.id = f.mission_id AND ${isSettled('mission', 'm')}
  LEFT JOIN site s INDEXED BY site_rows ON s.id = f.site_id AND ${isSettled('site', 's')}`

const rowOf = (row: Columns): FlightRow => ({
  id: row.id,
  revision: row.revision,
  takeoffAtMs: row.takeoff_at_ms,
  landedAtMs: row.landed_at_ms,
  pilot: row.pilot,
  aircraft: row.aircraft,
  missionId: row.mission_id,
  missionName: nameOf(row.mission_zh, row.mission_en, row.mission_is_here),
  siteId: row.site_id,
  siteName: nameOf(row.site_zh, row.site_en, row.site_is_here),
})

/** What a text finds, or whose mission or first site it finds. */
const WITH_TEXT = `(f.id IN ${FOUND} :flight) OR f.mission_id IN ${FOUND} :mission) OR f.site_id IN ${FOUND} :site))`

/** What has no site: behind all others. */
const NO_SITE = '~'

/** A page of the flights that are wanted, the last to take off first (`bySite`: at each site), and how many there are of them. */
export function flightPage(
  db: ReadableDb,
  wanted: Wanted,
  { after, most }: Page<GroupedTimeCursor>,
  bySite = false,
): Paged<FlightRow, GroupedTimeCursor> & { total: number } {
  for (const table of ['flight', 'mission', 'site'] as const) settle(db, table)
  const { where, values, isAnywhere } = wantedOf('f', WITH_TEXT, wanted)
  const from =
    isAnywhere && !bySite ? 'flight f INDEXED BY flight_by_time' : 'flight f INDEXED BY flight_by_site'
  const site = `coalesce(f.site_id, '${NO_SITE}')`
  const later = '(f.takeoff_at_ms, f.id) < (:atMs, :after)'
  const isAfter = bySite ? `(${site} > :group OR (${site} = :group AND ${later}))` : later
  const rows = db
    .prepare(`SELECT ${ROW} FROM ${from} ${BESIDE}
     WHERE ${[...where, isSettled('flight', 'f'), ...(after ? [isAfter] : [])].join(' AND ')}
     ORDER BY ${bySite ? `${site}, ` : ''}f.takeoff_at_ms DESC, f.id DESC LIMIT :most`)
    .all({
      ...values,
      ...(after ? { atMs: after.atMs, after: after.id } : {}),
      ...(after && bySite ? { group: after.group ?? '' } : {}),
      most: most + 1,
    }) as Columns[]
  const total = db
    .prepare(`SELECT count(*) AS n FROM ${from} WHERE ${where.length === 0 ? 'TRUE' : where.join(' AND ')}`)
    .get(values) as { n: number }
  return {
    ...paged(rows.map(rowOf), most, ({ takeoffAtMs, id, siteId }) => ({
      atMs: takeoffAtMs,
      id,
      ...(bySite ? { group: siteId ?? NO_SITE } : {}),
    })),
    total: total.n,
  }
}

/** The rows of some flights, in no order. */
export function flightRows(db: ReadableDb, ids: readonly string[]): FlightRow[] {
  for (const table of ['flight', 'mission', 'site'] as const) settle(db, table)
  const rows = db
    .prepare(`SELECT ${ROW} FROM flight f ${BESIDE}
     WHERE f.id IN (SELECT value FROM json_each(?)) AND ${isSettled('flight', 'f')}`)
    .all(JSON.stringify(ids)) as Columns[]
  return rows.map(rowOf)
}

/** The ways of the flights that meet a box, those that took off last: latitude and longitude in turn, in 1e-7 degrees. */
export function flightWays(
  db: ReadableDb,
  box: Box,
  most: number,
): { ways: { id: string; way: number[] }[]; isMore: boolean } {
  settle(db, 'flight')
  const boxes = withinDateLine(box)
  const rows = db
    .prepare(`SELECT f.id, w.way FROM flight f INDEXED BY flight_by_time CROSS JOIN flight_way w ON w.flight_id = f.id
     WHERE f.id IN (SELECT k.id FROM derived_key k WHERE k.key IN
         (SELECT p.key FROM flight_place p WHERE ${boxes.map(() => `(${MEETS_BOX})`).join(' OR ')}))
     ORDER BY f.takeoff_at_ms DESC, f.id DESC LIMIT ?`)
    .all(...boxes.flatMap(meeting), most + 1) as { id: string; way: Uint8Array }[]
  return {
    ways: rows
      .slice(0, most)
      .map(({ id, way }) => ({ id, way: [...new Int32Array(new Uint8Array(way).buffer)] })),
    isMore: rows.length > most,
  }
}

/** The flights that took off within a time, both ends included, UTC ms. */
export const flightsTakenOff = (db: ReadableDb, fromMs: number, toMs: number): Stored<Flight>[] =>
  documentsWhere(db, 'flight', 'takeoff_at_ms BETWEEN ? AND ?', fromMs, toMs)

/** The ids of all flights, the newest first. */
export const idsOfFlights = (db: ReadableDb): string[] =>
  (db.prepare('SELECT id FROM flight ORDER BY takeoff_at_ms DESC, id DESC').all() as { id: string }[]).map(
    ({ id }) => id,
  )

/** So many flights, those that took off last. */
export const newestFlights = (db: ReadableDb, most: number): Stored<Flight>[] =>
  documentsWhere(db, 'flight', 'TRUE ORDER BY takeoff_at_ms DESC LIMIT ?', most)

/** Whether a mission was flown within a time, UTC ms. */
export const isFlownBetween = (db: ReadableDb, missionId: string, fromMs: number, toMs: number): boolean =>
  db
    .prepare('SELECT 1 FROM flight WHERE mission_id = ? AND takeoff_at_ms BETWEEN ? AND ? LIMIT 1')
    .get(missionId, fromMs, toMs) !== undefined
