import type { Frame, Vec } from '../geo/frame.ts'
import { edgeGrid, piecesInside } from '../geo/edgeGrid.ts'
import { difference } from '../geo/offset.ts'
import { cross, distance, lerp, type Region, signedArea, sub } from '../geo/polygon.ts'
import { usableEndurance } from '../mission/energy.ts'
import { type Flight, flightOf } from '../mission/vehicleFlight.ts'
import { photoFootprint } from '../mission/footprint.ts'
import type { Mission } from '../mission/mission.ts'
import { groundAt, sampleStepM } from '../terrain/terrain.ts'
import { FLOW_THROUGH_DEG } from '../pattern/speedProfile.ts'
import {
  landingSeconds,
  reachedSeconds,
  returnSeconds,
  takeoffSeconds,
  verticalSeconds,
} from './flightTime.ts'
import { returnHeightM } from './destination.ts'
import type { Estimate, Figures, Landing, RoutePoint } from './route.ts'

/** A survey's area and what its lanes see of it. */
export type Coverage = { readonly area: Region; readonly seen: Region }

/** Lengths, times, photos and shares of a route. */
export function figuresOf(
  mission: Mission,
  points: readonly RoutePoint[],
  reached: readonly number[],
  landings: readonly Landing[],
  frame: Frame,
  fence: Region | null,
  coverages: readonly Coverage[],
): Figures {
  const places = points.map((point) => frame.toLocal(point))
  const first = points.findIndex((point) => point.patternId !== null)
  const last = points.findLastIndex((point) => point.patternId !== null)
  const flight = flightOf(mission)
  const legs = legsOf(points, places, reached)
  const inPatterns = legs.filter((leg) => first >= 0 && leg.from >= first && leg.to <= last)
  const sum = (list: readonly Leg[], of: (leg: Leg) => number) =>
    list.reduce((total, leg) => total + of(leg), 0)
  const lanes = inPatterns.filter((leg) => points[leg.to]?.role === 'lane')
  const transits = inPatterns.filter((leg) => ['turn', 'transit'].includes(points[leg.to]?.role ?? ''))
  const timeS = spanS(points, reached, first, last)
  const airborneS =
    takeoffSeconds(points[0]?.heightM ?? 0, flight) +
    spanS(points, reached, 0, points.length - 1) +
    wayHomeS(mission, flight, points, places, landings, frame)
  const usableS = usableEndurance(mission).seconds
  const photos = photosOf(points, legs)
  return {
    lengthM: round(sum(inPatterns, (leg) => leg.lengthM)),
    laneLengthM: round(sum(lanes, (leg) => leg.lengthM)),
    transitLengthM: round(sum(transits, (leg) => leg.lengthM)),
    laneSegments: lanes.length,
    turns: turnsIn(places, Math.max(0, first), last),
    timeS: round(timeS),
    airborneS: round(airborneS),
    photos,
    storageMB: round(photos * photoMB(mission)),
    ...gsdRange(mission, points, places, frame),
    coverageShare: coverageShare(coverages),
    outsideM: fence ? round(outsideM(fence, legs, places)) : 0,
    energyShare: Math.round((airborneS / usableS) * 10_000) / 10_000,
  }
}

/** How many metres of some legs lie outside a region. */
function outsideM(fence: Region, legs: readonly Leg[], places: readonly Vec[]): number {
  const grid = edgeGrid(fence, { edges: Infinity })
  return legs.reduce((sum, leg) => {
    const [a, b] = [places[leg.from] as Vec, places[leg.to] as Vec]
    const insideM = piecesInside(grid, a, b).reduce((all, piece) => all + distance(piece.a, piece.b), 0)
    return sum + Math.max(0, distance(a, b) - insideM)
  }, 0)
}

/** Seconds from the first point, at rest, until each is reached, its hold not yet spent. */
export const reachedPoints = (mission: Mission, points: readonly RoutePoint[], frame: Frame): number[] =>
  reachedSeconds(
    points.map((point) => ({
      ...frame.toLocal(point),
      z: point.heightM,
      holdS: point.holdS,
      speedMS: point.speedMS,
    })),
    flightOf(mission),
  )

