import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { frameAt } from '../../../src/core/geo/frame.ts'
import { newMission } from '../../../src/core/mission/newMission.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { judge } from '../../../src/core/safety/judge.ts'
import { NOW_MS } from '../../builders/mission.ts'
import { PLANNED_KINDS, type PlannedKind, patternFrom } from '../../builders/patterns.ts'
import { type Motion, motion, moved, STILL, star } from '../safety/scenes.ts'

/** A mission over one outline, planned and judged with the whole world turned, mirrored and carried elsewhere. */
function planned(kind: PlannedKind, corners: readonly { x: number; y: number }[], how: Motion) {
  const frame = frameAt(how.at)
  const placed = (at: { x: number; y: number }) => frame.toLatLon(moved(how, at))
  const mission = newMission({
    id: '0190aaaa-0000-7000-8000-000000000010',
    name: { zh: '样例', en: 'sample' },
    sites: [],
    areas: [corners.map(placed)],
    home: placed(corners[0] as { x: number; y: number }),
    patterns: [patternFrom(kind, corners, placed, 6, how.mirror)],
  })
  const route = plan({ mission, sites: [] })
  const { items } = judge({ mission, sites: [], route, nowMs: NOW_MS })
  return { figures: route.figures, errors: items.filter(({ severity }) => severity === 'error') }
}

/**
 * Where two choices are as good, rounding to 1e-7 degrees may take the other one: always the same cases, so that a
 * failure means a change, and no search for a smaller case, which would plan for minutes.
 */
const RUNS = { numRuns: 20, seed: 20_261_124, endOnFailure: true }

const outline = star(fc.constant({ x: 0, y: 0 }), 60, 220)

describe.each(PLANNED_KINDS)('%s', (kind) => {
  test('comes to the same on both hemispheres, on the date line and at 75° north', () => {
    fc.assert(
      fc.property(outline, motion, (corners, how) => {
        const here = planned(kind, corners, STILL)
        const there = planned(kind, corners, { ...how, turn: 0, mirror: false })
        // The local frame and 1e-7 degrees: lengths to a tenth of a per cent.
        expect(there.figures.lengthM / here.figures.lengthM).toBeCloseTo(1, 2.5)
        expect(there.figures.coverageShare).toBeCloseTo(here.figures.coverageShare, 2)
        expect(there.errors.map(({ code }) => code)).toEqual(here.errors.map(({ code }) => code))
      }),
      RUNS,
    )
  })

  test('is as long and as well seen when it is turned or mirrored', () => {
    fc.assert(
      fc.property(outline, motion, (corners, how) => {
        const here = planned(kind, corners, STILL)
        const there = planned(kind, corners, how)
        // A survey also tries directions that are fixed to north, a visit sides, so a turned one may find another.
        const share = { survey: 0.06, visit: 0.06, perimeter: 0.01, corridor: 0.01, orbit: 0.01 }[kind]
        expect(Math.abs(there.figures.lengthM / here.figures.lengthM - 1)).toBeLessThan(share)
        expect(Math.abs(there.figures.coverageShare - here.figures.coverageShare)).toBeLessThan(0.01)
      }),
      RUNS,
    )
  })
})
