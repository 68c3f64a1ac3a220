import { type Frame, frameAt, type Vec } from '../geo/frame.ts'
import {
  distance,
  distanceToSegment,
  edgesOf,
  isInside,
  nearestOnSegment,
  type Segment,
} from '../geo/polygon.ts'
import type { LatLon } from '../geo/position.ts'
import type { FenceZone, Mission } from '../mission/mission.ts'
import type { Route } from '../route/route.ts'
import type { TrackPoint } from './flight.ts'

/** The farthest that a flight was from one leg of its plan. Heights over take-off; null where the log has none. */
export type LegFlown = {
  /** Number of the waypoint that the leg ends at, from 1; the way home after the last has none. */
  readonly waypoint: number | null
  readonly largestM: number
  readonly at: LatLon
  readonly atMs: number
  /** Farthest above (positive) or below the plan. */
  readonly heightM: number | null
}

export type WaypointFlown = {
  readonly waypoint: number
  readonly nearestM: number
  readonly reachedAtMs: number | null
}

/** A stretch of time outside an inclusion, inside an exclusion, or above a height. */
export type Breach = {
  readonly kind: 'outside' | 'inExclusion' | 'tooHigh'
  /** Number of the fence zone, from 1; 0 for the height that was approved. */
  readonly zone: number
  readonly fromMs: number
  readonly toMs: number
  /** By how much, m. */
  readonly worstM: number
  readonly at: LatLon
}

export type PlanFlown = {
  readonly legs: readonly LegFlown[]
  readonly waypoints: readonly WaypointFlown[]
  readonly breaches: readonly Breach[]
  readonly largestM: number | null
}

/** A waypoint passed within this distance counts as reached, m: an autopilot's acceptance radius and a position error. */
const REACHED_M = 8
/** Of a long track this many points decide which leg was flown when. */
const MOST_POINTS = 4000
/** Below this height over take-off a flight climbs out or lands: it is on its way, and on no leg, m. */
const ON_THE_WAY_M = 3

/**
 * What was flown beside what was planned: every point of the track is given to one leg so that legs follow one another
 * as planned and the distances are least in all (dynamic programming), then measured. The fence is tested as drawn,
 * heights against the approved one over the ground at take-off: a log knows no other ground.
 */
export function planFlown(mission: Mission, route: Route, track: readonly TrackPoint[]): PlanFlown {
  const frame = frameAt(mission.home)
  const points = thinned(track, MOST_POINTS)
  const places = points.map((point) => frame.toLocal(point))
  const stops = route.points.map((point) => ({ at: frame.toLocal(point), heightM: point.heightM }))
  const [landing] = route.landings ?? []
  const home = {
    at: landing ? frame.toLocal(landing) : { x: 0, y: 0 },
    heightM: mission.contingency.returnHeightM,
  }
  const isReturning = mission.contingency.atEnd === 'return' && stops.length > 0
  const legs = [...stops.slice(1), ...(isReturning ? [home] : [])].map((to, i) => ({
    a: (stops[i] as Stop).at,
    b: to.at,
    fromM: (stops[i] as Stop).heightM,
    toM: to.heightM,
    waypoint: i + 2 <= stops.length ? i + 2 : null,
  }))
  const ofLeg = legs.length > 0 && places.length > 0 ? assign(places, legs) : []
  const flown = legs.flatMap((leg, k): LegFlown[] => {
    let worst: LegFlown | null = null
    let heightM: number | null = null
    for (const [i, place] of places.entries()) {
      const point = points[i] as TrackPoint
      if (ofLeg[i] !== k || (point.heightM !== null && point.heightM < ON_THE_WAY_M)) continue
      const offM = distanceToSegment(place, leg)
      if (!worst || offM > worst.largestM)
        worst = {
          waypoint: leg.waypoint,
          largestM: offM,
          at: { lat: point.lat, lon: point.lon },
          atMs: point.atMs,
          heightM: null,
        }
      // The way home is flown at the height that the firmware chooses.
      if (point.heightM === null || leg.waypoint === null) continue
      const over = point.heightM - plannedHeight(leg, place)
      if (heightM === null || Math.abs(over) > Math.abs(heightM)) heightM = over
    }
    return worst ? [{ ...worst, heightM }] : []
  })
  const worked = flown.filter(({ waypoint }) => waypoint !== null)
  return {
    legs: flown,
    waypoints: route.points.flatMap((point, i) =>
      point.patternId === null ? [] : [passed(i + 1, frame.toLocal(point), places, points)],
    ),
    breaches: [...fenceBreaches(mission, track, frame), ...heightBreaches(mission, track)],
    largestM: worked.length === 0 ? null : worked.reduce((most, { largestM }) => Math.max(most, largestM), 0),
  }
}

type Stop = { at: Vec; heightM: number }
type PlannedLeg = Segment & { fromM: number; toM: number; waypoint: number | null }

