import type { Terrain } from '../geo/elevation.ts'
import type { LatLon } from '../geo/position.ts'

export { MOST_SAMPLES, Terrain } from '../geo/elevation.ts'

/**
 * Ground at a place, metres above the terrain's datum, between its four samples (bilinear); null outside of it or
 * where one of them is unknown: nothing is guessed.
 */
export function groundAt(terrain: Terrain, { lat, lon }: LatLon): number | null {
  // Across the date line the shorter way round counts.
  const east = ((((lon - terrain.west + 180) % 360) + 360) % 360) - 180
  const x = east / terrain.stepLon
  const y = (terrain.north - lat) / terrain.stepLat
  const slack = 1e-6
  if (x < -slack || y < -slack || x > terrain.width - 1 + slack || y > terrain.height - 1 + slack) return null
  const i = Math.min(terrain.width - 2, Math.max(0, Math.floor(x)))
  const j = Math.min(terrain.height - 2, Math.max(0, Math.floor(y)))
  const u = Math.min(1, Math.max(0, x - i))
  const v = Math.min(1, Math.max(0, y - j))
  const at = (column: number, row: number) => terrain.heightsDm[row * terrain.width + column] ?? null
  const nw = at(i, j)
  const ne = at(i + 1, j)
  const sw = at(i, j + 1)
  const se = at(i + 1, j + 1)
  if (nw === null || ne === null || sw === null || se === null) return null
  return ((nw * (1 - u) + ne * u) * (1 - v) + (sw * (1 - u) + se * u) * v) / 10
}

/** Metres between samples, the finer of the two directions: how densely a leg has to be looked at. */
export function sampleStepM({ stepLon, stepLat, north }: Terrain): number {
  const metres = 111_320
  return Math.max(1, Math.min(stepLat, stepLon * Math.max(0.01, Math.cos((north * Math.PI) / 180))) * metres)
}
