import { frameAt } from '../geo/frame.ts'
import { distance, isSelfCrossing } from '../geo/polygon.ts'
import { laneSpacingM, photoFootprint } from '../mission/footprint.ts'
import type { Mission } from '../mission/mission.ts'
import type { Survey } from '../mission/pattern.ts'
import type { Camera } from '../mission/vehicle.ts'
import type { RoutePoint } from '../route/route.ts'
import { type Note, note } from '../units/note.ts'
import type { FormatInput, Written } from './formatInput.ts'
import {
  type Context,
  ENTERPRISE,
  metres,
  missionConfig,
  payloadParam,
  routeContext,
  routeDocument,
  speedOf,
  w,
  zipped,
} from './wpmlParts.ts'
import { waylines } from './wpmlWaylines.ts'
import { element } from './xml.ts'

/** Lanes this near to one bearing are of one direction, degrees. */
const SAME_BEARING_DEG = 1
/** Lanes shorter than this are corners: their bearing says nothing, m. */
const SHORT_M = 5
const STRAIGHT_DOWN_DEG = -90

/** What a mapping template says of a survey: whole degrees and percent, as DJI has them. */
type Template = { survey: Survey; directionDeg: number; overlap: number; sidelap: number }

/**
 * A survey as DJI's mapping template (面状航线, `templateType` mapping2d): the area with its direction and overlaps, which
 * Pilot 2 and FlightHub 2 can edit, and the proved lanes in `waylines.wpml`. A controller may lay the lanes anew from
 * the area, in ways that nobody proved here: the notes say that they are to be compared. What the template has no place
 * for is an error, one for each reason.
 */
export function writeDjiMapping(input: FormatInput): Written {
  const { context, notes } = routeContext(input, ENTERPRISE)
  const template = templateOf(input, notes)
  if (!template) return { content: new Uint8Array(0), notes }
  notes.push(note('warning', 'mapping_rebuilt'))
  // The picture is straight down in both files, also where the plan leaves the camera as it is.
  const stops = context.stops.map((stop) => ({
    ...stop,
    gimbalPitchDeg: stop.gimbalPitchDeg ?? STRAIGHT_DOWN_DEG,
  }))
  const flown = { ...context, stops }
  return {
    content: zipped(
      document(flown, template),
      waylines(flown, input.route.figures.timeS),
      input.exportedAtMs,
    ),
    notes,
  }
}

function templateOf({ mission, route }: FormatInput, notes: Note[]): Template | null {
  const refuse = (code: Note['code'], params: Note['params'] = {}) =>
    void notes.push(note('error', code, null, params))
  const [survey] = mission.patterns
  if (mission.patterns.length !== 1 || survey?.kind !== 'survey') {
    refuse('mapping_not_one_survey', { patterns: mission.patterns.length })
    return null
  }
  const before = notes.length
  const { toLocal } = frameAt(survey.area[0] ?? mission.home)
  if (survey.holes.length > 0) refuse('mapping_holes', { count: survey.holes.length })
  if (isSelfCrossing(survey.area.map(toLocal))) refuse('mapping_self_crossing')
  if (survey.crossGrid) refuse('mapping_cross_grid')
  if (survey.leadInM > 0) refuse('mapping_lead_in', { metres: survey.leadInM })
  if (mission.part !== null) refuse('mapping_part')
  if (mission.overrides.length > 0) refuse('mapping_by_hand', { count: mission.overrides.length })
  if (mission.heightOver === 'sea') refuse('mapping_over_sea')
  if (mission.heightOver === 'ground') notes.push(note('warning', 'mapping_over_ground'))
  if (mission.vehicle.dji?.payload === null) refuse('mapping_no_payload')
  const bearings = laneBearings(route.points)
  const [bearing] = bearings
  if (bearing === undefined) refuse('mapping_no_lanes')
  else if (bearings.some((other) => apartDeg(other, bearing) > SAME_BEARING_DEG)) refuse('mapping_directions')
  const overlaps = mission.camera ? overlapsOf(survey, mission.camera) : null
  if (!mission.camera) refuse('mapping_no_camera')
  else if (!overlaps) refuse('mapping_photos', { by: survey.photo.by })
  else if ([overlaps.overlap, overlaps.sidelap].some((share) => !(share >= 0 && share < 1)))
    refuse('mapping_overlaps', {
      overlap: Math.round(overlaps.overlap * 100),
      sidelap: Math.round(overlaps.sidelap * 100),
    })
  const isRefused = notes.slice(before).some(({ severity }) => severity === 'error')
  if (isRefused || bearing === undefined || !overlaps) return null
  const [overlap, sidelap] = [percent(overlaps.overlap), percent(overlaps.sidelap)]
  const directionDeg = Math.round(bearing)
  const isRounded =
    Math.abs(directionDeg - bearing) > 0.05 ||
    Math.abs(overlaps.overlap * 100 - overlap) > 0.05 ||
    Math.abs(overlaps.sidelap * 100 - sidelap) > 0.05
  if (isRounded)
    notes.push(note('info', 'mapping_rounded', null, { direction: directionDeg, overlap, sidelap }))
  return { survey, directionDeg, overlap, sidelap }
}

