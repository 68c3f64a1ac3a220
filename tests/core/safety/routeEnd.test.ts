import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { writeSheet } from '../../../src/core/formats/papers/sheet.ts'
import { applyFix } from '../../../src/core/safety/applyFix.ts'
import { judge } from '../../../src/core/safety/judge.ts'
import { verbatimItems } from '../../../src/core/route/items.ts'
import { EXPORTED_AT_MS, aMission, aVehicle, NOW_MS, waypoints } from '../../builders/mission.ts'
import { aSite, place } from '../../builders/site.ts'

const sites = [aSite()]
const rally = (x: number, y: number, heightM = 40) => ({ id: `rally-${x}-${y}`, ...place(x, y), heightM })
const judged = (over: Partial<Mission>) => {
  const mission = aMission(over)
  const route = plan({ mission, sites })
  const verdict = judge({ mission, sites, route, nowMs: NOW_MS })
  return { mission, route, items: verdict.items.filter(({ rule }) => rule === 'route.end') }
}
const vehicles = {
  ardupilot: aVehicle(),
  px4: aVehicle({
    firmware: 'px4',
    return: { heightM: 60, rallyLimitM: null, rallyIncludesHome: true, rtlType: 0 },
  }),
  dji: aVehicle({ firmware: 'dji' }),
}

/** The sample mission ends at (50, 150). */
describe('where the flight comes down', () => {
  test('at home without rally points, and nothing is said', () => {
    const { route, items } = judged({})
    expect(route.landings).toMatchObject([{ at: 'home', rally: 0, fromHomeM: 0 }])
    expect(items).toEqual([])
  })

  test.each(['ardupilot', 'px4'] as const)('%s ends at the nearest rally point, and says so', (firmware) => {
    const rallyPoints = [rally(200, 200), rally(60, 160)]
    const { route, items } = judged({ vehicle: vehicles[firmware], rallyPoints })
    expect(route.landings).toMatchObject([{ at: 'rally', rally: 2 }])
    expect(route.landings?.[0]?.fromHomeM).toBeCloseTo(Math.hypot(60, 160), 0)
    expect(items).toMatchObject([
      { code: 'ends_at_rally', severity: 'warning', params: { rally: 2 }, place: { type: 'Point' } },
    ])
  })

  test('DJI goes home, whatever rally points there are', () => {
    const { route, items } = judged({ vehicle: vehicles.dji, rallyPoints: [rally(60, 160)] })
    expect(route.landings).toMatchObject([{ at: 'home' }])
    expect(items).toEqual([])
  })

  test('home competes only where RALLY_INCL_HOME lets it; a point beyond RALLY_LIMIT_KM counts for nothing', () => {
    const rallyPoints = [rally(240, 240)]
    const at = (of: Partial<Mission['vehicle']['return']>) => {
      const vehicle = aVehicle({ return: { ...aVehicle().return, ...of } })
      return judged({ vehicle, rallyPoints }).route.landings?.map((landing) => landing.at)
    }
    expect(at({ rallyIncludesHome: true })).toEqual(['home'])
    expect(at({ rallyIncludesHome: false })).toEqual(['rally'])
    expect(at({ rallyIncludesHome: false, rallyLimitM: 100 })).toEqual(['home'])
  })

  test('RTL_TYPE 1 of PX4 may take either: both are told', () => {
    const vehicle = aVehicle({
      firmware: 'px4',
      return: { heightM: 60, rallyLimitM: null, rallyIncludesHome: true, rtlType: 1 },
    })
    const { route, items } = judged({ vehicle, rallyPoints: [rally(60, 160)] })
    expect(route.landings?.map(({ at }) => at)).toEqual(['home', 'rally'])
    expect(items).toMatchObject([{ code: 'ends_at_either' }])
  })

  test('time and energy reckon with the way that is flown', () => {
    const patterns = [waypoints([place(50, 50), place(200, 50), place(200, 200)])]
    const airborneS = (rallyPoints: Mission['rallyPoints']) =>
      judged({ patterns, rallyPoints }).route.figures.airborneS
    // 283 m home, or 14 m to the rally point.
    expect(airborneS([]) - airborneS([rally(210, 210)])).toBeGreaterThan(15)
  })

  test('a landing in the list of items is where it comes down', () => {
    const over = { contingency: { ...aMission().contingency, atEnd: 'land' as const } }
    expect(judged({ ...over, rallyPoints: [rally(60, 160)] }).route.landings).toMatchObject([{ at: 'spot' }])
    const hover = { contingency: { ...aMission().contingency, atEnd: 'hover' as const } }
    expect(judged({ ...hover, rallyPoints: [rally(60, 160)] }).route.landings).toEqual([])
  })

  test('the sheet says it', () => {
    const { mission, route } = judged({ rallyPoints: [rally(60, 160)] })
    const input = {
      mission,
      sites,
      route,
      releases: [],
      exportedAtMs: EXPORTED_AT_MS,
      revision: '0'.repeat(64),
    }
    expect(String(writeSheet({ ...input, language: 'en' }).content)).toContain(
      'rally point 1 (from home 171 m)',
    )
    expect(String(writeSheet({ ...input, language: 'zh' }).content)).toContain('备降点 1 (距返航点 171 m)')
  })
})

