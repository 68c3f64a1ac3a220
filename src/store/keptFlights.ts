import type { Flight } from '../core/flight/flight.ts'
import { type Departure, departuresOf, type HeldAgainst } from '../core/flight/kept.ts'
import type { Mission } from '../core/mission/mission.ts'
import { authorisationOf, type FlightApproval } from '../core/permit/approval.ts'
import { reportOf } from '../core/permit/flightReport.ts'
import type { ReadableDb } from './connection.ts'
import { getReadable } from './documents.ts'
import { frozenRevisions } from './frozen.ts'
import { readHead } from './journal/entries.ts'
import { reportsOfFlight } from './permits.ts'
import { settle } from './settle.ts'

/**
 * What flights did that their approvals did not cover: worked out when it is asked for, from flight, mission, approval and
 * reports, and kept in memory for as long as all of these are what they were.
 */

type Kept = {
  readonly stamp: string
  /** The newest entry of the journal with which it was still so. */
  readonly arrival: number
  readonly approvals: readonly string[]
  readonly departures: Departure[]
}

const kept = new WeakMap<ReadableDb, Map<string, Kept>>()

/** The departures of some flights, by their ids; flights without any are left out. */
export function departuresOfFlights(db: ReadableDb, ids: readonly string[]): Map<string, Departure[]> {
  const known = kept.get(db) ?? new Map<string, Kept>()
  kept.set(db, known)
  const { arrival } = readHead(db)
  bringUp(
    db,
    known,
    ids.filter((id) => known.get(id)?.arrival !== arrival),
    arrival,
  )
  const found = new Map<string, Departure[]>()
  for (const id of ids) {
    const departures = known.get(id)?.departures ?? []
    if (departures.length > 0) found.set(id, departures)
  }
  return found
}

/** Works out of flights what is not known yet, or followed from what has been changed since. */
function bringUp(db: ReadableDb, known: Map<string, Kept>, ids: readonly string[], arrival: number): void {
  if (ids.length === 0) return
  for (const table of ['flight', 'mission', 'frozen', 'flightApproval', 'flightReport'] as const)
    settle(db, table)
  const approvals = new Map(
    (db.prepare('SELECT id, version FROM flightApproval').all() as { id: string; version: string }[]).map(
      ({ id, version }) => [id, version],
    ),
  )
  const rows = db
    .prepare(`SELECT f.id, f.version || coalesce(m.version, '')
       || coalesce((SELECT group_concat(z.version) FROM frozen z WHERE z.mission_id = f.mission_id), '') || '/'
       || coalesce((SELECT group_concat(r.version) FROM flightReport r WHERE r.mission_id = f.mission_id), '') || '/'
       || coalesce((SELECT group_concat(r.version) FROM flightReport r WHERE r.flight_id = f.id), '') AS stamp
     FROM flight f LEFT JOIN mission m ON m.id = f.mission_id
     WHERE f.id IN (SELECT value FROM json_each(?))`)
    .all(JSON.stringify(ids)) as { id: string; stamp: string }[]
  const missions = missionsOnce(db)
  const stamps = new Map(rows.map(({ id, stamp }) => [id, stamp]))
  for (const id of ids) {
    const stamp = stamps.get(id)
    const before = known.get(id)
    const now = (of: readonly string[]): string =>
      [stamp, ...of.map((one) => approvals.get(one) ?? '')].join(' ')
    if (stamp === undefined) known.delete(id)
    else if (before !== undefined && before.stamp === now(before.approvals))
      known.set(id, { ...before, arrival })
    else {
      const worked = workOut(db, id, missions)
      known.set(id, { ...worked, stamp: now(worked.approvals), arrival })
    }
  }
}

type MissionOf = (flight: Flight) => Mission | null

/** Missions as they were flown, each read once: many flights are of one. */
function missionsOnce(db: ReadableDb): MissionOf {
  const read = new Map<string, Mission | null>()
  return (flight) => {
    const key = `${flight.missionId} ${flight.missionRevision}`
    const before = read.get(key)
    if (before !== undefined) return before
    const mission = missionFlown(db, flight)
    read.set(key, mission)
    return mission
  }
}

function workOut(db: ReadableDb, id: string, missionOf: MissionOf): Pick<Kept, 'approvals' | 'departures'> {
  const flight = getReadable<Flight>(db, 'flight', id)?.doc
  if (!flight) return { approvals: [], departures: [] }
  const held = flownUnder(db, flight, missionOf)
  return { approvals: held.approvalId ? [held.approvalId] : [], departures: departuresOf(flight, held) }
}

/** What a flight was flown under: its mission as it was flown, what was approved of it, and what was told of it. */
export function flownUnder(
  db: ReadableDb,
  flight: Flight,
  missionOf: MissionOf = (one) => missionFlown(db, one),
): HeldAgainst & {
  readonly mission: Mission | null
  readonly approval: FlightApproval | null
  readonly approvalId: string | null
} {
  const mission = missionOf(flight)
  const report = reportOf(reportsOfFlight(db, flight), flight)
  // What its report named is what it was flown under, whatever its mission names since.
  const approvalId = report?.approvalId ?? mission?.authorisation?.approvalId ?? null
  const approval = approvalId
    ? (getReadable<FlightApproval>(db, 'flightApproval', approvalId)?.doc ?? null)
    : null
  const isMissions = !approval || mission?.authorisation?.approvalId === approval.id
  return {
    mission,
    report,
    approval,
    approvalId,
    approved: isMissions ? (mission?.authorisation ?? null) : authorisationOf(approval),
    isReported: approvalId !== null || mission?.exemption !== undefined,
  }
}

/** The revision that was flown where it was kept, so that a later plan changes no flight; else the mission as it is. */
function missionFlown(db: ReadableDb, { missionId, missionRevision }: Flight): Mission | null {
  if (missionId === null) return null
  const [frozen] = missionRevision ? frozenRevisions(db, missionId, missionRevision) : []
  return frozen?.doc.mission ?? getReadable<Mission>(db, 'mission', missionId)?.doc ?? null
}
