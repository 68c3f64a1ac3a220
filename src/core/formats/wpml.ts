import type { FormatInput, Written } from './formatInput.ts'
import { actionGroups } from './wpmlActions.ts'
import {
  type Context,
  type Dialect,
  ENTERPRISE,
  FLY,
  metres,
  missionConfig,
  payloadParam,
  routeContext,
  routeDocument,
  speedOf,
  w,
  zipped,
} from './wpmlParts.ts'
import { headingParam, point, TURN, turnParam, waylines } from './wpmlWaylines.ts'
import { element } from './xml.ts'

/** For Pilot 2 and FlightHub 2. */
export const writeDjiWpml = (input: FormatInput): Written => write(input, ENTERPRISE)
/** For DJI Fly. */
export const writeDjiFly = (input: FormatInput): Written => write(input, FLY)

function write(input: FormatInput, dialect: Dialect): Written {
  const { context, notes } = routeContext(input, dialect)
  return {
    content: zipped(template(context), waylines(context, input.route.figures.timeS), input.exportedAtMs),
    notes,
  }
}

function template(context: Context): string[] {
  const { mission, stops, exportedAtMs } = context
  const cruiseMS = speedOf(mission.vehicle.cruiseMS)
  return routeDocument(context, [
    ...w('author', 'Sortie'),
    ...w('createTime', exportedAtMs),
    ...w('updateTime', exportedAtMs),
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
          ...w('waypointSpeed', speedOf(stop.speedMS)),
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
      ...payloadParam(context),
    ]),
  ])
}
