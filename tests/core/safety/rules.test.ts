import { describe, expect, it } from 'vitest'
import type { Vec } from '../../../src/core/geo/frame.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { plan } from '../../../src/core/route/plan.ts'
import type { Route } from '../../../src/core/route/route.ts'
import { applyFix } from '../../../src/core/safety/applyFix.ts'
import { CHECK_CODES, FIX_CODES } from '../../../src/core/safety/codes.ts'
import { judge } from '../../../src/core/safety/judge.ts'
import { RULES } from '../../../src/core/safety/registry.ts'
import { type CheckItem, RULE_IDS, type RuleId, Verdict } from '../../../src/core/safety/verdict.ts'
import type { Asset, Site } from '../../../src/core/site/site.ts'
import {
  aCircleZone,
  aMission,
  anAuthorisation,
  aPolygonZone,
  aVehicle,
  NOW_MS,
} from '../../builders/mission.ts'
import { aRoute } from '../../builders/route.ts'
import { anAsset, aSite, box, ORIGIN, place } from '../../builders/site.ts'

const SQUARE: Vec[] = [
  { x: 50, y: 50 },
  { x: 150, y: 50 },
  { x: 150, y: 150 },
  { x: 50, y: 150 },
]
const EXPLOSIVE = { radiusM: 30, topM: 50, source: 'GB 50058' }

type Case = {
  mission?: Partial<Mission>
  sites?: Site[]
  path?: Vec[]
  heightM?: number
  route?: Partial<Route>
}

function verdictOf(of: Case = {}): Verdict {
  const mission = aMission(of.mission)
  const route = aRoute(mission, of.path ?? SQUARE, of.heightM ?? 60, of.route)
  const verdict = judge({ mission, sites: of.sites ?? [aSite()], route, nowMs: NOW_MS })
  // Whatever a rule says is a valid verdict, with codes that have words.
  expect(Verdict.parse(verdict)).toEqual(verdict)
  for (const item of verdict.items) {
    expect(CHECK_CODES).toContain(item.code)
    for (const fix of item.fixes) expect(FIX_CODES).toContain(fix.code)
  }
  return verdict
}

const codesOf = (verdict: Verdict, rule: RuleId, severity: CheckItem['severity'] = 'error') =>
  verdict.items.filter((item) => item.rule === rule && item.severity === severity).map(({ code }) => code)

const itemOf = (verdict: Verdict, code: string): CheckItem => {
  const item = verdict.items.find((one) => one.code === code)
  if (!item) throw new Error(`no ${code} in ${JSON.stringify(verdict.items.map((one) => one.code))}`)
  return item
}

describe('judge', () => {
  it('passes a mission that is safe, with the margin and its terms', () => {
    const verdict = verdictOf()
    expect(verdict).toMatchObject({ ok: true, errors: 0, unknown: 0, warnings: 0, items: [] })
    expect(verdict.marginM).toBeCloseTo(30)
    expect(verdict.marginTerms.map(({ code }) => code)).toEqual([
      'positionError',
      'mapError',
      'reaction',
      'braking',
      'gustDrift',
    ])
  })

  it('has one rule for each id, in order', () => {
    expect(RULES.map(({ id }) => id)).toEqual(RULE_IDS)
    expect(RULES.filter(({ release }) => release === 'emergency').map(({ id }) => id)).toEqual([
      'authorisation',
      'authorisation.filing',
      'authorisation.report',
      'authorisation.special',
      'zone.explosive',
    ])
  })

  it('lists errors first, then what is unknown, and says the same twice', () => {
    const of: Case = { mission: { authorisation: null }, sites: [aSite({ ground: null })] }
    const verdict = verdictOf(of)
    expect(verdict.items.map(({ severity }) => severity)).toEqual(['error', 'unknown'])
    expect(verdict).toMatchObject({ ok: false, errors: 1, unknown: 1 })
    expect(verdictOf(of)).toEqual(verdict)
  })

  it('judges what the planner makes', () => {
    const mission = aMission()
    const verdict = judge({ mission, sites: [aSite()], route: plan({ mission, sites: [] }), nowMs: NOW_MS })
    expect(verdict.items).toEqual([])
  })
})

