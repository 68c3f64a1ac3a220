import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { judge } from '../../../src/core/safety/judge.ts'
import { coverReturns } from '../../../src/core/safety/rallyCover.ts'
import { aMission, aPolygonZone, aVehicle, NOW_MS, waypoints } from '../../builders/mission.ts'
import { aSite, place, ring } from '../../builders/site.ts'
import { missionOf, scene } from './scenes.ts'

const badReturns = (mission: Mission): number =>
  judge({
    mission,
    sites: [aSite()],
    route: plan({ mission, sites: [aSite()] }),
    nowMs: NOW_MS,
  }).items.filter(({ rule, severity }) => rule === 'fence.return' && severity === 'error').length

const cover = (mission: Mission) =>
  coverReturns({ mission, sites: [aSite()], route: plan({ mission, sites: [aSite()] }), nowMs: NOW_MS })

/** A fence with three bends: from the far end no straight way leads back, and none over one point alone. */
const ZIGZAG = aPolygonZone(
  ring([
    [-60, -60],
    [460, -60],
    [460, 340],
    [960, 340],
    [960, 460],
    [340, 460],
    [340, 60],
    [-60, 60],
  ]),
)
const ZIGZAG_WAY = waypoints([
  place(200, 0),
  place(400, 0),
  place(400, 400),
  place(640, 400),
  place(900, 400),
])
const COPTER = aVehicle({
  firmware: 'ardupilot',
  return: { heightM: 60, rallyLimitM: 300, rallyIncludesHome: true, rtlType: null },
})

describe('rally points for every return', () => {
  test('a way round several corners gets as many as it needs, and is safe by the verdict', () => {
    const mission = aMission({ fence: [ZIGZAG], patterns: [ZIGZAG_WAY], vehicle: COPTER })
    expect(badReturns(mission)).toBeGreaterThan(0)
    const { mission: covered, added, isSafe } = cover(mission)
    expect(added).toBeGreaterThan(1)
    expect(isSafe).toBe(true)
    expect(badReturns(covered)).toBe(0)
    // None of them is there for nothing.
    for (const { id } of covered.rallyPoints)
      expect(
        badReturns({ ...covered, rallyPoints: covered.rallyPoints.filter((point) => point.id !== id) }),
      ).toBeGreaterThan(0)
  })

  test('a mission with safe returns is left as it is', () => {
    const { mission, added, isSafe } = cover(aMission())
    expect({ added, isSafe, points: mission.rallyPoints }).toEqual({ added: 0, isSafe: true, points: [] })
  })

  test('says of any scene just what the verdict says, and never moves a point that was there', () => {
    fc.assert(
      fc.property(scene, (one) => {
        const mission = missionOf(one)
        const { mission: covered, isSafe, added } = cover(mission)
        expect(isSafe).toBe(badReturns(covered) === 0)
        expect(covered.rallyPoints.slice(0, mission.rallyPoints.length)).toEqual(mission.rallyPoints)
        expect(covered.rallyPoints).toHaveLength(mission.rallyPoints.length + added)
        expect({ ...covered, rallyPoints: [] }).toEqual({ ...mission, rallyPoints: [] })
      }),
      { numRuns: 60 },
    )
  })
})
