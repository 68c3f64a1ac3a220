/** Pictures that say where they lie: GeoTIFFs, and pictures with a world file. */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallInput, CallOutput } from '../../../src/contract/index.ts'
import { groundOfEpsg } from '../../../src/services/reading/raster/placement.ts'
import { aGeoTiff } from '../../builders/geoTiff.ts'
import { aPng } from '../../builders/png.ts'
import { QUARTERS, quarterPlaces, quarters } from '../../builders/quarters.ts'
import { scratchServices, type ScratchServices } from '../../builders/services.ts'
import { tileColour } from '../../builders/tileColour.ts'

let services: ScratchServices
beforeAll(() => {
  services = scratchServices()
})
afterAll(() => services.close())

const FIXTURES = path.resolve(import.meta.dirname, '../../fixtures/pictures')
const [WIDTH, HEIGHT] = [60, 52]
/** A place in China that a picture is laid at: its north-west corner, and its pixel, degrees. */
const PLACE = { west: 110, north: 41.8, step: 0.0001 }

const look = (name: string, content: Uint8Array, beside: Readonly<Record<string, string>> = {}) =>
  services.call('layer.look', given(name, content, beside))
const given = (name: string, content: Uint8Array, beside: Readonly<Record<string, string>>) => ({
  file: services.given(name, content),
  beside: Object.entries(beside).map(([file, text]) => services.given(file, text)),
})

type By = Partial<CallInput<'layer.import'>>
async function laid(name: string, content: Uint8Array, by: By = {}, beside = {}) {
  const files = given(name, content, beside)
  const made = await services.call('layer.import', { ...files, name: null, datum: 'wgs84', ...by })
  if (!made.ok) throw new Error(JSON.stringify(made))
  const { source } = (made.value as CallOutput<'layer.import'>).doc
  if (source.kind !== 'tiles') throw new Error(source.kind)
  const file = path.join(services.dir, 'w', 'maps', `${source.sha256}.mbtiles`)
  return { ...source, colours: (zoom = source.maxZoom) => coloursIn(file, source, zoom) }
}

/** The colours in the middles of a layer's quarters. */
const coloursIn = (file: string, box: Parameters<typeof quarterPlaces>[0], zoom: number) =>
  quarterPlaces(box).map((place) => tileColour(file, place, zoom))

const near = (colours: readonly (number[] | null)[], expected: readonly (readonly number[])[], by = 3) => {
  for (const [i, colour] of colours.entries())
    for (const k of [0, 1, 2])
      expect(
        Math.abs((colour?.[k] ?? -99) - (expected[i]?.[k] ?? 0)),
        `${i}: ${String(colour)}`,
      ).toBeLessThanOrEqual(by)
}

