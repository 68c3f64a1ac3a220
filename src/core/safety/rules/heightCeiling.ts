import { groundKnown, heightLimit, heightOverHomeM, highestM, provenTrueHeightM } from '../heights.ts'
import type { Leg } from '../legs.ts'
import type { Rule } from '../rule.ts'
import { joinedLegs } from '../stretches.ts'
import { checkItem, placeOf, rounded } from '../subject.ts'
import type { CheckItem } from '../verdict.ts'

/** MAV_FRAME_GLOBAL and _INT: heights above sea level; MAV_FRAME_GLOBAL_TERRAIN_ALT and _INT: above the ground. */
const AMSL_FRAMES: readonly number[] = [0, 5]
const TERRAIN_FRAMES: readonly number[] = [10, 11]

/**
 * `height.ceiling`: the true height over the ground stays within what is authorised and within 120 m.
 *
 * Limit: the lower of the approval's height and 120 m (Interim Regulation on UAV flight, article 19). Released by a
 * named person with a reason. With an elevation model each leg is judged over the lowest ground under it. Missing data:
 * else the ground is known only as the lowest and highest that the sites declare, and the worst case is taken; when a site declares none, or the height of home above sea level is not known, it is
 * unknown, except for heights over home that break the limit even where the ground is level.
 */
export const heightCeiling: Rule = {
  id: 'height.ceiling',
  release: 'reason',
  check(subject) {
    const mostM = highestM(subject)
    if (mostM === null) return []
    const { limitM, source } = heightLimit(subject)
    const items: CheckItem[] = []
    const trueHeightM = (leg: Leg) => provenTrueHeightM(subject, leg.highM, subject.groundOf(leg))
    const high = subject.legs.map((leg) => ({ leg, trueM: trueHeightM(leg) }))
    const trueM = high.reduce((most, leg) => Math.max(most, leg.trueM), -Infinity)
    if (trueM > limitM) {
      const heightM = heightOverHomeM(subject, limitM)
      items.push(
        checkItem('height.ceiling', 'too_high', {
          value: rounded(trueM, 1),
          limit: limitM,
          unit: 'm',
          source,
          place: placeOf(
            subject.frame,
            joinedLegs(high.filter((one) => one.trueM > limitM).map(({ leg }) => leg)),
          ),
          params: { heightM: rounded(mostM, 1), ground: subject.ground?.source ?? '' },
          fixes: heightM >= 1 ? [{ code: 'lowerPatterns', params: { heightM } }] : [],
        }),
      )
    } else if (!groundKnown(subject))
      items.push(
        checkItem('height.ceiling', 'terrain_unknown', {
          severity: 'unknown',
          limit: limitM,
          unit: 'm',
          source,
          params: { heightM: rounded(mostM, 1) },
        }),
      )
    const homeKnown = subject.mission.home.amslM !== null
    const unreadable = subject.route.items.filter(
      ({ frame, lat, lon }) =>
        (lat !== 0 || lon !== 0) &&
        (TERRAIN_FRAMES.includes(frame) || (AMSL_FRAMES.includes(frame) && !homeKnown)),
    )
    const [first] = unreadable
    if (first)
      items.push(
        checkItem('height.ceiling', 'height_unreadable', {
          severity: 'unknown',
          value: unreadable.length,
          unit: 'count',
          params: { item: first.seq, frame: first.frame },
        }),
      )
    return items
  },
}
