import { frameAt } from '../geo/frame.ts'
import { distanceToSegment, edgesOf, isInside } from '../geo/polygon.ts'
import type { LatLon } from '../geo/position.ts'
import type { Mission } from '../mission/mission.ts'
import type { Site } from '../site/site.ts'
import { distanceM, type FileFacts } from './matching.ts'

/** Logs that begin so soon behind each other are of one flight, ms: less than it takes to change a battery. */
const PAUSE_MS = 2 * 60_000
/** Logs farther apart than this are of two, m. */
const APART_M = 2000
/** A flight beside a site still is of it, m: the take-off is often outside. */
const BESIDE_M = 500
/** A mission that was planned for so near a time is the one, ms. */
const SAME_DAY_MS = 12 * 3_600_000
/** A mission whose home is this near to the take-off, and no other's is within the second, m. */
const HOME_M = 50
const OTHER_HOME_M = 200

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

/** The site that a flight was over: that with the most of its places inside, else the one it passed beside. */
export function siteUnder(places: readonly LatLon[], sites: readonly Site[]): Site | null {
  const seen = sites
    .map((site) => {
      const frame = frameAt(site.boundary[0] as LatLon)
      const region = [site.boundary.map((corner) => frame.toLocal(corner))]
      const points = places.map((place) => frame.toLocal(place))
      const inside = points.filter((point) => isInside(point, region)).length
      const edges = edgesOf(region)
      const besideM =
        inside > 0
          ? 0
          : points.reduce(
              (least, point) => edges.reduce((m, edge) => Math.min(m, distanceToSegment(point, edge)), least),
              Infinity,
            )
      return { site, inside, besideM }
    })
    .sort((a, b) => b.inside - a.inside || a.besideM - b.besideM)
  const [best] = seen
  return best && best.besideM <= BESIDE_M ? best.site : null
}

/** The missions over a site, the likeliest first, and the one that is suggested for a flight; null where it is open. */
export function missionsFor(
  site: Site | null,
  missions: readonly Mission[],
  takeoff: { readonly atMs: number; readonly at: LatLon },
): { readonly missions: readonly Mission[]; readonly suggested: Mission | null } {
  if (!site) return { missions: [], suggested: null }
  const apartMs = ({ plannedAtMs }: Mission): number =>
    plannedAtMs === null ? Infinity : Math.abs(plannedAtMs - takeoff.atMs)
  const homeM = ({ home }: Mission): number => distanceM([takeoff.at], [home]) ?? Infinity
  const isPlanned = (mission: Mission): boolean => apartMs(mission) <= SAME_DAY_MS
  const of = missions
    .filter(({ siteIds }) => siteIds.includes(site.id))
    .sort(
      (a, b) =>
        Number(isPlanned(b)) - Number(isPlanned(a)) || homeM(a) - homeM(b) || a.id.localeCompare(b.id),
    )
  const [first, second] = of
  if (!first) return { missions: [], suggested: null }
  const isFirstAlone =
    !second ||
    (isPlanned(first) && !isPlanned(second)) ||
    (homeM(first) <= HOME_M && homeM(second) > OTHER_HOME_M)
  return { missions: of, suggested: isFirstAlone ? first : null }
}
