import { z } from 'zod'
import { Flight } from '../core/flight/flight.ts'
import { Mission } from '../core/mission/mission.ts'
import { Enterprise } from '../core/site/enterprise.ts'
import { Site } from '../core/site/site.ts'
import { call, nothing } from './call.ts'
import { byId, put, record, removal, removed, written } from './document.ts'
import { FindingRow } from './finding.ts'
import { EVERYONE, OFFICERS } from './roles.ts'

export const EnterpriseRow = record(Enterprise).extend({
  sites: z.number().int(),
  missions: z.number().int(),
  flights: z.number().int(),
  openFindings: z.number().int(),
})
export type EnterpriseRow = z.infer<typeof EnterpriseRow>

export const enterpriseCalls = {
  'enterprise.list': call('read', EVERYONE, nothing, z.array(EnterpriseRow)),
  'enterprise.put': call('write', EVERYONE, put(Enterprise), written(Enterprise)),
  'enterprise.remove': call('write', OFFICERS, removal, removed),
  /** Everything about one enterprise on one page (一企一档). */
  'enterprise.dossier': call(
    'read',
    EVERYONE,
    byId,
    z.object({
      enterprise: record(Enterprise),
      sites: z.array(record(Site)),
      missions: z.array(record(Mission)),
      flights: z.array(record(Flight)),
      findings: z.array(FindingRow),
    }),
  ),
} as const
