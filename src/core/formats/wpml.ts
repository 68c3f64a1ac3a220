import { zipSync } from 'fflate'
import { frameAt } from '../geo/frame.ts'
import { distance } from '../geo/polygon.ts'
import type { Contingency, Mission } from '../mission/mission.ts'
import { note } from '../units/note.ts'
import { quantiseDeg, quantiseM } from '../units/quantise.ts'
import type { FormatInput, Written } from './formatInput.ts'
import { type Stop, stopsOf } from './stops.ts'
import { element, xmlDocument } from './xml.ts'

/**
 * DJI's route files (WPML, https://developer.dji.com/doc/cloud-api-tutorial/en/api-reference/dji-wpml/overview.html):
 * a zip with `wpmz/template.kml`, which the controller edits, and `wpmz/waylines.wpml`, which is flown. Both are made
 * from the same stops, so that rebuilding one from the other changes nothing. A point is written "lon,lat", the
 * reference of the take-off "lat,lon,alt".
 */
type Dialect = {
  readonly namespace: string
  /** Whether photos every so many metres or seconds can be asked for; else each is a stop of its own. */
  readonly hasIntervals: boolean
  readonly actionMode: 'sequence' | 'parallel'
  readonly mostPoints: number
}

const ENTERPRISE: Dialect = {
  namespace: 'http://www.dji.com/wpmz/1.0.2',
  hasIntervals: true,
  actionMode: 'sequence',
  mostPoints: 65_535,
}
/** Files that DJI Fly wrote have this namespace; more than 99 points were reported to end the app. */
const FLY: Dialect = {
  namespace: 'http://www.uav.com/wpmz/1.0.2',
  hasIntervals: false,
  actionMode: 'parallel',
  mostPoints: 99,
}

const KML = 'http://www.opengis.net/kml/2.2'
const MOST_SPEED_MS = 15
const SECURITY_HEIGHT_M = { least: 1.2, most: 1500 }
/** A zip's times begin in 1980; a fixed one makes the same bytes every time. */
const ZIP_TIME = new Date(1980, 0, 1)

/** For Pilot 2 and FlightHub 2. */
export const writeDjiWpml = (input: FormatInput): Written => write(input, ENTERPRISE)
/** For DJI Fly. */
export const writeDjiFly = (input: FormatInput): Written => write(input, FLY)

function write(input: FormatInput, dialect: Dialect): Written {
  const { mission, route, releases } = input
  const { flown, notes } = stopsOf(route.items, {
    cruiseMS: mission.vehicle.cruiseMS,
    homeAmslM: mission.home.amslM,
  })
  const stops = dialect.hasIntervals ? flown.stops : withPhotoStops(flown.stops)
  // No fence travels with a route: a custom flight area reaches docks only.
  if (mission.fence.length > 0) notes.push(note('warning', 'no_fence_on_board'))
  if (mission.rallyPoints.length > 0) notes.push(note('warning', 'rally_not_carried'))
  if (releases.length > 0) notes.push(note('warning', 'release_not_carried'))
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
  const context: Context = { mission, dialect, stops, atEnd: flown.atEnd }
  const files = {
    'wpmz/template.kml': xmlDocument(template(context)),
    'wpmz/waylines.wpml': xmlDocument(waylines(context, route.figures.timeS)),
  }
  const encoded = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)]),
  )
  return { content: zipSync(encoded, { level: 6, mtime: ZIP_TIME }), notes }
}

type Context = {
  mission: Mission
  dialect: Dialect
  stops: readonly Stop[]
  atEnd: Contingency['atEnd']
}

const w = (name: string, content: Parameters<typeof element>[1]): string[] => element(`wpml:${name}`, content)
const metres = (value: number): string => String(quantiseM(value))
const speedOf = (stop: Stop): string => metres(Math.min(stop.speedMS, MOST_SPEED_MS))

