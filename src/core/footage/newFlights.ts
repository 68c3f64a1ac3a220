import { frameAt, type Vec } from '../geo/frame.ts'
import { distanceToSegment, lerp, type Segment } from '../geo/polygon.ts'
import type { LatLon } from '../geo/position.ts'
import type { Mission } from '../mission/mission.ts'
import { plan } from '../route/plan.ts'
import type { Site } from '../site/site.ts'
import { medianOf, someOf } from './clock/guess.ts'
import { distanceM, type FileFacts } from './matching.ts'

/** Logs that begin so soon behind each other are of one flight, ms: less than it takes to change a battery. */
const PAUSE_MS = 2 * 60_000
/** Logs farther apart than this are of two, m. */
const APART_M = 2000
/** A flight so near beside a site still is of it, m: the take-off is often outside. */
export const BESIDE_M = 500
/** A mission that was planned for so near a time is the one, ms. */
const SAME_DAY_MS = 12 * 3_600_000
/** What was flown is a mission's route when they are this near in the middle, and any other's farther by more than that, m. */
const ON_ROUTE_M = 30
const CLEARLY_M = 15
/** So many missions are planned to be compared, and so many legs of each. */
const MOST_PLANNED = 12
const MOST_LEGS = 300

/** A flight that some logs are of, and that is not recorded: the logs by their number. */
export type LogGroup = {
  readonly logs: readonly number[]
  readonly fromMs: number
  readonly toMs: number
  readonly places: readonly LatLon[]
}

/** Logs as flights: those whose times overlap, or nearly, and that flew in one area are one. */
export function groupLogs(logs: readonly FileFacts[]): LogGroup[] {
  const groups: LogGroup[] = []
  const timed = logs
    .flatMap(({ fromMs, toMs, places }, i) =>
      fromMs === null || toMs === null || toMs <= fromMs || places.length === 0
        ? []
        : [{ i, fromMs, toMs, places }],
    )
    .sort((a, b) => a.fromMs - b.fromMs || a.i - b.i)
  for (const { i, fromMs, toMs, places } of timed) {
    const at = groups.findIndex(
      (group) => fromMs <= group.toMs + PAUSE_MS && (distanceM(places, group.places) ?? 0) <= APART_M,
    )
    const group = groups[at]
    if (!group) {
      groups.push({ logs: [i], fromMs, toMs, places })
      continue
    }
    const isLonger = toMs - fromMs > group.toMs - group.fromMs
    groups[at] = {
      logs: [...group.logs, i],
      fromMs: Math.min(group.fromMs, fromMs),
      toMs: Math.max(group.toMs, toMs),
      places: isLonger ? places : group.places,
    }
  }
  return groups
}

/** The missions over a site, the likeliest first, and the one that is suggested for a flight; null where it is open. */
export function missionsFor(
  site: Site | null,
  missions: readonly Mission[],
  sites: readonly Site[],
  flown: { readonly takeoffAtMs: number; readonly places: readonly LatLon[] },
): { readonly missions: readonly Mission[]; readonly suggested: Mission | null } {
  const of = missions
    .filter(({ siteIds }) => site !== null && siteIds.includes(site.id))
    .map((mission) => ({ mission, isPlanned: isPlannedFor(mission, flown.takeoffAtMs) }))
    .sort((a, b) => Number(b.isPlanned) - Number(a.isPlanned) || a.mission.id.localeCompare(b.mission.id))
    .map((one, i) => ({
      ...one,
      offM: i < MOST_PLANNED ? offRouteM(one.mission, sites, flown.places) : Infinity,
    }))
    .sort((a, b) => Number(b.isPlanned) - Number(a.isPlanned) || a.offM - b.offM)
  const [first, second] = of
  const isClear =
    first !== undefined &&
    (!second ||
      (first.isPlanned && !second.isPlanned) ||
      (first.offM <= ON_ROUTE_M && second.offM > first.offM * 2 + CLEARLY_M))
  return { missions: of.map(({ mission }) => mission), suggested: isClear ? first.mission : null }
}

const isPlannedFor = ({ plannedAtMs }: Mission, takeoffAtMs: number): boolean =>
  plannedAtMs !== null && Math.abs(plannedAtMs - takeoffAtMs) <= SAME_DAY_MS

/** How far what was flown is from a mission's route, and the route from what was flown, in the middle, m: the worse of both. */
function offRouteM(mission: Mission, sites: readonly Site[], places: readonly LatLon[]): number {
  const frame = frameAt(mission.home)
  const legs = legsOf(plan({ mission, sites, isDraft: true }).points.map((point) => frame.toLocal(point)))
  const way = legsOf(places.map((place) => frame.toLocal(place)))
  if (legs.length === 0 || way.length === 0) return Infinity
  return Math.max(offM(way, legs), offM(legs, way))
}

const legsOf = (points: readonly Vec[]): Segment[] =>
  points.slice(1).map((b, i) => ({ a: points[i] as Vec, b }))

/** How far the middles of some legs are from others, in the middle, m. */
function offM(legs: readonly Segment[], others: readonly Segment[]): number {
  const apart = someOf(legs, MOST_LEGS).map(({ a, b }) => {
    const middle = lerp(a, b, 0.5)
    return others.reduce((least, other) => Math.min(least, distanceToSegment(middle, other)), Infinity)
  })
  return medianOf(apart)?.middle ?? Infinity
}
