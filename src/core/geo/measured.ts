import { finiteIn } from '../units/finite.ts'
import type { LatLon } from './position.ts'

/** Heights that anything of ours can have, over take-off, ground or sea, m: below every mine, above every aircraft. */
const [LOWEST_M, HIGHEST_M] = [-12_000, 100_000]
/** A clock beyond this was never set, UTC. */
const LATEST_MS = Date.UTC(2100, 0, 1)

/** Whether degrees are of a place on Earth, and not 0, 0: no fix. */
export const isFix = (lat: number, lon: number): boolean =>
  lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180 && (lat !== 0 || lon !== 0)

/** A place that a receiver measured, in WGS-84 degrees; null for what is none on Earth, and for 0, 0: no fix. */
export function fixOf(lat: unknown, lon: unknown): LatLon | null {
  return typeof lat === 'number' && typeof lon === 'number' && isFix(lat, lon) ? { lat, lon } : null
}

/** A height that was measured, m to the millimetre; null for what cannot be one. */
export function heightMOf(value: unknown): number | null {
  const heightM = finiteIn(value, LOWEST_M, HIGHEST_M)
  return heightM === null ? null : Math.round(heightM * 1000) / 1000
}

/** A moment that was recorded, UTC in whole milliseconds since 1970; null before that, after 2100, and of no number. */
export function momentMsOf(value: unknown): number | null {
  const atMs = finiteIn(value, 0, LATEST_MS)
  return atMs === null ? null : Math.round(atMs)
}
