import { approvalStanding, isApproved } from '../../core/campaign/approval.ts'
import { type Campaign, roundOf } from '../../core/campaign/campaign.ts'
import { capCount } from '../../core/campaign/cap.ts'
import { itemsFor } from '../../core/campaign/checklist.ts'
import { categoriesOf } from '../../core/campaign/risk.ts'
import type { Visit } from '../../core/campaign/visit.ts'
import { dayOf, daysBetween } from '../../core/finding/deadlines/day.ts'
import type { DayCount } from '../../core/finding/deadlines/term.ts'
import type { Finding } from '../../core/finding/finding.ts'
import { orderIdOf } from '../../core/finding/clocks.ts'
import { toldOf } from '../../core/finding/escalation.ts'
import { dueDayOf, type RectificationOrder } from '../../core/finding/order/order.ts'
import type { Footage } from '../../core/footage/footage.ts'
import type { Mission } from '../../core/mission/mission.ts'
import { emptyData, type PaperData } from '../../core/papers/paperData.ts'
import type { Paper } from '../../core/papers/paper.ts'
import { REGISTER_WORDS } from '../../core/papers/registerWords.ts'
import type { Enterprise } from '../../core/site/enterprise.ts'
import type { Site } from '../../core/site/site.ts'
import { degreesMinutesSeconds } from '../../core/formats/papers/application.ts'
import type { LatLon } from '../../core/geo/position.ts'
import { footageOfVisit } from '../../store/footage.ts'
import { findingsOfOrder } from '../../store/orders.ts'
import { settingOf } from '../../store/settings.ts'
import { sightingsOfFinding, sightingsOfVisit } from '../../store/sightings.ts'
import { visitsOfEnterprise, visitPage } from '../../store/visits.ts'
import { findingsOfEnterprise } from '../../store/findings.ts'
import { campaignNamed } from '../campaign/campaigns.ts'
import { namedVersion } from '../campaign/checklists.ts'
import type { Context } from '../host/context.ts'
import { referredBy, stored } from '../host/documents.ts'
import { masksHere } from '../footage/masks.ts'

/** So many pictures and files a paper lists at most, and so many visits of a year or a campaign are counted. */
const MOST_PICTURES = 40
const MOST_FILES = 400
const MOST_VISITS = 2000

const W = REGISTER_WORDS.zh
const ANSWERS = { fit: '合格', unfit: '不合格', notApplicable: '不适用', unchecked: '未检查' } as const
const RESULTS = { corrected: '已改正', partly: '部分改正', not: '未改正', unseen: '无法复查' } as const
const CATEGORIES = { photo: '照片', clip: '视频', log: '飞行记录', document: '文档' } as const
const PROOFS = { air: '空中复核', site: '现场复核', document: '查验资料' } as const

const days = ({ days: n, counts }: DayCount): string => `${n}${counts === 'working' ? '个工作日' : '日'}`
const at = (atMs: number | null | undefined) => ({ atMs: atMs ?? null })
const placeSaid = ({ lat, lon }: LatLon): string =>
  `${degreesMinutesSeconds(lat, ['N', 'S'])} ${degreesMinutesSeconds(lon, ['E', 'W'])}`

/** What a paper says, gathered of what is here; the pictures that it shows by their originals. */
export type Gathered = {
  readonly data: PaperData
  readonly enterpriseId: string | null
  readonly pictures: readonly Footage[]
}

type Draft = { data: PaperData; enterpriseId: string | null; footage: Footage[] }

/**
 * Gathers what a paper of something says. What is not here (another station has it) is left empty.
 * @throws {Refusal} `not_found` where what it is of is not here
 */
