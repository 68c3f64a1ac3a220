import type { Site } from '../core/site/site.ts'
import type { ReadableDb } from './connection.ts'
import type { Stored } from './documents.ts'
import { documentsWhere } from './select.ts'

/** All sites, as they were registered. */
export const allSites = (db: ReadableDb): Stored<Site>[] => documentsWhere(db, 'site', 'TRUE ORDER BY id')

/** The sites of an enterprise, as they were registered. */
export const sitesOfEnterprise = (db: ReadableDb, enterpriseId: string): Stored<Site>[] =>
  documentsWhere(db, 'site', 'enterprise_id = ? ORDER BY id', enterpriseId)
