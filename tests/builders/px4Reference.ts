/**
 * A reference of how PX4 flies a mission, against which the estimate is checked: it shares nothing with the product.
 * Rules (PX4 1.13 and later: PositionSmoothing, TrajectoryConstraints, TrajMath, Navigator) with the firmware's default
 * parameters, in steps of 20 ms, in space, with angles taken anew from where the trajectory is in every step.
 */
type Vec = readonly [x: number, y: number, z: number]
export type Waypoint = { readonly at: Vec; readonly holdS: number; readonly speedMS: number }

const STEP_S = 0.02
/** MPC_ACC_HOR, MPC_JERK_AUTO, MPC_XY_TRAJ_P, NAV_ACC_RAD, NAV_MC_ALT_RAD. */
const LEVEL_MS2 = 3
const JERK_MS3 = 4
const GAIN = 0.5
const RADIUS_M = 2
const HEIGHT_M = 0.8
/** MPC_Z_VEL_MAX_UP and MPC_Z_VEL_MAX_DN with MPC_ACC_UP_MAX and MPC_ACC_DOWN_MAX. */
const UP = { ms: 3, ms2: 4 }
const DOWN = { ms: 1.5, ms2: 3 }
/** The simulated aircraft is no faster: MPC_TILTMAX_AIR 45° against its drag of 1 N a m/s on 1 kg (SIH_KDV, SIH_MASS). */
const TOP_MS = 9.80665 * Math.tan(Math.PI / 4)
/** MPC_YAWRAUTO_MAX, degrees a second; what the nose takes besides, s, between MIS_YAW_ERR and a sharp bend, degrees. */
const NOSE_DEG_S = 45
const SETTLE_S = 0.6
const ALIGNED_DEG = 12
const SHARP_DEG = 30
const TOO_LONG_S = 50_000

const minus = (p: Vec, q: Vec): Vec => [p[0] - q[0], p[1] - q[1], p[2] - q[2]]
const plus = (p: Vec, q: Vec, k: number): Vec => [p[0] + k * q[0], p[1] + k * q[1], p[2] + k * q[2]]
const dot = (p: Vec, q: Vec): number => p[0] * q[0] + p[1] * q[1] + p[2] * q[2]
const size = (p: Vec): number => Math.hypot(...p)
const level = (p: Vec): Vec => [p[0], p[1], 0]
const upright = (p: Vec): Vec => [size(level(p)), p[2], 0]

/** Angle between two directions, radians; a right one where there is none. */
const angle = (p: Vec, q: Vec): number => {
  const both = size(p) * size(q)
  return both > 0 ? Math.acos(Math.max(-1, Math.min(1, dot(p, q) / both))) : Math.PI / 2
}

const slowing = (metres: number, toMS: number, ms2: number): number => {
  const b = (4 * ms2 ** 2) / JERK_MS3
  const c = -2 * ms2 * metres - toMS ** 2
  return Math.max(toMS, (-b + Math.sqrt(b ** 2 - 4 * c)) / 2)
}

const turning = (alpha: number, ms2: number, radiusM: number): number =>
  Math.sqrt(ms2 * radiusM * Math.tan(Math.min(alpha, Math.PI - 1e-7) / 2))

/** The speed at `from`, so that `to` is passed as its corner towards `next`, and the speed there, allow. */
function allowed(from: Vec, to: Vec, next: Vec, exitMS: number, cruiseMS: number): number {
  const [come, go] = [level(minus(to, from)), level(minus(next, to))]
  const passMS =
    size(go) < RADIUS_M
      ? 0
      : Math.min(turning(Math.PI - angle(come, go), GAIN * LEVEL_MS2, RADIUS_M), exitMS, cruiseMS)
  return Math.min(cruiseMS, slowing(size(come), passMS, LEVEL_MS2))
}

function rising(from: Vec, to: Vec, next: Vec): { ms: number; ms2: number } {
  const [come, go] = [minus(to, from), minus(next, to)]
  const limit = come[2] > 0 ? UP : DOWN
  const passMS =
    Math.abs(go[2]) < 0.001
      ? 0
      : Math.min(limit.ms, turning(Math.PI - angle(upright(come), upright(go)), limit.ms2, HEIGHT_M))
  return { ms: Math.min(limit.ms, slowing(Math.abs(come[2]), passMS, limit.ms2)), ms2: limit.ms2 }
}

