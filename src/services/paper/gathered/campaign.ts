import type { Campaign } from '../../../core/campaign/campaign.ts'
import type { Visit } from '../../../core/campaign/visit.ts'
import type { Finding } from '../../../core/finding/finding.ts'
import { namesOfEnterprises, visitsOfCampaign } from '../../../store/board.ts'
import { findingsOfEnterprise } from '../../../store/findings.ts'
import type { Context } from '../../host/context.ts'
import { type Draft, momentOf } from './draft.ts'
import { findingsSaid } from './findings.ts'

/** A campaign: who does it on what authority. */
export function campaignSaid({ data }: Draft, campaign: Campaign): void {
  // A visit names the agency that inspects; of a campaign it is who organises it.
  data.机关 = { 名称: campaign.organiser, 依据: campaign.basis }
  data.行动 = {
    ...data.行动,
    名称: campaign.name.zh,
    组织单位: campaign.organiser,
    依据: campaign.basis,
    开始: momentOf(campaign.fromMs),
    结束: momentOf(campaign.toMs),
    批准文号: campaign.approval?.no ?? '',
    批准人: campaign.approval?.by.name ?? '',
    部门: campaign.agencies.map(({ name, basis }) => ({ 名称: name.zh, 依据: basis })),
    企业数: campaign.enterpriseIds.length,
  }
}

/** What came of a campaign: every visit that was made counted, and every finding of its time listed. */
export function campaignSummed(context: Context, draft: Draft, campaign: Campaign): void {
  const { db } = context.workspace
  const { data } = draft
  const made = visitsOfCampaign(db, campaign.id).filter(({ toMs }) => toMs !== null)
  const by = (mode: Visit['mode']): number => made.filter((visit) => visit.mode === mode).length
  const findings = campaign.enterpriseIds
    .flatMap((id) => findingsOfEnterprise(db, id).map(({ doc }) => doc))
    .filter(({ openedAtMs }) => openedAtMs >= campaign.fromMs && openedAtMs <= campaign.toMs)
  const inState = (...states: readonly Finding['state'][]): number =>
    findings.filter(({ state }) => states.includes(state)).length
  data.行动 = {
    ...data.行动,
    轮次: campaign.rounds.map(({ id, no, name, fromMs, toMs }) => ({
      序号: no,
      名称: name,
      开始: momentOf(fromMs),
      结束: momentOf(toMs),
      检查家次: made.filter(({ roundId }) => roundId === id).length,
    })),
    检查家次: made.length,
    空中检查: by('air'),
    现场检查: by('site'),
    书面检查: by('writing'),
    隐患数: findings.length,
    已销号: inState('closed'),
    整改中: inState('ordered', 'rectifying', 'toRecheck'),
    待核实: inState('toVerify', 'confirmed'),
    已移交: inState('transferred'),
  }
  findingsSaid(context, draft, findings, null)
  const names = namesOfEnterprises(db, campaign.enterpriseIds)
  for (const [i, row] of data.隐患.entries()) {
    const name = names.get(findings[i]?.enterpriseId ?? '')?.zh ?? ''
    data.隐患[i] = { ...row, 名称: `${name} ${row.名称}`.trim() }
  }
}
