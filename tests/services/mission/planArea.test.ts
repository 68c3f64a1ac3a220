/** A mission over what a file draws, as `sortie plan` makes it: what it covers, where it keeps to, and what it begins with. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frameAt } from '../../../src/core/geo/frame.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { MissionFile } from '../../../src/core/mission/missionFile.ts'
import type { Pattern } from '../../../src/core/mission/pattern.ts'
import { VEHICLES } from '../../../src/core/mission/vehicles.ts'
import { newSurvey } from '../../../src/core/pattern/newPattern.ts'
import { AREA_PATTERNS, type AreaPattern } from '../../../src/core/pattern/overArea.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { areaPattern, planArea, type PlanRequest } from '../../../src/services/mission/planArea.ts'
import { anAuthorisation, NOW_MS } from '../../builders/mission.ts'
import { box, ORIGIN, place, ring } from '../../builders/site.ts'

const lonLat = ({ lat, lon }: LatLon) => [lon, lat]
const closed = (outline: readonly LatLon[]) => [...outline, outline[0] as LatLon].map(lonLat)
const geoFile = (name: string, ...geometries: object[]) => ({
  name,
  bytes: new TextEncoder().encode(
    JSON.stringify({
      type: 'FeatureCollection',
      features: geometries.map((geometry) => ({ type: 'Feature', properties: {}, geometry })),
    }),
  ),
  beside: {},
})
const polygon = (...rings: readonly LatLon[][]) => ({ type: 'Polygon', coordinates: rings.map(closed) })
const line = (...at: LatLon[]) => ({ type: 'LineString', coordinates: at.map(lonLat) })
const point = (at: LatLon) => ({ type: 'Point', coordinates: lonLat(at) })

const L_SHAPE = ring([
  [0, 0],
  [240, 0],
  [240, 90],
  [100, 90],
  [100, 220],
  [0, 220],
])
const HOLE = box(30, 30, 60, 60)

const asked = (over: Partial<PlanRequest> = {}): PlanRequest => ({
  area: geoFile('yard.geojson', polygon(L_SHAPE)),
  pattern: 'survey',
  spacingM: null,
  cameraId: null,
  overlap: null,
  sidelap: null,
  heightM: null,
  speedMS: null,
  angleDeg: 'auto',
  standoffM: null,
  radiusM: null,
  exclusions: null,
  fence: null,
  rally: null,
  home: null,
  homeAmslM: null,
  vehicleId: null,
  ground: null,
  authorisation: anAuthorisation(),
  datum: 'wgs84',
  isSwapped: false,
  nowMs: NOW_MS,
  ...over,
})
function planned(over: Partial<PlanRequest> = {}): MissionFile {
  const made = planArea(asked(over))
  if (!made.ok) throw new Error(`${made.code} ${JSON.stringify(made.params)}`)
  return made.value.file
}
const first = (file: MissionFile): Pattern => file.mission.patterns[0] as Pattern
const refusal = (over: Partial<PlanRequest>) => {
  const made = planArea(asked(over))
  return made.ok ? null : { code: made.code, params: made.params }
}

/** Whether a place is in a ring, by the angle that the ring winds about it: nothing of the planner's own. */
function winds(at: LatLon, outline: readonly LatLon[]): boolean {
  const frame = frameAt(at)
  const local = outline.map((corner) => frame.toLocal(corner))
  let angle = 0
  for (const [i, p] of local.entries()) {
    const q = local[(i + 1) % local.length]!
    angle += Math.atan2(p.x * q.y - p.y * q.x, p.x * q.x + p.y * q.y)
  }
  return Math.abs(angle) > Math.PI
}

const DRAWN: Readonly<Record<AreaPattern, ReturnType<typeof geoFile>>> = {
  survey: geoFile('a.geojson', polygon(L_SHAPE, HOLE)),
  perimeter: geoFile('a.geojson', polygon(L_SHAPE)),
  corridor: geoFile('a.geojson', line(place(0, 0), place(200, 30), place(260, 160))),
  orbit: geoFile('a.geojson', point(place(50, 50)), polygon(box(200, 200, 230, 240))),
}

