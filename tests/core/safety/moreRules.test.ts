import { describe, expect, test } from 'vitest'
import type { Vec } from '../../../src/core/geo/frame.ts'
import { usableEndurance } from '../../../src/core/mission/energy.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { CAMERAS } from '../../../src/core/mission/cameras.ts'
import type { Route, RoutePoint } from '../../../src/core/route/route.ts'
import { applyFix } from '../../../src/core/safety/applyFix.ts'
import { judge } from '../../../src/core/safety/judge.ts'
import type { CheckItem } from '../../../src/core/safety/verdict.ts'
import type { Site } from '../../../src/core/site/site.ts'
import { aMission, aPolygonZone, aVehicle, NOW_MS } from '../../builders/mission.ts'
import { aRoute } from '../../builders/route.ts'
import { anAsset, aSite, box, ORIGIN, place } from '../../builders/site.ts'

const SQUARE: Vec[] = [
  { x: 50, y: 50 },
  { x: 150, y: 50 },
  { x: 150, y: 150 },
  { x: 50, y: 150 },
]
type Case = {
  mission?: Partial<Mission>
  sites?: Site[]
  path?: Vec[]
  heightM?: number
  points?: (point: RoutePoint) => Partial<RoutePoint>
  figures?: Partial<Route['figures']>
}

function item(code: string, of: Case): CheckItem | undefined {
  const mission = aMission(of.mission)
  const route = aRoute(mission, of.path ?? SQUARE, of.heightM ?? 60)
  const points = route.points.map((point) => ({ ...point, ...of.points?.(point) }))
  const figures = { ...route.figures, ...of.figures }
  const { items } = judge({
    mission,
    sites: of.sites ?? [aSite()],
    route: { ...route, points, figures },
    nowMs: NOW_MS,
  })
  return items.find((one) => one.code === code)
}

describe('height.clearance', () => {
  const over = (heightM: number, assetHeightM: number) =>
    item('low_over_asset', {
      heightM,
      path: [
        { x: 50, y: 100 },
        { x: 150, y: 100 },
      ],
      sites: [aSite({ assets: [anAsset({ heightM: assetHeightM })] })],
    })

  test('15 m over an asset that is flown over, from both sides of the limit', () => {
    expect(over(60, 45)).toBeUndefined()
    expect(over(60, 45.5)).toMatchObject({
      rule: 'height.clearance',
      severity: 'error',
      value: 14.5,
      limit: 15,
    })
  })

  test('an asset beside the flight counts within the errors of position and map (2 m and 2 m)', () => {
    const beside = (y: number) =>
      item('low_over_asset', {
        path: [
          { x: 50, y },
          { x: 150, y },
        ],
        sites: [aSite({ assets: [anAsset({ heightM: 55 })] })],
      })
    expect(beside(113.9)).toBeDefined()
    expect(beside(114.1)).toBeUndefined()
  })

  test('rising ground takes from the clearance', () => {
    const ground = (highestM: number) => [aSite({ ground: { lowestM: 1300, highestM, source: 'survey' } })]
    expect(item('low_over_ground', { sites: ground(1345) })).toBeUndefined()
    expect(item('low_over_ground', { sites: ground(1346) })).toMatchObject({ value: 14 })
    // Unknown ground is height.ceiling's to report.
    expect(item('low_over_ground', { heightM: 5, sites: [aSite({ ground: null })] })).toBeUndefined()
  })
})

