import { type Box, boxAround } from '../../src/core/geo/box.ts'
import type { LatLon, Place } from '../../src/core/geo/position.ts'
import type { Footage } from '../../src/core/footage/footage.ts'
import type { Flight } from '../../src/core/flight/flight.ts'
import type { Mission } from '../../src/core/mission/mission.ts'
import { pointsOf } from '../../src/core/mission/shapes.ts'
import type { Site } from '../../src/core/site/site.ts'

const coordinates = (ring: readonly LatLon[]): [number, number][] => ring.map(({ lat, lon }) => [lon, lat])

export const pointPlace = (at: LatLon): Place => ({ type: 'Point', coordinates: [at.lon, at.lat] })
export const ringPlace = (ring: readonly LatLon[]): Place => ({
  type: 'Polygon',
  coordinates: [coordinates(ring)],
})

/** The corners of a box. */
export const boxPlace = ({ south, north, west, east }: Box): Place => ({
  type: 'MultiPoint',
  coordinates: [
    [west, south],
    [east, north],
  ],
})

/** No picture says anything of what lies farther from where it was taken, degrees. */
const SEEN_DEG = 0.05

/** Boxes are made wider to such lines, degrees: those of one picture and of the next are one, and are asked for once. */
const LINES_DEG = 0.02

/** About all that pictures show, as far as they have a place; null of none. */
export function boxSeenFrom(pictures: readonly Pick<Footage, 'placement'>[]): Box | null {
  const places = pictures.flatMap(({ placement }) => placement?.at ?? [])
  if (places.length === 0) return null
  const { south, north, west, east } = boxAround(places, SEEN_DEG)
  const line = (deg: number, round: (value: number) => number): number =>
    Math.round(round(deg / LINES_DEG) * LINES_DEG * 1e6) / 1e6
  return {
    south: Math.max(-90, line(south, Math.floor)),
    north: Math.min(90, line(north, Math.ceil)),
    west: Math.max(-180, line(west, Math.floor)),
    east: Math.min(180, line(east, Math.ceil)),
  }
}

/** Where a mission is: its fence, its patterns and home. */
export const missionPlace = (mission: Mission): Place => ({
  type: 'MultiPoint',
  coordinates: [
    ...coordinates([mission.home]),
    ...mission.fence.flatMap((zone) => coordinates(zone.shape === 'polygon' ? zone.ring : [zone.center])),
    ...mission.patterns.flatMap((pattern) => coordinates(pointsOf(pattern))),
  ],
})

/** Where a flight was: its site and its track, or what there is of them. */
export function flightPlace({ track }: Flight, site: Site | null | undefined): Place | undefined {
  const places = coordinates([...(site?.boundary ?? []), ...track])
  return places.length > 0 ? { type: 'MultiPoint', coordinates: places } : undefined
}
