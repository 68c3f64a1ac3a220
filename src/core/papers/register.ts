import type { Visit } from '../campaign/visit.ts'
import { dayOf } from '../finding/deadlines/day.ts'
import type { Finding } from '../finding/finding.ts'
import { dueDayOf, type RectificationOrder } from '../finding/order/order.ts'
import type { Flight } from '../flight/flight.ts'
import type { Value } from '../formats/tables/value.ts'
import { frameAt } from '../geo/frame.ts'
import { middleOf } from '../geo/middle.ts'
import { signedArea } from '../geo/polygon.ts'
import type { LatLon } from '../geo/position.ts'
import type { Enterprise } from '../site/enterprise.ts'
import type { Site } from '../site/site.ts'
import type { Language } from '../units/language.ts'
import type { RegisterKind } from './registerKinds.ts'
import { REGISTER_WORDS } from './registerWords.ts'

/** What a row of a register lies at: WGS-84. */
export type RegisterPlace =
  | { readonly kind: 'point'; readonly at: LatLon }
  | { readonly kind: 'line'; readonly path: readonly LatLon[] }
  | { readonly kind: 'area'; readonly ring: readonly LatLon[] }

export type RegisterRow = { readonly values: readonly Value[]; readonly place: RegisterPlace | null }

/** A column: its name for programs, with its unit, its head for people, its width in characters, and what it holds. */
export type RegisterColumn = {
  readonly key: string
  readonly head: string
  readonly width: number
  readonly holds: 'text' | 'number' | 'time' | 'day'
}

type Holds = RegisterColumn['holds']
type ColumnRow = readonly [key: string, holds: Holds, width: number]
const text = (key: string, width = 16): ColumnRow => [key, 'text', width]
const figure = (key: string): ColumnRow => [key, 'number', 12]
const time = (key: string): ColumnRow => [key, 'time', 20]
const day = (key: string): ColumnRow => [key, 'day', 13]
const PLACE = [figure('lat'), figure('lon')]
const ID = text('id', 38)
const OF_ENTERPRISE = [text('enterprise', 28), text('credit_code', 22)]

const COLUMNS: Readonly<Record<RegisterKind, readonly ColumnRow[]>> = {
  enterprises: [
    text('name', 28),
    text('name_en', 24),
    text('credit_code', 22),
    text('address', 32),
    text('safety_officer'),
    text('safety_officer_post'),
    text('safety_officer_phone'),
    text('licences', 40),
    text('holdings', 32),
    ...PLACE,
    text('remarks', 32),
    ID,
  ],
  sites: [
    text('name', 24),
    ...OF_ENTERPRISE,
    figure('area_m2'),
    figure('ground_lowest_m'),
    figure('ground_highest_m'),
    figure('assets'),
    ...PLACE,
    text('remarks', 32),
    ID,
  ],
  findings: [
    text('title', 36),
    ...OF_ENTERPRISE,
    text('site', 20),
    text('category'),
    text('level', 8),
    text('risk', 8),
    text('state', 12),
    time('opened_at'),
    text('owner'),
    text('agency', 20),
    day('enterprise_due'),
    day('ours_due'),
    text('self_reported', 10),
    ...PLACE,
    ID,
  ],
  orders: [
    text('no', 24),
    ...OF_ENTERPRISE,
    text('agency', 20),
    text('measure', 12),
    text('legal_basis', 36),
    figure('findings'),
    time('drafted_at'),
    time('issued_at'),
    time('served_at'),
    text('service', 12),
    day('due'),
    figure('extensions'),
    time('withdrawn_at'),
    ID,
  ],
  flights: [
    time('takeoff_at'),
    time('landed_at'),
    figure('duration_min'),
    text('pilot'),
    text('aircraft'),
    text('mission', 28),
    text('sites', 28),
    figure('photos'),
    ...PLACE,
    text('remarks', 32),
    ID,
  ],
  visits: [
    ...OF_ENTERPRISE,
    text('kind', 12),
    text('mode', 12),
    time('from_at'),
    time('to_at'),
    text('approval_no', 20),
    time('approved_at'),
    text('notice_no', 20),
    text('officers', 24),
    text('assistants', 24),
    text('entry_code'),
    text('counts', 10),
    text('signature', 10),
    ID,
  ],
}

