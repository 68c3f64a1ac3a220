import fc from 'fast-check'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readAreas } from '../../../src/core/formats/readAreas.ts'
import { readShapefile } from '../../../src/core/formats/shapefile.ts'
import { aDbf, aShp } from '../../builders/shapefile.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
/** 酸库 and 罐区 in GBK. */
const GBK = [Uint8Array.of(0xcb, 0xe1, 0xbf, 0xe2), Uint8Array.of(0xb9, 0xde, 0xc7, 0xf8)]
/** A plain square of the south-west corner and side, degrees; clockwise, as outlines run. */
const square = (x: number, y: number, side: number): [number, number][] => [
  [x, y],
  [x, y + side],
  [x + side, y + side],
  [x + side, y],
  [x, y],
]
const WGS84 =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
/** CGCS2000, 3-degree Gauss-Kruger, central meridian 111°E, as ArcGIS writes it. */
const GK111 = `PROJCS["CGCS2000_3_Degree_GK_CM_111E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",111.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`

describe('a shapefile', () => {
  it('gives areas with holes, lines and points, with their names', () => {
    const shp = aShp([
      {
        type: 5,
        parts: [square(109, 41, 0.1), square(109.02, 41.02, 0.02).toReversed(), square(110, 41, 0.1)],
      },
      {
        type: 3,
        parts: [
          [
            [109, 41],
            [109.1, 41.1],
          ],
          [
            [109.2, 41],
            [109.3, 41],
          ],
        ],
      },
      { type: 1, parts: [[[109.5, 41.5]]] },
      {
        type: 8,
        parts: [
          [
            [109.6, 41.5],
            [109.7, 41.5],
          ],
        ],
      },
      { type: 15, parts: [square(108, 40, 0.1)] },
    ])
    const dbf = aDbf([...GBK, encode('门岗'), encode('b'), encode('c')])
    const { value, notes } = readShapefile({ shp, dbf, prj: encode(WGS84) })
    expect(notes).toEqual([
      expect.objectContaining({ code: 'datum_stated', severity: 'info' }),
      // Of the last one's Z nothing is made.
      expect.objectContaining({ code: 'left_heights', params: { count: 1, of: 1 } }),
    ])
    expect(value?.map(({ geometry, label }) => [geometry.type, label])).toEqual([
      ['Polygon', '酸库'],
      ['Polygon', '酸库'],
      ['LineString', '罐区'],
      ['LineString', '罐区'],
      ['Point', '门岗'],
      ['Point', 'b'],
      ['Point', 'b'],
      ['Polygon', 'c'],
    ])
    const [first, second] = value ?? []
    expect(first?.geometry).toMatchObject({ coordinates: [square(109, 41, 0.1), { length: 5 }] })
    expect(second?.geometry.type === 'Polygon' && second.geometry.coordinates).toHaveLength(1)
  })

  it('is taken out of its projection', () => {
    // The series of Krüger (1912), written out below, is the independent check.
    const { x, y } = gaussKruger(41.77, 109.97, 111)
    const { value } = readShapefile({ shp: aShp([{ type: 1, parts: [[[x, y]]] }]), prj: encode(GK111) })
    const [lon, lat] = (value?.[0]?.geometry.coordinates ?? []) as number[]
    expect(lat).toBeCloseTo(41.77, 6)
    expect(lon).toBeCloseTo(109.97, 6)
  })

  it('says what it cannot know', () => {
    const point = aShp([{ type: 1, parts: [[[109, 41]]] }])
    expect(readShapefile({ shp: point }).notes).toMatchObject([{ code: 'shp_no_prj' }])
    const metres = aShp([{ type: 1, parts: [[[500_000, 4_620_000]]] }])
    expect(readShapefile({ shp: metres })).toMatchObject({ value: null })
    expect(readShapefile({ shp: point, prj: encode('PROJCS["nonsense"') }).notes).toMatchObject([
      { code: 'shp_bad_prj', severity: 'error' },
    ])
    const beijing54 = encode(
      WGS84.replaceAll('WGS_1984', 'Beijing_1954').replace('6378137.0,298.257223563', '6378245.0,298.3'),
    )
    expect(readShapefile({ shp: point, prj: beijing54 }).notes.map(({ code }) => code)).toContain(
      'shp_datum_shift',
    )
  })

  it('is found in a zip, in whatever folder, beside its companions', () => {
    const zip = zipSync({
      'gis/厂区.shp': aShp([{ type: 5, parts: [square(109, 41, 0.1)] }]),
      'gis/厂区.DBF': aDbf([encode('北库')]),
      'gis/厂区.prj': encode(WGS84),
      '../../etc/passwd': encode('x'),
    })
    expect(readAreas(zip, 'a.zip').value).toMatchObject([{ label: '北库', geometry: { type: 'Polygon' } }])
  })

  it('with its axes exchanged says so, and is read the other way round when told', () => {
    const turned = square(109, 41, 0.1).map(([x, y]): [number, number] => [y, x])
    const shp = aShp([{ type: 5, parts: [turned] }])
    const { value, notes } = readShapefile({ shp, prj: encode(WGS84) })
    expect(value).toBeNull()
    expect(notes).toContainEqual(
      expect.objectContaining({ code: 'swapped_coordinates', severity: 'error', at: 'shape 1' }),
    )
    const read = readAreas(shp, 'a.shp', { prj: encode(WGS84) }, true)
    expect(read.value).toMatchObject([{ geometry: { coordinates: [square(109, 41, 0.1)] } }])
  })

  it('never hangs or throws, cut or changed anywhere', () => {
    const shp = aShp([
      { type: 5, parts: [square(109, 41, 0.1), square(109.02, 41.02, 0.02).toReversed()] },
      {
        type: 3,
        parts: [
          [
            [109, 41],
            [109.1, 41.1],
          ],
        ],
      },
    ])
    const dbf = aDbf([encode('a'), encode('b')])
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
        fc.nat({ max: shp.length }),
        fc.boolean(),
        (changes, length, inTable) => {
          const cut = (inTable ? shp : shp.slice(0, length)).slice()
          const table = dbf.slice()
          for (const [at, byte] of changes) {
            const bytes = inTable ? table : cut
            if (bytes.length > 0) bytes[at % bytes.length] = byte
          }
          const { value, notes } = readShapefile({ shp: cut, dbf: table })
          expect(value === null ? notes.length : value.length).toBeGreaterThan(0)
        },
      ),
      { numRuns: 500 },
    )
  })
})

