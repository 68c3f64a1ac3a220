import { approvalStanding, isApproved } from '../../../core/campaign/approval.ts'
import { roundOf } from '../../../core/campaign/campaign.ts'
import { capCount, type CapCount } from '../../../core/campaign/cap.ts'
import { itemsFor } from '../../../core/campaign/checklist.ts'
import { categoriesOf } from '../../../core/campaign/risk.ts'
import type { Visit } from '../../../core/campaign/visit.ts'
import { yearOf, yearSpan } from '../../../core/campaign/year.ts'
import type { Finding } from '../../../core/finding/finding.ts'
import { REGISTER_WORDS } from '../../../core/papers/registerWords.ts'
import type { Enterprise } from '../../../core/site/enterprise.ts'
import type { Site } from '../../../core/site/site.ts'
import { footageOfFlight, footageOfVisit } from '../../../store/footage.ts'
import { settingOf } from '../../../store/settings.ts'
import { sightingsOfVisit } from '../../../store/sightings.ts'
import { visitsBetween } from '../../../store/visits.ts'
import { campaignNamed } from '../../campaign/campaigns.ts'
import { namedVersion } from '../../campaign/checklists.ts'
import type { Context } from '../../host/context.ts'
import { referredBy } from '../../host/documents.ts'
import { paperWord } from '../onPaper.ts'
import { campaignSaid } from './campaign.ts'
import { addFootage, type Draft, momentOf } from './draft.ts'
import { findingsSaid } from './findings.ts'

const W = REGISTER_WORDS.zh

/** A visit: on what authority, by whom, what was checked and seen, and who signed; with all that was taken in it. */
export function visitSaid(context: Context, draft: Draft, visit: Visit): void {
  const { db } = context.workspace
  const { data } = draft
  draft.enterpriseId = visit.enterpriseId
  const campaign = campaignNamed(context, visit.campaignId)
  const round = roundOf(campaign, visit.roundId)
  if (campaign) campaignSaid(draft, campaign)
  const { state, approval } = approvalStanding(visit, round, campaign, context.nowMs())
  const enterprise = referredBy<Enterprise>(context, 'enterprise', visit.enterpriseId)
  const held = categoriesOf((enterprise?.holdings ?? []).map(({ chemical }) => chemical))
  const items = itemsFor(namedVersion(context.workspace, visit.checklist)?.items ?? [], visit.mode, held)
  const people = (list: Visit['officers']) => list.map(({ name, number }) => ({ 姓名: name, 证号: number }))
  data.检查 = {
    有: true,
    种类: W.visitKind[visit.kind],
    方式: W.visitMode[visit.mode],
    专项: campaign?.name.zh ?? '',
    轮次: round ? paperWord('onPaper', 'round', { no: round.no }) : '',
    开始: momentOf(visit.fromMs),
    结束: momentOf(visit.toMs),
    未批准: !isApproved(state),
    批准文号: approval?.no ?? '',
    批准人: approval?.by.name ?? '',
    批准时间: momentOf(approval?.atMs),
    紧急理由: approval?.urgentReason ?? '',
    通知文号: visit.notice?.no ?? '',
    通知时间: momentOf(visit.notice?.atMs),
    入企码: visit.entryCode,
    依据: visit.agencies
      .map(({ basis }) => basis)
      .filter((basis) => basis !== '')
      .join('、'),
    部门: visit.agencies.map(({ name, basis }) => ({ 名称: name.zh, 依据: basis })),
    执法人员: people(visit.officers),
    协助人员: people(visit.assistants),
    厂区: visit.siteIds.map((id) => ({ 名称: referredBy<Site>(context, 'site', id)?.name.zh ?? '' })),
    检查项: items.map((item, i) => {
      const own = visit.items.find(({ id }) => id === item.id)
      return {
        序号: i + 1,
        内容: item.words.zh,
        依据: item.basis.zh + (item.published ? '' : paperWord('onPaper', 'unpublished')),
        结果: own?.answer ? paperWord('answer', own.answer.verdict) : '',
        说明: own?.words ?? '',
      }
    }),
    记录: visit.record,
    签字: visit.signature ? W.signature[visit.signature.how] : '',
    签字人: visit.signature?.how === 'signed' ? visit.signature.by : '',
    签字时间: momentOf(visit.signature?.atMs),
    拒签: visit.signature?.how === 'refused',
    见证人: visit.signature?.witness ?? '',
    计入上限: capSaid(capOf(context, visit)),
  }
  data.机关 = { 名称: visit.agencies[0]?.name.zh ?? '', 依据: visit.agencies[0]?.basis ?? '' }
  const seen = sightingsOfVisit(db, visit.id)
  const ids = [...new Set([...seen.map(({ findingId }) => findingId), ...visit.recheckIds])]
  const found = ids.flatMap((id) => {
    const finding = referredBy<Finding>(context, 'finding', id)
    if (!finding) draft.notHere.findings.add(id)
    return finding ?? []
  })
  findingsSaid(context, draft, found, null)
  addFootage(context, draft, footageOfVisit(db, visit.id))
  for (const flightId of visit.flightIds)
    for (const { doc } of footageOfFlight(db, flightId)) draft.files.set(doc.id, doc)
}

/** How many inspections the enterprise has in the visit's year, all of them counted. */
function capOf({ workspace: { db } }: Context, { enterpriseId, fromMs }: Visit): CapCount {
  const year = yearSpan(yearOf(fromMs))
  const inYear = visitsBetween(db, enterpriseId, year.fromMs, year.toMs).map(({ doc }) => doc)
  return capCount(inYear, fromMs, settingOf(db, 'visitRules'))
}

const capSaid = ({ used, perYear }: CapCount): string =>
  perYear === null
    ? paperWord('onPaper', 'capUnknown', { n: used })
    : paperWord('onPaper', 'cap', { n: used, most: perYear })
