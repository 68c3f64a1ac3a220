import { sideOf } from '../geo/measures.ts'
import type { Mission } from '../mission/mission.ts'
import { groundAt } from '../terrain/terrain.ts'
import type { Route, RoutePoint } from './route.ts'

/** One waypoint of a route as a line of a table. */
export type WaypointRow = {
  /** Its number on map and paper, from 1. */
  readonly n: number
  readonly point: RoutePoint
  /** Over take-off, over the ground below it and over the sea, m; null where that is not known. */
  readonly heights: { readonly home: number; readonly ground: number | null; readonly sea: number | null }
  /** The leg that ends here, m and degrees from north; null of the first and of one upon the last. */
  readonly legM: number | null
  readonly bearingDeg: number | null
}

/** The waypoints of a route in the order flown. */
export function waypointRows(mission: Mission, route: Route): WaypointRow[] {
  const { amslM } = mission.home
  return route.points.map((point, i) => {
    const before = route.points[i - 1]
    const side = before && sideOf(before, point)
    const sea = amslM === null ? null : amslM + point.heightM
    const groundM = mission.terrain && groundAt(mission.terrain, point)
    return {
      n: i + 1,
      point,
      heights: {
        home: point.heightM,
        ground: sea === null || groundM === null ? null : sea - groundM,
        sea,
      },
      legM: side ? side.lengthM : null,
      // A place that is only climbed over has no direction.
      bearingDeg: side && side.lengthM > 0.05 ? side.bearingDeg : null,
    }
  })
}
