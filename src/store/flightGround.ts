import { createHash } from 'node:crypto'
import type { Flight } from '../core/flight/flight.ts'
import { type Ground, groundOver as groundOverTakeoff, takeoffOf } from '../core/footage/view/ground.ts'
import type { Mission } from '../core/mission/mission.ts'
import type { Version } from '../core/units/id.ts'
import { groundAt, type Terrain } from '../core/terrain/terrain.ts'
import type { ReadableDb, WritableDb } from './connection.ts'
import { getReadable, type Row, readableRow, standingOf } from './documents.ts'

/** The ground of a flight, by which mission's model and which height of take-off in it. */
export type FlightGround = { readonly missionId: string; readonly takeoffM: number; readonly ground: Ground }

/** The elevation models of flown missions by a digest that changes with them (or with the home that heights start at). */
export function refreshGrounds(db: WritableDb): void {
  db.prepare(
    'DELETE FROM look_ground WHERE mission_id NOT IN (SELECT mission_id FROM flight WHERE mission_id IS NOT NULL)',
  ).run()
  const changed = db
    .prepare(
      `SELECT m.id, m.revision, m.version, m.doc FROM mission m LEFT JOIN look_ground g ON g.mission_id = m.id
       WHERE m.id IN (SELECT mission_id FROM flight) AND (g.version IS NULL OR g.version <> m.version)`,
    )
    .all() as Row[]
  const put = db.prepare(
    `INSERT INTO look_ground (mission_id, version, digest) VALUES (?, ?, ?)
     ON CONFLICT (mission_id) DO UPDATE SET version = excluded.version, digest = excluded.digest`,
  )
  for (const row of changed) {
    const mission = readableRow<Mission>(db, 'mission', row)?.doc
    put.run(row.id, row.version, mission?.terrain ? digestOf(mission.terrain, mission.home) : '')
  }
}

const digestOf = (terrain: Terrain, home: Mission['home']): string =>
  createHash('sha256')
    .update(JSON.stringify([home.lat, home.lon, terrain]))
    .digest('hex')

/** The ground that the views of a flight are reckoned over; null where its mission has no model of it. */
export function groundOfFlight(db: ReadableDb, flight: Flight): FlightGround | null {
  const mission = flight.missionId ? getReadable<Mission>(db, 'mission', flight.missionId)?.doc : null
  if (!mission?.terrain) return null
  const takeoffM = groundAt(mission.terrain, takeoffOf(flight, mission))
  if (takeoffM === null) return null
  return { missionId: mission.id, takeoffM, ground: groundOverTakeoff(mission.terrain, takeoffM) }
}

/** A model is up to megabytes of JSON: it is read once in a process, until its mission is changed. */
const models = new WeakMap<object, Map<string, { version: Version; terrain: Terrain | null }>>()

/** The model of a mission over a height in it; null where the mission has none any more. */
export function groundOver(db: ReadableDb, missionId: string, takeoffM: number): Ground | null {
  const known = models.get(db.connection) ?? new Map<string, { version: Version; terrain: Terrain | null }>()
  models.set(db.connection, known)
  const now = standingOf(db, 'mission', missionId)
  let model = known.get(missionId)
  if (now && model?.version !== now.version) {
    const terrain = getReadable<Mission>(db, 'mission', missionId)?.doc.terrain ?? null
    model = { version: now.version, terrain }
    known.set(missionId, model)
  }
  return now && model?.terrain ? groundOverTakeoff(model.terrain, takeoffM) : null
}
