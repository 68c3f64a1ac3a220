import type { CallInput, CallOutput } from '../../contract/index.ts'
import { airVisit, enterprisesSeen, roundFlown, type SiteSeen } from '../../core/campaign/airVisits.ts'
import { newestVersion } from '../../core/campaign/checklist.ts'
import { DELIVERED, DELIVERED_ID } from '../../core/campaign/delivered.ts'
import { categoriesOf } from '../../core/campaign/risk.ts'
import type { Visit } from '../../core/campaign/visit.ts'
import type { Flight } from '../../core/flight/flight.ts'
import type { Enterprise } from '../../core/site/enterprise.ts'
import { campaignsAt } from '../../store/campaigns.ts'
import { getReadable } from '../../store/documents.ts'
import { boxSeenIn, refreshViews } from '../../store/footageViews.ts'
import { sitesIn } from '../../store/sites.ts'
import { visitsOfFlight } from '../../store/visits.ts'
import { Refusal } from '../../store/workspace.ts'
import { type Context, type Handlers, write } from '../host/context.ts'
import { referredBy, stored } from '../host/documents.ts'
import { newId } from '../host/newId.ts'
import { seenOf } from '../footage/seen.ts'
import { keepNamed, namedVersion } from './checklists.ts'
import { sureOfVisit } from './rules.ts'

/** More sites than this are not seen in one flight. */
/** What is a flight's is asked by its flight, whatever its camera's clock said. */
const ANY_MS = 8.64e15

export const airVisitCalls = {
  'visit.offers': ({ flightId }: CallInput<'visit.offers'>, context: Context): CallOutput<'visit.offers'> => {
    const made = visitsOfFlight(context.workspace.db, flightId)
    const flight = stored<Flight>(context, 'flight', flightId).doc
    return [...seenIn(context, flight)].map(([enterpriseId, sites]) => {
      const { visit, campaign } = offered(context, flight, enterpriseId, sites)
      return {
        enterpriseId,
        enterpriseName: referredBy<Enterprise>(context, 'enterprise', enterpriseId)?.name ?? null,
        sites: sites.map(({ siteId, share, assets }) => ({ id: siteId, share, assets })),
        campaign,
        items: visit.items.length,
        visitId: made.find(({ doc }) => doc.enterpriseId === enterpriseId)?.doc.id ?? null,
      }
    })
  },
  'visit.fromFlight': (
    { flightId, enterpriseId }: CallInput<'visit.fromFlight'>,
    context: Context,
  ): CallOutput<'visit.fromFlight'> => {
    const flight = stored<Flight>(context, 'flight', flightId).doc
    const sites = seenIn(context, flight).get(enterpriseId)
    if (!sites) throw new Refusal('flight_saw_nothing', {})
    const made = visitsOfFlight(context.workspace.db, flightId)
    if (made.some(({ doc }) => doc.enterpriseId === enterpriseId)) throw new Refusal('visit_made', {})
    const { visit } = offered(context, flight, enterpriseId, sites)
    return write(context, 'visit.fromFlight', (tx) => {
      sureOfVisit(visit)
      keepNamed(tx, [visit.checklist])
      return { ...tx.put('visit', null, visit), doc: visit }
    })
  },
} satisfies Partial<Handlers>

/** The sites that a flight's footage really saw, by enterprise. */
function seenIn(context: Context, { id }: Flight): Map<string, SiteSeen[]> {
  const { db } = context.workspace
  refreshViews(db)
  const box = boxSeenIn(db, id)
  const sites = box ? sitesIn(db, box) : []
  return enterprisesSeen(
    sites.map(({ doc: { id: siteId, enterpriseId, boundary, assets } }) => {
      const seen = seenOf(context, { boundary, assets }, 0, ANY_MS, id)
      return {
        siteId,
        enterpriseId,
        share: seen.seenShare,
        assets: seen.assets.filter(({ footage }) => footage > 0).length,
      }
    }),
  )
}

/** The visit that a flight offers, and the campaign that it is of. */
function offered(context: Context, flight: Flight, enterpriseId: string, sites: readonly SiteSeen[]) {
  const { db } = context.workspace
  const campaigns = campaignsAt(db, flight.takeoffAtMs).map(({ doc }) => doc)
  const within = roundFlown(campaigns, flight, enterpriseId)
  const ref = within?.round.checklist ?? {
    id: DELIVERED_ID,
    version: newestVersion(getReadable<typeof DELIVERED>(db, 'checklist', DELIVERED_ID)?.doc ?? DELIVERED).id,
  }
  const version = namedVersion(context.workspace, ref)
  const holdings = referredBy<Enterprise>(context, 'enterprise', enterpriseId)?.holdings ?? []
  const visit: Visit = airVisit(flight, {
    id: newId(context.nowMs()),
    enterpriseId,
    siteIds: sites.map(({ siteId }) => siteId),
    within,
    checklist: version ? { ref, items: version.items } : null,
    held: categoriesOf(holdings.map(({ chemical }) => chemical)),
  })
  return {
    visit,
    campaign: within && {
      id: within.campaign.id,
      name: within.campaign.name,
      roundNo: within.round.no,
    },
  }
}