/** Gauss-Kruger by Krüger's series to the third power of n, on CGCS2000's ellipsoid; false easting 500 km. */
function gaussKruger(latDeg: number, lonDeg: number, meridianDeg: number): { x: number; y: number } {
  const a = 6378137
  const f = 1 / 298.257222101
  const n = f / (2 - f)
  const A = (a / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64)
  const alpha = [
    n / 2 - (2 / 3) * n ** 2 + (5 / 16) * n ** 3,
    (13 / 48) * n ** 2 - (3 / 5) * n ** 3,
    (61 / 240) * n ** 3,
  ]
  const phi = (latDeg * Math.PI) / 180
  const lambda = ((lonDeg - meridianDeg) * Math.PI) / 180
  const k = (2 * Math.sqrt(n)) / (1 + n)
  const t = Math.sinh(Math.atanh(Math.sin(phi)) - k * Math.atanh(k * Math.sin(phi)))
  const xi = Math.atan2(t, Math.cos(lambda))
  const eta = Math.atanh(Math.sin(lambda) / Math.hypot(1, t))
  let north = xi
  let east = eta
  for (const [i, term] of alpha.entries()) {
    north += term * Math.sin(2 * (i + 1) * xi) * Math.cosh(2 * (i + 1) * eta)
    east += term * Math.cos(2 * (i + 1) * xi) * Math.sinh(2 * (i + 1) * eta)
  }
  return { x: 500_000 + A * east, y: A * north }
}
