import { frameAt } from '../../geo/frame.ts'
import type { LatLon } from '../../geo/position.ts'
import type { Ground } from './ground.ts'
import { assumedOf, ATTITUDE, type PackedViews, unpackFootageViews, VIEW, VIEW_WIDTH } from './packedViews.ts'
import { type Assumed, directionOf, FARTHEST_M, offBelow, offCentre, opening, type Seen } from './view.ts'

/** A photo that looked at a place, or a stretch of a clip that did; how well is said of its best moment. */
export type SawPoint = Seen & {
  readonly footageId: string
  readonly flightId: string | null
  readonly takenAtMs: number | null
  /** Seconds from the clip's beginning; null of a photo. */
  readonly fromS: number | null
  readonly toS: number | null
  readonly bestS: number | null
  /** Which of the heights that were asked for it saw best, m over the ground; where a laser measured, that one. */
  readonly heightM: number
  /** Its laser measured this very place: nothing is reckoned. */
  readonly isLaser: boolean
  /** What had to be assumed besides that nothing stood in between; the ground where no elevation model has it. */
  readonly assumed: (Assumed | 'ground')[]
}

/** The best angle to look at a thing from above, degrees below the horizon: its top and its side. */
const BEST_ANGLE_DEG = 55
/** Seconds of a clip that lie no farther apart are one stretch. */
const STRETCH_S = 2
/** A laser's target so near to a place is that place: what a gimbal and a receiver are off by, m. */
const SAME_PLACE_M = 5

/**
 * Every photo and stretch of a clip that looked at a place, newest flight first; within one, what a laser measured
 * before what is known, that before what rests on an assumed direction, then by how well: near the middle, at a good
 * angle, close. Of several heights over the ground the one that was seen best counts.
 */
export function sawPoint(
  index: Iterable<PackedViews>,
  place: LatLon,
  heightsM: readonly number[],
): SawPoint[] {
  const byFootage = new Map<string, Own>()
  const groundM = groundsAt(place)
  const look = looker(place, heightsM)
  for (const packed of index) {
    const under = groundM(packed.common.ground)
    const hits: number[] = []
    const laser = packed.target ? byLaser(packed, place, under) : null
    if (laser) hits.push(...laser)
    else look(packed.views, under ?? 0, hits)
    if (hits.length === 0) continue
    const own = byFootage.get(packed.common.footageId)
    if (own) own.hits.push(...hits)
    else
      byFootage.set(packed.common.footageId, {
        ...packed,
        hits,
        isLaser: laser !== null,
        isFlat: under === null && !laser,
      })
  }
  const found = [...byFootage.values()].flatMap(stretchesOf)
  const newest = new Map<string | null, number>()
  for (const { flightId, takenAtMs } of found)
    newest.set(flightId, Math.max(newest.get(flightId) ?? 0, takenAtMs ?? 0))
  const doubt = ({ isLaser, assumed }: SawPoint): number =>
    isLaser ? 0 : assumed.includes('attitude') ? 2 : 1
  return found.sort(
    (a, b) =>
      (newest.get(b.flightId) ?? 0) - (newest.get(a.flightId) ?? 0) ||
      doubt(a) - doubt(b) ||
      worth(a.fromCentre, a.angleDeg, a.distanceM) - worth(b.fromCentre, b.angleDeg, b.distanceM),
  )
}

type Own = PackedViews & {
  /** Numbers of the moments that saw the place, see `HIT`. */
  readonly hits: number[]
  readonly isLaser: boolean
  readonly isFlat: boolean
}

/** Among a million views thousands saw a place: they stay plain numbers until their best moments are known. */
const HIT = {
  moment: 0,
  worth: 1,
  distance: 2,
  fromCentre: 3,
  angle: 4,
  height: 5,
  hfov: 6,
  assumed: 7,
} as const
const HIT_WIDTH = 8

/** The ground at a place over the take-off of each flight, asked once of each elevation model. */
function groundsAt(place: LatLon): (ground: Ground | null) => number | null {
  const known = new Map<Ground, number | null>()
  return (ground) => {
    if (!ground) return null
    let metres = known.get(ground)
    if (metres === undefined) known.set(ground, (metres = ground.at(place)))
    return metres
  }
}

/** Less is better: the share of the way to the edge, the angle off the best, and hundreds of metres. */
const worth = (fromCentre: number, angleDeg: number, distanceM: number): number =>
  fromCentre + Math.abs(angleDeg - BEST_ANGLE_DEG) / 60 + distanceM / 200

