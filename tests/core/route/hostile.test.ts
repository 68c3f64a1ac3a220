import { describe, expect, test } from 'vitest'
import { frameAt } from '../../../src/core/geo/frame.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { Mission } from '../../../src/core/mission/mission.ts'
import { newMission } from '../../../src/core/mission/newMission.ts'
import type { Survey } from '../../../src/core/mission/pattern.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { Route } from '../../../src/core/route/route.ts'
import { judge } from '../../../src/core/safety/judge.ts'
import { Verdict } from '../../../src/core/safety/verdict.ts'
import { NOW_MS } from '../../builders/mission.ts'
import { ORIGIN } from '../../builders/site.ts'

const ringAt = (corners: readonly (readonly [number, number])[], origin: LatLon = ORIGIN): LatLon[] =>
  corners.map(([x, y]) => frameAt(origin).toLatLon({ x, y }))
const square = (side: number, origin: LatLon = ORIGIN, at = 0): LatLon[] =>
  ringAt(
    [
      [at, at],
      [at + side, at],
      [at + side, at + side],
      [at, at + side],
    ],
    origin,
  )
const wavy = (corners: number): LatLon[] =>
  ringAt(
    Array.from({ length: corners }, (_, i) => {
      const angle = (2 * Math.PI * i) / corners
      const r = 600 * (1 + 0.05 * Math.sin(37 * angle))
      return [r * Math.cos(angle), r * Math.sin(angle)] as const
    }),
  )
const survey = (area: LatLon[], spacingM: number, over: Partial<Survey> = {}): Survey => ({
  kind: 'survey',
  id: 's',
  area,
  holes: [],
  heightM: 60,
  speedMS: 8,
  spacing: { by: 'distance', spacingM },
  angleDeg: 'auto',
  photo: { by: 'none' },
  crossGrid: false,
  leadInM: 0,
  ...over,
})

const CASES: [name: string, pattern: Survey, note: string | null][] = [
  [
    'crosses itself',
    survey(
      ringAt([
        [0, 0],
        [300, 300],
        [300, 0],
        [0, 300],
      ]),
      30,
    ),
    'area_self_crossing',
  ],
  [
    'is a line',
    survey(
      ringAt([
        [0, 0],
        [100, 0],
        [200, 0],
      ]),
      30,
    ),
    'area_not_free',
  ],
  [
    'is one metre',
    survey(
      ringAt([
        [0, 0],
        [1, 0],
        [1, 1],
      ]),
      30,
    ),
    null,
  ],
  ['is 100 km', survey(square(100_000), 30), null],
  ['is 10 km at half a metre', survey(square(10_000), 0.5), null],
  ['has 10,000 corners', survey(wavy(10_000), 30), null],
  [
    'has holes that touch one another and its edge',
    survey(square(400), 30, {
      holes: [square(100, ORIGIN, 100), square(100, ORIGIN, 200), square(50, ORIGIN, 0)],
    }),
    null,
  ],
  ['lies on the date line', survey(square(400, { lat: 10, lon: 179.999 }), 30), null],
  ['lies at 60° north', survey(square(400, { lat: 60, lon: 10 }), 30), null],
  ['is narrower than its spacing', survey(square(50), 900), null],
]

const missionOver = (pattern: Survey): Mission =>
  newMission({
    id: '0190aaaa-0000-7000-8000-000000000020',
    name: { zh: '难', en: 'hard' },
    sites: [],
    areas: [pattern.area],
    patterns: [pattern],
  })

describe('a survey whose area', () => {
  test.each(CASES)('%s gets a clear answer', (_name, pattern, expected) => {
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
