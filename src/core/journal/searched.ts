import type { Name } from '../units/id.ts'
import type { Sought } from '../units/sought.ts'
import { AGGREGATES, type Aggregate, type DocumentOf } from './kinds.ts'
import type { Reference } from './references.ts'

/** What a document is found by, and what a list of what was found shows of it. */
export type Searched = {
  readonly title: Name
  /** When it was or was made, UTC ms; null where it does not say. */
  readonly atMs: number | null
  /** Further names, of its parts too: `partId` is what the window selects in it. */
  readonly names?: readonly { readonly text: string; readonly partId?: string }[]
  /** Numbers and codes, found by their middles too. */
  readonly codes?: readonly string[]
  readonly texts?: readonly string[]
  /** What is opened in its place, where it has no view of its own. */
  readonly of?: Reference
}

const named = (text: string): Name => ({ zh: text === '' ? '—' : text, en: '' })
const names = (...list: readonly Name[]): { text: string }[] =>
  list.flatMap(({ zh, en }) => [{ text: zh }, { text: en }])
const firstLine = (text: string): string => text.split('\n', 1)[0]?.slice(0, 200) ?? ''

/**
 * What of a kind is searched; null: nothing of it is. A kind without a row does not compile. Only what stands in a document
 * itself: names of others that it refers to are found where those are.
 */
