import { OPEN_STATES } from '../core/finding/transitions.ts'
import type { Enterprise } from '../core/site/enterprise.ts'
import type { ReadableDb } from './connection.ts'
import type { Stored } from './documents.ts'
import { documentsWhere } from './select.ts'

/** All enterprises, as they were registered. */
export const allEnterprises = (db: ReadableDb): Stored<Enterprise>[] =>
  documentsWhere(db, 'enterprise', 'TRUE ORDER BY id')

/** What belongs to an enterprise; a mission or a flight belongs to it by the first of its sites. */
export type EnterpriseCounts = { sites: number; missions: number; flights: number; openFindings: number }

const OF_ITS_SITES = 'site_id IN (SELECT id FROM site WHERE enterprise_id = :id)'
const COUNTS = `SELECT
  (SELECT count(*) FROM site WHERE enterprise_id = :id) AS sites,
  (SELECT count(*) FROM mission WHERE ${OF_ITS_SITES}) AS missions,
  (SELECT count(*) FROM flight WHERE ${OF_ITS_SITES}) AS flights,
  (SELECT count(*) FROM finding WHERE enterprise_id = :id
    AND state IN (${OPEN_STATES.map((state) => `'${state}'`).join(', ')})) AS openFindings`

/** How much there is of an enterprise. */
export const countsOfEnterprise = (db: ReadableDb, id: string): EnterpriseCounts =>
  db.prepare(COUNTS).get({ id }) as EnterpriseCounts