/** The columns of a register in their order. */
export const registerColumns = (kind: RegisterKind, language: Language): RegisterColumn[] =>
  COLUMNS[kind].map(([key, holds, width]) => ({
    key,
    holds,
    width,
    head: REGISTER_WORDS[language].heads[key] ?? key,
  }))

type Name = { readonly zh: string; readonly en: string }

/** What rows say of what they refer to; null where that is not here. */
export type RegisterGround = {
  readonly enterprise: (id: string) => Pick<Enterprise, 'name' | 'creditCode'> | null
  readonly siteName: (id: string) => Name | null
  readonly missionName: (id: string) => Name | null
  /** The middle of an enterprise's sites; null where it has none. */
  readonly enterpriseAt: (id: string) => LatLon | null
  /** When something is due of a finding, UTC ms; null where nothing is on a day. */
  readonly due: (findingId: string) => {
    readonly enterpriseMs: number | null
    readonly oursMs: number | null
  }
}

const spoken = (name: Name | null, language: Language): string =>
  name === null ? '' : language === 'en' && name.en !== '' ? name.en : name.zh
const timed = (atMs: number | null | undefined): Value =>
  atMs === null || atMs === undefined ? null : { atMs }
const dated = (atMs: number | null): Value => (atMs === null ? null : { day: dayOf(atMs) })
const daily = (on: string | null): Value => (on === null ? null : { day: on })
const pointAt = (at: LatLon | null): RegisterPlace | null => (at === null ? null : { kind: 'point', at })
const coordinates = (at: LatLon | null): Value[] => (at === null ? [null, null] : [at.lat, at.lon])
const rounded = (value: number, digits: number): number => Number(value.toFixed(digits))

/** The kinds of documents that registers are made of. */
export type RegisterDocs = {
  enterprises: Enterprise
  sites: Site
  findings: Finding
  orders: RectificationOrder
  flights: Flight
  visits: Visit
}

type RowOf<K extends RegisterKind> = (
  doc: RegisterDocs[K],
  ground: RegisterGround,
  language: Language,
) => RegisterRow

