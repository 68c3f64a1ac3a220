import { z } from 'zod'
import { Filing, FlightApproval } from '../core/permit/approval.ts'
import { Battery, Craft } from '../core/permit/craft.ts'
import { FlightReport } from '../core/permit/flightReport.ts'
import { AtMs, Id, Version } from '../core/units/id.ts'
import { call, nothing } from './call.ts'
import { byId, page, pageOf, put, record, removal, removed, TimeCursor, written } from './document.ts'
import { EVERYONE, PLANNERS, SUPERVISORS } from './roles.ts'

const { missionId, approvalId, flightId, takeoffAtMs, reportedAtMs, to, remarks } = FlightReport.shape

export const permitCalls = {
  /** All approvals of flights, the one that ends last first. */
  'flightApproval.list': call('read', EVERYONE, nothing, z.array(record(FlightApproval))),
  'flightApproval.get': call('read', EVERYONE, byId, record(FlightApproval)),
  'flightApproval.put': call('write', PLANNERS, put(FlightApproval), written(FlightApproval)),
  /** A day's filing, or the same with its answer: by its id. What is not to come yet was not filed and not answered. */
  'flightApproval.file': call(
    'write',
    PLANNERS,
    z.object({ id: Id, base: Version, filing: Filing }),
    written(FlightApproval),
  ),
  'flightApproval.remove': call('write', SUPERVISORS, removal, removed),
  /** What was told of flights of a mission, or of all (null), the last take-off first. */
  'flightReport.list': call(
    'read',
    EVERYONE,
    z.object({ missionId: Id.nullable(), ...page(TimeCursor) }),
    pageOf(record(FlightReport), TimeCursor),
  ),
  'flightReport.get': call('read', EVERYONE, byId, record(FlightReport)),
  /** That a flight was reported before take-off, by whoever acts. */
  'flightReport.report': call(
    'write',
    PLANNERS,
    z.object({ missionId, approvalId, flightId, takeoffAtMs, reportedAtMs, to, remarks }),
    written(FlightReport),
  ),
  /** That a report was confirmed. */
  'flightReport.confirm': call(
    'write',
    PLANNERS,
    z.object({ id: Id, base: Version }).extend(FlightReport.shape.confirmed.unwrap().shape),
    written(FlightReport),
  ),
  /** That the landing was reported, by whoever acts. */
  'flightReport.landed': call(
    'write',
    PLANNERS,
    z.object({
      id: Id,
      base: Version,
      flightId: Id.nullable(),
      landedAtMs: AtMs,
      reportedAtMs: AtMs,
      words: z.string().max(1000),
    }),
    written(FlightReport),
  ),
  'flightReport.remove': call('write', SUPERVISORS, removal, removed),
  /** All aircraft, by their names; those that are flown no more last. */
  'craft.list': call('read', EVERYONE, nothing, z.array(record(Craft))),
  'craft.get': call('read', EVERYONE, byId, record(Craft)),
  'craft.put': call('write', PLANNERS, put(Craft), written(Craft)),
  'craft.remove': call('write', SUPERVISORS, removal, removed),
  /** All batteries, by their names; those that are used no more last. */
  'battery.list': call('read', EVERYONE, nothing, z.array(record(Battery))),
  'battery.get': call('read', EVERYONE, byId, record(Battery)),
  'battery.put': call('write', PLANNERS, put(Battery), written(Battery)),
  'battery.remove': call('write', SUPERVISORS, removal, removed),
} as const
