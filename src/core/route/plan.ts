import { frameAt, type Vec } from '../geo/frame.ts'
import type { Effort } from '../geo/edgeGrid.ts'
import { coarserInside, MANY_CORNERS } from '../geo/coarser.ts'
import { difference } from '../geo/offset.ts'
import { distance, type Region, signedArea } from '../geo/polygon.ts'
import { type PathFinder, pathFinder } from '../geo/shortestPath.ts'
import { placedAsBefore } from '../mission/asBefore.ts'
import { fenceMargin } from '../mission/margin.ts'
import type { Mission, Part } from '../mission/mission.ts'
import type { Pattern } from '../mission/pattern.ts'
import { MOST_ROUTE_M, roundedM } from '../pattern/bounds.ts'
import { type PatternContext, type PatternTrack, routeNote } from '../pattern/context.ts'
import { planCorridor } from '../pattern/corridor.ts'
import { fenceArea } from '../pattern/fenceArea.ts'
import { planOrbit } from '../pattern/orbit.ts'
import { planPerimeter } from '../pattern/perimeter.ts'
import { planSurvey } from '../pattern/survey.ts'
import { stretchOf } from '../pattern/stretch.ts'
import type { TrackPlace, TrackPoint } from '../pattern/track.ts'
import { planVisit } from '../pattern/visit.ts'
import { planWaypoints } from '../pattern/waypoints.ts'
import type { Site } from '../site/site.ts'
import { finiteIn } from '../units/finite.ts'
import type { LatLon } from '../geo/position.ts'
import { type Note, note } from '../units/note.ts'
import { quantiseM, quantisePlace } from '../units/quantise.ts'
import { type Coverage, estimatesOf, figuresOf, reachedPoints } from './figures.ts'
import { buildItems, verbatimItems } from './items.ts'
import { landingsOf } from './landings.ts'
import { overHome } from './overGround.ts'
import { overridden } from './overridden.ts'
import type { Route, RoutePoint } from './route.ts'
import { pointsOfItems } from './verbatim.ts'

/** Planning keeps this much more than the margin, m, so that quantised positions still hold it. */
const QUANTISATION_M = 0.05
/** A fence of many corners is followed to within this, m, or to this share of the margin, inward. */
const FINEST_FENCE_M = 1
const FENCE_SHARE = 0.25
/** Edges that may be looked at for ways inside the fence, over all patterns: some seconds of work. */
const MOST_EFFORT = 100_000_000
/** Scraps of uncovered ground below this are not drawn, m². */
const SCRAP_M2 = 1

/** `isDraft`: while somebody drags, planned quickly and nearly as well, without the covered share. */
export type PlanInput = { mission: Mission; sites: readonly Site[]; isDraft?: boolean }

/**
 * The route of a mission: patterns planned inside the fence less its margin and joined in order, what was changed by
 * hand applied, items built, figures measured. The same input gives the same bytes everywhere; a valid mission never
 * makes it throw, what went wrong is in the notes.
 */
export const plan = (input: PlanInput): Route => planner(input)(input.mission.part)

/**
 * The same for parts of one mission (null: all of it): its patterns are planned once, when the first is asked for. Each
 * part comes to what `plan` makes of the mission with that part.
 */
