import type { FrozenMission } from '../core/mission/frozen.ts'
import type { ReadableDb } from './connection.ts'
import type { Stored } from './documents.ts'
import { documentsWhere } from './select.ts'

/** The revisions of a mission that left the house, the newest first. */
export const frozenOfMission = (db: ReadableDb, missionId: string): Stored<FrozenMission>[] =>
  documentsWhere(db, 'frozen', 'mission_id = ? ORDER BY id DESC', missionId)

/**
 * A revision of a mission (SHA-256 of its canonical JSON) as it left the house: none where it never did, and several where
 * two stations let it out before either heard of the other.
 */
export const frozenRevisions = (
  db: ReadableDb,
  missionId: string,
  revision: string,
): Stored<FrozenMission>[] =>
  documentsWhere(db, 'frozen', 'mission_id = ? AND mission_revision = ? ORDER BY id', missionId, revision)