describe('the wish to land at home', () => {
  const wished = (over: Partial<Mission>) => {
    const before = judged(over)
    const [fix] = before.items[0]?.fixes ?? []
    const mission = fix ? applyFix(before.mission, fix) : null
    if (!mission) throw new Error('no fix')
    return judged(mission)
  }

  test('flies home inside the fence and lands there', () => {
    const { route, items } = wished({ rallyPoints: [rally(60, 160)] })
    expect(items).toEqual([])
    expect(route.landings).toMatchObject([{ at: 'home', fromHomeM: 0 }])
    const last = route.items.at(-1)
    expect(last).toMatchObject({ command: 21, altM: 0 })
    expect(last?.lat).toBeCloseTo(aMission().home.lat, 6)
    expect(route.items.some(({ command }) => command === 20)).toBe(false)
  })

  test('is made in a list of items that was read from a file too', () => {
    const base = aMission()
    const made = plan({ mission: base, sites })
    const steps = made.items.map((item) => ({
      kind: 'command' as const,
      id: `i${item.seq}`,
      command: item.command,
      frame: item.frame,
      params: item.params,
      lat: item.lat,
      lon: item.lon,
      altM: item.altM,
      autoContinue: item.autoContinue,
    }))
    const pattern = waypoints([], 60, { verbatim: true, steps })
    expect(verbatimItems(pattern).at(-1)?.command).toBe(20)
    const { route, items } = wished({ patterns: [pattern], rallyPoints: [rally(60, 160)] })
    expect(items).toEqual([])
    expect(route.items.slice(-2)).toMatchObject([
      { command: 16, frame: 3 },
      { command: 21, altM: 0 },
    ])
  })

  test('holds wherever the rally points are (law)', () => {
    const spot = fc.record({ x: fc.integer({ min: -40, max: 240 }), y: fc.integer({ min: -40, max: 240 }) })
    fc.assert(
      fc.property(fc.uniqueArray(spot, { minLength: 1, maxLength: 5 }), (spots) => {
        const rallyPoints = spots.map(({ x, y }, i) => ({ ...rally(x, y), id: `r${i}` }))
        const { items, route } = judged({ rallyPoints })
        expect(items.length > 0).toBe(route.landings?.[0]?.at === 'rally')
        const contingency = { ...aMission().contingency, atEnd: 'landHome' as const }
        expect(judged({ rallyPoints, contingency }).items).toEqual([])
      }),
      { numRuns: 30 },
    )
  })
})
