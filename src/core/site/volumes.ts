import type { Asset } from './site.ts'

/** Air about an asset that a flight keeps out of: its reach from the footing, and its top over the ground. */
export type Volume = {
  readonly what: 'explosion' | 'overflight'
  readonly reachM: number
  /** Metres over the ground of the asset; what has no top reaches beyond every height that a mission can have. */
  readonly topM: number
  readonly source: string
}

/** Stands for "at any height": no mission flies so high over its ground. */
const ANY_HEIGHT_M = 10_000

/** The explosion zone and the no-overflight volume of an asset, plume included. */
export function volumesOf({ explosionZone, noOverflight }: Asset): Volume[] {
  const volumes: Volume[] = []
  if (explosionZone) {
    const { radiusM, topM, source } = explosionZone
    volumes.push({ what: 'explosion', reachM: radiusM, topM, source })
  }
  if (noOverflight) {
    const { radiusM, plumeM, topM, source } = noOverflight
    volumes.push({ what: 'overflight', reachM: radiusM + plumeM, topM: topM ?? ANY_HEIGHT_M, source })
  }
  return volumes
}
