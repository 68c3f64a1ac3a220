import fs from 'node:fs'
import path from 'node:path'
import proj4 from 'proj4'
import { describe, expect, it, test } from 'vitest'
import { groundAt } from '../../../src/core/terrain/terrain.ts'
import { readTerrain } from '../../../src/services/reading/elevation.ts'
import { projectionOf } from '../../../src/services/reading/projectedGrid.ts'
import { aGeoTiff, type GeoTiff } from '../../builders/geoTiff.ts'

const HERE = { lat: 41.7705, lon: 109.9705 }
const [WEST, NORTH, STEP] = [109.965, 41.775, 0.0001]
const [WIDTH, HEIGHT] = [120, 90]
/** Rises by a metre a row to the north and a tenth a column to the east. */
const heightAt = (column: number, row: number) => 1600 + (HEIGHT - 1 - row) + column / 10
const GROUND_M = heightAt((HERE.lon - WEST) / STEP - 0.5, (NORTH - HERE.lat) / STEP - 0.5)

type Over = Partial<Omit<GeoTiff, 'width' | 'height' | 'samples'>> & {
  values?: (column: number, row: number, band: number) => number
  kind?: 'float' | 'double' | 'byte' | 'int16' | 'int32' | 'uint16'
}

/** A model in degrees whose samples stand in the middle of the cells of the grid above. */
function aModel({ values = heightAt, kind = 'float', bands = 1, ...over }: Over): Uint8Array {
  const samples = new {
    float: Float32Array,
    double: Float64Array,
    byte: Uint8Array,
    int16: Int16Array,
    int32: Int32Array,
    uint16: Uint16Array,
  }[kind](WIDTH * HEIGHT * bands)
  for (let row = 0; row < HEIGHT; row++)
    for (let column = 0; column < WIDTH; column++)
      for (let band = 0; band < bands; band++)
        samples[(row * WIDTH + column) * bands + band] = values(column, row, band)
  const place = { west: WEST, north: NORTH, step: STEP }
  return aGeoTiff({ width: WIDTH, height: HEIGHT, samples, bands, place, ...over })
}
/** GeoTIFF 1.1, 7.1: raster of degrees of WGS-84, its cells being areas. */
const KEYS = { 1024: 2, 1025: 1, 2048: 4326 }
const VERTICAL_UNITS = 4099
const ANGULAR_UNITS = 2054
const ITEM = (role: string, text: string) =>
  `<GDALMetadata><Item name="${role.toUpperCase()}" sample="0" role="${role}">${text}</Item></GDALMetadata>`

describe('what a raster says of its own numbers', () => {
  it('is heights in metres where it says nothing else', async () => {
    const { value } = await readTerrain(aModel({}), 'dem.tif', [HERE])
    expect(value && groundAt(value, HERE)).toBeCloseTo(GROUND_M, 0)
  })

  test.each<[string, Over]>([
    [
      'feet by the geokey',
      { values: (x, y) => heightAt(x, y) / 0.3048, geoKeys: { ...KEYS, [VERTICAL_UNITS]: 9002 } },
    ],
    [
      'feet by name',
      {
        values: (x, y) => heightAt(x, y) / 0.3048,
        gdal: ITEM('unittype', 'ft'),
      },
    ],
    [
      'tenths and an offset',
      {
        kind: 'int16',
        values: (x, y) => Math.round((heightAt(x, y) - 1000) * 10),
        gdal: `${ITEM('offset', '1000')}${ITEM('scale', '0.1')}`,
      },
    ],
  ])('%s become metres, and it is said', async (_, over) => {
    const { value, notes } = await readTerrain(aModel(over), 'dem.tif', [HERE])
    expect(value && groundAt(value, HERE)).toBeCloseTo(GROUND_M, 0)
    expect(notes.map(({ code }) => code)).toContain('terrain_scaled')
  })

  it('with rows from the south is turned, not placed a tile away', async () => {
    const bytes = aModel({
      values: (x, y) => heightAt(x, HEIGHT - 1 - y),
      place: null,
      transformation: [STEP, 0, 0, WEST, 0, STEP, 0, NORTH - HEIGHT * STEP, 0, 0, 0, 0, 0, 0, 0, 1],
    })
    const { value } = await readTerrain(bytes, 'dem.tif', [HERE])
    expect(value && groundAt(value, HERE)).toBeCloseTo(GROUND_M, 0)
  })

  test.each<[string, string, Over]>([
    [
      'three bands of bytes',
      'terrain_not_heights',
      { kind: 'byte', bands: 3, values: () => 90, photometric: 2 },
    ],
    ['one band of bytes', 'terrain_not_heights', { kind: 'byte', values: () => 90 }],
    ['colours of a palette', 'terrain_not_heights', { kind: 'int16', photometric: 3 }],
    ['two bands of floats', 'terrain_not_heights', { bands: 2 }],
    ['no coordinate system', 'terrain_no_crs', { geoKeys: null }],
    ['another ellipsoid', 'terrain_projection', { geoKeys: { ...KEYS, 2048: 4214 } }],
    ['a unit nobody knows', 'terrain_units', { gdal: ITEM('unittype', 'fathom') }],
    ['a unit by a number nobody knows', 'terrain_units', { geoKeys: { ...KEYS, [VERTICAL_UNITS]: 9014 } }],
    ['a scale that is none', 'terrain_units', { gdal: ITEM('scale', 'abc') }],
    ['a scale of nought', 'terrain_units', { gdal: ITEM('scale', '0') }],
    ['gradians', 'terrain_units', { geoKeys: { ...KEYS, [ANGULAR_UNITS]: 9105 } }],
    [
      'a turned grid',
      'terrain_rotated',
      {
        place: null,
        transformation: [STEP, STEP / 4, 0, WEST, STEP / 4, -STEP, 0, NORTH, 0, 0, 0, 0, 0, 0, 0, 1],
      },
    ],
    ['no place', 'terrain_rotated', { place: null }],
  ])('%s is refused in words', async (_, code, over) => {
    const { value, notes } = await readTerrain(aModel(over), 'dem.tif', [HERE])
    expect(value).toBeNull()
    expect(notes).toMatchObject([{ code, severity: 'error' }])
  })
})

