import { z } from 'zod'
import { frameAt } from '../geo/frame.ts'
import { fenceItems, rallyItems } from '../route/fenceItems.ts'
import type { Item } from '../route/route.ts'
import type { ImportedMission } from './importedMission.ts'
import { type Stop, stopsOf } from './stops.ts'

/** What can differ between two routes, and the unit that its two values are in. */
export const ROUTE_DIFFERENCES = [
  'count',
  'place',
  'height',
  'speed',
  'hold',
  'heading',
  'gimbal',
  'photo',
  'interval',
  'video',
  'takeoff',
  'atEnd',
  'fence',
  'rally',
] as const

/** One place where a route is not the one that was released; `waypoint` counts from 1, null for the whole. */
export const RouteDifference = z.object({
  what: z.enum(ROUTE_DIFFERENCES),
  waypoint: z.number().int().min(1).nullable(),
  /** As released and as found; a place says how far it is off, m, against 0. */
  released: z.union([z.number(), z.string()]).nullable(),
  found: z.union([z.number(), z.string()]).nullable(),
})
export type RouteDifference = z.infer<typeof RouteDifference>

/** What controllers round by. */
const SAME_PLACE_M = 0.2
const SAME_HEIGHT_M = 0.11
const SAME_SPEED_MS = 0.06
const SAME_HOLD_S = 0.51
const SAME_DEG = 0.6

/**
 * Everything in which a route that was read back differs from the released one, both as a format holds them. Headings
 * that only one of them states are left out: a controller fills in what the file left to it. `withZones`: the fence and
 * the rally points too, where what was read back is all that a vehicle holds.
 */
export function compareRoutes(
  released: ImportedMission,
  found: ImportedMission,
  withZones = false,
): RouteDifference[] {
  const [a, b] = [released, found]
    .map(({ items, home, cruiseMS }) =>
      stopsOf(items, { cruiseMS: cruiseMS ?? 0, homeAmslM: home?.amslM ?? null }),
    )
    .map(({ flown }) => flown) as [ReturnType<typeof stopsOf>['flown'], ReturnType<typeof stopsOf>['flown']]
  const differences: RouteDifference[] = []
  const add = (
    what: RouteDifference['what'],
    waypoint: number | null,
    p: number | string | null,
    q: number | string | null,
  ) => differences.push({ what, waypoint, released: p, found: q })
  if (a.stops.length !== b.stops.length) add('count', null, a.stops.length, b.stops.length)
  if (differ(a.takeoffHeightM, b.takeoffHeightM, SAME_HEIGHT_M))
    add('takeoff', null, a.takeoffHeightM, b.takeoffHeightM)
  if (a.atEnd !== b.atEnd) add('atEnd', null, a.atEnd, b.atEnd)
  for (const [i, p] of a.stops.entries()) {
    const q = b.stops[i]
    if (!q) break
    const n = i + 1
    const offM = apartM(p, q)
    if (offM > SAME_PLACE_M) add('place', n, 0, Math.round(offM * 100) / 100)
    if (differ(p.heightM, q.heightM, SAME_HEIGHT_M)) add('height', n, p.heightM, q.heightM)
    if (differ(p.speedMS, q.speedMS, SAME_SPEED_MS)) add('speed', n, p.speedMS, q.speedMS)
    if (differ(p.holdS, q.holdS, SAME_HOLD_S)) add('hold', n, p.holdS, q.holdS)
    if (p.headingDeg !== null && q.headingDeg !== null && turnDeg(p.headingDeg, q.headingDeg) > SAME_DEG)
      add('heading', n, p.headingDeg, q.headingDeg)
    if (differ(p.gimbalPitchDeg, q.gimbalPitchDeg, SAME_DEG))
      add('gimbal', n, p.gimbalPitchDeg, q.gimbalPitchDeg)
    if (p.photo !== q.photo) add('photo', n, p.photo ? 1 : 0, q.photo ? 1 : 0)
    if ((p.video ?? false) !== (q.video ?? false)) add('video', n, p.video ? 1 : 0, q.video ? 1 : 0)
    if (differ(p.photoEveryM, q.photoEveryM, SAME_HEIGHT_M)) add('interval', n, p.photoEveryM, q.photoEveryM)
    else if (differ(p.photoEveryS, q.photoEveryS, SAME_SPEED_MS))
      add('interval', n, p.photoEveryS, q.photoEveryS)
  }
  if (withZones) {
    if (!isSameList(fenceItems(zonesOf(released)), fenceItems(zonesOf(found))))
      add('fence', null, released.fence.length, found.fence.length)
    if (!isSameList(rallyItems(released), rallyItems(found)))
      add('rally', null, released.rallyPoints.length, found.rallyPoints.length)
  }
  return differences
}

const zonesOf = ({ fence, breachReturn, firmware }: ImportedMission) => ({
  fence,
  ...(breachReturn ? { breachReturn } : {}),
  vehicle: { firmware: firmware ?? 'ardupilot' },
})

/** Degrees that a position may be rounded by. */
const SAME_PLACE_DEG = 1.5e-7

const isSameList = (p: readonly Item[], q: readonly Item[]): boolean =>
  p.length === q.length &&
  p.every((a, i) => {
    const b = q[i] as Item
    return (
      a.command === b.command &&
      Math.abs(a.lat - b.lat) <= SAME_PLACE_DEG &&
      Math.abs(a.lon - b.lon) <= SAME_PLACE_DEG &&
      !differ(a.altM, b.altM, SAME_HEIGHT_M) &&
      !differ(a.params[0], b.params[0], 0.01)
    )
  })

const differ = (p: number | null, q: number | null, by: number): boolean =>
  p === null || q === null ? p !== q : Math.abs(p - q) > by

const turnDeg = (a: number, b: number): number => Math.abs(((((a - b) % 360) + 540) % 360) - 180)

function apartM(a: Stop, b: Stop): number {
  const { x, y } = frameAt(a).toLocal(b)
  return Math.hypot(x, y)
}