const ROWS: { readonly [K in RegisterKind]: RowOf<K> } = {
  enterprises(doc, ground) {
    const at = ground.enterpriseAt(doc.id)
    return {
      values: [
        doc.name.zh,
        doc.name.en,
        doc.creditCode,
        doc.address,
        doc.safetyOfficer?.name ?? '',
        doc.safetyOfficer?.duty ?? '',
        doc.safetyOfficer?.phone ?? '',
        doc.licences
          .map(({ number, validUntil }) => [number, validUntil].filter(Boolean).join(' '))
          .join('; '),
        doc.holdings.map(({ chemical, amount, unit }) => `${chemical} ${amount} ${unit}`).join('; '),
        ...coordinates(at),
        doc.remarks,
        doc.id,
      ],
      place: pointAt(at),
    }
  },
  sites(doc, ground, language) {
    const middle = middleOf(doc.boundary)
    const frame = frameAt(middle)
    const areaM2 = Math.abs(signedArea(doc.boundary.map((corner) => frame.toLocal(corner))))
    return {
      values: [
        spoken(doc.name, language),
        ...enterpriseOf(doc.enterpriseId, ground, language),
        rounded(areaM2, 0),
        doc.ground?.lowestM ?? null,
        doc.ground?.highestM ?? null,
        doc.assets.length,
        ...coordinates(middle),
        doc.remarks,
        doc.id,
      ],
      place: { kind: 'area', ring: doc.boundary },
    }
  },
  findings(doc, ground, language) {
    const words = REGISTER_WORDS[language]
    const { enterpriseMs, oursMs } = ground.due(doc.id)
    return {
      values: [
        doc.title,
        ...enterpriseOf(doc.enterpriseId, ground, language),
        doc.siteId === null ? '' : spoken(ground.siteName(doc.siteId), language),
        doc.category,
        words.level[doc.level],
        doc.risk === null ? '' : words.risk[doc.risk],
        words.state[doc.state],
        timed(doc.openedAtMs),
        doc.owner,
        spoken(doc.agency?.name ?? null, language),
        dated(enterpriseMs),
        dated(oursMs),
        doc.selfReport ? words.yes : words.no,
        ...coordinates(doc.at),
        doc.id,
      ],
      place: pointAt(doc.at),
    }
  },
  orders(doc, ground, language) {
    const words = REGISTER_WORDS[language]
    return {
      values: [
        doc.issued?.no ?? '',
        ...enterpriseOf(doc.enterpriseId, ground, language),
        spoken(doc.agency.name, language),
        words.measure[doc.measure],
        doc.legalBasis,
        doc.items.length,
        timed(doc.drafted.atMs),
        timed(doc.issued?.atMs),
        timed(doc.served?.servedAtMs),
        doc.served ? words.service[doc.served.how] : '',
        daily(dueDayOf(doc)),
        doc.extensions.length,
        timed(doc.withdrawn?.atMs),
        doc.id,
      ],
      place: pointAt(ground.enterpriseAt(doc.enterpriseId)),
    }
  },
  flights(doc, ground, language) {
    const [first = null] = doc.track
    return {
      values: [
        timed(doc.takeoffAtMs),
        timed(doc.landedAtMs),
        rounded((doc.landedAtMs - doc.takeoffAtMs) / 60_000, 1),
        doc.pilot,
        doc.aircraft,
        doc.missionId === null ? '' : spoken(ground.missionName(doc.missionId), language),
        doc.siteIds
          .map((id) => spoken(ground.siteName(id), language))
          .filter((name) => name !== '')
          .join('; '),
        doc.shots?.length ?? null,
        ...coordinates(first),
        doc.remarks,
        doc.id,
      ],
      place: doc.track.length > 1 ? { kind: 'line', path: doc.track } : pointAt(first),
    }
  },
  visits(doc, ground, language) {
    const words = REGISTER_WORDS[language]
    const named = (people: Visit['officers']): string => people.map(({ name }) => name).join('; ')
    return {
      values: [
        ...enterpriseOf(doc.enterpriseId, ground, language),
        words.visitKind[doc.kind],
        words.visitMode[doc.mode],
        timed(doc.fromMs),
        timed(doc.toMs),
        doc.approval?.no ?? '',
        timed(doc.approval?.atMs),
        doc.notice?.no ?? '',
        named(doc.officers),
        named(doc.assistants),
        doc.entryCode,
        doc.countsTowardCap ? words.yes : words.no,
        doc.signature ? words.signature[doc.signature.how] : '',
        doc.id,
      ],
      place: pointAt(ground.enterpriseAt(doc.enterpriseId)),
    }
  },
}

const enterpriseOf = (id: string, ground: RegisterGround, language: Language): Value[] => {
  const enterprise = ground.enterprise(id)
  return [spoken(enterprise?.name ?? null, language), enterprise?.creditCode ?? '']
}

/** What a register says of a document, in the order of its columns. */
export const registerRow = <K extends RegisterKind>(
  kind: K,
  doc: RegisterDocs[K],
  ground: RegisterGround,
  language: Language,
): RegisterRow => (ROWS[kind] as RowOf<K>)(doc, ground, language)

/** What a register says of itself: of what it is a part, when it was written, and how the journal stood then. */
export type RegisterAbout = {
  readonly kind: RegisterKind
  readonly language: Language
  /** What was asked for, a pair of words each; none: all. */
  readonly filter: readonly (readonly [what: string, value: string])[]
  readonly writtenAtMs: number
  /** `STATION:SEQ:HASH`, and the note that the station signed over its chain; null where nothing was written yet. */
  readonly head: string | null
  readonly note: string | null
}
