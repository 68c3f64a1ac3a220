import { type Campaign, roundOf } from '../../../src/core/campaign/campaign.ts'
import { plannedVisit } from '../../../src/core/campaign/copyRound.ts'
import type { Visit } from '../../../src/core/campaign/visit.ts'

/** A visit on site that is planned in a round of a campaign; null where the round is gone. */
export function newVisit(
  campaign: Campaign,
  roundId: string,
  enterpriseId: string,
  id: string,
): Visit | null {
  const round = roundOf(campaign, roundId)
  return round && plannedVisit(campaign, round, enterpriseId, id)
}
