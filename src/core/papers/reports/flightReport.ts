import type { Sighting } from '../../finding/finding.ts'
import type { Flight } from '../../flight/flight.ts'
import type { Breach, PlanFlown } from '../../flight/planFlown.ts'
import { facts, html, type Html, reportPage } from '../../formats/papers/html.ts'
import { headOnPaper } from '../../formats/papers/journalHead.ts'
import { drawnMap } from '../../formats/papers/mapSvg.ts'
import { dmsOf } from '../../geo/coordinates.ts'
import type { LatLon } from '../../geo/position.ts'
import type { Mission } from '../../mission/mission.ts'
import type { Release } from '../../mission/release.ts'
import type { Route } from '../../route/route.ts'
import type { Site } from '../../site/site.ts'
import type { Name } from '../../units/id.ts'
import type { Language } from '../../units/language.ts'
import { aircraftFacts, approvalFacts, crewFacts, type FlownWith, releasesSaid } from './flightFacts.ts'
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

/** What a flight report says. Names of codes are in words already. */
export type FlightReportParts = {
  readonly made: ReportMade
  readonly flight: Flight
  /** The mission as it was flown, and its revision; null where none is known here. */
  readonly mission: Mission | null
  readonly revision: string | null
  readonly sites: readonly Site[]
  /** Whose sites they are, as far as that is here. */
  readonly enterprises: readonly Name[]
  /** How it was approved and reported, and with what it was flown. */
  readonly flownWith: Omit<FlownWith, 'flight' | 'mission'>
  /** What the flight did that its approval did not cover; empty: nothing. */
  readonly departures: readonly string[]
  readonly releases: readonly Release[]
  readonly coverage: readonly {
    readonly site: Name
    readonly seenShare: number
    readonly coarseShare: number
    readonly seenWithinM: number
    readonly assets: number
    readonly assetsSeen: number
  }[]
  readonly pictures: readonly PictureShown[]
  readonly logs: readonly { readonly fileName: string; readonly sha256: string }[]
  readonly findings: readonly {
    readonly title: string
    readonly level: string
    readonly state: string
    readonly outcome: Sighting['outcome']
    readonly words: string
    readonly at: LatLon
    /** Of the pictures, by their numbers. */
    readonly pictureNo: number | null
  }[]
  /** What this report would show and another station has not sent yet. */
  readonly notHere: number
}

/** What was planned and what was flown of it; null where there is no plan or no track. */
export type Flown = { readonly route: Route; readonly found: PlanFlown }

