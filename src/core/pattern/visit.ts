import type { Vec } from '../geo/frame.ts'
import { bearingDeg, distance, isInside } from '../geo/polygon.ts'
import type { PathFinder } from '../geo/shortestPath.ts'
import type { Target, Visit } from '../mission/pattern.ts'
import type { Note } from '../units/note.ts'
import { type PatternContext, type PatternTrack, routeNote } from './context.ts'
import { lookPitchDeg } from './orbit.ts'
import { type TrackPoint, trackPoint } from './track.ts'
import { shortestRound, variedRound } from './visit/order.ts'

/** Sides that are looked at round a target whose side is not given. */
const SIDES = 16
/** With more targets than this the sides are chosen by straight distances. */
const EXACT_TARGETS = 60

/** Every target seen from a good side: inside the fence, and where the way from one to the next is short. */
export function planVisit(pattern: Visit, context: PatternContext): PatternTrack {
  const notes: Note[] = []
  const stops = pattern.targets.map((target) => ({ target, sides: sidesOf(target, context) }))
  for (const { target, sides } of stops)
    if (sides.length === 0) notes.push(routeNote('target_not_free', pattern.id, { target: target.id }))
  const reachable = stops.filter(({ sides }) => sides.length > 0)
  if (reachable.length === 0)
    return { points: [], coverage: null, notes: [...notes, routeNote('empty_pattern', pattern.id)] }

  const places = reachable.map(({ target }) => context.frame.toLocal(target.at))
  const order =
    pattern.order === 'kept'
      ? places.map((_, i) => i)
      : pattern.order === 'shortest'
        ? shortestRound(places, context.home)
        : variedRound(places, context.home, pattern.seed)
  const inOrder = order.flatMap((i) => reachable[i] ?? [])
  const finder = context.free ? context.finderOver(context.free) : null
  const exact = finder && reachable.length <= EXACT_TARGETS ? finder : null
  const chosen = bestSides(
    inOrder.map(({ sides }) => sides),
    context.home,
    exact,
  )

  const points: TrackPoint[] = []
  for (const [i, { target }] of inOrder.entries()) {
    const at = chosen[i] as Vec
    const here = points[points.length - 1]
    const way = here && finder ? finder.path(here.at, at) : null
    if (here && finder && !way) notes.push(routeNote('no_way_inside', pattern.id))
    const heightM = Math.max(here?.heightM ?? target.heightM, target.heightM)
    for (const corner of way?.slice(1, -1) ?? [])
      points.push(trackPoint(corner, heightM, pattern.speedMS, 'transit'))
    const look = context.frame.toLocal(target.at)
    points.push(
      trackPoint(at, target.heightM, pattern.speedMS, 'visit', {
        holdS: target.stayS,
        photo: pattern.photo,
        headingDeg:
          target.asBefore?.headingDeg ??
          (target.standoffM > 0 ? Math.round(bearingDeg(at, look) * 10) / 10 : null),
        // What is changed by hand belongs to the target, from whichever side it is seen.
        place: { at: look, heightM: target.heightM, pass: 0 },
        gimbalPitchDeg:
          target.asBefore?.pitchDeg ?? lookPitchDeg(distance(at, look), target.lookHeightM - target.heightM),
      }),
    )
  }
  return { points, coverage: null, notes }
}

/** Where a target can be seen from, inside the fence. */
function sidesOf(target: Target, { frame, free }: PatternContext): Vec[] {
  const at = frame.toLocal(target.at)
  // A picture is taken again from where it was taken, or it is another picture: the verdict says what is wrong with the place.
  if (target.asBefore) return [at]
  const from = (bearing: number): Vec => {
    const angle = (bearing * Math.PI) / 180
    return { x: at.x + target.standoffM * Math.sin(angle), y: at.y + target.standoffM * Math.cos(angle) }
  }
  const sides =
    target.standoffM === 0
      ? [at]
      : target.fromDeg !== null
        ? [from(target.fromDeg)]
        : Array.from({ length: SIDES }, (_, i) => from((i * 360) / SIDES))
  return sides.filter((side) => free === null || isInside(side, free))
}

/** One side a stop, so that the whole round from home and back is shortest: a shortest way through layers. */
function bestSides(layers: readonly (readonly Vec[])[], home: Vec, finder: PathFinder | null): Vec[] {
  const metres = (a: Vec, b: Vec): number => {
    const way = finder?.path(a, b)
    if (!way) return distance(a, b) * (finder ? 10 : 1)
    return way.slice(1).reduce((sum, corner, i) => sum + distance(way[i] as Vec, corner), 0)
  }
  let least = (layers[0] ?? []).map((side) => metres(home, side))
  const cameFrom: number[][] = [least.map(() => -1)]
  for (let i = 1; i < layers.length; i++) {
    const before = layers[i - 1] as readonly Vec[]
    const origins: number[] = []
    least = (layers[i] as readonly Vec[]).map((side) => {
      let best = 0
      let bestM = Number.POSITIVE_INFINITY
      before.forEach((from, k) => {
        const total = (least[k] as number) + metres(from, side)
        if (total < bestM) [best, bestM] = [k, total]
      })
      origins.push(best)
      return bestM
    })
    cameFrom.push(origins)
  }
  const last = layers[layers.length - 1] ?? []
  let pick = 0
  let bestM = Number.POSITIVE_INFINITY
  last.forEach((side, k) => {
    const total = (least[k] as number) + metres(side, home)
    if (total < bestM) [pick, bestM] = [k, total]
  })
  const chosen: Vec[] = []
  for (let i = layers.length - 1; i >= 0; i--) {
    chosen.unshift(layers[i]?.[pick] as Vec)
    pick = cameFrom[i]?.[pick] ?? 0
  }
  return chosen
}