const SEARCHED: { readonly [K in Aggregate]: ((doc: DocumentOf<K>) => Searched) | null } = {
  enterprise: ({ name, creditCode, address, licences, safetyOfficer, contacts, remarks }) => ({
    title: name,
    atMs: null,
    names: [safetyOfficer, ...contacts].flatMap((person) => (person ? [{ text: person.name }] : [])),
    codes: [
      creditCode,
      ...licences.map(({ number }) => number),
      ...[safetyOfficer, ...contacts].flatMap((person) => (person ? [person.phone] : [])),
    ],
    texts: [address, ...licences.map(({ authority }) => authority), remarks],
  }),
  site: ({ name, assets, remarks }) => ({
    title: name,
    atMs: null,
    names: assets.flatMap(({ id, name: { zh, en } }) => [
      { text: zh, partId: id },
      { text: en, partId: id },
    ]),
    texts: [remarks],
  }),
  mission: ({ name, authorisation }) => ({
    title: name,
    atMs: null,
    codes: authorisation ? [authorisation.number] : [],
    texts: authorisation ? [authorisation.authority] : [],
  }),
  frozen: null,
  flight: ({ takeoffAtMs, pilot, aircraft, remarks }) => ({
    title: named(pilot),
    atMs: takeoffAtMs,
    codes: [aircraft],
    texts: [remarks],
  }),
  footage: ({ fileName, takenAt }) => ({ title: named(fileName), atMs: takenAt?.utcMs ?? null }),
  sighting: ({ findingId, words, author, seenAtMs }) => ({
    title: named(firstLine(words)),
    atMs: seenAtMs,
    names: [{ text: author }],
    texts: [words],
    of: { aggregate: 'finding', id: findingId },
  }),
  finding: ({ title, category, owner, openedAtMs }) => ({
    title: named(title),
    atMs: openedAtMs,
    names: [{ text: owner }],
    texts: [category],
  }),
  layer: null,
  acceptance: null,
  setting: null,
  rectificationOrder: ({ issued, drafted, legalBasis, items }) => ({
    title: named(issued?.no ?? ''),
    atMs: issued?.atMs ?? drafted.atMs,
    codes: [issued?.no ?? ''],
    texts: [legalBasis, ...items.map(({ demand }) => demand)],
  }),
  person: ({ name, number, unit, phone, joinedAtMs }) => ({
    title: named(name),
    atMs: joinedAtMs,
    codes: [number, phone],
    texts: [unit],
  }),
  releaseSheet: null,
  paperTemplate: null,
  paper: ({ no, versions, served, voided }) => ({
    title: named(no),
    atMs: versions[0]?.made.atMs ?? null,
    codes: [no],
    texts: [served?.receipt ?? '', voided?.reason ?? ''],
  }),
  // What bears it is found by it.
  paperNumber: null,
  campaign: ({ name, fromMs, organiser, agencies, basis, rounds, approval }) => ({
    title: name,
    atMs: fromMs,
    names: [
      ...names(...agencies.map((agency) => agency.name)),
      ...rounds.map((round) => ({ text: round.name })),
    ],
    codes: [approval, ...rounds.map((round) => round.approval)].map((one) => one?.no ?? ''),
    texts: [organiser, basis],
  }),
  visit: ({ enterpriseId, fromMs, officers, assistants, notice, approval, entryCode, items, record }) => ({
    title: named(
      officers
        .map(({ name }) => name)
        .join('、')
        .slice(0, 200),
    ),
    atMs: fromMs,
    names: [...officers, ...assistants].map(({ name }) => ({ text: name })),
    codes: [notice?.no ?? '', approval?.no ?? '', entryCode],
    texts: [...items.map(({ words }) => words), record],
    of: { aggregate: 'enterprise', id: enterpriseId },
  }),
  checklist: ({ name, versions }) => ({
    title: name,
    atMs: versions.at(-1)?.atMs ?? null,
    texts: versions.at(-1)?.items.flatMap(({ words }) => [words.zh, words.en]) ?? [],
  }),
  duty: ({ name, enterpriseId, basis, remarks }) => ({
    title: name,
    atMs: null,
    texts: [basis, remarks],
    of: { aggregate: 'enterprise', id: enterpriseId },
  }),
  selfCheck: ({ enterpriseId, checkedBy, items, remarks, enteredAtMs }) => ({
    title: named(
      items.find(({ result, words }) => result !== 'inOrder' && words !== '')?.words ?? items[0]?.what ?? '',
    ),
    atMs: enteredAtMs,
    names: [{ text: checkedBy.name }],
    texts: [...items.flatMap(({ what, words }) => [what, words]), remarks],
    of: { aggregate: 'enterprise', id: enterpriseId },
  }),
  draw: ({ name, attempts }) => ({
    title: name,
    atMs: attempts[0]?.committedAtMs ?? null,
    codes: attempts.map(({ commitment }) => commitment),
    texts: attempts.flatMap(({ reason, outcome, pool }) => {
      const nameBy = new Map([...pool.targets, ...pool.inspectors].map(({ key, name: text }) => [key, text]))
      const drawn = outcome?.drawn.flatMap(({ target, inspectors }) => [target, ...inspectors]) ?? []
      return [reason, ...new Set(drawn.map((key) => nameBy.get(key) ?? ''))]
    }),
  }),
  flightApproval: ({ number, authority, fromMs, filings, remarks }) => ({
    title: named(number),
    atMs: fromMs,
    codes: [number, ...filings.map((filing) => filing.number)],
    texts: [authority, remarks],
  }),
  flightReport: ({ reportedBy, takeoffAtMs, to, confirmed, remarks }) => ({
    title: named(reportedBy.name),
    atMs: takeoffAtMs,
    codes: [confirmed?.number ?? ''],
    texts: [to, confirmed?.by ?? '', remarks],
  }),
  craft: ({ name, serial, registration, uomNumber, remarks }) => ({
    title: named(name),
    atMs: null,
    codes: [serial, registration, uomNumber],
    texts: [remarks],
  }),
  battery: ({ name, serial, remarks }) => ({
    title: named(name),
    atMs: null,
    codes: [serial],
    texts: [remarks],
  }),
  evidenceBag: ({ fileName, about, title, made, unmasked, manifestSha256, handedOver, withdrawn }) => ({
    title: named(fileName),
    atMs: made.atMs,
    codes: [fileName, manifestSha256],
    texts: [
      title,
      unmasked?.to ?? '',
      unmasked?.request ?? '',
      handedOver?.to ?? '',
      handedOver?.reason ?? '',
      withdrawn?.reason ?? '',
    ],
    of: about,
  }),
}

/** The kinds of documents that are searched, in the order in which what was found is shown. */
export const SEARCHED_KINDS = AGGREGATES.filter((kind) => SEARCHED[kind] !== null)

/** What a document is found by; null where nothing of its kind is searched. */
export const searchedOf = <K extends Aggregate>(kind: K, doc: DocumentOf<K>): Searched | null =>
  SEARCHED[kind]?.(doc) ?? null

/** The same as the rule of searching takes it. */
export const soughtIn = ({ title, names: further = [], codes = [], texts = [] }: Searched): Sought => ({
  names: [...names(title), ...further].map(({ text }) => text),
  codes,
  texts,
})
