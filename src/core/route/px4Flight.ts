import { type Flight, flownMS } from '../mission/vehicleFlight.ts'
import type { Stop } from './flightPath.ts'

/**
 * How PX4 flies from stop to stop, in steps: a trajectory follows the speed from which it can slow for the next corner,
 * axis by axis with limited acceleration and jerk; that corner's speed is the one of a circle within the acceptance
 * radius, 0 where it stays, ends, or the leg after it is shorter than the radius, and no more than lets it stop at the
 * end of that leg. While it turns onto a leg it aims at a point ahead on it and does not speed up. A waypoint counts
 * when the aircraft, a little behind its trajectory, is within the radius; then the nose turns before the next leg is
 * flown, while a stay runs. Rules of PositionSmoothing, TrajectoryConstraints, TrajMath and Navigator (PX4 1.13 and
 * later) with the vehicle's parameters; what is fitted says so.
 */
export function px4LegSeconds(stops: readonly Stop[], flight: Flight): number[] {
  const first = stops[0]
  if (!first) return []
  const legs = legsOf(stops, flight)
  const point: Point = { x: axisAt(first.x), y: axisAt(first.y), z: axisAt(first.z), allowedMS: 0 }
  let stayS = 0
  return legs.map((leg) => {
    const seconds = stayS + reach(point, leg, flight)
    stayS = leaves(point, leg, flight)
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

/** Length of a step, s. PX4 takes 0.02 s: the times of the flown missions are less than 1 % longer with that. */
const STEP_S = 0.05
/**
 * How far behind its trajectory the aircraft is, s, as a first-order lag: fitted to flight-times.md, rows line, ring,
 * square and survey up to 8 m/s. It stands for the position and velocity loops, which depend on the airframe, and for
 * what the nose takes besides its turn.
 */
const BEHIND_S = 0.5
/** The share of the way to its trajectory that the aircraft goes in a step. */
const CATCH_UP = STEP_S / (BEHIND_S + STEP_S)
/** A waypoint counts at this height from it (NAV_MC_ALT_RAD), m. */
const HEIGHT_REACHED_M = 0.8
/** Turning: slower than this never, nor where the way to the target bends less than this cosine (PositionSmoothing). */
const TURNING_MS = 0.2
const TURNING_COSINE = 0.98
/** The point ahead on the leg that is aimed at in a turn, from the aircraft, m; the acceptance radius where it is more. */
const AHEAD_M = 5
/** After so many steps of a stay nothing moves any more. */
const MOST_STAY_STEPS = 200
/** A leg takes at most this long, s, and four times its length at its speed: what parameters make unflyable still ends. */
const LOST_S = 120

/** One axis of the trajectory: place, m, velocity, m/s, acceleration, m/s²; and the place of the aircraft, m. */
type Axis = { m: number; ms: number; ms2: number; aircraftM: number }
const axisAt = (m: number): Axis => ({ m, ms: 0, ms2: 0, aircraftM: m })

/** The moving point of the trajectory, and the speed that was allowed before its turn. */
type Point = { readonly x: Axis; readonly y: Axis; readonly z: Axis; allowedMS: number }

/** A leg to a waypoint: where from, along which direction, how fast through its end, how the nose turns there. */
type Leg = {
  readonly to: Stop
  readonly from: Stop
  readonly ux: number
  readonly uy: number
  readonly uz: number
  readonly lengthM: number
  readonly cruiseMS: number
  readonly cornerMS: number
  readonly riseMS: number
  readonly passMS: number
  readonly bendDeg: number
}

const levelOf = (from: Stop, to: Stop): number =>
  Math.sqrt((to.x - from.x) * (to.x - from.x) + (to.y - from.y) * (to.y - from.y))

function legsOf(stops: readonly Stop[], flight: Flight): Leg[] {
  const { accelerationMS2: a, jerkMS3: j, acceptanceM, cornerGain } = flight
  let noseX = 0
  let noseY = 0
  return stops.slice(1).map((to, i): Leg => {
    const from = stops[i] as Stop
    const next = stops[i + 2]
    const [dx, dy, dz] = [to.x - from.x, to.y - from.y, to.z - from.z]
    const levelM = levelOf(from, to)
    const lengthM = Math.sqrt(levelM * levelM + dz * dz)
    const nextM = next ? levelOf(to, next) : 0
    const cruiseMS = flownMS(flight, to.speedMS)
    const riseMS = dz > 0 ? flight.climbMS : flight.descentMS
    let cornerMS = 0
    let passMS = 0
    if (next && to.holdS === 0) {
      if (nextM >= acceptanceM && levelM > 0) {
        const cosine = cosineOf(dx, dy, levelM, next.x - to.x, next.y - to.y, nextM)
        const circleMS = cornerSpeed(cosine, cornerGain * a * acceptanceM)
        cornerMS = Math.min(circleMS, cruiseMS, speedFrom(nextM, 0, a, j))
      }
      // Heights bend in the upright plane; level before or after is a bend too.
      const nextDz = next.z - to.z
      const spaceM = Math.sqrt(nextM * nextM + nextDz * nextDz)
      if (nextDz !== 0 && lengthM > 0) {
        const cosine = cosineOf(levelM, dz, lengthM, nextM, nextDz, spaceM)
        passMS = Math.min(cornerSpeed(cosine, flight.verticalMS2 * HEIGHT_REACHED_M), riseMS)
      }
    }
    let bendDeg = 0
    if (levelM > acceptanceM) {
      noseX = dx / levelM
      noseY = dy / levelM
    }
    if (next && nextM > acceptanceM && (noseX !== 0 || noseY !== 0)) {
      const cosine = cosineOf(noseX, noseY, 1, next.x - to.x, next.y - to.y, nextM)
      bendDeg = (Math.acos(cosine) * 180) / Math.PI
    }
    const unit = lengthM > 0 ? 1 / lengthM : 0
    return {
      to,
      from,
      ux: dx * unit,
      uy: dy * unit,
      uz: dz * unit,
      lengthM,
      cruiseMS,
      cornerMS,
      riseMS,
      passMS,
      bendDeg,
    }
  })
}

const cosineOf = (x: number, y: number, m: number, nextX: number, nextY: number, nextM: number): number =>
  Math.min(1, Math.max(-1, (x * nextX + y * nextY) / (m * nextM)))

/** Speed through a corner: √(gain · a · r · tan(α/2)), α between the legs (π straight on), by the bend's cosine. */
const cornerSpeed = (cosine: number, gainM2S2: number): number =>
  cosine >= 1 ? Infinity : Math.sqrt(gainM2S2 * Math.sqrt((1 + cosine) / (1 - cosine)))

/** The speed from which one can slow to another within a distance: a delay of 2 a / j, then steady. */
function speedFrom(metres: number, toMS: number, a: number, j: number): number {
  const b = (4 * a * a) / j
  return Math.max(toMS, (Math.sqrt(b * b + 4 * (2 * a * metres + toMS * toMS)) - b) / 2)
}

/** The distance in which that speed falls from one to another. */
const brakeM = (fromMS: number, toMS: number, a: number, j: number): number =>
  (fromMS * fromMS + ((4 * a * a) / j) * fromMS - toMS * toMS) / (2 * a)

/** Flies a leg until its end counts; how long it took. */
function reach(point: Point, leg: Leg, flight: Flight): number {
  const { to, lengthM, cruiseMS } = leg
  const { x, y, z } = point
  const { acceptanceM } = flight
  const lostS = LOST_S + (4 * lengthM) / Math.min(cruiseMS, leg.riseMS)
  let seconds = 0
  while (seconds < lostS) {
    const dx = to.x - x.aircraftM
    const dy = to.y - y.aircraftM
    const isUp = Math.abs(to.z - z.aircraftM) <= HEIGHT_REACHED_M
    if (isUp && dx * dx + dy * dy <= acceptanceM * acceptanceM) return seconds
    const skipS = steadyS(point, leg, flight)
    if (skipS > 0) {
      cruise(x, skipS)
      cruise(y, skipS)
      cruise(z, skipS)
      seconds += skipS
      continue
    }
    step(point, leg, flight)
    // Where the step's line passes the circle counts, not its end alone.
    const share = enters(dx, dy, to.x - x.aircraftM, to.y - y.aircraftM, acceptanceM)
    if (share < 1 && Math.abs(to.z - z.aircraftM) <= HEIGHT_REACHED_M) return seconds + share * STEP_S
    seconds += STEP_S
  }
  return seconds
}

/** Goes on at the same velocity; the aircraft as far behind as it then comes to be. */
function cruise(axis: Axis, seconds: number): void {
  axis.m += axis.ms * seconds
  axis.aircraftM = axis.m - axis.ms * BEHIND_S
}

/** What share of a step is done when it comes within a radius of a place, so far off before and after; 1 if never. */
function enters(dx: number, dy: number, afterX: number, afterY: number, radiusM: number): number {
  const stepX = dx - afterX
  const stepY = dy - afterY
  const along = stepX * stepX + stepY * stepY
  const toward = dx * stepX + dy * stepY
  const root = toward * toward - along * (dx * dx + dy * dy - radiusM * radiusM)
  if (along === 0 || toward <= 0 || root < 0) return 1
  return Math.min(1, Math.max(0, (toward - Math.sqrt(root)) / along))
}

/**
 * Leaves a waypoint: the seconds until the nose looks along the next leg and a stay is over. In a stay the point comes
 * to rest at the waypoint; in a turn of the nose it is taken to keep place and speed until the next leg counts.
 */
function leaves(point: Point, leg: Leg, flight: Flight): number {
  const { bendDeg, to } = leg
  const stayS = Math.max(bendDeg / flight.yawRateDegS, to.holdS)
  if (to.holdS > 0) {
    const steps = Math.min(MOST_STAY_STEPS, Math.round(stayS / STEP_S))
    for (let i = 0; i < steps; i++) step(point, leg, flight)
  }
  return stayS
}

/** How long nothing changes: cruising straight at the target, before it must slow. */
function steadyS(point: Point, leg: Leg, flight: Flight): number {
  const { x, y, z } = point
  if (x.ms2 !== 0 || y.ms2 !== 0 || z.ms2 !== 0) return 0
  const { cruiseMS, cornerMS, riseMS, passMS, to } = leg
  const { accelerationMS2: a, verticalMS2, jerkMS3: j } = flight
  const dx = to.x - x.m
  const dy = to.y - y.m
  const offM = Math.sqrt(dx * dx + dy * dy)
  const speedMS = Math.sqrt(x.ms * x.ms + y.ms * y.ms)
  const upM = to.z - z.m
  const levelS = offM > 0 ? (offM - brakeM(cruiseMS, cornerMS, a, j)) / cruiseMS : Infinity
  if (levelS <= STEP_S) return 0
  // Straight at the target: its direction is the velocity's.
  const across = x.ms * dy - y.ms * dx
  const ahead = x.ms * dx + y.ms * dy
  if (ahead <= 0 || Math.abs(across) > 0.002 * speedMS * offM) return 0
  if (Math.abs(upM) < 1e-3 && z.ms === 0) return speedMS > cruiseMS - 1e-6 ? levelS : 0
  const upS = (Math.abs(upM) - brakeM(riseMS, passMS, verticalMS2, j)) / riseMS
  const fall = Math.abs(z.ms * offM - upM * speedMS)
  if (upS <= STEP_S || fall > 0.002 * speedMS * offM) return 0
  if (speedMS < cruiseMS - 1e-6 && Math.abs(z.ms) < riseMS - 1e-6) return 0
  return Math.min(levelS, upS)
}

/** One step of the trajectory on a leg. */
function step(point: Point, leg: Leg, flight: Flight): void {
  const { x, y, z } = point
  const { to, from, ux, uy, uz, cruiseMS, cornerMS, riseMS, passMS } = leg
  const { accelerationMS2: a, verticalMS2, jerkMS3: j, acceptanceM } = flight
  let wantX = 0
  let wantY = 0
  let wantZ = 0
  let aimX = to.x - x.m
  let aimY = to.y - y.m
  let aimZ = to.z - z.m
  const offM = Math.sqrt(aimX * aimX + aimY * aimY)
  const riseNowMS = Math.min(riseMS, speedFrom(Math.abs(aimZ), passMS, verticalMS2, j))
  let levelMS = Math.min(cruiseMS, speedFrom(offM, cornerMS, a, j))
  const speedMS = Math.sqrt(x.ms * x.ms + y.ms * y.ms)
  const ahead = x.ms * aimX + y.ms * aimY
  if (speedMS > TURNING_MS && offM > acceptanceM && ahead < TURNING_COSINE * speedMS * offM) {
    levelMS = Math.min(levelMS, point.allowedMS)
    if (ux * aimX + uy * aimY >= 0) {
      // The point ahead on the leg; past its end the target itself.
      const doneX = x.m - from.x
      const doneY = y.m - from.y
      const doneZ = z.m - from.z
      const done = doneX * ux + doneY * uy + doneZ * uz
      const offX = done * ux - doneX
      const offY = done * uy - doneY
      const offZ = done * uz - doneZ
      const aheadM = Math.max(acceptanceM, AHEAD_M)
      const on = Math.sqrt(Math.max(0, aheadM * aheadM - offX * offX - offY * offY - offZ * offZ))
      aimX = offX + on * ux
      aimY = offY + on * uy
      aimZ = offZ + on * uz
    }
  } else point.allowedMS = levelMS
  const levelM = Math.sqrt(aimX * aimX + aimY * aimY)
  const aimM = Math.sqrt(levelM * levelM + aimZ * aimZ)
  if (aimM > 1e-9) {
    let perM = Math.sqrt(levelMS * levelMS + riseNowMS * riseNowMS) / aimM
    if (levelM * perM > levelMS) perM = levelMS / levelM
    if (Math.abs(aimZ) * perM > riseNowMS) perM = riseNowMS / Math.abs(aimZ)
    wantX = aimX * perM
    wantY = aimY * perM
    wantZ = aimZ * perM
  }
  follow(x, wantX, a, j)
  follow(y, wantY, a, j)
  follow(z, wantZ, verticalMS2, j)
}

/** A step towards a velocity with limited acceleration and jerk; the aircraft comes after. */
function follow(axis: Axis, wantMS: number, a: number, j: number): void {
  const { ms, ms2 } = axis
  const most = j * STEP_S
  // The rate from which, taken back with full jerk after this step, the speed settles at the wanted one.
  const offMS = wantMS - ms - (ms2 * STEP_S) / 2
  if (Math.abs(ms2) <= most && Math.abs(offMS) <= (most * STEP_S) / 2) {
    axis.ms = wantMS
    axis.ms2 = 0
  } else {
    const toward = j * (Math.sqrt((STEP_S * STEP_S) / 4 + (2 * Math.abs(offMS)) / j) - STEP_S / 2)
    const settling = offMS > 0 ? toward : -toward
    axis.ms2 = Math.max(-a, Math.min(a, Math.max(ms2 - most, Math.min(ms2 + most, settling))))
    axis.ms = ms + ((ms2 + axis.ms2) / 2) * STEP_S
  }
  axis.m += ((ms + axis.ms) / 2) * STEP_S
  axis.aircraftM += (axis.m - axis.aircraftM) * CATCH_UP
}