describe('fence.leg', () => {
  const fence = (w: number, s: number, e: number, n: number) => [aPolygonZone(box(w, s, e, n))]

  it('fails without an inclusion zone', () => {
    expect(codesOf(verdictOf({ mission: { fence: [] } }), 'fence.leg')).toEqual(['no_fence'])
    const only = [aCircleZone(place(1000, 0), 10)]
    expect(codesOf(verdictOf({ mission: { fence: only } }), 'fence.leg')).toEqual(['no_fence'])
  })

  it('holds the route to the margin, not to the line: 30 m pass, 29.9 m do not', () => {
    expect(codesOf(verdictOf({ mission: { fence: fence(-60, -60, 180, 260) } }), 'fence.leg')).toEqual([])
    const verdict = verdictOf({ mission: { fence: fence(-60, -60, 179.9, 260) } })
    expect(codesOf(verdict, 'fence.leg')).toEqual(['outside'])
    const item = itemOf(verdict, 'outside')
    expect(item.limit).toBe(30)
    expect(item.value).toBeCloseTo(29.9, 1)
    expect(item.place?.type).toBe('LineString')
  })

  it('draws the stretch that is outside and tells how far', () => {
    const item = itemOf(
      verdictOf({
        path: [
          { x: 100, y: 100 },
          { x: 300, y: 100 },
          { x: 100, y: 100 },
        ],
      }),
      'outside',
    )
    expect(item.value).toBeCloseTo(-40, 1)
    expect(item.params.lengthM).toBeCloseTo(140, 0)
    expect(item.params.stretches).toBe(1)
    if (item.place?.type !== 'LineString') throw new Error('not one line')
    expect(item.place.coordinates[0]?.[0]).toBeCloseTo(place(230, 100).lon, 6)
  })

  it('tells one item for a zone that many lanes break', () => {
    const lanes = Array.from({ length: 40 }, (_, i) => ({
      x: i % 4 < 2 ? 20 : 250,
      y: 5 * Math.floor(i / 2),
    }))
    const legs = codesOf(verdictOf({ path: lanes }), 'fence.leg')
    expect(legs).toEqual(['outside'])
  })

  it('sees a notch that a leg crosses between two waypoints that are inside', () => {
    const notched = aPolygonZone(
      [
        [-60, -60],
        [260, -60],
        [260, 260],
        [101, 260],
        [101, 60],
        [99, 60],
        [99, 260],
        [-60, 260],
      ].map(([x, y]) => place(x as number, y as number)),
    )
    const item = itemOf(verdictOf({ mission: { fence: [notched] } }), 'outside')
    expect(item.value).toBeLessThan(0)
  })

  it('sees exclusions: a polygon inside which a leg passes, a circle beside it', () => {
    const polygon = aPolygonZone(box(90, 45, 110, 55), { inclusion: false })
    const inside = verdictOf({ mission: { fence: [...aMission().fence, polygon] } })
    expect(codesOf(inside, 'fence.leg')).toEqual(['in_exclusion'])
    expect(itemOf(inside, 'in_exclusion').value).toBeLessThan(0)
    // The leg is at 50 m north: 30 m of margin from a circle of 10 m about a place at 10 m north.
    const circle = (y: number) => [...aMission().fence, aCircleZone(place(100, y), 10)]
    expect(codesOf(verdictOf({ mission: { fence: circle(10.1) } }), 'fence.leg')).toEqual(['in_exclusion'])
    expect(codesOf(verdictOf({ mission: { fence: circle(9.9) } }), 'fence.leg')).toEqual([])
  })

  it('holds a circle inclusion too', () => {
    const zone = (radiusM: number) => [aCircleZone(place(100, 100), radiusM, { inclusion: true })]
    // Home is the farthest place, 141.4 m from the centre.
    expect(codesOf(verdictOf({ mission: { fence: zone(171.5) } }), 'fence.leg')).toEqual([])
    expect(codesOf(verdictOf({ mission: { fence: zone(171.3) } }), 'fence.leg')).toEqual(['outside'])
  })

  it('holds every inclusion, not one of them', () => {
    const two = [...aMission().fence, aPolygonZone(box(-60, -60, 100, 260), { id: 'second' })]
    expect(itemOf(verdictOf({ mission: { fence: two } }), 'outside').params.zone).toBe(2)
  })

  it('holds the climb-out at home', () => {
    const verdict = verdictOf({
      mission: { fence: fence(-10, -60, 260, 260) },
      path: [{ x: 100, y: 0 }, ...SQUARE],
    })
    const item = itemOf(verdict, 'outside')
    expect(item.value).toBeCloseTo(10, 1)
    const move = item.fixes.find(({ code }) => code === 'moveHome')
    if (!move) throw new Error('no way offered')
    const moved = applyFix(aMission({ fence: fence(-10, -60, 260, 260) }), move)
    if (!moved) throw new Error('not applied')
    const again = judge({
      mission: moved,
      sites: [aSite()],
      route: plan({ mission: moved, sites: [] }),
      nowMs: NOW_MS,
    })
    expect(codesOf(again, 'fence.leg')).toEqual([])
  })

  it('holds floors and ceilings less the position error', () => {
    const zone = (floorM: number | null, ceilingM: number | null) => [
      aPolygonZone(box(-60, -60, 260, 260), { floorM, ceilingM }),
    ]
    expect(codesOf(verdictOf({ mission: { fence: zone(20, 62) } }), 'fence.leg')).toEqual([])
    expect(codesOf(verdictOf({ mission: { fence: zone(null, 61.9) } }), 'fence.leg')).toEqual([
      'above_ceiling',
    ])
    expect(codesOf(verdictOf({ mission: { fence: zone(58.1, null) } }), 'fence.leg')).toEqual(['below_floor'])
  })

  it('lets a flight pass over and under an exclusion that is a column', () => {
    const column = (floorM: number | null, ceilingM: number | null) => [
      ...aMission().fence,
      aPolygonZone(box(90, 45, 110, 55), { inclusion: false, floorM, ceilingM }),
    ]
    expect(codesOf(verdictOf({ mission: { fence: column(null, 58) } }), 'fence.leg')).toEqual([])
    expect(codesOf(verdictOf({ mission: { fence: column(null, 58.1) } }), 'fence.leg')).toEqual([
      'in_exclusion',
    ])
    expect(codesOf(verdictOf({ mission: { fence: column(62, null) } }), 'fence.leg')).toEqual([])
    expect(codesOf(verdictOf({ mission: { fence: column(61, null) } }), 'fence.leg')).toEqual([
      'in_exclusion',
    ])
  })

  it('refuses an outline that crosses itself', () => {
    const eight = aPolygonZone([place(-300, -300), place(300, 300), place(300, -300), place(-300, 300)])
    expect(codesOf(verdictOf({ mission: { fence: [eight] } }), 'fence.leg')).toContain('fence_self_crossing')
    // A corner given twice is none.
    const twice = aPolygonZone(box(-60, -60, 260, 260).flatMap((corner) => [corner, corner]))
    expect(codesOf(verdictOf({ mission: { fence: [twice] } }), 'fence.leg')).toEqual([])
  })

  it('follows jumps and circles of an item list, and says that a spline is unknown', () => {
    const far = { x: 150, y: 150 }
    const mission = aMission()
    const route = aRoute(mission, [{ x: 50, y: 50 }, { x: 150, y: 50 }, far, { x: 50, y: 150 }])
    const items = route.items
    const jump = {
      ...items[0],
      seq: 6,
      command: 177,
      frame: 2,
      params: [2, 1, 0, 0],
      lat: 0,
      lon: 0,
      altM: 0,
    } as const
    const hole = aPolygonZone(box(45, 95, 48, 105), { inclusion: false })
    const crossed = { fence: [...mission.fence, hole] }
    const judged = (route: Route) =>
      judge({ mission: { ...mission, ...crossed }, sites: [aSite()], route, nowMs: NOW_MS })
    expect(
      codesOf(judged({ ...route, items: items.slice(0, 4), points: route.points.slice(0, 4) }), 'fence.leg'),
    ).toEqual([])
    const jumped = judged({ ...route, items: [...items, jump] as Route['items'] })
    expect(codesOf(jumped, 'fence.leg')).toEqual(['in_exclusion'])
    const turns = { ...items[3], command: 18, params: [3, 0, 90, 0] } as Route['items'][number]
    const circled = judge({
      mission,
      sites: [aSite()],
      route: { ...route, items: [...items, turns] },
      nowMs: NOW_MS,
    })
    expect(codesOf(circled, 'fence.leg')).toEqual(['outside'])
    const spline = { ...items[2], command: 82 } as Route['items'][number]
    const curved = judge({
      mission,
      sites: [aSite()],
      route: { ...route, items: [...items, spline] },
      nowMs: NOW_MS,
    })
    expect(codesOf(curved, 'fence.leg', 'unknown')).toEqual(['curved_leg'])
  })

  it('offers to draw a survey in', () => {
    const mission = aMission({
      patterns: [
        {
          kind: 'perimeter',
          cornerRadiusM: 0,
          startNear: null,
          id: 'round',
          boundary: box(0, 0, 200, 200),
          standoffM: 50,
          side: 'outside',
          heightsM: [60],
          laps: 1,
          direction: 'clockwise',
          camera: 'inward',
          speedMS: 8,
          photo: { by: 'none' },
        },
      ],
    })
    const path = [
      { x: -50, y: -50 },
      { x: 250, y: -50 },
      { x: 250, y: 250 },
      { x: -50, y: 250 },
    ]
    const route = aRoute(mission, path)
    const points = route.points.map((point, i) => (i === 0 ? point : { ...point, patternId: 'round' }))
    const verdict = judge({ mission, sites: [aSite()], route: { ...route, points }, nowMs: NOW_MS })
    const fix = itemOf(verdict, 'outside').fixes.find(({ code }) => code === 'shrink')
    expect(fix?.params).toEqual({ patternId: 'round', byM: 20 })
    const mended = fix && applyFix(mission, fix)
    expect(mended?.patterns[0]).toMatchObject({ standoffM: 30 })
  })
})

