import { soundPoints } from '../legs.ts'
import type { Rule } from '../rule.ts'
import { finding, placeOf, rounded } from '../subject.ts'

/** How far a small aircraft is seen, m: the radius of flight within sight in 无人驾驶航空器飞行管理暂行条例 article 62. */
const SIGHT_M = 500

/**
 * `link.sight`: the vehicle stays within sight of the crew, who stand at home.
 *
 * Limit: 500 m. A warning. Nothing can be missing; what terrain and tanks hide is not looked at.
 */
export const linkSight: Rule = {
  id: 'link.sight',
  release: 'reason',
  check({ route, frame }) {
    let farthestM = 0
    const beyond = soundPoints(route).flatMap((point) => {
      const at = frame.toLocal(point)
      const metres = Math.hypot(at.x, at.y)
      farthestM = Math.max(farthestM, metres)
      return metres > SIGHT_M ? [[at]] : []
    })
    if (beyond.length === 0) return []
    return [
      finding('link.sight', 'out_of_sight', {
        severity: 'warning',
        value: rounded(farthestM, 0),
        limit: SIGHT_M,
        unit: 'm',
        source: '无人驾驶航空器飞行管理暂行条例 62',
        place: placeOf(frame, beyond),
      }),
    ]
  },
}
