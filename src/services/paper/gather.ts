import type { Campaign } from '../../core/campaign/campaign.ts'
import type { Visit } from '../../core/campaign/visit.ts'
import { orderIdOf } from '../../core/finding/clocks.ts'
import type { Finding } from '../../core/finding/finding.ts'
import type { RectificationOrder } from '../../core/finding/order/order.ts'
import type { Mission } from '../../core/mission/mission.ts'
import type { Application } from '../../core/papers/flightApplication.ts'
import type { Paper } from '../../core/papers/paper.ts'
import { emptyData, type PaperData } from '../../core/papers/paperData.ts'
import type { Enterprise } from '../../core/site/enterprise.ts'
import { findingsOfOrder } from '../../store/orders.ts'
import type { Context } from '../host/context.ts'
import { referredBy, stored } from '../host/documents.ts'
import { applicationSaid } from './gathered/application.ts'
import { campaignSaid, campaignSummed } from './gathered/campaign.ts'
import { type Draft, newDraft } from './gathered/draft.ts'
import { enterpriseSaid, enterpriseShown, selfCheckSaid } from './gathered/enterprise.ts'
import { dataSaid, type PhotoSaid, photosSaid } from './gathered/files.ts'
import { findingsSaid } from './gathered/findings.ts'
import { orderSaid, transferSaid } from './gathered/order.ts'
import { visitSaid } from './gathered/visit.ts'

/** What a paper says, gathered of what is here. `photos`: all of them, which a paper shows whole or in parts. */
export type Gathered = {
  readonly data: Omit<PaperData, '照片'>
  readonly photos: readonly PhotoSaid[]
  readonly enterpriseId: string | null
}

/**
 * Gathers all that a paper of something says. What another station has and has not sent is left empty, and counted where it
 * is missing from a list. `application`: of a mission, its thirteen items.
 * @throws {Refusal} `not_found` where what it is of is not here
 */
export function gather(
  context: Context,
  { aggregate, id }: Paper['of'],
  application: Application | null,
): Gathered {
  const draft = newDraft(emptyData())
  switch (aggregate) {
    case 'visit':
      visitSaid(context, draft, stored<Visit>(context, 'visit', id).doc)
      break
    case 'rectificationOrder': {
      const order = stored<RectificationOrder>(context, 'rectificationOrder', id).doc
      orderSaid(context, draft, order)
      const found = findingsOfOrder(context.workspace.db, order).map(({ doc }) => doc)
      for (const { findingId } of order.items)
        if (!found.some((one) => one.id === findingId)) draft.notHere.findings.add(findingId)
      findingsSaid(context, draft, found, order)
      break
    }
    case 'finding': {
      const finding = stored<Finding>(context, 'finding', id).doc
      const order = referredBy<RectificationOrder>(context, 'rectificationOrder', orderIdOf(finding))
      if (order) orderSaid(context, draft, order)
      draft.enterpriseId = finding.enterpriseId
      findingsSaid(context, draft, [finding], order)
      transferSaid(draft, finding)
      break
    }
    case 'campaign': {
      const campaign = stored<Campaign>(context, 'campaign', id).doc
      campaignSaid(draft, campaign)
      campaignSummed(context, draft, campaign)
      break
    }
    case 'enterprise':
      draft.enterpriseId = stored<Enterprise>(context, 'enterprise', id).doc.id
      selfCheckSaid(context, draft)
      enterpriseShown(context, draft, id)
      break
    case 'mission':
      if (application)
        applicationSaid(context, draft, stored<Mission>(context, 'mission', id).doc, application)
  }
  enterpriseSaid(context, draft)
  notHereSaid(draft)
  draft.data.数据 = dataSaid(draft)
  return { data: draft.data, photos: photosSaid(context, draft), enterpriseId: draft.enterpriseId }
}

/** What lists lack, since another station has not sent it yet. */
function notHereSaid({ data, notHere: { footage, findings } }: Draft): void {
  data.未收到 = { 有: footage.size + findings.size > 0, 影像: footage.size, 隐患: findings.size }
}
