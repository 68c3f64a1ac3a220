import type { Vec } from '../geo/frame.ts'
import { lerp } from '../geo/polygon.ts'
import { quantisePlace } from '../units/quantise.ts'
import { segmentClears } from './clearance.ts'
import type { Zone } from './shapes.ts'
import { type Chooser, type Destination, destinationsFrom } from '../route/destination.ts'
import { chooserOf, type ReturnPiece, returnPieces } from './returns.ts'
import { keepsZone } from './returnWays.ts'
import { isClearSpot } from './spots.ts'
import { joinedLegs, stretchesOf } from './stretches.ts'
import type { Subject } from './subject.ts'

/** Places along the route that are looked at to draw a bad stretch: 2 m apart, or farther on a long route. */
const DRAWN = 200
const DRAWN_STEP_M = 2
/** With more bad legs than this each is drawn whole. */
const DRAWN_LEGS = 40
/** Returns measured for the least clearance; places tried for a fix (and a grid of so many a side), and looked at. */
const MEASURED = 12
const TRIED = 12
const TRIED_GRID = 4
const LOOKED_AT_BAD = 48
const LOOKED_AT = 24
/** With more legs than this a fix is chosen by the places that are looked at alone. */
const EXACT_LEGS = 300

export type BadReturns = { readonly lines: Vec[][]; readonly lengthM: number; readonly worstM: number }

/** From where on some pieces of the route the return breaks a zone, and the least clearance on those returns. */
export function badReturns(subject: Subject, pieces: readonly ReturnPiece[], zone: Zone): BadReturns {
  const { shape } = zone
  const { inclusion } = zone.zone
  const totalM = pieces.reduce((sum, piece) => sum + lengthOf(piece), 0)
  const stepM = Math.max(DRAWN_STEP_M, totalM / DRAWN)
  const lines: Vec[][] = []
  const bad: { from: Vec; to: Vec }[] = []
  let lengthM = 0
  for (const piece of pieces.length > DRAWN_LEGS ? [] : pieces) {
    const n = Math.max(1, Math.ceil(lengthOf(piece) / stepM))
    let line: Vec[] | null = null
    for (let i = 0; i <= n; i++) {
      const at = lerp(piece.a, piece.b, i / n)
      if (segmentClears(shape, inclusion, at.x, at.y, piece.to.at.x, piece.to.at.y, subject.needM)) {
        line = null
        continue
      }
      bad.push({ from: at, to: piece.to.at })
      const before = lines.at(-1)?.at(-1)
      if (line) {
        line[1] = at
        lengthM += lengthOf(piece) / n
      } else if (i === 0 && before && before.x === at.x && before.y === at.y) line = lines.at(-1) ?? null
      else lines.push((line = [at, at]))
    }
  }
  if (bad.length === 0) {
    // Too many to look at closely, or nearer than the margin only between two places that were looked at.
    lines.push(...joinedLegs(pieces))
    lengthM = totalM
    for (const { a, b, to } of pieces) bad.push({ from: lerp(a, b, 0.5), to: to.at })
  }
  let worstM = Infinity
  for (const { from, to } of spread(bad, MEASURED)) {
    const way = { a: from, b: to, lowM: 0, highM: 0, kind: 'level', patternId: null, radiusM: 0 } as const
    worstM = Math.min(worstM, stretchesOf({ shape, inclusion }, [way], subject.needM).worstM)
  }
  return { lines, lengthM, worstM: Math.min(worstM, subject.marginM) }
}

const lengthOf = ({ a, b }: { a: Vec; b: Vec }): number => Math.hypot(b.x - a.x, b.y - a.y)

/** At most `count` of a list, evenly spread, the first included. */
const spread = <T>(list: readonly T[], count: number): readonly T[] =>
  list.length <= count
    ? list
    : Array.from({ length: count }, (_, i) => list[Math.floor((i * list.length) / count)] as T)

/**
 * Whether a straight return keeps the margin of every zone. `lastBroken`: the zone that the one before broke, which is asked
 * first: returns that lie near one another break the same.
 */
function holds(
  { zones, needM }: Subject,
  from: Vec,
  to: Vec,
  lastBroken: { zone: Zone | undefined },
): boolean {
  const clears = ({ zone, shape }: Zone) =>
    segmentClears(shape, zone.inclusion, from.x, from.y, to.x, to.y, needM)
  if (lastBroken.zone && !clears(lastBroken.zone)) return false
  for (const zone of zones)
    if (zone !== lastBroken.zone && !clears(zone)) {
      lastBroken.zone = zone
      return false
    }
  return true
}