describe('height.ceiling', () => {
  it('passes at 120 m over level declared ground and fails above', () => {
    expect(codesOf(verdictOf({ heightM: 120 }), 'height.ceiling')).toEqual([])
    const item = itemOf(verdictOf({ heightM: 120.5 }), 'too_high')
    expect(item).toMatchObject({ value: 120.5, limit: 120, unit: 'm' })
    expect(item.fixes).toEqual([{ code: 'lowerPatterns', params: { heightM: 120 } }])
  })

  it('takes the authorised height where that is lower', () => {
    const authorisation = anAuthorisation({ maxTrueHeightM: 50 })
    expect(itemOf(verdictOf({ mission: { authorisation } }), 'too_high')).toMatchObject({
      limit: 50,
      source: 'A-1',
    })
  })

  it('takes the worst case over the lowest declared ground', () => {
    const sites = [aSite({ ground: { lowestM: 1235, highestM: 1310, source: 'survey' } })]
    const item = itemOf(verdictOf({ sites, heightM: 60 }), 'too_high')
    expect(item.value).toBe(125)
    expect(item.fixes).toEqual([{ code: 'lowerPatterns', params: { heightM: 55 } }])
    expect(
      codesOf(
        verdictOf({
          sites,
          heightM: 55,
          mission: { contingency: { ...aMission().contingency, returnHeightM: 55 } },
        }),
        'height.ceiling',
      ),
    ).toEqual([])
  })

  it('never counts home itself as lower than it is', () => {
    const sites = [aSite({ ground: { lowestM: 1350, highestM: 1350, source: 'survey' } })]
    expect(itemOf(verdictOf({ sites, heightM: 125 }), 'too_high').value).toBe(125)
  })

  it.each([
    ['the sites declare no ground', { sites: [aSite({ ground: null })] }],
    ['home is not known', { mission: { home: { ...ORIGIN, amslM: null } } }],
    ['a site of the mission is not at hand', { sites: [] }],
  ] satisfies [string, Case][])('is unknown when %s, but not above 120 m over level ground', (_, of) => {
    const verdict = verdictOf(of)
    expect(codesOf(verdict, 'height.ceiling', 'unknown')).toEqual(['terrain_unknown'])
    expect(verdict.ok).toBe(true)
    expect(codesOf(verdictOf({ ...of, heightM: 121 }), 'height.ceiling')).toEqual(['too_high'])
  })

  it('is unknown for heights that the items give over the ground', () => {
    const mission = aMission()
    const route = aRoute(mission, SQUARE)
    const items = route.items.map((item) => ({ ...item, frame: 10 }))
    expect(codesOf(verdictOf({ route: { items } }), 'height.ceiling', 'unknown')).toEqual([
      'height_unreadable',
    ])
  })
})

