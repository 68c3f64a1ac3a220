import { countedBy, unsettledBy } from './0006.ts'
import { type Column, stored, tableOf } from './0007aggregates.ts'

/** Approvals of flights, what was told of each flight, aircraft and batteries. */
const COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  flightApproval: [],
  flightReport: [
    stored('mission_id', 'missionId'),
    stored('flight_id', 'flightId'),
    stored('takeoff_at_ms', 'takeoffAtMs', 'ANY'),
  ],
  craft: [],
  battery: [],
}

const INDEXES = `
CREATE INDEX flightReport_by_mission ON flightReport(mission_id, takeoff_at_ms DESC, id DESC);
CREATE INDEX flightReport_by_flight ON flightReport(flight_id);
CREATE INDEX flightReport_by_time ON flightReport(takeoff_at_ms DESC, id DESC);
`

export const migration0017 = [
  ...Object.entries(COLUMNS).map(([name, columns]) => tableOf(name, columns)),
  INDEXES,
  ...Object.keys(COLUMNS).flatMap((name) => [
    `INSERT INTO document_count (aggregate, n) VALUES ('${name}', 0);`,
    unsettledBy(name, 'INSERT', 'new'),
    unsettledBy(name, 'UPDATE OF id, doc', 'new'),
    unsettledBy(name, 'DELETE', 'old'),
    countedBy(name, 'INSERT'),
    countedBy(name, 'DELETE'),
  ]),
].join('\n')