/** Seconds from take-off until each point is reached, its hold not yet spent. */
export function elapsedAtPoints(mission: Mission, points: readonly RoutePoint[], frame: Frame): number[] {
  const upS = takeoffSeconds(points[0]?.heightM ?? 0, flightOf(mission))
  return reachedPoints(mission, points, frame).map((seconds) => upS + seconds)
}

/** Seconds from reaching one point until another is reached and its stay is over; 0 where there are none. */
const spanS = (
  points: readonly RoutePoint[],
  reached: readonly number[],
  from: number,
  to: number,
): number =>
  from < 0 || to < from ? 0 : (reached[to] ?? 0) - (reached[from] ?? 0) + (points[to]?.holdS ?? 0)

const round = (value: number): number => Math.round(value * 1000) / 1000

type Leg = { from: number; to: number; lengthM: number; seconds: number }

/** Each leg with the seconds from reaching its begin until its end is reached. */
const legsOf = (points: readonly RoutePoint[], places: readonly Vec[], reached: readonly number[]): Leg[] =>
  points.slice(1).map((_, i) => ({
    from: i,
    to: i + 1,
    lengthM: distance(places[i] as Vec, places[i + 1] as Vec),
    seconds: (reached[i + 1] ?? 0) - (reached[i] ?? 0),
  }))

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

/** Climb to the return height, straight to where it comes down, and down there; the longest where it may be either. */
function wayHomeS(
  mission: Mission,
  flight: Flight,
  points: readonly RoutePoint[],
  places: readonly Vec[],
  landings: readonly Landing[],
  frame: Frame,
): number {
  const last = points[points.length - 1]
  const place = places[places.length - 1]
  if (!last || !place) return 0
  return landings.reduce((longestS, landing) => {
    const at = frame.toLocal(landing)
    const metres = distance(place, at)
    if (landing.at === 'spot' || last.role === 'land' || mission.contingency.atEnd === 'landHome')
      return Math.max(longestS, landingSeconds(last.heightM, flight))
    const to = { at, heightM: mission.rallyPoints[landing.rally - 1]?.heightM ?? 0, rally: landing.rally }
    const highM = Math.max(last.heightM, returnHeightM(mission, to))
    const seconds =
      verticalSeconds(last.heightM, highM, flight) +
      returnSeconds(metres, flight) +
      landingSeconds(highM, flight)
    return Math.max(longestS, seconds)
  }, 0)
}

/**
 * Photos of a route: single ones, and one at the beginning of each run of legs with the same trigger and every so many
 * metres or seconds from there: a trigger that stays on counts on round corners.
 */
function photosOf(points: readonly RoutePoint[], legs: readonly Leg[]): number {
  let photos = points.filter(({ photo }) => photo).length
  let run = 0
  for (const [i, point] of points.entries()) {
    const leg = legs[i - 1]
    const before = points[i - 1]
    if (!leg || !before) continue
    const every = point.photoEveryM ?? point.photoEveryS
    const isOn = before.photoEveryM === point.photoEveryM && before.photoEveryS === point.photoEveryS
    if (!isOn) run = 0
    if (every === null) continue
    const isFirst = run === 0
    const done = isFirst ? 0 : Math.floor(run / every)
    run += point.photoEveryM === null ? leg.seconds : leg.lengthM
    photos += Math.floor(run / every) - done + (isFirst ? 1 : 0)
  }
  return photos
}

/** A JPEG of about half a byte a pixel: what cameras of this kind write on average. */
const photoMB = ({ camera }: Mission): number =>
  camera ? (camera.imageWidthPx * camera.imageHeightPx * 0.5) / 1e6 : 0

/** Most places of one leg that the ground is looked at. */
const MOST_SAMPLES = 400

