import { frameAt } from '../../geo/frame.ts'
import type { LatLon } from '../../geo/position.ts'
import { elapsedAtPoints } from '../../route/figures.ts'
import type { RoutePoint } from '../../route/route.ts'
import { blockingErrors } from '../../safety/blocking.ts'
import type { CheckItem } from '../../safety/verdict.ts'
import { judge } from '../../safety/judge.ts'
import { fenceMargin } from '../../mission/margin.ts'
import type { FormatInput, Written } from '../formatInput.ts'
import { squarePath } from '../squareCode.ts'
import { facts, type Html, html, page, raw, table } from './html.ts'
import { headOnPaper } from './journalHead.ts'
import { mapSvg } from './mapSvg.ts'
import { type PaperWords, paperWords } from './words.ts'

/** The clock of the approval and of the crew: China has one zone. */
const ZONE = 'Asia/Shanghai'

/**
 * The sortie sheet: everything that the crew needs on paper, with the hash of the revision that it is of, as an HTML
 * page for A4 that needs nothing from outside. A mission with errors that nobody released says so on its first line.
 */
export function writeSheet(input: FormatInput): Written {
  const language = input.language ?? 'zh'
  const w = paperWords(language)
  const { words } = w
  const { mission, route } = input
  const body = html`
    <header><div><h1>${words.sheet}</h1><p><b>${w.nameOf(mission.name)}</b></p>
      <p class="small">${words.revision} ${input.revision}</p></div><div class="qr">${qr(input.revision)}</div></header>
    ${verdictOf(input, w)}
    ${facts([
      ...enterpriseFacts(input, w),
      [words.sites, sitesOf(input, w)],
      [words.planned, mission.plannedAtMs === null ? words.notStated : dateTime(mission.plannedAtMs, w)],
      [words.aircraft, `${w.nameOf(mission.vehicle.name)} (${w.firmwareName(mission.vehicle.firmware)})`],
      [words.camera, mission.camera ? w.nameOf(mission.camera.name) : words.none],
      [words.length, `${number(route.figures.lengthM, w)} m`],
      [words.time, `${number(route.figures.airborneS / 60, w, 1)} min`],
      [words.photos, number(route.figures.photos, w)],
      [words.energy, `${number(route.figures.energyShare * 100, w)} %`],
      [words.highest, `${number(Math.max(0, ...route.points.map(({ heightM }) => heightM)), w)} m`],
    ])}
    <h2>${words.map}</h2>${mapSvg(input, words.north, { isNumbered: true })}${mapKey(input, w)}
    ${approval(input, w)}
    <h2>${words.contingency}</h2>${facts([
      [words.returnHeight, `${number(mission.contingency.returnHeightM, w)} m`],
      [words.atEnd, w.actionName(mission.contingency.atEnd)],
      [words.comesDown, comesDown(input, w)],
      [words.onLostLink, w.actionName(mission.contingency.onLostLink)],
      [words.onLowBattery, w.actionName(mission.contingency.onLowBattery)],
      [words.onLostPosition, w.actionName(mission.contingency.onLostPosition)],
      [words.onFenceBreach, w.actionName(mission.contingency.onFenceBreach)],
    ])}
    <h2>${words.legs}</h2>${waypointTable(input, w)}<p class="small">${signsOf(input, w)}</p>
    <h2>${words.fence}</h2>${fenceTable(input, w)}
    <h2>${words.rally}</h2>${rallyTable(input, w)}
    <h2>${words.weather}</h2>${weatherOf(input, w)}
    <h2>${words.checklist}</h2><ul class="checks">${(mission.checklist ?? w.checks(mission.vehicle.firmware)).map((check) => html`<li>${check}</li>`)}</ul>
    <h2>${words.crew}</h2>${
      mission.crew.length > 0
        ? facts(mission.crew.map(({ name, duty }) => [duty || words.operator, name] as const))
        : html`<p>____________________</p>`
    }
    <div class="lines"><div>${words.operator}</div><div>${words.supervisor}</div><div>${words.date}</div></div>
    ${headOnPaper(input.head, language)}`
  return {
    content: page(language, `${words.sheet} ${w.nameOf(mission.name)}`, body),
    notes: [],
  }
}

export const dateTime = (atMs: number, w: PaperWords): string =>
  new Intl.DateTimeFormat(w.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: ZONE }).format(atMs)
export const number = (value: number, w: PaperWords, digits = 0): string =>
  new Intl.NumberFormat(w.locale, { maximumFractionDigits: digits }).format(value)

/** A figure of the verdict with its unit, a share as a part of a hundred. */
function figure(value: number, unit: CheckItem['unit'], w: PaperWords): string {
  if (unit === 'share') return `${number(value * 100, w, 1)} %`
  if (unit === 'count' || unit === '') return number(value, w, 1)
  return `${number(value, w, 1)} ${unit}`
}

