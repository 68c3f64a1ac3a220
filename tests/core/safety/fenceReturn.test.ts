import { describe, expect, it } from 'vitest'
import type { Vec } from '../../../src/core/geo/frame.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import type { Vehicle } from '../../../src/core/mission/vehicle.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { applyFix } from '../../../src/core/safety/applyFix.ts'
import { judge } from '../../../src/core/safety/judge.ts'
import type { CheckItem, Verdict } from '../../../src/core/safety/verdict.ts'
import type { Site } from '../../../src/core/site/site.ts'
import {
  aMission,
  anAuthorisation,
  aPolygonZone,
  aVehicle,
  NOW_MS,
  waypoints,
} from '../../builders/mission.ts'
import { aRoute } from '../../builders/route.ts'
import { anAsset, aSite, box, place, ring } from '../../builders/site.ts'

/** An L: home is at the end of one arm, the flight goes round the corner into the other. */
const L_FENCE = aPolygonZone(
  ring([
    [-60, -60],
    [360, -60],
    [360, 400],
    [240, 400],
    [240, 60],
    [-60, 60],
  ]),
)
const ROUND_THE_CORNER: Vec[] = [
  { x: 300, y: 0 },
  { x: 300, y: 340 },
]

const returns = { heightM: 60, rallyLimitM: 300, rallyIncludesHome: true, rtlType: null }
const firmware = (of: Vehicle['firmware'], over: Partial<Vehicle['return']> = {}): Vehicle =>
  aVehicle({ firmware: of, return: { ...returns, ...(of === 'px4' ? { rtlType: 0 } : {}), ...over } })

type Case = { mission?: Partial<Mission>; path?: Vec[]; sites?: Site[]; heightM?: number }

function judged({ mission: over, path, sites, heightM }: Case): Verdict {
  const mission = aMission(over)
  return judge({
    mission,
    sites: sites ?? [aSite()],
    route: aRoute(mission, path ?? ROUND_THE_CORNER, heightM),
    nowMs: NOW_MS,
  })
}
const items = (of: Case): CheckItem[] => judged(of).items.filter(({ rule }) => rule === 'fence.return')
const codes = (of: Case) => items(of).map(({ code }) => code)
const height = (returnHeightM: number) => ({ ...aMission().contingency, returnHeightM })

