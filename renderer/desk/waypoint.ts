import { createStore } from 'zustand/vanilla'
import { useStore } from 'zustand'
import type { WaypointPlace } from '../../src/core/mission/overrides.ts'
import type { Route, RoutePoint } from '../../src/core/route/route.ts'

/** The computed waypoint in hand, by its place on its pattern; null: none. */
export const waypoint = createStore<{ chosen: WaypointPlace | null }>()(() => ({ chosen: null }))

export const choose = (chosen: WaypointPlace | null): void => waypoint.setState({ chosen })

/** The place of a route's point on its pattern; null for what no pattern put there. */
export function placeOf({ patternId, place }: RoutePoint): WaypointPlace | null {
  if (!patternId || !place) return null
  return { patternId, near: { lat: place.lat, lon: place.lon }, pass: place.pass }
}

export const isSame = (a: WaypointPlace | null, b: WaypointPlace | null): boolean =>
  a !== null &&
  b !== null &&
  a.patternId === b.patternId &&
  a.near.lat === b.near.lat &&
  a.near.lon === b.near.lon &&
  a.pass === b.pass

/** Waypoints of a pattern that can be changed one by one, in the order flown. */
export const waypointsOf = (route: Route, patternId: string): RoutePoint[] =>
  route.points.filter((point) => point.patternId === patternId && point.place !== null)

/** A waypoint in a route, and where it stands among its pattern's; null: it has none. */
export function chosenIn(
  route: Route | null,
  chosen: WaypointPlace | null,
): { point: RoutePoint; index: number; all: RoutePoint[] } | null {
  if (!route || !chosen) return null
  const all = waypointsOf(route, chosen.patternId)
  const index = all.findIndex((point) => isSame(placeOf(point), chosen))
  const point = all[index]
  return point ? { point, index, all } : null
}

/** The chosen waypoint in a route. */
export function useChosen(route: Route | null): ReturnType<typeof chosenIn> {
  const chosen = useStore(waypoint, (state) => state.chosen)
  return chosenIn(route, chosen)
}
