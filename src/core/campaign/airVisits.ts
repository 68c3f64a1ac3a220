import type { Flight } from '../flight/flight.ts'
import { agenciesOf, type Campaign, type Round } from './campaign.ts'
import { type Category, type ChecklistItem, type ChecklistRef, itemsFor } from './checklist.ts'
import type { Visit } from './visit.ts'

/** What of a site was seen in a flight's footage: the share of its ground (0 to 1), and how many of its assets. */
export type SiteSeen = {
  readonly siteId: string
  readonly enterpriseId: string
  readonly share: number
  readonly assets: number
}

/** A site counts as seen from so much of its ground on, or with one of its assets. */
export const SEEN_SHARE = 0.05

/** The sites that footage really saw, by the enterprise whose they are: what a flight merely passed is not among them. */
export const enterprisesSeen = (seen: readonly SiteSeen[]): Map<string, SiteSeen[]> =>
  Map.groupBy(
    seen.filter(({ share, assets }) => share >= SEEN_SHARE || assets > 0),
    ({ enterpriseId }) => enterpriseId,
  )

/** Where a flight belongs: the round that plans its mission, else the one in whose time it was flown over an enterprise of it. */
export function roundFlown(
  campaigns: readonly Campaign[],
  { missionId, takeoffAtMs }: Pick<Flight, 'missionId' | 'takeoffAtMs'>,
  enterpriseId: string,
): { campaign: Campaign; round: Round } | null {
  const during = campaigns
    .filter(({ enterpriseIds }) => enterpriseIds.includes(enterpriseId))
    .flatMap((campaign) => campaign.rounds.map((round) => ({ campaign, round })))
    .filter(({ round }) => round.fromMs <= takeoffAtMs && takeoffAtMs <= round.toMs)
  const planned = missionId === null ? [] : during.filter(({ round }) => round.missionIds.includes(missionId))
  return planned[0] ?? during[0] ?? null
}

/** What an air visit is made of besides the flight. */
export type AirVisitParts = {
  readonly id: string
  readonly enterpriseId: string
  readonly siteIds: readonly string[]
  readonly within: { readonly campaign: Campaign; readonly round: Round } | null
  readonly checklist: { readonly ref: ChecklistRef; readonly items: readonly ChecklistItem[] } | null
  readonly held: readonly Category[]
}

/**
 * The visit from the air that a flight offers: its crew (a pilot is no officer who inspects: an assistant), its times, and the
 * items that are seen from the air, each still to be answered.
 */
export const airVisit = (
  flight: Pick<Flight, 'id' | 'takeoffAtMs' | 'landedAtMs' | 'pilot'>,
  { id, enterpriseId, siteIds, within, checklist, held }: AirVisitParts,
): Visit => ({
  id,
  enterpriseId,
  siteIds: [...siteIds],
  campaignId: within?.campaign.id ?? null,
  roundId: within?.round.id ?? null,
  kind: within ? within.campaign.kind : 'daily',
  mode: 'air',
  agencies: within ? agenciesOf(within.campaign, within.round) : [],
  approval: null,
  notice: null,
  officers: [],
  assistants: flight.pilot === '' ? [] : [{ personId: null, name: flight.pilot, number: '' }],
  entryCode: '',
  fromMs: flight.takeoffAtMs,
  toMs: flight.landedAtMs,
  flightIds: [flight.id],
  checklist: checklist?.ref ?? null,
  items: itemsFor(checklist?.items ?? [], 'air', held).map((item) => ({
    id: item.id,
    answer: null,
    sightingIds: [],
    words: '',
  })),
  recheckIds: [],
  record: '',
  signature: null,
  countsTowardCap: false,
  capReason: '',
  mergedIntoId: null,
})
