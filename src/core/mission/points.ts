import { frameAt } from '../geo/frame.ts'
import type { LatLon } from '../geo/position.ts'
import { groundAt, type Terrain } from '../terrain/terrain.ts'
import type { Mission } from './mission.ts'

/** Edits of a list of points, each a plain function: the gestures on the map are made of these. */

export const withPointAt = (points: readonly LatLon[], index: number, at: LatLon): LatLon[] =>
  points.map((point, i) => (i === index ? at : point))

/** A point put in behind `index`. */
export const withPointAfter = (points: readonly LatLon[], index: number, at: LatLon): LatLon[] => [
  ...points.slice(0, index + 1),
  at,
  ...points.slice(index + 1),
]

/** Without one point, unless fewer than `fewest` were left. */
export const withoutPoint = (points: readonly LatLon[], index: number, fewest: number): LatLon[] =>
  points.length <= fewest ? [...points] : points.filter((_, i) => i !== index)

/** All points moved by metres east and north, in the frame of the first. */
export function shifted(points: readonly LatLon[], eastM: number, northM: number): LatLon[] {
  const [first] = points
  if (!first) return []
  const frame = frameAt(first)
  return points.map((point) => {
    const { x, y } = frame.toLocal(point)
    return frame.toLatLon({ x: x + eastM, y: y + northM })
  })
}

/** Half way between two points. */
export const midpoint = (a: LatLon, b: LatLon): LatLon => {
  const frame = frameAt(a)
  const { x, y } = frame.toLocal(b)
  return frame.toLatLon({ x: x / 2, y: y / 2 })
}

/** Every place that a mission names: home, fence, rally points. What it flies over lies among them. */
export const placesOf = (mission: Mission): LatLon[] => [
  mission.home,
  ...mission.rallyPoints,
  ...mission.fence.flatMap((zone) => {
    if (zone.shape === 'polygon') return zone.ring
    const frame = frameAt(zone.center)
    const r = zone.radiusM
    return [frame.toLatLon({ x: -r, y: -r }), frame.toLatLon({ x: r, y: r })]
  }),
]

/** The mission with the ground of an elevation model, flown over it; home gets its height where nobody stated one. */
export function overTerrain(mission: Mission, terrain: Terrain): Mission {
  const { home } = mission
  return {
    ...mission,
    terrain,
    heightOver: 'ground',
    home: { ...home, amslM: home.amslM ?? groundAt(terrain, home) },
  }
}