/** Whose sites they are, and who is called there: the safety officer first. */
const enterpriseFacts = ({ enterprises = [] }: FormatInput, w: PaperWords) =>
  enterprises.flatMap(({ name, safetyOfficer, contacts }) => {
    const called = [...(safetyOfficer ? [safetyOfficer] : []), ...contacts].find(({ phone }) => phone !== '')
    return [
      [w.words.enterprise, w.nameOf(name)] as const,
      ...(called ? [[w.words.contactThere, `${called.name} ${called.phone}`] as const] : []),
    ]
  })

/** What the lines and marks of the map are. */
function mapKey({ mission }: FormatInput, w: PaperWords): Html {
  const { words } = w
  const zones = (inclusion: boolean) => mission.fence.some((zone) => zone.inclusion === inclusion)
  const keys: readonly (readonly [isThere: boolean, look: string, what: string])[] = [
    [true, 'border-top:0.7mm solid #c23b00', words.keyRoute],
    [zones(true), 'border-top:0.7mm solid #0a6b3a', words.inclusion],
    [zones(false), 'border-top:0.7mm dashed #a00', words.exclusion],
    [true, 'height:2.4mm;background:#dfe8ee;border:0.2mm solid #345', words.site],
    [true, 'height:2.4mm;background:#c4ccd2;border:0.2mm solid #567', words.asset],
  ]
  return html`<p class="key"><span><b>H</b> ${words.home}</span>${
    mission.rallyPoints.length > 0 ? html`<span><b>R</b> ${words.rally}</span>` : ''
  }${keys.filter(([isThere]) => isThere).map(([, look, what]) => html`<span><i style="${look}"></i>${what}</span>`)}</p>`
}

/** What the signs of the waypoints' last column mean, those that stand there. */
function signsOf({ route }: FormatInput, w: PaperWords): string {
  const { words } = w
  const has = (is: (point: RoutePoint) => boolean): boolean => route.points.some(is)
  const signs: readonly (readonly [isThere: boolean, sign: string, what: string])[] = [
    [has(({ photo }) => photo), '◉', words.signPhoto],
    [has((p) => p.photoEveryM !== null || p.photoEveryS !== null), '◉/', words.signEvery],
    [has(({ video }) => video === true), 'REC', words.signVideo],
    [has(({ holdS }) => holdS > 0), 's', words.signHold],
    [has(({ headingDeg }) => headingDeg !== null), '→', words.signHeading],
    [has(({ gimbalPitchDeg }) => gimbalPitchDeg !== null), '∠', words.signGimbal],
  ]
  return signs
    .filter(([isThere]) => isThere)
    .map(([, sign, what]) => `${sign} ${what}`)
    .join(' · ')
}

export function sitesOf({ mission, sites }: FormatInput, w: PaperWords): string {
  const own = sites.filter(({ id }) => mission.siteIds.includes(id)).map(({ name }) => w.nameOf(name))
  return own.length > 0 ? own.join('、') : w.words.none
}

const degrees = ({ lat, lon }: LatLon): [string, string] => [lat.toFixed(7), lon.toFixed(7)]

/** Where the flight ends, or may end, as the firmware chooses. */
function comesDown({ route }: FormatInput, w: PaperWords): string {
  const { words } = w
  const places = (route.landings ?? []).map(({ at, rally, fromHomeM }) =>
    at === 'home'
      ? words.atHome
      : `${at === 'rally' ? `${words.atRally} ${rally}` : words.onTheSpot} (${words.fromHome} ${number(fromHomeM, w)} m)`,
  )
  return places.length > 0 ? places.join(' / ') : words.none
}

function verdictOf(input: FormatInput, w: PaperWords): Html {
  const { words } = w
  const verdict = judge({ ...input, nowMs: input.exportedAtMs })
  const { marginM } = fenceMargin(input.mission)
  const count = [
    verdict.errors > 0 ? `${words.errors} ${verdict.errors}` : words.noErrors,
    ...(verdict.warnings > 0 ? [`${words.warnings} ${verdict.warnings}`] : []),
    ...(verdict.unknown > 0 ? [`${words.unknown} ${verdict.unknown}`] : []),
  ].join(' · ')
  const severity = { error: words.error, warning: words.warning, unknown: words.unknown }
  const rows = verdict.items.map((item) => [
    severity[item.severity],
    w.ruleName(item.rule),
    input.told?.(item) ?? '-',
    item.value === null ? '-' : figure(item.value, item.unit, w),
    item.limit === null ? '-' : figure(item.limit, item.unit, w),
  ])
  const isHeld = blockingErrors(verdict, input.releases, input.revision).rules.length > 0
  return html`<h2>${words.verdict}: ${count}</h2>${isHeld ? html`<p><span class="mark">${words.notCleared}</span></p>` : ''}
    ${rows.length > 0 ? html`<div class="verdict">${table([words.severity, words.rule, words.said, words.measured, words.limit], rows)}</div>` : html`<p class="small">${words.margin}: ${number(marginM, w, 1)} m</p>`}
    ${input.releases.map((release) => html`<p><b>${words.released}</b>: ${release.reason} (${release.by}, ${release.role}, ${dateTime(release.atMs, w)})</p>`)}`
}