describe('a GeoTIFF', () => {
  it('lies where it says, in each zoom down to a dot', async () => {
    const [wide, high] = [10 * WIDTH, 10 * HEIGHT]
    const content = aGeoTiff({
      width: wide,
      height: high,
      samples: quarters(wide, high),
      bands: 3,
      photometric: 2,
      place: PLACE,
    })
    const layer = await laid('a.tif', content)
    expect(layer.west).toBeCloseTo(PLACE.west, 9)
    expect(layer.north).toBeCloseTo(PLACE.north, 9)
    expect(layer.east).toBeCloseTo(PLACE.west + wide * PLACE.step, 9)
    expect(layer.south).toBeCloseTo(PLACE.north - high * PLACE.step, 9)
    expect(layer.maxZoom - layer.minZoom).toBeGreaterThan(0)
    for (let zoom = layer.minZoom; zoom <= layer.maxZoom; zoom++) near(layer.colours(zoom), QUARTERS)
  })

  it('is seen as it is meant: grey, turned grey, a palette, with its own density, and with nothing seen through', async () => {
    const grey = (photometric: number) =>
      aGeoTiff({
        width: WIDTH,
        height: HEIGHT,
        samples: quarters(WIDTH, HEIGHT, (q) => [40 + 50 * q]),
        photometric,
        place: PLACE,
      })
    near(
      (await laid('grey.tif', grey(1))).colours(),
      [40, 90, 140, 190].map((v) => [v, v, v]),
    )
    near(
      (await laid('inverse.tif', grey(0))).colours(),
      [215, 165, 115, 65].map((v) => [v, v, v]),
    )
    const palette = Array.from(
      { length: 768 },
      (_, i) => (QUARTERS[i % 256]?.[Math.floor(i / 256)] ?? 0) << 8,
    )
    const indexed = aGeoTiff({
      width: WIDTH,
      height: HEIGHT,
      samples: quarters(WIDTH, HEIGHT, (q) => [q]),
      photometric: 3,
      palette,
      place: PLACE,
    })
    near((await laid('palette.tif', indexed)).colours(), QUARTERS)
    const dense = aGeoTiff({
      width: WIDTH,
      height: HEIGHT,
      bands: 4,
      photometric: 2,
      extraSamples: [2],
      place: PLACE,
      samples: quarters(WIDTH, HEIGHT, (q) => [...(QUARTERS[q] ?? []), q === 1 ? 0 : 255]),
    })
    expect((await laid('alpha.tif', dense)).colours().map((colour) => colour?.[3])).toEqual([
      255, 0, 255, 255,
    ])
    const empty = aGeoTiff({
      width: WIDTH,
      height: HEIGHT,
      bands: 3,
      photometric: 2,
      noData: '0',
      place: PLACE,
      samples: quarters(WIDTH, HEIGHT, (q) => (q === 2 ? [0, 0, 0] : (QUARTERS[q] ?? []))),
    })
    expect((await laid('empty.tif', empty)).colours().map((colour) => colour?.[3])).toEqual([
      255, 255, 0, 255,
    ])
  })

  it('of GDAL is read too: a COG in JPEG with its mask in UTM, a BigTIFF in LZW in a Gauss-Kruger zone', async () => {
    const file = (name: string) => fs.readFileSync(path.join(FIXTURES, name))
    const cog = await laid('cog.tif', file('cog-jpeg-mask.tif'))
    near(cog.colours(), QUARTERS, 12)
    const big = await laid('big.tif', file('lzw-big.tif'))
    near(big.colours(), QUARTERS)
    // gdaltransform -s_srs EPSG:4546 -t_srs EPSG:4326: 497000 4625500 lies there.
    expect(big.west).toBeCloseTo(110.963922930539, 5)
    expect(big.north).toBeCloseTo(41.7646774706067, 5)
    expect(Math.abs(cog.north - big.north)).toBeLessThan(0.00005)
  })

  it('may be turned', async () => {
    const [s, c] = [Math.sin(0.5) * PLACE.step, Math.cos(0.5) * PLACE.step]
    const transformation = [c, s, 0, 110, s, -c, 0, 41.8, 0, 0, 0, 0, 0, 0, 0, 1]
    const content = aGeoTiff({
      width: WIDTH,
      height: HEIGHT,
      samples: quarters(WIDTH, HEIGHT),
      bands: 3,
      photometric: 2,
      transformation,
    })
    const looked = await look('turned.tif', content)
    if (!looked.ok) throw new Error(looked.code)
    const { places } = looked.value as CallOutput<'layer.look'>
    expect(places[0]?.corners[1].lon).toBeCloseTo(110 + WIDTH * c, 9)
    expect(places[0]?.corners[1].lat).toBeCloseTo(41.8 + WIDTH * s, 9)
    const layer = await laid('turned.tif', content)
    expect(layer.colours().filter((colour) => colour !== null).length).toBeGreaterThan(0)
  })

  it('without a system is asked of, and lies in the one that is said', async () => {
    const place = { west: 497_000, north: 4_625_500, step: 1 }
    const content = aGeoTiff({
      width: WIDTH,
      height: HEIGHT,
      samples: quarters(WIDTH, HEIGHT),
      bands: 3,
      photometric: 2,
      place,
      geoKeys: null,
    })
    const looked = await look('bare.tif', content)
    if (!looked.ok) throw new Error(looked.code)
    const { isSaid, places } = looked.value as CallOutput<'layer.look'>
    expect(isSaid).toBe(false)
    const there = places.find(({ epsg }) => epsg === 4546)?.corners[0]
    expect(there?.lat).toBeCloseTo(41.7646774706067, 7)
    const layer = await laid('bare.tif', content, { epsg: 4546 })
    near(layer.colours(), QUARTERS)
    expect(layer.north).toBeCloseTo(41.7646774706067, 5)
  })

  it('lies by a world file and a .prj beside it', async () => {
    const content = aGeoTiff({
      width: WIDTH,
      height: HEIGHT,
      samples: quarters(WIDTH, HEIGHT),
      bands: 3,
      photometric: 2,
      place: null,
      geoKeys: null,
    })
    const prj =
      'PROJCS["CGCS2000_3_Degree_GK_CM_111E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",111.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
    const beside = { 'w.tfw': '1\n0\n0\n-1\n497000.5\n4625499.5\n', 'w.prj': prj }
    const layer = await laid('w.tif', content, {}, beside)
    expect(layer.north).toBeCloseTo(41.7646774706067, 5)
    near(layer.colours(), QUARTERS)
  })

  it('that says nothing lies by four corners, and shows itself small for that', async () => {
    const content = aGeoTiff({
      width: WIDTH,
      height: HEIGHT,
      samples: quarters(WIDTH, HEIGHT),
      bands: 3,
      photometric: 2,
      geoKeys: null,
    })
    const looked = await look('nowhere.tif', content)
    if (!looked.ok) throw new Error(looked.code)
    expect(looked.value).toMatchObject({ places: [], notes: [{ code: 'raster_no_place' }] })
    expect((looked.value as CallOutput<'layer.look'>).preview).toMatch(/^data:image\/jpeg;base64,/)
    const corners: CallInput<'layer.import'>['corners'] = [
      { lat: 41.8, lon: 110 },
      { lat: 41.8, lon: 110.01 },
      { lat: 41.79, lon: 110.01 },
      { lat: 41.79, lon: 110 },
    ]
    near((await laid('nowhere.tif', content, { corners })).colours(), QUARTERS)
  })
})

