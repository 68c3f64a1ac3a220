import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { Mission } from '../../../src/core/mission/mission.ts'
import type { Release } from '../../../src/core/mission/release.ts'
import { applyFix } from '../../../src/core/safety/applyFix.ts'
import { blockingErrors } from '../../../src/core/safety/blocking.ts'
import { FIX_CODES } from '../../../src/core/safety/codes.ts'
import { judge } from '../../../src/core/safety/judge.ts'
import { aMission, NOW_MS, waypoints } from '../../builders/mission.ts'
import { aRoute } from '../../builders/route.ts'
import { aSite, box, place, vecs } from '../../builders/site.ts'

const survey: Mission['patterns'][number] = {
  kind: 'survey',
  crossGrid: false,
  leadInM: 0,
  id: 's',
  area: box(0, 0, 100, 100),
  holes: [box(40, 40, 60, 60)],
  heightM: 90,
  speedMS: 9,
  spacing: { by: 'distance', spacingM: 20 },
  angleDeg: 'auto',
  photo: { by: 'none' },
}

describe('applyFix', () => {
  const mission = aMission({
    takeoffHeightM: 100,
    transitHeightM: 100,
    patterns: [survey, waypoints([place(0, 0), place(300, 0)], 90, { id: 'w' })],
    overrides: [
      { id: 'o', patternId: 's', near: place(0, 0), reachM: 5, change: { kind: 'height', heightM: 95 } },
    ],
  })
  const params = {
    addRallyPoint: { lat: 41.7, lon: 109.9, heightM: 40 },
    setReturnHeight: { heightM: 75 },
    lowerPatterns: { heightM: 50 },
    slowDown: { speedMS: 3 },
    moveHome: { lat: 41.7, lon: 109.9 },
    landAtHome: {},
    shrink: { patternId: 's', byM: 10 },
    pullInside: { patternId: 'w', marginM: 5 },
    takeCamera: { cameraRow: 'small-12mp' },
  }

  it.each(FIX_CODES)('%s gives a valid mission, leaves the given one, the fence and the margin', (code) => {
    const before = structuredClone(mission)
    const changed = applyFix(mission, { code, params: params[code] })
    expect(mission).toEqual(before)
    expect(changed).not.toEqual(mission)
    expect(Mission.parse(changed)).toEqual(changed)
    expect(changed?.fence).toEqual(mission.fence)
    expect(changed?.margin).toEqual(mission.margin)
  })

  it('lowers every height', () => {
    const low = applyFix(mission, { code: 'lowerPatterns', params: { heightM: 50 } })
    expect(JSON.stringify(low?.patterns)).not.toMatch(/"heightM":(?!50)/)
    expect(low).toMatchObject({ takeoffHeightM: 50, transitHeightM: 50 })
    expect(low?.overrides[0]?.change).toEqual({ kind: 'height', heightM: 50 })
  })

  it('slows every speed down', () => {
    const slow = applyFix(mission, { code: 'slowDown', params: { speedMS: 3 } })
    expect(slow?.patterns.map(({ speedMS }) => speedMS)).toEqual([3, 3])
  })

  it('draws a survey in and its holes out', () => {
    const small = applyFix(mission, { code: 'shrink', params: { patternId: 's', byM: 10 } })
    const area = small?.patterns[0]?.kind === 'survey' ? small.patterns[0] : null
    const metresEast = (ring: readonly LatLon[]) => Math.max(...vecs(ring).map(({ x }) => x))
    // At least by 10 m, and by less than half a metre more.
    expect(metresEast(area?.area ?? [])).toBeLessThanOrEqual(90.01)
    expect(metresEast(area?.area ?? [])).toBeGreaterThan(89.5)
    expect(metresEast(area?.holes[0] ?? [])).toBeGreaterThanOrEqual(69.99)
    expect(metresEast(area?.holes[0] ?? [])).toBeLessThan(70.5)
  })

  it('moves the waypoints outside the margin to the nearest place inside, and no other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -200, max: 400 }), fc.integer({ min: -200, max: 400 })), {
          minLength: 1,
          maxLength: 8,
        }),
        (places) => {
          const pattern = waypoints(
            places.map(([x, y]) => place(x, y)),
            60,
            { id: 'w' },
          )
          // The fence is the square from -60 to 260: ten metres in, from -50 to 250.
          const isOut = places.map((spot) => spot.some((v) => v < -49.8 || v > 249.8))
          const fixed = applyFix(aMission({ patterns: [pattern] }), {
            code: 'pullInside',
            params: { patternId: 'w', marginM: 10 },
          })
          if (!isOut.includes(true)) {
            expect(fixed).toBeNull()
            return
          }
          if (!fixed) throw new Error('no fix')
          const [after] = fixed.patterns
          if (after?.kind !== 'waypoints') throw new Error('no waypoints')
          // Shrinking errs inward, by less than half a metre.
          const isNearest = (v: number | undefined, was: number) => {
            const wanted = Math.min(250, Math.max(-50, was))
            return v !== undefined && Math.abs(v - wanted) < 0.5 && v < 250 && v > -50
          }
          for (const [i, step] of after.steps.entries()) {
            const [x, y] = places[i] ?? [0, 0]
            if (!isOut[i]) expect(step).toEqual(pattern.steps[i])
            else if (step.kind === 'waypoint') {
              const [at] = vecs([step.at])
              expect(isNearest(at?.x, x) && isNearest(at?.y, y)).toBe(true)
            }
          }
        },
      ),
      { numRuns: 100 },
    )
  })

  it.each([
    { code: 'removeFence', params: {} },
    { code: 'setReturnHeight', params: {} },
    { code: 'setReturnHeight', params: { heightM: 'high' } },
    { code: 'setReturnHeight', params: { heightM: -5 } },
    { code: 'moveHome', params: { lat: 91, lon: 0 } },
    { code: 'shrink', params: { patternId: 'gone', byM: 1 } },
    { code: 'shrink', params: { patternId: 's', byM: 60 } },
    { code: 'lowerPatterns', params: { heightM: -3 } },
    { code: 'pullInside', params: { patternId: 's', marginM: 5 } },
  ])('does not apply $code $params', (fix) => {
    expect(applyFix(mission, fix)).toBeNull()
  })
})