describe('energy.endurance', () => {
  it('compares the time in the air with the battery less its reserve', () => {
    const figures = aRoute(aMission(), SQUARE).figures
    // At sea level, where nothing is taken off for thin air.
    const mission = { home: { ...ORIGIN, amslM: 0 } }
    const flown = (airborneS: number) => verdictOf({ mission, route: { figures: { ...figures, airborneS } } })
    expect(codesOf(flown(1350), 'energy.endurance')).toEqual([])
    expect(itemOf(flown(1351), 'endurance')).toMatchObject({ value: 1351, limit: 1350, unit: 's' })
  })
})

describe('authorisation', () => {
  const of = (over: Parameters<typeof anAuthorisation>[0], mission: Partial<Mission> = {}) =>
    verdictOf({ mission: { authorisation: anAuthorisation(over), ...mission } })

  it('fails when there is none', () => {
    expect(codesOf(verdictOf({ mission: { authorisation: null } }), 'authorisation')).toEqual([
      'no_authorisation',
    ])
  })

  it('holds the route to its area, the line included', () => {
    expect(codesOf(of({ area: box(0, 0, 150, 150) }), 'authorisation')).toEqual([])
    const item = itemOf(of({ area: box(-1, -1, 140, 160) }), 'outside_area')
    expect(item.value).toBeCloseTo(-10, 1)
  })

  it('holds the flight to its window, with its length', () => {
    expect(codesOf(of({ toMs: NOW_MS + 120_000 }), 'authorisation')).toEqual([])
    expect(itemOf(of({ toMs: NOW_MS + 110_000 }), 'outside_window').value).toBe(10)
    expect(itemOf(of({ fromMs: NOW_MS + 60_000 }), 'outside_window').value).toBe(60)
  })

  it('without a planned time fails only once it has run out', () => {
    expect(codesOf(of({ fromMs: NOW_MS + 1000 }, { plannedAtMs: null }), 'authorisation')).toEqual([])
    expect(itemOf(of({ toMs: NOW_MS - 60_000 }, { plannedAtMs: null }), 'expired').value).toBe(60)
  })

  it('holds the route to its height', () => {
    expect(codesOf(of({ maxTrueHeightM: 60 }), 'authorisation')).toEqual([])
    expect(itemOf(of({ maxTrueHeightM: 59 }), 'above_authorised')).toMatchObject({ value: 60, limit: 59 })
  })
})

