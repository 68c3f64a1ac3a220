import type { WeekItem } from '../../contract/index.ts'
import { approvalStanding, isApproved } from '../../core/campaign/approval.ts'
import { type Campaign, type Round, roundOf } from '../../core/campaign/campaign.ts'
import type { Mission } from '../../core/mission/mission.ts'
import { flightsOverEnterprises, namesOfEnterprises, visitsOfCampaign } from '../../store/board.ts'
import { campaignsSince } from '../../store/campaigns.ts'
import { getReadable } from '../../store/documents.ts'
import { isFlownBetween } from '../../store/flights.ts'
import { visitsUnapproved } from '../../store/visits.ts'
import type { Context } from '../host/context.ts'
import { toDo, type WeekSource } from '../host/week.ts'
import { ownApproval } from './board.ts'

const DAY_MS = 24 * 3600_000
/** A visit that nobody approved so long ago is history. */
const BEGAN_DAYS = 400

/** Visits that nobody has approved yet, rounds that end soon, and flight approvals that end before their round does. */
export const campaignsToDo: WeekSource = (context, asked) => {
  const { db } = context.workspace
  const sinceMs = context.nowMs() - BEGAN_DAYS * DAY_MS
  const campaigns = campaignsSince(db, sinceMs).map(({ doc }) => doc)
  const rounds = campaigns
    .filter(({ closedAtMs }) => closedAtMs === null)
    .flatMap((campaign) => campaign.rounds.map((round) => ({ campaign, round })))
  return [
    ...visitsToApprove(context, asked, campaigns, sinceMs),
    ...rounds.flatMap((one) => roundToFinish(context, asked, one)),
    ...rounds.flatMap((one) => approvalsToRenew(context, asked, one)),
  ]
}

type InRound = { readonly campaign: Campaign; readonly round: Round }
type Asked = Parameters<WeekSource>[1]

function visitsToApprove(
  context: Context,
  { enterpriseId, today, untilMs, most }: Asked,
  campaigns: readonly Campaign[],
  sinceMs: number,
): WeekItem[] {
  const { db } = context.workspace
  const byId = new Map(campaigns.map((one) => [one.id, one]))
  const approvals = campaigns.flatMap(({ id, rounds, approval }) =>
    [{ id: null, approval: null }, ...rounds].flatMap((round) => {
      const nearest = round.approval ?? approval
      const of = { campaignId: id, roundId: round.id }
      return nearest ? [{ ...of, atMs: nearest.atMs, isUrgent: nearest.urgentReason !== null }] : []
    }),
  )
  return visitsUnapproved(db, { enterpriseId, sinceMs, untilMs, approvals }, most).flatMap((visit) => {
    const campaign = byId.get(visit.campaignId ?? '') ?? null
    const { state } = approvalStanding(
      { approval: ownApproval(visit.approvedAtMs, visit.isUrgent), fromMs: visit.fromMs },
      roundOf(campaign, visit.roundId),
      campaign,
      context.nowMs(),
    )
    if (isApproved(state)) return []
    const { id, mode, fromMs: dueMs, enterpriseName } = visit
    const kind = state === 'unapproved' ? ('approve' as const) : ('approveAfter' as const)
    const said = { kind, aggregate: 'visit', id, title: '', mode, dueMs, enterpriseName } as const
    return [toDo({ ...said, enterpriseId: visit.enterpriseId }, today)]
  })
}

const isOpen = ({ fromMs, toMs }: Round, nowMs: number): boolean => fromMs <= nowMs && nowMs <= toMs

/** A round that ends by the end of the week, with how many of its enterprises nobody has flown over or visited. */
function roundToFinish(context: Context, asked: Asked, { campaign, round }: InRound): WeekItem[] {
  if (!isOpen(round, context.nowMs()) || round.toMs > asked.untilMs) return []
  const { db } = context.workspace
  const seen = new Set([
    ...flightsOverEnterprises(db, round.fromMs, round.toMs).map(({ enterpriseId }) => enterpriseId),
    ...visitsOfCampaign(db, campaign.id)
      .filter(({ roundId, mode, toMs }) => roundId === round.id && toMs !== null && mode !== 'writing')
      .map(({ enterpriseId }) => enterpriseId),
  ])
  const left = campaign.enterpriseIds.filter((id) => !seen.has(id))
  const only = asked.enterpriseId ?? (left.length === 1 ? (left[0] ?? null) : null)
  if (left.length === 0 || (only !== null && !left.includes(only))) return []
  const about =
    only === null
      ? {}
      : { enterpriseId: only, enterpriseName: namesOfEnterprises(db, [only]).get(only) ?? null }
  const said = { kind: 'finishRound', aggregate: 'campaign', id: campaign.id } as const
  const title = inRound(campaign, round)
  return [toDo({ ...said, title, count: left.length, dueMs: round.toMs, ...about }, asked.today)]
}

const inRound = ({ name }: Campaign, { name: round, no }: Round): { zh: string; en: string } => ({
  zh: `${name.zh} · ${round || no}`,
  en: `${name.en || name.zh} · ${round || no}`,
})

/** The missions of a round that are yet to be flown in it, and whose flight approval ends, or did, before the round does. */
function approvalsToRenew(context: Context, asked: Asked, { round }: InRound): WeekItem[] {
  if (round.toMs < context.nowMs() || asked.enterpriseId !== null) return []
  const { db } = context.workspace
  return round.missionIds.flatMap((missionId) => {
    const mission = getReadable<Mission>(db, 'mission', missionId)?.doc
    const endsMs = mission?.authorisation?.toMs
    if (!mission || endsMs === undefined || endsMs > asked.untilMs || endsMs >= round.toMs) return []
    if (isFlownBetween(db, missionId, round.fromMs, round.toMs)) return []
    const said = { kind: 'renewFlight', aggregate: 'mission', id: missionId, title: mission.name } as const
    return [toDo({ ...said, dueMs: endsMs }, asked.today)]
  })
}
