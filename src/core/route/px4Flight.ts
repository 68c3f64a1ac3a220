import type { Flight } from '../mission/flightLimits.ts'
import { bendCosine, type Stop, type Way, waysOf } from './flightPath.ts'

/** Steps of the simulation, s: with 20 ms the times of the flown missions change by less than 1 %. */
const STEP_S = 0.1
/** Bends up to this are flown through: the nose need not turn before the next leg counts (MIS_YAW_ERR), degrees. */
const THROUGH_DEG = 12
/** Sharper ones than this take the nose's whole time to start and to settle, s. */
const SHARP_DEG = 30
const SETTLE_S = 0.6
/** The aircraft is this long behind its trajectory when it brakes, s. */
const BEHIND_S = 0.6
/** A waypoint straight above or below counts at this height from it (NAV_MC_ALT_RAD), m. */
const HEIGHT_REACHED_M = 0.8
/** Nearer than this a waypoint is reached, whatever the lag, and slower than this nothing moves, m and m/s. */
const THERE_M = 0.05
const CREEP_MS = 0.02
const MOST_STEPS = 200_000

/**
 * How PX4 flies from stop to stop: along each leg a trajectory with limited acceleration and jerk follows the speed from
 * which the speed through the next corner can be reached in time; that corner's speed is the one of a circle within the
 * acceptance radius, and 0 where it stays, ends, or the leg after it is shorter than the radius. A waypoint counts when
 * the aircraft, a little behind its trajectory, is within the radius; then the nose turns to the next leg before that
 * counts, while a stay runs. In a bend that is flown through the speed does not rise. Rules of PositionSmoothing,
 * TrajectoryConstraints and Navigator (PX4 1.13 and later), along the legs; heights by the vertical limits.
 */
export function px4LegSeconds(stops: readonly Stop[], flight: Flight): number[] {
  const ways = waysOf(stops, flight)
  const { accelerationMS2: a, jerkMS3: j, acceptanceM, cornerGain, yawRateDegS } = flight
  const state = { speedMS: 0, rateMS2: 0 }
  let doneM = 0
  let waitS = 0
  let flatS = 0
  return ways.map((way, i) => {
    const next = ways[i + 1]
    const holdS = stops[i + 1]?.holdS ?? 0
    const cosine = next ? bendCosine(way, next) : null
    const bendDeg = cosine === null ? 0 : (Math.acos(cosine) * 180) / Math.PI
    const cornerMS =
      next && cosine !== null && holdS === 0 && next.levelM >= acceptanceM
        ? Math.min(
            cornerSpeed(cosine, cornerGain * a * acceptanceM),
            way.speedMS,
            next.speedMS,
            speedFrom(next.lengthM, 0, a, j),
          )
        : 0
    const reachM = way.levelM > 0 ? acceptanceM : HEIGHT_REACHED_M
    const leg = fly(way, way.lengthM - doneM, cornerMS, reachM, flatS, state, a, j)
    const seconds = leg.seconds + waitS
    const turnS =
      bendDeg <= THROUGH_DEG
        ? 0
        : bendDeg / yawRateDegS + SETTLE_S * Math.min(1, (bendDeg - THROUGH_DEG) / (SHARP_DEG - THROUGH_DEG))
    waitS = Math.max(turnS, holdS)
    if (waitS > 0 || cosine === null) {
      state.speedMS = holdS > 0 ? 0 : cornerMS
      state.rateMS2 = 0
      doneM = 0
      flatS = 0.5 * turnedS(state.speedMS, cosine ?? 1, j)
    } else {
      doneM = -leg.leftM * cosine
      // Turned, and as long again until it is back on the leg.
      flatS = 4 * turnedS(state.speedMS, cosine, j)
    }
    return seconds
  })
}

/** Seconds from rest to rest along a level way. */
export function px4StopToStopS(lengthM: number, speedMS: number, flight: Flight): number {
  const still = { holdS: 0, speedMS, y: 0, z: 0 }
  const [seconds = 0] = px4LegSeconds(
    [
      { ...still, x: 0 },
      { ...still, x: lengthM },
    ],
    flight,
  )
  return seconds
}

