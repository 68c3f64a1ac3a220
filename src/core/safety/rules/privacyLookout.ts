import { isInside, lerp } from '../../geo/polygon.ts'
import { photoFootprint } from '../../mission/footprint.ts'
import { soundPoints } from '../legs.ts'
import type { Rule } from '../rule.ts'
import { checkItem, placeOf, rounded, type Subject } from '../subject.ts'

/** Share of what the camera sees that may lie outside the inspected sites. */
const MOST_SHARE = 0.2
/** Looked at on every leg with photos: places along it, and across what the camera sees there. */
const ALONG = 4
const ACROSS = [-0.5, -0.25, 0, 0.25, 0.5]

/**
 * `privacy.lookout`: the camera looks at the inspected sites, not at their neighbours. Straight down over flat ground
 * as wide as its footprint, or at where it is turned to.
 *
 * Limit: 20 %. A warning. Missing data: without sites, camera or photos nothing is said.
 */
export const privacyLookout: Rule = {
  id: 'privacy.lookout',
  release: 'reason',
  check(subject) {
    const { mission, sites, frame } = subject
    const own = sites.filter((site) => mission.siteIds.includes(site.id))
    if (!mission.camera || own.length === 0) return []
    const inspected = own.map((site) => site.boundary.map((corner) => frame.toLocal(corner)))
    let seen = 0
    let outside = 0
    const out: { x: number; y: number }[][] = []
    for (const look of looks(subject)) {
      seen += 1
      if (inspected.some((ring) => isInside(look, [ring]))) continue
      outside += 1
      out.push([look])
    }
    const share = seen === 0 ? 0 : outside / seen
    if (share <= MOST_SHARE) return []
    return [
      checkItem('privacy.lookout', 'sees_neighbours', {
        severity: 'warning',
        value: rounded(share, 3),
        limit: MOST_SHARE,
        unit: 'share',
        place: placeOf(frame, out.slice(0, 500)),
      }),
    ]
  },
}

/** Places on the ground that photos show. */
function* looks({ mission, route, frame }: Subject): Generator<{ x: number; y: number }> {
  const points = soundPoints(route)
  for (const [i, point] of points.entries()) {
    const before = points[i - 1]
    const isAlong = point.photoEveryM !== null || point.photoEveryS !== null || point.video === true
    if (!before || !mission.camera || point.heightM <= 0 || (!isAlong && !point.photo)) continue
    const { acrossM } = photoFootprint(mission.camera, point.heightM)
    const a = frame.toLocal(before)
    const b = frame.toLocal(point)
    const length = Math.hypot(b.x - a.x, b.y - a.y)
    for (let k = isAlong ? 1 : ALONG; k <= ALONG; k++) {
      const at = lerp(a, b, k / ALONG)
      if (point.headingDeg !== null && point.gimbalPitchDeg !== null && point.gimbalPitchDeg > -85) {
        // Turned to the side: the middle of the picture, where that is on the ground at all.
        if (point.gimbalPitchDeg > -3) continue
        const away = point.heightM / Math.tan((-point.gimbalPitchDeg * Math.PI) / 180)
        const heading = (point.headingDeg * Math.PI) / 180
        yield { x: at.x + away * Math.sin(heading), y: at.y + away * Math.cos(heading) }
        continue
      }
      const side = length > 0 ? { x: -(b.y - a.y) / length, y: (b.x - a.x) / length } : { x: 1, y: 0 }
      for (const share of ACROSS)
        yield { x: at.x + side.x * acrossM * share, y: at.y + side.y * acrossM * share }
    }
  }
}
