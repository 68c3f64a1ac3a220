import { canonicalJson } from '../units/canonical.ts'
import type { Campaign, Round } from './campaign.ts'
import type { Visit } from './visit.ts'

/** Whether some members of two documents say the same. */
const alike = <T extends object>(a: T, b: T, members: readonly (keyof T)[]): boolean =>
  members.every((member) => canonicalJson(a[member] ?? null) === canonicalJson(b[member] ?? null))

/** What an approval is of: where one of these changes, it was given to something else, and no longer holds. */
const OF_VISIT = ['enterpriseId', 'siteIds', 'kind', 'mode', 'agencies'] as const satisfies (keyof Visit)[]
const OF_ROUND = ['fromMs', 'toMs', 'agencyIds'] as const satisfies (keyof Round)[]
const OF_CAMPAIGN = [
  'fromMs',
  'toMs',
  'enterpriseIds',
  'agencies',
  'basis',
] as const satisfies (keyof Campaign)[]

/** A visit as it is put by whoever may edit it, but not approve it: the approval is the one it had, or gone. */
export const editedVisit = (before: Visit | null, after: Visit): Visit => ({
  ...after,
  approval: before && alike(before, after, OF_VISIT) ? before.approval : null,
  mergedIntoId: before?.mergedIntoId ?? null,
})

/** The same of a campaign and its rounds. */
export const editedCampaign = (before: Campaign | null, after: Campaign): Campaign => ({
  ...after,
  approval: before && alike(before, after, OF_CAMPAIGN) ? before.approval : null,
  rounds: after.rounds.map((round) => {
    const known = before?.rounds.find(({ id }) => id === round.id)
    return { ...round, approval: known && alike(known, round, OF_ROUND) ? known.approval : null }
  }),
})
