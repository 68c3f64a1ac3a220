import { describe, expect, test } from 'vitest'
import { Mission } from '../../../src/core/mission/mission.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { judge } from '../../../src/core/safety/judge.ts'
import { mend } from '../../../src/core/safety/mend.ts'
import { aMission, anAuthorisation, NOW_MS, waypoints } from '../../builders/mission.ts'
import { box, place } from '../../builders/site.ts'

const fence = (ring: Mission['home'][] | { lat: number; lon: number }[]) =>
  [
    { id: 'f', shape: 'polygon' as const, inclusion: true, ring, floorM: null, ceilingM: null },
  ] as Mission['fence']

/** Waypoints by hand in a U-shaped fence: from one arm the way home crosses what lies between them. */
const overTheNotch = (): Mission =>
  aMission({
    authorisation: anAuthorisation(),
    patterns: [waypoints([place(50, 350), place(50, 50), place(350, 50), place(350, 350)], 60, { id: 'w' })],
    fence: fence([
      place(-100, -100),
      place(500, -100),
      place(500, 500),
      place(250, 500),
      place(250, 150),
      place(150, 150),
      place(150, 500),
      place(-100, 500),
    ]),
  })

const judged = (mission: Mission) =>
  judge({ mission, sites: [], route: plan({ mission, sites: [] }), nowMs: NOW_MS })

describe('mending a mission by what its verdict offers', () => {
  test('leaves no error that an offer mends, and says what was done for which rule', () => {
    const mission = overTheNotch()
    const before = judged(mission)
    const offered = before.items.filter(({ severity, fixes }) => severity === 'error' && fixes.length > 0)
    expect(offered.length).toBeGreaterThan(0)
    const told: string[] = []
    const mended = mend({ mission, sites: [], nowMs: NOW_MS }, ({ fix }) => told.push(fix.code))
    expect(mended.verdict.errors).toBeLessThan(before.errors)
    expect(Mission.parse(mended.mission)).toEqual(mended.mission)
    expect(mended.mission.fence).toEqual(mission.fence)
    expect(mended.isCut).toBe(false)
    expect(mended.applied.map(({ fix }) => fix.code)).toEqual(told)
    expect(judged(mended.mission)).toEqual(mended.verdict)
    // Once more: nothing is left that helps.
    expect(mend({ mission: mended.mission, sites: [], nowMs: NOW_MS }).applied).toEqual([])
  })

  test('one rule alone leaves what the others offer', () => {
    const mission = { ...overTheNotch(), takeoffHeightM: 150, transitHeightM: 150 }
    const all = new Set(mend({ mission, sites: [], nowMs: NOW_MS }).applied.map(({ rule }) => rule))
    expect(all.size).toBeGreaterThan(1)
    for (const rule of all) {
      const { applied } = mend({ mission, sites: [], nowMs: NOW_MS, rule })
      expect(new Set(applied.map((one) => one.rule))).toEqual(new Set([rule]))
    }
  })

  test('never trades a flight for none', () => {
    const area = box(0, 0, 60, 60)
    const mission = aMission({
      authorisation: anAuthorisation(),
      fence: fence(box(-20, -20, 80, 80)),
      patterns: [
        {
          kind: 'survey',
          id: 's',
          area,
          holes: [],
          heightM: 60,
          speedMS: 8,
          spacing: { by: 'distance', spacingM: 20 },
          angleDeg: 'auto',
          photo: { by: 'none' },
          crossGrid: false,
          leadInM: 0,
        },
      ],
    })
    const before = plan({ mission, sites: [] })
    const { route } = mend({ mission, sites: [], nowMs: NOW_MS })
    expect(before.items.length).toBeGreaterThan(0)
    expect(route.items.length).toBeGreaterThan(0)
  })
})
