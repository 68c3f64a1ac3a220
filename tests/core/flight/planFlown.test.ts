import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TrackPoint } from '../../../src/core/flight/flight.ts'
import { planFlown } from '../../../src/core/flight/planFlown.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { plan } from '../../../src/core/route/plan.ts'
import {
  aCircleZone,
  aMission,
  aPolygonZone,
  anAuthorisation,
  NOW_MS,
  waypoints,
} from '../../builders/mission.ts'
import { box, place } from '../../builders/site.ts'

/** A square of 200 m flown at 60 m, and back home. */
const CORNERS = [
  [0, 0],
  [200, 0],
  [200, 200],
  [0, 200],
] as const
const square = (over: Partial<Mission> = {}): Mission =>
  aMission({
    patterns: [waypoints(CORNERS.map(([x, y]) => place(x, y)))],
    fence: [aPolygonZone(box(-40, -40, 240, 240))],
    ...over,
  })

type Local = { x: number; y: number; h: number }
/** The plan flown to the metre, a point every two metres and a quarter of a second. */
const flownSquare = (): Local[] => {
  const ends: Local[] = [...CORNERS, [0, 0] as const].map(([x, y]) => ({ x, y, h: 60 }))
  return ends.slice(1).flatMap((to, i) => {
    const from = ends[i] as Local
    return Array.from({ length: 100 }, (_, k) => ({
      x: from.x + ((to.x - from.x) * k) / 100,
      y: from.y + ((to.y - from.y) * k) / 100,
      h: 60,
    }))
  })
}
const trackOf = (locals: readonly Local[]): TrackPoint[] =>
  locals.map(({ x, y, h }, i) => ({ ...place(x, y), heightM: h, atMs: NOW_MS + i * 250 }))
const compare = (mission: Mission, locals: readonly Local[]) =>
  planFlown(mission, plan({ mission, sites: [] }), trackOf(locals))

describe('planned beside flown', () => {
  test('a flight to the metre reaches every waypoint and has nothing to answer for', () => {
    const found = compare(square(), flownSquare())
    expect(found.breaches).toEqual([])
    expect(found.largestM).toBeLessThan(0.5)
    expect(found.waypoints.every(({ reachedAtMs, nearestM }) => reachedAtMs !== null && nearestM < 0.5)).toBe(
      true,
    )
    for (const { heightM } of found.legs) if (heightM !== null) expect(Math.abs(heightM)).toBeLessThan(0.5)
  })

  test('a bulge is found on its leg, with its size, place and time, wherever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 110, max: 190 }), fc.integer({ min: 10, max: 35 }), (index, outM) => {
        // The second side runs north at x = 200: pushed to the east there.
        const locals = flownSquare().map((local, i) =>
          i === index ? { ...local, x: local.x + outM } : local,
        )
        const found = compare(square(), locals)
        expect(found.largestM).toBeCloseTo(outM, 0)
        const worst = [...found.legs].sort((a, b) => b.largestM - a.largestM)[0]
        expect(worst?.atMs).toBe(NOW_MS + index * 250)
      }),
      { numRuns: 30 },
    )
  })

  test('the fence is breached for as long and as far as the track is outside it', () => {
    const locals = flownSquare().map((local, i) => (i >= 140 && i <= 159 ? { ...local, x: 252.5 } : local))
    const [breach, ...more] = compare(square(), locals).breaches
    expect(more).toEqual([])
    expect(breach).toMatchObject({
      kind: 'outside',
      zone: 1,
      fromMs: NOW_MS + 140 * 250,
      toMs: NOW_MS + 159 * 250,
    })
    expect(breach?.worstM).toBeCloseTo(12.5, 1)
  })

  test('an exclusion that was flown into, and a height above the approved one, are told too', () => {
    const mission = square({
      fence: [
        aPolygonZone(box(-40, -40, 240, 240)),
        aCircleZone(place(200, 100), 20, { id: 'c', inclusion: false }),
      ],
      authorisation: anAuthorisation({ maxTrueHeightM: 80 }),
    })
    const locals = flownSquare().map((local, i) => (i >= 300 && i < 310 ? { ...local, h: 91 } : local))
    const found = compare(mission, locals)
    const kinds = found.breaches.map(({ kind, zone, worstM }) => [kind, zone, Math.round(worstM)])
    expect(kinds).toEqual([
      ['inExclusion', 2, 20],
      ['tooHigh', 0, 11],
    ])
  })

  test('a corner that was cut leaves its waypoint unreached', () => {
    const locals = flownSquare().filter((_, i) => i < 80 || i > 120)
    const missed = compare(square(), locals).waypoints.filter(({ reachedAtMs }) => reachedAtMs === null)
    expect(missed).toHaveLength(1)
    expect(missed[0]?.nearestM).toBeGreaterThan(20)
  })

  test('no track, or no route, says nothing', () => {
    expect(compare(square(), [])).toMatchObject({ legs: [], breaches: [], largestM: null })
    expect(compare(square({ patterns: [waypoints([])] }), flownSquare()).waypoints).toEqual([])
  })
})
