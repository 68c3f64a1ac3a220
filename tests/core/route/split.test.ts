import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { frameAt } from '../../../src/core/geo/frame.ts'
import { distance } from '../../../src/core/geo/polygon.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { newMission } from '../../../src/core/mission/newMission.ts'
import { plan, planner } from '../../../src/core/route/plan.ts'
import type { Route } from '../../../src/core/route/route.ts'
import { splitParts } from '../../../src/core/route/split.ts'
import { aVehicle } from '../../builders/mission.ts'
import { box, ORIGIN, place } from '../../builders/site.ts'

/** A survey of 600 × 400 m with lanes 40 m apart: some 15 minutes at 8 m/s. */
function longMission(enduranceS: number, over: Partial<Mission> = {}): Mission {
  const area = box(0, 0, 600, 400)
  return {
    ...newMission({
      id: '0190aaaa-0000-7000-8000-000000000030',
      name: { zh: '长', en: 'long' },
      sites: [],
      areas: [area],
      vehicle: aVehicle({ enduranceS }),
      patterns: [
        {
          kind: 'survey',
          id: 'survey',
          area,
          holes: [],
          heightM: 60,
          speedMS: 8,
          spacing: { by: 'distance', spacingM: 40 },
          angleDeg: 'auto',
          photo: { by: 'distance', everyM: 20 },
          crossGrid: false,
          leadInM: 0,
        },
      ],
    }),
    ...over,
  }
}

const lanesOf = ({ points }: Route) => {
  const frame = frameAt(ORIGIN)
  return points.flatMap((point, i) => {
    const before = points[i - 1]
    return point.role === 'lane' && before ? [{ a: frame.toLocal(before), b: frame.toLocal(point) }] : []
  })
}

describe('splitting over batteries', () => {
  test('a mission that fits stays one', () => {
    expect(splitParts(longMission(20_000), [])).toHaveLength(1)
  })

  test('every part fits its battery, and together they fly every lane', () => {
    fc.assert(
      fc.property(fc.integer({ min: 450, max: 1000 }), (enduranceS) => {
        const mission = longMission(enduranceS)
        const parts = splitParts(mission, [])
        if (!parts) throw new Error('cannot be split')
        expect(parts.length).toBeGreaterThan(1)
        const route = planner({ mission, sites: [] })
        const flown = parts.flatMap((part) => {
          const { figures, points, notes } = route(part)
          expect(figures.energyShare).toBeLessThanOrEqual(1)
          expect(figures.outsideM).toBe(0)
          expect(points[0]?.role).toBe('takeoff')
          expect(notes.map(({ code }) => code)).not.toContain('no_way_inside')
          return lanesOf(route(part))
        })
        // Every metre of every lane lies on a lane of some part.
        const unseen = lanesOf(route(null)).flatMap(({ a, b }) => {
          const length = distance(a, b)
          return Array.from({ length: Math.round(length) }, (_, i) => (i + 0.5) / Math.round(length))
            .map((t) => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t }))
            .filter(
              (spot) =>
                !flown.some(
                  (lane) => distance(lane.a, spot) + distance(spot, lane.b) - distance(lane.a, lane.b) < 0.01,
                ),
            )
        })
        expect(unseen).toEqual([])
      }),
      { numRuns: 5 },
    )
  })

  test('a part planned beside the others is the part planned alone', () => {
    const mission = longMission(1800)
    const part = splitParts(mission, [])?.[1] ?? null
    const route = planner({ mission, sites: [] })
    route(null)
    expect(route(part)).toEqual(plan({ mission: { ...mission, part }, sites: [] }))
  })

  test('what no cut makes fit is said', () => {
    expect(splitParts(longMission(60), [])).toBeNull()
  })

  test('the parts begin where the one before ended, with an overlap', () => {
    const parts = splitParts(longMission(500), []) ?? []
    parts.slice(1).forEach((part, i) => {
      expect(part.fromM).toBeLessThan(parts[i]?.toM ?? 0)
      expect((parts[i]?.toM ?? 0) - part.fromM).toBeCloseTo(20, 3)
    })
    expect(parts[0]?.fromM).toBe(0)
  })
})

describe('the order of patterns', () => {
  test('is the shortest when asked for', () => {
    const visit = (id: string, x: number, y: number) => ({
      kind: 'visit' as const,
      id,
      targets: [
        { id: 't', at: place(x, y), lookHeightM: 0, standoffM: 0, heightM: 60, fromDeg: null, stayS: 0 },
      ],
      order: 'kept' as const,
      seed: 0,
      photo: false,
      speedMS: 8,
    })
    const patterns = [
      visit('far', 500, 0),
      visit('near', 100, 0),
      visit('middle', 300, 0),
      visit('north', 150, 200),
    ]
    const mission = longMission(9000, { patterns })
    const length = (patternOrder: Mission['patternOrder']) =>
      plan({ mission: { ...mission, patternOrder }, sites: [] }).figures.airborneS
    expect(length('shortest')).toBeLessThan(length('kept'))
    const order = plan({ mission: { ...mission, patternOrder: 'shortest' }, sites: [] }).points.flatMap(
      ({ patternId }) => patternId ?? [],
    )
    expect(order).toHaveLength(4)
    expect(new Set(order).size).toBe(4)
  })
})
