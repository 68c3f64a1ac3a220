import type { SelfCheck } from '../../duty/selfCheck.ts'
import type { Duty } from '../../duty/duty.ts'
import type { Finding } from '../../finding/finding.ts'
import { dueDayOf, type RectificationOrder } from '../../finding/order/order.ts'
import type { Statistic } from '../../finding/statistics.ts'
import { facts, html, type Html, reportPage } from '../../formats/papers/html.ts'
import { headOnPaper } from '../../formats/papers/journalHead.ts'
import { drawnMap } from '../../formats/papers/mapSvg.ts'
import { dmsOf } from '../../geo/coordinates.ts'
import { chemicalById } from '../../site/chemicals.ts'
import type { Enterprise } from '../../site/enterprise.ts'
import type { Site } from '../../site/site.ts'
import type { Name } from '../../units/id.ts'
import { REGISTER_WORDS } from '../registerWords.ts'
import { type DossierWords, dossierWords } from './dossierWords.ts'
import {
  clockTime,
  edgesOf,
  inLanguage,
  marksOf,
  pictureRows,
  type PictureShown,
  type ReportMade,
  reportTable,
  reportWords,
  signatures,
} from './parts.ts'

/** A visit as its chapter lists it. */
export type VisitShown = {
  readonly kind: 'daily' | 'case' | 'special'
  readonly mode: 'air' | 'site' | 'writing'
  readonly fromMs: number
  readonly toMs: number | null
  readonly isApproved: boolean
  readonly campaign: Name | null
}

/** What the dossier of an enterprise says; every list is whole. */
export type DossierParts = {
  readonly made: ReportMade
  readonly enterprise: Enterprise
  readonly sites: readonly Site[]
  readonly visits: readonly VisitShown[]
  /** Each with when something is due of it (null: nothing on a day), and whether that is over. */
  readonly findings: readonly {
    readonly doc: Finding
    readonly dueMs: number | null
    readonly isOverdue: boolean
    /** Of the pictures here, by their numbers. */
    readonly pictureNos: readonly number[]
  }[]
  readonly orders: readonly RectificationOrder[]
  readonly missions: readonly { readonly name: Name; readonly isAuthorised: boolean }[]
  readonly flights: readonly {
    readonly takeoffAtMs: number
    readonly landedAtMs: number
    readonly pilot: string
    readonly aircraft: string
    readonly mission: Name | null
    readonly departures: readonly string[]
  }[]
  readonly duties: readonly Duty[]
  readonly selfChecks: readonly SelfCheck[]
  /** Kind and state in words. */
  readonly papers: readonly {
    readonly kind: string
    readonly no: string
    readonly state: string
    readonly madeAtMs: number
  }[]
  readonly statistics: readonly (Pick<Statistic, 'name' | 'unit' | 'value'> & {
    readonly of: number
    readonly among: number | null
  })[]
  /** What happened, in words, the first thing first. */
  readonly timeline: readonly { readonly atMs: number; readonly said: string }[]
  /** What shows its findings, each picture once. */
  readonly pictures: readonly PictureShown[]
  readonly notHere: number
}

const minute = (atMs: number | null): string => (atMs === null ? '-' : clockTime(atMs).slice(0, 16))
const dayOfMs = (atMs: number | null): string => (atMs === null ? '-' : clockTime(atMs).slice(0, 10))

/** Everything about one enterprise on paper (一企一档): twelve chapters, a timeline and the pictures of its findings. */
export function dossierReport(parts: DossierParts): string {
  const { made, enterprise } = parts
  const { language } = made
  const w = dossierWords(language)
  const r = reportWords(language)
  const name = inLanguage(language, enterprise.name)
  const chapters = chaptersOf(parts, w)
  const body = html`
    <header><div><h1>${w.title}</h1><p><b>${name}</b></p><p class="small">${enterprise.creditCode}</p></div>
      <div class="small"><p>${made.unit}</p><p>${r.made} ${clockTime(made.atMs)}</p><p>${r.by} ${made.by}</p></div></header>
    ${marksOf(made)}<p class="small">${r.zone}</p>
    ${parts.notHere > 0 ? html`<p class="said bad">${w.notHere(parts.notHere)}</p>` : html``}
    ${chapters.map((chapter, i) => html`<h2>${i + 1} ${w.chapters[i] ?? ''}</h2>${chapter}`)}
    ${signatures(w.signs)}
    ${headOnPaper(made.head, language)}`
  return reportPage(language, `${w.title} ${name}`, body, edgesOf(made, `${w.title}  ${name}`))
}

