import { coarser, coarserInside } from '../geo/coarser.ts'
import type { Vec } from '../geo/frame.ts'
import { difference, grow, intersection, normalise, shrink, union } from '../geo/offset.ts'
import {
  bearingToAngle,
  distance,
  isJagged,
  isSelfCrossing,
  lerp,
  type Region,
  signedArea,
} from '../geo/polygon.ts'
import type { PathFinder } from '../geo/shortestPath.ts'
import { laneSpacingM } from '../mission/footprint.ts'
import type { Survey } from '../mission/pattern.ts'
import type { Note } from '../units/note.ts'
import { beyondBounds, roundedM, toldApartM } from './bounds.ts'
import { type PatternContext, type PatternTrack, routeNote } from './context.ts'
import { lookingDown, photoMarks, withStops } from './photos.ts'
import { stopToStopS } from './speedProfile.ts'
import { chooseLanes, type LaneTask } from './survey/choose.ts'
import { entryOf, exitOf, type Flown, MANY_LANES, otherWayRound } from './survey/order.ts'
import { seenFrom, stripOf } from './survey/strip.ts'
import { type TrackPoint, trackPoint } from './track.ts'

/** Without a fence lanes may run this far past the area, m. */
const UNFENCED_REACH_M = 200
/** Uncovered scraps below this area are left off the map, m². */
const SCRAP_M2 = 1

