import { segmentClears } from '../clearance.ts'
import { groundKnown, worstTopM } from '../heights.ts'
import { joinedLegs } from '../stretches.ts'
import type { Rule } from '../rule.ts'
import { checkItem, placeOf, rounded } from '../subject.ts'
import type { CheckItem } from '../verdict.ts'

/** Metres over the ground and everything that stands on it. */
const LEAST_CLEARANCE_M = 15

/**
 * `height.clearance`: on every leg at least 15 m over the ground and the elevation model's error, and over each asset that the leg passes within the
 * errors of position and map.
 *
 * Limit: 15 m, as for returns. Released by a named person with a reason. Missing data: ground that no site declares is
 * unknown; assets are then taken to stand as high as home. What stands on a site that the mission names and that is not at
 * hand is unknown.
 */
export const heightClearance: Rule = {
  id: 'height.clearance',
  release: 'reason',
  check(subject) {
    const level = subject.legs.filter(({ kind }) => kind === 'level')
    const items: CheckItem[] = []
    if (subject.sitesNotHere > 0)
      items.push(
        checkItem('height.clearance', 'site_not_here', {
          severity: 'unknown',
          params: { count: subject.sitesNotHere },
        }),
      )
    const clearances = groundKnown(subject)
      ? level.map((leg) => ({ leg, clearM: leg.lowM - worstTopM(subject, 0, subject.groundOf(leg)) }))
      : []
    const low = clearances.filter(({ clearM }) => clearM < LEAST_CLEARANCE_M)
    if (low.length > 0) {
      const leastM = low.reduce((least, { clearM }) => Math.min(least, clearM), Infinity)
      items.push(
        checkItem('height.clearance', 'low_over_ground', {
          value: rounded(leastM, 1),
          limit: LEAST_CLEARANCE_M,
          unit: 'm',
          source: subject.ground?.source ?? '',
          place: placeOf(subject.frame, joinedLegs(low.map(({ leg }) => leg))),
        }),
      )
    }
    const nearM = subject.mission.vehicle.positionErrorM + subject.mission.margin.mapErrorM
    for (const { asset, shape } of subject.obstacles) {
      const needM = worstTopM(subject, asset.heightM) + LEAST_CLEARANCE_M
      const over = level.filter(
        ({ a, b, lowM }) => lowM < needM && !segmentClears(shape, false, a.x, a.y, b.x, b.y, nearM),
      )
      if (over.length === 0) continue
      const lowestM = over.reduce((least, { lowM }) => Math.min(least, lowM), Infinity)
      items.push(
        checkItem('height.clearance', 'low_over_asset', {
          value: rounded(lowestM - needM + LEAST_CLEARANCE_M, 1),
          limit: LEAST_CLEARANCE_M,
          unit: 'm',
          place: placeOf(subject.frame, joinedLegs(over)),
          params: {
            asset: asset.name.zh,
            assetEn: asset.name.en || asset.name.zh,
            heightM: rounded(needM, 1),
          },
        }),
      )
    }
    return items
  },
}
