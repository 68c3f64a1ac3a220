import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readParams } from '../../../src/core/formats/paramFile.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { judge } from '../../../src/core/safety/judge.ts'
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
