import { frameAt } from '../geo/frame.ts'
import type { LatLon } from '../geo/position.ts'
import { medianOf } from './clock/guess.ts'

/**
 * Why a file belongs to a flight, or why that is not certain:
 * - `time`: it was taken during one flight; `timeAndPlace`: and near its track, or near this track of several,
 * - `several`: it was taken during several flights, and its place does not decide,
 * - `far`: its time fits a flight that was elsewhere,
 * - `hours`: its time fits only when whole hours are taken off,
 * - `place`: only its place fits,
 * - `new`: it is of a flight that is not recorded yet, whose log is among the files,
 * - `noFlight`, `noTime`: nothing fits, or the file does not say when.
 */
export const MATCH_REASONS = [
  'time',
  'timeAndPlace',
  'several',
  'far',
  'hours',
  'place',
  'new',
  'noFlight',
  'noTime',
] as const
export type MatchReason = (typeof MATCH_REASONS)[number]

/** When and where a file was taken, by what it says itself. */
export type FileFacts = {
  readonly fromMs: number | null
  readonly toMs: number | null
  /** Its place, or some of its track. */
  readonly places: readonly LatLon[]
  /** Its clock may be wrong: it is not a receiver's. */
  readonly isOwnClock: boolean
  /** A flight log, whose date at least is right, and not a picture. */
  readonly isLog: boolean
}

/** A flight that files may belong to: its time and its track, or, without one, the corners of its sites. */
export type FlightFacts = {
  readonly id: string
  readonly fromMs: number
  readonly toMs: number
  readonly track: readonly LatLon[]
  readonly corners: readonly LatLon[]
}

export type Matched = {
  readonly why: MatchReason
  /** Null where it is not certain. */
  readonly flightId: string | null
  /** What a person may answer, the likeliest first, and what is suggested. */
  readonly candidates: readonly string[]
  readonly suggestedId: string | null
  /** Whole hours that have to be taken off for the time to fit; 0 where none. */
  readonly hours: number
}

/** Footage this long before the take-off or after the landing still belongs to a flight, ms. */
export const GRACE_MS = 5 * 60_000
/** Nearer than this to a track is on it, m: a photo of the ground crew is too. */
const NEAR_M = 300
/** Farther than this from the one is not between the two, m. */
const NOT_NEAR_M = 600
/** Farther than this is elsewhere, m. */
const FAR_M = 2000
const HOUR_MS = 3_600_000
/** Whole hours that are tried: China's clock taken for UTC, or the other way about, and the neighbours' zones. */
const HOURS = [8, -8, 1, -1, 7, -7, 9, -9]
/** A picture at a flight's place that is this near in time may be of it, and is likely to be, ms. */
const SAME_DAY_MS = 36 * HOUR_MS
const SOON_MS = 2 * HOUR_MS
/** A clock that is off by more has lost its date, ms. */
const LOST_MS = 300 * 24 * HOUR_MS
const MOST_CANDIDATES = 50