describe('blockingErrors', () => {
  const REVISION = 'a'.repeat(64)
  const mission = aMission({ authorisation: null, fence: [] })
  const verdict = judge({
    mission,
    sites: [aSite()],
    route: aRoute(mission, [{ x: 9, y: 9 }]),
    nowMs: NOW_MS,
  })
  const release = (over: Partial<Release>): Release => ({
    revision: REVISION,
    rules: ['fence.leg', 'authorisation'],
    reason: 'drill',
    by: 'Wang',
    role: 'supervisor',
    emergencyBasis: null,
    atMs: NOW_MS,
    ...over,
  })

  it('holds back every rule with errors', () => {
    expect(blockingErrors(verdict, [], REVISION)).toEqual({
      rules: ['fence.leg', 'authorisation'],
      needsEmergencyBasis: ['authorisation'],
    })
  })

  it('passes an ordinary rule with a release, an authorisation only with an emergency basis', () => {
    expect(blockingErrors(verdict, [release({})], REVISION).rules).toEqual(['authorisation'])
    expect(blockingErrors(verdict, [release({ emergencyBasis: ' ' })], REVISION).rules).toEqual([
      'authorisation',
    ])
    expect(blockingErrors(verdict, [release({ emergencyBasis: 'fire, order 7' })], REVISION)).toEqual({
      rules: [],
      needsEmergencyBasis: [],
    })
  })

  it('counts only releases of this revision and of the rules they name', () => {
    const other = release({ revision: 'b'.repeat(64), emergencyBasis: 'fire' })
    expect(blockingErrors(verdict, [other], REVISION).rules).toHaveLength(2)
    expect(blockingErrors(verdict, [release({ rules: ['authorisation'] })], REVISION).rules).toHaveLength(2)
  })

  it('lets a verdict without errors pass', () => {
    const fine = judge({
      mission: aMission(),
      sites: [aSite()],
      route: aRoute(aMission(), [{ x: 9, y: 9 }]),
      nowMs: NOW_MS,
    })
    expect(blockingErrors(fine, [], REVISION).rules).toEqual([])
  })
})