describe('planArea', () => {
  it('covers what is asked for, and is in its own fence with every waypoint and every metre between', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...AREA_PATTERNS),
        fc.constantFrom(...VEHICLES.map(({ id }) => id)),
        // Of lanes wider than the notches and holes of the yard some leave half a per cent: 43 and 54 m do here.
        fc.integer({ min: 10, max: 40 }),
        fc.integer({ min: 20, max: 110 }),
        fc.constantFrom(null, 5, 25, 60, 150),
        (pattern, vehicleId, spacingM, heightM, standoffM) => {
          const file = planned({ pattern, area: DRAWN[pattern], vehicleId, spacingM, heightM, standoffM })
          expect(MissionFile.safeParse(file).success).toBe(true)
          const route = plan(file)
          expect(route.items.length).toBeGreaterThan(3)
          expect(route.figures.outsideM).toBe(0)
          const fences = file.mission.fence.flatMap((zone) =>
            zone.shape === 'polygon' && zone.inclusion ? [zone.ring] : [],
          )
          for (const at of [file.mission.home, ...route.points.map((one) => one)])
            expect(fences.some((outline) => winds(at, outline))).toBe(true)
          if (pattern === 'survey') expect(route.figures.coverageShare).toBeGreaterThanOrEqual(0.995)
          expect(file.mission.patterns.every((one) => 'speedMS' in one && one.speedMS === 8)).toBe(true)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('begins with what its help and the window say, where nothing is given', () => {
    const bare = first(planned())
    expect(bare).toMatchObject({
      kind: 'survey',
      heightM: 60,
      speedMS: 8,
      angleDeg: 'auto',
      spacing: { by: 'distance', spacingM: 30 },
      photo: { by: 'none' },
    })
    const filmed = first(planned({ cameraId: planned().mission.camera!.id }))
    expect(filmed).toMatchObject({
      spacing: { by: 'camera', overlap: 0.8, sidelap: 0.7 },
      photo: { by: 'distance', everyM: 10 },
    })
    // With a camera it is the window's survey, whole.
    expect(filmed).toEqual(newSurvey('survey-1', filmed.kind === 'survey' ? filmed.area : []))
    expect(first(planned({ pattern: 'perimeter' }))).toMatchObject({
      side: 'outside',
      standoffM: 15,
      heightsM: [60],
      laps: 1,
      camera: 'inward',
    })
    expect(first(planned({ pattern: 'corridor', area: DRAWN.corridor }))).toMatchObject({
      widthM: 30,
      heightM: 60,
    })
    expect(first(planned({ pattern: 'orbit', area: DRAWN.orbit }))).toMatchObject({
      radiusM: 15,
      heightsM: [60],
      camera: 'center',
    })
    expect(planned().mission).toMatchObject({ transitHeightM: 60, contingency: { returnHeightM: 60 } })
  })

  it('takes every option as it is given', () => {
    const cameraId = planned().mission.camera!.id
    const file = planned({
      cameraId,
      overlap: 0.9,
      sidelap: 0.6,
      heightM: 25,
      speedMS: 4,
      angleDeg: 30,
      home: place(-20, -20),
      homeAmslM: 1312.5,
      ground: { lowestM: 1290, highestM: 1310 },
      rally: geoFile('r.geojson', point(place(10, -10))),
      vehicleId: 'px4-quad',
    })
    expect(first(file)).toMatchObject({
      heightM: 25,
      speedMS: 4,
      angleDeg: 30,
      spacing: { by: 'camera', overlap: 0.9, sidelap: 0.6 },
    })
    const { mission, sites } = file
    expect(mission).toMatchObject({
      transitHeightM: 25,
      takeoffHeightM: 25,
      contingency: { returnHeightM: 25 },
    })
    expect(mission.home.amslM).toBe(1312.5)
    expect(mission.home.lat).toBeCloseTo(place(-20, -20).lat, 7)
    // PX4 adds its return height to that of a rally point.
    expect(mission.rallyPoints).toMatchObject([{ id: 'rally-1', heightM: 0 }])
    expect(sites).toMatchObject([{ ground: { lowestM: 1290, highestM: 1310 } }])
    expect(mission.siteIds).toEqual([sites[0]?.id])
    expect(new Set([mission.id, sites[0]?.id, sites[0]?.enterpriseId]).size).toBe(3)
    expect(planned({ ground: { lowestM: 1290, highestM: 1310 } }).mission.home.amslM).toBe(1310)
    expect(planned({ spacingM: 9, cameraId }).mission.patterns).toMatchObject([
      { spacing: { by: 'distance', spacingM: 9 }, photo: { by: 'distance' } },
    ])
  })

  it('keeps to the fence that is given, with its holes, and out of what is excluded', () => {
    const fence = geoFile('f.geojson', polygon(box(-80, -80, 300, 300), box(270, 270, 290, 290)))
    const exclusions = geoFile('x.geojson', polygon(box(150, 20, 190, 60)))
    const file = planned({ fence, exclusions, spacingM: 20 })
    expect(file.mission.fence.map(({ id, inclusion }) => [id, inclusion])).toEqual([
      ['fence-1', true],
      ['fence-hole-1', false],
      ['exclusion-1', false],
    ])
    const route = plan(file)
    expect(route.figures.outsideM).toBe(0)
    for (const at of route.points) expect(winds(at, box(150, 20, 190, 60))).toBe(false)
    const own = planned({ exclusions })
    expect(own.mission.fence.filter(({ inclusion }) => !inclusion)).toHaveLength(1)
  })

  it('goes once round an area as along a line, and fences in what it flies beyond it', () => {
    const round = first(planned({ pattern: 'corridor', area: DRAWN.perimeter }))
    expect(round.kind === 'corridor' && [round.path.length, round.path.at(-1)]).toEqual([
      L_SHAPE.length + 1,
      round.kind === 'corridor' && round.path[0],
    ])
    const far = planned({ pattern: 'perimeter', standoffM: 150 })
    expect(plan(far).figures.outsideM).toBe(0)
  })

  it('orbits the whole of an area unless a radius is given, and keeps clear of it', () => {
    const area = geoFile('tank.geojson', polygon(box(0, 0, 30, 40)))
    expect(first(planned({ pattern: 'orbit', area }))).toMatchObject({
      radiusM: expect.closeTo(25 + 15, 1),
      clearRadiusM: expect.closeTo(25, 1),
    })
    expect(first(planned({ pattern: 'orbit', area, radiusM: 77 }))).toMatchObject({ radiusM: 77 })
  })

  it.each([
    ['a vehicle that is not known', { vehicleId: 'kite' }, 'unknown_vehicle', 'id', 'kite'],
    ['a camera that is not known', { cameraId: 'box' }, 'unknown_camera', 'id', 'box'],
    [
      'no area to cover',
      { area: geoFile('p.geojson', point(ORIGIN)) },
      'unreadable_file',
      'problem',
      'no_polygon',
    ],
    [
      'nothing to go along',
      { pattern: 'corridor', area: geoFile('p.geojson', point(ORIGIN)) },
      'unreadable_file',
      'problem',
      'no_features',
    ],
    [
      'a rally file without points',
      { rally: geoFile('r.geojson', polygon(HOLE)) },
      'unreadable_file',
      'problem',
      'no_points',
    ],
    [
      'a file that is empty',
      { area: { name: 'e.kml', bytes: new Uint8Array(), beside: {} } },
      'unreadable_file',
      'problem',
      'empty_file',
    ],
    [
      'latitudes where longitudes belong',
      {
        area: geoFile('s.geojson', {
          type: 'Polygon',
          coordinates: [closed(L_SHAPE).map(([lon, lat]) => [lat, lon])],
        }),
      },
      'swapped_file',
      'file',
      's.geojson',
    ],
  ] as const)('refuses %s, and says which', (_what, over, code, param, value) => {
    const said = refusal(over)
    expect(said?.code).toBe(code)
    expect(said?.params).toMatchObject({ [param]: value })
  })

  it('knows the patterns by name, and names them to who asks for another', () => {
    for (const name of AREA_PATTERNS) expect(areaPattern(name)).toEqual({ ok: true, value: name })
    const other = areaPattern('spiral')
    expect(!other.ok && other.params['wanted']).toBe('survey | perimeter | corridor | orbit')
  })
})