/** How many of some places have a return that breaks the fence; beyond `most` they are not counted. */
function countBad(subject: Subject, chooser: Chooser, places: readonly Vec[], most = Infinity): number {
  let bad = 0
  const lastBroken = { zone: undefined }
  for (const from of places) {
    if (!destinationsFrom(chooser, from).every(({ at }) => holds(subject, from, at, lastBroken))) bad++
    if (bad > most) break
  }
  return bad
}

/** Places spread evenly along the pieces. */
function placesAlong(pieces: readonly ReturnPiece[], count: number): Vec[] {
  const totalM = pieces.reduce((sum, piece) => sum + lengthOf(piece), 0)
  const stepM = totalM / count
  const places: Vec[] = []
  let nextM = stepM / 2
  let doneM = 0
  for (const piece of pieces) {
    const length = lengthOf(piece)
    if (length === 0) continue
    for (; nextM <= doneM + length; nextM += stepM)
      places.push(lerp(piece.a, piece.b, (nextM - doneM) / length))
    doneM += length
  }
  return places
}

/** How many pieces of the route have returns that break the fence: exact, and what decides between places alike. */
const countBadPieces = (subject: Subject, chooser: Chooser): number =>
  subject.legs.length > EXACT_LEGS
    ? 0
    : returnPieces(subject, chooser).filter(
        (piece) => !subject.zones.every((zone) => keepsZone(subject, zone, piece)),
      ).length

/** Places to try: some of those with a bad return, and a grid over all of them. */
function candidates(places: readonly Vec[]): Vec[] {
  const xs = places.map(({ x }) => x)
  const ys = places.map(({ y }) => y)
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const grid = Array.from({ length: TRIED_GRID ** 2 }, (_, i) => ({
    x: west + ((east - west) * ((i % TRIED_GRID) + 0.5)) / TRIED_GRID,
    y: south + ((north - south) * (Math.floor(i / TRIED_GRID) + 0.5)) / TRIED_GRID,
  }))
  return [...spread(places, TRIED), ...grid]
}

/** The place that, made a destination, leaves the fewest bad returns; null when none of those tried mends any. */
function bestPlace(
  subject: Subject,
  pieces: readonly ReturnPiece[],
  bad: readonly ReturnPiece[],
  withPlace: (place: Destination, chooser: Chooser) => Chooser,
  heightM: number,
): Vec | null {
  const chooser = chooserOf(subject)
  const places = [
    ...placesAlong(bad, LOOKED_AT_BAD),
    ...placesAlong(pieces, LOOKED_AT),
    ...spread(bad, LOOKED_AT).map(({ a, b }) => lerp(a, b, 0.5)),
  ]
  let least = { places: countBad(subject, chooser, places), pieces: countBadPieces(subject, chooser) }
  let best: Vec | null = null
  const badPlaces = places.filter((from) => countBad(subject, chooser, [from]) > 0)
  for (const at of candidates(badPlaces.length > 0 ? badPlaces : places)) {
    if (!isClearSpot(subject, at)) continue
    const trial = withPlace({ at, heightM, rally: -1 }, chooser)
    const bad = countBad(subject, trial, places, least.places)
    if (bad > least.places) continue
    const pieces = countBadPieces(subject, trial)
    if (bad < least.places || pieces < least.pieces) {
      best = at
      least = { places: bad, pieces }
    }
  }
  return best
}

const degrees = (subject: Subject, at: Vec): { lat: number; lon: number } => {
  return quantisePlace(subject.frame.toLatLon(at))
}

/** A rally point that mends the most returns; null when none of the places tried mends any. */
export function betterRallyPoint(
  subject: Subject,
  pieces: readonly ReturnPiece[],
  bad: readonly ReturnPiece[],
): { lat: number; lon: number; heightM: number } | null {
  const { vehicle, contingency } = subject.mission
  // PX4 adds the return height to the rally point's; ArduPilot takes the higher of them.
  const heightM = vehicle.firmware === 'px4' ? 0 : contingency.returnHeightM
  const at = bestPlace(
    subject,
    pieces,
    bad,
    (place, chooser) => ({ ...chooser, rally: [...chooser.rally, place] }),
    heightM,
  )
  return at ? { ...degrees(subject, at), heightM } : null
}

/** A home that mends the most returns, for firmwares that return nowhere else. */
export function betterHome(
  subject: Subject,
  pieces: readonly ReturnPiece[],
  bad: readonly ReturnPiece[],
): { lat: number; lon: number } | null {
  const at = bestPlace(
    subject,
    pieces,
    bad,
    (place, chooser) => ({ ...chooser, home: { ...place, rally: 0 } }),
    0,
  )
  return at ? degrees(subject, at) : null
}
