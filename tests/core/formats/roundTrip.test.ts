import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { importMission } from '../../../src/core/formats/importMission.ts'
import { missionFrom } from '../../../src/core/formats/importedMission.ts'
import { writeGeoJson } from '../../../src/core/formats/geojson.ts'
import { writeQgcPlan } from '../../../src/core/formats/qgcPlan.ts'
import { writeWpl } from '../../../src/core/formats/wpl.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { plan } from '../../../src/core/route/plan.ts'
import type { Item } from '../../../src/core/route/route.ts'
import {
  EXPORTED_AT_MS,
  aCircleZone,
  aMission,
  aPolygonZone,
  aVehicle,
  waypoints,
} from '../../builders/mission.ts'
import { box, ORIGIN, place } from '../../builders/site.ts'

const step = fc.record({
  x: fc.integer({ min: -900, max: 900 }),
  y: fc.integer({ min: -900, max: 900 }),
  heightM: fc.integer({ min: 20, max: 119 }),
  holdS: fc.constantFrom(0, 0, 3, 12),
  headingDeg: fc.option(fc.integer({ min: 0, max: 359 }), { nil: null }),
  photo: fc.boolean(),
})
/** Missions anywhere but the very poles, of either firmware, with a fence of both shapes and rally points. */
const missions = fc
  .record({
    lat: fc.integer({ min: -85, max: 85 }),
    lon: fc.integer({ min: -180, max: 180 }),
    firmware: fc.constantFrom('ardupilot' as const, 'px4' as const),
    steps: fc.array(step, { minLength: 1, maxLength: 30 }),
    rally: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ lat, lon, firmware, steps, rally }): Mission => {
    const origin = { lat, lon }
    return aMission({
      home: { ...origin, amslM: 1300 },
      vehicle: aVehicle({ firmware }),
      patterns: [
        waypoints([], 60, {
          steps: steps.map(({ x, y, ...rest }, i) => ({
            kind: 'waypoint',
            id: `w${i}`,
            at: place(x, y, origin),
            speedMS: null,
            ...rest,
          })),
        }),
      ],
      fence: [
        aPolygonZone(box(-1000, -1000, 1000, 1000, origin)),
        aCircleZone(place(100, 100, origin), 25, { id: 'hole' }),
      ],
      rallyPoints: Array.from({ length: rally }, (_, i) => ({
        id: `r${i}`,
        ...place(10 * i, 5, origin),
        heightM: 40,
      })),
    })
  })

const near = (a: Item, b: Item): void => {
  expect(b.command).toBe(a.command)
  expect(b.frame).toBe(a.frame)
  expect(Math.abs(b.lat - a.lat)).toBeLessThanOrEqual(1e-7)
  expect(Math.abs(b.lon - a.lon)).toBeLessThanOrEqual(1e-7)
  expect(Math.abs(b.altM - a.altM)).toBeLessThanOrEqual(1e-3)
}

const written = (mission: Mission, to: typeof writeQgcPlan) => {
  const route = plan({ mission, sites: [] })
  const { content } = to({
    mission,
    sites: [],
    route,
    releases: [],
    exportedAtMs: EXPORTED_AT_MS,
    revision: 'a'.repeat(64),
  })
  const text = String(content)
  return { route, text, bytes: new TextEncoder().encode(text) }
}

describe('there and back', () => {
  test.each([
    ['mission.plan', writeQgcPlan],
    ['mission.waypoints', writeWpl],
    ['mission.geojson', writeGeoJson],
  ] as const)('%s gives the same items, and a mission of them the same again', (name, to) => {
    fc.assert(
      fc.property(missions, (mission) => {
        const { route, bytes } = written(mission, to)
        const { value, notes } = importMission(bytes, name)
        expect(notes.filter(({ severity }) => severity === 'error')).toEqual([])
        if (!value) throw new Error('nothing read')
        expect(value.items).toHaveLength(route.items.length)
        route.items.forEach((item, i) => near(item, value.items[i] as Item))
        const again = plan({
          mission: missionFrom(value, { ...mission, fence: [], rallyPoints: [] }),
          sites: [],
        })
        expect(again.items).toHaveLength(route.items.length)
        route.items.forEach((item, i) => near(item, again.items[i] as Item))
      }),
      { numRuns: 60 },
    )
  })

  test('a plan carries the fence and the rally points', () => {
    fc.assert(
      fc.property(missions, (mission) => {
        const { value } = importMission(written(mission, writeQgcPlan).bytes, 'mission.plan')
        expect(value?.rallyPoints).toHaveLength(mission.rallyPoints.length)
        const [ring, circle] = value?.fence ?? []
        expect(ring).toMatchObject({ shape: 'polygon', inclusion: true })
        expect(circle).toMatchObject({ shape: 'circle', inclusion: false, radiusM: 25 })
      }),
      { numRuns: 30 },
    )
  })
})

