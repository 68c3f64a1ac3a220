import { frameAt } from '../../../src/core/geo/frame.ts'
import { middleOf } from '../../../src/core/geo/middle.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { whyNotEdit } from '../../../src/core/mission/edits/edit.ts'
import { placesOfPattern } from '../../../src/core/mission/edits/moving.ts'
import type { Pattern } from '../../../src/core/mission/pattern.ts'
import type { Wholes } from './tool.ts'

/** Some patterns as what is turned and scaled together; null: there are none, or they stay as they are. */
export function wholesOf(patterns: readonly Pattern[]): Wholes | null {
  if (patterns.length === 0 || whyNotEdit(patterns, 'turn') !== null) return null
  const places = patterns.flatMap(placesOfPattern)
  const isOne = places.length < 2
  // One place by itself has no size; a ring about it has.
  if (isOne && patterns.every(({ kind }) => kind !== 'orbit')) return null
  return {
    ids: patterns.map(({ id }) => id),
    about: middleOf(places),
    reach: patterns.flatMap(reachOf),
    canTurn: !isOne || patterns.some((one) => one.kind === 'orbit' && one.startDeg !== undefined),
  }
}

/** The places that a pattern reaches to on the map. */
function reachOf(pattern: Pattern): readonly LatLon[] {
  if (pattern.kind !== 'orbit') return placesOfPattern(pattern)
  const { toLatLon } = frameAt(pattern.center)
  const { radiusM } = pattern
  return [
    [radiusM, radiusM],
    [-radiusM, -radiusM],
  ].map(([x, y]) => toLatLon({ x: x as number, y: y as number }))
}
