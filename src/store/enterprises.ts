import { OPEN_STATES } from '../core/finding/transitions.ts'
import type { Enterprise, Licence } from '../core/site/enterprise.ts'
import type { ReadableDb } from './connection.ts'
import type { Stored } from './documents.ts'
import { type Page, type Paged, paged } from './paging.ts'
import type { Box } from '../core/geo/box.ts'
import type { LatLon } from '../core/geo/position.ts'
import { askingFor, FOUND } from './search.ts'
import { documentsWhere } from './select.ts'
import { isSettled, settle } from './settle.ts'

/** What the list shows of an enterprise; a mission belongs to it by the first of its sites. */
export type EnterpriseRow = {
  readonly id: string
  readonly revision: number
  readonly name: { readonly zh: string; readonly en: string }
  readonly sites: number
  readonly missions: number
  readonly openFindings: number
  /** About all of its sites; null where it has none. */
  readonly box: Box | null
}

/** All enterprises, as they were registered. */
export const allEnterprises = (db: ReadableDb): Stored<Enterprise>[] =>
  documentsWhere(db, 'enterprise', 'TRUE ORDER BY id')

/** The enterprises that have a credit code: more than one is a mistake that somebody has to settle. */
export const enterprisesCoded = (db: ReadableDb, creditCode: string): Stored<Enterprise>[] =>
  documentsWhere(db, 'enterprise', "doc ->> '$.creditCode' = ? ORDER BY id", creditCode)

/** The licences that end up to a day (`YYYY-MM-DD`), of an enterprise or of all (null): those that end first, so many; `most` null: all. */
export function licencesUntil(
  db: ReadableDb,
  enterpriseId: string | null,
  day: string,
  most: number | null,
): { enterpriseId: string; licence: Licence }[] {
  settle(db, 'enterprise')
  const rows = db
    .prepare(
      `SELECT e.id, l.value AS licence FROM enterprise e, json_each(e.doc, '$.licences') l
       WHERE ${enterpriseId === null ? '' : 'e.id = :enterpriseId AND'} l.value ->> '$.validUntil' <= :day
         AND ${isSettled('enterprise', 'e')}
       ORDER BY l.value ->> '$.validUntil', e.id, l.key LIMIT :most`,
    )
    .all({ ...(enterpriseId === null ? {} : { enterpriseId }), day, most: most ?? -1 }) as {
    id: string
    licence: string
  }[]
  return rows.map(({ id, licence }) => ({ enterpriseId: id, licence: JSON.parse(licence) as Licence }))
}

type Columns = { id: string; revision: number; name_zh: string; name_en: string }

const OF_THEM = 'IN (SELECT value FROM json_each(:ids))'
const COUNTS = {
  sites: `SELECT enterprise_id AS id, count(*) AS n FROM site WHERE enterprise_id ${OF_THEM} GROUP BY enterprise_id`,
  missions: `SELECT s.enterprise_id AS id, count(*) AS n FROM site s JOIN mission m ON m.site_id = s.id
    WHERE s.enterprise_id ${OF_THEM} GROUP BY s.enterprise_id`,
  openFindings: `SELECT enterprise_id AS id, count(*) AS n FROM finding INDEXED BY finding_by_enterprise
    WHERE enterprise_id ${OF_THEM} AND state IN (${OPEN_STATES.map((state) => `'${state}'`).join(', ')})
    GROUP BY enterprise_id`,
}
const BOXES = `SELECT s.enterprise_id AS id, min(p.south) AS south, max(p.north) AS north, min(p.west) AS west,
    max(p.east) AS east
  FROM site s JOIN derived_key k ON k.aggregate = 'site' AND k.id = s.id JOIN site_place p ON p.key = k.key
  WHERE s.enterprise_id ${OF_THEM} GROUP BY s.enterprise_id`

/** The middles of the boxes about the sites of some enterprises; those without a site are not among them. */
export function enterprisePlaces(db: ReadableDb, ids: readonly string[]): Map<string, LatLon> {
  settle(db, 'site')
  const rows = db.prepare(BOXES).all({ ids: JSON.stringify(ids) }) as ({ id: string } & Box)[]
  return new Map(
    rows.map(({ id, south, north, west, east }) => [
      id,
      { lat: (south + north) / 2, lon: (west + east) / 2 },
    ]),
  )
}

/**
 * A page of the enterprises that a text finds (`search.ts`), as they were registered, and how many there are of
 * them. What belongs to them is counted for the whole page at once.
 */
export function enterprisePage(
  db: ReadableDb,
  text: string,
  { after, most }: Page<string>,
): Paged<EnterpriseRow, string> & { total: number } {
  settle(db, 'enterprise')
  settle(db, 'site')
  const part = text.trim()
  const where = part === '' ? 'TRUE' : `e.id IN ${FOUND} ?)`
  const values = part === '' ? [] : [askingFor('enterprise', part)]
  const found = db
    .prepare(`SELECT id, revision, name_zh, name_en FROM enterprise e INDEXED BY enterprise_rows
     WHERE e.id > ? AND ${where} AND ${isSettled('enterprise', 'e')} ORDER BY id LIMIT ?`)
    .all(after ?? '', ...values, most + 1) as Columns[]
  const total = db
    .prepare(`SELECT count(*) AS n FROM enterprise e INDEXED BY enterprise_rows WHERE ${where}`)
    .get(...values) as { n: number }
  const page = paged(found, most, ({ id }) => id)
  const ids = JSON.stringify(page.rows.map(({ id }) => id))
  const counted = (sql: string) =>
    new Map((db.prepare(sql).all({ ids }) as { id: string; n: number }[]).map(({ id, n }) => [id, n]))
  const [sites, missions, openFindings] = [
    counted(COUNTS.sites),
    counted(COUNTS.missions),
    counted(COUNTS.openFindings),
  ]
  const boxes = new Map(
    (db.prepare(BOXES).all({ ids }) as ({ id: string } & Box)[]).map(({ id, ...box }) => [id, box]),
  )
  return {
    ...page,
    rows: page.rows.map(({ id, revision, name_zh, name_en }) => ({
      id,
      revision,
      name: { zh: name_zh, en: name_en },
      sites: sites.get(id) ?? 0,
      missions: missions.get(id) ?? 0,
      openFindings: openFindings.get(id) ?? 0,
      box: boxes.get(id) ?? null,
    })),
    total: total.n,
  }
}

/** The names of all enterprises, as they were registered: one is chosen by its name. */
export function enterpriseNames(db: ReadableDb): { id: string; name: EnterpriseRow['name'] }[] {
  settle(db, 'enterprise')
  const rows = db
    .prepare(`SELECT id, name_zh, name_en FROM enterprise e INDEXED BY enterprise_rows
     WHERE ${isSettled('enterprise', 'e')} ORDER BY id`)
    .all() as Columns[]
  return rows.map(({ id, name_zh, name_en }) => ({ id, name: { zh: name_zh, en: name_en } }))
}
