import { frameAt } from '../geo/frame.ts'
import { convexHull, type Outline, signedArea } from '../geo/polygon.ts'
import type { LatLon } from '../geo/position.ts'
import { laneSpacingM, photoDistanceM, photoFootprint } from '../mission/footprint.ts'
import type { Mission } from '../mission/mission.ts'
import type { Corridor, Pattern, Survey } from '../mission/pattern.ts'
import { MAV_CMD } from '../route/mav.ts'
import type { Item, Route, RoutePoint } from '../route/route.ts'

/** The items of a route that one pattern comes to, as a complex item of QGroundControl. */
export type Complex = { readonly from: number; readonly to: number; readonly item: object }

/**
 * Surveys and corridors that QGroundControl can hold as its own (SurveyComplexItem version 5, CorridorScan version 2,
 * TransectStyleComplexItem 2, CameraCalc 2), with the items that they come to here: until somebody changes them there,
 * it flies these. What it would plan otherwise than meant stays a list of waypoints: areas with holes or notches (its
 * lanes cross them), heights over the ground, parts of a battery, clips, and waypoints changed by hand. Its structure scans
 * carry no items, so that rings are never written as such.
 */
export function complexItems(mission: Mission, route: Route, simpleItem: (item: Item) => object): Complex[] {
  if (mission.heightOver !== 'home' || mission.part !== null) return []
  const places = route.points.flatMap((point) => (point.role === 'takeoff' ? [] : [point]))
  const waypoints = route.items.flatMap(({ command }, i) => (command === MAV_CMD.NAV_WAYPOINT ? [i] : []))
  if (places.length !== waypoints.length) return []
  return mission.patterns.flatMap((pattern): Complex[] => {
    if (mission.overrides.some(({ patternId }) => patternId === pattern.id)) return []
    const own = places.flatMap((point, i) => (point.patternId === pattern.id ? [i] : []))
    const [first, last] = [own[0], own.at(-1)]
    if (first === undefined || last === undefined || last - first + 1 !== own.length) return []
    const from = waypoints[first] as number
    const to = endOf(route.items, waypoints[last] as number)
    const items = route.items.slice(from, to + 1)
    const seen = places.slice(first, last + 1).map(({ lat, lon }) => [lat, lon])
    const photos = route.estimates.find(({ patternId }) => patternId === pattern.id)?.photos ?? 0
    const transect = (of: Survey | Corridor) => ({
      version: 2,
      TurnAroundDistance: of.kind === 'survey' ? of.leadInM : 0,
      CameraTriggerInTurnAround: false,
      HoverAndCapture: of.photo.by === 'hover',
      Refly90Degrees: of.kind === 'survey' && of.crossGrid,
      CameraCalc: cameraCalc(of, mission),
      CameraShots: photos,
      VisualTransectPoints: seen,
      Items: items.map(simpleItem),
    })
    const item = complexOf(pattern, transect, places.slice(first, last + 1))
    return item ? [{ from, to, item }] : []
  })
}

/** A trigger that is switched off right behind the last waypoint belongs to it. */
function endOf(items: readonly Item[], last: number): number {
  let end = last
  while (items[end + 1]?.role === 'camera') end += 1
  return end
}

function complexOf(
  pattern: Pattern,
  transect: (of: Survey | Corridor) => object,
  points: readonly RoutePoint[],
): object | null {
  if ('photo' in pattern && typeof pattern.photo === 'object' && pattern.photo.by === 'video') return null
  if (pattern.kind === 'corridor')
    return {
      type: 'ComplexItem',
      complexItemType: 'CorridorScan',
      version: 2,
      CorridorWidth: pattern.widthM,
      EntryPoint: 0,
      polyline: pattern.path.map(({ lat, lon }) => [lat, lon]),
      TransectStyleComplexItem: transect(pattern),
    }
  if (pattern.kind !== 'survey' || pattern.holes.length > 0 || !isConvex(pattern.area)) return null
  return {
    type: 'ComplexItem',
    complexItemType: 'survey',
    version: 5,
    angle: laneBearing(points),
    entryLocation: 0,
    flyAlternateTransects: false,
    splitConcavePolygons: false,
    polygon: pattern.area.map(({ lat, lon }) => [lat, lon]),
    TransectStyleComplexItem: transect(pattern),
  }
}

/** The bearing of the longest lane, 0 to 180 degrees to a tenth. */
function laneBearing(points: readonly RoutePoint[]): number {
  let longestM = 0
  let bearing = 0
  for (const [i, point] of points.entries()) {
    const before = points[i - 1]
    if (point.role !== 'lane' || !before) continue
    const { x, y } = frameAt(before).toLocal(point)
    if (Math.hypot(x, y) <= longestM) continue
    longestM = Math.hypot(x, y)
    bearing = (Math.atan2(x, y) * 180) / Math.PI
  }
  return Math.round((((bearing % 180) + 180) % 180) * 10) / 10
}

/** An area is as large as its hull, to a hundredth. */
function isConvex(area: readonly LatLon[]): boolean {
  const [origin] = area
  if (!origin) return false
  const { toLocal } = frameAt(origin)
  const outline: Outline = area.map(toLocal)
  return Math.abs(signedArea(outline)) >= 0.99 * Math.abs(signedArea(convexHull(outline)))
}

/** Its numbers are centimetres a pixel, percent, millimetres and metres. */
function cameraCalc(pattern: Survey | Corridor, { camera }: Mission): object {
  const { spacing, heightM, photo } = pattern
  const everyM = photo.by === 'distance' || photo.by === 'hover' ? photo.everyM : 0
  const common = {
    version: 2,
    AdjustedFootprintSide: laneSpacingM(spacing, camera, heightM) ?? 0,
    AdjustedFootprintFrontal: photoDistanceM(everyM, spacing, camera, heightM),
    DistanceToSurface: heightM,
    DistanceMode: 1,
  }
  if (spacing.by === 'distance' || !camera) return { ...common, CameraName: 'Manual (no camera specs)' }
  return {
    ...common,
    CameraName: 'Custom Camera',
    ValueSetIsDistance: true,
    ImageDensity: photoFootprint(camera, heightM).gsdM * 100,
    FrontalOverlap: spacing.overlap * 100,
    SideOverlap: spacing.sidelap * 100,
    SensorWidth: camera.sensorWidthMm,
    SensorHeight: camera.sensorHeightMm,
    ImageWidth: camera.imageWidthPx,
    ImageHeight: camera.imageHeightPx,
    FocalLength: camera.focalLengthMm,
    Landscape: true,
    FixedOrientation: false,
    MinTriggerInterval: camera.minIntervalS,
  }
}
