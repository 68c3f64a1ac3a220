import type { CallInput, CallOutput, CallParsed } from '../../contract/index.ts'
import { agenciesOf, type Campaign, roundOf } from '../../core/campaign/campaign.ts'
import { editedCampaign } from '../../core/campaign/changed.ts'
import { copiedRound, nextRoundNo, recheckVisits } from '../../core/campaign/copyRound.ts'
import { campaignPage } from '../../store/campaigns.ts'
import { getDocument } from '../../store/documents.ts'
import { findingsToRecheck } from '../../store/findings.ts'
import { Refusal } from '../../store/workspace.ts'
import { type Context, type Handlers, write } from '../host/context.ts'
import { documentCalls } from '../host/documents.ts'
import { newId } from '../host/newId.ts'
import { campaignBoard } from './board.ts'
import { keepNamed } from './checklists.ts'
import { approvalBy, sureOfAgencies } from './rules.ts'

const documents = documentCalls<Campaign>('campaign')

export const campaignCalls = {
  'campaign.list': (
    { after, limit, ...wanted }: CallParsed<'campaign.list'>,
    context: Context,
  ): CallOutput<'campaign.list'> => campaignPage(context.workspace.db, wanted, { after, most: limit }),
  'campaign.get': documents.get,
  'campaign.put': ({ base, doc }: CallInput<'campaign.put'>, context: Context): CallOutput<'campaign.put'> =>
    write(context, `campaign.${base === null ? 'create' : 'edit'}`, (tx) => {
      const before = base === null ? null : tx.get<Campaign>('campaign', doc.id).doc
      const next = editedCampaign(before, doc)
      for (const round of next.rounds) sureOfAgencies(agenciesOf(next, round), false)
      keepNamed(
        tx,
        next.rounds.map(({ checklist }) => checklist),
      )
      return { ...tx.put('campaign', base, next), doc: next }
    }),
  'campaign.remove': documents.remove,
  'campaign.approve': (
    { id, base, roundId, ...given }: CallInput<'campaign.approve'>,
    context: Context,
  ): CallOutput<'campaign.approve'> =>
    write(context, 'campaign.approve', (tx) => {
      const { doc } = tx.get<Campaign>('campaign', id)
      const round = sureOfRound(doc, roundId)
      const begunMs = round?.fromMs ?? doc.fromMs
      const approval = approvalBy(context.actor, given, begunMs, context.nowMs())
      const next: Campaign = round
        ? { ...doc, rounds: doc.rounds.map((one) => (one === round ? { ...one, approval } : one)) }
        : { ...doc, approval }
      return { ...tx.put('campaign', base, next), doc: next }
    }),
  'campaign.copyRound': (
    { id, base, roundId, name, fromMs, toMs }: CallInput<'campaign.copyRound'>,
    context: Context,
  ): CallOutput<'campaign.copyRound'> =>
    write(context, 'campaign.copyRound', (tx) => {
      const { doc } = tx.get<Campaign>('campaign', id)
      const source = sureOfRound(doc, roundId)
      if (!source) throw new Refusal('round_unknown', {})
      const fresh = () => newId(context.nowMs())
      const round = copiedRound(source, { id: fresh(), no: nextRoundNo(doc), name, fromMs, toMs })
      const next: Campaign = { ...doc, rounds: [...doc.rounds, round] }
      const put = tx.put('campaign', base, next)
      const visits = recheckVisits(next, round, findingsToRecheck(tx.db, next.enterpriseIds), fresh)
      for (const visit of visits) tx.put('visit', null, visit)
      return { ...put, doc: next, roundId: round.id, visitIds: visits.map((visit) => visit.id) }
    }),
  'campaign.board': campaignBoard,
} satisfies Partial<Handlers>

/**
 * @throws {Refusal} `round_unknown` where a campaign has no round of that id; null asks for none.
 */
function sureOfRound(campaign: Campaign, roundId: string | null) {
  if (roundId === null) return null
  const round = roundOf(campaign, roundId)
  if (!round) throw new Refusal('round_unknown', {})
  return round
}

/** A campaign that something names; null where it names none, or it is not here. */
export const campaignNamed = (context: Pick<Context, 'workspace'>, id: string | null): Campaign | null =>
  id === null ? null : (getDocument<Campaign>(context.workspace.db, 'campaign', id)?.doc ?? null)
