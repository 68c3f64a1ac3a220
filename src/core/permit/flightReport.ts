import { z } from 'zod'
import { PersonRef } from '../people/person.ts'
import { AtMs, Id } from '../units/id.ts'

/** That the flight is over, as the air traffic authority was told. */
export const LandingReport = z
  .object({ landedAtMs: AtMs, reportedAtMs: AtMs, by: PersonRef, words: z.string().max(1000) })
  .refine(({ landedAtMs, reportedAtMs }) => landedAtMs <= reportedAtMs, { error: 'report_order' })
export type LandingReport = z.infer<typeof LandingReport>

/**
 * What was told of one flight to the air traffic authority: the report an hour before take-off (飞行前报告, Art. 30), its
 * confirmation, and the landing. Times UTC ms.
 */
export const FlightReport = z
  .object({
    id: Id,
    missionId: Id.nullable(),
    approvalId: Id.nullable(),
    /** The flight that was flown on it; null: none yet, or it is found by its mission and time. */
    flightId: Id.nullable(),
    /** Take-off as it was reported. */
    takeoffAtMs: AtMs,
    reportedAtMs: AtMs,
    reportedBy: PersonRef,
    /** Who took it: the controlling unit, by name, telephone or channel. */
    to: z.string().max(200),
    /** Null: not confirmed yet. */
    confirmed: z
      .object({ atMs: AtMs, by: z.string().trim().min(1).max(200), number: z.string().max(100) })
      .nullable(),
    landing: LandingReport.nullable(),
    remarks: z.string().max(4000),
  })
  .refine(({ reportedAtMs, confirmed }) => confirmed === null || reportedAtMs <= confirmed.atMs, {
    error: 'report_order',
  })
export type FlightReport = z.infer<typeof FlightReport>

/** A report is of a take-off this near to the one that it names, ms: nobody takes off half a day late on one. */
const NEAR_MS = 6 * 3_600_000

type Flown = { readonly id: string; readonly missionId: string | null; readonly takeoffAtMs: number }

/** The report of a flight: the one that names it, else of its mission the one whose take-off is nearest; null: none. */
export function reportOf(reports: readonly FlightReport[], flight: Flown): FlightReport | null {
  const naming = reports.find(({ flightId }) => flightId === flight.id)
  if (naming) return naming
  const awayMs = ({ takeoffAtMs }: FlightReport): number => Math.abs(takeoffAtMs - flight.takeoffAtMs)
  const [nearest] = reports
    .filter(
      (report) =>
        report.flightId === null &&
        report.missionId !== null &&
        report.missionId === flight.missionId &&
        awayMs(report) <= NEAR_MS,
    )
    .sort((a, b) => awayMs(a) - awayMs(b) || (a.id < b.id ? -1 : 1))
  return nearest ?? null
}

/** The report of a planned take-off: of those of its mission that no flight has used up, the nearest. */
export const reportFor = (
  reports: readonly FlightReport[],
  missionId: string,
  takeoffAtMs: number,
): FlightReport | null => reportOf(reports, { id: '', missionId, takeoffAtMs })
