import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Vec } from '../../../src/core/geo/frame.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { fenceMargin } from '../../../src/core/mission/margin.ts'
import { judge } from '../../../src/core/safety/judge.ts'
import type { RuleId, Verdict } from '../../../src/core/safety/verdict.ts'
import { aVehicle, NOW_MS } from '../../builders/mission.ts'
import { aRoute } from '../../builders/route.ts'
import { aSite } from '../../builders/site.ts'
import { alongPath, leastClearance, samples } from './independent.ts'
import { missionOf, type Motion, motion, moved, type Scene, scene, STILL } from './scenes.ts'

const judged = (mission: Mission, path: readonly Vec[], move: Motion = STILL): Verdict =>
  judge({
    mission,
    sites: [aSite()],
    route: aRoute(
      mission,
      path.map((point) => moved(move, point)),
    ),
    nowMs: NOW_MS,
  })

const errorsOf = (verdict: Verdict, rule: RuleId) =>
  verdict.items.filter((item) => item.rule === rule && item.severity === 'error')
const accepted = (verdict: Verdict, rule: RuleId): boolean => errorsOf(verdict, rule).length === 0

/** What the tolerance for quantised positions allows, and a little for the sum of roundings, m. */
const SLACK_M = 0.021

describe('money and life: the fence', () => {
  it('accepts no route with a place outside the fence less its margin, and refuses none that keeps it', () => {
    let passed = 0
    let refused = 0
    fc.assert(
      fc.property(scene, (s) => {
        const mission = missionOf(s)
        const { marginM } = fenceMargin(mission)
        const ok = accepted(judged(mission, s.path), 'fence.leg')
        const least = Math.min(...alongPath(s.path, 0.5).map((p) => leastClearance(p, s.areas)))
        if (ok) passed++
        else refused++
        if (ok) expect(least).toBeGreaterThanOrEqual(marginM - SLACK_M)
        // Between two samples half a metre apart the clearance is at most a quarter of a metre less.
        else expect(least).toBeLessThan(marginM + 0.26)
      }),
      { numRuns: 1500 },
    )
    // Both answers must come often, or the property says nothing.
    expect(Math.min(passed, refused)).toBeGreaterThan(300)
  })

  it('would notice a margin that is ignored: the same route passes with less margin and fails with more', () => {
    let seen = 0
    fc.assert(
      fc.property(scene, (s) => {
        const least = Math.min(...alongPath(s.path, 0.5).map((p) => leastClearance(p, s.areas)))
        fc.pre(least > 1.4)
        seen++
        const vehicle = aVehicle({ positionErrorM: 0 })
        // What is left of the margin is braking, 1 m at 2 m/s, and the error of the map.
        const withMargin = (marginM: number) =>
          missionOf(s, {
            vehicle,
            margin: { mapErrorM: marginM - 1, reactionS: 0, gustDriftM: 0, windMS: 0 },
          })
        expect(fenceMargin(withMargin(least)).marginM).toBeCloseTo(least, 6)
        expect(accepted(judged(withMargin(least + 0.03), s.path), 'fence.leg')).toBe(false)
        expect(accepted(judged(withMargin(least - 0.3), s.path), 'fence.leg')).toBe(true)
      }),
      { numRuns: 150, maxSkipsPerRun: 1000 },
    )
    expect(seen).toBe(150)
  })

  it('with a larger margin refuses all that it refused before', () => {
    fc.assert(
      fc.property(scene, fc.double({ min: 0, max: 40, noNaN: true }), (s, moreM) => {
        const mission = missionOf(s)
        const wider = { ...mission, margin: { ...mission.margin, mapErrorM: 2 + moreM } }
        const zones = (verdict: Verdict, rule: RuleId) =>
          errorsOf(verdict, rule).map(({ code, params }) => `${code} ${params.number ?? params.zone}`)
        const narrow = judged(mission, s.path)
        const wide = judged(wider, s.path)
        for (const rule of ['fence.leg', 'fence.return'] as const)
          expect(zones(wide, rule)).toEqual(expect.arrayContaining(zones(narrow, rule)))
      }),
      { numRuns: 800 },
    )
  })

  it('says the same anywhere on Earth, turned and mirrored', () => {
    const codes = (verdict: Verdict) =>
      verdict.items
        .filter(({ rule }) => rule.startsWith('fence'))
        .map(({ code, params }) => `${code} ${params.zone ?? params.number}`)
    let same = 0
    fc.assert(
      fc.property(scene, motion, (s, move) => {
        const at = (mapErrorM: number, m: Motion) => {
          const mission = missionOf(s, {}, m)
          return judged({ ...mission, margin: { ...mission.margin, mapErrorM } }, s.path, m)
        }
        const here = at(2, STILL)
        // Within 20 cm of the limit the answer may differ: a frame is good to 1e-4 at most here.
        fc.pre(codes(at(1.8, STILL)).join() === codes(at(2.2, STILL)).join())
        same++
        const there = at(2, move)
        expect(codes(there)).toEqual(codes(here))
        for (const [i, item] of here.items.entries())
          if (item.rule === 'fence.leg')
            expect(Math.abs((there.items[i]?.value ?? 0) - (item.value ?? 0))).toBeLessThan(0.2)
      }),
      { numRuns: 800 },
    )
    expect(same).toBeGreaterThan(600)
  })
})