describe('energy', () => {
  test('age, cold, height and reserve each take their share', () => {
    const of = (over: Partial<Mission>) =>
      usableEndurance(aMission({ home: { ...ORIGIN, amslM: 0 }, ...over }))
    expect(of({}).seconds).toBeCloseTo(1350)
    const conditions = { gustMS: null, temperatureC: null, batteryHealth: 1 }
    expect(of({ conditions: { ...conditions, batteryHealth: 0.8 } }).seconds).toBeCloseTo(1080)
    expect(of({ conditions: { ...conditions, temperatureC: -5 } }).seconds).toBeCloseTo(1350 * 0.8)
    expect(of({ conditions: { ...conditions, temperatureC: -40 } }).seconds).toBeCloseTo(1350 * 0.6)
    expect(of({ conditions: { ...conditions, temperatureC: 35 } }).seconds).toBeCloseTo(1350)
    // ISA at 1,600 m: density 0.8556 of sea level's.
    expect(of({ home: { ...ORIGIN, amslM: 1600 } }).seconds).toBeCloseTo(1350 * Math.sqrt(0.8556), 0)
    expect(of({ home: { ...ORIGIN, amslM: null } }).factors.map(({ code }) => code)).toEqual(['reserve'])
  })

  test('the way home counts from each point, against the wind', () => {
    const far = {
      path: [
        { x: 50, y: 50 },
        { x: 150, y: 150 },
      ],
    }
    const of = (enduranceS: number, windMS: number) =>
      item('return_endurance', {
        ...far,
        mission: {
          home: { ...ORIGIN, amslM: 0 },
          vehicle: aVehicle({ enduranceS, reserveShare: 0 }),
          margin: { mapErrorM: 2, reactionS: null, gustDriftM: 2, windMS },
        },
      })
    expect(of(400, 0)).toBeUndefined()
    expect(of(120, 0)).toMatchObject({ rule: 'energy.return', severity: 'error', limit: 120 })
    const calm = of(50, 0)?.value ?? 0
    const windy = of(50, 8)?.value ?? 0
    // 212 m home at 10 m/s, and at 2 m/s against 8 m/s of wind.
    expect(windy - calm).toBeCloseTo(212.1 / 2 - 212.1 / 10, 0)
  })
})

describe('wind.limit', () => {
  const wind = (windMS: number | null, gustMS: number | null = null) => ({
    mission: {
      margin: { mapErrorM: 2, reactionS: null, gustDriftM: 2, windMS },
      conditions: { gustMS, temperatureC: null, batteryHealth: 1 },
    },
  })
  test('wind and gusts against the row, and headway', () => {
    expect(item('too_windy', wind(12))).toBeUndefined()
    expect(item('too_windy', wind(12.1))).toMatchObject({ severity: 'error', limit: 12 })
    expect(item('too_windy', wind(3, 13))).toMatchObject({ value: 13 })
    expect(item('no_headway', wind(13))).toBeUndefined()
    expect(item('no_headway', wind(13.5))).toMatchObject({ severity: 'error', value: 1.5 })
  })
  test('a wind that nobody stated is a warning', () => {
    expect(item('wind_unknown', wind(null))).toMatchObject({ severity: 'warning' })
    expect(item('wind_unknown', wind(0))).toBeUndefined()
  })
})

describe('takeoff and route.first', () => {
  test('home outside the fence is an error, and the fix brings it in', () => {
    const fence = [aPolygonZone(box(20, 20, 260, 260))]
    const found = item('takeoff_outside', { mission: { fence } })
    expect(found).toMatchObject({ rule: 'takeoff', severity: 'error' })
    const [fix] = found?.fixes ?? []
    const mended = fix ? applyFix(aMission({ fence }), fix) : null
    expect(mended?.home).not.toEqual(aMission().home)
    expect(item('takeoff_outside', {})).toBeUndefined()
  })
  test('a first waypoint beyond 500 m is a warning', () => {
    const first = (x: number) =>
      item('first_far', {
        path: [
          { x, y: 0 },
          { x: 0, y: 10 },
        ],
      })
    // The builder's first point lies over home; the one after it is the first to fly to.
    expect(first(499.9)).toBeUndefined()
    expect(first(500.1)).toMatchObject({ severity: 'warning', limit: 500 })
  })
})

