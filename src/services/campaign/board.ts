import type { Board, BoardCell, BoardRow, CallOutput } from '../../contract/index.ts'
import { approvalStanding } from '../../core/campaign/approval.ts'
import type { Campaign, Round } from '../../core/campaign/campaign.ts'
import { mergesOf } from '../../core/campaign/merging.ts'
import { riskOf, worstCategory } from '../../core/campaign/risk.ts'
import { dayOf, yearOf, yearSpan } from '../../core/campaign/year.ts'
import {
  type BoardVisit,
  countedVisits,
  enterprisesChecking,
  findingCounts,
  flightsOverEnterprises,
  holdingsOfEnterprises,
  lastVisits,
  namesOfEnterprises,
  repeatsOfEnterprises,
  selfCheckDays,
  visitsOfCampaign,
} from '../../store/board.ts'
import { departuresOfFlights } from '../../store/keptFlights.ts'
import { standingOf } from '../../store/documents.ts'
import { settingOf } from '../../store/settings.ts'
import type { Context } from '../host/context.ts'
import { stored } from '../host/documents.ts'

const DAY_MS = 24 * 3600_000

/** The board of a campaign: each question goes once over all enterprises, so that a thousand of them are no slower than a few. */
export function campaignBoard({ id }: { id: string }, context: Context): CallOutput<'campaign.board'> {
  const { db } = context.workspace
  const nowMs = context.nowMs()
  const campaign = stored<Campaign>(context, 'campaign', id)
  const { doc } = campaign
  const rounds = doc.rounds.toSorted((a, b) => a.fromMs - b.fromMs || a.no - b.no)
  const year = yearOf(nowMs)
  const span = yearSpan(year)
  const rules = settingOf(db, 'visitRules')
  const visits = visitsOfCampaign(db, id)
  const [names, counted, last, repeats, holdings] = [
    namesOfEnterprises(db, doc.enterpriseIds),
    countedVisits(db, span.fromMs, span.toMs),
    lastVisits(db, doc.enterpriseIds),
    repeatsOfEnterprises(db),
    holdingsOfEnterprises(db, doc.enterpriseIds),
  ]
  const days = selfCheckDays(db, dayOf(doc.fromMs), dayOf(doc.toMs))
  const checking = enterprisesChecking(db)
  const flights = flightsOverEnterprises(db, doc.fromMs, doc.toMs)
  const flown = Map.groupBy(flights, ({ enterpriseId }) => enterpriseId)
  const departed = departuresOfFlights(db, [...new Set(flights.map(({ flightId }) => flightId))])
  const found = Map.groupBy(
    findingCounts(
      db,
      // What is found after the last round belongs to none.
      [...rounds.map(({ fromMs }) => fromMs), Math.max(doc.toMs, ...rounds.map(({ toMs }) => toMs)) + 1],
      nowMs,
    ),
    ({ enterpriseId }) => enterpriseId,
  )
  const byEnterprise = Map.groupBy(visits, ({ enterpriseId }) => enterpriseId)

  const rows = doc.enterpriseIds.map((enterpriseId): BoardRow => {
    const own = byEnterprise.get(enterpriseId) ?? []
    const over = flown.get(enterpriseId) ?? []
    const counts = found.get(enterpriseId) ?? []
    const sum = (member: 'open' | 'overdue'): number => counts.reduce((all, one) => all + one[member], 0)
    const seenMs = Math.max(
      last.get(enterpriseId) ?? -1,
      ...over.map(({ takeoffAtMs }) => (takeoffAtMs <= nowMs ? takeoffAtMs : -1)),
    )
    const inputs = {
      category: worstCategory(holdings.get(enterpriseId) ?? []),
      openFindings: sum('open'),
      overdue: sum('overdue'),
      repeats: repeats.get(enterpriseId) ?? 0,
      daysSinceSeen: seenMs < 0 ? null : Math.max(0, Math.floor((nowMs - seenMs) / DAY_MS)),
    }
    return {
      enterpriseId,
      name: names.get(enterpriseId) ?? null,
      cap: { year, used: counted.get(enterpriseId) ?? 0, perYear: rules.perYear, source: rules.source },
      risk: { ...inputs, ...riskOf(inputs) },
      cells: rounds.map((round, i) =>
        cellOf({
          campaign: doc,
          round,
          visits: own.filter(({ roundId }) => roundId === round.id),
          flights: over.filter(({ takeoffAtMs }) => round.fromMs <= takeoffAtMs && takeoffAtMs <= round.toMs),
          departed,
          counts: counts.find(({ since }) => since === i) ?? null,
          selfCheck: selfCheckIn(round, days.get(enterpriseId) ?? [], checking.has(enterpriseId), nowMs),
          nowMs,
        }),
      ),
    }
  })

  const board: Board = {
    campaign,
    rounds: rounds.map((round, i) => ({
      id: round.id,
      no: round.no,
      name: round.name,
      fromMs: round.fromMs,
      toMs: round.toMs,
      isApproved: (round.approval ?? doc.approval) !== null,
      seen: rows.filter(({ cells }) => isSeen(cells[i] ?? null)).length,
      of: rows.length,
    })),
    rows,
    merges: mergesOf(visits, rules.mergeDays).map(({ keep, others }) => ({
      enterpriseId: keep.enterpriseId,
      keep: mergeable(context, keep),
      others: others.map((one) => mergeable(context, one)),
    })),
  }
  return context.isChecked(board)
}

