import type { Vec } from '../geo/frame.ts'
import { difference, grow, intersection, normalise, shrink, union } from '../geo/offset.ts'
import { distance, isSelfCrossing, signedArea } from '../geo/polygon.ts'
import { laneSpacingM, photoDistanceM } from '../mission/footprint.ts'
import type { Survey } from '../mission/mission.ts'
import type { Note } from '../units/note.ts'
import { type PatternContext, type PatternTrack, routeNote } from './context.ts'
import { stopToStopS } from './speedProfile.ts'
import { chooseLanes } from './survey/choose.ts'
import { entryOf, exitOf } from './survey/order.ts'
import { seenFrom } from './survey/strip.ts'
import type { TrackPoint } from './track.ts'

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
  const flownLanes = chooseLanes({
    area: reachable,
    free,
    spacingM,
    angle: pattern.angleDeg === 'auto' ? null : bearingToAngle(pattern.angleDeg),
    speedMS: pattern.speedMS,
    secondsFor: (metres) => stopToStopS(metres, pattern.speedMS, context.vehicle.accelerationMS2),
    finder,
    home: context.home,
  })
  if (flownLanes.length === 0)
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
  for (const [i, flown] of flownLanes.entries()) {
    const previous = flownLanes[i - 1]
    const way = previous ? finder.path(exitOf(previous), entryOf(flown)) : null
    if (previous && !way) notes.push(routeNote('no_way_inside', pattern.id))
    for (const corner of way?.slice(1, -1) ?? []) add(corner, 'transit', null)
    if (!way || distance(way[0] as Vec, entryOf(flown)) > 0.01) add(entryOf(flown), 'turn', null)
    add(exitOf(flown), 'lane', photoEveryM)
  }
  const seen = union(flownLanes.map(({ lane }) => [seenFrom(lane, spacingM)]))
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
