import { type Frame, frameAt, type Vec } from '../geo/frame.ts'
import type { LayerFeature } from '../geo/layer.ts'
import type { Place } from '../geo/position.ts'
import { fenceMargin } from '../mission/margin.ts'
import type { Authorisation, Mission } from '../mission/mission.ts'
import type { Permits } from '../permit/permits.ts'
import type { Route } from '../route/route.ts'
import type { Site } from '../site/site.ts'
import { declaredGround, type Ground } from '../terrain/declaredGround.ts'
import { quantiseDeg } from '../units/quantise.ts'
import { approvedOf } from './approved.ts'
import type { CheckCode, FixCode } from './codes.ts'
import { type GroundRange, groundAround, groundUnder } from './groundUnder.ts'
import { prepareZones, type Zone } from './shapes.ts'
import { type Leg, legsOf } from './legs.ts'
import { type Obstacle, obstaclesOf } from './obstacles.ts'
import type { CheckItem, Fix, RuleId } from './verdict.ts'

/**
 * Positions are quantised to 1e-7 degrees (about 1 cm): a way planned exactly at the margin may come this much
 * nearer, and no more.
 */
export const TOLERANCE_M = 0.02

/** What every rule looks at: the input of `judge` and what several rules need of it, worked out once. */
export type Subject = {
  readonly mission: Mission
  readonly sites: readonly Site[]
  readonly route: Route
  readonly nowMs: number
  /** Roads and buildings of the map's layers about the flight; empty where nobody gave any. */
  readonly surroundings: readonly LayerFeature[]
  /** What the workspace knows of the approval; null: there is no workspace at hand. */
  readonly permits: Permits | null
  /** What was approved, as its record says it where that is at hand; null: nothing. */
  readonly approved: Authorisation | null
  /** The local frame about the mission's home, which is its origin. */
  readonly frame: Frame
  readonly zones: readonly Zone[]
  readonly marginM: number
  /** The clearance that is tested: the margin less the tolerance, and always more than nothing. */
  readonly needM: number
  /** Every straight way of the flight, the climb-out first. */
  readonly legs: readonly Leg[]
  /** How many of the sites that the mission names are not at hand: their ground and assets are unknown. */
  readonly sitesNotHere: number
  /** The assets of all sites at hand. */
  readonly obstacles: readonly Obstacle[]
  /**
   * The ground about the whole flight: of the mission's elevation model where it has one, else as its sites declare
   * it; null when that is not known.
   */
  readonly ground: Ground | null
  /** The ground under one leg, known more closely where there is an elevation model. */
  readonly groundOf: (leg: Pick<Leg, 'a' | 'b'>) => GroundRange | null
}

export function subjectOf(input: {
  mission: Mission
  sites: readonly Site[]
  route: Route
  nowMs: number
  surroundings?: readonly LayerFeature[]
  permits?: Permits | null
}): Subject {
  const { mission, sites, route, nowMs, surroundings = [], permits = null } = input
  const frame = frameAt(mission.home)
  const { marginM } = fenceMargin(mission)
  const own = sites.filter((site) => mission.siteIds.includes(site.id))
  const sitesNotHere = mission.siteIds.filter((id) => !own.some((site) => site.id === id)).length
  const legs = legsOf(mission, route, frame)
  const declared =
    mission.siteIds.length === 0 ? declaredGround(sites) : sitesNotHere === 0 ? declaredGround(own) : null
  const { terrain } = mission
  const places = [
    ...legs.flatMap(({ a, b }) => [a, b]),
    ...mission.rallyPoints.map((point) => frame.toLocal(point)),
  ]
  const around = terrain && groundAround(terrain, places, frame)
  const ground = around && terrain ? { ...around, source: terrain.source } : declared
  return {
    mission,
    sites,
    route,
    nowMs,
    surroundings,
    permits,
    approved: approvedOf(mission, permits),
    frame,
    zones: prepareZones(mission.fence, frame),
    marginM,
    needM: Math.max(marginM - TOLERANCE_M, 1e-3),
    legs,
    sitesNotHere,
    obstacles: obstaclesOf(sites, frame),
    ground,
    groundOf: (leg) => (terrain && groundUnder(terrain, leg, frame)) ?? ground,
  }
}

type Draft = Partial<Omit<CheckItem, 'rule' | 'code' | 'fixes'>> & { fixes?: (Fix & { code: FixCode })[] }

/** An item of a verdict, an error unless it says otherwise. */
export const checkItem = (rule: RuleId, code: CheckCode, draft: Draft): CheckItem => ({
  rule,
  severity: 'error',
  code,
  value: null,
  limit: null,
  unit: '',
  source: '',
  place: null,
  params: {},
  fixes: [],
  ...draft,
})

const lonLat = (frame: Frame, point: Vec): [number, number] => {
  const { lat, lon } = frame.toLatLon(point)
  return [quantiseDeg(lon), quantiseDeg(lat)]
}

/** Polylines of the local frame as a GeoJSON geometry: one is a line (or a point), several are many lines. */
export function placeOf(frame: Frame, lines: readonly (readonly Vec[])[]): Place | null {
  const shapes = lines.map((line) => line.map((point) => lonLat(frame, point)))
  const [first] = shapes
  if (!first?.[0]) return null
  if (shapes.length === 1 && isPoint(first)) return { type: 'Point', coordinates: first[0] }
  if (shapes.length === 1) return { type: 'LineString', coordinates: first }
  if (shapes.every(isPoint))
    return { type: 'MultiPoint', coordinates: shapes.flatMap((shape) => shape.slice(0, 1)) }
  return {
    type: 'MultiLineString',
    coordinates: shapes.map((shape) => (shape.length === 1 ? [...shape, ...shape] : shape)),
  }
}

const isPoint = (shape: readonly [number, number][]): boolean =>
  shape.every((p) => p[0] === shape[0]?.[0] && p[1] === shape[0]?.[1])

/** Rounds a figure for display, away from the safe side only by less than half of the last place. */
export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits))
