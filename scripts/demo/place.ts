/** The invented district's ground: metres from 41.77 N 109.97 E, fixed ids, and a hill that the contours show. */
import { frameAt } from '../../src/core/geo/frame.ts'
import type { LatLon } from '../../src/core/geo/position.ts'
import { quantiseDeg } from '../../src/core/units/quantise.ts'

export const frame = frameAt({ lat: 41.77, lon: 109.97 })

/** A point in metres: east, north. */
export type Metres = readonly [east: number, north: number]

export function at(east: number, north: number): LatLon {
  const { lat, lon } = frame.toLatLon({ x: east, y: north })
  return { lat: quantiseDeg(lat), lon: quantiseDeg(lon) }
}

export const line = (points: readonly Metres[]): LatLon[] => points.map(([x, y]) => at(x, y))

/** A rectangle from its south-west and north-east corners. */
export const box = (west: number, south: number, east: number, north: number): Metres[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
]

/** A fixed id: which kind of document, and its number. They sort as version 7 ids made in 2024 do. */
const KINDS = { enterprise: 'e', site: '5', mission: 'a', flight: 'f', layer: '1' } as const
export const fixedId = (kind: keyof typeof KINDS, number: number): string =>
  `018f0000-0000-7000-8000-0000000${KINDS[kind]}${String(number).padStart(4, '0')}`

/** Where the line of equal ground height `heightM` runs: its north at a given east, m. Lines never cross. */
export function contourNorth(heightM: number, east: number): number {
  const perMetre = 55 + 12 * Math.sin(east / 900)
  return (heightM - 1605) * perMetre + 120 * Math.sin(east / 600) + 40 * Math.sin(east / 230)
}

/** Ground height over mean sea level in the invented district, m: the inverse of `contourNorth`. */
export function groundM([east, north]: Metres): number {
  const perMetre = 55 + 12 * Math.sin(east / 900)
  return 1605 + (north - 120 * Math.sin(east / 600) - 40 * Math.sin(east / 230)) / perMetre
}