describe('fence.return', () => {
  it('passes where home is seen from all of the route', () => {
    expect(codes({ path: [{ x: 100, y: 100 }] })).toEqual([])
  })

  it.each(['ardupilot', 'px4', 'dji', 'litchi'] as const)(
    'sees that %s flies home across the corner',
    (name) => {
      const of = { mission: { fence: [L_FENCE], vehicle: firmware(name) } }
      expect(judged(of).items.filter(({ rule }) => rule === 'fence.leg')).toEqual([])
      const [item, ...more] = items(of)
      expect(more).toEqual([])
      expect(item?.code).toBe('return_outside')
      expect(item?.value).toBeLessThan(0)
      expect(item?.limit).toBe(30)
      expect(item?.place?.type).toBe('LineString')
      expect(item?.fixes.map(({ code }) => code)).toEqual(
        name === 'ardupilot' || name === 'px4' ? ['addRallyPoint'] : ['moveHome'],
      )
    },
  )

  it.each(['ardupilot', 'px4'] as const)('is mended on %s by the rally point that it offers', (name) => {
    let mission = aMission({ fence: [L_FENCE], vehicle: firmware(name) })
    for (let i = 0; i < 3; i++) {
      const verdict = judge({
        mission,
        sites: [aSite()],
        route: aRoute(mission, ROUND_THE_CORNER),
        nowMs: NOW_MS,
      })
      const fix = verdict.items.flatMap(({ fixes }) => fixes).find(({ code }) => code === 'addRallyPoint')
      const mended = fix && applyFix(mission, fix)
      if (!mended) break
      mission = mended
    }
    expect(mission.rallyPoints.length).toBeGreaterThan(0)
    const verdict = judge({
      mission,
      sites: [aSite()],
      route: aRoute(mission, ROUND_THE_CORNER),
      nowMs: NOW_MS,
    })
    expect(verdict.items).toEqual([])
  })

  it('is mended on DJI by the home that it offers', () => {
    const corners = ROUND_THE_CORNER.map(({ x, y }) => place(x, y))
    let mission = aMission({ fence: [L_FENCE], vehicle: firmware('dji'), patterns: [waypoints(corners)] })
    const verdictNow = () =>
      judge({ mission, sites: [aSite()], route: plan({ mission, sites: [] }), nowMs: NOW_MS })
    expect(verdictNow().items.map(({ code }) => code)).toEqual(['return_outside'])
    for (let i = 0; i < 3; i++) {
      const fix = verdictNow().items[0]?.fixes[0]
      mission = (fix && applyFix(mission, fix)) ?? mission
    }
    expect(verdictNow().items).toEqual([])
  })

  const CORNER = [{ id: 'r', ...place(300, 0), heightM: 0 }]
  it('counts rally points where the firmware does', () => {
    const of = (vehicle: Vehicle, rallyPoints: Mission['rallyPoints'] = CORNER) =>
      codes({ mission: { fence: [L_FENCE], vehicle, rallyPoints } })
    expect(of(firmware('ardupilot', { rallyLimitM: null }))).toEqual([])
    // From the far end the rally point is 340 m away: beyond ArduPilot's limit it flies home, across the corner.
    expect(of(firmware('ardupilot', { rallyLimitM: 300 }))).toEqual(['return_outside'])
    expect(of(firmware('ardupilot', { rallyLimitM: 345 }))).toEqual([])
    expect(of(firmware('px4'))).toEqual([])
    for (const rtlType of [3, 5, 6]) expect(of(firmware('px4', { rtlType }))).toEqual([])
    for (const rtlType of [1, 2, 4]) expect(of(firmware('px4', { rtlType }))).toEqual(['return_outside'])
    expect(of(firmware('dji'))).toEqual(['return_outside'])
    expect(of(firmware('litchi'))).toEqual(['return_outside'])
  })

  it('leaves home out where ArduPilot does', () => {
    // Home is nearer to the start of the way than the rally point behind the corner.
    const rallyPoints = [{ id: 'r', ...place(300, 340), heightM: 0 }]
    const of = (rallyIncludesHome: boolean) =>
      codes({
        mission: {
          fence: [L_FENCE],
          vehicle: firmware('ardupilot', { rallyIncludesHome, rallyLimitM: null }),
          rallyPoints,
        },
        path: [{ x: 100, y: 0 }],
      })
    expect(of(true)).toEqual([])
    expect(of(false)).toEqual(['return_outside'])
  })

  it('refuses rally points outside the margin, and on an asset', () => {
    const at = (x: number, y: number) => ({ rallyPoints: [{ id: 'r', ...place(x, y), heightM: 0 }] })
    expect(codes({ path: [{ x: 100, y: 100 }], mission: at(240, 240) })).toContain('rally_outside')
    expect(
      codes({ path: [{ x: 100, y: 0 }], mission: at(100, 100), sites: [aSite({ assets: [anAsset()] })] }),
    ).toEqual(expect.arrayContaining(['rally_on_asset']))
    expect(codes({ path: [{ x: 100, y: 0 }], mission: { ...at(400, 0), vehicle: firmware('dji') } })).toEqual(
      [],
    )
  })

  it('compares the return height with the authorised one and 120 m', () => {
    const path = [{ x: 100, y: 100 }]
    const of = (over: Partial<Mission>) => items({ mission: over, path })
    expect(of({ contingency: height(120) })).toEqual([])
    expect(of({ contingency: height(130) })[0]).toMatchObject({
      code: 'return_too_high',
      value: 130,
      limit: 120,
      fixes: [{ code: 'setReturnHeight', params: { heightM: 120 } }],
    })
    const authorisation = anAuthorisation({ maxTrueHeightM: 80 })
    expect(of({ contingency: height(90), authorisation })[0]).toMatchObject({
      code: 'return_too_high',
      limit: 80,
    })
  })

  it('adds the height of a PX4 safe point, and takes the higher one of an ArduPilot rally point', () => {
    const rallyPoints = [{ id: 'r', ...place(100, 100), heightM: 70 }]
    const of = (vehicle: Vehicle) => items({ mission: { vehicle, rallyPoints }, path: [{ x: 100, y: 100 }] })
    expect(of(firmware('ardupilot'))).toEqual([])
    expect(of(firmware('px4'))[0]).toMatchObject({
      code: 'return_too_high',
      value: 130,
      fixes: [{ code: 'setReturnHeight', params: { heightM: 50 } }],
    })
  })

  it('keeps the ceiling of a zone, and passes over an exclusion that is a low column', () => {
    const path = [{ x: 100, y: 100 }]
    const ceiling = [aPolygonZone(box(-60, -60, 260, 260), { ceilingM: 80 })]
    expect(codes({ mission: { fence: ceiling, contingency: height(78) }, path })).toEqual([])
    const [item] = items({ mission: { fence: ceiling, contingency: height(79) }, path })
    expect(item).toMatchObject({
      code: 'return_above_ceiling',
      fixes: [{ code: 'setReturnHeight', params: { heightM: 78 } }],
    })
    const column = (ceilingM: number) => [
      ...aMission().fence,
      aPolygonZone(box(60, -5, 62, 5), { inclusion: false, ceilingM }),
    ]
    expect(codes({ mission: { fence: column(50) }, path: [{ x: 150, y: 0 }] })).toEqual([])
    expect(codes({ mission: { fence: column(59) }, path: [{ x: 150, y: 0 }] })).toEqual([
      'return_in_exclusion',
    ])
  })

  it('passes 15 m over assets and over explosion zones', () => {
    const tank = (heightM: number, explosionZone: Parameters<typeof anAsset>[0] = {}) => [
      aSite({ assets: [anAsset({ heightM, ...explosionZone })] }),
    ]
    // Flown at 20 m round the tank: a return from behind it climbs to the return height first.
    const path = [
      { x: 200, y: 0 },
      { x: 200, y: 200 },
    ]
    const of = (returnHeightM: number, sites: Site[]) =>
      items({ mission: { contingency: height(returnHeightM) }, path, sites, heightM: 20 })
    expect(of(27, tank(12))).toEqual([])
    expect(of(26, tank(12))[0]).toMatchObject({
      code: 'return_over_asset',
      value: 14,
      limit: 15,
      fixes: [{ code: 'setReturnHeight', params: { heightM: 27 } }],
    })
    const zone = { explosionZone: { radiusM: 10, topM: 40, source: 's' } }
    expect(of(40, tank(0, zone))).toEqual([])
    expect(of(39, tank(0, zone))[0]?.code).toBe('return_in_explosion_zone')
  })

  it('near home is as low as the firmware lets it be', () => {
    // 30 m from home: ArduPilot's cone allows 90 m, a DJI aircraft stays at the height it has.
    const sites = [
      aSite({ assets: [anAsset({ footing: { kind: 'point', at: place(35, 35), radiusM: 1 } })] }),
    ]
    const path = [
      { x: 40, y: 0 },
      { x: 40, y: 40 },
    ]
    const of = (vehicle: Vehicle) => codes({ mission: { vehicle }, path, sites, heightM: 20 })
    expect(of(firmware('ardupilot'))).toEqual([])
    expect(of(firmware('dji'))).toEqual(['return_over_asset'])
  })

  it('is unknown over assets where the ground is', () => {
    const sites = [aSite({ ground: null, assets: [anAsset()] })]
    const path = [
      { x: 200, y: 0 },
      { x: 200, y: 200 },
    ]
    expect(items({ path, sites }).map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'unknown terrain_unknown',
    ])
    expect(items({ path: [{ x: 50, y: 0 }], sites })).toEqual([])
  })

  it('never offers a fix twice the same way that makes it worse: the fence stays as it is', () => {
    const mission = aMission({ fence: [L_FENCE] })
    for (const item of judged({ mission: { fence: [L_FENCE], contingency: height(130) } }).items)
      for (const fix of item.fixes) {
        const changed = applyFix(mission, fix)
        expect(changed?.fence).toEqual(mission.fence)
        expect(changed?.margin).toEqual(mission.margin)
      }
  })
})