/** What QGroundControl's loader demands (planners.md 2.1), written here anew. */
function strictPlan(text: string): void {
  type Members = Record<string, unknown>
  const plan = JSON.parse(text) as Members
  expect(plan).toMatchObject({ fileType: 'Plan', version: 1, groundStation: expect.any(String) as string })
  const mission = plan['mission'] as Members
  expect(mission).toMatchObject({ version: 2, firmwareType: expect.any(Number) as number })
  expect(mission['plannedHomePosition']).toHaveLength(3)
  const jumps = new Set<number>()
  for (const item of mission['items'] as Members[]) {
    expect(item).toMatchObject({
      type: 'SimpleItem',
      autoContinue: expect.any(Boolean) as boolean,
      command: expect.any(Number) as number,
      frame: expect.any(Number) as number,
    })
    const params = item['params'] as unknown[]
    expect(params).toHaveLength(7)
    params.forEach((value, i) => expect(typeof value === 'number' || (value === null && i < 4)).toBe(true))
    const own = ['AltitudeMode', 'Altitude', 'AMSLAltAboveTerrain'].filter((key) => key in item)
    expect([0, 3]).toContain(own.length)
    jumps.add(item['doJumpId'] as number)
  }
  expect([...jumps].sort((a, b) => a - b)).toEqual(Array.from({ length: jumps.size }, (_, i) => i + 1))
  const fence = plan['geoFence'] as Members
  expect(fence['version']).toBe(2)
  for (const zone of fence['polygons'] as Members[]) {
    expect(zone).toMatchObject({ version: 1, inclusion: expect.any(Boolean) as boolean })
    const ring = zone['polygon'] as number[][]
    expect(ring.length).toBeGreaterThanOrEqual(3)
    expect(ring[0]).not.toEqual(ring.at(-1))
  }
  for (const zone of fence['circles'] as Members[])
    expect(zone).toMatchObject({
      version: 1,
      circle: { center: [expect.any(Number), expect.any(Number)], radius: expect.any(Number) as number },
    })
  const rally = plan['rallyPoints'] as Members
  expect(rally['version']).toBe(2)
  for (const point of rally['points'] as unknown[]) expect(point).toHaveLength(3)
}

/** What pymavlink's reader of waypoint files demands (planners.md 2.2): twelve fields a line, no NaN. */
function strictWpl(text: string): void {
  const [head, ...lines] = text.split(/\r?\n/).filter((line) => line !== '')
  expect(head).toBe('QGC WPL 110')
  lines.forEach((line, i) => {
    const fields = line.split('\t')
    expect(fields).toHaveLength(12)
    expect(fields.every((field) => Number.isFinite(Number(field)))).toBe(true)
    expect(Number(fields[0])).toBe(i)
    for (const place of fields.slice(8, 10)) expect(place.split('.')[1]).toHaveLength(8)
  })
  expect(lines[0]?.split('\t').slice(1, 4)).toEqual(['1', '0', '16'])
}

describe('strict readers', () => {
  test('take every plan and every waypoint list', () => {
    fc.assert(
      fc.property(missions, (mission) => {
        strictPlan(written(mission, writeQgcPlan).text)
        strictWpl(written(mission, writeWpl).text)
      }),
      { numRuns: 60 },
    )
  })
})

describe('encodings and habits', () => {
  const text =
    'QGC WPL 110\n0\t1\t0\t16\t0\t0\t0\t0\t41.77\t109.97\t1300\t1\n1\t0\t3\t16\t0\t0\t0\t0\t41.771\t109.971\t60\t1\n'
  const utf16 = (little: boolean) => {
    const out = new Uint8Array(2 + 2 * text.length)
    const view = new DataView(out.buffer)
    view.setUint16(0, 0xfeff, little)
    for (let i = 0; i < text.length; i++) view.setUint16(2 + 2 * i, text.charCodeAt(i), little)
    return out
  }
  test.each([
    ['UTF-8 with a mark', new TextEncoder().encode(`\ufeff${text}`)],
    ['UTF-16, lowest byte first', utf16(true)],
    ['UTF-16, highest byte first', utf16(false)],
    ['lines ended as on Windows', new TextEncoder().encode(text.replaceAll('\n', '\r\n'))],
    ['spaces for tabs', new TextEncoder().encode(text.replaceAll('\t', ' '))],
  ])('%s', (_name, bytes) => {
    const { value } = importMission(bytes, 'a.waypoints')
    expect(value?.items).toHaveLength(1)
    expect(value?.items[0]).toMatchObject({ lat: 41.771, lon: 109.971, altM: 60 })
    expect(value?.home).toMatchObject({ lat: ORIGIN.lat, lon: ORIGIN.lon })
  })
})
