import { degreesMinutesSeconds } from '../../geo/coordinates.ts'
import { frameAt } from '../../geo/frame.ts'
import { circleOutline } from '../../geo/offset.ts'
import type { LatLon } from '../../geo/position.ts'
import { csvTable } from '../../units/csv.ts'
import type { FormatInput, Written } from '../formatInput.ts'
import { docx } from './docx.ts'
import { facts, html, page, table } from './html.ts'
import { headCells, headOnPaper, headParagraphs } from './journalHead.ts'
import { mapSvg } from './mapSvg.ts'
import { dateTime, number, sitesOf } from './sheet.ts'
import { type PaperWords, paperWords } from './words.ts'

/** Corners of a circle in an application: enough for any form. */
const CIRCLE_CORNERS = 24

const dms = ({ lat, lon }: LatLon): [string, string] => [
  degreesMinutesSeconds(lat, ['N', 'S']),
  degreesMinutesSeconds(lon, ['E', 'W']),
]

/** What an application lists: the corners of the airspace, take-off and rally points, each with a name. */
function pointsOf({ mission }: FormatInput, w: PaperWords): { name: string; at: LatLon }[] {
  const { words } = w
  const zones = mission.fence.filter(({ inclusion }) => inclusion)
  const corners = zones.flatMap((zone, i) => {
    const ring = zone.shape === 'polygon' ? zone.ring : ringOf(zone.center, zone.radiusM)
    return ring.map((at, k) => ({ name: zones.length > 1 ? `A${i + 1}-${k + 1}` : `A${k + 1}`, at }))
  })
  return [
    ...corners,
    { name: words.home, at: mission.home },
    ...mission.rallyPoints.map((at, i) => ({ name: `${words.rally} ${i + 1}`, at })),
  ]
}

function ringOf(center: LatLon, radiusM: number): LatLon[] {
  const frame = frameAt(center)
  const outline = circleOutline({ x: 0, y: 0 }, radiusM, true)
  const step = Math.max(1, Math.floor(outline.length / CIRCLE_CORNERS))
  return outline.filter((_, i) => i % step === 0).map((at) => frame.toLatLon(at))
}

const highestM = ({ route }: FormatInput): number =>
  Math.max(0, ...route.points.map(({ heightM }) => heightM))

const BLANK = '________________'

/** What an application states of the flight; what only the applicant knows is left to be filled in. */
function factsOf(input: FormatInput, w: PaperWords): (readonly [string, string])[] {
  const { words } = w
  const { mission } = input
  const unlock = mission.authorisation?.djiUnlock
  return [
    [words.applicant, BLANK],
    [words.purpose, BLANK],
    [words.contact, BLANK],
    [words.aircraft, w.nameOf(mission.vehicle.name)],
    [words.registration, BLANK],
    [words.serial, unlock?.kind === 'certificate' ? unlock.aircraftSerial : BLANK],
    [words.operator, mission.crew[0]?.name ?? BLANK],
    [words.pilotLicence, BLANK],
    [words.sites, sitesOf(input, w)],
    [words.planned, mission.plannedAtMs === null ? BLANK : dateTime(mission.plannedAtMs, w)],
    [words.highest, `${number(highestM(input), w)} m`],
    [words.returnHeight, `${number(mission.contingency.returnHeightM, w)} m`],
  ]
}

/** The mission's own reminders, else the usual ones. */
const remindersOf = ({ mission }: FormatInput, w: PaperWords): readonly string[] =>
  mission.reminders ?? w.reminders

/** The application package as a page to print: coordinates, heights, window and map, marked for application only. */
export function writeApplication(input: FormatInput): Written {
  const language = input.language ?? 'zh'
  const w = paperWords(language)
  const { words } = w
  const { mission } = input
  const body = html`
    <header><div><h1>${words.application}</h1><p><b>${w.nameOf(mission.name)}</b></p>
      <p class="small">${words.revision} ${input.revision}</p></div><p><span class="mark">${words.forApplication}</span></p></header>
    ${facts(factsOf(input, w))}
    <h2>${words.area}</h2>${table(
      [words.point, words.latitude, words.longitude],
      pointsOf(input, w).map(({ name, at }) => [name, ...dms(at)]),
    )}
    <h2>${words.map}</h2>${mapSvg(input, words.north)}
    <h2>${words.reminders}</h2><ul>${remindersOf(input, w).map((reminder) => html`<li>${reminder}</li>`)}</ul>
    ${headOnPaper(input.head, language)}`
  return {
    content: page(language, `${words.application} ${w.nameOf(mission.name)}`, body),
    notes: [],
  }
}

/** The same package as a document that is filled in with Word or WPS. */
export function writeApplicationDocx(input: FormatInput): Written {
  const w = paperWords(input.language ?? 'zh')
  const { words } = w
  const svg = mapSvg(input, words.north).html
  const [, width = '1000', height = '600'] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []
  return {
    content: docx(
      [
        { kind: 'title', text: `${words.application}（${words.forApplication}）` },
        { kind: 'paragraph', text: w.nameOf(input.mission.name) },
        { kind: 'paragraph', text: `${words.revision} ${input.revision}` },
        { kind: 'table', head: [words.item, words.value], rows: factsOf(input, w) },
        { kind: 'heading', text: words.area },
        {
          kind: 'table',
          head: [words.point, words.latitude, words.longitude],
          rows: pointsOf(input, w).map(({ name, at }) => [name, ...dms(at)]),
        },
        { kind: 'heading', text: words.map },
        { kind: 'picture', svg, width: Number(width), height: Number(height) },
        { kind: 'heading', text: words.reminders },
        ...remindersOf(input, w).map((text) => ({ kind: 'bullet', text }) as const),
        ...headParagraphs(input.head, input.language ?? 'zh').map(
          (text) => ({ kind: 'paragraph', text }) as const,
        ),
      ],
      input.exportedAtMs,
    ),
    notes: [],
  }
}

/** The same list as a table for the forms of others: CSV in UTF-8 with a mark, so that spreadsheets read it. */
export function writeApplicationTable(input: FormatInput): Written {
  const w = paperWords(input.language ?? 'zh')
  const { words } = w
  const { mission } = input
  const rows = [
    [words.application, words.forApplication],
    [words.mission, w.nameOf(mission.name)],
    [words.revision, input.revision],
    [words.planned, mission.plannedAtMs === null ? '' : dateTime(mission.plannedAtMs, w)],
    [words.highest, `${highestM(input)} m`],
    ...headCells(input.head, input.language ?? 'zh'),
    [],
    [words.point, words.latitude, words.longitude, words.latitude, words.longitude],
    ...pointsOf(input, w).map(({ name, at }) => [name, ...dms(at), at.lat.toFixed(7), at.lon.toFixed(7)]),
  ]
  return {
    content: csvTable(rows),
    notes: [],
  }
}
