import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { frameAt } from '../../../src/core/geo/frame.ts'
import { overTerrain } from '../../../src/core/mission/points.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { judge } from '../../../src/core/safety/judge.ts'
import { terrainAbout } from '../../../src/core/terrain/grid.ts'
import { readHgt } from '../../../src/core/terrain/hgt.ts'
import { groundAt, Terrain } from '../../../src/core/terrain/terrain.ts'
import { readTerrain } from '../../../src/services/reading/elevation.ts'
import { aMission, NOW_MS, waypoints } from '../../builders/mission.ts'
import { aSite, ORIGIN, place } from '../../builders/site.ts'

/** Ground about the origin: some 600 m each way, a sample every 20 m or so, as a function of metres east and north. */
function ground(heightM: (x: number, y: number) => number | null, over: Partial<Terrain> = {}): Terrain {
  const frame = frameAt(ORIGIN)
  const stepLat = 0.00018
  const stepLon = 0.00024
  const half = 30
  const west = ORIGIN.lon - half * stepLon
  const north = ORIGIN.lat + half * stepLat
  const size = 2 * half + 1
  const heightsDm = Array.from({ length: size * size }, (_, i) => {
    const { x, y } = frame.toLocal({
      lat: north - Math.floor(i / size) * stepLat,
      lon: west + (i % size) * stepLon,
    })
    const metres = heightM(x, y)
    return metres === null ? null : Math.round(metres * 10)
  })
  return Terrain.parse({
    source: 'made for a test',
    datum: 'EGM96',
    errorM: 0,
    west,
    north,
    stepLon,
    stepLat,
    width: size,
    height: size,
    heightsDm,
    ...over,
  })
}

describe('ground between samples', () => {
  test('a plane is met everywhere (bilinear), nothing is said outside, and a hole stays a hole', () => {
    const plane = ground((x, y) => 1000 + x * 0.1 - y * 0.05)
    fc.assert(
      fc.property(
        fc.double({ min: -400, max: 400, noNaN: true }),
        fc.double({ min: -400, max: 400, noNaN: true }),
        (x, y) => {
          expect(groundAt(plane, place(x, y))).toBeCloseTo(1000 + x * 0.1 - y * 0.05, 0)
        },
      ),
    )
    expect(groundAt(plane, place(3000, 0))).toBeNull()
    const holed = ground((x, y) => (Math.hypot(x, y) < 60 ? null : 1000))
    expect(groundAt(holed, place(0, 0))).toBeNull()
    expect(groundAt(holed, place(200, 0))).toBe(1000)
  })

  test('holds across the date line', () => {
    const terrain = Terrain.parse({
      source: 'x',
      datum: 'EGM96',
      errorM: 0,
      west: 179.999,
      north: 10.001,
      stepLon: 0.001,
      stepLat: 0.001,
      width: 3,
      height: 3,
      heightsDm: [0, 10, 20, 0, 10, 20, 0, 10, 20],
    })
    expect(groundAt(terrain, { lat: 10, lon: 179.9995 })).toBeCloseTo(0.5)
    expect(groundAt(terrain, { lat: 10, lon: -179.9995 })).toBeCloseTo(1.5)
  })
})

describe('elevation files', () => {
  const dem = path.resolve(import.meta.dirname, '../../fixtures/terrain/dem_synthetic.tif')
  test.skipIf(!fs.existsSync(dem))(
    'GeoTIFF: the pixel whose height is known (../shared/fixtures)',
    async () => {
      const bytes = new Uint8Array(fs.readFileSync(dem))
      // Bounding box 109.96..109.976944, 41.763056..41.78 and 61 samples: pixel (10, 10) by its middle.
      const step = (109.976944 - 109.96) / 61
      const at = { lat: 41.78 - 10.5 * step, lon: 109.96 + 10.5 * step }
      const { value } = await readTerrain(bytes, 'dem.tif', [at, { lat: 41.77, lon: 109.97 }])
      expect(value && groundAt(value, at)).toBeCloseTo(1620, 0)
      expect(value?.datum).toBe('unknown')
      const { notes } = await readTerrain(bytes, 'dem.tif', [{ lat: 10, lon: 10 }])
      expect(notes).toMatchObject([{ code: 'terrain_elsewhere', severity: 'error' }])
    },
  )

  test.skipIf(!fs.existsSync(dem))(
    'a GeoTIFF cut off or changed is refused or read, and never throws',
    async () => {
      const whole = new Uint8Array(fs.readFileSync(dem))
      for (let cut = 0; cut < whole.length; cut += 257) {
        const read = await readTerrain(whole.slice(0, cut), 'dem.tif', [ORIGIN])
        expect(read.value !== null || read.notes.some(({ severity }) => severity === 'error')).toBe(true)
      }
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat(600), fc.nat(255)), { minLength: 1, maxLength: 6 }),
          async (changes) => {
            const changed = whole.slice()
            for (const [at, byte] of changed.length > 0 ? changes : []) changed[at] = byte
            const read = await readTerrain(changed, 'dem.tif', [ORIGIN])
            if (read.value) Terrain.parse(read.value)
          },
        ),
        { numRuns: 150 },
      )
    },
  )

  test('HGT: big-endian, from the north-west, voids, and a name that says where', () => {
    const side = 1201
    const bytes = new Uint8Array(side * side * 2)
    const view = new DataView(bytes.buffer)
    for (let row = 0; row < side; row++)
      for (let column = 0; column < side; column++)
        view.setInt16(2 * (row * side + column), row === 600 && column === 600 ? -32_768 : 1000 + row, false)
    const { value } = readHgt(bytes, 'N41E109.hgt')
    if (!value) throw new Error('unread')
    const about = (lat: number, lon: number) => terrainAbout(value, [{ lat, lon }]).value
    const north = about(41.95, 109.5)
    expect(north && groundAt(north, { lat: 41.95, lon: 109.5 })).toBeCloseTo(1000 + 0.05 * 1200, 1)
    const middle = about(41.5, 109.5)
    expect(middle && groundAt(middle, { lat: 41.5, lon: 109.5 })).toBeNull()
    expect(readHgt(bytes, 'tile.hgt').notes).toMatchObject([{ code: 'hgt_name' }])
    expect(readHgt(bytes.slice(2), 'N41E109.hgt').notes).toMatchObject([{ code: 'hgt_size' }])
  })
})

