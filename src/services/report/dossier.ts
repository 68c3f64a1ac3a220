import fs from 'node:fs'
import type { ReportAsked } from '../../contract/index.ts'
import type { Campaign } from '../../core/campaign/campaign.ts'
import { roundOf } from '../../core/campaign/campaign.ts'
import { approvalStanding, isApproved } from '../../core/campaign/approval.ts'
import type { Finding } from '../../core/finding/finding.ts'
import type { RectificationOrder } from '../../core/finding/order/order.ts'
import type { Footage } from '../../core/footage/footage.ts'
import { paperStateOf } from '../../core/papers/paper.ts'
import { type DossierParts, dossierReport } from '../../core/papers/reports/dossier.ts'
import { clockTime, inLanguage, type ReportMark } from '../../core/papers/reports/parts.ts'
import type { Enterprise } from '../../core/site/enterprise.ts'
import type { Visit } from '../../core/campaign/visit.ts'
import { getReadable } from '../../store/documents.ts'
import { dutiesOf, selfChecksOf } from '../../store/duties.ts'
import { findingPage } from '../../store/findings.ts'
import { flightPage } from '../../store/flights.ts'
import { departuresOfFlights } from '../../store/keptFlights.ts'
import { missionPage } from '../../store/missions.ts'
import { orderPage } from '../../store/orders.ts'
import { paperPage } from '../../store/papers.ts'
import { sightingsOfFinding } from '../../store/sightings.ts'
import { sitesOfEnterprise } from '../../store/sites.ts'
import { visitIdsOfEnterprise } from '../../store/visits.ts'
import { wordsOf } from '../../words/words.ts'
import { shown as rowsShown } from '../finding/findings.ts'
import { referredBy, stored } from '../host/documents.ts'
import type { Context } from '../host/context.ts'
import { statisticsCalls } from '../order/statistics.ts'
import { departureSaid } from './flight.ts'
import { footageHere, type MadePage, type Making } from './making.ts'

/** As large as a picture of three in a row is printed, at 200 dots an inch. */
const LONG_PX = 480
/** Lists are read so many rows at a time, to their ends. */
const PAGE = 500

/** All rows of a list, page by page. */
function whole<R, C>(
  page: (after: C | null) => { readonly rows: readonly R[]; readonly next: C | null },
): R[] {
  const rows: R[] = []
  for (let after: C | null = null; ; ) {
    const { rows: some, next } = page(after)
    rows.push(...some)
    if (next === null) return rows
    after = next
  }
}

