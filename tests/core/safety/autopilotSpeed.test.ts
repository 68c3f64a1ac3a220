import { describe, expect, test } from 'vitest'
import type { Mission } from '../../../src/core/mission/mission.ts'
import type { Vehicle } from '../../../src/core/mission/vehicle.ts'
import { CAMERAS } from '../../../src/core/mission/cameras.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { applyFix } from '../../../src/core/safety/applyFix.ts'
import { judge } from '../../../src/core/safety/judge.ts'
import { aMission, aPolygonZone, aVehicle, NOW_MS, waypoints } from '../../builders/mission.ts'
import { aSite, box, place } from '../../builders/site.ts'

const sites = [aSite()]
const flying = (speedMS: number, over: Partial<Mission> = {}, vehicle: Partial<Vehicle> = {}): Mission =>
  aMission({
    vehicle: aVehicle(vehicle),
    patterns: [waypoints([place(50, 50), place(850, 50)], 60, { speedMS })],
    fence: [aPolygonZone(box(-200, -200, 1200, 300))],
    ...over,
  })
const judged = (mission: Mission) => {
  const route = plan({ mission, sites })
  const { items } = judge({ mission, sites, route, nowMs: NOW_MS })
  return { route, items, said: items.filter(({ code }) => code === 'not_so_fast') }
}

describe('speeds above what the autopilot allows', () => {
  test.each([12, 14])('%i m/s on Copter is told, with the limit and whose it is', (speedMS) => {
    const { said, route } = judged(flying(speedMS))
    expect(said).toMatchObject([
      { rule: 'vehicle.limits', severity: 'warning', value: speedMS, limit: 10, unit: 'm/s' },
    ])
    expect(said[0]?.source).toContain('WP_SPD')
    // 800 m: reckoned as it is flown.
    expect(route.figures.timeS).toBeGreaterThan(800 / 10.6)
  })

  test('the fix commands what is flown, and nothing more is said', () => {
    const mission = flying(14)
    const [fix] = judged(mission).said[0]?.fixes ?? []
    const slower = fix && applyFix(mission, fix)
    expect(slower?.patterns[0]?.speedMS).toBe(10)
    expect(slower && judged(slower).said).toEqual([])
  })

  test('within the limit, and on a vehicle whose maker alone sets it, nothing is said', () => {
    expect(judged(flying(10)).said).toEqual([])
    expect(judged(flying(14, {}, { firmware: 'dji' })).said).toEqual([])
  })

  test.each([
    [{ WP_SPD: 15 }, null],
    [{ WPNAV_SPEED: 1500 }, null],
    [{ WP_SPD: 5 }, 5],
    [{ WPNAV_SPEED: 500 }, 5],
  ])('parameters read from the vehicle decide: %j', (params, limit) => {
    const { said } = judged(flying(12, { onboard: { source: 'held.param', params } }))
    expect(said.map((item) => item.limit)).toEqual(limit === null ? [] : [limit])
    if (limit !== null) expect(said[0]?.source).toContain('held.param')
  })

  test('MPC_XY_VEL_MAX of PX4 too', () => {
    const px4 = { firmware: 'px4', return: { ...aVehicle().return, rallyLimitM: null, rtlType: 0 } } as const
    const params = { MPC_XY_VEL_MAX: 6 }
    const { said } = judged(flying(8, { onboard: { source: 'held', params } }, px4))
    expect(said).toMatchObject([{ value: 8, limit: 6 }])
    expect(judged(flying(8, {}, px4)).said).toEqual([])
  })

  test('a vehicle whose row states its own limit is taken at its word', () => {
    const flight = { ...ROW, speedLimitMS: 14, topSpeedMS: 14 }
    expect(judged(flying(14, {}, { flight })).said).toEqual([])
  })

  test('the shutter is judged at the speed that is flown', () => {
    const camera = { ...(CAMERAS[0] as (typeof CAMERAS)[number]), minIntervalS: 1 }
    const trigger = { command: 206, frame: 2, lat: 0, lon: 0, altM: 0, autoContinue: true }
    const params: [number, number, number, number] = [11, 0, 1, 0]
    const steps = [
      { kind: 'command' as const, id: 't', params, ...trigger },
      ...waypoints([place(50, 50), place(850, 50)]).steps,
    ]
    const at = (speedMS: number) =>
      judged(
        flying(speedMS, { camera, patterns: [waypoints([], 60, { speedMS, verbatim: true, steps })] }),
      ).items.filter(({ rule }) => rule === 'camera.interval')
    // 11 m apart at 12 m/s would be 0.92 s; it is flown at about 10 m/s.
    expect(at(12)).toEqual([])
  })
})

/** A row of one's own: every limit stated. */
const ROW = {
  source: 'measured on the own airframe',
  speedLimitMS: 10,
  topSpeedMS: 10,
  accelerationMS2: 2.5,
  verticalMS2: 1,
  jerkMS3: 1,
  acceptanceM: 2,
  cornerGain: 1,
  yawRateDegS: 60,
  returnMS: 10,
  landFromM: 10,
  landMS: 0.5,
}
