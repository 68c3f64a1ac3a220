import type { CallInput, CallOutput } from '../../contract/index.ts'
import { approvalStanding } from '../../core/campaign/approval.ts'
import { roundOf } from '../../core/campaign/campaign.ts'
import { itemsFor } from '../../core/campaign/checklist.ts'
import { lastAnswers } from '../../core/campaign/last.ts'
import { categoriesOf } from '../../core/campaign/risk.ts'
import type { Visit } from '../../core/campaign/visit.ts'
import { visitSheet } from '../../core/campaign/visitSheet.ts'
import type { Finding } from '../../core/finding/finding.ts'
import type { Enterprise } from '../../core/site/enterprise.ts'
import { fileStem } from '../../core/units/shown.ts'
import { readHead } from '../../store/journal/entries.ts'
import { visitsOfEnterprise } from '../../store/visits.ts'
import type { Context } from '../host/context.ts'
import { referredBy, stored } from '../host/documents.ts'
import { campaignNamed } from './campaigns.ts'
import { namedVersion } from './checklists.ts'

const MOST_EARLIER = 200

/** The sheet of a visit as a page to print: taken along before it, kept after it. */
export function printVisit(
  { id, language }: CallInput<'visit.print'>,
  context: Context,
): CallOutput<'visit.print'> {
  const visit = stored<Visit>(context, 'visit', id).doc
  const campaign = campaignNamed(context, visit.campaignId)
  const round = roundOf(campaign, visit.roundId)
  const enterprise = referredBy<Enterprise>(context, 'enterprise', visit.enterpriseId)
  const held = categoriesOf((enterprise?.holdings ?? []).map(({ chemical }) => chemical))
  const items = itemsFor(namedVersion(context.workspace, visit.checklist)?.items ?? [], visit.mode, held)
  const earlier = visitsOfEnterprise(context.workspace.db, visit.enterpriseId, MOST_EARLIER)
    .map(({ doc }) => doc)
    .filter((one) => one.id !== id)
  const text = visitSheet(language, {
    visit,
    enterprise,
    campaign,
    round,
    standing: approvalStanding(visit, round, campaign, context.nowMs()),
    items,
    last: lastAnswers(earlier, visit.fromMs),
    head: readHead(context.workspace.db).head,
    rechecks: visit.recheckIds.flatMap(
      (finding) => referredBy<Finding>(context, 'finding', finding)?.title ?? [],
    ),
  })
  const name = language === 'en' && enterprise?.name.en ? enterprise.name.en : (enterprise?.name.zh ?? '')
  const fileName = `${fileStem(name)}.html`
  return {
    fileName,
    downloadId: context.offerDownload(fileName, 'text/html', Buffer.from(text)),
  }
}
