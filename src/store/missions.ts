import type { Mission } from '../core/mission/mission.ts'
import type { ReadableDb } from './connection.ts'
import type { Stored } from './documents.ts'
import { documentsWhere } from './select.ts'

/** All missions, as they were made. */
export const allMissions = (db: ReadableDb): Stored<Mission>[] =>
  documentsWhere(db, 'mission', 'TRUE ORDER BY id')

/** The missions whose first site this is, as they were made. */
export const missionsOfSite = (db: ReadableDb, siteId: string): Stored<Mission>[] =>
  documentsWhere(db, 'mission', 'site_id = ? ORDER BY id', siteId)

/** The missions whose first site is one of an enterprise, as they were made. */
export const missionsOfEnterprise = (db: ReadableDb, enterpriseId: string): Stored<Mission>[] =>
  documentsWhere(
    db,
    'mission',
    'site_id IN (SELECT id FROM site WHERE enterprise_id = ?) ORDER BY id',
    enterpriseId,
  )
