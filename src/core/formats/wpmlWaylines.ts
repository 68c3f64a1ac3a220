import { frameAt } from '../geo/frame.ts'
import { distance } from '../geo/polygon.ts'
import { quantiseM } from '../units/quantise.ts'
import type { Stop } from './stops.ts'
import { actionGroups } from './wpmlActions.ts'
import { type Context, metres, missionConfig, routeDocument, speedOf, w } from './wpmlParts.ts'
import { element } from './xml.ts'

/** `waylines.wpml`: what is flown, whatever the template. */
export function waylines(context: Context, timeS: number): string[] {
  const { mission, stops } = context
  return routeDocument(context, [
    ...missionConfig(context, false),
    ...element('Folder', [
      ...w('templateId', 0),
      ...w('executeHeightMode', 'relativeToStartPoint'),
      ...w('waylineId', 0),
      ...w('distance', metres(lengthOf(stops))),
      ...w('duration', metres(timeS)),
      ...w('autoFlightSpeed', speedOf(mission.vehicle.cruiseMS)),
      ...stops.flatMap((stop, i) =>
        element('Placemark', [
          ...point(stop),
          ...w('index', i),
          ...w('executeHeight', metres(stop.heightM)),
          ...w('waypointSpeed', speedOf(stop.speedMS)),
          ...w('waypointHeadingParam', headingParam(stop.headingDeg)),
          ...w('waypointTurnParam', turnParam()),
          ...w('useStraightLine', 1),
          ...actionGroups(context, i),
        ]),
      ),
    ]),
  ])
}

export const point = ({ lat, lon }: Stop): string[] =>
  element('Point', element('coordinates', `${lon.toFixed(7)},${lat.toFixed(7)}`))

/** Straight legs that end in a stop: what was proved is flown, no curve leaves the leg. */
export const TURN = 'toPointAndStopWithDiscontinuityCurvature'
export const turnParam = (): string[] => [...w('waypointTurnMode', TURN), ...w('waypointTurnDampingDist', 0)]

/** Headings from -180 to 180 degrees. */
const halfTurns = (deg: number): number => quantiseM(deg > 180 ? deg - 360 : deg)

export const headingParam = (headingDeg: number | null): string[] => [
  ...w('waypointHeadingMode', headingDeg === null ? 'followWayline' : 'smoothTransition'),
  ...w('waypointHeadingAngle', headingDeg === null ? 0 : halfTurns(headingDeg)),
  ...w('waypointPoiPoint', '0.000000,0.000000,0.000000'),
  ...w('waypointHeadingAngleEnable', headingDeg === null ? 0 : 1),
  ...w('waypointHeadingPathMode', 'followBadArc'),
]

function lengthOf(stops: readonly Stop[]): number {
  const [first] = stops
  if (!first) return 0
  const frame = frameAt(first)
  return stops.slice(1).reduce((sum, stop, i) => {
    const flat = distance(frame.toLocal(stops[i] as Stop), frame.toLocal(stop))
    return sum + Math.hypot(flat, stop.heightM - (stops[i] as Stop).heightM)
  }, 0)
}