/** Speed through a corner: √(gain · a · r · tan(α/2)), α between the legs (π straight on), by the bend's cosine. */
const cornerSpeed = (cosine: number, gainM2S2: number): number =>
  cosine >= 1 ? Infinity : Math.sqrt(gainM2S2 * Math.sqrt((1 + cosine) / (1 - cosine)))

/** The speed from which one can slow to another within a distance. */
function speedFrom(metres: number, toMS: number, a: number, j: number): number {
  const b = (4 * a * a) / j
  return Math.max(toMS, (Math.sqrt(b * b + 4 * (2 * a * metres + toMS * toMS)) - b) / 2)
}

/** The distance in which that speed falls from one to another. */
const brakeM = (fromMS: number, toMS: number, a: number, j: number): number =>
  (fromMS * fromMS + ((4 * a * a) / j) * fromMS - toMS * toMS) / (2 * a)

/** Half the time that a velocity takes to turn with limited jerk: the change is 2 v sin(bend / 2). */
const turnedS = (speedMS: number, cosine: number, j: number): number =>
  Math.sqrt((2 * speedMS * Math.sqrt((1 - cosine) / 2)) / j)

/** Flies one leg: how long, and how far from its end it counts as reached. `flatS`: so long the speed does not rise. */
function fly(
  way: Way,
  fromM: number,
  cornerMS: number,
  reachM: number,
  flatS: number,
  state: { speedMS: number; rateMS2: number },
  a: number,
  j: number,
): { seconds: number; leftM: number } {
  const cruiseMS = way.speedMS
  const flatMS = state.speedMS
  const brakingM = brakeM(cruiseMS, cornerMS, a, j)
  const b = (4 * a * a) / j
  const root = b * b + 4 * cornerMS * cornerMS
  const near = 1.5 * j * STEP_S
  let { speedMS, rateMS2 } = state
  let leftM = fromM
  let seconds = 0
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    if (rateMS2 === 0 && speedMS === cruiseMS && seconds >= flatS && leftM > brakingM + cruiseMS * STEP_S) {
      seconds += (leftM - brakingM) / cruiseMS
      leftM = brakingM
    }
    // The cruise speed, or that from which the corner's can be reached (`speedFrom`).
    let wantedMS =
      leftM >= brakingM ? cruiseMS : Math.max(cornerMS, (Math.sqrt(root + 8 * a * leftM) - b) / 2)
    if (seconds < flatS && wantedMS > flatMS) wantedMS = flatMS
    // Where the speed ends up when the acceleration is taken back now decides which way the jerk goes.
    const settledMS = speedMS + (rateMS2 * (rateMS2 < 0 ? -rateMS2 : rateMS2)) / (2 * j)
    let nextMS2 = rateMS2
    if (wantedMS > settledMS) nextMS2 = Math.min(a, rateMS2 + j * STEP_S)
    else if (wantedMS < settledMS) nextMS2 = Math.max(-a, rateMS2 - j * STEP_S)
    let nextMS = speedMS + ((rateMS2 + nextMS2) / 2) * STEP_S
    const offMS = wantedMS - nextMS
    if (offMS < near * STEP_S && -offMS < near * STEP_S && nextMS2 <= near && -nextMS2 <= near) {
      nextMS = wantedMS
      nextMS2 = 0
    }
    const stepM = Math.max(CREEP_MS, (speedMS + nextMS) / 2) * STEP_S
    // How much of the step is left when the aircraft, behind its trajectory, comes within reach.
    const hereM = Math.min(leftM + BEHIND_S * speedMS - reachM, leftM - THERE_M)
    const thereM = Math.min(leftM - stepM + BEHIND_S * nextMS - reachM, leftM - stepM - THERE_M)
    if (thereM <= 0 || hereM <= 0) {
      const share = hereM <= 0 ? 0 : hereM / (hereM - thereM)
      state.speedMS = speedMS + (nextMS - speedMS) * share
      state.rateMS2 = rateMS2 + (nextMS2 - rateMS2) * share
      return { seconds: seconds + share * STEP_S, leftM: Math.max(0, leftM - stepM * share) }
    }
    leftM -= stepM
    seconds += STEP_S
    speedMS = nextMS
    rateMS2 = nextMS2
  }
  state.speedMS = speedMS
  state.rateMS2 = rateMS2
  return { seconds, leftM: Math.max(0, leftM) }
}