export function planner({ mission: given, isDraft = false }: PlanInput): (part: Part | null) => Route {
  const mission = placedAsBefore(given)
  const frame = frameAt(mission.home)
  const notes: Note[] = []
  const { marginM } = fenceMargin(mission)
  const fenced = fenceArea(mission.fence, frame, marginM + QUANTISATION_M)
  const isFine = mission.fence.reduce((sum, zone) => sum + cornersOf(zone), 0) > MANY_CORNERS
  const simple = fenced && isFine && coarserInside(fenced, FINEST_FENCE_M, marginM * FENCE_SHARE)
  const free = simple ? simple.region : fenced
  if (simple && simple.toleranceM > 0)
    notes.push(note('warning', 'fence_simplified', null, { toleranceM: roundedM(simple.toleranceM) }))
  const drawn = fenceArea(mission.fence, frame, 0)
  const finders = new Map<Region, PathFinder>()
  const effort: Effort = { edges: MOST_EFFORT }
  const finderOver = (region: Region): PathFinder => {
    const known = finders.get(region) ?? pathFinder(region, effort)
    finders.set(region, known)
    return known
  }
  const context: PatternContext = {
    frame,
    home: { x: 0, y: 0 },
    free,
    vehicle: mission.vehicle,
    camera: mission.camera,
    isDraft,
    mostM: MOST_ROUTE_M,
    finderOver,
  }
  const [only] = mission.patterns
  const verbatim = mission.patterns.length === 1 && only?.kind === 'waypoints' && only.verbatim ? only : null
  if (verbatim) {
    const items = verbatimItems(verbatim)
    const read = pointsOfItems(items, mission, verbatim.id, verbatim.speedMS)
    const points = withTakeoff(read.points, mission).map(quantised)
    return (part) => finish({ ...mission, part }, points, items, [], [...read.notes])
  }

  let leftM = MOST_ROUTE_M
  let planned: ReturnType<typeof plannedPatterns> | null = null
  return (part) => {
    planned ??= plannedPatterns()
    // Each part may look as far as if it were planned alone.
    effort.edges = planned.effortLeft
    const { tracks, ordered } = planned
    const notes = [...planned.notes]
    const flown = part ? stretchOf(ordered, part) : ordered
    const own = { ...mission, part }
    const over = overHome(join(flown, own, context, notes), own, frame)
    if (effort.edges <= 0) return finish(own, [], [], [], [...notes, note('warning', 'ways_too_intricate')])
    notes.push(...over.notes)
    // About a pole metres lead over the end of the Earth: there is no such latitude to fly to.
    if (
      !over.points.every(
        ({ lat, lon }) => finiteIn(lat, -90, 90) !== null && finiteIn(lon, -180, 180) !== null,
      )
    )
      return finish(own, [], [], [], [...notes, note('warning', 'off_earth')])
    const points = over.points.map(quantised)
    // A part of a mission sees a part of its areas: how much all parts see together is said of the whole.
    const coverages = part ? [] : tracks.flatMap(({ track }) => (track.coverage ? [track.coverage] : []))
    return finish(own, points, null, coverages, notes)
  }

  function plannedPatterns() {
    const tracks = mission.patterns.map((pattern) => {
      const track = planPattern(pattern, { ...context, mostM: leftM })
      leftM -= lengthOf(track.points)
      notes.push(...track.notes)
      return { pattern, track, points: overridden(pattern, track.points, mission.overrides, context, notes) }
    })
    const ordered = mission.patternOrder === 'shortest' ? inShortOrder(tracks) : tracks
    return { tracks, ordered, notes, effortLeft: effort.edges }
  }

  function finish(
    mission: Mission,
    points: RoutePoint[],
    items: Route['items'] | null,
    coverages: readonly Coverage[],
    notes: Note[],
  ): Route {
    const flown = items ?? (points.length > 1 ? buildItems(mission, points) : [])
    const landings = landingsOf(mission, points, flown, frame)
    const reached = reachedPoints(mission, points, frame)
    return {
      vehicle: mission.vehicle.id,
      firmware: mission.vehicle.firmware,
      home: mission.home,
      points,
      items: flown,
      landings,
      figures: figuresOf(mission, points, reached, landings, frame, drawn, coverages),
      estimates: estimatesOf(mission, points, reached, frame),
      uncovered: coverages.flatMap(({ area, seen }) =>
        difference(area, seen)
          .filter((outline) => Math.abs(signedArea(outline)) > SCRAP_M2)
          .map((outline) => outline.map((corner) => onEarth(frame.toLatLon(corner)))),
      ),
      notes,
    }
  }

  function quantised(point: RoutePoint): RoutePoint {
    return {
      ...point,
      ...quantisePlace(point),
      heightM: quantiseM(point.heightM),
    }
  }
}

/** About a pole an outline in metres may reach over the end of the Earth: it is drawn up to it. */
const onEarth = ({ lat, lon }: LatLon): LatLon => ({ lat: Math.max(-90, Math.min(90, lat)), lon })

function planPattern(pattern: Pattern, context: PatternContext): PatternTrack {
  switch (pattern.kind) {
    case 'survey':
      return planSurvey(pattern, context)
    case 'perimeter':
      return planPerimeter(pattern, context)
    case 'corridor':
      return planCorridor(pattern, context)
    case 'orbit':
      return planOrbit(pattern, context)
    case 'visit':
      return planVisit(pattern, context)
    case 'waypoints':
      return planWaypoints(pattern, context)
  }
}

/** The order in which the ways to the patterns, between them and home are shortest in all (straight ways). */
function inShortOrder<T extends PlannedPattern>(tracks: readonly T[]): T[] {
  const home = { x: 0, y: 0 }
  const left = tracks.filter(({ points }) => points.length > 0)
  let best: T[] = [...left]
  let bestM = Number.POSITIVE_INFINITY
  const search = (chosen: T[], rest: T[], here: Vec, metres: number): void => {
    if (metres >= bestM) return
    if (rest.length === 0) {
      const total = metres + distance(here, home)
      if (total < bestM) [best, bestM] = [[...chosen], total]
      return
    }
    const near = [...rest].sort((a, b) => distance(here, entryOf(a)) - distance(here, entryOf(b)))
    // All orders of a few patterns; of many, only the nearest ones next.
    for (const next of near.slice(0, tracks.length <= 8 ? near.length : chosen.length < 6 ? 2 : 1))
      search(
        [...chosen, next],
        rest.filter((track) => track !== next),
        exitOf(next),
        metres + distance(here, entryOf(next)),
      )
  }
  search([], left, home, 0)
  return best
}

