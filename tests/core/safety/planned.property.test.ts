import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newMission } from '../../../src/core/mission/newMission.ts'
import { fenceMargin } from '../../../src/core/mission/margin.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { judge } from '../../../src/core/safety/judge.ts'
import { NOW_MS } from '../../builders/mission.ts'
import { PLANNED_KINDS, patternFrom } from '../../builders/patterns.ts'
import { place, vecs } from '../../builders/site.ts'
import { type Area, leastClearance, samples } from './independent.ts'
import { star } from './scenes.ts'

const metres = (low: number, high: number) => fc.double({ min: low, max: high, noNaN: true })

/** A site of 50 to 220 m about (0, 0), and some places in it that must not be flown over. */
const sites = fc.record({
  area: star(fc.constant({ x: 0, y: 0 }), 50, 220),
  exclusions: fc.array(star(fc.record({ x: metres(-150, 150), y: metres(-150, 150) }), 4, 25), {
    maxLength: 3,
  }),
  pattern: fc.constantFrom(...PLANNED_KINDS),
  speedMS: metres(2, 10),
})

describe('money and life: what the planner plans', () => {
  it('keeps the margin wherever the verdict says so, and the verdict sees wherever it does not', () => {
    let clean = 0
    fc.assert(
      fc.property(sites, ({ area, exclusions, pattern, speedMS }) => {
        const ring = area.map(({ x, y }) => place(x, y))
        const patterns = [patternFrom(pattern, area, ({ x, y }) => place(x, y), speedMS)]
        const mission = newMission({
          id: '0190aaaa-0000-7000-8000-000000000010',
          name: { zh: '样例', en: 'sample' },
          sites: [],
          areas: [ring],
          exclusions: exclusions.map((hole) => hole.map(({ x, y }) => place(x, y))),
          patterns,
        })
        const route = plan({ mission, sites: [] })
        fc.pre(route.points.length > 1)
        const verdict = judge({ mission, sites: [], route, nowMs: NOW_MS })
        const bad = verdict.items.filter(({ rule, severity }) => rule === 'fence.leg' && severity === 'error')
        const areas: Area[] = mission.fence.flatMap((zone) =>
          zone.shape === 'polygon' ? [{ inclusion: zone.inclusion, corners: vecs(zone.ring) }] : [],
        )
        const flown = vecs([mission.home, ...route.points])
        const least = Math.min(
          ...flown.flatMap((b, i) => samples(flown[i - 1] ?? b, b, 1).map((p) => leastClearance(p, areas))),
        )
        const { marginM } = fenceMargin(mission)
        if (bad.length === 0) {
          clean++
          expect(least).toBeGreaterThanOrEqual(marginM - 0.03)
        } else expect(least).toBeLessThan(marginM + 0.5)
      }),
      { numRuns: 120, endOnFailure: true },
    )
    expect(clean).toBeGreaterThan(24)
  })
})
