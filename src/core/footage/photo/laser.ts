import { frameAt } from '../../geo/frame.ts'
import { fixOf } from '../../geo/measured.ts'
import type { LatLon } from '../../geo/position.ts'
import { finiteIn } from '../../units/finite.ts'
import type { LaserTarget } from '../footage.ts'

/** DJI's `LRF…` tags; null where a photo has none of one. */
export type LaserTags = {
  readonly status: string
  readonly lat: number | null
  readonly lon: number | null
  readonly amslM: number | null
  readonly distanceM: number | null
}
/** The camera that the laser stood beside: its place, and its height above the sea and over take-off. */
export type LaserFrom = {
  readonly at: LatLon
  readonly amslM: number | null
  readonly heightM: number | null
}

/** No rangefinder on these aircraft reaches farther (the Zenmuse H30's: 3 km). */
const FARTHEST_M = 3000
/** Heights above the sea that there are on land, with room, m. */
const [LOWEST_M, HIGHEST_M] = [-500, 9000]
/** The place and the distance of one target differ by no more than this, or a fifth of the distance, m. */
const APART_M = 15

/**
 * The target of a laser rangefinder; `null` where a photo has none, `unusable` where what it says cannot be: 0, 0, no
 * distance, beyond any laser's reach, or a place that is not where the distance puts it. Its height over take-off comes
 * from both heights above the sea, which share one source of error; `LRFTargetAlt` is left aside, for firmwares do not
 * agree on what it is counted from.
 */
export function laserTarget(tags: LaserTags, from: LaserFrom | null): LaserTarget | 'unusable' | null {
  const { status, lat, lon, distanceM } = tags
  if (lat === null && lon === null && distanceM === null) return null
  const isSaid = status === '' || /^normal$/i.test(status)
  const at = fixOf(lat, lon)
  if (!isSaid || !at) return 'unusable'
  if (distanceM !== null && (distanceM === 0 || finiteIn(distanceM, 0, FARTHEST_M) === null))
    return 'unusable'
  const amslM = finiteIn(tags.amslM, LOWEST_M, HIGHEST_M)
  const risesM = amslM !== null && from?.amslM != null ? amslM - from.amslM : null
  if (from) {
    const { x, y } = frameAt(from.at).toLocal(at)
    const flatM = Math.hypot(x, y)
    const awayM = risesM === null ? flatM : Math.hypot(flatM, risesM)
    if (awayM > FARTHEST_M) return 'unusable'
    // Without a height the place alone can only be nearer than the distance.
    const offM = distanceM === null ? 0 : risesM === null ? flatM - distanceM : Math.abs(awayM - distanceM)
    if (offM > Math.max(APART_M, (distanceM ?? 0) / 5)) return 'unusable'
  }
  const heightM = risesM !== null && from?.heightM != null ? round(from.heightM + risesM) : null
  return { at, amslM, heightM, distanceM }
}

const round = (metres: number): number => Math.round(metres * 1000) / 1000
