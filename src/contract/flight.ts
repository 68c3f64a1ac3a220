import { z } from 'zod'
import { Box } from '../core/geo/box.ts'
import { Flight } from '../core/flight/flight.ts'
import { Departure } from '../core/flight/kept.ts'
import { AtMs, Id, Name } from '../core/units/id.ts'
import { call } from './call.ts'
import {
  byId,
  PageLimit,
  page,
  pageOf,
  put,
  record,
  removal,
  removed,
  Revision,
  SearchText,
  GroupedTimeCursor,
  written,
} from './document.ts'
import { EVERYONE, SUPERVISORS, WRITERS } from './roles.ts'

/** What lists show of a flight; it is where the first of its sites is. A name is null where what has it is not here. */
export const FlightRow = z.object({
  id: Id,
  revision: Revision,
  takeoffAtMs: AtMs,
  landedAtMs: AtMs,
  pilot: z.string(),
  aircraft: z.string(),
  missionId: Id.nullable(),
  missionName: Name.nullable(),
  siteId: Id.nullable(),
  siteName: Name.nullable(),
})
export type FlightRow = z.infer<typeof FlightRow>

export const flightCalls = {
  /**
   * Flights of a site or of all, whose pilot, aircraft, mission or site has a text: the last to take off first, of all or at
   * each site.
   */
  'flight.list': call(
    'read',
    EVERYONE,
    z.object({
      siteId: Id.nullable(),
      text: SearchText,
      order: z.enum(['newest', 'site']).default('newest'),
      ...page(GroupedTimeCursor),
    }),
    pageOf(FlightRow, GroupedTimeCursor),
  ),
  /** The rows of some flights, in no order; what is gone is left out. */
  'flight.rows': call('read', EVERYONE, z.object({ ids: z.array(Id).max(500) }), z.array(FlightRow)),
  /**
   * The ways that were flown in a box, of the flights that took off last, at most so many: latitude and longitude in turn,
   * in ten millionths of a degree, within a metre of the track; and whether there are more.
   */
  'flight.ways': call(
    'read',
    EVERYONE,
    z.object({ box: Box, limit: PageLimit }),
    z.object({
      ways: z.array(z.object({ id: Id, way: z.array(z.number().int()) })),
      isMore: z.boolean(),
    }),
  ),
  'flight.get': call('read', EVERYONE, byId, record(Flight)),
  /**
   * What some flights did that their approvals did not cover: took off before their confirmation, outside the window, the
   * area or the height. Flights without any are left out.
   */
  'flight.departures': call(
    'read',
    EVERYONE,
    z.object({ ids: z.array(Id).max(500) }),
    z.array(z.object({ id: Id, departures: z.array(Departure) })),
  ),
  'flight.put': call('write', WRITERS, put(Flight), written(Flight)),
  'flight.remove': call('write', SUPERVISORS, removal, removed),
} as const
