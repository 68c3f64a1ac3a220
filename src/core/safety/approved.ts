import type { Authorisation, Mission } from '../mission/mission.ts'
import { authorisationOf } from '../permit/approval.ts'
import type { Permits } from '../permit/permits.ts'

/** What was approved of a mission: as the record of its approval says it now, where that is at hand, else as its own copy does. */
export function approvedOf({ authorisation }: Mission, permits: Permits | null): Authorisation | null {
  const record = permits?.approval
  if (!authorisation || !record || record.id !== authorisation.approvalId) return authorisation
  return authorisationOf(record, authorisation)
}
