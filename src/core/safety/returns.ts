import type { Vec } from '../geo/frame.ts'
import { lerp } from '../geo/polygon.ts'
import type { Mission } from '../mission/mission.ts'
import {
  type Chooser,
  chooserFor,
  type Destination,
  destinationsFrom,
  nearestTo,
  returnHeightM,
} from '../route/destination.ts'
import { contains } from './clearance.ts'
import type { Triangle } from './triangles.ts'
import type { Leg } from './legs.ts'
import type { Subject } from './subject.ts'

/** The firmware's choice over the zones of a verdict. */
export const chooserOf = ({ mission, frame, zones }: Pick<Subject, 'mission' | 'frame' | 'zones'>): Chooser =>
  chooserFor(mission, frame, ({ x, y }) =>
    zones.every(({ zone, shape }) => contains(shape, x, y) === zone.inclusion),
  )

/** A piece of a leg from all of which the return goes to one destination, and the heights over home it may have. */
export type ReturnPiece = {
  readonly leg: Leg
  readonly a: Vec
  readonly b: Vec
  readonly to: Destination
  /** What the ways back from the piece fill. */
  readonly triangle: Triangle
  readonly lowM: number
  readonly highM: number
}

/**
 * The legs cut where the destination changes. Each piece is longer at both ends by the position error: near a change
 * the vehicle may take either destination.
 */
export function returnPieces(subject: Subject, chooser: Chooser = chooserOf(subject)): ReturnPiece[] {
  const errorM = subject.mission.vehicle.positionErrorM
  return subject.legs.flatMap((leg): ReturnPiece[] => {
    if (leg.kind === 'down') return []
    const cuts = destinationCuts(chooser, leg)
    const length = Math.hypot(leg.b.x - leg.a.x, leg.b.y - leg.a.y)
    const spread = length > 0 ? errorM / length : 0
    const runs: { from: number; to: number; places: Destination[] }[] = []
    for (let i = 1; i < cuts.length; i++) {
      const from = cuts[i - 1] as number
      const to = cuts[i] as number
      const places = destinationsFrom(chooser, lerp(leg.a, leg.b, (from + to) / 2))
      const last = runs.at(-1)
      if (last && last.places.every((place, k) => place === places[k])) last.to = to
      else runs.push({ from, to, places })
    }
    return runs.flatMap(({ from, to, places }) =>
      places.map((place) => {
        const a = from === 0 ? leg.a : lerp(leg.a, leg.b, Math.max(0, from - spread))
        const b = to === 1 ? leg.b : lerp(leg.a, leg.b, Math.min(1, to + spread))
        return {
          leg,
          a,
          b,
          to: place,
          triangle: { ax: a.x, ay: a.y, bx: b.x, by: b.y, cx: place.at.x, cy: place.at.y },
          lowM: leg.lowM,
          highM: Math.max(leg.highM, returnHeightM(subject.mission, place)),
        }
      }),
    )
  })
}

/** Where along a leg (0 to 1) the destination can change: between two of them, and where the nearest gets out of range. */
function destinationCuts(chooser: Chooser, leg: Leg): number[] {
  const { rally, home, limitM } = chooser
  const dx = leg.b.x - leg.a.x
  const dy = leg.b.y - leg.a.y
  const length2 = dx * dx + dy * dy
  if (rally.length === 0 || length2 === 0) return [0, 1]
  const cuts = [0, 1]
  const add = (t: number) => {
    if (t > 0 && t < 1) cuts.push(t)
  }
  // |P - D|² less |P|², which all destinations share, is linear along the leg: offset + slope × t.
  const offset = ({ at }: Destination) => at.x ** 2 + at.y ** 2 - 2 * (leg.a.x * at.x + leg.a.y * at.y)
  const slope = ({ at }: Destination) => -2 * (dx * at.x + dy * at.y)
  const meet = (p: Destination, q: Destination): number =>
    slope(p) === slope(q) ? -1 : (offset(q) - offset(p)) / (slope(p) - slope(q))
  // The nearest rally points in order along the leg: from each, the first that gets nearer.
  let here = nearestTo(rally, leg.a) as Destination
  let t = 0
  const nearest = [here]
  for (let steps = 0; steps < rally.length; steps++) {
    let next: Destination | null = null
    let at = 1
    for (const other of rally) {
      if (slope(other) >= slope(here)) continue
      const crossing = Math.max(t, meet(here, other))
      if (crossing < at) {
        at = crossing
        next = other
      }
    }
    if (!next) break
    add(at)
    nearest.push(next)
    here = next
    t = at
  }
  for (const place of nearest) {
    add(meet(place, home))
    if (limitM === Infinity) continue
    const ex = leg.a.x - place.at.x
    const ey = leg.a.y - place.at.y
    const half = (ex * dx + ey * dy) / length2
    const root = half * half - (ex * ex + ey * ey - limitM * limitM) / length2
    if (root < 0) continue
    add(-half - Math.sqrt(root))
    add(-half + Math.sqrt(root))
  }
  return cuts.sort((p, q) => p - q)
}

/** ArduPilot's RTL_CONE_SLOPE by default: within a third of the height the climb is cut. */
const ARDUPILOT_CONE = 3
/** PX4's RTL_CONE_ANG by default, 45 degrees. */
const PX4_CONE = 1
/** A DJI aircraft nearer to home than this returns at the height that it has, m. */
const DJI_NEAR_M = 50

/** The lowest height over home that a return of a piece may have at a distance from its destination, m. */
export function lowestReturnM(mission: Mission, piece: ReturnPiece, distanceM: number): number {
  const { to, lowM } = piece
  const targetM = returnHeightM(mission, to)
  switch (mission.vehicle.firmware) {
    case 'ardupilot':
      return Math.max(lowM, Math.min(targetM, ARDUPILOT_CONE * distanceM))
    case 'px4':
      return Math.max(lowM, Math.min(targetM, to.heightM + PX4_CONE * distanceM))
    case 'dji':
    case 'litchi':
      return distanceM <= DJI_NEAR_M ? lowM : Math.max(lowM, targetM)
    case 'autel':
      // What it does near home is not known: up to the return height first, wherever it is.
      return Math.max(lowM, targetM)
  }
}
