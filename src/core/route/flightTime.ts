import type { Flight } from '../mission/vehicleFlight.ts'
import type { Firmware } from '../mission/vehicle.ts'
import { stopToStopS } from '../pattern/speedProfile.ts'
import { copterLegSeconds, copterStopToStopS } from './copterFlight.ts'
import type { Stop } from './flightPath.ts'
import { plainLegSeconds } from './plainFlight.ts'
import { px4LegSeconds, px4StopToStopS } from './px4Flight.ts'

/** What a firmware does with a mission's stops, and what is not motion in its take-off, return and landing. */
type Firmwares = {
  /** Seconds from reaching each stop, or leaving the first, until the next is reached: the stay at it included. */
  readonly legSeconds: (stops: readonly Stop[], flight: Flight) => number[]
  readonly stopToStopS: (lengthM: number, speedMS: number, flight: Flight) => number
  /** Seconds besides: spinning up, waiting before the descent, noticing the touchdown. */
  readonly besidesS: number
}

const PLAIN: Firmwares = {
  legSeconds: plainLegSeconds,
  stopToStopS: (lengthM, speedMS, flight) => stopToStopS(lengthM, speedMS, flight.accelerationMS2),
  besidesS: 10,
}

const PROFILES: Readonly<Record<Firmware, Firmwares>> = {
  // RTL_LOIT_TIME 5 s among them.
  ardupilot: { legSeconds: copterLegSeconds, stopToStopS: copterStopToStopS, besidesS: 10 },
  px4: { legSeconds: px4LegSeconds, stopToStopS: px4StopToStopS, besidesS: 6 },
  dji: PLAIN,
  litchi: PLAIN,
  autel: PLAIN,
}

/** To a millisecond: every machine gets the same bytes. */
const round = (seconds: number): number => Math.round(seconds * 1000) / 1000

/** Nothing flies farther or higher than the Earth is round: beyond it a square of metres is no number any more. */
const MOST_M = 1e8
const onEarth = (stop: Stop): Stop => {
  const held = (metres: number) => Math.max(-MOST_M, Math.min(MOST_M, metres))
  const at = { x: held(stop.x), y: held(stop.y), z: held(stop.z) }
  return at.x === stop.x && at.y === stop.y && at.z === stop.z ? stop : { ...stop, ...at }
}

/** Seconds from the first stop, at rest, until each is reached; the stay there not yet spent. */
export function reachedSeconds(stops: readonly Stop[], flight: Flight): number[] {
  let total = 0
  return [
    0,
    ...PROFILES[flight.firmware]
      .legSeconds(stops.map(onEarth), flight)
      .map((seconds) => (total += round(seconds))),
  ].slice(0, stops.length)
}

/** Seconds for a change of height at the climb or descent rate. */
export const verticalSeconds = (fromM: number, toM: number, { climbMS, descentMS }: Flight): number =>
  toM >= fromM ? (toM - fromM) / climbMS : (fromM - toM) / descentMS

/** Seconds from the ground up to a height. */
export const takeoffSeconds = (heightM: number, flight: Flight): number => verticalSeconds(0, heightM, flight)

/** Seconds from a height down to the ground, with what a firmware waits besides. */
export function landingSeconds(heightM: number, flight: Flight): number {
  const slowM = Math.max(0, Math.min(heightM, flight.landFromM))
  return verticalSeconds(heightM, slowM, flight) + slowM / flight.landMS + PROFILES[flight.firmware].besidesS
}

/** Seconds of the straight way to where it comes down, standing still at both ends. */
export const returnSeconds = (metres: number, flight: Flight): number =>
  metres > 0 ? round(PROFILES[flight.firmware].stopToStopS(metres, flight.returnMS, flight)) : 0