describe('cells without a height', () => {
  const NORTH_HALF = Math.floor((NORTH - HERE.lat) / STEP)
  it.each<[string, number, Over]>([
    ['int16, -9999', -9999, { kind: 'int16' }],
    ['int16, -32767', -32_767, { kind: 'int16' }],
    ['float, -99999', -99_999, {}],
    ['float, the lowest there is', -3.402_823_466_385_288_6e38, {}],
    ['decimetres, -9999', -9999, { kind: 'int16', gdal: ITEM('unittype', 'dm') }],
    ['centimetres, -32767', -32_767, { kind: 'int32', gdal: ITEM('unittype', 'cm') }],
    ['a scale, 65535', 65_535, { kind: 'uint16', gdal: ITEM('scale', '0.1') }],
  ])('that are not declared are none, whatever the unit: %s', async (_, nothing, over) => {
    const values = (_column: number, row: number) => (row > NORTH_HALF ? nothing : 3000)
    const { value } = await readTerrain(aModel({ ...over, values }), 'dem.tif', [
      { ...HERE, lat: HERE.lat + 20 * STEP },
    ])
    expect(value && groundAt(value, { ...HERE, lat: HERE.lat + 20 * STEP })).toBeGreaterThan(0)
    expect(value && groundAt(value, { ...HERE, lat: HERE.lat - 5 * STEP })).toBeNull()
    expect(value?.heightsDm.every((height) => height === null || height > 0)).toBe(true)
  })

  it('are not mixed into their neighbours where the model is in metres of a projection', async () => {
    const { forward } = proj4('WGS84', projectionOf(32_649) ?? '')
    const [x = 0, y = 0] = forward([HERE.lon, HERE.lat])
    const [side, step] = [200, 10]
    const samples = Float32Array.from({ length: side * side }, (_, i) => (i % side > 110 ? -9999 : 1600))
    const bytes = aGeoTiff({
      width: side,
      height: side,
      samples,
      place: { west: x - 1000, north: y + 1000, step },
      geoKeys: { 1024: 1, 1025: 1, 3072: 32_649 },
    })
    const { value } = await readTerrain(bytes, 'dem.tif', [HERE])
    expect(value && groundAt(value, HERE)).toBeCloseTo(1600, 0)
    expect(new Set(value?.heightsDm)).toEqual(new Set([16_000, null]))
  })

  it('are those where a second band, alpha, is nought', async () => {
    const values = (column: number, row: number, band: number) =>
      band === 0 ? heightAt(column, row) : row > NORTH_HALF + 3 ? 0 : 255
    const { value } = await readTerrain(aModel({ bands: 2, extraSamples: [2], values }), 'dem.tif', [HERE])
    expect(value && groundAt(value, HERE)).toBeCloseTo(GROUND_M, 0)
    expect(value && groundAt(value, { ...HERE, lat: HERE.lat - 8 * STEP })).toBeNull()
  })

  it.each<[string, Over, string]>([
    ['nothing but empty cells', { kind: 'int16', values: () => -9999 }, 'terrain_nothing_here'],
    ['an empty half', { values: (_, row) => (row > 20 ? -9999 : 1600) }, 'terrain_nothing_here'],
    ['decimetres that nobody declared', { kind: 'int16', values: () => 16_000 }, 'terrain_not_metres'],
    ['millimetres', { values: () => 1.6e6 }, 'terrain_not_metres'],
  ])('all about the mission are said: %s', async (_, over, code) => {
    expect(await readTerrain(aModel(over), 'dem.tif', [HERE])).toMatchObject({
      value: null,
      notes: [{ code, severity: 'error' }],
    })
  })

  it('and heights of 64 bits are heights', async () => {
    const { value } = await readTerrain(aModel({ kind: 'double' }), 'dem.tif', [HERE])
    expect(value && groundAt(value, HERE)).toBeCloseTo(GROUND_M, 0)
  })
})

const field = path.resolve(import.meta.dirname, '../../../../shared/fixtures/field/dem')
describe.runIf(fs.existsSync(field))('models from the field', () => {
  const read = (name: string) => readTerrain(fs.readFileSync(path.join(field, name)), name, [HERE])
  it('give the ground, or say what they are', async () => {
    const base = await read('base.tif')
    const south = await read('southup.tif')
    expect(base.value && groundAt(base.value, { lat: 41.77, lon: 109.97 })).toBeCloseTo(1600, 0)
    expect(south.value && groundAt(south.value, HERE)).toBeCloseTo(
      (base.value && groundAt(base.value, HERE)) ?? Number.NaN,
      0,
    )
    expect((await read('rgb.tif')).notes).toMatchObject([{ code: 'terrain_not_heights' }])
    expect((await read('nocrs.tif')).notes).toMatchObject([{ code: 'terrain_no_crs' }])
  })
})