const FINISH: Readonly<Record<Contingency['atEnd'], string>> = {
  return: 'goHome',
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
function missionConfig({ mission, atEnd }: Context, withReference: boolean): string[] {
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
    ...w('globalTransitionalSpeed', metres(Math.min(vehicle.cruiseMS, MOST_SPEED_MS))),
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

function document(context: Context, lines: string[]): string[] {
  return element('kml', element('Document', lines), { xmlns: KML, 'xmlns:wpml': context.dialect.namespace })
}

function template(context: Context): string[] {
  const { mission, stops } = context
  const cruiseMS = metres(Math.min(mission.vehicle.cruiseMS, MOST_SPEED_MS))
  const stamp = mission.plannedAtMs ?? 0
  return document(context, [
    ...w('author', 'Sortie'),
    ...w('createTime', stamp),
    ...w('updateTime', stamp),
    ...missionConfig(context, true),
    ...element('Folder', [
      ...w('templateType', 'waypoint'),
      ...w('templateId', 0),
      ...w('waylineCoordinateSysParam', [
        ...w('coordinateMode', 'WGS84'),
        ...w('heightMode', 'relativeToStartPoint'),
      ]),
      ...w('autoFlightSpeed', cruiseMS),
      ...w('globalHeight', metres(stops[0]?.heightM ?? 0)),
      ...w('caliFlightEnable', 0),
      ...w('gimbalPitchMode', 'manual'),
      ...w('globalWaypointHeadingParam', headingParam(null)),
      ...w('globalWaypointTurnMode', TURN),
      ...w('globalUseStraightLine', 1),
      ...stops.flatMap((stop, i) =>
        element('Placemark', [
          ...point(stop),
          ...w('index', i),
          // Heights are over the take-off point in both: what the mode of this file says.
          ...w('ellipsoidHeight', metres(stop.heightM)),
          ...w('height', metres(stop.heightM)),
          ...w('waypointSpeed', speedOf(stop)),
          ...w('waypointHeadingParam', headingParam(stop.headingDeg)),
          ...w('waypointTurnParam', turnParam()),
          ...w('useGlobalHeight', 0),
          ...w('useGlobalSpeed', 0),
          ...w('useGlobalHeadingParam', 0),
          ...w('useGlobalTurnParam', 1),
          ...w('useStraightLine', 1),
          ...actionGroups(context, i),
        ]),
      ),
      ...(mission.vehicle.dji?.payload == null
        ? []
        : w('payloadParam', [
            ...w('payloadPositionIndex', mission.vehicle.dji.payloadPosition),
            ...w('imageFormat', 'wide'),
          ])),
    ]),
  ])
}

function waylines(context: Context, timeS: number): string[] {
  const { mission, stops } = context
  return document(context, [
    ...missionConfig(context, false),
    ...element('Folder', [
      ...w('templateId', 0),
      ...w('executeHeightMode', 'relativeToStartPoint'),
      ...w('waylineId', 0),
      ...w('distance', metres(lengthOf(stops))),
      ...w('duration', metres(timeS)),
      ...w('autoFlightSpeed', metres(Math.min(mission.vehicle.cruiseMS, MOST_SPEED_MS))),
      ...stops.flatMap((stop, i) =>
        element('Placemark', [
          ...point(stop),
          ...w('index', i),
          ...w('executeHeight', metres(stop.heightM)),
          ...w('waypointSpeed', speedOf(stop)),
          ...w('waypointHeadingParam', headingParam(stop.headingDeg)),
          ...w('waypointTurnParam', turnParam()),
          ...w('useStraightLine', 1),
          ...actionGroups(context, i),
        ]),
      ),
    ]),
  ])
}

const point = ({ lat, lon }: Stop): string[] =>
  element('Point', element('coordinates', `${lon.toFixed(7)},${lat.toFixed(7)}`))

/** Straight legs that end in a stop: what was proved is flown, no curve leaves the leg. */
const TURN = 'toPointAndStopWithDiscontinuityCurvature'
const turnParam = (): string[] => [...w('waypointTurnMode', TURN), ...w('waypointTurnDampingDist', 0)]

/** Headings from -180 to 180 degrees. */
const halfTurns = (deg: number): number => quantiseM(deg > 180 ? deg - 360 : deg)

const headingParam = (headingDeg: number | null): string[] => [
  ...w('waypointHeadingMode', headingDeg === null ? 'followWayline' : 'smoothTransition'),
  ...w('waypointHeadingAngle', headingDeg === null ? 0 : halfTurns(headingDeg)),
  ...w('waypointPoiPoint', '0.000000,0.000000,0.000000'),
  ...w('waypointHeadingAngleEnable', headingDeg === null ? 0 : 1),
  ...w('waypointHeadingPathMode', 'followBadArc'),
]

/** What is done at a stop, and the photos that begin there. Numbers of groups are unique in a file. */
function actionGroups({ stops, mission, dialect }: Context, i: number): string[] {
  const stop = stops[i] as Stop
  const position = mission.vehicle.dji?.payloadPosition ?? 0
  const before = i > 0 ? (stops[i - 1] as Stop).gimbalPitchDeg : null
  const actions: { func: string; param: string[] }[] = []
  // The way from home to the first stop is no leg of the route: nothing is recorded on it.
  const isFilmedInto = i > 0 && stop.video === true
  const isFilmedOn = stops[i + 1]?.video === true
  // A camera that records takes no photo: the clip ends first.
  if (isFilmedInto && !isFilmedOn)
    actions.push({ func: 'stopRecord', param: w('payloadPositionIndex', position) })
  if (stop.gimbalPitchDeg !== null && stop.gimbalPitchDeg !== before)
    actions.push({
      func: 'gimbalRotate',
      param: [
        ...w('gimbalHeadingYawBase', 'aircraft'),
        ...w('gimbalRotateMode', 'absoluteAngle'),
        ...w('gimbalPitchRotateEnable', 1),
        ...w('gimbalPitchRotateAngle', metres(stop.gimbalPitchDeg)),
        ...w('gimbalRollRotateEnable', 0),
        ...w('gimbalRollRotateAngle', 0),
        ...w('gimbalYawRotateEnable', 0),
        ...w('gimbalYawRotateAngle', 0),
        ...w('gimbalRotateTimeEnable', 0),
        ...w('gimbalRotateTime', 0),
        ...w('payloadPositionIndex', position),
      ],
    })
  if (stop.holdS > 0) actions.push({ func: 'hover', param: w('hoverTime', metres(stop.holdS)) })
  const takePhoto = {
    func: 'takePhoto',
    param: [...w('payloadPositionIndex', position), ...w('useGlobalPayloadLensIndex', 1)],
  }
  if (stop.photo) actions.push(takePhoto)
  if (isFilmedOn && !isFilmedInto)
    actions.push({
      func: 'startRecord',
      param: [...w('payloadPositionIndex', position), ...w('useGlobalPayloadLensIndex', 1)],
    })
  const groups: string[] = []
  if (actions.length > 0)
    groups.push(...group(2 * i, [i, i], dialect.actionMode, w('actionTriggerType', 'reachPoint'), actions))
  const next = stops[i + 1]
  // The way from home to the first stop is no leg of the route: whatever photos it has begin there.
  const isNew = next !== undefined && (i === 0 ? hasInterval(next) : beginsInterval(stop, next))
  if (next && dialect.hasIntervals && isNew) {
    let end = i + 1
    while (
      end + 1 < stops.length &&
      !beginsInterval(stops[end] as Stop, stops[end + 1] as Stop) &&
      hasInterval(stops[end + 1] as Stop)
    )
      end++
    const isByDistance = next.photoEveryM !== null
    groups.push(
      ...group(
        2 * i + 1,
        [i, end],
        'sequence',
        [
          ...w('actionTriggerType', isByDistance ? 'multipleDistance' : 'multipleTiming'),
          ...w('actionTriggerParam', metres(next.photoEveryM ?? next.photoEveryS ?? 0)),
        ],
        [takePhoto],
      ),
    )
  }
  return groups
}

const hasInterval = (stop: Stop): boolean => stop.photoEveryM !== null || stop.photoEveryS !== null
/** Whether the leg to `next` takes photos otherwise than the one before it did. */
const beginsInterval = (stop: Stop, next: Stop): boolean =>
  hasInterval(next) && (next.photoEveryM !== stop.photoEveryM || next.photoEveryS !== stop.photoEveryS)

function group(
  id: number,
  [from, to]: readonly [number, number],
  mode: string,
  trigger: string[],
  actions: readonly { func: string; param: string[] }[],
): string[] {
  return w('actionGroup', [
    ...w('actionGroupId', id),
    ...w('actionGroupStartIndex', from),
    ...w('actionGroupEndIndex', to),
    ...w('actionGroupMode', mode),
    ...w('actionTrigger', trigger),
    ...actions.flatMap(({ func, param }, i) =>
      w('action', [
        ...w('actionId', i),
        ...w('actionActuatorFunc', func),
        ...w('actionActuatorFuncParam', param),
      ]),
    ),
  ])
}

function lengthOf(stops: readonly Stop[]): number {
  const [first] = stops
  if (!first) return 0
  const frame = frameAt(first)
  return stops.slice(1).reduce((sum, stop, i) => {
    const flat = distance(frame.toLocal(stops[i] as Stop), frame.toLocal(stop))
    return sum + Math.hypot(flat, stop.heightM - (stops[i] as Stop).heightM)
  }, 0)
}

/** Photos every so many metres or seconds as stops with a photo each, for what knows no intervals. */
export function withPhotoStops(stops: readonly Stop[]): Stop[] {
  const all: Stop[] = []
  let restM = 0
  for (const [i, stop] of stops.entries()) {
    const before = stops[i - 1]
    const everyM = stop.photoEveryM ?? (stop.photoEveryS === null ? null : stop.photoEveryS * stop.speedMS)
    if (before && everyM !== null) {
      // The trigger takes its first photo at once; between two legs it counts on.
      if (!hasInterval(before)) restM = 0
      const frame = frameAt(before)
      const to = frame.toLocal(stop)
      const lengthM = Math.hypot(to.x, to.y)
      let alongM = restM
      for (; alongM < lengthM - 0.01; alongM += everyM) {
        const t = alongM / lengthM
        const last = all.at(-1)
        if (t === 0 && last) {
          last.photo = true
          continue
        }
        const at = frame.toLatLon({ x: to.x * t, y: to.y * t })
        all.push({
          ...stop,
          lat: quantiseDeg(at.lat),
          lon: quantiseDeg(at.lon),
          heightM: quantiseM(before.heightM + (stop.heightM - before.heightM) * t),
          holdS: 0,
          photo: true,
        })
      }
      restM = alongM - lengthM
    }
    all.push({ ...stop })
  }
  return all.map((stop) => ({ ...stop, photoEveryM: null, photoEveryS: null }))
}