describe("DJI's unlocking of a place", () => {
  const dji = { vehicle: aVehicle({ firmware: 'dji' }) }
  const of = (
    djiUnlock: ReturnType<typeof anAuthorisation>['djiUnlock'],
    mission: Partial<Mission> = dji,
  ) => {
    const { djiUnlock: _, ...rest } = anAuthorisation()
    return verdictOf({ mission: { authorisation: djiUnlock ? { ...rest, djiUnlock } : rest, ...mission } })
  }
  const certificate = (fromMs: number, toMs: number) =>
    of({ kind: 'certificate', aircraftSerial: '1581F', fromMs, toMs })

  it('is asked of a DJI aircraft alone', () => {
    expect(codesOf(of(undefined), 'authorisation', 'unknown')).toEqual(['unlock_unstated'])
    expect(codesOf(of(undefined, {}), 'authorisation', 'unknown')).toEqual([])
    expect(codesOf(of({ kind: 'notNeeded' }), 'authorisation', 'unknown')).toEqual([])
  })

  it('holds the whole flight to the certificate', () => {
    expect(codesOf(certificate(NOW_MS, NOW_MS + 120_000), 'authorisation')).toEqual([])
    expect(itemOf(certificate(NOW_MS, NOW_MS + 100_000), 'unlock_window').value).toBe(20)
    expect(itemOf(certificate(NOW_MS + 7000, NOW_MS + 900_000), 'unlock_window').value).toBe(7)
  })
})