/** For each place the leg that it was flown on: legs never run backwards, distances are least in all. */
function assign(places: readonly Vec[], legs: readonly PlannedLeg[]): Int32Array {
  const n = places.length
  const m = legs.length
  const from = new Int32Array(n * m)
  let cost = new Float64Array(m)
  for (let i = 0; i < n; i++) {
    const next = new Float64Array(m)
    let least = Number.POSITIVE_INFINITY
    let leastAt = 0
    for (let k = 0; k < m; k++) {
      const before = i === 0 ? (k === 0 ? 0 : Number.POSITIVE_INFINITY) : (cost[k] as number)
      if (before < least) {
        least = before
        leastAt = k
      }
      from[i * m + k] = leastAt
      next[k] =
        (i === 0 ? (k === 0 ? 0 : k) : least) +
        distanceToSegment(places[i] as Vec, legs[k] as PlannedLeg) ** 2
    }
    cost = next
  }
  const found = new Int32Array(n)
  let k = 0
  for (let other = 1; other < m; other++) if ((cost[other] as number) < (cost[k] as number)) k = other
  for (let i = n - 1; i >= 0; i--) {
    found[i] = k
    k = from[i * m + k] as number
  }
  return found
}

/** The height that was planned beside a place on a leg. */
function plannedHeight(leg: PlannedLeg, place: Vec): number {
  const length = distance(leg.a, leg.b)
  if (length === 0) return leg.toM
  const t = distance(leg.a, nearestOnSegment(place, leg)) / length
  return leg.fromM + (leg.toM - leg.fromM) * t
}

/** How near a flight came to a waypoint, between the points of its track too. */
function passed(
  waypoint: number,
  at: Vec,
  places: readonly Vec[],
  points: readonly TrackPoint[],
): WaypointFlown {
  let nearestM = Number.POSITIVE_INFINITY
  let reachedAtMs: number | null = null
  for (let i = 0; i < places.length; i++) {
    const a = places[Math.max(0, i - 1)] as Vec
    const b = places[i] as Vec
    const metres = distance(at, nearestOnSegment(at, { a, b }))
    if (metres < nearestM) nearestM = metres
    if (metres <= REACHED_M && reachedAtMs === null) reachedAtMs = (points[i] as TrackPoint).atMs
  }
  return { waypoint, nearestM, reachedAtMs }
}

function fenceBreaches(mission: Mission, track: readonly TrackPoint[], frame: Frame): Breach[] {
  return mission.fence.flatMap((zone, z) => {
    const depth = depthOf(zone, frame)
    return stretches(track, (point) => {
      const insideM = depth(frame.toLocal(point))
      return zone.inclusion ? -insideM : insideM
    }).map(
      (stretch): Breach => ({ kind: zone.inclusion ? 'outside' : 'inExclusion', zone: z + 1, ...stretch }),
    )
  })
}

/** How far inside a zone a place is, m; negative outside. */
function depthOf(zone: FenceZone, frame: Frame): (place: Vec) => number {
  if (zone.shape === 'circle') {
    const center = frame.toLocal(zone.center)
    return (place) => zone.radiusM - distance(place, center)
  }
  return depthInRing(zone.ring, frame)
}

/** How far inside a ring a place is, m; negative outside. */
export function depthInRing(ring: readonly LatLon[], frame: Frame): (place: Vec) => number {
  const region = [ring.map((corner) => frame.toLocal(corner))]
  const edges = edgesOf(region)
  return (place) => {
    const edgeM = edges.reduce(
      (least, edge) => Math.min(least, distanceToSegment(place, edge)),
      Number.POSITIVE_INFINITY,
    )
    return isInside(place, region) ? edgeM : -edgeM
  }
}

function heightBreaches({ authorisation }: Mission, track: readonly TrackPoint[]): Breach[] {
  if (!authorisation) return []
  return stretches(track, ({ heightM }) =>
    heightM === null ? -1 : heightM - authorisation.maxTrueHeightM,
  ).map((stretch): Breach => ({ kind: 'tooHigh', zone: 0, ...stretch }))
}

/** The stretches of a track over which something is above nothing, each with its worst. */
export function stretches(
  track: readonly TrackPoint[],
  byM: (point: TrackPoint) => number,
): Omit<Breach, 'kind' | 'zone'>[] {
  const found: { fromMs: number; toMs: number; worstM: number; at: LatLon }[] = []
  let isOpen = false
  for (const point of track) {
    const metres = byM(point)
    if (metres <= 0) {
      isOpen = false
      continue
    }
    const at = { lat: point.lat, lon: point.lon }
    const open = found.at(-1)
    if (!isOpen || !open) found.push({ fromMs: point.atMs, toMs: point.atMs, worstM: metres, at })
    else {
      open.toMs = point.atMs
      if (metres > open.worstM) {
        open.worstM = metres
        open.at = at
      }
    }
    isOpen = true
  }
  return found
}

function thinned(track: readonly TrackPoint[], most: number): TrackPoint[] {
  if (track.length <= most) return [...track]
  return Array.from(
    { length: most },
    (_, i) => track[Math.round((i * (track.length - 1)) / (most - 1))] as TrackPoint,
  )
}