const WORDS = {
  zh: {
    title: '飞行报告',
    flight: '飞行',
    mission: '任务',
    revision: '任务修订',
    enterprise: '企业',
    sites: '厂区',
    takeoff: '起飞',
    landing: '降落',
    duration: '时长',
    minutes: (n: string) => `${n} 分钟`,
    pilot: '操控员',
    aircraftName: '航空器',
    points: '轨迹点',
    pictures: '影像',
    photosClips: (photos: number, clips: number) => `照片 ${photos}，视频 ${clips}`,
    remarks: '备注',
    aircraft: '航空器与电池',
    crew: '机组',
    approval: '飞行批准',
    noApproval: '没有批准记录。',
    departures: '与批准不符',
    noDepartures: '未见与批准不符之处。',
    cannotSay: '没有批准记录可供对照。',
    releases: '例外放行',
    map: '航线、轨迹与拍摄位置',
    noMap: '没有任何位置可供绘制。',
    off: (n: number) => `另有 ${n} 处位置相距过远，未绘入图中。`,
    planned: '计划航线',
    flown: '实飞轨迹',
    fence: '可飞区',
    stood: '拍摄位置与方向（编号见影像）',
    found: '隐患',
    comparison: '计划与实飞对照',
    noTrack: '本架次没有轨迹：无法对照计划，也无法核对是否越出批准范围。',
    noMission: '本架次没有任务，或任务尚未收到：没有计划可供对照。',
    reached: '到达航点',
    largest: '最大偏离',
    breaches: '越界',
    noBreaches: '全程在电子围栏内，未超过批准高度。',
    kinds: { outside: '越出可飞区', inExclusion: '进入禁入区', tooHigh: '超过批准高度' },
    zone: '围栏',
    from: '开始',
    lasted: '持续',
    by: '超出',
    where: '位置',
    waypoint: '航点',
    nearest: '最近距离',
    reachedAt: '到达时间',
    missed: '未到达',
    legs: '各航段',
    to: '至航点',
    home: '返航点',
    off2: '最大偏离',
    heightOff: '高度偏差',
    at: '时刻',
    coverage: '覆盖',
    coverageHint: (cm: string) => `按每像素不粗于 ${cm} 厘米计；未知朝向的影像不计。`,
    seen: '已看清地面',
    coarse: '看到但过粗',
    assets: '看清的重点部位',
    noCoverage: '没有登记厂区，未计算覆盖。',
    findings: '本架次所见隐患',
    noFindings: '本架次没有记录隐患。',
    no: '序号',
    finding: '隐患',
    level: '等级',
    state: '现状态',
    outcome: '本次所见',
    outcomes: { first: '首次发现', still: '仍存在', gone: '已消除', worse: '加重', unseen: '未能看清' },
    words: '说明',
    picture: '影像',
    noPictures: '本架次没有影像。',
    logs: '飞行日志',
    noLogs: '没有日志。',
    file: '文件',
    notHere: (n: number) => `另有 ${n} 项资料由其他工作站持有，尚未收到，未列入本报告。`,
  },
  en: {
    title: 'Flight report',
    flight: 'Flight',
    mission: 'Mission',
    revision: 'Revision of the mission',
    enterprise: 'Enterprise',
    sites: 'Sites',
    takeoff: 'Take-off',
    landing: 'Landing',
    duration: 'Duration',
    minutes: (n: string) => `${n} min`,
    pilot: 'Pilot',
    aircraftName: 'Aircraft',
    points: 'Points of the track',
    pictures: 'Pictures',
    photosClips: (photos: number, clips: number) => `${photos} photos, ${clips} clips`,
    remarks: 'Remarks',
    aircraft: 'Aircraft and batteries',
    crew: 'Crew',
    approval: 'Approval of the flight',
    noApproval: 'There is no record of an approval.',
    departures: 'Departures from the approval',
    noDepartures: 'None was found.',
    cannotSay: 'There is no approval to hold the flight against.',
    releases: 'Exceptions',
    map: 'Route, track and where pictures stood',
    noMap: 'Nothing here has a place that could be drawn.',
    off: (n: number) => `${n} more ${n === 1 ? 'place lies' : 'places lie'} too far away to be drawn.`,
    planned: 'route as planned',
    flown: 'track as flown',
    fence: 'fence',
    stood: 'where pictures stood and looked (numbers as below)',
    found: 'finding',
    comparison: 'Planned and flown',
    noTrack: 'This flight has no track: nothing can be held against the plan, nor against what was approved.',
    noMission:
      'This flight has no mission, or it has not arrived here yet: there is no plan to compare with.',
    reached: 'Waypoints reached',
    largest: 'Farthest off',
    breaches: 'Breaches',
    noBreaches: 'Neither the fence nor the approved height was left.',
    kinds: {
      outside: 'outside the fence',
      inExclusion: 'inside an exclusion',
      tooHigh: 'above the approved height',
    },
    zone: 'Fence',
    from: 'From',
    lasted: 'For',
    by: 'By',
    where: 'Place',
    waypoint: 'Waypoint',
    nearest: 'Nearest',
    reachedAt: 'Reached',
    missed: 'not reached',
    legs: 'Legs',
    to: 'To waypoint',
    home: 'home',
    off2: 'Farthest off',
    heightOff: 'Height off',
    at: 'At',
    coverage: 'Coverage',
    coverageHint: (cm: string) =>
      `What was seen at ${cm} cm a pixel or finer; pictures that looked nobody knows where are not counted.`,
    seen: 'Ground seen',
    coarse: 'Seen too coarsely',
    assets: 'Assets seen',
    noCoverage: 'No site is named, so coverage was not worked out.',
    findings: 'Findings seen on this flight',
    noFindings: 'No finding was recorded on this flight.',
    no: 'No.',
    finding: 'Finding',
    level: 'Level',
    state: 'State now',
    outcome: 'Seen here',
    outcomes: {
      first: 'first seen',
      still: 'still there',
      gone: 'gone',
      worse: 'worse',
      unseen: 'could not be seen',
    },
    words: 'Words',
    picture: 'Picture',
    noPictures: 'This flight has no pictures.',
    logs: 'Flight logs',
    noLogs: 'There is no log.',
    file: 'File',
    notHere: (n: number) =>
      `${n} more ${n === 1 ? 'item is' : 'items are'} with another station and not here yet: this report does not have ${n === 1 ? 'it' : 'them'}.`,
  },
} as const

/** A track of thousands of points is drawn by so many. */
const MOST_DRAWN = 2000

