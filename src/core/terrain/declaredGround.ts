/** Lowest and highest ground, metres above mean sea level, and who says so. */
export type Ground = { readonly lowestM: number; readonly highestM: number; readonly source: string }

/**
 * What several places declare of their ground, taken together; null when there is no place or one of them declares
 * nothing, because then the lowest ground under a flight over them is not known.
 */
export function declaredGround(places: readonly { readonly ground: Ground | null }[]): Ground | null {
  let lowestM = Infinity
  let highestM = -Infinity
  const sources = new Set<string>()
  for (const { ground } of places) {
    if (!ground) return null
    lowestM = Math.min(lowestM, ground.lowestM)
    highestM = Math.max(highestM, ground.highestM)
    sources.add(ground.source)
  }
  if (sources.size === 0) return null
  return { lowestM, highestM, source: [...sources].join('; ') }
}
