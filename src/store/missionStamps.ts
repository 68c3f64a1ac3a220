import type { Left } from '../core/safety/standing.ts'
import type { ReadableDb } from './connection.ts'

/** What a verdict goes by beside its mission: its sites, and the approval that it names. */
export type GoesBy = { readonly siteIds: readonly string[]; readonly approvalId: string | null }

/** The versions of all layers of the map as one text: verdicts go by the roads and buildings in them. */
export const layersStamp = (db: ReadableDb): string =>
  (
    db.prepare("SELECT coalesce(group_concat(version), '') AS stamp FROM layer").get() as {
      stamp: string
    }
  ).stamp

/** The version of a mission; null: it is not here. */
export const missionVersion = (db: ReadableDb, id: string): string | null =>
  (db.prepare('SELECT version FROM mission WHERE id = ?').get(id) as { version: string } | undefined)
    ?.version ?? null

/** The versions of all that the standing of a mission goes by, but the layers, as one text: as long as it is the same, so is that. */
export const missionStamp = (db: ReadableDb, id: string, { siteIds, approvalId }: GoesBy): string =>
  (
    db
      .prepare(`SELECT coalesce((SELECT version FROM mission WHERE id = :id), '') || '/'
         || coalesce((SELECT group_concat(version) FROM site WHERE id IN (SELECT value FROM json_each(:sites))), '') || '/'
         || coalesce((SELECT version FROM flightApproval WHERE id = :approval), '') || '/'
         || coalesce((SELECT group_concat(version) FROM flightReport WHERE mission_id = :id), '') || '/'
         || coalesce((SELECT group_concat(version) FROM frozen WHERE mission_id = :id), '') AS stamp`)
      .get({ id, sites: JSON.stringify(siteIds), approval: approvalId }) as { stamp: string }
  ).stamp

/** What left of a mission, without the missions as they left. */
export const leftOfMission = (db: ReadableDb, id: string): Left[] =>
  (
    db
      .prepare(
        "SELECT mission_revision AS revision, doc -> '$.releases' AS releases FROM frozen WHERE mission_id = ?",
      )
      .all(id) as { revision: string; releases: string }[]
  ).map(({ revision, releases }) => ({ revision, releases: JSON.parse(releases) as Left['releases'] }))
