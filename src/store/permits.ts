import type { Flight } from '../core/flight/flight.ts'
import type { Mission } from '../core/mission/mission.ts'
import type { Battery, Craft } from '../core/permit/craft.ts'
import type { FlightApproval } from '../core/permit/approval.ts'
import type { FlightReport } from '../core/permit/flightReport.ts'
import type { Permits } from '../core/permit/permits.ts'
import type { ReadableDb } from './connection.ts'
import { getReadable, type Stored } from './documents.ts'
import type { Page, TimeCursor } from './paging.ts'
import { documentsWhere } from './select.ts'

/** All approvals of flights, the one that ends last first. */
export const allApprovals = (db: ReadableDb): Stored<FlightApproval>[] =>
  documentsWhere(db, 'flightApproval', `TRUE ORDER BY doc ->> '$.toMs' DESC, id`)

/** All aircraft, by their names; those that are flown no more last. */
export const allCraft = (db: ReadableDb): Stored<Craft>[] =>
  documentsWhere(db, 'craft', `TRUE ORDER BY doc ->> '$.retiredOn' IS NOT NULL, doc ->> '$.name', id`)

/** All batteries, by their names; those that are used no more last. */
export const allBatteries = (db: ReadableDb): Stored<Battery>[] =>
  documentsWhere(db, 'battery', `TRUE ORDER BY doc ->> '$.retiredOn' IS NOT NULL, doc ->> '$.name', id`)

/** What was told of the flights of a mission, the last take-off first. */
export const reportsOfMission = (db: ReadableDb, missionId: string): Stored<FlightReport>[] =>
  documentsWhere(
    db,
    'flightReport',
    'mission_id = ? ORDER BY takeoff_at_ms DESC, id DESC LIMIT 1000',
    missionId,
  )

/** What was told of a flight: what names it, and what is of its mission. */
export const reportsOfFlight = (
  db: ReadableDb,
  { id, missionId }: Pick<Flight, 'id' | 'missionId'>,
): FlightReport[] =>
  [
    ...documentsWhere(db, 'flightReport', 'flight_id = ? ORDER BY id', id),
    ...(missionId === null ? [] : reportsOfMission(db, missionId)),
  ].map(({ doc }) => doc)

/** A page of all reports, the last take-off first, and how many there are; one more than is asked for where there are more. */
export function reportPage(
  db: ReadableDb,
  { after, most }: Page<TimeCursor>,
): { rows: Stored<FlightReport>[]; total: number } {
  const rows = documentsWhere(
    db,
    'flightReport',
    '(takeoff_at_ms, id) < (?, ?) ORDER BY takeoff_at_ms DESC, id DESC LIMIT ?',
    after?.atMs ?? Number.MAX_SAFE_INTEGER,
    after?.id ?? '',
    most,
  )
  const { n } = db.prepare('SELECT count(*) AS n FROM flightReport').get() as { n: number }
  return { rows, total: n }
}

/** What is known of a mission's approval. */
export const permitsOf = (db: ReadableDb, mission: Mission): Permits => ({
  approval: mission.authorisation?.approvalId
    ? (getReadable<FlightApproval>(db, 'flightApproval', mission.authorisation.approvalId)?.doc ?? null)
    : null,
  reports: reportsOfMission(db, mission.id).map(({ doc }) => doc),
})
