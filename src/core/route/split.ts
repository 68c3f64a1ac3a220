import { frameAt } from '../geo/frame.ts'
import { distance } from '../geo/polygon.ts'
import { usableEndurance } from '../mission/energy.ts'
import { flightOf, flownMS } from '../mission/vehicleFlight.ts'
import type { Mission, Part } from '../mission/mission.ts'
import type { Site } from '../site/site.ts'
import { elapsedAtPoints } from './figures.ts'
import type { Route } from './route.ts'
import { landingSeconds, returnSeconds, takeoffSeconds } from './flightTime.ts'
import { planner } from './plan.ts'

/** Each sortie begins this much before the last one ended, m: nothing between them is missed. */
const OVERLAP_M = 20
/** The share of the usable battery that is planned for; less when a sortie turns out longer than reckoned. */
const SHARES = [0.97, 0.9, 0.8]
/** More sorties than this are no plan for a day. */
const MOST_PARTS = 60

/**
 * The parts that a mission comes to when no sortie may need more than the usable battery: cut at waypoints where the
 * ways out and home together take the least time. One part when it fits as it is; null when even the shortest stretch
 * does not fit. Each part is planned, and measured, as a mission of its own.
 */
export function splitParts(mission: Mission, sites: readonly Site[]): Part[] | null {
  const route = planner({ mission, sites })
  const whole = route(null)
  if (whole.figures.energyShare <= 1) return [{ fromM: 0, toM: wholeLengthM(mission, whole.points) }]
  for (const share of SHARES) {
    const parts = partsWithin(mission, whole.points, share)
    if (!parts) return null
    if (parts.every((part) => route(part).figures.energyShare <= 1)) return parts
  }
  return null
}

type Points = Route['points']

/** Metres along the patterns' waypoints, straight from one to the next. */
function alongOf(mission: Mission, points: Points): { index: number; alongM: number; homeM: number }[] {
  const frame = frameAt(mission.home)
  let alongM = 0
  let before: { x: number; y: number } | null = null
  return points.flatMap((point, index) => {
    if (point.patternId === null) return []
    const at = frame.toLocal(point)
    if (before) alongM += distance(before, at)
    before = at
    return [{ index, alongM, homeM: Math.hypot(at.x, at.y) }]
  })
}

const wholeLengthM = (mission: Mission, points: Points): number =>
  alongOf(mission, points).at(-1)?.alongM ?? 0

function partsWithin(mission: Mission, points: Points, share: number): Part[] | null {
  const { vehicle, contingency } = mission
  const flight = flightOf(mission)
  const stops = alongOf(mission, points)
  const elapsed = elapsedAtPoints(mission, points, frameAt(mission.home))
  const usableS = usableEndurance(mission).seconds * share
  const heightM = Math.max(contingency.returnHeightM, mission.transitHeightM)
  const outS = (k: number) =>
    takeoffSeconds(heightM, flight) +
    (stops[k]?.homeM ?? 0) / flownMS(flight, points[stops[k]?.index ?? 0]?.speedMS ?? vehicle.cruiseMS) +
    OVERLAP_M / vehicle.cruiseMS
  const homeS = (k: number) => returnSeconds(stops[k]?.homeM ?? 0, flight) + landingSeconds(heightM, flight)
  const atS = (k: number) => elapsed[stops[k]?.index ?? 0] ?? 0
  // Least time in ways out and home for everything up to stop k, and where the last part then begins.
  const least = new Float64Array(stops.length).fill(Number.POSITIVE_INFINITY)
  const begin = new Int32Array(stops.length).fill(-1)
  least[0] = 0
  for (let k = 1; k < stops.length; k++)
    for (let i = k - 1; i >= 0; i--) {
      const flownS = atS(k) - atS(i)
      if (flownS > usableS) break
      if (outS(i) + flownS + homeS(k) > usableS) continue
      const total = (least[i] as number) + outS(i) + homeS(k)
      if (total < (least[k] as number)) {
        least[k] = total
        begin[k] = i
      }
    }
  const last = stops.length - 1
  if (last < 1 || !Number.isFinite(least[last])) return null
  const parts: Part[] = []
  for (let k = last; k > 0 && parts.length <= MOST_PARTS; k = begin[k] as number) {
    const fromM = stops[begin[k] as number]?.alongM ?? 0
    parts.unshift({
      fromM: Math.max(0, fromM - (begin[k] === 0 ? 0 : OVERLAP_M)),
      toM: stops[k]?.alongM ?? 0,
    })
  }
  return parts.length > MOST_PARTS ? null : parts
}
