import { canPullInside } from '../pullInside.ts'
import { distance, isSelfCrossing } from '../../geo/polygon.ts'
import { segmentClears } from '../clearance.ts'
import type { Zone } from '../shapes.ts'
import type { Leg } from '../legs.ts'
import type { Rule } from '../rule.ts'
import { clearPlace } from '../spots.ts'
import { joinedLegs, stretchesOf } from '../stretches.ts'
import { checkItem, placeOf, rounded, type Subject, TOLERANCE_M } from '../subject.ts'
import type { CheckItem, Fix } from '../verdict.ts'

const SOURCE = 'margin'
const SPLINE_WAYPOINT = 82

/**
 * `fence.leg`: every leg, the climb-out at home and the landing keep the margin inside each inclusion zone and outside
 * each exclusion zone, and stay between a zone's floor and ceiling (less the position error).
 *
 * Limit: the fence margin (`fenceMargin`). Measured exactly; a route quantised to 1e-7 degrees may come 2 cm nearer.
 * Released by a named person with a reason. Missing data: a mission without an inclusion zone has no fence to keep
 * to, which is an error; ways that are not straight (spline waypoints) are unknown.
 */
export const fenceLeg: Rule = {
  id: 'fence.leg',
  release: 'reason',
  check(subject) {
    const fixesOf = patternFixer(subject)
    const items = subject.zones.flatMap((zone) => checkZone(subject, zone, fixesOf))
    if (!subject.zones.some(({ zone }) => zone.inclusion))
      items.unshift(
        checkItem('fence.leg', 'no_fence', { limit: rounded(subject.marginM), unit: 'm', source: SOURCE }),
      )
    const curved = subject.route.items.filter((item) => item.command === SPLINE_WAYPOINT)
    if (curved.length > 0)
      items.push(
        checkItem('fence.leg', 'curved_leg', {
          severity: 'unknown',
          value: curved.length,
          unit: 'count',
          params: { item: curved[0]?.seq ?? 0 },
        }),
      )
    return items
  },
}

function checkZone(subject: Subject, zone: Zone, fixesOf: FixesOf): CheckItem[] {
  const { zone: drawn, shape } = zone
  const items: CheckItem[] = []
  if (drawn.shape === 'polygon') {
    // Corners that fall on one another are one corner.
    const ring = drawn.ring
      .map((corner) => subject.frame.toLocal(corner))
      .filter((corner, i, all) => distance(corner, all.at(i - 1) ?? corner) > TOLERANCE_M)
    if (isSelfCrossing(ring))
      items.push(
        checkItem('fence.leg', 'fence_self_crossing', {
          source: 'MAVLink',
          place: placeOf(subject.frame, [[...ring, ...ring.slice(0, 1)]]),
          params: { zone: zone.number },
        }),
      )
  }
  const { needM } = subject
  const clears = (leg: Leg) =>
    segmentClears(shape, drawn.inclusion, leg.a.x, leg.a.y, leg.b.x, leg.b.y, needM + leg.radiusM)
  const verticalM = subject.mission.vehicle.positionErrorM
  const ceilingM = drawn.ceilingM === null ? Infinity : drawn.ceilingM
  const floorM = drawn.floorM === null ? -Infinity : drawn.floorM

  if (!drawn.inclusion) {
    // A zone with a floor or a ceiling is a column: over it and under it one may fly.
    const meets = (leg: Leg) => leg.highM > floorM - verticalM && leg.lowM < ceilingM + verticalM
    const bad = subject.legs.filter((leg) => !clears(leg))
    const met = bad.filter(meets)
    if (met.length > 0) items.push(...sideways(subject, zone, met, fixesOf))
    return items
  }
  const bad = subject.legs.filter((leg) => !clears(leg))
  if (bad.length > 0) items.push(...sideways(subject, zone, bad, fixesOf))
  const high = subject.legs.filter((leg) => leg.highM > ceilingM - verticalM)
  if (high.length > 0) {
    const worstM = Math.max(...high.map((leg) => leg.highM))
    items.push(
      checkItem('fence.leg', 'above_ceiling', {
        value: rounded(ceilingM - worstM),
        limit: verticalM,
        unit: 'm',
        source: SOURCE,
        place: placeOf(subject.frame, joinedLegs(high)),
        params: { zone: zone.number, heightM: rounded(worstM), ceilingM },
        fixes:
          ceilingM - verticalM >= 1
            ? [{ code: 'lowerPatterns', params: { heightM: Math.floor((ceilingM - verticalM) * 10) / 10 } }]
            : [],
      }),
    )
  }
  // Every flight passes a floor on its way up and down: the climb-out and the landing are not held to it.
  const low = subject.legs.filter((leg) => leg.kind === 'level' && leg.lowM < floorM + verticalM)
  if (low.length > 0) {
    const worstM = Math.min(...low.map((leg) => leg.lowM))
    items.push(
      checkItem('fence.leg', 'below_floor', {
        value: rounded(worstM - floorM),
        limit: verticalM,
        unit: 'm',
        source: SOURCE,
        place: placeOf(subject.frame, joinedLegs(low)),
        params: { zone: zone.number, heightM: rounded(worstM), floorM },
      }),
    )
  }
  return items
}

/** The item for the ways, some of the legs, that come too near to a zone or lie on its wrong side. */
function sideways(subject: Subject, zone: Zone, legs: readonly Leg[], fixesOf: FixesOf): CheckItem[] {
  const { inclusion } = zone.zone
  const { needM } = subject
  const { lines, lengthM, worstM, patternIds, home } = stretchesOf(
    { shape: zone.shape, inclusion },
    legs,
    needM,
  )
  if (lines.length === 0) return []
  const byM = Math.max(0.5, Math.ceil((subject.marginM - worstM) * 2) / 2)
  const fixes = patternIds.flatMap((id) => fixesOf(id, byM))
  const place = home ? clearPlace(subject) : null
  if (place) fixes.push({ code: 'moveHome', params: place })
  return [
    checkItem('fence.leg', inclusion ? 'outside' : 'in_exclusion', {
      value: rounded(worstM),
      limit: rounded(subject.marginM),
      unit: 'm',
      source: SOURCE,
      place: placeOf(subject.frame, lines),
      params: { zone: zone.number, stretches: lines.length, lengthM: rounded(lengthM, 1) },
      fixes,
    }),
  ]
}

type SidewaysFix = Fix & { code: 'shrink' | 'pullInside' | 'moveHome' }

type FixesOf = (patternId: string, byM: number) => SidewaysFix[]

/** A drawn pattern is made smaller; of waypoints by hand, those outside are moved in: looked for once, not a zone. */
function patternFixer(subject: Subject): FixesOf {
  const marginM = rounded(subject.marginM)
  const canPull = new Map<string, boolean>()
  return (patternId, byM) => {
    const pattern = subject.mission.patterns.find(({ id }) => id === patternId)
    if (!pattern) return []
    if (pattern.kind !== 'waypoints') return [{ code: 'shrink', params: { patternId, byM } }]
    const known = canPull.get(patternId)
    const isPulled = known ?? canPullInside(subject, pattern, marginM)
    canPull.set(patternId, isPulled)
    return isPulled ? [{ code: 'pullInside', params: { patternId, marginM } }] : []
  }
}
