import { z } from 'zod'
import { frameAt } from '../geo/frame.ts'
import type { LatLon } from '../geo/position.ts'
import { type Mission, SPECIAL_CASES } from '../mission/mission.ts'
import { dmsOf } from '../geo/coordinates.ts'
import { paperWords } from '../formats/papers/words.ts'
import type { FlightApproval } from '../permit/approval.ts'
import type { Battery, Craft } from '../permit/craft.ts'
import { CHINA_ZONE, wallTime } from '../units/wallClock.ts'
import type { Person } from '../people/person.ts'
import type { Route } from '../route/route.ts'
import type { Site } from '../site/site.ts'
import { APPLICATION_FIELDS, APPLICATION_ITEMS, type ApplicationField } from './flightApplicationFields.ts'
import { applicationWords } from './flightApplicationWords.ts'
import { writtenDay } from '../units/writtenDay.ts'

const FIELD_IDS = Object.keys(APPLICATION_FIELDS) as ApplicationField[]

/**
 * An application as it is filled in: plain texts by id. `value` is '' where the workspace does not know it, then `missing`
 * says what to do; `items` puts the same together under the law's thirteen.
 */
export const Application = z.object({
  title: z.string(),
  fields: z.array(
    z.object({
      id: z.enum(FIELD_IDS as [ApplicationField, ...ApplicationField[]]),
      item: z.enum(APPLICATION_ITEMS),
      label: z.string(),
      value: z.string(),
      missing: z.string(),
    }),
  ),
  items: z.array(
    z.object({ id: z.enum(APPLICATION_ITEMS), no: z.number().int(), label: z.string(), text: z.string() }),
  ),
})
export type Application = z.infer<typeof Application>

/** What an application is filled from. What is not known is null or left out; nothing is made up. */
export type ApplicationInput = {
  readonly mission: Mission
  readonly route: Route
  readonly sites: readonly Site[]
  readonly craft: Craft | null
  readonly batteries: readonly Battery[]
  readonly approval: FlightApproval | null
  /** Those of the mission's crew that the workspace knows. */
  readonly persons: readonly Pick<Person, 'id' | 'name' | 'unit' | 'number' | 'licenceUntil' | 'phone'>[]
  readonly language: 'zh' | 'en'
}

/** Beyond this from take-off a flight is out of sight, m. */
const SIGHT_M = 500

/** The law's thirteen items, filled from mission, route, crew, aircraft and approval. The same input gives the same texts. */
export function application(input: ApplicationInput): Application {
  const { language } = input
  const { labels, itemNames, missing, title } = applicationWords(language)
  const values = valuesOf(input)
  const fields = FIELD_IDS.map((id) => ({
    id,
    item: APPLICATION_FIELDS[id],
    label: labels[id],
    value: values[id],
    missing: values[id] === '' ? missing[id] : '',
  }))
  return {
    title: `${title} ${paperWords(language).nameOf(input.mission.name)}`,
    fields,
    items: APPLICATION_ITEMS.map((id, i) => ({
      id,
      no: i + 1,
      label: itemNames[id],
      text: fields
        .filter(({ item }) => item === id)
        .map(
          ({ label, value, missing: todo }) =>
            `${label}${language === 'zh' ? '：' : ': '}${value || `[${todo}]`}`,
        )
        .join('\n'),
    })),
  }
}

/** The same as lines of text, as the command line prints it and people paste it. */
export const applicationText = ({ title, fields, items }: Application): string =>
  [
    title,
    '',
    ...fields.map(({ label, value, missing }) => `${label}\t${value === '' ? `[${missing}]` : value}`),
    '',
    ...items.flatMap(({ no, label, text }) => [
      `${no}. ${label}`,
      ...text.split('\n').map((line) => `   ${line}`),
    ]),
  ].join('\n')

