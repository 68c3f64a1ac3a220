import type { Frame, Vec } from '../geo/frame.ts'
import type { Mission } from '../mission/mission.ts'
import type { Item, Route } from '../route/route.ts'

/**
 * A straight way of the flight in the local frame, with the lowest and the highest height over home that the vehicle
 * may have on it, m: firmwares differ in where on a leg they change height, so all of the leg is taken at both.
 */
export type Leg = {
  readonly a: Vec
  readonly b: Vec
  readonly lowM: number
  readonly highM: number
  /** `up` and `down` are the climb-out over home and the landing; `level` is everything else. */
  readonly kind: 'up' | 'level' | 'down'
  readonly patternId: string | null
  /** The vehicle circles this far about the leg's end, m. */
  readonly radiusM: number
}

/** NAV_LOITER_TURNS and DO_ORBIT circle about their place; ArduPilot's CIRCLE_RADIUS is 10 m when none is given. */
const LOITER_TURNS = 18
const ORBIT = 34
const DEFAULT_CIRCLE_M = 10
const LARGEST_CIRCLE_M = 1e5
const DO_JUMP = 177

/** The points that lie on Earth: no way to another can be measured, and `vehicle.limits` refuses it. */
export const soundPoints = (route: Route): Route['points'] =>
  route.points.filter(
    ({ lat, lon, heightM }) => Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && Number.isFinite(heightM),
  )

/**
 * Every way that the flight takes but the return: straight up over home, to the route's points in order, and down at
 * the end when it lands there. Jumps back in an item list and circles about a place are ways too.
 */
export function legsOf(mission: Mission, route: Route, frame: Frame): Leg[] {
  const home = { x: 0, y: 0 }
  const points = soundPoints(route)
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last) return []
  const legs: Leg[] = []
  const add = (leg: Pick<Leg, 'a' | 'b' | 'lowM' | 'highM'> & Partial<Leg>) =>
    legs.push({ kind: 'level', patternId: null, radiusM: 0, ...leg })
  add({ a: home, b: home, lowM: 0, highM: Math.max(0, first.heightM), kind: 'up' })
  let here: Vec = home
  let heightM = first.heightM
  for (const point of points) {
    const next = frame.toLocal(point)
    add({
      a: here,
      b: next,
      lowM: Math.min(heightM, point.heightM),
      highM: Math.max(heightM, point.heightM),
      patternId: point.patternId,
    })
    here = next
    heightM = point.heightM
  }
  if (['land', 'landHome'].includes(mission.contingency.atEnd) || last.role === 'land')
    add({ a: here, b: here, lowM: Math.min(0, heightM), highM: heightM, kind: 'down' })
  if (
    route.items.some(
      (item) => item.command === DO_JUMP || item.command === LOITER_TURNS || item.command === ORBIT,
    )
  )
    legs.push(...extraLegs({ ...route, points }, frame))
  return legs
}

/** The ways that an item list holds beside its points: jumps, and circles about a place. */
function extraLegs(route: Route, frame: Frame): Leg[] {
  const lowM = Math.min(...route.points.map((point) => point.heightM))
  const highM = Math.max(...route.points.map((point) => point.heightM))
  const patternId = route.points.at(-1)?.patternId ?? null
  const placed = (item: Item | undefined): item is Item =>
    item !== undefined &&
    (item.lat !== 0 || item.lon !== 0) &&
    Math.abs(item.lat) <= 90 &&
    Math.abs(item.lon) <= 180 &&
    // 195 and 201 look at a place, 31 and below fly to one.
    (item.command <= 31 || item.command === ORBIT || item.command === 82)
  return route.items.flatMap((item, i): Leg[] => {
    const common = { lowM, highM, kind: 'level', patternId } as const
    if ((item.command === LOITER_TURNS || item.command === ORBIT) && placed(item)) {
      const stated = Math.abs((item.command === LOITER_TURNS ? item.params[2] : item.params[0]) ?? 0)
      const at = frame.toLocal(item)
      return [{ ...common, a: at, b: at, radiusM: Math.min(stated || DEFAULT_CIRCLE_M, LARGEST_CIRCLE_M) }]
    }
    if (item.command !== DO_JUMP) return []
    // A jump's target is a sequence number, or an item that follows it without a place of its own.
    const from = route.items.slice(0, i).findLast(placed)
    const to = route.items.slice(Math.max(0, (item.params[0] ?? 0) - 1)).find(placed)
    return from && to ? [{ ...common, a: frame.toLocal(from), b: frame.toLocal(to), radiusM: 0 }] : []
  })
}