/** One flight on paper: what was approved, planned, flown and seen. A whole HTML page that needs nothing from outside. */
export function flightReport(parts: FlightReportParts, flown: Flown | null): string {
  const { made, flight, mission, sites, pictures } = parts
  const { language } = made
  const w = WORDS[language]
  const r = reportWords(language)
  const named = (name: Name): string => inLanguage(language, name)
  const name = mission ? named(mission.name) : clockTime(flight.takeoffAtMs).slice(0, 16)
  const list = (names: readonly string[]): string =>
    names.length === 0 ? r.none : names.join(language === 'zh' ? '、' : ', ')
  const flownWith = { ...parts.flownWith, flight, mission }
  const [aircraft, crew] = [aircraftFacts(flownWith, language), crewFacts(flownWith, language)]
  const approval = approvalFacts(flownWith, language)
  const photos = pictures.filter(({ kind }) => kind === 'photo').length
  const body = html`
    <header><div><h1>${w.title}</h1><p><b>${name}</b></p><p class="small">${clockTime(flight.takeoffAtMs)} – ${clockTime(flight.landedAtMs)}</p></div>
      <div class="small"><p>${made.unit}</p><p>${r.made} ${clockTime(made.atMs)}</p><p>${r.by} ${made.by}</p></div></header>
    ${marksOf(made)}
    <h2>${w.flight}</h2>${facts([
      [w.enterprise, list(parts.enterprises.map(named))],
      [w.sites, list(sites.map((site) => named(site.name)))],
      [w.mission, mission ? named(mission.name) : r.none],
      [w.takeoff, clockTime(flight.takeoffAtMs)],
      [w.landing, clockTime(flight.landedAtMs)],
      [w.duration, w.minutes(figure((flight.landedAtMs - flight.takeoffAtMs) / 60_000, 1))],
      [w.pilot, flight.pilot || r.notStated],
      [w.aircraftName, flight.aircraft || r.notStated],
      [w.pictures, w.photosClips(photos, pictures.length - photos)],
      [w.points, String(flight.track.length)],
      ...(flight.remarks === '' ? [] : ([[w.remarks, flight.remarks]] as const)),
    ])}
    ${parts.revision === null ? html`` : html`<p class="small">${w.revision} <span class="hash">${parts.revision}</span></p>`}
    <p class="small">${r.zone}</p>
    ${parts.notHere > 0 ? html`<p class="said bad">${w.notHere(parts.notHere)}</p>` : html``}
    ${aircraft.length > 0 ? html`<h2>${w.aircraft}</h2>${facts(aircraft)}` : html``}
    ${crew.length > 0 ? html`<h2>${w.crew}</h2>${facts(crew)}` : html``}
    <h2>${w.approval}</h2>${approval.length > 0 ? facts(approval) : html`<p class="said bad"><b>${w.noApproval}</b></p>`}
    <h2>${w.departures}</h2>${departuresSaid(parts.departures, approval.length > 0, language)}
    ${parts.releases.length > 0 ? html`<h2>${w.releases}</h2><ul>${releasesSaid(parts.releases, language).map((release) => html`<li>${release}</li>`)}</ul>` : html``}
    ${mapOf(parts, flown, language)}
    <h2>${w.comparison}</h2>${comparison(parts, flown, language)}
    <h2>${w.coverage}</h2>${coverageSaid(parts, language)}
    <h2>${w.findings}</h2>${findingsSaid(parts, language)}
    <h2>${w.pictures}</h2>${pictures.length === 0 ? html`<p>${w.noPictures}</p>` : pictureRows(pictures, language)}
    <h2>${w.logs}</h2>${
      parts.logs.length === 0
        ? html`<p>${w.noLogs}</p>`
        : html`<table><thead><tr><th>${w.file}</th><th>SHA-256</th></tr></thead><tbody>${parts.logs.map(({ fileName, sha256 }) => html`<tr><td>${fileName}</td><td class="hash">${sha256}</td></tr>`)}</tbody></table>`
    }
    ${signatures(r.signs)}
    ${headOnPaper(made.head, language)}`
  return reportPage(language, `${w.title} ${name}`, body, edgesOf(made, `${w.title}  ${name}`))
}

const figure = (value: number, digits: number): string =>
  (value < 0 && value > -0.5 * 10 ** -digits ? 0 : value).toFixed(digits)
const metres = (value: number | null): string => (value === null ? '-' : `${figure(value, 1)} m`)

function departuresSaid(departures: readonly string[], isKnown: boolean, language: Language): Html {
  const w = WORDS[language]
  if (departures.length > 0) return html`<ul>${departures.map((said) => html`<li><b>${said}</b></li>`)}</ul>`
  return html`<p>${isKnown ? w.noDepartures : w.cannotSay}</p>`
}