/** Heights over the ground, m, along the legs with photos and at single ones: over home's height where it is unknown. */
function photoHeights(
  mission: Mission,
  points: readonly RoutePoint[],
  places: readonly Vec[],
  frame: Frame,
): { lowestM: number; highestM: number } | null {
  const { terrain, home } = mission
  const homeM = home.amslM ?? (terrain ? groundAt(terrain, home) : null)
  let lowestM = Infinity
  let highestM = -Infinity
  const look = (at: Vec, heightM: number): void => {
    const ground = terrain && homeM !== null ? groundAt(terrain, frame.toLatLon(at)) : null
    const overM = ground === null || homeM === null ? heightM : heightM + homeM - ground
    if (overM <= 0) return
    lowestM = Math.min(lowestM, overM)
    highestM = Math.max(highestM, overM)
  }
  for (const [i, point] of points.entries()) {
    const here = places[i] as Vec
    const isTriggered = point.photoEveryM !== null || point.photoEveryS !== null
    if (point.photo || isTriggered) look(here, point.heightM)
    const before = points[i - 1]
    if (!terrain || !before || !isTriggered) continue
    const from = places[i - 1] as Vec
    const pieces = Math.min(MOST_SAMPLES, Math.ceil(distance(from, here) / sampleStepM(terrain)))
    for (let k = 1; k < pieces; k++)
      look(lerp(from, here, k / pieces), before.heightM + ((point.heightM - before.heightM) * k) / pieces)
  }
  return highestM > 0 ? { lowestM, highestM } : null
}

function gsdRange(
  mission: Mission,
  points: readonly RoutePoint[],
  places: readonly Vec[],
  frame: Frame,
): Pick<Figures, 'gsdFinestM' | 'gsdCoarsestM'> {
  const { camera } = mission
  const heights = camera ? photoHeights(mission, points, places, frame) : null
  if (!camera || !heights) return { gsdFinestM: null, gsdCoarsestM: null }
  const at = (heightM: number) => Math.round(photoFootprint(camera, heightM).gsdM * 1e5) / 1e5
  return { gsdFinestM: at(heights.lowestM), gsdCoarsestM: at(heights.highestM) }
}

/** Length, time, photos, resolution and energy of each pattern in its place of the flight, in the order flown. */
export function estimatesOf(
  mission: Mission,
  points: readonly RoutePoint[],
  reached: readonly number[],
  frame: Frame,
): Estimate[] {
  const usableS = usableEndurance(mission).seconds
  const places = points.map((point) => frame.toLocal(point))
  const legs = legsOf(points, places, reached)
  const ids = [...new Set(points.flatMap(({ patternId }) => patternId ?? []))]
  return ids.map((patternId) => {
    const first = points.findIndex((point) => point.patternId === patternId)
    const last = points.findLastIndex((point) => point.patternId === patternId)
    const own = points.slice(first, last + 1)
    const ownPlaces = places.slice(first, last + 1)
    const ownLegs = legs.slice(first, last)
    const timeS = spanS(points, reached, first, last)
    const photos = photosOf(own, ownLegs)
    return {
      patternId,
      lengthM: round(ownLegs.reduce((sum, { lengthM }) => sum + lengthM, 0)),
      timeS: round(timeS),
      photos,
      storageMB: round(photos * photoMB(mission)),
      ...gsdRange(mission, own, ownPlaces, frame),
      energyShare: Math.round((timeS / usableS) * 10_000) / 10_000,
    }
  })
}

const areaOf = (region: Region): number => region.reduce((sum, outline) => sum + signedArea(outline), 0)

function coverageShare(coverages: readonly Coverage[]): number {
  const whole = coverages.reduce((sum, { area }) => sum + areaOf(area), 0)
  if (whole <= 0) return 1
  const missing = coverages.reduce((sum, { area, seen }) => sum + areaOf(difference(area, seen)), 0)
  return Math.round(Math.min(1, Math.max(0, 1 - missing / whole)) * 1e5) / 1e5
}