/** To which of some flights a file belongs, by its time and its place. */
export function matchFile(file: FileFacts, flights: readonly FlightFacts[]): Matched {
  const distances = new Map<string, number | null>()
  const distance = (flight: FlightFacts): number | null => {
    const known = distances.get(flight.id)
    if (known !== undefined) return known
    const metres = distanceM(file.places, flight.track.length > 0 ? flight.track : flight.corners)
    distances.set(flight.id, metres)
    return metres
  }
  const isNear = (flight: FlightFacts): boolean =>
    flight.track.length > 0 && (distance(flight) ?? Infinity) <= NEAR_M
  const isFar = (flight: FlightFacts): boolean => (distance(flight) ?? 0) > FAR_M
  const nearFirst = (some: readonly FlightFacts[]): FlightFacts[] =>
    [...some].sort((a, b) => (distance(a) ?? FAR_M) - (distance(b) ?? FAR_M))
  const asked = (
    why: MatchReason,
    some: readonly FlightFacts[],
    suggested: FlightFacts | undefined,
    hours = 0,
  ): Matched => ({
    why,
    flightId: null,
    candidates: some.slice(0, MOST_CANDIDATES).map(({ id }) => id),
    suggestedId: suggested?.id ?? null,
    hours,
  })
  const certain = (why: MatchReason, { id }: FlightFacts): Matched => ({
    why,
    flightId: id,
    candidates: [id],
    suggestedId: id,
    hours: 0,
  })
  const byPlace = (): Matched | null => {
    if (!file.isOwnClock || file.isLog) return null
    // A site is flown over and over: a picture of another day is of another flight, but for a clock that lost its date.
    const near = flights
      .filter((flight) => isNear(flight) && (apartMs(file, flight) <= SAME_DAY_MS || isLost(file, flight)))
      .sort((a, b) => apartMs(file, a) - apartMs(file, b) || a.id.localeCompare(b.id))
    const [nearest] = near
    if (!nearest) return null
    const isLikely = file.fromMs === null ? near.length === 1 : apartMs(file, nearest) <= SOON_MS
    return asked('place', near, isLikely ? nearest : undefined)
  }

  if (file.fromMs === null) return byPlace() ?? asked('noTime', [], undefined)
  const fits = flights.filter((flight) => isDuring(file, flight, 0))
  const [only] = fits
  if (only && fits.length === 1) {
    if (!isFar(only)) return certain(isNear(only) ? 'timeAndPlace' : 'time', only)
    const elsewhere = file.isOwnClock ? flights.filter((flight) => flight !== only && isNear(flight)) : []
    return asked('far', [...elsewhere, only], elsewhere[0])
  }
  if (fits.length > 1) {
    const near = fits.filter(isNear)
    const [here] = near
    const isElsewhere = (flight: FlightFacts): boolean =>
      flight === here || (distance(flight) ?? 0) > NOT_NEAR_M
    if (here && near.length === 1 && fits.every(isElsewhere)) return certain('timeAndPlace', here)
    const ordered = nearFirst(fits)
    return asked(
      'several',
      ordered,
      here ?? ordered.find((flight) => distance(flight) !== null && !isFar(flight)),
    )
  }
  if (file.isOwnClock)
    for (const hours of HOURS) {
      // Hours other than eight are rare: they need a place that fits too.
      const shifted = flights.filter(
        (flight) =>
          isDuring(file, flight, hours * HOUR_MS) &&
          (Math.abs(hours) === 8 ? !isFar(flight) : isNear(flight) && !file.isLog),
      )
      if (shifted.length === 0) continue
      const ordered = nearFirst(shifted)
      return asked(
        'hours',
        ordered,
        ordered.length === 1 || isNear(ordered[0] as FlightFacts) ? ordered[0] : undefined,
        hours,
      )
    }
  return byPlace() ?? asked('noFlight', [], undefined)
}

function isDuring({ fromMs, toMs }: FileFacts, flight: FlightFacts, shiftMs: number): boolean {
  if (fromMs === null) return false
  const endMs = toMs ?? fromMs
  return fromMs - shiftMs <= flight.toMs + GRACE_MS && endMs - shiftMs >= flight.fromMs - GRACE_MS
}

const isLost = (file: FileFacts, flight: FlightFacts): boolean =>
  file.fromMs === null || apartMs(file, flight) > LOST_MS

const apartMs = ({ fromMs }: FileFacts, flight: FlightFacts): number =>
  fromMs === null ? 0 : Math.max(flight.fromMs - fromMs, fromMs - flight.toMs, 0)

/** How far some places are from a way, each from its nearest point, in the middle, m; null where either is none. */
export function distanceM(places: readonly LatLon[], way: readonly LatLon[]): number | null {
  const [first] = places
  if (!first || way.length === 0) return null
  const frame = frameAt(first)
  const points = way.map((point) => frame.toLocal(point))
  const nearest = places.map((place) => {
    const { x, y } = frame.toLocal(place)
    return points.reduce((least, point) => Math.min(least, Math.hypot(point.x - x, point.y - y)), Infinity)
  })
  return medianOf(nearest)?.middle ?? null
}