const percent = (share: number): number => Math.round(share * 100)

/** Shares of a photo that the next one and the next lane show again; null where photos are not triggered on the way. */
function overlapsOf(survey: Survey, camera: Camera): { overlap: number; sidelap: number } | null {
  const { spacing, photo, heightM, speedMS } = survey
  const { acrossM, alongM } = photoFootprint(camera, heightM)
  const spacingM = laneSpacingM(spacing, camera, heightM)
  const everyM =
    photo.by === 'time'
      ? photo.everyS * speedMS
      : photo.by !== 'distance'
        ? null
        : spacing.by === 'camera'
          ? alongM * (1 - spacing.overlap)
          : photo.everyM
  if (spacingM === null || everyM === null) return null
  return { overlap: 1 - everyM / alongM, sidelap: 1 - spacingM / acrossM }
}

/** The bearings of the lanes, 0 to 180 degrees, the longest lane's first. */
function laneBearings(points: readonly RoutePoint[]): number[] {
  const lanes = points.flatMap((point, i) => {
    const before = points[i - 1]
    if (point.role !== 'lane' || !before) return []
    const to = frameAt(before).toLocal(point)
    const metres = distance({ x: 0, y: 0 }, to)
    return metres < SHORT_M
      ? []
      : [{ metres, bearing: ((((Math.atan2(to.x, to.y) * 180) / Math.PI) % 180) + 180) % 180 }]
  })
  return lanes.sort((a, b) => b.metres - a.metres).map(({ bearing }) => bearing)
}

/** Degrees between two directions that may be flown either way. */
const apartDeg = (a: number, b: number): number => {
  const turn = Math.abs(a - b) % 180
  return Math.min(turn, 180 - turn)
}

/** https://developer.dji.com/doc/cloud-api-tutorial/en/api-reference/dji-wpml/template-kml.html, mapping aerial template. */
function document(context: Context, { survey, directionDeg, overlap, sidelap }: Template): string[] {
  const { mission, exportedAtMs } = context
  const heightM = metres(survey.heightM)
  return routeDocument(context, [
    ...w('author', 'Sortie'),
    ...w('createTime', exportedAtMs),
    ...w('updateTime', exportedAtMs),
    ...missionConfig(context, true),
    ...element('Folder', [
      ...w('templateType', 'mapping2d'),
      ...w('templateId', 0),
      ...w('waylineCoordinateSysParam', heightParams(mission, heightM)),
      ...w('autoFlightSpeed', speedOf(survey.speedMS)),
      ...element('Placemark', [
        ...w('caliFlightEnable', 0),
        ...w('elevationOptimizeEnable', 0),
        ...w('smartObliqueEnable', 0),
        ...w('shootType', survey.photo.by === 'time' ? 'time' : 'distance'),
        ...w('direction', directionDeg),
        ...w('margin', 0),
        ...w('overlap', [...w('orthoCameraOverlapH', overlap), ...w('orthoCameraOverlapW', sidelap)]),
        ...element(
          'Polygon',
          element('outerBoundaryIs', element('LinearRing', element('coordinates', corners(survey)))),
        ),
        ...w('ellipsoidHeight', heightM),
        ...w('height', heightM),
        ...w('facadeWaylineEnable', 0),
        ...w('mappingHeadingParam', w('mappingHeadingMode', 'followWayline')),
        ...w('gimbalPitchMode', 'fixed'),
        ...w('gimbalPitchAngle', STRAIGHT_DOWN_DEG),
      ]),
      ...payloadParam(context),
    ]),
  ])
}

const heightParams = ({ heightOver }: Mission, heightM: string): string[] => [
  ...w('coordinateMode', 'WGS84'),
  ...w('heightMode', 'relativeToStartPoint'),
  ...w('globalShootHeight', heightM),
  ...w('surfaceFollowModeEnable', heightOver === 'ground' ? 1 : 0),
  ...(heightOver === 'ground' ? w('surfaceRelativeHeight', heightM) : []),
]

/** The corners, longitude first, closed by the first, each with a height that is not read while the area lies flat. */
const corners = ({ area }: Survey): string =>
  [...area, ...area.slice(0, 1)].map(({ lat, lon }) => `${lon.toFixed(7)},${lat.toFixed(7)},0`).join(' ')
