import { type Campaign, roundOf } from '../../../src/core/campaign/campaign.ts'
import { plannedVisit } from '../../../src/core/campaign/copyRound.ts'
import type { Visit } from '../../../src/core/campaign/visit.ts'

/** A visit on site that is planned in a round of a campaign: now, while the round is on; null where the round is gone. */
export function newVisit(
  campaign: Campaign,
  roundId: string,
  enterpriseId: string,
  id: string,
  nowMs = Date.now(),
): Visit | null {
  const round = roundOf(campaign, roundId)
  if (!round) return null
  const visit = plannedVisit(campaign, round, enterpriseId, id)
  return round.fromMs <= nowMs && nowMs <= round.toMs ? { ...visit, fromMs: nowMs } : visit
}