describe('a picture with a world file', () => {
  it('says its corners', async () => {
    const beside = { 'p.pgw': '0.0001\n0\n0\n-0.0001\n110.00005\n41.79995\n' }
    const looked = await look('p.png', aPng(30, 20), beside)
    if (!looked.ok) throw new Error(looked.code)
    expect(looked.value).toMatchObject({ isTiff: false, widthPx: 30, heightPx: 20, isSaid: false })
    const [place] = (looked.value as CallOutput<'layer.look'>).places
    expect(place?.epsg).toBe(4326)
    expect(place?.corners[2].lat).toBeCloseTo(41.798, 9)
    expect(place?.corners[2].lon).toBeCloseTo(110.003, 9)
  })
})

describe('what is none', () => {
  const sound = aGeoTiff({
    width: WIDTH,
    height: HEIGHT,
    samples: quarters(WIDTH, HEIGHT),
    bands: 3,
    photometric: 2,
    place: PLACE,
  })
  const problem = async (name: string, content: Uint8Array, beside = {}): Promise<unknown> => {
    const made = await services.call('layer.import', {
      ...given(name, content, beside),
      name: null,
      datum: 'wgs84',
    })
    return made.ok ? 'ok' : (made.params as { problem?: string }).problem
  }
  it.each([9, 100, 3000, sound.length - 200])('is refused in one line, cut to %i bytes', async (length) => {
    expect(await problem('cut.tif', sound.subarray(0, length))).toBe('raster_broken')
  })

  it('is refused whatever it claims', async () => {
    const with_ = (change: Partial<Parameters<typeof aGeoTiff>[0]>) =>
      aGeoTiff({
        width: WIDTH,
        height: HEIGHT,
        samples: quarters(WIDTH, HEIGHT),
        bands: 3,
        photometric: 2,
        place: PLACE,
        ...change,
      })
    expect(await problem('wide.tif', with_({ width: 4_000_000_000 }))).toBe('raster_too_large')
    expect(await problem('piece.tif', with_({ width: 900_000, height: 900_000 }))).toBe('raster_one_piece')
    expect(await problem('none.tif', with_({ width: 0 }))).toBe('raster_broken')
    expect(await problem('crs.tif', with_({ geoKeys: { 1024: 1, 1025: 1, 3072: 2343 } }))).toBe('raster_crs')
    expect(await problem('far.tif', with_({ place: { west: 500, north: 95, step: 1 } }))).toBe(
      'raster_no_place',
    )
    expect(await problem('flat.tif', with_({ place: { west: 110, north: 41, step: 0 } }))).toBe(
      'raster_no_place',
    )
    expect(
      await problem(
        'heights.tif',
        with_({ samples: new Float32Array(WIDTH * HEIGHT), bands: 1, photometric: 1 }),
      ),
    ).toBe('raster_no_colours')
    expect(await problem('cmyk.tif', with_({ photometric: 5 }))).toBe('raster_no_colours')
  })

  it('ends where a chain of directories leads back to itself', async () => {
    const next = 8 + WIDTH * HEIGHT * 3
    expect(
      await problem(
        'loop.tif',
        aGeoTiff({
          width: WIDTH,
          height: HEIGHT,
          samples: quarters(WIDTH, HEIGHT),
          bands: 3,
          photometric: 2,
          place: PLACE,
          next,
        }),
      ),
    ).toBe('ok')
  })

  it('says what is wrong with a world file, and with a .prj', async () => {
    const bare = aGeoTiff({
      width: WIDTH,
      height: HEIGHT,
      samples: quarters(WIDTH, HEIGHT),
      bands: 3,
      photometric: 2,
      geoKeys: null,
    })
    expect(await problem('x.tif', bare, { 'x.tfw': 'no numbers' })).toBe('raster_world_file')
    expect(
      await problem('x.tif', bare, {
        'x.tfw': '1\n0\n0\n-1\n497000\n4625500',
        'x.prj': 'PROJCS["Xian 1980"]',
      }),
    ).toBe('raster_prj')
    expect(await problem('x.tif', bare)).toBe('raster_no_place')
  })

  it('leaves nothing in the folder of maps', () => {
    const left = fs.readdirSync(path.join(services.dir, 'w', 'maps')).filter((name) => name.endsWith('.part'))
    expect(left).toEqual([])
  })
})

it('knows places in every system to a millimetre of what PROJ makes of them', () => {
  // gdaltransform -s_srs EPSG:4326 (110.9 or 111.3 E, 39.9 N).
  for (const [epsg, x, y] of [
    [4527, 39_012_402.4606353, 4_434_011.59454865],
    [4547, 269_085.298769512, 4_421_917.07910219],
    [32_649, 525_645.246836901, 4_416_701.35945949],
    [3857, 12_389_859.3252913, 4_851_421.17518336],
    [4490, 111.3, 39.9],
  ] as const) {
    const ground = groundOfEpsg(epsg)
    const place = ground?.toPlace({ x, y })
    expect(place?.lat, String(epsg)).toBeCloseTo(39.9, 7)
    expect(place?.lon, String(epsg)).toBeCloseTo(111.3, 7)
    const back = ground?.fromPlace({ lat: 39.9, lon: 111.3 })
    expect(Math.abs((back?.x ?? 0) - x)).toBeLessThan(0.01)
  }
})