function chaptersOf(parts: DossierParts, w: DossierWords): Html[] {
  const { enterprise, made } = parts
  const { language } = made
  const register = REGISTER_WORDS[language]
  const listed = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): Html =>
    rows.length === 0 ? html`<p>${w.none}</p>` : reportTable(head, rows)
  const person = ({ name, duty, phone }: Enterprise['contacts'][number]): string =>
    [name, duty, phone].filter((one) => one !== '').join(' ')
  return [
    facts([
      [w.code, enterprise.creditCode],
      [w.address, enterprise.address || '-'],
      [w.officer, enterprise.safetyOfficer ? person(enterprise.safetyOfficer) : '-'],
      ...enterprise.contacts.map((one) => [w.contact, person(one)] as const),
      ...(enterprise.remarks === '' ? [] : ([[w.remarks, enterprise.remarks]] as const)),
    ]),
    listed(
      [w.kind, w.number, w.authority, w.until],
      enterprise.licences.map(({ kind, number, authority, validUntil }) => [
        w.licences[kind],
        number,
        authority,
        validUntil ?? '-',
      ]),
    ),
    listed(
      [w.chemical, w.amount],
      enterprise.holdings.map(({ chemical, amount, unit }) => {
        const known = chemicalById(chemical)
        return [
          `${known ? inLanguage(language, known) : chemical} (${chemical})`,
          `${amount} ${unit === 'm3' ? 'm³' : unit}`,
        ]
      }),
    ),
    sitesChapter(parts, w),
    listed(
      [w.from, w.to, w.kind, w.mode, w.campaign, w.approved],
      parts.visits.map(({ fromMs, toMs, kind, mode, campaign, isApproved }) => [
        minute(fromMs),
        minute(toMs),
        register.visitKind[kind],
        register.visitMode[mode],
        campaign ? inLanguage(language, campaign) : '-',
        isApproved ? w.yes : w.unapproved,
      ]),
    ),
    listed(
      [w.no, w.finding, w.level, w.state, w.opened, w.due, w.place, w.pictures],
      parts.findings.map(({ doc, dueMs, isOverdue, pictureNos }, i) => [
        i + 1,
        doc.title,
        register.level[doc.level],
        register.state[doc.state],
        dayOfMs(doc.openedAtMs),
        `${dayOfMs(dueMs)}${isOverdue ? ` ${w.overdue}` : ''}`,
        dmsOf(doc.at),
        pictureNos.join(', ') || '-',
      ]),
    ),
    listed(
      [w.orderNo, w.items, w.issued, w.served, w.dueDay],
      parts.orders.map((order) => [
        order.withdrawn ? `${order.issued?.no ?? ''} ${w.withdrawn}`.trim() : (order.issued?.no ?? w.draft),
        order.items.length,
        minute(order.issued?.atMs ?? null),
        order.served ? `${minute(order.served.servedAtMs)} ${register.service[order.served.how]}` : '-',
        `${dueDayOf(order) ?? '-'}${order.extensions.length > 0 ? w.extended(order.extensions.length) : ''}`,
      ]),
    ),
    listed(
      [w.mission, w.authorised],
      parts.missions.map(({ name, isAuthorised }) => [
        inLanguage(language, name),
        isAuthorised ? w.yes : w.noWord,
      ]),
    ),
    listed(
      [w.takeoff, w.minutes, w.pilot, w.aircraft, w.mission, w.departures],
      parts.flights.map(({ takeoffAtMs, landedAtMs, pilot, aircraft, mission, departures }) => [
        minute(takeoffAtMs),
        `${((landedAtMs - takeoffAtMs) / 60_000).toFixed(1)} min`,
        pilot,
        aircraft,
        mission ? inLanguage(language, mission) : '-',
        departures.join('; ') || '-',
      ]),
    ),
    html`${listed(
      [w.duty, w.basis, w.lastDone],
      parts.duties.map(({ name, basis, isDraft, done }) => [
        inLanguage(language, name),
        `${basis}${isDraft ? ` [${w.dutyDraft}]` : ''}`,
        done.at(-1)?.doneOn ?? '-',
      ]),
    )}<p></p>${listed(
      [w.checkedOn, w.checkedBy, ...Object.values(w.results)],
      parts.selfChecks.map(({ checkedOn, checkedBy, items }) => [
        checkedOn,
        checkedBy.name,
        ...(Object.keys(w.results) as (keyof DossierWords['results'])[]).map(
          (result) => items.filter((item) => item.result === result).length,
        ),
      ]),
    )}`,
    listed(
      [w.paper, w.number, w.state, w.made],
      parts.papers.map(({ kind, no, state, madeAtMs }) => [kind, no || '-', state, minute(madeAtMs)]),
    ),
    listed(
      [w.statistic, w.value, w.counts],
      parts.statistics.map(({ name, unit, value, of, among }) => [
        w.statistics[name],
        value === null
          ? '-'
          : unit === 'share'
            ? `${(100 * value).toFixed(0)} %`
            : unit === 'days'
              ? `${value.toFixed(1)} ${w.days}`
              : value,
        among === null ? of : `${of} / ${among}`,
      ]),
    ),
    listed(
      [w.when, w.what],
      parts.timeline.map(({ atMs, said }) => [minute(atMs), said]),
    ),
    parts.pictures.length === 0 ? html`<p>${w.none}</p>` : pictureRows(parts.pictures, language),
  ]
}

function sitesChapter({ sites, findings, made: { language } }: DossierParts, w: DossierWords): Html {
  if (sites.length === 0) return html`<p>${w.noMap}</p>`
  const map = drawnMap(
    {
      mission: null,
      route: null,
      sites,
      track: [],
      pictures: [],
      findings: findings.map(({ doc }, i) => ({ at: doc.at, no: String(i + 1) })),
    },
    reportWords(language).north,
  )
  return html`${map ? html`${map.svg}<div class="key"><span><i class="diamond"></i>${w.key}</span></div>${map.off > 0 ? html`<p class="small">${w.off(map.off)}</p>` : html``}` : html``}
    ${reportTable(
      [w.site, w.assets],
      sites.map(({ name, assets }) => [
        inLanguage(language, name),
        assets.map((asset) => inLanguage(language, asset.name)).join(language === 'zh' ? '、' : ', ') || '-',
      ]),
    )}`
}