describe('a no-overflight volume', () => {
  const sites = (noOverflight: Asset['noOverflight']) => [
    aSite({ assets: [anAsset({ heightM: 0, noOverflight })] }),
  ]
  const volume = { radiusM: 20, plumeM: 0, topM: null, source: 'plant' }

  it('is kept out of at any height, its plume included', () => {
    // The legs are 40 m from the tank farm, the position error is 2 m.
    expect(codesOf(verdictOf({ sites: sites(volume) }), 'zone.explosive')).toEqual([])
    expect(
      codesOf(verdictOf({ sites: sites({ ...volume, plumeM: 18.5 }), heightM: 110 }), 'zone.explosive'),
    ).toEqual(['low_in_no_overflight'])
  })

  it('is passed over above its top', () => {
    const wide = { ...volume, radiusM: 39 }
    expect(codesOf(verdictOf({ sites: sites({ ...wide, topM: 60 }) }), 'zone.explosive')).toEqual([])
    expect(itemOf(verdictOf({ sites: sites({ ...wide, topM: 61 }) }), 'low_in_no_overflight')).toMatchObject({
      value: 60,
      limit: 61,
      source: 'plant',
    })
  })

  it('keeps home and the ways back out', () => {
    const over = verdictOf({ sites: sites({ ...volume, radiusM: 130 }) })
    expect(codesOf(over, 'zone.explosive')).toContain('ground_point_in_no_overflight')
    expect(codesOf(verdictOf({ sites: sites(volume) }), 'fence.return')).toContain('return_in_no_overflight')
  })
})

