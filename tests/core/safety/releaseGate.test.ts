/** The one gate, held against a second reading of its rule that shares nothing with it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LayerFeature } from '../../../src/core/geo/layer.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import type { Release, ReleaseRequest } from '../../../src/core/mission/release.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { judge } from '../../../src/core/safety/judge.ts'
import { heldFrom, type Leaving, releaseGate } from '../../../src/core/safety/releaseGate.ts'
import { RULE_IDS } from '../../../src/core/safety/verdict.ts'
import { aMission, anAuthorisation, NOW_MS, waypoints } from '../../builders/mission.ts'
import { aSite, place } from '../../builders/site.ts'

const REVISION = 'a'.repeat(64)
const REQUEST: ReleaseRequest = { reason: 'drill', by: 'Wang', role: 'supervisor', emergencyBasis: null }

const MISSIONS: Readonly<Record<string, Mission>> = {
  safe: aMission(),
  unapproved: aMission({ authorisation: null }),
  'outside the fence': aMission({ patterns: [waypoints([place(50, 50), place(900, 50)])] }),
  'both at once': aMission({
    authorisation: null,
    patterns: [waypoints([place(50, 50), place(900, 50)])],
  }),
  'with warnings alone': aMission({ conditions: { gustMS: null, temperatureC: null, batteryHealth: 0.95 } }),
  'approved until just now': aMission({
    plannedAtMs: null,
    authorisation: anAuthorisation({ fromMs: NOW_MS - 7_200_000, toMs: NOW_MS }),
  }),
}

const asked = (over: Partial<Leaving> = {}): Leaving => ({
  mission: aMission(),
  sites: [aSite()],
  surroundings: [],
  permits: null,
  nowMs: NOW_MS,
  revision: REVISION,
  known: [],
  request: null,
  isFlyable: true,
  ...over,
})

/** What may only pass with an emergency basis: the approval and the explosion zones (design, section 6), and nothing else. */
const EMERGENCY = new Set(['authorisation', 'zone.explosive'])

/** The rule anew, one error at a time: what is not flown passes; an error is let go by one release that fits it whole. */
function mayLeave({
  mission,
  sites,
  nowMs,
  surroundings,
  revision,
  known,
  request,
  isFlyable,
}: Leaving): boolean {
  if (!isFlyable) return true
  const route = plan({ mission, sites })
  const { items } = judge({ mission, sites, route, nowMs, surroundings })
  for (const { severity, rule } of items) {
    if (severity !== 'error') continue
    let isLetGo = false
    const spoken = [...known, ...(request ? [{ ...request, revision, rules: [rule] }] : [])]
    for (const one of spoken) {
      if (one.revision !== revision) continue
      if (!one.rules.some((named) => named === rule)) continue
      if (/^\s*$/.test(one.reason) || /^\s*$/.test(one.by) || /^\s*$/.test(one.role)) continue
      if (EMERGENCY.has(rule) && !/\S/.test(one.emergencyBasis ?? '')) continue
      isLetGo = true
    }
    if (!isLetGo) return false
  }
  return true
}

const said = fc.constantFrom('', '  ', 'drill')
const aRequest: fc.Arbitrary<ReleaseRequest> = fc.record({
  reason: said,
  by: said,
  role: said,
  emergencyBasis: fc.option(said),
})
const aRelease: fc.Arbitrary<Release> = fc
  .record({
    revision: fc.constantFrom(REVISION, 'b'.repeat(64)),
    rules: fc.subarray(['authorisation', 'fence.leg', 'fence.return', 'link.sight']),
    atMs: fc.constant(NOW_MS),
  })
  .chain((base) => aRequest.map((request) => ({ ...base, ...request })))

