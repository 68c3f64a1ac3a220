import { z } from 'zod'
import { Box } from '../core/geo/box.ts'
import { TimelineEvent } from '../core/papers/reports/timeline.ts'
import { Enterprise } from '../core/site/enterprise.ts'
import { Site } from '../core/site/site.ts'
import { call, nothing } from './call.ts'
import { Id, Name } from '../core/units/id.ts'
import {
  byId,
  IdCursor,
  page,
  pageOf,
  put,
  record,
  removal,
  removed,
  Revision,
  SearchText,
  written,
} from './document.ts'
import { EVERYONE, SUPERVISORS, WRITERS } from './roles.ts'
import { FindingRow } from './finding.ts'
import { FlightRow } from './flight.ts'
import { MissionRow } from './mission.ts'
import { OrderRow } from './order.ts'
import { StatisticRow } from './statistics.ts'

/** What the list shows of an enterprise; a mission belongs to it by the first of its sites. */
export const EnterpriseRow = z.object({
  id: Id,
  revision: Revision,
  name: Name,
  sites: z.number().int(),
  missions: z.number().int(),
  openFindings: z.number().int(),
  /** About all of its sites; null where it has none. */
  box: Box.nullable(),
})
export type EnterpriseRow = z.infer<typeof EnterpriseRow>

export const enterpriseCalls = {
  /** Enterprises whose name, code or address has a text, as they were registered. */
  'enterprise.list': call(
    'read',
    EVERYONE,
    z.object({ text: SearchText, ...page(IdCursor) }),
    pageOf(EnterpriseRow, IdCursor),
  ),
  /** All enterprises by name, to choose from. */
  'enterprise.names': call('read', EVERYONE, nothing, z.array(z.object({ id: Id, name: Name }))),
  'enterprise.get': call('read', EVERYONE, byId, record(Enterprise)),
  /**
   * `twins`: others here that have the same credit code, of which one alone is right. They are said, not refused: two stations
   * may each have taken one in, and what hangs on either stays.
   */
  'enterprise.put': call(
    'write',
    WRITERS,
    put(Enterprise),
    written(Enterprise).extend({ twins: z.array(z.object({ id: Id, name: Name })) }),
  ),
  'enterprise.remove': call('write', SUPERVISORS, removal, removed),
  /** Everything about one enterprise on one page (一企一档). */
  'enterprise.dossier': call(
    'read',
    EVERYONE,
    byId,
    z.object({
      enterprise: record(Enterprise),
      sites: z.array(record(Site)),
      missions: z.array(MissionRow),
      flights: z.array(FlightRow),
      findings: z.array(FindingRow),
      orders: z.array(OrderRow),
      /** The numbers of its findings, of all time. */
      statistics: z.array(StatisticRow),
      /** What happened, the first thing first; of much the last. */
      timeline: z.array(TimelineEvent),
      /** How many there are of each: of many the newest stand there. */
      totals: z.object({
        missions: z.number().int(),
        flights: z.number().int(),
        findings: z.number().int(),
        /** Those of the findings that are not closed yet. */
        openFindings: z.number().int(),
        orders: z.number().int(),
        timeline: z.number().int(),
      }),
    }),
  ),
} as const
