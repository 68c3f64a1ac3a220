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
  /** What shows its findings, each picture once. */
  readonly pictures: readonly PictureShown[]
  readonly notHere: number
}

const zh = {
  title: '企业档案',
  chapters: [
    '基本情况',
    '许可与备案',
    '易制毒化学品',
    '厂区与重点部位',
    '检查',
    '隐患',
    '责令整改',
    '飞行任务',
    '飞行架次',
    '周期事项与企业自查',
    '文书',
    '统计',
    '时间线',
    '隐患影像',
  ],
  code: '统一社会信用代码',
  address: '地址',
  officer: '安全员',
  contact: '联系人',
  remarks: '备注',
  licences: {
    production: '生产',
    trade: '经营',
    purchase: '购买',
    transport: '运输',
    use: '使用',
    filing: '备案',
    safety: '安全',
    other: '其他',
  },
  kind: '种类',
  number: '编号',
  authority: '机关',
  until: '有效期至',
  chemical: '品种',
  amount: '数量',
  site: '厂区',
  assets: '重点部位',
  from: '开始',
  to: '结束',
  mode: '方式',
  approved: '批准',
  unapproved: '未批准',
  campaign: '专项行动',
  no: '序号',
  finding: '隐患',
  level: '等级',
  state: '状态',
  opened: '发现',
  due: '期限',
  overdue: '逾期',
  place: '位置',
  pictures: '影像',
  orderNo: '文号',
  draft: '草稿',
  withdrawn: '已撤回',
  issued: '下发',
  served: '送达',
  dueDay: '整改期限',
  extended: (n: number) => `（延期 ${n} 次）`,
  items: '隐患（项）',
  mission: '任务',
  authorised: '飞行批准',
  takeoff: '起飞',
  minutes: '时长',
  pilot: '操控员',
  aircraft: '航空器',
  departures: '与批准不符',
  duty: '事项',
  basis: '依据',
  dutyDraft: '草稿',
  lastDone: '最近完成',
  checkedOn: '自查日期',
  checkedBy: '自查人',
  results: { inOrder: '正常', found: '发现问题', putRight: '已整改', notChecked: '未查' },
  paper: '文书',
  made: '制作',
  statistic: '指标',
  value: '数值',
  counts: '计数',
  statistics: {
    opened: '新增隐患',
    closedRate: '整改率',
    onTimeRate: '按期整改率',
    closed: '销号',
    medianDays: '整改天数（中位数）',
    repeatRate: '反复率',
    enterpriseOverdue: '企业逾期',
    oursOverdue: '我方逾期',
    transferred: '移交',
  },
  days: '天',
  when: '时间',
  what: '事项',
  events: {
    visit: '检查',
    flight: '飞行',
    opened: '发现隐患',
    step: (title: string, state: string) => `${title}：${state}`,
    issued: (no: string) => `下发 ${no}`,
    served: (no: string) => `送达 ${no}`,
    extended: (no: string, day: string) => `${no} 延期至 ${day}`,
    check: '企业自查',
    paper: '制作文书',
  },
  none: '无。',
  noMap: '没有登记厂区。',
  off: (n: number) => `另有 ${n} 处位置相距过远，未绘入图中。`,
  key: '隐患（编号见隐患一章）',
  notHere: (n: number) => `另有 ${n} 项影像由其他工作站持有，尚未收到，未列入本档案。`,
  signs: ['制作人', '负责人', '日期'],
  yes: '有',
  noWord: '无',
}
type Words = {
  [K in keyof typeof zh]: (typeof zh)[K] extends string
    ? string
    : (typeof zh)[K] extends readonly string[]
      ? readonly string[]
      : (typeof zh)[K]
}

