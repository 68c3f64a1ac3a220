import type { FlightApproval } from './approval.ts'
import type { FlightReport } from './flightReport.ts'

/** What the workspace knows of a mission's approval; a record that is not here is null. */
export type Permits = {
  readonly approval: FlightApproval | null
  /** What was told of flights of the mission. */
  readonly reports: readonly FlightReport[]
}