export function gather(context: Context, { aggregate, id }: Paper['of']): Gathered {
  const draft: Draft = { data: emptyData(), enterpriseId: null, footage: [] }
  switch (aggregate) {
    case 'visit':
      ofVisit(context, draft, stored<Visit>(context, 'visit', id).doc)
      break
    case 'rectificationOrder': {
      const order = stored<RectificationOrder>(context, 'rectificationOrder', id).doc
      ofOrder(context, draft, order)
      findingsIn(
        context,
        draft,
        findingsOfOrder(context.workspace.db, order).map(({ doc }) => doc),
        order,
      )
      break
    }
    case 'finding': {
      const finding = stored<Finding>(context, 'finding', id).doc
      const order = referredBy<RectificationOrder>(context, 'rectificationOrder', orderIdOf(finding))
      if (order) ofOrder(context, draft, order)
      draft.enterpriseId = finding.enterpriseId
      findingsIn(context, draft, [finding], order)
      ofTransfer(draft, finding)
      break
    }
    case 'campaign':
      ofCampaign(context, draft, stored<Campaign>(context, 'campaign', id).doc, true)
      break
    case 'enterprise':
      draft.enterpriseId = stored<Enterprise>(context, 'enterprise', id).doc.id
      ofSelfCheck(context, draft)
      break
    case 'mission':
      ofMission(context, draft, stored<Mission>(context, 'mission', id).doc)
  }
  ofEnterprise(context, draft)
  files(context, draft)
  return { data: draft.data, enterpriseId: draft.enterpriseId, pictures: draft.footage }
}

function ofEnterprise(context: Context, draft: Draft): void {
  const found = referredBy<Enterprise>(context, 'enterprise', draft.enterpriseId)
  if (!found) return
  const [contact] = found.contacts
  const officer = found.safetyOfficer
  draft.data.企业 = {
    名称: found.name.zh,
    信用代码: found.creditCode,
    地址: found.address,
    负责人: contact?.name ?? '',
    电话: contact?.phone ?? officer?.phone ?? '',
    安全员: officer?.name ?? '',
  }
}

function ofVisit(context: Context, draft: Draft, visit: Visit): void {
  const { db } = context.workspace
  const { data } = draft
  draft.enterpriseId = visit.enterpriseId
  const campaign = campaignNamed(context, visit.campaignId)
  const round = roundOf(campaign, visit.roundId)
  if (campaign) ofCampaign(context, draft, campaign, false)
  const { state, approval } = approvalStanding(visit, round, campaign, context.nowMs())
  const enterprise = referredBy<Enterprise>(context, 'enterprise', visit.enterpriseId)
  const held = categoriesOf((enterprise?.holdings ?? []).map(({ chemical }) => chemical))
  const items = itemsFor(namedVersion(context.workspace, visit.checklist)?.items ?? [], visit.mode, held)
  const rules = settingOf(db, 'visitRules')
  const visits = visitsOfEnterprise(db, visit.enterpriseId, MOST_VISITS).map(({ doc }) => doc)
  const cap = capCount(visits, visit.fromMs, rules)
  data.检查 = {
    有: true,
    种类: W.visitKind[visit.kind],
    方式: W.visitMode[visit.mode],
    专项: campaign?.name.zh ?? '',
    轮次: round ? `第${round.no}轮` : '',
    开始: at(visit.fromMs),
    结束: at(visit.toMs),
    未批准: !isApproved(state),
    批准文号: approval?.no ?? '',
    批准人: approval?.by.name ?? '',
    批准时间: at(approval?.atMs),
    紧急理由: approval?.urgentReason ?? '',
    通知文号: visit.notice?.no ?? '',
    通知时间: at(visit.notice?.atMs),
    入企码: visit.entryCode,
    依据: visit.agencies
      .map(({ basis }) => basis)
      .filter((basis) => basis !== '')
      .join('、'),
    部门: visit.agencies.map(({ name, basis }) => ({ 名称: name.zh, 依据: basis })),
    执法人员: visit.officers.map(({ name, number }) => ({ 姓名: name, 证号: number })),
    协助人员: visit.assistants.map(({ name, number }) => ({ 姓名: name, 证号: number })),
    厂区: visit.siteIds.map((id) => ({ 名称: referredBy<Site>(context, 'site', id)?.name.zh ?? '' })),
    检查项: items.map((item, i) => {
      const own = visit.items.find(({ id }) => id === item.id)
      return {
        序号: i + 1,
        内容: item.words.zh,
        依据: item.basis.zh + (item.published ? '' : '（未公布）'),
        结果: own?.answer ? ANSWERS[own.answer.verdict] : '',
        说明: own?.words ?? '',
      }
    }),
    记录: visit.record,
    签字: visit.signature ? W.signature[visit.signature.how] : '',
    签字人: visit.signature?.how === 'signed' ? visit.signature.by : '',
    签字时间: at(visit.signature?.atMs),
    拒签: visit.signature?.how === 'refused',
    见证人: visit.signature?.witness ?? '',
    计入上限:
      cap.perYear === null ? `今年第${cap.used}次（本地上限未填）` : `今年 ${cap.used} / 上限 ${cap.perYear}`,
  }
  data.机关 = { 名称: visit.agencies[0]?.name.zh ?? '', 依据: visit.agencies[0]?.basis ?? '' }
  const seen = sightingsOfVisit(db, visit.id)
  const ids = [...new Set([...seen.map(({ findingId }) => findingId), ...visit.recheckIds])]
  findingsIn(
    context,
    draft,
    ids.flatMap((id) => referredBy<Finding>(context, 'finding', id) ?? []),
    null,
  )
  addFootage(context, draft, footageOfVisit(db, visit.id))
}

