import type { LatLon } from '../../../../src/core/geo/position.ts'
import type { Mission } from '../../../../src/core/mission/mission.ts'
import type { Pattern } from '../../../../src/core/mission/pattern.ts'
import { assetMiddle } from '../../../../src/core/site/assetMiddle.ts'
import type { Site } from '../../../../src/core/site/site.ts'

export type NamedPlace = { at: LatLon; heightM: number }

/** Where the assets of a site stand, and how high they are. */
export const assetPlaces = (site: Site): NamedPlace[] =>
  site.assets.map((asset) => ({ at: assetMiddle(asset), heightM: asset.heightM }))

/** Replaces the pattern of the same id. */
export const withPattern = (mission: Mission, pattern: Pattern): Mission => ({
  ...mission,
  patterns: mission.patterns.map((other) => (other.id === pattern.id ? pattern : other)),
})

/** Moves a pattern one place earlier (-1) or later (1). */
export function movedPattern(mission: Mission, id: string, by: -1 | 1): Mission {
  const patterns = [...mission.patterns]
  const from = patterns.findIndex((pattern) => pattern.id === id)
  const to = from + by
  const [a, b] = [patterns[from], patterns[to]]
  if (!a || !b) return mission
  patterns[to] = a
  patterns[from] = b
  return { ...mission, patterns }
}