describe('zone.explosive', () => {
  const sites = (over: Parameters<typeof anAsset>[0] = {}, ground?: Site['ground']) => [
    aSite({
      assets: [anAsset({ heightM: 0, explosionZone: EXPLOSIVE, ...over })],
      ...(ground === undefined ? {} : { ground }),
    }),
  ]

  it('passes above its top and beside it', () => {
    expect(codesOf(verdictOf({ sites: sites() }), 'zone.explosive')).toEqual([])
    const beside = sites({ footing: { kind: 'point', at: place(100, 15), radiusM: 2 } })
    expect(
      codesOf(verdictOf({ sites: beside, heightM: 40, path: SQUARE.slice(2) }), 'zone.explosive'),
    ).toEqual([])
  })

  it('fails below its top, its radius out from the footing', () => {
    // The legs are 40 m from the farm: outside its 30 m and the position error of 2 m.
    expect(codesOf(verdictOf({ sites: sites(), heightM: 40 }), 'zone.explosive')).toEqual([])
    const wider = sites({ explosionZone: { ...EXPLOSIVE, radiusM: 39 } })
    const item = itemOf(verdictOf({ sites: wider, heightM: 40 }), 'low_in_zone')
    expect(item).toMatchObject({ value: 40, limit: 50, source: 'GB 50058' })
  })

  it('raises its top with the highest ground', () => {
    const high = sites(
      { explosionZone: { ...EXPLOSIVE, radiusM: 39 } },
      { lowestM: 1300, highestM: 1311, source: 'survey' },
    )
    expect(itemOf(verdictOf({ sites: high }), 'low_in_zone').limit).toBe(61)
  })

  it('is unknown above it when the ground is', () => {
    const unknown = sites({ explosionZone: { ...EXPLOSIVE, radiusM: 39 } }, null)
    expect(codesOf(verdictOf({ sites: unknown }), 'zone.explosive', 'unknown')).toEqual(['terrain_unknown'])
  })

  it('keeps home, landing and rally points out', () => {
    const near = sites({ footing: { kind: 'line', path: [place(-31, -50), place(-31, 50)] } })
    const home = itemOf(verdictOf({ sites: near }), 'ground_point_in_zone')
    expect(home.params.what).toBe('home')
    expect(home.fixes[0]?.code).toBe('moveHome')
    const rallyPoints = [{ id: 'r', ...place(100, 100), heightM: 60 }]
    expect(
      itemOf(verdictOf({ sites: sites(), mission: { rallyPoints } }), 'ground_point_in_zone').params.what,
    ).toBe('rally')
    const contingency = { ...aMission().contingency, atEnd: 'land' as const }
    const landing = verdictOf({
      sites: sites(),
      mission: { contingency },
      path: [...SQUARE, { x: 115, y: 100 }],
    })
    expect(itemOf(landing, 'ground_point_in_zone').params.what).toBe('landing')
  })
})

describe('vehicle.limits', () => {
  it('refuses an empty route', () => {
    const verdict = verdictOf({ route: { points: [], items: [] } })
    expect(codesOf(verdict, 'vehicle.limits')).toEqual(['empty_route'])
    expect(verdict.ok).toBe(false)
  })

  it('counts items and compares speeds', () => {
    const vehicle = aVehicle({ maxItems: 4, maxSpeedMS: 7 })
    const verdict = verdictOf({ mission: { vehicle } })
    expect(codesOf(verdict, 'vehicle.limits')).toEqual(['too_many_items', 'too_fast'])
    expect(itemOf(verdict, 'too_fast').fixes).toEqual([{ code: 'slowDown', params: { speedMS: 7 } }])
  })

  it.each([Number.NaN, 91.5, Number.POSITIVE_INFINITY])('refuses latitude %s, which PX4 takes', (lat) => {
    const items = aRoute(aMission(), SQUARE).items.map((item, i) => (i === 2 ? { ...item, lat } : item))
    const mission = aMission()
    const verdict = judge({
      mission,
      sites: [aSite()],
      route: aRoute(mission, SQUARE, 60, { items }),
      nowMs: NOW_MS,
    })
    expect(codesOf(verdict, 'vehicle.limits')).toEqual(['bad_position'])
    expect(itemOf(verdict, 'bad_position').params.item).toBe(3)
  })

  it('refuses waypoints below home and a new home on the way', () => {
    expect(codesOf(verdictOf({ heightM: -1 }), 'vehicle.limits')).toEqual(['below_home'])
    const items = aRoute(aMission(), SQUARE).items.map((item, i) =>
      i === 2 ? { ...item, command: 179 } : item,
    )
    expect(codesOf(verdictOf({ route: { items } }), 'vehicle.limits')).toEqual(['home_changed'])
  })
})