/** Speed and acceleration of one axis after a step. */
function pursue(ms: number, ms2: number, wantMS: number, mostMS2: number): [ms: number, ms2: number] {
  const gap = wantMS - (ms + (ms2 * Math.abs(ms2)) / (2 * JERK_MS3))
  const change = JERK_MS3 * STEP_S
  if (Math.abs(gap) < change * STEP_S && Math.abs(ms2) <= 1.01 * change) return [wantMS, 0]
  const next = Math.max(-mostMS2, Math.min(mostMS2, ms2 + Math.sign(gap) * change))
  return [ms + ((ms2 + next) / 2) * STEP_S, next]
}

/** Seconds, from rest at the first, until each waypoint counts as reached; the stay there not yet spent. */
export function px4Reached(waypoints: readonly Waypoint[]): number[] {
  const places = waypoints.map(({ at }) => at)
  let at = places[0] as Vec
  let speed: Vec = [0, 0, 0]
  let rate: Vec = [0, 0, 0]
  let beforeTurnMS = 0
  let t = 0

  const move = (from: Vec, to: Vec, next: Vec, cruiseMS: number): void => {
    const toGo = minus(to, at)
    const rise = rising(at, to, next)
    let ms = allowed(at, to, next, allowed(to, next, next, 0, cruiseMS), cruiseMS)
    let aim = toGo
    const isTurning =
      size(level(speed)) > 0.2 &&
      size(level(toGo)) > RADIUS_M &&
      Math.cos(angle(level(speed), level(toGo))) < 0.98
    if (isTurning) {
      ms = Math.min(ms, beforeTurnMS)
      const leg = minus(to, from)
      if (dot(level(leg), level(toGo)) >= 0 && size(leg) > 0) {
        const along = plus([0, 0, 0], leg, 1 / size(leg))
        const near = plus(from, along, dot(minus(at, from), along))
        const aheadM = Math.sqrt(Math.max(0, Math.max(RADIUS_M, 5) ** 2 - size(minus(near, at)) ** 2))
        aim = minus(plus(near, along, aheadM), at)
      }
    } else beforeTurnMS = ms
    // As fast along the aim as both limits let it.
    const [flatM, upM] = [size(level(aim)), Math.abs(aim[2])]
    const perM = Math.min(
      size(aim) > 0 ? Math.hypot(ms, rise.ms) / size(aim) : 0,
      flatM > 0 ? ms / flatM : Infinity,
      upM > 0 ? rise.ms / upM : Infinity,
    )
    const [x, xRate] = pursue(speed[0], rate[0], aim[0] * perM, LEVEL_MS2)
    const [y, yRate] = pursue(speed[1], rate[1], aim[1] * perM, LEVEL_MS2)
    const [z, zRate] = pursue(speed[2], rate[2], aim[2] * perM, rise.ms2)
    at = plus(plus(at, speed, STEP_S / 2), [x, y, z], STEP_S / 2)
    speed = [x, y, z]
    rate = [xRate, yRate, zRate]
  }

  let nose: Vec | null = null
  return waypoints.map(({ at: to, holdS, speedMS }, i) => {
    if (i === 0) return 0
    const from = places[i - 1] as Vec
    const after = places[i + 1]
    const next = holdS > 0 ? to : (after ?? to)
    const cruiseMS = Math.min(speedMS, TOP_MS)
    const isThere = (): boolean =>
      size(level(minus(to, at))) <= RADIUS_M && Math.abs(to[2] - at[2]) <= HEIGHT_M
    for (; !isThere(); t += STEP_S) {
      if (t > TOO_LONG_S) throw new Error(`waypoint ${i} is never reached`)
      move(from, to, next, cruiseMS)
    }
    const reachedS = t
    // The nose turns, and a stay runs meanwhile, before the next leg counts.
    if (size(level(minus(to, from))) > RADIUS_M) nose = level(minus(to, from))
    const go = level(minus(after ?? to, to))
    const bendDeg = nose && size(go) > RADIUS_M ? (angle(nose, go) * 180) / Math.PI : 0
    const share = Math.max(0, Math.min(1, (bendDeg - ALIGNED_DEG) / (SHARP_DEG - ALIGNED_DEG)))
    const waitS = Math.max(holdS, bendDeg / NOSE_DEG_S + SETTLE_S * share)
    if (holdS > 0) for (let s = 0; s < waitS; s += STEP_S) move(from, to, next, cruiseMS)
    t += waitS
    return reachedS
  })
}