function valuesOf(input: ApplicationInput): Record<ApplicationField, string> {
  const { mission, route, sites, craft, batteries, approval, language } = input
  const w = applicationWords(language)
  const written = (text: string): string => writtenDay(language, text)
  const { actionName, nameOf } = paperWords(language)
  const zone = approval?.zone ?? mission.authorisation?.zone ?? CHINA_ZONE
  const { vehicle, contingency, home, special = {} } = mission
  const siteNames = sites.map((site) => nameOf(site.name)).join(w.comma)
  const personOf = (id: string | undefined) => input.persons.find((person) => person.id === id) ?? null
  const crew = mission.crew.map((one) => ({ ...one, person: personOf(one.personId) }))
  const [pilot] = crew
  const at = (place: string, point: LatLon): string => [place, dmsOf(point)].filter(Boolean).join(' ')
  const [firstSite] = sites
  const near = firstSite ? nameOf(firstSite.name) : ''
  const [first, last] = [route.points[0], route.points.at(-1)]
  const heights = route.points.map(({ heightM }) => heightM)
  const highestM = heights.length === 0 ? null : Math.max(...heights, contingency.returnHeightM)
  const lowestM = heights.length === 0 ? null : Math.min(...heights)
  const frame = frameAt(home)
  const farthestM = route.points.reduce((most, point) => {
    const { x, y } = frame.toLocal(point)
    return Math.max(most, Math.hypot(x, y))
  }, 0)
  const corners = approval?.area ?? mission.authorisation?.area ?? null
  const fence = mission.fence
    .filter(({ inclusion }) => inclusion)
    .map((zoneOf) =>
      zoneOf.shape === 'polygon'
        ? zoneOf.ring.map(dmsOf).join('; ')
        : w.circle(dmsOf(zoneOf.center), whole(zoneOf.radiusM)),
    )
  const speeds = mission.patterns.flatMap((pattern) => ('speedMS' in pattern ? [pattern.speedMS] : []))
  const yes = SPECIAL_CASES.filter((one) => special[one] === true)
  const isAnswered = SPECIAL_CASES.every((one) => special[one] !== undefined)
  const landing = route.landings?.[0] ?? null
  const landingAt: LatLon | null =
    contingency.atEnd === 'land' || contingency.atEnd === 'hover' ? (last ?? null) : (landing ?? home)
  const joined = (...parts: readonly (string | null | undefined | false)[]): string =>
    parts.filter((part): part is string => typeof part === 'string' && part !== '').join(w.comma)
  return {
    kind: w.kinds[approval?.kind ?? mission.authorisation?.kind ?? 'once'],
    purpose: siteNames === '' ? '' : w.purpose(siteNames),
    way: w.autonomous,
    sight: route.points.length === 0 ? '' : farthestM > SIGHT_M ? w.beyondSight : w.inSight,
    start: mission.plannedAtMs === null ? '' : written(wallTime(zone, mission.plannedAtMs)),
    end:
      mission.plannedAtMs === null
        ? ''
        : written(wallTime(zone, mission.plannedAtMs + Math.ceil(route.figures.airborneS / 60) * 60_000)),
    height:
      highestM === null
        ? ''
        : w.height(whole(highestM), home.amslM === null ? null : whole(home.amslM + highestM)),
    contactName: pilot?.name ?? '',
    contactPhone: pilot?.person?.phone ?? '',
    takeoff: at(near, home),
    landing: landingAt ? at(landingAt === home ? near : '', landingAt) : '',
    alternate: mission.rallyPoints.length === 0 ? w.none : mission.rallyPoints.map(dmsOf).join('; '),
    emergency: w.emergency({
      lostLink: actionName(contingency.onLostLink),
      lowBattery: actionName(contingency.onLowBattery),
      lostPosition: actionName(contingency.onLostPosition),
      breach: actionName(contingency.onFenceBreach),
      returnHeightM: whole(contingency.returnHeightM),
    }),
    organiser: pilot?.person?.unit ?? '',
    crew:
      crew.length === 0 || crew.some(({ person }) => !person || person.number === '')
        ? ''
        : crew
            .map(({ name, duty, person }) =>
              joined(
                [name, duty].filter(Boolean).join(' '),
                person && w.licence(person.number),
                person?.licenceUntil ? w.until(written(person.licenceUntil)) : null,
              ),
            )
            .join('; '),
    type: craft ? joined(nameOf(vehicle.name), craft.class && w.classes[craft.class]) : '',
    number: craft ? w.oneCraft(craft.serial) : '',
    performance: w.performance({
      cruiseMS: vehicle.cruiseMS,
      maxSpeedMS: vehicle.maxSpeedMS,
      enduranceMin: Math.floor(vehicle.enduranceS / 60),
      maxWindMS: vehicle.maxWindMS,
    }),
    registration: craft ? joined(craft.registration, craft.uomNumber && `UOM ${craft.uomNumber}`) : '',
    volume: corners ? corners.map(dmsOf).join('; ') : fence.join(' | '),
    wayIn: first ? dmsOf(first) : '',
    wayOut: last ? dmsOf(last) : '',
    legs:
      highestM === null || lowestM === null
        ? ''
        : w.legs({
            points: route.points.length,
            lengthM: whole(route.figures.lengthM),
            lowM: whole(lowestM),
            highM: whole(Math.max(...heights)),
          }),
    speed: speeds.length === 0 ? '' : w.speed(Math.min(...speeds), Math.max(...speeds)),
    link:
      craft && craft.linkFrequency !== '' && craft.linkBandwidth !== ''
        ? w.link(craft.linkFrequency, craft.linkBandwidth)
        : '',
    surveillance: craft?.equipment ?? '',
    transponder: craft ? craft.transponder || w.noTransponder : '',
    special: !isAnswered ? '' : yes.length === 0 ? w.none : yes.map((one) => w.cases[one]).join(w.comma),
    other:
      joined(
        approval && w.under(approval.number, approval.authority),
        batteries.length > 0 &&
          w.batteries(batteries.map(({ name, serial }) => joined(name, serial)).join('; ')),
        mission.remarks,
      ) || w.none,
  }
}

const whole = (metres: number): number => Math.round(metres)
