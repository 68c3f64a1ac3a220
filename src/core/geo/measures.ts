import { type Frame, frameAt } from './frame.ts'
import { bearingDeg, distance, signedArea } from './polygon.ts'
import type { LatLon } from './position.ts'

/** One side of an outline or a line: how long it is, m, and which way it goes, degrees clockwise from north. */
export type Side = {
  readonly from: LatLon
  readonly to: LatLon
  readonly lengthM: number
  readonly bearingDeg: number
}

/** The side from one place to another. */
export function sideOf(from: LatLon, to: LatLon): Side {
  const here = { x: 0, y: 0 }
  const there = frameAt(from).toLocal(to)
  return { from, to, lengthM: distance(here, there), bearingDeg: (bearingDeg(here, there) + 360) % 360 }
}

/** The sides in turn; of an outline the one that closes it too. */
export function sidesOf(points: readonly LatLon[], isClosed: boolean): Side[] {
  const ends = isClosed && points.length > 2 ? [...points, points[0] as LatLon] : points
  return ends.slice(1).map((to, i) => sideOf(ends[i] as LatLon, to))
}

/** Metres along the sides. */
export const lengthM = (sides: readonly Side[]): number => sides.reduce((sum, side) => sum + side.lengthM, 0)

/** What an outline encloses, m²; 0 of fewer than three corners. */
export function areaM2(points: readonly LatLon[]): number {
  const [first] = points
  if (!first || points.length < 3) return 0
  const frame: Frame = frameAt(first)
  return Math.abs(signedArea(points.map((point) => frame.toLocal(point))))
}

/** The angle between two sides that meet, 0 to 180 degrees: 180 goes straight on. */
export function angleDeg(arriving: Side, leaving: Side): number {
  const turn = Math.abs(((leaving.bearingDeg - arriving.bearingDeg + 540) % 360) - 180)
  return 180 - turn
}

/** The place so many metres from another, in a direction, degrees clockwise from north. */
export function placeAt(from: LatLon, metres: number, bearing: number): LatLon {
  const radians = (bearing * Math.PI) / 180
  return frameAt(from).toLatLon({ x: Math.sin(radians) * metres, y: Math.cos(radians) * metres })
}