const cornersOf = (zone: Mission['fence'][number]): number =>
  zone.shape === 'polygon' ? zone.ring.length : 0

const lengthOf = (points: readonly TrackPoint[]): number =>
  points.slice(1).reduce((sum, { at }, i) => sum + distance((points[i] as TrackPoint).at, at), 0)

const entryOf = ({ points }: PlannedPattern): Vec => (points[0] as TrackPoint).at
const exitOf = ({ points }: PlannedPattern): Vec => (points[points.length - 1] as TrackPoint).at

type PlannedPattern = { pattern: Pattern; points: readonly TrackPoint[] }

/** Take-off above home, then the patterns in order, with transits inside the fence at the transit height. */
function join(
  tracks: readonly PlannedPattern[],
  mission: Mission,
  context: PatternContext,
  notes: Note[],
): RoutePoint[] {
  const flown = tracks.filter(({ points }) => points.length > 0)
  if (flown.length === 0) return []
  const joined: RoutePoint[] = []
  const add = (at: Vec, heightM: number, of: Partial<RoutePoint> & Pick<RoutePoint, 'role' | 'speedMS'>) =>
    joined.push({
      ...context.frame.toLatLon(at),
      heightM,
      patternId: null,
      holdS: 0,
      headingDeg: null,
      photoEveryM: null,
      photoEveryS: null,
      gimbalPitchDeg: null,
      photo: false,
      place: null,
      ...of,
    })
  const placeOnMap = ({ at, heightM, pass }: TrackPlace): RoutePoint['place'] => {
    const { lat, lon } = context.frame.toLatLon(at)
    return { ...quantisePlace({ lat, lon }), heightM: quantiseM(heightM), pass }
  }
  let here: Vec = context.home
  let heightM = mission.takeoffHeightM
  add(here, heightM, { role: 'takeoff', speedMS: mission.vehicle.cruiseMS })
  for (const { pattern, points } of flown) {
    const first = points[0] as TrackPoint
    const transitM = Math.max(heightM, first.heightM, mission.transitHeightM)
    const way = context.free ? context.finderOver(context.free).path(here, first.at) : [here, first.at]
    if (!way) notes.push(routeNote('no_way_inside', pattern.id))
    const transit = { role: 'transit', speedMS: first.speedMS } as const
    if (distance(here, first.at) > 0.01) {
      if (transitM > heightM) add(here, transitM, transit)
      for (const corner of way?.slice(1, -1) ?? []) add(corner, transitM, transit)
      if (transitM > first.heightM) add(first.at, transitM, transit)
    }
    // A clip begins where the pattern does and goes on through its turns, whichever part of it is flown.
    const isFilmed = 'photo' in pattern && typeof pattern.photo === 'object' && pattern.photo.by === 'video'
    for (const [i, { at, heightM, place, ...rest }] of points.entries())
      add(at, heightM, {
        ...rest,
        patternId: pattern.id,
        place: place && placeOnMap(place),
        ...(isFilmed && i > 0 ? { video: true } : {}),
      })
    const last = points[points.length - 1] as TrackPoint
    here = last.at
    heightM = last.heightM
  }
  if (mission.contingency.atEnd === 'landHome') {
    const last = flown[flown.length - 1] as PlannedPattern
    const { speedMS } = last.points[last.points.length - 1] as TrackPoint
    const homeM = Math.max(heightM, mission.transitHeightM)
    const way = context.free ? context.finderOver(context.free).path(here, context.home) : null
    if (context.free && !way) notes.push(routeNote('no_way_inside', last.pattern.id))
    const transit = { role: 'transit', speedMS } as const
    if (homeM > heightM && distance(here, context.home) > 0.01) add(here, homeM, transit)
    for (const corner of way?.slice(1, -1) ?? []) add(corner, homeM, transit)
    add(context.home, homeM, transit)
  }
  return joined
}

/** A mission from a file may have no take-off item: the way from home to its first waypoint is flown all the same. */
function withTakeoff(points: RoutePoint[], mission: Mission): RoutePoint[] {
  const [first] = points
  if (!first || first.role === 'takeoff') return points
  return [
    {
      lat: mission.home.lat,
      lon: mission.home.lon,
      heightM: mission.takeoffHeightM,
      role: 'takeoff',
      patternId: null,
      holdS: 0,
      headingDeg: null,
      speedMS: first.speedMS,
      photoEveryM: null,
      photoEveryS: null,
      gimbalPitchDeg: null,
      photo: false,
      place: null,
    },
    ...points,
  ]
}
