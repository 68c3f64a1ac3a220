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
    patterns: [survey, waypoints([place(0, 0)], 90)],
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
    shrink: { patternId: 's', byM: 10 },
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

  it.each([
    { code: 'removeFence', params: {} },
    { code: 'setReturnHeight', params: {} },
    { code: 'setReturnHeight', params: { heightM: 'high' } },
    { code: 'setReturnHeight', params: { heightM: -5 } },
    { code: 'moveHome', params: { lat: 91, lon: 0 } },
    { code: 'shrink', params: { patternId: 'gone', byM: 1 } },
    { code: 'shrink', params: { patternId: 's', byM: 60 } },
    { code: 'lowerPatterns', params: { heightM: -3 } },
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