describe('the release gate', () => {
  it('lets leave what the second reading lets leave, and nothing else', () => {
    let [passed, held] = [0, 0]
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(MISSIONS)),
        fc.array(aRelease, { maxLength: 3 }),
        fc.option(aRequest),
        fc.constantFrom(NOW_MS, NOW_MS + 1000),
        fc.boolean(),
        (name, known, request, nowMs, isFlyable) => {
          const leaving = asked({ mission: MISSIONS[name]!, known, request, nowMs, isFlyable })
          const answer = releaseGate(leaving)
          expect(answer.ok).toBe(mayLeave(leaving))
          if (answer.ok) passed += 1
          else held += 1
        },
      ),
      { numRuns: 400 },
    )
    expect(Math.min(passed, held)).toBeGreaterThan(20)
  })

  it('names every error that is held back, and how many', () => {
    const answer = releaseGate(asked({ mission: MISSIONS['both at once']! }))
    expect(answer).toMatchObject({ ok: false, code: 'unsafe' })
    if (answer.ok) return
    const { rules, codes, errors } = answer.params
    expect(String(rules).split(', ')).toEqual(expect.arrayContaining(['fence.leg', 'authorisation']))
    expect(String(codes).split(', ')).toEqual(expect.arrayContaining(['outside', 'no_authorisation']))
    expect(errors).toBeGreaterThanOrEqual(2)
  })

  it('asks for an emergency basis where a reason was given that is not enough', () => {
    expect(releaseGate(asked({ mission: MISSIONS['unapproved']!, request: REQUEST }))).toEqual({
      ok: false,
      code: 'needs_emergency_basis',
      params: { rule: 'authorisation' },
    })
  })

  it('puts on record who let what pass, and when, beside the releases of this revision alone', () => {
    const before: Release = { ...REQUEST, revision: REVISION, rules: ['fence.leg'], atMs: NOW_MS - 1 }
    const other: Release = { ...before, revision: 'b'.repeat(64) }
    const request = { ...REQUEST, emergencyBasis: 'leak' }
    const mission = MISSIONS['unapproved']!
    const answer = releaseGate(asked({ mission, known: [other, before], request }))
    expect(answer.ok && answer.value.releases).toEqual([
      before,
      { ...request, revision: REVISION, rules: ['authorisation'], atMs: NOW_MS },
    ])
    // Nobody is put on record for what needs no release.
    expect(releaseGate(asked({ request }))).toMatchObject({ ok: true, value: { releases: [] } })
    // Nor is what is written of it for people held back, and the release stands on it.
    const paper = releaseGate(asked({ mission, request: REQUEST, isFlyable: false }))
    expect(paper.ok && paper.value.releases).toHaveLength(1)
  })

  it('puts nobody on record who says nothing', () => {
    const request = { ...REQUEST, reason: ' \n', emergencyBasis: 'leak' }
    const mission = MISSIONS['unapproved']!
    expect(releaseGate(asked({ mission, request }))).toMatchObject({ code: 'unsafe' })
    expect(releaseGate(asked({ mission, request, isFlyable: false }))).toMatchObject({
      value: { releases: [] },
    })
  })

  it('takes the edge of the approval as approved, and a millisecond later as run out', () => {
    const mission = MISSIONS['approved until just now']!
    expect(releaseGate(asked({ mission })).ok).toBe(true)
    expect(releaseGate(asked({ mission, nowMs: NOW_MS + 1 }))).toMatchObject({
      code: 'unsafe',
      params: { rules: 'authorisation', codes: 'expired' },
    })
  })

  it('judges with the surroundings that it is given', () => {
    const { lat, lon } = place(900, 900)
    const near = place(-20, -20)
    const road = (at: { lat: number; lon: number }): LayerFeature => ({
      kind: 'road',
      label: '',
      geometry: {
        type: 'LineString',
        coordinates: [
          [at.lon, at.lat],
          [at.lon, at.lat + 0.0001],
        ],
      },
    })
    const rulesWith = (surroundings: LayerFeature[]) => {
      const answer = releaseGate(asked({ surroundings }))
      return answer.ok ? answer.value.verdict.items.map(({ rule }) => rule) : []
    }
    expect(rulesWith([road(near)])).toContain('ground.risk')
    expect(rulesWith([road({ lat, lon })])).not.toContain('ground.risk')
  })

  it('what was cleared as a paper goes to no vehicle', () => {
    const paper = releaseGate(asked({ isFlyable: false }))
    if (!paper.ok) throw new Error(paper.code)
    expect(() => heldFrom(paper.value, { firmware: 'ardupilot', mavType: 2, params: {} })).toThrow(/paper/)
    const flown = releaseGate(asked())
    if (!flown.ok) throw new Error(flown.code)
    expect(heldFrom(flown.value, { firmware: 'ardupilot', mavType: 2, params: {} })).toBeNull()
    expect(heldFrom(flown.value, { firmware: 'px4', mavType: 2, params: {} })).toMatchObject({
      code: 'vehicle_other_firmware',
    })
  })

  it('knows of no other rule that needs an emergency basis', () => {
    // One error of each rule, released with a reason alone: those of the two rules stay.
    const mission = MISSIONS['unapproved']!
    const known: Release[] = [{ ...REQUEST, revision: REVISION, rules: [...RULE_IDS], atMs: NOW_MS }]
    expect(releaseGate(asked({ mission, known }))).toMatchObject({ params: { rules: 'authorisation' } })
  })
})