/** What was forecast or seen, with the figures that the verdict reckons with; a line to write on where nobody said. */
function weatherOf({ mission }: FormatInput, w: PaperWords): Html {
  const { words } = w
  const { weather, conditions, margin, vehicle } = mission
  const figure = (value: number | null, unit: string) =>
    value === null ? words.notStated : `${number(value, w, 1)} ${unit}`
  const reckoned = [
    [words.windLimit, figure(vehicle.maxWindMS, 'm/s')],
    [words.wind, figure(margin.windMS, 'm/s')],
    [words.gusts, figure(conditions.gustMS, 'm/s')],
    [words.temperature, figure(conditions.temperatureC, '°C')],
  ] as const
  if (!weather) return html`${facts(reckoned)}<p>____________________________________________</p>`
  return html`${facts([
    [words[weather.kind], dateTime(weather.atMs, w)],
    ...(weather.source === '' ? [] : [[words.weatherBy, weather.source] as const]),
    ...reckoned,
    [words.visibility, figure(weather.visibilityM, 'm')],
    [words.precipitation, w.precipitationName(weather.precipitation)],
  ])}${weather.text === '' ? '' : html`<p>${weather.text}</p>`}`
}

function approval({ mission }: FormatInput, w: PaperWords): Html {
  const { words } = w
  const { authorisation } = mission
  if (!authorisation) return html`<h2>${words.authorisation}</h2><p><b>${words.none}</b></p>`
  return html`<h2>${words.authorisation}</h2>${facts([
    [words.number, authorisation.number],
    [words.authority, authorisation.authority],
    [words.window, `${dateTime(authorisation.fromMs, w)} – ${dateTime(authorisation.toMs, w)}`],
    [words.maxTrueHeight, `${number(authorisation.maxTrueHeightM, w)} m`],
  ])}`
}

/** On paper more rows than this serve nobody: the file has them. */
const MOST_ROWS = 300

function waypointTable({ mission, route }: FormatInput, w: PaperWords): Html {
  const { words } = w
  const elapsed = elapsedAtPoints(mission, route.points, frameAt(mission.home))
  const minutes = (seconds: number) =>
    `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
  const rows = route.points
    .slice(0, MOST_ROWS)
    .map((point, i) => [
      i + 1,
      ...degrees(point),
      `${number(point.heightM, w, 1)} m`,
      `${number(point.speedMS, w, 1)} m/s`,
      minutes(elapsed[i] ?? 0),
      doing(point),
    ])
  return html`${table([words.seq, words.latitude, words.longitude, words.height, words.speed, words.elapsed, words.doing], rows)}${
    route.points.length > MOST_ROWS ? html`<p>… ${route.points.length}</p>` : ''
  }`
}

const doing = (point: RoutePoint): string =>
  [
    point.photo ? '◉' : '',
    point.photoEveryM === null ? '' : `◉/${Math.round(point.photoEveryM * 10) / 10} m`,
    point.photoEveryS === null ? '' : `◉/${Math.round(point.photoEveryS * 10) / 10} s`,
    point.video ? 'REC' : '',
    point.holdS > 0 ? `${point.holdS} s` : '',
    point.headingDeg === null ? '' : `→${Math.round(point.headingDeg)}°`,
    point.gimbalPitchDeg === null ? '' : `∠${Math.round(point.gimbalPitchDeg)}°`,
  ]
    .filter(Boolean)
    .join(' ')

function fenceTable({ mission }: FormatInput, w: PaperWords): Html {
  const { words } = w
  if (mission.fence.length === 0) return html`<p>${words.noFence}</p>`
  const rows = mission.fence.flatMap((zone, i) => {
    const kind = `${i + 1} ${zone.inclusion ? words.inclusion : words.exclusion}`
    return zone.shape === 'circle'
      ? [[kind, ...degrees(zone.center), `${words.circle}, ${words.radius} ${number(zone.radiusM, w, 1)} m`]]
      : zone.ring.map((at, k) => [kind, ...degrees(at), k + 1])
  })
  return table([words.fence, words.latitude, words.longitude, words.point], rows)
}

function rallyTable({ mission }: FormatInput, w: PaperWords): Html {
  const { words } = w
  const rows = [
    [
      words.home,
      ...degrees(mission.home),
      mission.home.amslM === null ? '-' : `${number(mission.home.amslM, w, 1)} m (${words.amsl})`,
    ],
    ...mission.rallyPoints.map((point, i) => [
      `${words.rally} ${i + 1}`,
      ...degrees(point),
      `${number(point.heightM, w, 1)} m`,
    ]),
  ]
  return table([words.point, words.latitude, words.longitude, words.height], rows)
}

/** The revision as a square that a telephone reads. */
function qr(text: string): Html {
  const { size, path } = squarePath(text)
  return raw(`<svg viewBox="-2 -2 ${size + 4} ${size + 4}" role="img"><path d="${path}"/></svg>`)
}