const en: Words = {
  title: 'Dossier',
  chapters: [
    'The enterprise',
    'Licences and filings',
    'Controlled chemicals',
    'Sites and assets',
    'Visits',
    'Findings',
    'Orders',
    'Missions',
    'Flights',
    'Duties and self-checks',
    'Papers',
    'Statistics',
    'Timeline',
    'Pictures of findings',
  ],
  code: 'Credit code',
  address: 'Address',
  officer: 'Safety officer',
  contact: 'Contact',
  remarks: 'Remarks',
  licences: {
    production: 'production',
    trade: 'trade',
    purchase: 'purchase',
    transport: 'transport',
    use: 'use',
    filing: 'filing',
    safety: 'safety',
    other: 'other',
  },
  kind: 'Kind',
  number: 'Number',
  authority: 'Authority',
  until: 'Valid until',
  chemical: 'Chemical',
  amount: 'Amount',
  site: 'Site',
  assets: 'Assets',
  from: 'From',
  to: 'To',
  mode: 'Way',
  approved: 'Approved',
  unapproved: 'not approved',
  campaign: 'Campaign',
  no: 'No.',
  finding: 'Finding',
  level: 'Level',
  state: 'State',
  opened: 'First seen',
  due: 'Due',
  overdue: 'overdue',
  place: 'Place',
  pictures: 'Pictures',
  orderNo: 'Number',
  draft: 'draft',
  withdrawn: 'withdrawn',
  issued: 'Issued',
  served: 'Served',
  dueDay: 'Deadline',
  extended: (n) => ` (extended ${n} ${n === 1 ? 'time' : 'times'})`,
  items: 'Findings',
  mission: 'Mission',
  authorised: 'Approval',
  takeoff: 'Take-off',
  minutes: 'Duration',
  pilot: 'Pilot',
  aircraft: 'Aircraft',
  departures: 'Departures from the approval',
  duty: 'Duty',
  basis: 'Basis',
  dutyDraft: 'draft',
  lastDone: 'Last done',
  checkedOn: 'Self-check on',
  checkedBy: 'By',
  results: {
    inOrder: 'in order',
    found: 'found something',
    putRight: 'put right',
    notChecked: 'not checked',
  },
  paper: 'Paper',
  made: 'Made',
  statistic: 'Number',
  value: 'Value',
  counts: 'Counts',
  statistics: {
    opened: 'Findings opened',
    closedRate: 'Share closed',
    onTimeRate: 'Share in time',
    closed: 'Closed',
    medianDays: 'Days to closing (median)',
    repeatRate: 'Share that came back',
    enterpriseOverdue: "Overdue, the enterprise's",
    oursOverdue: 'Overdue, ours',
    transferred: 'Transferred',
  },
  days: 'days',
  when: 'When',
  what: 'What',
  events: {
    visit: 'Visit',
    flight: 'Flight',
    opened: 'Finding',
    step: (title, state) => `${title}: ${state}`,
    issued: (no) => `${no} issued`,
    served: (no) => `${no} served`,
    extended: (no, day) => `${no} extended to ${day}`,
    check: 'Self-check',
    paper: 'Paper made',
  },
  none: 'None.',
  noMap: 'No site is registered.',
  off: (n) => `${n} more ${n === 1 ? 'place lies' : 'places lie'} too far away to be drawn.`,
  key: 'finding (numbers as in its chapter)',
  notHere: (n) =>
    `${n} more ${n === 1 ? 'picture is' : 'pictures are'} with another station and not here yet: this dossier does not have ${n === 1 ? 'it' : 'them'}.`,
  signs: ['Made by', 'Supervisor', 'Date'],
  yes: 'yes',
  noWord: 'none',
}

const minute = (atMs: number | null): string => (atMs === null ? '-' : clockTime(atMs).slice(0, 16))
const dayOfMs = (atMs: number | null): string => (atMs === null ? '-' : clockTime(atMs).slice(0, 10))

/** Everything about one enterprise on paper (一企一档): twelve chapters, a timeline and the pictures of its findings. */
export function dossierReport(parts: DossierParts): string {
  const { made, enterprise } = parts
  const { language } = made
  const w = language === 'zh' ? zh : en
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

function chaptersOf(parts: DossierParts, w: Words): Html[] {
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
        ...(Object.keys(w.results) as (keyof Words['results'])[]).map(
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
    listed([w.when, w.what], timelineOf(parts, w)),
    parts.pictures.length === 0 ? html`<p>${w.none}</p>` : pictureRows(parts.pictures, language),
  ]
}

function sitesChapter({ sites, findings, made: { language } }: DossierParts, w: Words): Html {
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

/** What happened, the first thing first. */
function timelineOf(parts: DossierParts, w: Words): string[][] {
  const { language } = parts.made
  const register = REGISTER_WORDS[language]
  const events: [atMs: number, said: string][] = [
    ...parts.visits.map(({ fromMs, kind, mode }): [number, string] => [
      fromMs,
      `${w.events.visit} · ${register.visitKind[kind]} · ${register.visitMode[mode]}`,
    ]),
    ...parts.flights.map(({ takeoffAtMs, pilot }): [number, string] => [
      takeoffAtMs,
      `${w.events.flight} · ${pilot}`,
    ]),
    ...parts.findings.flatMap(({ doc }): [number, string][] => [
      [doc.openedAtMs, `${w.events.opened} · ${doc.title}`],
      ...doc.transitions.map(({ to, atMs, happenedAtMs }): [number, string] => [
        happenedAtMs ?? atMs,
        w.events.step(doc.title, register.state[to]),
      ]),
    ]),
    ...parts.orders.flatMap(({ issued, served, extensions }): [number, string][] =>
      issued
        ? [
            [issued.atMs, w.events.issued(issued.no)],
            ...(served ? [[served.servedAtMs, w.events.served(issued.no)] as [number, string]] : []),
            ...extensions.map(({ atMs, to }): [number, string] => [atMs, w.events.extended(issued.no, to)]),
          ]
        : [],
    ),
    ...parts.papers.map(({ madeAtMs, kind, no }): [number, string] => [
      madeAtMs,
      `${w.events.paper} · ${kind} ${no}`.trim(),
    ]),
    ...parts.selfChecks.map(({ checkedOn, checkedBy }): [number, string] => [
      Date.parse(`${checkedOn}T00:00:00+08:00`),
      `${w.events.check} · ${checkedBy.name}`,
    ]),
  ]
  return events.sort(([a], [b]) => a - b).map(([atMs, said]) => [minute(atMs), said])
}
