import type { Site } from '../core/site/site.ts'
import type { Box } from '../core/geo/box.ts'
import type { ReadableDb } from './connection.ts'
import type { Stored } from './documents.ts'
import { MEETS_BOX, meeting, withinDateLine } from './places.ts'
import { documentsWhere } from './select.ts'
import { settle } from './settle.ts'

/** All sites, as they were registered. */
export const allSites = (db: ReadableDb): Stored<Site>[] => documentsWhere(db, 'site', 'TRUE ORDER BY id')

/** The sites of an enterprise, as they were registered. */
export const sitesOfEnterprise = (db: ReadableDb, enterpriseId: string): Stored<Site>[] =>
  documentsWhere(db, 'site', 'enterprise_id = ? ORDER BY id', enterpriseId)

/** The sites that meet a box, as they were registered, at most so many; null where there are more. */
export function sitesIn(db: ReadableDb, box: Box, most: number): Stored<Site>[] | null {
  settle(db, 'site')
  const boxes = withinDateLine(box)
  const values = boxes.flatMap(meeting)
  const keys = `SELECT p.key FROM site_place p WHERE ${boxes.map(() => `(${MEETS_BOX})`).join(' OR ')}`
  const { n } = db.prepare(`SELECT count(*) AS n FROM (${keys} LIMIT ?)`).get(...values, most + 1) as {
    n: number
  }
  if (n > most) return null
  return documentsWhere(
    db,
    'site',
    `id IN (SELECT k.id FROM derived_key k WHERE k.key IN (${keys})) ORDER BY id`,
    ...values,
  )
}