/** Parallel lanes over an area with holes, in the direction and order that take the least time. */
export function planSurvey(pattern: Survey, context: PatternContext): PatternTrack {
  const notes: Note[] = []
  const { frame } = context
  const spacingM = laneSpacingM(pattern.spacing, context.camera, pattern.heightM)
  if (spacingM === null) return nothing(routeNote('no_camera', pattern.id))
  const rings = [pattern.area, ...pattern.holes].map((ring) => ring.map((corner) => frame.toLocal(corner)))
  const [finestM, coarsestM] = toldApartM(spacingM)
  const coarse = coarser(rings, finestM, coarsestM)
  if (coarse.region.some(isJagged)) return nothing(routeNote('area_too_jagged', pattern.id))
  if (rings.some(isSelfCrossing)) notes.push(routeNote('area_self_crossing', pattern.id))
  if (coarse.toleranceM > 0)
    notes.push(routeNote('outline_simplified', pattern.id, { toleranceM: roundedM(coarse.toleranceM) }))

  const drawn = areaOf(rings)
  const area = coarse.toleranceM > 0 ? areaOf(coarse.region) : drawn
  // Lanes end where their strip leaves the area, so they may reach half a strip into a hole but not across it.
  const cores = coarse.region.slice(1).flatMap((hole) => shrink([hole], spacingM / 2))
  const bounds = context.free ?? grow(area, UNFENCED_REACH_M)
  const free = coarserInside(
    cores.length === 0 ? bounds : difference(bounds, cores),
    finestM,
    coarsestM,
  ).region
  const reachable = intersection(area, grow(free, spacingM / 2))
  if (reachable.length === 0) return nothing(...notes, routeNote('area_not_free', pattern.id))
  const lanesM = (sizeM2(reachable) / spacingM) * (pattern.crossGrid ? 2 : 1)
  const beyond = beyondBounds(pattern, lanesM, 0, context.mostM)
  if (beyond) return nothing(...notes, beyond)

  const finder = context.finderOver(free)
  const task: LaneTask = {
    area: reachable,
    free,
    spacingM,
    angle: pattern.angleDeg === 'auto' ? null : bearingToAngle(pattern.angleDeg),
    isOneWay: pattern.crossGrid,
    isDraft: context.isDraft,
    speedMS: pattern.speedMS,
    secondsFor: (metres) => stopToStopS(metres, pattern.speedMS, context.vehicle.accelerationMS2),
    finder,
    home: context.home,
    start: pattern.startNear ? frame.toLocal(pattern.startNear) : null,
  }
  const first = chooseLanes(task)
  const second = pattern.crossGrid ? crossing(first, task) : []
  const found = [...first, ...second]
  const flownLanes = pattern.reversed ? otherWayRound(found) : found
  if (flownLanes.length === 0) return nothing(...notes, routeNote('area_not_free', pattern.id))

  const marks = photoMarks(pattern.photo, pattern.spacing, context.camera, pattern.heightM)
  const points: TrackPoint[] = []
  const add = (at: Vec, role: TrackPoint['role']) =>
    points.push(trackPoint(at, pattern.heightM, pattern.speedMS, role, role === 'lane' ? marks : undefined))
  const lanes = flownLanes.map((flown) => ({ entry: entryOf(flown), exit: exitOf(flown) }))
  for (const [i, { entry, exit }] of lanes.entries()) {
    const before = lanes[i - 1]?.exit
    const after = lanes[i + 1]?.entry
    // Where two lanes meet in a corner there is nothing to lead in or out.
    const begin =
      before && distance(before, entry) < 0.01 ? entry : ledOut(exit, entry, pattern.leadInM, finder)
    const end = after && distance(after, exit) < 0.01 ? exit : ledOut(entry, exit, pattern.leadInM, finder)
    const here = points[points.length - 1]?.at
    const way = here ? finder.path(here, begin) : null
    if (here && !way) notes.push(routeNote('no_way_inside', pattern.id))
    for (const corner of way?.slice(1, -1) ?? []) add(corner, 'transit')
    if (!here || distance(here, begin) > 0.01) add(begin, 'turn')
    if (begin !== entry) add(entry, 'turn')
    add(exit, 'lane')
    if (end !== exit) add(end, 'turn')
  }
  const isLane = (point: TrackPoint) => point.role === 'lane'
  const track = lookingDown(withStops(points, pattern.photo, isLane), pattern.photo)
  if (context.isDraft) return { points: track, coverage: null, notes }
  const seen = union(
    flownLanes.map(({ lane }) => [
      flownLanes.length > MANY_LANES ? stripOf(lane, spacingM) : seenFrom(lane, spacingM),
    ]),
  )
  const missing = sizeM2(difference(drawn, seen))
  const whole = sizeM2(drawn)
  if (whole > 0 && missing > Math.max(SCRAP_M2, whole * 0.005))
    notes.push(
      routeNote('area_partly_uncovered', pattern.id, { share: Math.round((missing / whole) * 1000) / 1000 }),
    )
  return { points: track, coverage: { area: drawn, seen }, notes }

  /** What was drawn stands as not seen at all. */
  function nothing(...notes: Note[]): PatternTrack {
    const rings = [pattern.area, ...pattern.holes].map((ring) => ring.map((corner) => frame.toLocal(corner)))
    return { points: [], coverage: { area: areaOf(rings), seen: [] }, notes }
  }
}

const areaOf = ([outer, ...holes]: Region): Region =>
  holes.length === 0
    ? normalise([outer ?? []])
    : difference([outer ?? []], union(holes.map((hole) => [hole])))

const sizeM2 = (region: Region): number => region.reduce((sum, outline) => sum + signedArea(outline), 0)

/** The same area with lanes across those already flown, begun where they end. */
function crossing(flown: readonly Flown[], task: LaneTask): Flown[] {
  const [one] = flown
  const last = flown[flown.length - 1]
  if (!one || !last) return []
  const { from, to } = one.lane
  const angle = Math.atan2(to.y - from.y, to.x - from.x) + Math.PI / 2
  return chooseLanes({ ...task, angle, home: exitOf(last), start: null })
}

/** The end of a lane moved outward by some metres, as far as the free area lets it go straight on. */
function ledOut(inner: Vec, end: Vec, metres: number, finder: PathFinder): Vec {
  const length = distance(inner, end)
  if (metres <= 0 || length === 0) return end
  const [out] = finder.pieces(end, lerp(inner, end, (length + metres) / length))
  return out && distance(out.a, end) < 0.01 && distance(out.b, end) > 0.5 ? out.b : end
}