describe('a mission over the ground', () => {
  const bumps = fc.record({
    a: fc.double({ min: -15, max: 15, noNaN: true }),
    b: fc.double({ min: -15, max: 15, noNaN: true }),
    wave: fc.integer({ min: 160, max: 400 }),
    toleranceM: fc.integer({ min: 2, max: 10 }),
  })

  test('clears the ground by the wanted height less the tolerance at every metre, and no more unless it must', () => {
    fc.assert(
      fc.property(bumps, ({ a, b, wave, toleranceM }) => {
        const terrain = ground(
          (x, y) => 1300 + a * Math.sin((2 * Math.PI * x) / wave) + b * Math.cos((2 * Math.PI * y) / wave),
        )
        const slow = waypoints([place(50, 50), place(250, 60), place(220, 250), place(40, 200)], 60, {
          speedMS: 2,
        })
        const base = aMission({
          patterns: [slow],
          followToleranceM: toleranceM,
          home: { ...ORIGIN, amslM: null },
        })
        const mission = overTerrain(base, terrain)
        const { points, notes } = plan({ mission, sites: [] })
        expect(notes).toEqual([])
        const frame = frameAt(mission.home)
        const homeM = mission.home.amslM ?? Number.NaN
        let lowest = Infinity
        let highest = -Infinity
        const own = points.filter(({ patternId }) => patternId !== null)
        for (let i = 1; i < own.length; i++) {
          const p = own[i - 1]
          const q = own[i]
          if (!p || !q) continue
          const u = frame.toLocal(p)
          const v = frame.toLocal(q)
          const metres = Math.ceil(Math.hypot(v.x - u.x, v.y - u.y))
          for (let k = 0; k <= metres; k++) {
            const t = metres === 0 ? 0 : k / metres
            const under = groundAt(
              terrain,
              frame.toLatLon({ x: u.x + (v.x - u.x) * t, y: u.y + (v.y - u.y) * t }),
            )
            const clear = homeM + p.heightM + (q.heightM - p.heightM) * t - (under ?? Number.NaN)
            lowest = Math.min(lowest, clear)
            highest = Math.max(highest, clear)
          }
        }
        // A metre for the ground between the samples that were looked at.
        expect(lowest).toBeGreaterThanOrEqual(60 - toleranceM - 1)
        // At 1 m/s it sinks 1.2 m for each metre forward: the ground here never falls faster.
        expect(highest).toBeLessThanOrEqual(60 + toleranceM + 1)
      }),
      { numRuns: 60 },
    )
  })

  test('is judged over the ground under each leg', () => {
    // Ground that falls by 20 m: level flight over home breaks the ceiling there.
    const falling = ground((x) => 1300 - Math.min(20, Math.max(0, (x - 50) * 0.12)))
    const home = { ...ORIGIN, amslM: 1300 }
    const path = [place(50, 50), place(250, 50), place(250, 150), place(50, 150)]
    const level = aMission({ patterns: [waypoints(path, 110)], terrain: falling, home })
    const say = (mission: typeof level) =>
      judge({ mission, sites: [aSite()], route: plan({ mission, sites: [] }), nowMs: NOW_MS })
        .items.filter(({ rule }) => rule.startsWith('height'))
        .map(({ code, value }) => [code, value])
    expect(say(level)).toEqual([['too_high', 130]])
    expect(say(overTerrain(level, falling))).toEqual([])
    const rising = ground((x) => 1300 + Math.max(0, (x - 50) * 0.5))
    expect(say({ ...level, terrain: rising })).toEqual([['low_over_ground', 10]])
  })

  test('says where the ground is not known', () => {
    const holed = ground((x) => (x > 100 && x < 160 ? null : 1300))
    const mission = overTerrain(aMission(), holed)
    const { notes } = plan({ mission, sites: [] })
    expect(notes).toMatchObject([{ code: 'terrain_partly_unknown' }])
    expect(plan({ mission: { ...mission, terrain: null }, sites: [] }).notes).toMatchObject([
      { code: 'terrain_missing' },
    ])
  })

  test('heights over the sea are heights over home less its own', () => {
    const base = aMission({
      patterns: [waypoints([place(50, 50), place(150, 50)], 1360)],
      heightOver: 'sea',
      transitHeightM: 1360,
    })
    const heights = plan({ mission: base, sites: [] }).points.map(({ heightM }) => heightM)
    expect(heights).toEqual([30, 60, 60, 60])
  })
})
