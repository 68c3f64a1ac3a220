import type { Vec } from '../../geo/frame.ts'
import { lerp } from '../../geo/polygon.ts'
import { groundAt, sampleStepM } from '../../terrain/terrain.ts'
import { contains, segmentClears } from '../clearance.ts'
import { worstTopM } from '../heights.ts'
import { soundPoints } from '../legs.ts'
import type { Rule } from '../rule.ts'
import { checkItem, placeOf, rounded, type Subject } from '../subject.ts'
import type { CheckItem } from '../verdict.ts'

/** How far a small aircraft is seen, m: the radius of flight within sight in 无人驾驶航空器飞行管理暂行条例 article 62. */
const SIGHT_M = 500
const SOURCE = '无人驾驶航空器飞行管理暂行条例 62'
/** The antenna, and the eyes, stand this high over home, m. */
const ANTENNA_M = 2
/** So many points of the route are looked at from the antenna, evenly over all of them. */
const MOST_POINTS = 60
const MOST_SAMPLES = 100
/** A way over a footing is cut this finely, m. */
const FOOTING_STEP_M = 1
const MOST_FOOTING_SAMPLES = 600

/**
 * `link.sight`: the vehicle stays within sight of the crew, who stand at home: near enough, and with neither ground nor
 * an asset between it and an antenna 2 m over home.
 *
 * Limit: 500 m. Warnings. Missing data: without an elevation model ground hides nothing, and assets stand on ground as
 * high as `worstTopM` has it. Walls and pipes, which are lines, hide nothing.
 */
export const linkSight: Rule = {
  id: 'link.sight',
  release: 'reason',
  check: (subject) => [...tooFar(subject), ...hidden(subject)],
}

function tooFar({ route, frame }: Subject): CheckItem[] {
  let farthestM = 0
  const beyond = soundPoints(route).flatMap((point) => {
    const at = frame.toLocal(point)
    const metres = Math.hypot(at.x, at.y)
    farthestM = Math.max(farthestM, metres)
    return metres > SIGHT_M ? [[at]] : []
  })
  if (beyond.length === 0) return []
  return [
    checkItem('link.sight', 'out_of_sight', {
      severity: 'warning',
      value: rounded(farthestM, 0),
      limit: SIGHT_M,
      unit: 'm',
      source: SOURCE,
      place: placeOf(frame, beyond),
    }),
  ]
}

function hidden(subject: Subject): CheckItem[] {
  const points = soundPoints(subject.route)
  const stride = Math.max(1, Math.ceil(points.length / MOST_POINTS))
  // By how much the line of sight would have to rise, at the worst.
  let worstM = 0
  const places = points.flatMap((point, i) => {
    if (i % stride !== 0 && i !== points.length - 1) return []
    const at = subject.frame.toLocal(point)
    const overM = Math.max(behindGround(subject, at, point.heightM), behindAsset(subject, at, point.heightM))
    worstM = Math.max(worstM, overM)
    return overM > 0 ? [[at]] : []
  })
  if (places.length === 0) return []
  return [
    checkItem('link.sight', 'sight_blocked', {
      severity: 'warning',
      value: rounded(worstM, 1),
      limit: 0,
      unit: 'm',
      source: SOURCE,
      place: placeOf(subject.frame, places),
      params: { count: places.length },
    }),
  ]
}

const HOME: Vec = { x: 0, y: 0 }

/** How far the ground stands over the line from the antenna, m; 0 where it does not, or where it is not known. */
function behindGround({ mission, frame }: Subject, at: Vec, heightM: number): number {
  const { terrain, home } = mission
  if (!terrain || home.amslM === null) return 0
  const metres = Math.hypot(at.x, at.y)
  const pieces = Math.min(MOST_SAMPLES, Math.ceil((4 * metres) / sampleStepM(terrain)))
  let overM = 0
  for (let k = 1; k < pieces; k++) {
    const share = k / pieces
    const ground = groundAt(terrain, frame.toLatLon(lerp(HOME, at, share)))
    if (ground === null) continue
    overM = Math.max(overM, ground - home.amslM - (ANTENNA_M + (heightM - ANTENNA_M) * share))
  }
  return overM
}

/** How far an asset stands over the line from the antenna, m; 0 where none does. */
function behindAsset(subject: Subject, at: Vec, heightM: number): number {
  const metres = Math.hypot(at.x, at.y)
  let overM = 0
  for (const { asset, shape } of subject.obstacles) {
    if (asset.heightM <= ANTENNA_M || segmentClears(shape, false, 0, 0, at.x, at.y, 0.01)) continue
    // Who stands on it, or right by it, looks past it.
    if (contains(shape, 0, 0)) continue
    const topM = worstTopM(subject, asset.heightM)
    const pieces = Math.min(MOST_FOOTING_SAMPLES, Math.ceil(metres / FOOTING_STEP_M))
    for (let k = 1; k <= pieces; k++) {
      const share = k / pieces
      const over = topM - (ANTENNA_M + (heightM - ANTENNA_M) * share)
      // The line only climbs from here on where the vehicle is higher than the antenna.
      if (over <= overM) {
        if (heightM >= ANTENNA_M) break
        continue
      }
      const { x, y } = lerp(HOME, at, share)
      if (contains(shape, x, y)) overM = over
    }
  }
  return overM
}