/** A firmware's choice of where to return, told again in the plainest words. */
type Simulation = { name: string; vehicle: Mission['vehicle']; choose: (from: Vec, s: Scene) => Vec[] }

const HOME: Vec = { x: 0, y: 0 }
const apart = (a: Vec, b: Vec) => Math.hypot(a.x - b.x, a.y - b.y)
const nearest = (from: Vec, places: readonly Vec[]) =>
  [...places].sort((a, b) => apart(from, a) - apart(from, b))[0]

const returnOf = (over: Partial<Mission['vehicle']['return']>) => ({
  heightM: 60,
  rallyLimitM: null,
  rallyIncludesHome: true,
  rtlType: null,
  ...over,
})

const ardupilot = (name: string, over: Partial<Mission['vehicle']['return']>): Simulation => ({
  name,
  vehicle: aVehicle({ firmware: 'ardupilot', return: returnOf(over) }),
  choose: (from, s) => {
    const inFence = s.rally.filter((point) => leastClearance(point, s.areas) >= 0)
    const point = nearest(from, inFence)
    if (!point || (over.rallyLimitM && apart(from, point) > over.rallyLimitM)) return [HOME]
    return [over.rallyIncludesHome !== false && apart(from, HOME) <= apart(from, point) ? HOME : point]
  },
})
const px4 = (rtlType: number, choose: Simulation['choose']): Simulation => ({
  name: `PX4 with RTL_TYPE ${rtlType}`,
  vehicle: aVehicle({ firmware: 'px4', return: returnOf({ rtlType }) }),
  choose,
})
const closest: Simulation['choose'] = (from, s) => [nearest(from, [HOME, ...s.rally]) as Vec]
const onlyHome: Simulation['choose'] = () => [HOME]

const SIMULATIONS: Simulation[] = [
  ardupilot('ArduPilot', {}),
  ardupilot('ArduPilot with a rally limit', { rallyLimitM: 60 }),
  ardupilot('ArduPilot without home among the rally points', { rallyIncludesHome: false }),
  px4(0, closest),
  px4(1, (from, s) => [HOME, nearest(from, s.rally) ?? HOME]),
  px4(2, onlyHome),
  px4(3, closest),
  px4(4, onlyHome),
  px4(5, closest),
  px4(6, closest),
  { name: 'DJI', vehicle: aVehicle({ firmware: 'dji', return: returnOf({}) }), choose: onlyHome },
  { name: 'Litchi', vehicle: aVehicle({ firmware: 'litchi', return: returnOf({}) }), choose: onlyHome },
]

describe('money and life: the return', () => {
  it.each(SIMULATIONS)(
    '$name: accepts no route with a return that leaves the fence',
    ({ vehicle, choose }) => {
      let passed = 0
      let refused = 0
      fc.assert(
        fc.property(scene, (s) => {
          const mission = missionOf(s, { vehicle })
          const { marginM } = fenceMargin(mission)
          const returns = () =>
            alongPath(s.path, 1.5).flatMap((from) =>
              choose(from, s).flatMap((to) => samples(from, to, 1.5).map((p) => leastClearance(p, s.areas))),
            )
          const verdict = judged(mission, s.path)
          if (accepted(verdict, 'fence.return')) {
            passed++
            expect(Math.min(...returns())).toBeGreaterThanOrEqual(marginM - SLACK_M)
            return
          }
          refused++
          // Refused for the way itself, not for a rally point: then a return near the samples breaks it. Near a change of
          // destination either is tested, so that this holds only where there is one.
          const ways = errorsOf(verdict, 'fence.return').filter(({ code }) => code !== 'rally_outside')
          if (ways.length > 0 && (choose === onlyHome || s.rally.length === 0))
            expect(Math.min(...returns())).toBeLessThan(marginM + 1.6)
        }),
        { numRuns: 250 },
      )
      expect(Math.min(passed, refused)).toBeGreaterThan(10)
    },
  )
})