describe('link.sight', () => {
  test('a warning beyond 500 m', () => {
    const to = (y: number) => item('out_of_sight', { path: [{ x: 0, y }] })
    expect(to(499.9)).toBeUndefined()
    expect(to(501)).toMatchObject({ severity: 'warning', value: 501 })
  })
  test('an asset in between hides the vehicle, unless it flies higher or the crew stands on it', () => {
    const asset = (over: Parameters<typeof anAsset>[0] = {}) =>
      anAsset({ heightM: 30, footing: { kind: 'area', ring: box(40, -5, 50, 5) }, ...over })
    const seen = (heightM: number, one = asset()) =>
      item('sight_blocked', { path: [{ x: 100, y: 0 }], heightM, sites: [aSite({ assets: [one] })] })
    // At 40 m of 100 the line is 2 + 0.4 × 28 = 13.2 m high.
    expect(seen(30)).toMatchObject({ severity: 'warning', params: { count: 1 } })
    expect(Math.abs((seen(30)?.value ?? 0) - 16.8)).toBeLessThan(0.4)
    expect(seen(120)).toBeUndefined()
    expect(seen(30, asset({ footing: { kind: 'area', ring: box(40, 10, 50, 20) } }))).toBeUndefined()
    expect(seen(30, asset({ footing: { kind: 'area', ring: box(-5, -5, 50, 5) } }))).toBeUndefined()
  })
  test('ground in between hides the vehicle where an elevation model knows of it', () => {
    // A ridge of 1,340 m runs north to south about 100 m east of home, which lies at 1,300 m.
    const step = 0.0004
    const width = 12
    const heightsDm = Array.from({ length: width * width }, (_, i) => (i % width === 6 ? 13_400 : 13_000))
    const terrain: NonNullable<Mission['terrain']> = {
      source: 'ridge',
      datum: 'EGM96',
      errorM: 0,
      west: ORIGIN.lon - 3 * step,
      north: ORIGIN.lat + 6 * step,
      stepLon: step,
      stepLat: step,
      width,
      height: width,
      heightsDm,
    }
    const to = (x: number, heightM: number) =>
      item('sight_blocked', { path: [{ x, y: 0 }], heightM, mission: { terrain }, sites: [aSite()] })
    expect(to(200, 30)?.value).toBeGreaterThan(15)
    expect(to(50, 30)).toBeUndefined()
    expect(to(200, 120)).toBeUndefined()
  })
})

describe('camera', () => {
  const camera = { ...(CAMERAS[0] as NonNullable<Mission['camera']>), minIntervalS: 1 }
  test('photos by distance and by time against the shutter, and slowing down mends it', () => {
    const every = (photoEveryM: number | null, photoEveryS: number | null) =>
      item('shutter_too_slow', { mission: { camera }, points: () => ({ photoEveryM, photoEveryS }) })
    expect(every(8, null)).toBeUndefined()
    expect(every(7, null)).toMatchObject({
      severity: 'warning',
      limit: 1,
      fixes: [{ code: 'slowDown', params: { speedMS: 7 } }],
    })
    expect(every(null, 0.9)).toMatchObject({ value: 0.9 })
    expect(every(null, 1)).toBeUndefined()
  })
  test('what is not covered is a warning with its place', () => {
    expect(item('not_covered', { figures: { coverageShare: 0.995 } })).toBeUndefined()
    expect(item('not_covered', { figures: { coverageShare: 0.99 } })).toMatchObject({ severity: 'warning' })
  })
})

describe('privacy.lookout', () => {
  const camera = CAMERAS[0] as NonNullable<Mission['camera']>
  const looking = (points: (point: RoutePoint) => Partial<RoutePoint>, path = SQUARE) =>
    item('sees_neighbours', { mission: { camera }, points, path })
  test('straight down inside the site is its business', () => {
    expect(
      looking(
        () => ({ photoEveryM: 10 }),
        [
          { x: 100, y: 60 },
          { x: 100, y: 140 },
        ],
      ),
    ).toBeUndefined()
  })
  test('outside the site, and looking away from it, are not', () => {
    const outside = [
      { x: -40, y: 0 },
      { x: -40, y: 200 },
    ]
    expect(looking(() => ({ photoEveryM: 10 }), outside)).toMatchObject({ severity: 'warning', limit: 0.2 })
    const away = (headingDeg: number) =>
      looking(
        () => ({ photo: true, headingDeg, gimbalPitchDeg: -30 }),
        [
          { x: 190, y: 90 },
          { x: 190, y: 110 },
        ],
      )
    expect(away(90)).toBeDefined()
    expect(away(270)).toBeUndefined()
  })
})

test('the place of an item is where it is', () => {
  const found = item('out_of_sight', { path: [{ x: 0, y: 600 }] })
  const at = place(0, 600)
  expect(found?.place).toMatchObject({ type: 'Point' })
  const coordinates = found?.place?.type === 'Point' ? found.place.coordinates : []
  const [lon = 0, lat = 0] = coordinates
  expect(Math.abs(lon - at.lon)).toBeLessThan(1e-6)
  expect(Math.abs(lat - at.lat)).toBeLessThan(1e-6)
})
