import type { Flight } from '../mission/vehicleFlight.ts'
import { type Stop, type Way, waysOf } from './flightPath.ts'

/**
 * How ArduPilot Copter flies from stop to stop: each leg has a profile of speed with limited acceleration and jerk from
 * rest to rest, and at a waypoint without a stay the end of one leg is flown while the next begins: the blend starts as
 * early as the summed motion passes within the waypoint's radius, no faster than the slower leg, and takes no more than
 * half of the next leg. Rules of SCurve and AC_WPNav (Copter 4.1 and later), in closed form.
 */
export function copterLegSeconds(stops: readonly Stop[], flight: Flight): number[] {
  const ways = waysOf(stops, flight)
  const profiles = ways.map((way) => profileOf(way.lengthM, way.speedMS, way.accelerationMS2, flight.jerkMS3))
  let sharedS = 0
  return ways.map((way, i) => {
    const profile = profiles[i] as Profile
    const next = ways[i + 1]
    const after = profiles[i + 1]
    const holdS = stops[i]?.holdS ?? 0
    const blendS =
      next && after && (stops[i + 1]?.holdS ?? 0) === 0
        ? blendHalfS(way, profile, next, after, flight.acceptanceM)
        : 0
    const seconds = profile.totalS - sharedS - blendS + holdS
    sharedS = blendS
    return Math.max(0, seconds)
  })
}

/** Seconds from rest to rest along a level way. */
export const copterStopToStopS = (lengthM: number, speedMS: number, flight: Flight): number =>
  profileOf(lengthM, speedMS, flight.accelerationMS2, flight.jerkMS3).totalS

/** Jerk itself is smoothed: it takes this long to come and go (ATC_INPUT_TC 0.15 s, halved snap), s. */
const SMOOTH_S = 0.3

/**
 * A leg from rest to rest: speed rises to `topMS` in `riseS` (`easeS` of growing acceleration up to `peakMS2`, steady,
 * and as long again of shrinking), is kept, and falls alike.
 */
type Profile = {
  readonly peakMS2: number
  readonly easeS: number
  readonly steadyS: number
  readonly riseS: number
  readonly topMS: number
  readonly limitMS: number
  readonly totalS: number
}

const STILL: Profile = { peakMS2: 0, easeS: 0, steadyS: 0, riseS: 0, topMS: 0, limitMS: 0, totalS: 0 }

function profileOf(lengthM: number, limitMS: number, mostMS2: number, jerkMS3: number): Profile {
  if (lengthM === 0) return STILL
  const fullEaseS = mostMS2 / jerkMS3 + SMOOTH_S
  let topMS = limitMS
  let rise = riseTo(topMS, mostMS2, jerkMS3, fullEaseS)
  // Speed that rises and falls again takes its mean times the time of both.
  if (topMS * rise.riseS > lengthM) {
    if (2 * mostMS2 * fullEaseS * fullEaseS <= lengthM) {
      topMS = (mostMS2 * (Math.sqrt(fullEaseS * fullEaseS + (4 * lengthM) / mostMS2) - fullEaseS)) / 2
      rise = riseTo(topMS, mostMS2, jerkMS3, fullEaseS)
    } else {
      const peakMS2 = peakFor(lengthM, mostMS2, jerkMS3)
      const easeS = peakMS2 / jerkMS3 + SMOOTH_S
      topMS = peakMS2 * easeS
      rise = { peakMS2, easeS, steadyS: 0, riseS: 2 * easeS }
    }
  }
  const cruiseM = Math.max(0, lengthM - topMS * rise.riseS)
  return { ...rise, topMS, limitMS, totalS: 2 * rise.riseS + cruiseM / topMS }
}

/** How speed rises from rest to a top speed. */
function riseTo(topMS: number, mostMS2: number, jerkMS3: number, fullEaseS: number) {
  if (topMS >= mostMS2 * fullEaseS) {
    const steadyS = topMS / mostMS2 - fullEaseS
    return { peakMS2: mostMS2, easeS: fullEaseS, steadyS, riseS: 2 * fullEaseS + steadyS }
  }
  const peakMS2 = (jerkMS3 * (Math.sqrt(SMOOTH_S * SMOOTH_S + (4 * topMS) / jerkMS3) - SMOOTH_S)) / 2
  const easeS = peakMS2 / jerkMS3 + SMOOTH_S
  return { peakMS2, easeS, steadyS: 0, riseS: 2 * easeS }
}

