import type { Contingency, Mission } from '../mission/mission.ts'
import { lensOf } from '../mission/payloads.ts'
import { quantiseM } from '../units/quantise.ts'
import { type Note, note } from '../units/note.ts'
import type { FormatInput } from './formatInput.ts'
import { withPhotoStops } from './photoStops.ts'
import { type Stop, stopsOf } from './stops.ts'
import { element, xmlDocument } from './xml.ts'
import { zipOf } from './zipWrite.ts'

/**
 * DJI's route files (WPML, https://developer.dji.com/doc/cloud-api-tutorial/en/api-reference/dji-wpml/overview.html):
 * a zip with `wpmz/template.kml`, which the controller edits, and `wpmz/waylines.wpml`, which is flown. Both are made
 * from the same stops, so that rebuilding one from the other changes nothing. A point is written "lon,lat", the
 * reference of the take-off "lat,lon,alt".
 */

export type Dialect = {
  readonly namespace: string
  /** Whether photos every so many metres or seconds can be asked for; else each is a stop of its own. */
  readonly hasIntervals: boolean
  readonly actionMode: 'sequence' | 'parallel'
  readonly mostPoints: number
}

export const ENTERPRISE: Dialect = {
  namespace: 'http://www.dji.com/wpmz/1.0.2',
  hasIntervals: true,
  actionMode: 'sequence',
  mostPoints: 65_535,
}
/** Files that DJI Fly wrote have this namespace; more than 99 points were reported to end the app. */
export const FLY: Dialect = {
  namespace: 'http://www.uav.com/wpmz/1.0.2',
  hasIntervals: false,
  actionMode: 'parallel',
  mostPoints: 99,
}

const KML = 'http://www.opengis.net/kml/2.2'
export const MOST_SPEED_MS = 15
const SECURITY_HEIGHT_M = { least: 1.2, most: 1500 }
export type Context = {
  mission: Mission
  exportedAtMs: number
  dialect: Dialect
  stops: readonly Stop[]
  atEnd: Contingency['atEnd']
}

/** The stops of a mission as a dialect has them, and what of the mission does not travel with them. */
export function routeContext(
  { mission, route, exportedAtMs }: FormatInput,
  dialect: Dialect,
): { context: Context; notes: Note[] } {
  const { flown, notes } = stopsOf(route.items, {
    cruiseMS: mission.vehicle.cruiseMS,
    homeAmslM: mission.home.amslM,
  })
  const stops = dialect.hasIntervals ? flown.stops : withPhotoStops(flown.stops)
  if (stops.length > flown.stops.length)
    notes.push(note('info', 'photos_as_stops', null, { count: stops.length - flown.stops.length }))
  if (stops[0]?.video) notes.push(note('warning', 'video_from_first'))
  if (stops.length < 2) notes.push(note('error', 'too_few_points', null, { count: stops.length, least: 2 }))
  if (stops.length > dialect.mostPoints)
    notes.push(
      note(dialect === FLY ? 'warning' : 'error', 'too_many_points', null, {
        count: stops.length,
        most: dialect.mostPoints,
      }),
    )
  if (!mission.vehicle.dji)
    notes.push(note('error', 'no_dji_numbers', null, { vehicle: mission.vehicle.name.en }))
  if (stops.some((stop) => stop.speedMS > MOST_SPEED_MS))
    notes.push(note('warning', 'speed_lowered', null, { speedMS: MOST_SPEED_MS }))
  return { context: { mission, exportedAtMs, dialect, stops, atEnd: flown.atEnd }, notes }
}

export const w = (name: string, content: Parameters<typeof element>[1]): string[] =>
  element(`wpml:${name}`, content)
export const metres = (value: number): string => String(quantiseM(value))
export const speedOf = (speedMS: number): string => metres(Math.min(speedMS, MOST_SPEED_MS))

const FINISH: Readonly<Record<Contingency['atEnd'], string>> = {
  return: 'goHome',
  landHome: 'autoLand',
  land: 'autoLand',
  hover: 'noAction',
}
const LOST: Readonly<Record<Contingency['onLostLink'], string>> = {
  return: 'goBack',
  land: 'landing',
  hover: 'hover',
  continue: 'goBack',
}

/** What both files say of the whole route. */
export function missionConfig({ mission, atEnd }: Context, withReference: boolean): string[] {
  const { contingency, vehicle, home } = mission
  const security = Math.min(SECURITY_HEIGHT_M.most, Math.max(SECURITY_HEIGHT_M.least, mission.takeoffHeightM))
  const { dji } = vehicle
  return w('missionConfig', [
    ...w('flyToWaylineMode', 'safely'),
    ...w('finishAction', FINISH[atEnd]),
    ...w('exitOnRCLost', contingency.onLostLink === 'continue' ? 'goContinue' : 'executeLostAction'),
    ...w('executeRCLostAction', LOST[contingency.onLostLink]),
    ...w('takeOffSecurityHeight', metres(security)),
    ...(withReference && home.amslM !== null
      ? w('takeOffRefPoint', `${home.lat.toFixed(7)},${home.lon.toFixed(7)},${metres(home.amslM)}`)
      : []),
    ...w('globalTransitionalSpeed', speedOf(vehicle.cruiseMS)),
    ...w('globalRTHHeight', metres(contingency.returnHeightM)),
    ...w('droneInfo', [
      ...w('droneEnumValue', dji?.drone ?? 0),
      ...w('droneSubEnumValue', dji?.droneSub ?? 0),
    ]),
    ...(dji && dji.payload !== null
      ? w('payloadInfo', [
          ...w('payloadEnumValue', dji.payload),
          ...w('payloadSubEnumValue', dji.payloadSub),
          ...w('payloadPositionIndex', dji.payloadPosition),
        ])
      : []),
  ])
}

/** A whole file of the route. */
export function routeDocument(context: Context, lines: string[]): string[] {
  return element('kml', element('Document', lines), { xmlns: KML, 'xmlns:wpml': context.dialect.namespace })
}

/** The lens that photos are kept of is the mission's camera's; left out where the camera has no number. */
export const payloadParam = ({ mission }: Context): string[] =>
  mission.vehicle.dji?.payload == null
    ? []
    : w('payloadParam', [
        ...w('payloadPositionIndex', mission.vehicle.dji.payloadPosition),
        ...w('imageFormat', lensOf(mission)),
      ])

/** Both files in their zip, dated. */
export function zipped(template: readonly string[], waylines: readonly string[], atMs: number): Uint8Array {
  const encode = (lines: readonly string[]) => new TextEncoder().encode(xmlDocument(lines))
  const files = { 'wpmz/template.kml': encode(template), 'wpmz/waylines.wpml': encode(waylines) }
  return zipOf(files, atMs)
}
