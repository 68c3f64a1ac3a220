import type { Box } from '../core/geo/box.ts'
import { simpleRing } from '../core/geo/coarser.ts'
import { frameAt } from '../core/geo/frame.ts'
import type { Ring } from '../core/geo/position.ts'
import type { Site } from '../core/site/site.ts'
import type { ReadableDb } from './connection.ts'
import type { Stored } from './documents.ts'
import { MEETS_BOX, meeting, withinDateLine } from './places.ts'
import { documentsWhere } from './select.ts'
import { isSettled, settle } from './settle.ts'

/** All sites, as they were registered. */
export const allSites = (db: ReadableDb): Stored<Site>[] => documentsWhere(db, 'site', 'TRUE ORDER BY id')

/** The sites of an enterprise, as they were registered. */
export const sitesOfEnterprise = (db: ReadableDb, enterpriseId: string): Stored<Site>[] =>
  documentsWhere(db, 'site', 'enterprise_id = ? ORDER BY id', enterpriseId)

/** The sites that meet a box, all of them, as they were registered. */
export function sitesIn(db: ReadableDb, box: Box): Stored<Site>[] {
  settle(db, 'site')
  const boxes = withinDateLine(box)
  const values = boxes.flatMap(meeting)
  const keys = `SELECT p.key FROM site_place p WHERE ${boxes.map(() => `(${MEETS_BOX})`).join(' OR ')}`
  return documentsWhere(
    db,
    'site',
    `id IN (SELECT k.id FROM derived_key k WHERE k.key IN (${keys})) ORDER BY id`,
    ...values,
  )
}

/** Some sites, as they were registered; what is gone is left out. */
export const someSites = (db: ReadableDb, ids: readonly string[]): Stored<Site>[] =>
  documentsWhere(db, 'site', 'id IN (SELECT value FROM json_each(?)) ORDER BY id', JSON.stringify(ids))

/** The names of all sites, as they were registered: one is chosen by its name. */
export function siteNames(db: ReadableDb): { id: string; name: SiteRow['name'] }[] {
  settle(db, 'site')
  const rows = db
    .prepare(`SELECT id, name_zh, name_en FROM site s INDEXED BY site_rows
     WHERE ${isSettled('site', 's')} ORDER BY id`)
    .all() as Columns[]
  return rows.map(({ id, name_zh, name_en }) => ({ id, name: { zh: name_zh, en: name_en } }))
}

/** The box about all sites; null where there is none. */
export function siteExtent(db: ReadableDb): Box | null {
  settle(db, 'site')
  const box = db
    .prepare(`SELECT min(south) AS south, max(north) AS north, min(west) AS west, max(east) AS east
     FROM site_place`)
    .get() as { [side in keyof Box]: number | null }
  return box.south === null ? null : (box as Box)
}

/** What the map draws of a site whose assets nobody looks at. */
export type SiteRow = {
  readonly id: string
  readonly revision: number
  readonly enterpriseId: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly assets: number
  readonly boundary: Ring
}

type Columns = { id: string; revision: number; enterprise_id: string; name_zh: string; name_en: string }

/** Of so many further sites the map shows at least where they are. */
const MOST_DOTS = 5000

/** The rows of the sites that meet a box, as they were registered, at most so many; whether there are more, and where. */
export function siteRowsIn(
  db: ReadableDb,
  box: Box,
  most: number,
): { rows: SiteRow[]; isMore: boolean; dots: number[] } {
  settle(db, 'site')
  const boxes = withinDateLine(box)
  // Ids first: no document is opened but those of the rows.
  const found = db
    .prepare(`SELECT s.id, s.revision, s.enterprise_id, s.name_zh, s.name_en, s.assets, s.doc -> '$.boundary' AS boundary
     FROM (SELECT k.id FROM site_place p JOIN derived_key k ON k.key = p.key
         WHERE ${boxes.map(() => `(${MEETS_BOX})`).join(' OR ')} ORDER BY k.id LIMIT ?) k
       CROSS JOIN site s ON s.id = k.id
     WHERE ${isSettled('site', 's')} ORDER BY s.id`)
    .all(...boxes.flatMap(meeting), most + 1) as (Columns & { assets: number; boundary: string })[]
  const withinM = ((box.north - box.south) * METRES_A_DEGREE) / PIXELS_A_BOX
  return {
    rows: found.slice(0, most).map((row) => ({
      id: row.id,
      revision: row.revision,
      enterpriseId: row.enterprise_id,
      name: { zh: row.name_zh, en: row.name_en },
      assets: row.assets,
      boundary: shownCorners(JSON.parse(row.boundary) as Ring, withinM),
    })),
    isMore: found.length > most,
    dots: found.length > most ? dotsBeyond(db, boxes, most) : [],
  }
}

/** The middles of the boxes of the sites after the first `most`: latitude and longitude in turn, in 1e-7 degrees. */
function dotsBeyond(db: ReadableDb, boxes: readonly Box[], most: number): number[] {
  const middles = db
    .prepare(`SELECT (p.south + p.north) / 2 AS lat, (p.west + p.east) / 2 AS lon
     FROM site_place p JOIN derived_key k ON k.key = p.key
     WHERE ${boxes.map(() => `(${MEETS_BOX})`).join(' OR ')} ORDER BY k.id LIMIT ? OFFSET ?`)
    .all(...boxes.flatMap(meeting), MOST_DOTS, most) as { lat: number; lon: number }[]
  return middles.flatMap(({ lat, lon }) => [Math.round(lat * 1e7), Math.round(lon * 1e7)])
}

const METRES_A_DEGREE = 111_000
/** No window shows a box in more pixels from its south to its north. */
const PIXELS_A_BOX = 8000

/** The corners of a ring, each where it is, without which the line would lie farther off than so many metres. */
function shownCorners(ring: Ring, withinM: number): Ring {
  const [first] = ring
  if (!first) return ring
  const frame = frameAt(first)
  const corners = new Map(ring.map((corner) => [frame.toLocal(corner), corner] as const))
  return simpleRing([...corners.keys()], withinM).flatMap((local) => corners.get(local) ?? [])
}
