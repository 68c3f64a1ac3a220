import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readParams } from '../../../src/core/formats/paramFile.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { heldOf, type Meaning, PARAMETERS } from '../../../src/core/mission/parameters.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { judge } from '../../../src/core/safety/judge.ts'
import { wordsOf } from '../../../src/words/words.ts'
import { aMission, aVehicle, NOW_MS } from '../../builders/mission.ts'
import { aSite } from '../../builders/site.ts'

const differing = (params: Record<string, number> | null, over: Partial<Mission> = {}): string[] => {
  const mission = aMission({ ...over, onboard: params && { source: 'copter.param', params } })
  const route = plan({ mission, sites: [aSite()] })
  return judge({ mission, sites: [aSite()], route, nowMs: NOW_MS })
    .items.filter(({ rule }) => rule === 'onboard')
    .map(({ params: said, severity }) => `${severity} ${said['name']}`)
}

/** What the sample mission reckons with: return at 60 m, return on lost link, low battery and breach. */
const COPTER = {
  FENCE_ENABLE: 1,
  FENCE_ACTION: 1,
  RTL_ALT: 6000,
  RALLY_LIMIT_KM: 0.3,
  RALLY_INCL_HOME: 1,
  FS_THR_ENABLE: 1,
  BATT_FS_LOW_ACT: 2,
}

describe('parameters on board', () => {
  test('nobody looked: nothing is said', () => {
    expect(differing(null)).toEqual([])
  })

  test('that agree are silent, one that does not is named', () => {
    expect(differing(COPTER)).toEqual([])
    expect(differing({ ...COPTER, FENCE_ENABLE: 0 })).toEqual(['warning FENCE_ENABLE'])
    // Centimetres on board, metres here.
    expect(differing({ ...COPTER, RTL_ALT: 1500 })).toEqual(['warning RTL_ALT'])
    expect(differing({ ...COPTER, FENCE_ACTION: 0, BATT_FS_LOW_ACT: 0 })).toEqual([
      'warning FENCE_ACTION',
      'warning BATT_FS_LOW_ACT',
    ])
  })

  test('of PX4 are its own', () => {
    const vehicle = aVehicle({
      firmware: 'px4',
      return: { heightM: 60, rallyLimitM: null, rallyIncludesHome: true, rtlType: 0 },
    })
    const fine = { GF_ACTION: 3, RTL_RETURN_ALT: 60, RTL_TYPE: 0, NAV_RCL_ACT: 2, COM_LOW_BAT_ACT: 3 }
    expect(differing(fine, { vehicle })).toEqual([])
    expect(differing({ ...fine, RTL_TYPE: 2, RTL_ALT: 1 }, { vehicle })).toEqual(['warning RTL_TYPE'])
  })

  test('without a fence the fence is not asked about', () => {
    expect(differing({ ...COPTER, FENCE_ENABLE: 0 }, { fence: [] })).toEqual([])
  })
})

describe('names of each firmware generation', () => {
  const items = (params: Record<string, number>, over: Partial<Mission> = {}) => {
    const mission = aMission({ ...over, onboard: { source: 'copter.param', params } })
    const route = plan({ mission, sites: [aSite()] })
    return judge({ mission, sites: [aSite()], route, nowMs: NOW_MS }).items.filter(
      ({ rule }) => rule === 'onboard',
    )
  }
  const { RTL_ALT: _, ...rest } = COPTER

  test('Copter 4.7 says RTL_ALT_M in metres: 15 m aboard is not the 60 m reckoned with', () => {
    expect(items({ ...rest, RTL_ALT_M: 60 })).toEqual([])
    expect(items({ ...rest, RTL_ALT_M: 15 })).toMatchObject([
      { code: 'onboard_differs', severity: 'warning', value: 15, limit: 60, params: { name: 'RTL_ALT_M' } },
    ])
    expect(items({ ...rest, RTL_ALT: 1500 })).toMatchObject([
      { value: 1500, limit: 6000, params: { name: 'RTL_ALT' } },
    ])
  })

  test('one that is leaned on and not found is unknown, by name', () => {
    expect(items(rest)).toMatchObject([
      { code: 'onboard_unknown', severity: 'unknown', params: { name: 'RTL_ALT_M / RTL_ALT' } },
    ])
    const named = items({ WP_SPD: 5 }).map(({ severity, params }) => `${severity} ${params['name']}`)
    expect(named).toEqual([
      'unknown FENCE_ENABLE',
      'unknown FENCE_ACTION',
      'unknown RTL_ALT_M / RTL_ALT',
      'unknown FS_THR_ENABLE',
      'unknown BATT_FS_LOW_ACT',
    ])
    // With rally points their rules decide too.
    const rallyPoints = [{ id: 'rally-1', ...aMission().home, heightM: 30 }]
    expect(items({}, { rallyPoints }).map(({ params }) => params['name'])).toContain('RALLY_LIMIT_KM')
  })

  test('a value says the same under every name of its meaning', () => {
    for (const firmware of ['ardupilot', 'px4'] as const)
      for (const [meaning, names] of Object.entries(PARAMETERS[firmware]))
        for (const { name, scale } of names) {
          expect(name).toMatch(/^[A-Z][A-Z0-9_]{1,15}$/)
          const held = heldOf({ [name]: 15 / scale }, firmware, meaning as Meaning)
          expect(held?.name).toBe(name)
          expect(held?.value).toBeCloseTo(15, 9)
        }
  })

  const field = path.resolve('../shared/fixtures/field')
  test.skipIf(!fs.existsSync(field)).each([
    ['ap47.param', 'RTL_ALT_M'],
    ['mp.param', 'RTL_ALT'],
  ])('%s of the field (../shared/fixtures/field) names the return height', (file, name) => {
    const { value } = readParams(new Uint8Array(fs.readFileSync(path.join(field, file))))
    const said = items(value ?? {}).filter(({ severity }) => severity === 'warning')
    expect(said.map(({ params }) => params['name'])).toContain(name)
    expect(said.map(({ params }) => params['name'])).toContain('FS_THR_ENABLE')
  })
})

