import type { Mission, RallyPoint } from '../mission/mission.ts'
import type { Route } from '../route/route.ts'
import type { Site } from '../site/site.ts'
import { applyFix } from './applyFix.ts'
import { fenceReturn } from './rules/fenceReturn.ts'
import { subjectOf } from './subject.ts'
import type { Fix } from './verdict.ts'

/** More points than this are no help to anybody. */
const MOST_ADDED = 12

/** The mission with rally points added, how many, and whether every return is safe now. */
export type Covered = { readonly mission: Mission; readonly added: number; readonly isSafe: boolean }

/**
 * Adds rally points until every point of the route returns safely, or none mends anything more: each time the one
 * that mends most, judged anew after each, for a new point draws returns away from the others; then those that the
 * later ones made needless are taken out again. The route's waypoints do not depend on rally points.
 */
export function coverReturns(input: {
  mission: Mission
  sites: readonly Site[]
  route: Route
  nowMs: number
}): Covered {
  const before = new Set(input.mission.rallyPoints.map(({ id }) => id))
  let mission = input.mission
  let standing = badReturns(mission, input)
  while (standing.metres > 0 && mission.rallyPoints.length - before.size < MOST_ADDED) {
    const better = standing.fix && applyFix(mission, standing.fix)
    const next = better && badReturns(better, input)
    if (!better || !next || next.metres >= standing.metres) break
    mission = better
    standing = next
  }
  for (const point of mission.rallyPoints.filter(({ id }) => !before.has(id))) {
    const fewer = without(mission, point)
    if (badReturns(fewer, input).metres <= standing.metres) mission = fewer
  }
  return { mission, added: mission.rallyPoints.length - before.size, isSafe: standing.metres === 0 }
}

const without = (mission: Mission, point: RallyPoint): Mission => ({
  ...mission,
  rallyPoints: mission.rallyPoints.filter(({ id }) => id !== point.id),
})

/** Metres of the route with an unsafe return, and the point that mends most of them. */
function badReturns(
  mission: Mission,
  { sites, route, nowMs }: { sites: readonly Site[]; route: Route; nowMs: number },
): { metres: number; fix: Fix | undefined } {
  const items = fenceReturn
    .check(subjectOf({ mission, sites, route, nowMs }))
    .filter(({ severity }) => severity === 'error')
  const metres = items.reduce((sum, { params }) => sum + Math.max(0.1, Number(params['lengthM'] ?? 0)), 0)
  return { metres, fix: items.flatMap(({ fixes }) => fixes).find(({ code }) => code === 'addRallyPoint') }
}
