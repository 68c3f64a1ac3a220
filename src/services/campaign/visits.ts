import type { CallInput, CallOutput, CallParsed } from '../../contract/index.ts'
import { approvalStanding } from '../../core/campaign/approval.ts'
import { type Campaign, roundOf } from '../../core/campaign/campaign.ts'
import { capCount } from '../../core/campaign/cap.ts'
import { editedVisit } from '../../core/campaign/changed.ts'
import { lastAnswers } from '../../core/campaign/last.ts'
import { mergedVisit, mergesOf } from '../../core/campaign/merging.ts'
import type { Visit } from '../../core/campaign/visit.ts'
import { yearOf, yearSpan } from '../../core/campaign/year.ts'
import { namesOfEnterprises } from '../../store/board.ts'
import { someCampaigns } from '../../store/campaigns.ts'
import { standingOf } from '../../store/documents.ts'
import { footageOfVisit } from '../../store/footage.ts'
import { UNREADABLE_NAME } from '../../store/paging.ts'
import { sightingsOfVisit } from '../../store/sightings.ts'
import { settingOf } from '../../store/settings.ts'
import { visitPage, visitsBetween, visitsOfEnterprise } from '../../store/visits.ts'
import { Refusal } from '../../store/workspace.ts'
import { type Context, type Handlers, write } from '../host/context.ts'
import { documentCalls, stored } from '../host/documents.ts'
import { airVisitCalls } from './airVisits.ts'
import { ownApproval } from './board.ts'
import { campaignNamed } from './campaigns.ts'
import { keepNamed } from './checklists.ts'
import { printVisit } from './printVisit.ts'
import { approvalBy, sureOfVisit } from './rules.ts'

const documents = documentCalls<Visit>('visit')

/** Last time's answers are sought in so many of an enterprise's visits: years of them. */
const MOST_EARLIER = 200

export const visitCalls = {
  'visit.list': (
    { after, limit, ...wanted }: CallParsed<'visit.list'>,
    context: Context,
  ): CallOutput<'visit.list'> => {
    const { db } = context.workspace
    const { rows, ...rest } = visitPage(db, wanted, { after, most: limit })
    const campaigns = new Map(
      someCampaigns(
        db,
        rows.flatMap(({ campaignId }) => campaignId ?? []),
      ).map(({ doc }) => [doc.id, doc]),
    )
    return {
      ...rest,
      rows: rows.map(({ approvedAtMs, isUrgent, mergedIntoId, ...row }) => {
        const campaign = campaigns.get(row.campaignId ?? '') ?? null
        const own = { approval: ownApproval(approvedAtMs, isUrgent), fromMs: row.fromMs }
        const round = roundOf(campaign, row.roundId)
        return {
          ...row,
          isMerged: mergedIntoId !== null,
          approval: approvalStanding(own, round, campaign, context.nowMs()).state,
        }
      }),
    }
  },
  'visit.get': ({ id }: { id: string }, context: Context): CallOutput<'visit.get'> => {
    const { db } = context.workspace
    const found = stored<Visit>(context, 'visit', id)
    const { doc } = found
    const campaign = campaignNamed(context, doc.campaignId)
    const round = roundOf(campaign, doc.roundId)
    const rules = settingOf(db, 'visitRules')
    const year = yearSpan(yearOf(doc.fromMs))
    const inYear = visitsBetween(db, doc.enterpriseId, year.fromMs, year.toMs).map((visit) => visit.doc)
    const earlier = visitsOfEnterprise(db, doc.enterpriseId, MOST_EARLIER).map((visit) => visit.doc)
    return {
      ...found,
      enterpriseName:
        namesOfEnterprises(db, [doc.enterpriseId]).get(doc.enterpriseId) ??
        (standingOf(db, 'enterprise', doc.enterpriseId) ? UNREADABLE_NAME : null),
      campaignName: campaign?.name ?? null,
      roundNo: round?.no ?? null,
      standing: approvalStanding(doc, round, campaign, context.nowMs()),
      cap: capCount(inYear, doc.fromMs, rules),
      footageIds: footageOfVisit(db, id),
      sightings: sightingsOfVisit(db, id),
      last: lastAnswers(
        earlier.filter((visit) => visit.id !== id),
        doc.fromMs,
      ),
    }
  },
  'visit.print': printVisit,
  'visit.put': ({ base, doc }: CallInput<'visit.put'>, context: Context): CallOutput<'visit.put'> =>
    write(context, `visit.${base === null ? 'create' : 'edit'}`, (tx) => {
      const before = base === null ? null : tx.get<Visit>('visit', doc.id).doc
      if (before?.mergedIntoId) throw new Refusal('visit_merged', {})
      const next = editedVisit(before, doc)
      sureOfVisit(next)
      sureOfRound(context, next)
      keepNamed(tx, [next.checklist])
      return { ...tx.put('visit', base, next), doc: next }
    }),
  'visit.remove': documents.remove,
  'visit.approve': (
    { id, base, ...given }: CallInput<'visit.approve'>,
    context: Context,
  ): CallOutput<'visit.approve'> =>
    write(context, 'visit.approve', (tx) => {
      const { doc } = tx.get<Visit>('visit', id)
      const next: Visit = { ...doc, approval: approvalBy(context.actor, given, doc.fromMs, context.nowMs()) }
      return { ...tx.put('visit', base, next), doc: next }
    }),
  'visit.merge': (
    { id, base, others }: CallInput<'visit.merge'>,
    context: Context,
  ): CallOutput<'visit.merge'> =>
    write(context, 'visit.merge', (tx) => {
      const { doc } = tx.get<Visit>('visit', id)
      const merged = others.map((other) => ({ ...other, doc: tx.get<Visit>('visit', other.id).doc }))
      const days = settingOf(tx.db, 'visitRules').mergeDays
      const [merge] = mergesOf([doc, ...merged.map((other) => other.doc)], days)
      if (merge?.keep.id !== id || merge.others.length !== others.length)
        throw new Refusal('visits_apart', { days })
      for (const other of merged) tx.put('visit', other.base, { ...other.doc, mergedIntoId: id })
      const next = mergedVisit(
        doc,
        merged.map((other) => other.doc),
      )
      return { ...tx.put('visit', base, next), doc: next }
    }),
  ...airVisitCalls,
} satisfies Partial<Handlers>

/**
 * A visit that names a round names one of its campaign, and an enterprise of it; a campaign that is not here cannot say.
 * @throws {Refusal} `round_unknown`, `round_other_enterprise`
 */
function sureOfRound(context: Context, { campaignId, roundId, enterpriseId }: Visit): void {
  const campaign: Campaign | null = campaignNamed(context, campaignId)
  if (roundId !== null && campaignId === null) throw new Refusal('round_unknown', {})
  if (!campaign) return
  if (roundId !== null && !roundOf(campaign, roundId)) throw new Refusal('round_unknown', {})
  if (!campaign.enterpriseIds.includes(enterpriseId)) throw new Refusal('round_other_enterprise', {})
}