describe('what an action parameter really does', () => {
  const actions = (params: Record<string, number>, over: Partial<Mission> = {}) => {
    const mission = aMission({ ...over, onboard: { source: 'held', params } })
    const route = plan({ mission, sites: [aSite()] })
    return judge({ mission, sites: [aSite()], route, nowMs: NOW_MS }).items.filter(
      ({ code }) => code === 'onboard_acts',
    )
  }
  const onBreach = (onFenceBreach: Mission['contingency']['onFenceBreach']) => ({
    contingency: { ...aMission().contingency, onFenceBreach },
  })

  test.each([
    [0, ['report']],
    [1, ['return']],
    [2, ['land']],
    [3, ['return']],
    [4, ['hover']],
    [5, []],
  ] as const)('FENCE_ACTION %i of Copter fits %j', (value, fits) => {
    for (const wish of ['report', 'return', 'land', 'hover'] as const)
      expect(actions({ ...COPTER, FENCE_ACTION: value }, onBreach(wish)).length, `${value} for ${wish}`).toBe(
        (fits as readonly string[]).includes(wish) ? 0 : 1,
      )
  })

  test('4 is said to brake, in both languages', () => {
    const [item] = actions({ ...COPTER, FENCE_ACTION: 4 })
    expect(item).toMatchObject({ value: 4, limit: 1, params: { name: 'FENCE_ACTION', deed: 'hover' } })
    expect(wordsOf('en', 'check', 'onboard_acts', item?.params)).toBe(
      'FENCE_ACTION is 4 on board: it brakes and hovers, and lands where it cannot. The verdict reckons with this: it returns (1 / 3).',
    )
    expect(wordsOf('zh', 'check', 'onboard_acts', item?.params)).toContain('刹停悬停')
  })

  test.each([
    ['return', 3],
    ['hover', 2],
    ['land', 5],
    ['report', 1],
  ] as const)('GF_ACTION of PX4 for %s is %i alone', (wish, value) => {
    const vehicle = aVehicle({
      firmware: 'px4',
      return: { heightM: 60, rallyLimitM: null, rallyIncludesHome: true, rtlType: 0 },
    })
    const fine = { RTL_RETURN_ALT: 60, RTL_TYPE: 0, NAV_RCL_ACT: 2, COM_LOW_BAT_ACT: 3 }
    for (const is of [0, 1, 2, 3, 4, 5])
      expect(actions({ ...fine, GF_ACTION: is }, { vehicle, ...onBreach(wish) })).toHaveLength(
        is === value ? 0 : 1,
      )
  })
})

describe('a parameter file', () => {
  const read = (text: string) => readParams(new TextEncoder().encode(text))
  test.each([
    ['Mission Planner', '#NOTE: 2026\nRTL_ALT,1500\nFENCE_ENABLE,1\n'],
    ['MAVProxy', 'RTL_ALT          1500.000000\nFENCE_ENABLE     1\n'],
    [
      'QGroundControl',
      '# Vehicle-Id Component-Id Name Value Type\n1\t1\tRTL_ALT\t1500\t9\n1\t1\tFENCE_ENABLE\t1\t2\n',
    ],
  ])('of %s is read', (_name, text) => {
    expect(read(text)).toEqual({ value: { RTL_ALT: 1500, FENCE_ENABLE: 1 }, notes: [] })
  })

  test('of anything else is none, and nothing is thrown', () => {
    expect(read('hello\nworld\n').value).toBeNull()
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const { value, notes } = readParams(bytes)
        if (value === null) expect(notes.some(({ severity }) => severity === 'error')).toBe(true)
      }),
    )
  })
})
