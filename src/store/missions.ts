import type { Mission } from '../core/mission/mission.ts'
import type { ReadableDb } from './connection.ts'
import type { Stored } from './documents.ts'
import { isHere, nameOf, type Page, type Paged, paged } from './paging.ts'
import { FOUND } from './search.ts'
import { documentsWhere } from './select.ts'
import { isSettled, settle } from './settle.ts'
import { type Wanted, wantedOf } from './wanted.ts'

/** All missions, as they were made. */
export const allMissions = (db: ReadableDb): Stored<Mission>[] =>
  documentsWhere(db, 'mission', 'TRUE ORDER BY id')

type Kind = Mission['patterns'][number]['kind']
type Name = { readonly zh: string; readonly en: string }

/** What lists show of a mission; it is where the first of its sites is. */
export type MissionRow = {
  readonly id: string
  readonly revision: number
  readonly name: Name
  readonly siteId: string | null
  readonly siteName: Name | null
  readonly enterpriseName: Name | null
  /** The kinds of its patterns, in their order. */
  readonly kinds: Kind[]
  readonly isAuthorised: boolean
  /** How often it was flown, and when it last took off, UTC ms. */
  readonly flights: number
  readonly lastFlownAtMs: number | null
}

type Columns = {
  id: string
  revision: number
  name_zh: string
  name_en: string
  site_id: string | null
  is_authorised: number
  site_zh: string | null
  site_en: string | null
  enterprise_zh: string | null
  enterprise_en: string | null
  kinds: string | null
  flights: number
  last_flown_at_ms: number | null
  site_is_here: number | null
  enterprise_is_here: number | null
}

const ROW = `m.id, m.revision, m.name_zh, m.name_en, m.site_id, m.is_authorised, s.name_zh AS site_zh,
  coalesce(f.flights, 0) AS flights, f.last_flown_at_ms,
  s.name_en AS site_en, e.name_zh AS enterprise_zh, e.name_en AS enterprise_en, k.kinds,
  ${isHere('site', 's', 'm.site_id')} AS site_is_here, ${isHere('enterprise', 'e', 's.enterprise_id')} AS enterprise_is_here`
/** How often each mission was flown, and when last, read from the index of the flights' order: no flight is. */
const FLOWN = `SELECT mission_id, count(*) AS flights, max(takeoff_at_ms) AS last_flown_at_ms
  FROM flight INDEXED BY flight_by_time WHERE mission_id IS NOT NULL GROUP BY mission_id`
const BESIDE = `LEFT JOIN flown f ON f.mission_id = m.id
  LEFT JOIN site s INDEXED BY site_rows ON s.id = m.site_id AND ${isSettled('site', 's')}
  LEFT JOIN enterprise e INDEXED BY enterprise_rows ON e.id = s.enterprise_id AND ${isSettled('enterprise', 'e')}
  LEFT JOIN mission_kinds k ON k.mission_id = m.id`

const rowOf = (row: Columns): MissionRow => ({
  id: row.id,
  revision: row.revision,
  name: { zh: row.name_zh, en: row.name_en },
  siteId: row.site_id,
  siteName: nameOf(row.site_zh, row.site_en, row.site_is_here),
  enterpriseName: nameOf(row.enterprise_zh, row.enterprise_en, row.enterprise_is_here),
  kinds: row.kinds === null ? [] : (JSON.parse(row.kinds) as Kind[]),
  isAuthorised: row.is_authorised === 1,
  flights: row.flights,
  lastFlownAtMs: row.last_flown_at_ms,
})

/** What a text finds, or whose first site or its enterprise it finds. */
const WITH_TEXT = `(m.id IN ${FOUND} :mission) OR m.site_id IN ${FOUND} :site)
  OR m.site_id IN (SELECT id FROM site WHERE enterprise_id IN ${FOUND} :enterprise)))`

/** A page of the missions that are wanted, as they were made, and how many there are of them. */
export function missionPage(
  db: ReadableDb,
  wanted: Wanted,
  { after, most }: Page<string>,
): Paged<MissionRow, string> & { total: number } {
  for (const table of ['mission', 'site', 'enterprise'] as const) settle(db, table)
  const { where, values, isAnywhere } = wantedOf('m', WITH_TEXT, wanted)
  const from = isAnywhere ? 'mission m INDEXED BY mission_rows' : 'mission m'
  const rows = db
    .prepare(`WITH flown AS MATERIALIZED (${FLOWN}) SELECT ${ROW} FROM ${from} ${BESIDE}
     WHERE ${[...where, 'm.id > :after', isSettled('mission', 'm')].join(' AND ')} ORDER BY m.id LIMIT :most`)
    .all({ ...values, after: after ?? '', most: most + 1 }) as Columns[]
  const total = db
    .prepare(`SELECT count(*) AS n FROM ${from} WHERE ${where.length === 0 ? 'TRUE' : where.join(' AND ')}`)
    .get(values) as { n: number }
  return { ...paged(rows.map(rowOf), most, ({ id }) => id), total: total.n }
}

/** The names of all missions, as they were made: one is chosen by its name. */
export function missionNames(db: ReadableDb): { id: string; name: Name; siteId: string | null }[] {
  settle(db, 'mission')
  const rows = db
    .prepare(`SELECT id, name_zh, name_en, site_id FROM mission m INDEXED BY mission_rows
     WHERE ${isSettled('mission', 'm')} ORDER BY id`)
    .all() as Columns[]
  return rows.map(({ id, name_zh, name_en, site_id }) => ({
    id,
    name: { zh: name_zh, en: name_en },
    siteId: site_id,
  }))
}