/** Asks views whether they held a place, as `sees` does, without making anything of those that did not. */
function looker(place: LatLon, heightsM: readonly number[]) {
  const frame = frameAt(place)
  const eastM = frame.toLocal({ lat: place.lat, lon: place.lon + 1 }).x
  const northM = frame.toLocal({ lat: place.lat + 1, lon: place.lon }).y
  const lens = { hfovDeg: 0, vfovDeg: 0 }
  let half = opening(lens)
  return (views: Float32Array, groundM: number, hits: number[]): void => {
    const value = (at: number): number => views[at] as number
    for (let i = 0; i + VIEW_WIDTH <= views.length; i += VIEW_WIDTH) {
      const turn = place.lon - value(i + VIEW.lon) - value(i + VIEW.lon + 1)
      const x = (turn - 360 * Math.round(turn / 360)) * eastM
      const y = (place.lat - value(i + VIEW.lat) - value(i + VIEW.lat + 1)) * northM
      const flat = x * x + y * y
      if (flat > FARTHEST_M * FARTHEST_M) continue
      const [hfovDeg, vfovDeg] = [value(i + VIEW.hfov), value(i + VIEW.vfov)]
      if (lens.hfovDeg !== hfovDeg || lens.vfovDeg !== vfovDeg) {
        Object.assign(lens, { hfovDeg, vfovDeg })
        half = opening(lens)
      }
      const assumed = value(i + VIEW.assumed)
      const direction =
        assumed & ATTITUDE
          ? null
          : directionOf({
              headingDeg: value(i + VIEW.heading),
              pitchDeg: value(i + VIEW.pitch),
              rollDeg: value(i + VIEW.roll),
            })
      let best = Number.POSITIVE_INFINITY
      const from = hits.length
      for (const heightM of heightsM) {
        const z = groundM + heightM - value(i + VIEW.height)
        const distanceM = Math.sqrt(flat + z * z)
        if (distanceM > FARTHEST_M || distanceM === 0) continue
        const off = direction ? offCentre(direction, half, x, y, z) : offBelow(distanceM, z)
        if (off > 1) continue
        const angleDeg = (Math.asin(-z / distanceM) * 180) / Math.PI
        const own = worth(off, angleDeg, distanceM)
        if (own >= best) continue
        best = own
        hits.length = from
        hits.push(value(i + VIEW.moment), own, distanceM, off, angleDeg, heightM, hfovDeg, assumed)
      }
    }
  }
}

/** The place as the laser measured it; null where it measured something else. */
function byLaser(packed: PackedViews, place: LatLon, groundM: number | null): number[] | null {
  const [one] = unpackFootageViews(packed)
  const target = packed.target
  if (!target || !one) return null
  const off = frameAt(target.at).toLocal(place)
  if (Math.hypot(off.x, off.y) > SAME_PLACE_M) return null
  const { view, assumed } = one
  const { x, y } = frameAt(view.at).toLocal(target.at)
  const flatM = Math.hypot(x, y)
  const heightM =
    target.heightM ?? view.heightM - Math.sqrt(Math.max(0, (target.distanceM ?? flatM) ** 2 - flatM ** 2))
  const distanceM = target.distanceM ?? Math.hypot(flatM, view.heightM - heightM)
  const angleDeg = (Math.atan2(view.heightM - heightM, flatM) * 180) / Math.PI
  const bits = packed.views[VIEW.assumed] ?? 0
  const overGroundM = heightM - (groundM ?? 0)
  const known = assumed.includes('attitude') ? bits - ATTITUDE : bits
  return [
    one.momentS ?? Number.NaN,
    worth(0, angleDeg, distanceM),
    distanceM,
    0,
    angleDeg,
    overGroundM,
    view.lens.hfovDeg,
    known,
  ]
}

/** The moments of one clip that follow one another, joined; each as its best moment saw the place. */
function stretchesOf({ common, hits, isLaser, isFlat }: Own): SawPoint[] {
  const value = (at: number, what: number): number => hits[at + what] as number
  const order = Array.from({ length: hits.length / HIT_WIDTH }, (_, i) => i * HIT_WIDTH)
  // An index gives the pieces of a clip in any order.
  if (order.some((at, i) => i > 0 && value(at, HIT.moment) < value(at - HIT_WIDTH, HIT.moment)))
    order.sort((a, b) => value(a, HIT.moment) - value(b, HIT.moment))
  const stretches: { first: number; last: number; best: number }[] = []
  for (const at of order) {
    const now = stretches.at(-1)
    // A photo has no moment: not a number, and in no stretch.
    if (now && value(at, HIT.moment) - value(now.last, HIT.moment) <= STRETCH_S) {
      now.last = at
      if (value(at, HIT.worth) < value(now.best, HIT.worth)) now.best = at
    } else stretches.push({ first: at, last: at, best: at })
  }
  const momentOf = (at: number): number | null => {
    const momentS = value(at, HIT.moment)
    return Number.isNaN(momentS) ? null : momentS
  }
  return stretches.map(({ first, last, best }) => {
    const distanceM = value(best, HIT.distance)
    const acrossM = 2 * distanceM * Math.tan((value(best, HIT.hfov) * Math.PI) / 360)
    return {
      footageId: common.footageId,
      flightId: common.flightId,
      takenAtMs: common.takenAtMs,
      fromS: momentOf(first),
      toS: momentOf(last),
      bestS: momentOf(best),
      distanceM,
      fromCentre: value(best, HIT.fromCentre),
      angleDeg: value(best, HIT.angle),
      gsdM: common.widthPx ? acrossM / common.widthPx : null,
      heightM: value(best, HIT.height),
      isLaser,
      assumed: [...assumedOf(value(best, HIT.assumed)), ...(isFlat ? (['ground'] as const) : [])],
    }
  })
}
