import type { CallOutput } from '../../contract/index.ts'
import { type ApprovalStanding, approvalStanding } from '../../core/campaign/approval.ts'
import { type Campaign, roundOf } from '../../core/campaign/campaign.ts'
import type { Visit } from '../../core/campaign/visit.ts'
import type { Duty } from '../../core/duty/duty.ts'
import type { SelfCheck } from '../../core/duty/selfCheck.ts'
import type { Finding } from '../../core/finding/finding.ts'
import type { RectificationOrder } from '../../core/finding/order/order.ts'
import type { Paper } from '../../core/papers/paper.ts'
import { type TimelineEvent, timelineOf } from '../../core/papers/reports/timeline.ts'
import type { Enterprise } from '../../core/site/enterprise.ts'
import type { Site } from '../../core/site/site.ts'
import { getReadable, type Stored } from '../../store/documents.ts'
import { dutiesOf, selfChecksOf } from '../../store/duties.ts'
import { findingPage } from '../../store/findings.ts'
import { type FlightRow, flightPage } from '../../store/flights.ts'
import { type MissionRow, missionPage } from '../../store/missions.ts'
import { orderPage } from '../../store/orders.ts'
import { paperPage } from '../../store/papers.ts'
import { sitesOfEnterprise } from '../../store/sites.ts'
import { visitIdsOfEnterprise } from '../../store/visits.ts'
import { shown } from '../finding/findings.ts'
import type { Context } from '../host/context.ts'
import { referredBy, stored } from '../host/documents.ts'
import { statisticsCalls } from '../order/statistics.ts'

/** Lists are read so many rows at a time. */
const PAGE = 500

/** Rows of a list in its order, and how many there are in all. */
export type Listed<T> = { readonly rows: readonly T[]; readonly total: number }

/** Everything about one enterprise (一企一档), chapter by chapter, for the window and for paper. */
export type Dossier = {
  readonly enterprise: Stored<Enterprise>
  readonly sites: readonly Stored<Site>[]
  /** Those that begin last, the first of them first. */
  readonly visits: Listed<{
    readonly doc: Visit
    readonly campaign: Campaign | null
    readonly standing: ApprovalStanding
  }>
  /** In the order of what is due. */
  readonly findings: Listed<{
    readonly row: CallOutput<'finding.list'>['rows'][number]
    readonly doc: Finding
  }>
  readonly orders: Listed<Stored<RectificationOrder>>
  readonly missions: Listed<MissionRow>
  readonly flights: Listed<FlightRow>
  readonly duties: readonly Duty[]
  readonly selfChecks: Listed<SelfCheck>
  readonly papers: Listed<Paper>
  readonly statistics: CallOutput<'statistics.get'>['rows']
  readonly timeline: readonly TimelineEvent[]
}

/**
 * Gathers the dossier of an enterprise, of each list so many rows at most.
 * @throws {Refusal} `not_found` where the enterprise is not here
 */
export function gatherDossier(context: Context, enterpriseId: string, most: number): Dossier {
  const { db } = context.workspace
  const all = { text: '', siteId: null, enterpriseId }
  const visits = visitsOf(context, enterpriseId, most)
  const findings = findingsOf(context, enterpriseId, most)
  const orders = listed(most, (page: { after: { turn: string; id: string } | null; most: number }) =>
    orderPage(db, { enterpriseId, isOpenOnly: false }, page),
  )
  const flights = listed(most, (page: { after: { atMs: number; id: string } | null; most: number }) =>
    flightPage(db, all, page),
  )
  const checks = selfChecksOf(db, enterpriseId, null, Math.min(most, Number.MAX_SAFE_INTEGER))
  const selfChecks = { rows: checks.rows.map(({ doc }) => doc), total: checks.total }
  const papers = listed(most, (page: { after: string | null; most: number }) => {
    const { rows, ...rest } = paperPage(db, { of: null, enterpriseId }, page)
    return { ...rest, rows: rows.map(({ doc }) => doc) }
  })
  const asked = { fromMs: 0, toMs: context.nowMs(), enterpriseId, level: null }
  return {
    enterprise: stored<Enterprise>(context, 'enterprise', enterpriseId),
    sites: sitesOfEnterprise(db, enterpriseId),
    visits,
    findings,
    orders,
    missions: listed(most, (page: { after: string | null; most: number }) => missionPage(db, all, page)),
    flights,
    duties: dutiesOf(db, enterpriseId).map(({ doc }) => doc),
    selfChecks,
    papers,
    statistics: statisticsCalls['statistics.get'](asked, context).rows,
    timeline: timelineOf({
      visits: visits.rows.map(({ doc }) => doc),
      flights: flights.rows,
      findings: findings.rows.map(({ doc }) => doc),
      orders: orders.rows.map(({ doc }) => doc),
      selfChecks: selfChecks.rows,
      papers: papers.rows,
    }),
  }
}

/** The first rows of a list, page by page, so many. */
function listed<R, C>(
  most: number,
  page: (asked: { after: C | null; most: number }) => {
    readonly rows: readonly R[]
    readonly next: C | null
    readonly total: number
  },
): Listed<R> {
  const rows: R[] = []
  for (let after: C | null = null; ; ) {
    const { rows: some, next, total } = page({ after, most: Math.min(PAGE, most - rows.length) })
    rows.push(...some)
    if (next === null || rows.length >= most) return { rows, total }
    after = next
  }
}

function visitsOf(context: Context, enterpriseId: string, most: number): Dossier['visits'] {
  const ids = visitIdsOfEnterprise(context.workspace.db, enterpriseId)
  const rows = ids.slice(Math.max(0, ids.length - most)).flatMap((id) => {
    const doc = getReadable<Visit>(context.workspace.db, 'visit', id)?.doc
    if (!doc) return []
    const campaign = referredBy<Campaign>(context, 'campaign', doc.campaignId)
    const standing = approvalStanding(doc, roundOf(campaign, doc.roundId), campaign, context.nowMs())
    return [{ doc, campaign, standing }]
  })
  return { rows, total: ids.length }
}

function findingsOf(context: Context, enterpriseId: string, most: number): Dossier['findings'] {
  const { db } = context.workspace
  const wanted = { enterpriseId, level: null, overdueAtMs: null, text: '', states: [] }
  const { rows, total } = listed(most, (page: { after: { atMs: number; id: string } | null; most: number }) =>
    findingPage(db, wanted, page),
  )
  return {
    rows: shown(context, rows).flatMap((row) => {
      const doc = getReadable<Finding>(db, 'finding', row.id)?.doc
      return doc ? [{ row, doc }] : []
    }),
    total,
  }
}
