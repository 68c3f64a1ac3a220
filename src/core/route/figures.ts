import type { Frame, Vec } from '../geo/frame.ts'
import { difference } from '../geo/offset.ts'
import { cross, distance, edgesOf, lengthOutside, type Region, signedArea, sub } from '../geo/polygon.ts'
import type { Mission } from '../mission/mission.ts'
import { FLOW_THROUGH_DEG, profileS, verticalS } from '../pattern/speedProfile.ts'
import type { Figures, RoutePoint } from './route.ts'

/** A survey's area and what its lanes see of it. */
export type Coverage = { readonly area: Region; readonly seen: Region }

/** Lengths, times, photos and shares of a route. */
export function figuresOf(
  mission: Mission,
  points: readonly RoutePoint[],
  frame: Frame,
  fence: Region | null,
  coverages: readonly Coverage[],
): Figures {
  const places = points.map((point) => frame.toLocal(point))
  const first = points.findIndex((point) => point.patternId !== null)
  const last = points.findLastIndex((point) => point.patternId !== null)
  const legs = legsOf(points, places, mission)
  const inPatterns = legs.filter((leg) => first >= 0 && leg.from >= first && leg.to <= last)
  const sum = (list: readonly Leg[], of: (leg: Leg) => number) =>
    list.reduce((total, leg) => total + of(leg), 0)
  const lanes = inPatterns.filter((leg) => points[leg.to]?.role === 'lane')
  const transits = inPatterns.filter((leg) => ['turn', 'transit'].includes(points[leg.to]?.role ?? ''))
  const holds = points.slice(Math.max(0, first), last + 1).reduce((total, point) => total + point.holdS, 0)
  const allHolds = points.reduce((total, point) => total + point.holdS, 0)
  const timeS = sum(inPatterns, (leg) => leg.seconds) + holds
  const airborneS =
    climbOutS(mission, points) +
    sum(legs, (leg) => leg.seconds) +
    allHolds +
    wayHomeS(mission, points, places)
  const usableS = mission.vehicle.enduranceS * (1 - mission.vehicle.reserveShare)
  const edges = fence ? edgesOf(fence) : []
  return {
    lengthM: round(sum(inPatterns, (leg) => leg.lengthM)),
    laneLengthM: round(sum(lanes, (leg) => leg.lengthM)),
    transitLengthM: round(sum(transits, (leg) => leg.lengthM)),
    laneSegments: lanes.length,
    turns: turnsIn(places, Math.max(0, first), last),
    timeS: round(timeS),
    airborneS: round(airborneS),
    photos: points.reduce(
      (count, point, i) =>
        count + photosAt(point, i === 0 ? 0 : distance(places[i - 1] as Vec, places[i] as Vec)),
      0,
    ),
    coverageShare: coverageShare(coverages),
    outsideM: fence
      ? round(
          sum(legs, (leg) =>
            lengthOutside({ a: places[leg.from] as Vec, b: places[leg.to] as Vec }, fence, edges),
          ),
        )
      : 0,
    energyShare: Math.round((airborneS / usableS) * 10_000) / 10_000,
  }
}

const round = (value: number): number => Math.round(value * 1000) / 1000

type Leg = { from: number; to: number; lengthM: number; seconds: number }

/** Each leg with its time: a trapezoid profile, slowed to a stop at bends sharper than a vehicle flows through. */
function legsOf(points: readonly RoutePoint[], places: readonly Vec[], mission: Mission): Leg[] {
  const a = mission.vehicle.accelerationMS2
  const passing = places.map((place, i) => {
    const before = places[i - 1]
    const after = places[i + 1]
    const point = points[i] as RoutePoint
    const next = points[i + 1]
    if (!before || !after || !next || point.holdS > 0 || bendDeg(before, place, after) > FLOW_THROUGH_DEG)
      return 0
    return Math.min(point.speedMS, next.speedMS)
  })
  const legs: Leg[] = []
  for (let i = 1; i < points.length; i++) {
    const from = points[i - 1] as RoutePoint
    const to = points[i] as RoutePoint
    const lengthM = distance(places[i - 1] as Vec, places[i] as Vec)
    const level = profileS(
      lengthM,
      to.speedMS,
      a,
      Math.min(passing[i - 1] as number, to.speedMS),
      Math.min(passing[i] as number, to.speedMS),
    )
    legs.push({
      from: i - 1,
      to: i,
      lengthM,
      seconds: Math.max(level, verticalS(from.heightM, to.heightM, mission.vehicle)),
    })
  }
  return legs
}

function bendDeg(before: Vec, corner: Vec, after: Vec): number {
  const d1 = sub(corner, before)
  const d2 = sub(after, corner)
  if ((d1.x === 0 && d1.y === 0) || (d2.x === 0 && d2.y === 0)) return 180
  return (Math.abs(Math.atan2(cross(d1, d2), d1.x * d2.x + d1.y * d2.y)) * 180) / Math.PI
}

function turnsIn(places: readonly Vec[], first: number, last: number): number {
  let turns = 0
  for (let i = first + 1; i < last; i++)
    if (bendDeg(places[i - 1] as Vec, places[i] as Vec, places[i + 1] as Vec) > FLOW_THROUGH_DEG) turns += 1
  return turns
}

const climbOutS = (mission: Mission, points: readonly RoutePoint[]): number =>
  points[0] ? verticalS(0, points[0].heightM, mission.vehicle) : 0

/** Climb to the return height, straight home at cruise speed, down; or down where the mission ends. */
function wayHomeS(mission: Mission, points: readonly RoutePoint[], places: readonly Vec[]): number {
  const last = points[points.length - 1]
  const place = places[places.length - 1]
  if (!last || !place || mission.contingency.atEnd === 'hover') return 0
  if (mission.contingency.atEnd === 'land') return verticalS(last.heightM, 0, mission.vehicle)
  const returnM = Math.max(last.heightM, mission.contingency.returnHeightM)
  const homeward = profileS(
    distance(place, { x: 0, y: 0 }),
    mission.vehicle.cruiseMS,
    mission.vehicle.accelerationMS2,
    0,
    0,
  )
  return verticalS(last.heightM, returnM, mission.vehicle) + homeward + verticalS(returnM, 0, mission.vehicle)
}

const photosAt = (point: RoutePoint, legM: number): number =>
  (point.photo ? 1 : 0) + (point.photoEveryM === null ? 0 : Math.floor(legM / point.photoEveryM) + 1)

const areaOf = (region: Region): number => region.reduce((sum, outline) => sum + signedArea(outline), 0)

function coverageShare(coverages: readonly Coverage[]): number {
  const whole = coverages.reduce((sum, { area }) => sum + areaOf(area), 0)
  if (whole <= 0) return 1
  const missing = coverages.reduce((sum, { area, seen }) => sum + areaOf(difference(area, seen)), 0)
  return Math.round(Math.min(1, Math.max(0, 1 - missing / whole)) * 1e5) / 1e5
}