/** The peak acceleration of a leg too short for more: 2 × peak × ease² is its length (Newton's method on a convex cubic). */
function peakFor(lengthM: number, mostMS2: number, jerkMS3: number): number {
  let peak = mostMS2
  for (let i = 0; i < 12; i++) {
    const ease = peak / jerkMS3 + SMOOTH_S
    peak -= (2 * peak * ease * ease - lengthM) / (2 * ease * ease + (4 * peak * ease) / jerkMS3)
  }
  return Math.max(1e-6, peak)
}

/** Metres and speed so long after the start of a profile, or before its end. */
function motionAt(profile: Profile, s: number): { m: number; ms: number } {
  const { peakMS2, easeS, steadyS, riseS, topMS } = profile
  if (easeS === 0) return { m: 0, ms: 0 }
  if (s <= easeS) return { m: (peakMS2 * s * s * s) / (6 * easeS), ms: (peakMS2 * s * s) / (2 * easeS) }
  if (s <= easeS + steadyS) {
    const t = s - easeS
    const ms = (peakMS2 * easeS) / 2
    return { m: (peakMS2 * easeS * easeS) / 6 + ms * t + (peakMS2 * t * t) / 2, ms: ms + peakMS2 * t }
  }
  if (s >= riseS) return { m: (topMS * riseS) / 2 + topMS * (s - riseS), ms: topMS }
  const t = riseS - s
  return {
    m: (topMS * riseS) / 2 - topMS * t + (peakMS2 * t * t * t) / (6 * easeS),
    ms: topMS - (peakMS2 * t * t) / (2 * easeS),
  }
}

/** Bisections of the blend: 2⁻¹⁶ of a few seconds is nothing. */
const BISECTIONS = 16

/** Half of the seconds that the end of a leg and the beginning of the next are flown together. */
function blendHalfS(way: Way, profile: Profile, next: Way, after: Profile, radiusM: number): number {
  if (profile.easeS === 0 || after.easeS === 0) return 0
  const cosine = way.ux * next.ux + way.uy * next.uy + way.uz * next.uz
  const level = way.ux * next.ux + way.uy * next.uy
  const level2 = way.ux * way.ux + way.uy * way.uy
  const nextLevel2 = next.ux * next.ux + next.uy * next.uy
  const limitMS = Math.min(profile.limitMS, after.limitMS) * (1 + 1e-9)
  const passes = (s: number): boolean => {
    const end = motionAt(profile, s)
    const begin = motionAt(after, s)
    const off2 = end.m * end.m + begin.m * begin.m - 2 * end.m * begin.m * cosine
    const speed2 = end.ms * end.ms * level2 + begin.ms * begin.ms * nextLevel2 + 2 * end.ms * begin.ms * level
    return off2 < radiusM * radiusM && speed2 < limitMS * limitMS
  }
  let high = Math.min(profile.totalS, after.totalS) / 4
  // While both accelerations still grow, distances go with s³ and speeds with s²: the answer is at hand.
  const endJerk = profile.peakMS2 / profile.easeS
  const beginJerk = after.peakMS2 / after.easeS
  const off = Math.sqrt(endJerk * endJerk + beginJerk * beginJerk - 2 * endJerk * beginJerk * cosine) / 6
  const speed =
    Math.sqrt(
      endJerk * endJerk * level2 + beginJerk * beginJerk * nextLevel2 + 2 * endJerk * beginJerk * level,
    ) / 2
  const easedS = Math.min(high, Math.cbrt(radiusM / off), Math.sqrt(limitMS / speed))
  if (easedS <= Math.min(profile.easeS, after.easeS)) return easedS
  if (passes(high)) return high
  let low = 0
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (low + high) / 2
    if (passes(middle)) low = middle
    else high = middle
  }
  return low
}
