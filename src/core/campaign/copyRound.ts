import type { Finding } from '../finding/finding.ts'
import type { Campaign, Round } from './campaign.ts'
import { agenciesOf } from './campaign.ts'
import type { Visit } from './visit.ts'

/** The number of a campaign's next round. */
export const nextRoundNo = ({ rounds }: Pick<Campaign, 'rounds'>): number =>
  rounds.reduce((most, { no }) => Math.max(most, no), 0) + 1

/**
 * The next round, made from an earlier one. What is repeated comes with it: the missions, the bodies that take part, the
 * checklist. What belongs to the time it was (approval, notices, numbers, dates, answers, pictures) does not: its own number
 * and window are given.
 */
export const copiedRound = (
  { id: copiedFromId, missionIds, agencyIds, checklist }: Round,
  { id, no, name, fromMs, toMs }: Pick<Round, 'id' | 'no' | 'name' | 'fromMs' | 'toMs'>,
): Round => ({
  id,
  no,
  name,
  fromMs,
  toMs,
  missionIds: [...missionIds],
  agencyIds: [...agencyIds],
  checklist: checklist && { ...checklist },
  approval: null,
  copiedFromId,
})

/** The findings that wait for a re-check (待复查) of a campaign's enterprises, by enterprise, in the order of their ids. */
export function openRechecks(
  { enterpriseIds }: Pick<Campaign, 'enterpriseIds'>,
  findings: readonly Pick<Finding, 'id' | 'enterpriseId' | 'siteId' | 'state'>[],
): Map<string, Pick<Finding, 'id' | 'enterpriseId' | 'siteId' | 'state'>[]> {
  const own = new Set(enterpriseIds)
  const open = findings
    .filter(({ state, enterpriseId }) => state === 'toRecheck' && own.has(enterpriseId))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return Map.groupBy(open, ({ enterpriseId }) => enterpriseId)
}

/**
 * The visits that a copied round begins with: one on site for each enterprise that has open re-checks. A re-check is a
 * single case (个案); nothing of an earlier visit is in it. `newId` names each.
 */
export function recheckVisits(
  campaign: Campaign,
  round: Round,
  findings: readonly Pick<Finding, 'id' | 'enterpriseId' | 'siteId' | 'state'>[],
  newId: () => string,
): Visit[] {
  return [...openRechecks(campaign, findings)].map(([enterpriseId, open]) => ({
    ...plannedVisit(campaign, round, enterpriseId, newId()),
    kind: 'case',
    siteIds: [...new Set(open.flatMap(({ siteId }) => siteId ?? []))],
    recheckIds: open.map(({ id }) => id),
  }))
}

/** A visit on site of an enterprise in a round, as it is planned: nothing of it happened yet. */
export const plannedVisit = (campaign: Campaign, round: Round, enterpriseId: string, id: string): Visit => ({
  id,
  enterpriseId,
  siteIds: [],
  campaignId: campaign.id,
  roundId: round.id,
  kind: campaign.kind,
  mode: 'site',
  agencies: agenciesOf(campaign, round),
  approval: null,
  notice: null,
  officers: [],
  assistants: [],
  entryCode: '',
  fromMs: round.fromMs,
  toMs: null,
  flightIds: [],
  checklist: round.checklist && { ...round.checklist },
  items: [],
  recheckIds: [],
  record: '',
  signature: null,
  countsTowardCap: true,
  capReason: '',
  mergedIntoId: null,
})
