import type { Aggregate, DocumentOf } from './kinds.ts'

/** Another document, by kind and id. */
export type Reference = { readonly aggregate: Aggregate; readonly id: string }

type Ids = readonly (string | null | undefined)[]
/** The ids that a document names, by the kind of what they are of. */
type Named = Partial<Record<Aggregate, Ids>>

/**
 * What a document of each kind refers to: every member that holds another document's id. Copies within a document (the
 * mission and sites of a frozen one) stand for themselves and refer to nothing. A kind without a row does not compile.
 */
const NAMED: { readonly [K in Aggregate]: (doc: DocumentOf<K>) => Named } = {
  enterprise: () => ({}),
  site: ({ enterpriseId }) => ({ enterprise: [enterpriseId] }),
  mission: ({ siteIds, authorisation, craftId, batteryIds = [], crew }) => ({
    site: siteIds,
    flightApproval: [authorisation?.approvalId],
    craft: [craftId],
    battery: batteryIds,
    person: crew.map(({ personId }) => personId),
  }),
  frozen: ({ missionId }) => ({ mission: [missionId] }),
  flight: ({ missionId, siteIds, logIds }) => ({ mission: [missionId], site: siteIds, footage: logIds }),
  footage: ({ flightId, visitId, placement, previewOf, derived, holds = [], deletion }) => ({
    flight: [flightId],
    visit: [visitId],
    site: [placement?.asset?.siteId],
    footage: [previewOf, derived?.parentId],
    person: [...holds, deletion?.asked, deletion?.done].map((one) => one?.personId),
  }),
  sighting: ({ findingId, flightId, footageId, visitId, knew }) => ({
    finding: [findingId],
    visit: [visitId],
    flight: [flightId],
    footage: [footageId],
    sighting: knew?.sightings ?? [],
  }),
  finding: ({ enterpriseId, siteId, recursOfId, transitions, rechecks = [], selfReport }) => ({
    enterprise: [enterpriseId],
    site: [siteId],
    finding: [recursOfId, ...transitions.map(({ duplicateOfId }) => duplicateOfId)],
    sighting: [...transitions, ...rechecks].map(({ sightingId }) => sightingId),
    rectificationOrder: transitions.map(({ orderId }) => orderId),
    selfCheck: [selfReport?.selfCheckId],
    person: transitions.map(({ personId }) => personId),
  }),
  layer: ({ source }) => (source.kind === 'picture' ? { footage: [source.footageId] } : {}),
  acceptance: () => ({}),
  setting: () => ({}),
  rectificationOrder: ({ enterpriseId, items, replacesId }) => ({
    enterprise: [enterpriseId],
    finding: items.map(({ findingId }) => findingId),
    rectificationOrder: [replacesId],
  }),
  person: () => ({}),
  releaseSheet: ({ by, codes }) => ({
    person: [by.personId, ...codes.map(({ used }) => used?.by.personId)],
  }),
  duty: ({ enterpriseId, done }) => ({
    enterprise: [enterpriseId],
    footage: done.flatMap(({ footageIds }) => footageIds),
    person: done.map(({ by }) => by.personId),
  }),
  selfCheck: ({ enterpriseId, siteId, footageIds, enteredBy }) => ({
    enterprise: [enterpriseId],
    site: [siteId],
    footage: footageIds,
    person: [enteredBy.personId],
  }),
  draw: ({ attempts }) => ({
    person: attempts.flatMap(({ committedBy, outcome }) => [committedBy.personId, outcome?.drawnBy.personId]),
  }),
  campaign: ({ enterpriseIds, rounds, approval, drawId }) => ({
    enterprise: enterpriseIds,
    draw: [drawId],
    mission: rounds.flatMap(({ missionIds }) => missionIds),
    checklist: rounds.map(({ checklist }) => checklist?.id),
    person: [approval, ...rounds.map((round) => round.approval)].map((one) => one?.by.personId),
  }),
  visit: (visit) => ({
    enterprise: [visit.enterpriseId],
    site: visit.siteIds,
    campaign: [visit.campaignId],
    person: [visit.approval?.by, ...visit.officers, ...visit.assistants].map((one) => one?.personId),
    flight: visit.flightIds,
    checklist: [visit.checklist?.id],
    sighting: visit.items.flatMap(({ sightingIds }) => sightingIds),
    finding: visit.recheckIds,
    visit: [visit.mergedIntoId],
  }),
  checklist: () => ({}),
  paper: ({ of, enterpriseId, versions, signed, served }) => ({
    enterprise: [enterpriseId],
    footage: [...versions.map(({ footageId }) => footageId), signed?.scanId, served?.scanId],
    paperTemplate: versions.map(({ template }) => template.id),
    [of.aggregate]: of.aggregate === 'enterprise' ? [enterpriseId, of.id] : [of.id],
  }),
  paperTemplate: ({ versions }) => ({ footage: versions.map(({ footageId }) => footageId) }),
  paperNumber: ({ of }) => ({ [of.aggregate]: [of.id] }),
  flightApproval: ({ scanIds }) => ({ footage: scanIds }),
  flightReport: ({ missionId, approvalId, flightId, reportedBy, landing }) => ({
    mission: [missionId],
    flightApproval: [approvalId],
    flight: [flightId],
    person: [reportedBy.personId, landing?.by.personId],
  }),
  craft: () => ({}),
  battery: () => ({}),
  evidenceBag: ({ about, enterpriseIds, footageIds, handedOver }) => ({
    enterprise: enterpriseIds,
    footage: [...footageIds, handedOver?.scanId],
    [about.aggregate]: about.aggregate === 'enterprise' ? [...enterpriseIds, about.id] : [about.id],
  }),
}

/** What a document refers to, each once, in the order of its members. */
export function references<K extends Aggregate>(kind: K, doc: DocumentOf<K>): Reference[] {
  const found = new Map<string, Reference>()
  for (const [aggregate, ids] of Object.entries(NAMED[kind](doc)) as [Aggregate, Ids][])
    for (const id of ids) if (id != null) found.set(`${aggregate}/${id}`, { aggregate, id })
  return [...found.values()]
}

/**
 * What a document refers to that the version it was made on did not (null: there was none). Only this has to be there when
 * a person writes: what it named before may be with another station, or may be gone.
 */
export function newReferences<K extends Aggregate>(
  kind: K,
  before: DocumentOf<K> | null,
  doc: DocumentOf<K>,
): Reference[] {
  const known = new Set(
    before ? references(kind, before).map(({ aggregate, id }) => `${aggregate}/${id}`) : [],
  )
  return references(kind, doc).filter(({ aggregate, id }) => !known.has(`${aggregate}/${id}`))
}

/**
 * What only one document of a kind may say, as a person writes it: members that are unique together. Two that other
 * stations made stand beside one another.
 */
export const UNIQUE: Readonly<Record<Aggregate, readonly string[] | null>> = {
  enterprise: null,
  site: null,
  mission: null,
  frozen: ['missionId', 'revision'],
  flight: null,
  footage: ['sha256'],
  sighting: null,
  finding: null,
  layer: null,
  // Each station accepts for itself.
  acceptance: null,
  setting: null,
  rectificationOrder: null,
  // Two stations may take in one person each; `person.put` asks for a person's number.
  person: null,
  releaseSheet: null,
  campaign: null,
  visit: null,
  checklist: null,
  duty: null,
  selfCheck: null,
  draw: null,
  paperNumber: null,
  paper: null,
  paperTemplate: null,
  flightApproval: null,
  flightReport: null,
  craft: null,
  battery: null,
  evidenceBag: null,
}