/** The dossier of an enterprise, written to a file. */
export async function makeDossier(
  { id }: Extract<ReportAsked, { kind: 'dossier' }>,
  { context, language, pictures, file, tell, made }: Making,
): Promise<MadePage> {
  const { db } = context.workspace
  const enterprise = stored<Enterprise>(context, 'enterprise', id).doc
  const findings = findingsOf(context, id)
  const found = footageHere(
    context,
    findings.flatMap(({ footageIds }) => footageIds),
  )
  const shown = found.here.filter(({ kind }) => kind === 'photo' || kind === 'clip')
  const total = shown.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  let done = 0
  const wanted = { wishes: [{ longPx: LONG_PX, box: null }], momentS: null }
  const taken = await pictures.takeAll(shown, wanted, ({ fileName, sizeBytes }: Footage) => {
    done += sizeBytes
    tell(fileName, done, total)
  })
  const orders = whole<RectificationOrder, { turn: string; id: string }>((after) => {
    const { rows, next } = orderPage(db, { enterpriseId: id, isOpenOnly: false }, { after, most: PAGE })
    return { rows: rows.map(({ doc }) => doc), next }
  })
  const visits = visitsOf(context, id)
  const marks: ReportMark[] = [
    ...(orders.some(({ issued, withdrawn }) => issued === null && withdrawn === null)
      ? (['draft'] as const)
      : []),
    ...(findings.some(({ doc }) => doc.transitions.some(({ alone }) => alone === true))
      ? (['alone'] as const)
      : []),
  ]
  const page = dossierReport({
    made: made(marks, taken),
    enterprise,
    sites: sitesOfEnterprise(db, id).map(({ doc }) => doc),
    visits,
    findings: findings.map(({ footageIds, ...one }) => ({
      ...one,
      pictureNos: [...new Set(footageIds)].flatMap((wanted) => {
        const at = shown.findIndex((picture) => picture.id === wanted)
        return at < 0 ? [] : [at + 1]
      }),
    })),
    orders,
    missions: whole((after: string | null) =>
      missionPage(db, { text: '', siteId: null, enterpriseId: id }, { after, most: PAGE }),
    ).map(({ name, isAuthorised }) => ({ name, isAuthorised })),
    flights: flightsOf(context, id, language),
    duties: dutiesOf(db, id).map(({ doc }) => doc),
    selfChecks: selfChecksOf(db, id, null, Number.MAX_SAFE_INTEGER).rows.map(({ doc }) => doc),
    papers: whole((after: string | null) =>
      paperPage(db, { of: null, enterpriseId: id }, { after, most: PAGE }),
    ).map(({ doc }) => ({
      kind: wordsOf(language, 'paperKind', doc.kind) ?? doc.kind,
      no: doc.no,
      state: wordsOf(language, 'paperState', paperStateOf(doc)) ?? '',
      madeAtMs: doc.versions[0]?.made.atMs ?? 0,
    })),
    statistics: (
      statisticsCalls['statistics.get'](
        { fromMs: 0, toMs: context.nowMs(), enterpriseId: id, level: null },
        context,
      ) as {
        rows: DossierParts['statistics']
      }
    ).rows,
    pictures: taken.map((one) => one.shown),
    notHere: found.notHere,
  })
  fs.writeFileSync(file, page, { flag: 'wx' })
  const title = language === 'zh' ? '企业档案' : 'Dossier'
  return {
    name: `${title} ${inLanguage(language, enterprise.name)} ${clockTime(context.nowMs()).slice(0, 10)}`,
    about: { aggregate: 'enterprise', id },
    taken,
    notes: [],
  }
}

/** All findings of an enterprise in the order of what is due, each with the footage of its sightings. */
function findingsOf(context: Context, enterpriseId: string) {
  const { db } = context.workspace
  const wanted = { enterpriseId, level: null, overdueAtMs: null, text: '', states: [] }
  const rows = whole((after: { atMs: number; id: string } | null) =>
    findingPage(db, wanted, { after, most: PAGE }),
  )
  return rowsShown(context, rows).flatMap(({ id, dueMs, overdue }) => {
    const doc = getReadable<Finding>(db, 'finding', id)?.doc
    const footageIds = sightingsOfFinding(db, id).flatMap((sighting) => sighting.doc.footageId ?? [])
    return doc ? [{ doc, dueMs, isOverdue: overdue, footageIds }] : []
  })
}

function visitsOf(context: Context, enterpriseId: string): DossierParts['visits'] {
  return visitIdsOfEnterprise(context.workspace.db, enterpriseId)
    .flatMap((id) => getReadable<Visit>(context.workspace.db, 'visit', id)?.doc ?? [])
    .map((visit) => {
      const campaign = referredBy<Campaign>(context, 'campaign', visit.campaignId)
      const standing = approvalStanding(visit, roundOf(campaign, visit.roundId), campaign, context.nowMs())
      const { kind, mode, fromMs, toMs } = visit
      return {
        kind,
        mode,
        fromMs,
        toMs,
        isApproved: isApproved(standing.state),
        campaign: campaign?.name ?? null,
      }
    })
}

function flightsOf(
  context: Context,
  enterpriseId: string,
  language: Making['language'],
): DossierParts['flights'] {
  const { db } = context.workspace
  const rows = whole((after: { atMs: number; id: string } | null) =>
    flightPage(db, { text: '', siteId: null, enterpriseId }, { after, most: PAGE }),
  )
  const departed = departuresOfFlights(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map(({ id, takeoffAtMs, landedAtMs, pilot, aircraft, missionName }) => ({
    takeoffAtMs,
    landedAtMs,
    pilot,
    aircraft,
    mission: missionName,
    departures: (departed.get(id) ?? []).map((one) => departureSaid(one, language)),
  }))
}