function ofOrder(context: Context, draft: Draft, order: RectificationOrder): void {
  draft.enterpriseId = order.enterpriseId
  const { issued, served } = order
  draft.data.机关 = { 名称: order.agency.name.zh, 依据: order.agency.basis }
  draft.data.责令 = {
    有: true,
    文号: issued?.no ?? '',
    措施: order.measure === 'inTime' ? '限期改正' : '停止使用并改正',
    法律依据: order.legalBasis,
    期限: order.term.by === 'day' ? `至${order.term.day}` : `自送达之日起${days(order.term)}`,
    到期日: dueDayOf(order) ?? '',
    复查期限: days(order.recheck),
    期限依据: order.termSource,
    拟稿人: order.drafted.by,
    签发人: issued?.by ?? '',
    签发时间: at(issued?.atMs),
    送达方式: served ? W.service[served.how] : '',
    送达时间: at(served?.servedAtMs),
    送达回证: served?.receipt ?? '',
    送达人: served?.by ?? '',
    延期: order.extensions.map(({ from, to, reason, by, atMs }, i) => ({
      序号: i + 1,
      原期限: from ?? '',
      新期限: to,
      理由: reason,
      办理人: by,
      时间: at(atMs),
    })),
  }
  const due = dueDayOf(order)
  const over = due === null ? 0 : Math.max(0, daysBetween(due, dayOf(context.nowMs())))
  const { rows } = settingOf(context.workspace.db, 'escalation')
  draft.data.督办 = { 超期天数: over, 告知: toldOf(rows, 'general', over) ?? '' }
}

function findingsIn(
  context: Context,
  draft: Draft,
  findings: readonly Finding[],
  order: RectificationOrder | null,
): void {
  const { db } = context.workspace
  const over = draft.data.督办.超期天数
  draft.data.隐患 = findings.map((finding, i) => {
    const sightings = sightingsOfFinding(db, finding.id).map(({ doc }) => doc)
    const item = order?.items.find(({ findingId }) => findingId === finding.id)
    const recheck = finding.rechecks?.at(-1)
    const site = referredBy<Site>(context, 'site', finding.siteId)
    const asset = site?.assets.find(({ id }) => id === finding.assetId)
    addFootage(
      context,
      draft,
      sightings.flatMap(({ footageId }) => footageId ?? []),
    )
    return {
      序号: i + 1,
      名称: finding.title,
      等级: W.level[finding.level],
      类别: finding.category,
      位置: [site?.name.zh, asset?.name.zh].filter((name) => name).join('') || placeSaid(finding.at),
      发现时间: at(finding.openedAtMs),
      发现方式: sightings.some(({ seenFrom }) => seenFrom === 'site') ? '现场' : '空中（线索，待现场核实）',
      所见: sightings.at(-1)?.words ?? '',
      状态: W.state[finding.state],
      要求: item?.demand ?? '',
      销号标准: item ? `${PROOFS[item.criterion.proof]}：${item.criterion.words}` : '',
      复查结果: recheck ? RESULTS[recheck.result] : '',
      复查说明: recheck?.words ?? '',
      复查时间: at(recheck?.atMs),
      超期天数: over,
      照片: [],
    }
  })
}

function ofTransfer({ data }: Draft, finding: Finding): void {
  const sent = finding.transfers?.at(-1)
  if (!sent) return
  data.移送 = {
    方式: sent.how === 'referred' ? '移送' : '抄告',
    主送: sent.to.name.zh,
    事由: sent.words,
    回执: sent.receipt,
    时间: at(sent.atMs),
    办理人: sent.by,
  }
}

