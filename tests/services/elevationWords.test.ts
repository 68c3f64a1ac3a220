import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { groundAt } from '../../src/core/terrain/terrain.ts'
import { readTerrain } from '../../src/services/elevation.ts'
import { aGeoTiff, type GeoTiff } from '../builders/geoTiff.ts'

const HERE = { lat: 41.7705, lon: 109.9705 }
const [WEST, NORTH, STEP] = [109.965, 41.775, 0.0001]
const [WIDTH, HEIGHT] = [120, 90]
/** Rises by a metre a row to the north and a tenth a column to the east. */
const heightAt = (column: number, row: number) => 1600 + (HEIGHT - 1 - row) + column / 10
const GROUND_M = heightAt((HERE.lon - WEST) / STEP - 0.5, (NORTH - HERE.lat) / STEP - 0.5)

type Over = Partial<Omit<GeoTiff, 'width' | 'height' | 'samples'>> & {
  values?: (column: number, row: number) => number
  kind?: 'float' | 'byte' | 'int16'
}

/** A model in degrees whose samples stand in the middle of the cells of the grid above. */
function aModel({ values = heightAt, kind = 'float', bands = 1, ...over }: Over): Uint8Array {
  const samples = new { float: Float32Array, byte: Uint8Array, int16: Int16Array }[kind](
    WIDTH * HEIGHT * bands,
  )
  for (let row = 0; row < HEIGHT; row++)
    for (let column = 0; column < WIDTH; column++)
      for (let band = 0; band < bands; band++)
        samples[(row * WIDTH + column) * bands + band] = values(column, row)
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

const field = path.resolve(import.meta.dirname, '../../../shared/fixtures/field/dem')
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
