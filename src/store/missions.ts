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

/** In which order a list of missions is: as they were made; by enterprise; by when they were flown last; by how far they have come. */
export type MissionOrder = 'made' | 'enterprise' | 'flown' | 'stage'

/** What lists show of a mission; it is where the first of its sites is. */
export type MissionRow = {
  readonly id: string
  readonly revision: number
  readonly name: Name
  readonly siteId: string | null
  readonly siteName: Name | null
  readonly enterpriseId: string | null
  readonly enterpriseName: Name | null
  /** How far it has come: nothing of it left yet, a file did, it was flown. */
  readonly stage: 'planned' | 'left' | 'flown'
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
  enterprise_id: string | null
  stage: MissionRow['stage']
  site_zh: string | null
  site_en: string | null
  enterprise_zh: string | null
  enterprise_en: string | null
  kinds: string | null
  grouped: string
  flights: number
  last_flown_at_ms: number | null
  site_is_here: number | null
  enterprise_is_here: number | null
}

const STAGE = `CASE WHEN f.flights > 0 THEN 'flown'
  WHEN EXISTS (SELECT 1 FROM frozen z INDEXED BY frozen_by_revision WHERE z.mission_id = m.id) THEN 'left' ELSE 'planned' END`
const ROW = `m.id, m.revision, m.name_zh, m.name_en, m.site_id, m.is_authorised, s.name_zh AS site_zh,
  coalesce(f.flights, 0) AS flights, f.last_flown_at_ms,
  s.name_en AS site_en, s.enterprise_id, ${STAGE} AS stage, e.name_zh AS enterprise_zh, e.name_en AS enterprise_en, k.kinds,
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
  enterpriseId: row.enterprise_id,
  stage: row.stage,
  enterpriseName: nameOf(row.enterprise_zh, row.enterprise_en, row.enterprise_is_here),
  kinds: row.kinds === null ? [] : (JSON.parse(row.kinds) as Kind[]),
  isAuthorised: row.is_authorised === 1,
  flights: row.flights,
  lastFlownAtMs: row.last_flown_at_ms,
})

/** What a text finds, or whose first site or its enterprise it finds. */
const WITH_TEXT = `(m.id IN ${FOUND} :mission) OR m.site_id IN ${FOUND} :site)
  OR m.site_id IN (SELECT id FROM site WHERE enterprise_id IN ${FOUND} :enterprise)))`

/** Months are those of China's one zone, seconds before UTC. */
const CHINA_S = 8 * 3600
/** No enterprise, or never flown: behind all others. */
const LAST = '~'
/** What missions are put together by, as a text in whose order they stand; within it as they were made, so that the parts of a split stay together. */
const GROUPS: Readonly<Record<Exclude<MissionOrder, 'made'>, string>> = {
  enterprise: `coalesce(s.enterprise_id, '${LAST}')`,
  // The newest month first.
  flown: `CASE WHEN f.last_flown_at_ms IS NULL THEN '${LAST}'
    ELSE printf('%06d', 999999 - strftime('%Y%m', f.last_flown_at_ms / 1000 + ${CHINA_S}, 'unixepoch')) END`,
  stage: `CASE ${STAGE} WHEN 'planned' THEN '1' WHEN 'left' THEN '2' ELSE '3' END`,
}

/** A page of the missions that are wanted, and how many there are of them. A page begins after an id, or a group and an id. */
export function missionPage(
  db: ReadableDb,
  wanted: Wanted,
  { after, most }: Page<string>,
  order: MissionOrder = 'made',
): Paged<MissionRow, string> & { total: number } {
  for (const table of ['mission', 'site', 'enterprise'] as const) settle(db, table)
  const { where, values, isAnywhere } = wantedOf('m', WITH_TEXT, wanted)
  const from = isAnywhere ? 'mission m INDEXED BY mission_rows' : 'mission m'
  const group = order === 'made' ? "''" : GROUPS[order]
  const [afterGroup = '', afterId = ''] = order === 'made' ? ['', after ?? ''] : (after?.split(' ') ?? [])
  const isAfter =
    order === 'made'
      ? 'm.id > :afterId'
      : `(${group} > :afterGroup OR (${group} = :afterGroup AND m.id > :afterId))`
  const rows = db
    .prepare(`WITH flown AS MATERIALIZED (${FLOWN}) SELECT ${ROW}, ${group} AS grouped FROM ${from} ${BESIDE}
     WHERE ${[...where, isAfter, isSettled('mission', 'm')].join(' AND ')}
     ORDER BY ${order === 'made' ? '' : 'grouped, '}m.id LIMIT :most`)
    .all({ ...values, ...(order === 'made' ? {} : { afterGroup }), afterId, most: most + 1 }) as Columns[]
  const total = db
    .prepare(`SELECT count(*) AS n FROM ${from} WHERE ${where.length === 0 ? 'TRUE' : where.join(' AND ')}`)
    .get(values) as { n: number }
  const page = paged(rows, most, ({ grouped, id }) => (order === 'made' ? id : `${grouped} ${id}`))
  return { rows: page.rows.map(rowOf), next: page.next, total: total.n }
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
