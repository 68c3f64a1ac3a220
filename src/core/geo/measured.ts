import { finiteIn } from '../units/finite.ts'
import type { LatLon } from './position.ts'

/** Heights that anything of ours can have, over take-off, ground or sea, m: below every mine, above every aircraft. */
const [LOWEST_M, HIGHEST_M] = [-12_000, 100_000]
/** A clock beyond this was never set, UTC. */
const LATEST_MS = Date.UTC(2100, 0, 1)

/** A place that a receiver measured, in WGS-84 degrees; null for what is none on Earth, and for 0, 0: no fix. */
export function fixOf(lat: unknown, lon: unknown): LatLon | null {
  const [north, east] = [finiteIn(lat, -90, 90), finiteIn(lon, -180, 180)]
  return north === null || east === null || (north === 0 && east === 0) ? null : { lat: north, lon: east }
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