function mapOf(
  { mission, sites, flight, pictures, findings }: FlightReportParts,
  flown: Flown | null,
  language: Language,
): Html {
  const w = WORDS[language]
  const step = Math.max(1, Math.ceil(flight.track.length / MOST_DRAWN))
  const map = drawnMap(
    {
      mission,
      route: flown?.route ?? null,
      sites,
      track: flight.track.filter((_, i) => i % step === 0 || i === flight.track.length - 1),
      pictures: pictures.flatMap(({ at, headingDeg }, i) =>
        at ? [{ at, headingDeg, no: String(i + 1) }] : [],
      ),
      findings: findings.map(({ at }, i) => ({ at, no: String(i + 1) })),
    },
    reportWords(language).north,
  )
  if (!map) return html`<h2>${w.map}</h2><p>${w.noMap}</p>`
  const line = (color: string, dashed: boolean): Html =>
    html`<i style="border-top-color:${color};border-top-style:${dashed ? 'dashed' : 'solid'}"></i>`
  return html`<section class="block"><h2>${w.map}</h2>${map.svg}<div class="key">
    ${flown ? html`<span>${line('#c23b00', false)}${w.planned}</span>` : html``}
    ${flight.track.length > 1 ? html`<span>${line('#6a1b9a', true)}${w.flown}</span>` : html``}
    ${mission && mission.fence.length > 0 ? html`<span>${line('#0a6b3a', false)}${w.fence}</span>` : html``}
    ${pictures.some(({ at }) => at) ? html`<span><i class="dot"></i>${w.stood}</span>` : html``}
    ${findings.length > 0 ? html`<span><i class="diamond"></i>${w.found}</span>` : html``}</div>
    ${map.off > 0 ? html`<p class="small">${w.off(map.off)}</p>` : html``}</section>`
}

function comparison({ flight, mission }: FlightReportParts, flown: Flown | null, language: Language): Html {
  const w = WORDS[language]
  if (!flown)
    return html`<p class="said bad">${flight.track.length === 0 ? w.noTrack : mission === null ? w.noMission : w.noTrack}</p>`
  const { found } = flown
  const reached = found.waypoints.filter(({ reachedAtMs }) => reachedAtMs !== null).length
  return html`${facts([
    [w.reached, `${reached} / ${found.waypoints.length}`],
    [w.largest, metres(found.largestM)],
    [w.breaches, String(found.breaches.length)],
  ])}
  ${
    found.breaches.length === 0
      ? html`<p class="said good">${w.noBreaches}</p>`
      : reportTable(
          [w.breaches, w.zone, w.from, w.lasted, w.by, w.where],
          found.breaches.map((breach) => breachRow(breach, language)),
        )
  }
  <h2>${w.waypoint}</h2>${reportTable(
    [w.no, w.nearest, w.reachedAt],
    found.waypoints.map(({ waypoint, nearestM, reachedAtMs }) => [
      waypoint,
      metres(nearestM),
      reachedAtMs === null ? w.missed : clockTime(reachedAtMs),
    ]),
  )}
  <h2>${w.legs}</h2>${reportTable(
    [w.to, w.off2, w.heightOff, w.at],
    found.legs.map(({ waypoint, largestM, heightM, atMs }) => [
      waypoint ?? w.home,
      metres(largestM),
      heightM === null ? '-' : `${heightM > 0 ? '+' : ''}${metres(heightM)}`,
      clockTime(atMs),
    ]),
  )}`
}

const breachRow = (
  { kind, zone, fromMs, toMs, worstM, at }: Breach,
  language: Language,
): (string | number)[] => [
  WORDS[language].kinds[kind],
  zone === 0 ? '-' : zone,
  clockTime(fromMs),
  `${figure((toMs - fromMs) / 1000, 1)} s`,
  metres(worstM),
  dmsOf(at),
]

function coverageSaid({ coverage }: FlightReportParts, language: Language): Html {
  const w = WORDS[language]
  const [first] = coverage
  if (!first) return html`<p>${w.noCoverage}</p>`
  const percent = (share: number): string => `${figure(100 * share, 0)} %`
  return html`<p class="small">${w.coverageHint(figure(100 * first.seenWithinM, 1))}</p>${reportTable(
    [w.sites, w.seen, w.coarse, w.assets],
    coverage.map(({ site, seenShare, coarseShare, assets, assetsSeen }) => [
      inLanguage(language, site),
      percent(seenShare),
      percent(coarseShare),
      `${assetsSeen} / ${assets}`,
    ]),
  )}`
}

function findingsSaid({ findings }: FlightReportParts, language: Language): Html {
  const w = WORDS[language]
  if (findings.length === 0) return html`<p>${w.noFindings}</p>`
  return reportTable(
    [w.no, w.finding, w.level, w.state, w.outcome, w.words, w.where, w.picture],
    findings.map(({ title, level, state, outcome, words, at, pictureNo }, i) => [
      i + 1,
      title,
      level,
      state,
      w.outcomes[outcome],
      words,
      dmsOf(at),
      pictureNo ?? '-',
    ]),
  )
}
