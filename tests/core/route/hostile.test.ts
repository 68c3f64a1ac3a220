import { describe, expect, test } from 'vitest'
import { Mission } from '../../../src/core/mission/mission.ts'
import type { Survey } from '../../../src/core/mission/pattern.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { Route } from '../../../src/core/route/route.ts'
import { judge } from '../../../src/core/safety/judge.ts'
import { Verdict } from '../../../src/core/safety/verdict.ts'
import { HOSTILE_AREAS, missionOver, square, survey, wavy } from '../../builders/hostileAreas.ts'
import { NOW_MS } from '../../builders/mission.ts'

describe('a survey whose area', () => {
  test.each(HOSTILE_AREAS)('%s gets a clear answer', (_name, pattern, expected) => {
    const mission = missionOver(pattern)
    for (const isDraft of [false, true]) {
      const route = plan({ mission, sites: [], isDraft })
      expect(Route.safeParse(route).success).toBe(true)
      const verdict = judge({ mission, sites: [], route, nowMs: NOW_MS })
      expect(Verdict.safeParse(verdict).success).toBe(true)
      expect(route.figures.outsideM).toBe(0)
      if (expected) expect(route.notes.map(({ code }) => code)).toContain(expected)
      else expect(route.figures.coverageShare).toBeGreaterThanOrEqual(0.995)
    }
  })

  test('gives the same bytes every time', () => {
    const mission = missionOver(survey(wavy(300), 25))
    expect(plan({ mission, sites: [] })).toEqual(plan({ mission, sites: [] }))
  })

  test.each([
    ['a spacing of nothing', { spacing: { by: 'distance', spacingM: 0 } }],
    ['a speed that is no number', { speedMS: Number.NaN }],
    ['an endless height', { heightM: Number.POSITIVE_INFINITY }],
    [
      'a corner that is nowhere',
      {
        area: [
          { lat: Number.NaN, lon: 0 },
          { lat: 0, lon: 0 },
          { lat: 0, lon: 1 },
        ],
      },
    ],
    [
      'two corners',
      {
        area: [
          { lat: 0, lon: 0 },
          { lat: 0, lon: 1 },
        ],
      },
    ],
  ] as [string, Partial<Survey>][])('is refused with %s', (_name, over) => {
    const mission = missionOver(survey(square(100), 30))
    expect(Mission.safeParse(mission).success).toBe(true)
    expect(Mission.safeParse({ ...mission, patterns: [{ ...mission.patterns[0], ...over }] }).success).toBe(
      false,
    )
  })
})