function ofCampaign(context: Context, draft: Draft, campaign: Campaign, isWhole: boolean): void {
  const { db } = context.workspace
  const { data } = draft
  data.行动 = {
    ...data.行动,
    名称: campaign.name.zh,
    组织单位: campaign.organiser,
    依据: campaign.basis,
    开始: at(campaign.fromMs),
    结束: at(campaign.toMs),
    批准文号: campaign.approval?.no ?? '',
    批准人: campaign.approval?.by.name ?? '',
    部门: campaign.agencies.map(({ name, basis }) => ({ 名称: name.zh, 依据: basis })),
    企业数: campaign.enterpriseIds.length,
  }
  if (!isWhole) return
  const { rows: visits } = visitPage(
    db,
    { enterpriseId: null, campaignId: campaign.id },
    { after: null, most: MOST_VISITS },
  )
  const made = visits.filter(({ toMs }) => toMs !== null)
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
      开始: at(fromMs),
      结束: at(toMs),
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
  findingsIn(context, draft, findings, null)
  for (const [i, row] of data.隐患.entries()) {
    const finding = findings[i]
    const enterprise = referredBy<Enterprise>(context, 'enterprise', finding?.enterpriseId)
    data.隐患[i] = { ...row, 名称: `${enterprise?.name.zh ?? ''} ${row.名称}`.trim() }
  }
}

function ofSelfCheck(context: Context, draft: Draft): void {
  const enterprise = referredBy<Enterprise>(context, 'enterprise', draft.enterpriseId)
  const held = categoriesOf((enterprise?.holdings ?? []).map(({ chemical }) => chemical))
  const items = itemsFor(namedVersion(context.workspace, DELIVERED_REF)?.items ?? [], 'site', held)
  draft.data.检查.检查项 = items.map((item, i) => ({
    序号: i + 1,
    内容: item.words.zh,
    依据: item.basis.zh,
    结果: '',
    说明: '',
  }))
}

/** The application to fly: what a mission says itself; the rest is left to whoever applies. */
function ofMission(context: Context, draft: Draft, mission: Mission): void {
  const site = referredBy<Site>(context, 'site', mission.siteIds[0])
  draft.enterpriseId = site?.enterpriseId ?? null
  const { authorisation } = mission
  draft.data.申请 = {
    ...draft.data.申请,
    任务性质与方式: `${mission.name.zh}；航拍巡查`,
    起降与备降: [
      `起降 ${placeSaid(mission.home)}`,
      ...mission.rallyPoints.map((point, i) => `备降${i + 1} ${placeSaid(point)}`),
    ].join('；'),
    起止时间: authorisation
      ? [authorisation.fromMs, authorisation.toMs]
          .map((atMs) => new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' '))
          .join(' 至 ')
      : '',
    航线与高度: authorisation ? `真高不超过 ${authorisation.maxTrueHeightM} 米` : '',
  }
}

function addFootage(context: Context, draft: Draft, ids: readonly string[]): void {
  for (const id of ids) {
    if (draft.footage.some((one) => one.id === id) || draft.footage.length >= MOST_FILES) continue
    const footage = referredBy<Footage>(context, 'footage', id)
    if (footage) draft.footage.push(footage)
  }
}

/** The lists of pictures and files. What has masks is named, and not shown: a paper would show what they cover. */
function files(context: Context, draft: Draft): void {
  const { data, footage } = draft
  data.数据 = footage.map((one, i) => ({
    序号: i + 1,
    类别: CATEGORIES[one.kind],
    文件名: one.fileName,
    格式: one.mimeType,
    字节数: one.sizeBytes,
    校验值: one.sha256,
    形成时间: at(one.takenAt?.utcMs),
    设备: one.device,
  }))
  const pictures = footage.filter(({ kind }) => kind === 'photo').slice(0, MOST_PICTURES)
  data.照片 = pictures.map((one, i) => {
    const { masks, isWhole } = masksHere(context, one)
    const isShown = masks.length === 0 && isWhole
    return {
      序号: i + 1,
      图: { picture: isShown ? one.sha256 : null },
      文件名: `${one.fileName}${isShown ? '' : '（设有遮挡，未附图）'}`,
      拍摄时间: at(one.takenAt?.utcMs),
      地点: one.placement ? placeSaid(one.placement.at) : '无法定位',
      方向: one.placement?.headingDeg == null ? '' : `${Math.round(one.placement.headingDeg)}°`,
      设备: one.device,
      校验值: one.sha256,
    }
  })
  draft.footage = pictures.filter((_, i) => data.照片[i]?.图.picture !== null)
}

const DELIVERED_REF = { id: '00000000-0000-7000-8000-00000c4ec001', version: 'delivered-1' }