const mergeable = (context: Context, { id, fromMs }: BoardVisit): Board['merges'][number]['keep'] => {
  const standing = standingOf(context.workspace.db, 'visit', id)
  if (!standing) throw new Error(`no visit ${id}`)
  return { id, version: standing.version, fromMs }
}

/** Whether somebody saw an enterprise in a round: a flight over it, or a visit that is over. */
const isSeen = (cell: BoardCell | null): boolean =>
  cell !== null &&
  (cell.isFlown || cell.visits.some(({ mode, isOver }) => isOver && (mode === 'air' || mode === 'site')))

/** Whether an enterprise checked itself in a round's time; null: it did not, and need not. */
function selfCheckIn(
  { fromMs, toMs }: Round,
  days: readonly string[],
  hasDuty: boolean,
  nowMs: number,
): BoardCell['selfCheck'] {
  if (days.some((day) => dayOf(fromMs) <= day && day <= dayOf(toMs))) return 'done'
  if (!hasDuty) return null
  return nowMs > toMs ? 'missing' : 'open'
}

function cellOf({
  campaign,
  round,
  visits,
  flights,
  departed,
  counts,
  selfCheck,
  nowMs,
}: {
  campaign: Campaign
  round: Round
  visits: readonly BoardVisit[]
  flights: readonly { readonly flightId: string }[]
  departed: ReadonlyMap<string, unknown>
  counts: { open: number; overdue: number; closed: number } | null
  selfCheck: BoardCell['selfCheck']
  nowMs: number
}): BoardCell | null {
  const isFlown = flights.length > 0
  if (visits.length === 0 && !isFlown && !counts && !selfCheck) return null
  return {
    visits: visits.map(({ id, mode, fromMs, toMs, approvedAtMs, isUrgent }) => ({
      id,
      mode,
      isOver: toMs !== null,
      approval: approvalStanding(
        { approval: ownApproval(approvedAtMs, isUrgent), fromMs },
        round,
        campaign,
        nowMs,
      ).state,
    })),
    isFlown: isFlown || visits.some(({ mode, toMs }) => mode === 'air' && toMs !== null),
    departed: new Set(flights.flatMap(({ flightId }) => (departed.has(flightId) ? [flightId] : []))).size,
    selfCheck,
    open: counts?.open ?? 0,
    overdue: counts?.overdue ?? 0,
    closed: counts?.closed ?? 0,
  }
}

/** A visit's own approval, as far as its row tells: when, and whether it was an urgent one. */
export const ownApproval = (atMs: number | null, isUrgent: boolean) =>
  atMs === null
    ? null
    : { no: '', by: { personId: null, name: '-', number: '' }, atMs, urgentReason: isUrgent ? '-' : null }
