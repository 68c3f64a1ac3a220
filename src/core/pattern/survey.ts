import type { Vec } from '../geo/frame.ts'
import { difference, grow, intersection, normalise, shrink, union } from '../geo/offset.ts'
import { distance, isSelfCrossing, type Region, rotate, signedArea } from '../geo/polygon.ts'
import { laneSpacingM, photoDistanceM } from '../mission/footprint.ts'
import type { Survey } from '../mission/mission.ts'
import type { Note } from '../units/note.ts'
import { type PatternContext, type PatternTrack, routeNote } from './context.ts'
import { stopToStopS } from './speedProfile.ts'
import { candidateAngles, type Lane, lanesAt } from './survey/lanes.ts'
import { entryOf, exitOf, type Flown, orderLanes } from './survey/order.ts'
import type { TrackPoint } from './track.ts'

/** Directions that are looked at by lane length and number, and the best of them that are ordered in full. */
const QUICK_ANGLES = 24
const FULL_ANGLES = 3
/** Without a fence lanes may run this far past the area, m. */
const UNFENCED_REACH_M = 200
/** Uncovered scraps below this area are left off the map, m². */
const SCRAP_M2 = 1

/** Parallel lanes over an area with holes, in the direction and order that take the least time. */
export function planSurvey(pattern: Survey, context: PatternContext): PatternTrack {
  const notes: Note[] = []
  const { frame } = context
  const outer = pattern.area.map((corner) => frame.toLocal(corner))
  const holes = pattern.holes.map((hole) => hole.map((corner) => frame.toLocal(corner)))
  if ([outer, ...holes].some(isSelfCrossing)) notes.push(routeNote('area_self_crossing', pattern.id))
  const spacingM = laneSpacingM(pattern.spacing, context.camera, pattern.heightM)
  if (spacingM === null)
    return { points: [], coverage: null, notes: [...notes, routeNote('no_camera', pattern.id)] }

  const area =
    holes.length === 0 ? normalise([outer]) : difference([outer], union(holes.map((hole) => [hole])))
  // Lanes end where their strip leaves the area, so they may reach half a strip into a hole but not across it.
  const cores = holes.flatMap((hole) => shrink([hole], spacingM / 2))
  const bounds = context.free ?? grow(area, UNFENCED_REACH_M)
  const free = cores.length === 0 ? bounds : difference(bounds, cores)
  const reachable = intersection(area, grow(free, spacingM / 2))
  if (reachable.length === 0)
    return {
      points: [],
      coverage: { area, seen: [] },
      notes: [...notes, routeNote('area_not_free', pattern.id)],
    }

  const finder = context.finderOver(free)
  const secondsFor = (metres: number) => stopToStopS(metres, pattern.speedMS, context.vehicle.accelerationMS2)
  const laneSeconds = (lanes: readonly Lane[]) =>
    lanes.reduce((sum, lane) => sum + secondsFor(distance(lane.from, lane.to)), 0)

  const angles =
    pattern.angleDeg === 'auto'
      ? candidateAngles(reachable, QUICK_ANGLES)
      : [bearingToAngle(pattern.angleDeg)]
  const tried = angles
    .map((angle) => ({ angle, lanes: lanesAt(reachable, free, spacingM, angle) }))
    .map((trial) => ({
      ...trial,
      quickS: laneSeconds(trial.lanes) + trial.lanes.length * secondsFor(spacingM),
    }))
    .filter((trial) => trial.lanes.length > 0)
    .sort((a, b) => a.quickS - b.quickS)
    .slice(0, FULL_ANGLES)
  let best: { flown: Flown[]; seconds: number } | null = null
  for (const { lanes } of tried) {
    const flown = orderLanes(lanes, finder, secondsFor, context.home)
    let seconds = laneSeconds(lanes)
    for (let i = 1; i < flown.length; i++)
      seconds += waySeconds(
        finder.path(exitOf(flown[i - 1] as Flown), entryOf(flown[i] as Flown)),
        secondsFor,
      )
    if (!best || seconds < best.seconds - 1e-9) best = { flown, seconds }
  }
  if (!best)
    return {
      points: [],
      coverage: { area, seen: [] },
      notes: [...notes, routeNote('area_not_free', pattern.id)],
    }

  const photoEveryM = photoDistanceM(pattern.photo, pattern.spacing, context.camera, pattern.heightM)
  const points: TrackPoint[] = []
  const add = (at: Vec, role: TrackPoint['role'], photos: number | null) =>
    points.push({
      at,
      heightM: pattern.heightM,
      role,
      speedMS: pattern.speedMS,
      holdS: 0,
      headingDeg: null,
      photoEveryM: photos,
      photo: false,
    })
  for (const [i, flown] of best.flown.entries()) {
    const previous = best.flown[i - 1]
    const way = previous ? finder.path(exitOf(previous), entryOf(flown)) : null
    if (previous && !way) notes.push(routeNote('no_way_inside', pattern.id))
    for (const corner of way?.slice(1, -1) ?? []) add(corner, 'transit', null)
    add(entryOf(flown), 'turn', null)
    add(exitOf(flown), 'lane', photoEveryM)
  }
  const seen = union(best.flown.map(({ lane }) => [stripOf(lane, spacingM)]))
  const missing = difference(area, seen).reduce((sum, outline) => sum + signedArea(outline), 0)
  const whole = area.reduce((sum, outline) => sum + signedArea(outline), 0)
  if (whole > 0 && missing > Math.max(SCRAP_M2, whole * 0.005))
    notes.push(
      routeNote('area_partly_uncovered', pattern.id, { share: Math.round((missing / whole) * 1000) / 1000 }),
    )
  return { points, coverage: { area, seen }, notes }
}

/** A bearing clockwise from north as an angle counter-clockwise from east, radians. */
const bearingToAngle = (bearingDeg: number): number => ((90 - bearingDeg) * Math.PI) / 180

function waySeconds(way: readonly Vec[] | null, secondsFor: (metres: number) => number): number {
  let seconds = 0
  for (let i = 1; i < (way?.length ?? 0); i++)
    seconds += secondsFor(distance(way?.[i - 1] as Vec, way?.[i] as Vec))
  return seconds
}

/** The ground a lane sees: half a spacing to each side of it. */
function stripOf({ from, to }: Lane, spacingM: number): Region[number] {
  const angle = Math.atan2(to.y - from.y, to.x - from.x)
  const across = rotate({ x: 0, y: spacingM / 2 }, angle)
  return [
    { x: from.x + across.x, y: from.y + across.y },
    { x: from.x - across.x, y: from.y - across.y },
    { x: to.x - across.x, y: to.y - across.y },
    { x: to.x + across.x, y: to.y + across.y },
  ]
}
