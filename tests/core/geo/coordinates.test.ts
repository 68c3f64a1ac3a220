import fc from 'fast-check'
import proj4 from 'proj4'
import { describe, expect, it } from 'vitest'
import {
  COORDINATE_FORMS,
  type CoordinateForm,
  readCoordinate,
  writeCoordinate,
} from '../../../src/core/geo/coordinates.ts'
import { frameAt } from '../../../src/core/geo/frame.ts'
import { fromWgs84, isShifted, MAP_DATUMS, toWgs84 } from '../../../src/core/geo/mapDatum.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { fromUtm, toUtm } from '../../../src/core/geo/utm.ts'

const metresBetween = (a: LatLon, b: LatLon): number => {
  const { x, y } = frameAt(a).toLocal(b)
  return Math.hypot(x, y)
}
const degrees = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const anywhere = fc.record({ lat: degrees(-79.9, 83.9), lon: degrees(-179.99, 179.99) })
const inChina = fc.record({ lat: degrees(20, 48), lon: degrees(80, 125) })

/** The first reading of a text. */
function read(text: string): LatLon {
  const [first] = readCoordinate(text)
  if (!first) throw new Error(`not read: ${text}`)
  return first.at
}

describe('the grid', () => {
  it('is that of proj4, which takes other series, all over the Earth', () => {
    fc.assert(
      fc.property(anywhere, (at) => {
        const utm = toUtm(at)
        if (!utm) throw new Error('off the grid')
        const theirs = proj4(
          `+proj=utm +zone=${utm.zone} ${utm.isNorth ? '' : '+south'} +datum=WGS84 +units=m`,
        )
        const [eastM = 0, northM = 0] = theirs.forward([at.lon, at.lat])
        expect(Math.hypot(utm.eastM - eastM, utm.northM - northM)).toBeLessThan(0.001)
        const back = fromUtm(utm)
        expect(back && metresBetween(at, back)).toBeLessThan(0.001)
      }),
    )
  })

  it('has the places that were published with it', () => {
    // CN Tower, Toronto: 17N 630084 4833438. Equator and middle of a zone by definition.
    const tower = toUtm({ lat: 43.642566, lon: -79.387139 })
    expect(tower).toMatchObject({ zone: 17, isNorth: true })
    expect(Math.round(tower?.eastM ?? 0)).toBe(630084)
    expect(Math.round(tower?.northM ?? 0)).toBe(4833438)
    expect(toUtm({ lat: 0, lon: 3 })).toEqual({ zone: 31, isNorth: true, eastM: 500_000, northM: 0 })
    // Bergen lies in the zone that was widened for it.
    expect(toUtm({ lat: 60.39, lon: 5.32 })?.zone).toBe(32)
    expect(toUtm({ lat: 78.22, lon: 15.65 })?.zone).toBe(33)
    expect(toUtm({ lat: 85, lon: 10 })).toBeNull()
    expect(fromUtm({ zone: 61, isNorth: true, eastM: 500_000, northM: 0 })).toBeNull()
  })
})

describe('a coordinate', () => {
  const errorM: Record<CoordinateForm, number> = { decimal: 0.1, dms: 0.3, utm: 0.1, gcj02: 0.6, bd09: 0.6 }

  it('is written in every form, and read back where it was', () => {
    fc.assert(
      fc.property(fc.oneof(anywhere, inChina), fc.constantFrom(...COORDINATE_FORMS), (at, form) => {
        const text = writeCoordinate(at, form)
        if (text === null) throw new Error('not written')
        const datum = form === 'gcj02' || form === 'bd09' ? form : 'wgs84'
        const readings = readCoordinate(text)
        const meant = readings.filter((reading) => reading.datum === datum || !isShifted(at))
        const nearest = Math.min(...meant.map((reading) => metresBetween(at, reading.at)))
        expect(nearest).toBeLessThan(errorM[form])
        expect(readings.length).toBeLessThanOrEqual(6)
      }),
    )
  })

  it('goes from datum to datum and back', () => {
    fc.assert(
      fc.property(inChina, fc.constantFrom(...MAP_DATUMS), (at, datum) => {
        expect(metresBetween(at, toWgs84(fromWgs84(at, datum), datum))).toBeLessThan(0.6)
      }),
    )
  })

  it('is asked for its datum where that matters, and nowhere else', () => {
    expect(readCoordinate('41.77, 109.97').map(({ datum }) => datum)).toEqual(['wgs84', 'gcj02', 'bd09'])
    expect(readCoordinate('48.2, 16.4').map(({ datum }) => datum)).toEqual(['wgs84', 'wgs84'])
    expect(readCoordinate('48.2 N, 16.4 E').map(({ datum }) => datum)).toEqual(['wgs84'])
    expect(readCoordinate('49N 580650 4625142').map(({ datum }) => datum)).toEqual(['wgs84'])
  })

  const here = { lat: 41 + 46 / 60 + 12.34 / 3600, lon: 109 + 58 / 60 + 30 / 3600 }
  it.each([
    '41°46′12.34″N 109°58′30″E',
    '41°46\'12.34"N, 109°58\'30"E',
    `41° 46' 12.34'' N  109° 58' 30'' E`,
    'N41°46′12.34″ E109°58′30″',
    '北纬41°46′12.34″，东经109°58′30″',
    '东经109度58分30秒，北纬41度46分12.34秒',
    '41 46 12.34, 109 58 30',
    '41°46.205667′ 109°58.5′',
    '纬度：41.770094，经度：109.975',
    'lat 41.770094 lon 109.975',
    'geo:41.770094,109.975',
    '(41.770094, 109.975)',
    '109.975,41.770094',
    '４１.７７００９４，１０９.９７５',
  ])('is read from %s', (text) => {
    expect(metresBetween(here, read(text))).toBeLessThan(0.5)
  })

  it('on the grid with an S may be a band of the north, or the south', () => {
    const xian = toUtm({ lat: 34.27, lon: 108.95 })
    const [north, south] = readCoordinate(`49S ${xian?.eastM.toFixed(0)} ${xian?.northM.toFixed(0)}`)
    expect(north && metresBetween(north.at, { lat: 34.27, lon: 108.95 })).toBeLessThan(2)
    expect(south?.at.lat).toBeLessThan(-50)
    expect(read('56S 334000 6252000').lat).toBeCloseTo(-33.86, 1)
  })

  it('of bare numbers is read in the order that is possible, then in the one that is in China', () => {
    expect(read('87.6, 43.8')).toEqual({ lat: 43.8, lon: 87.6 })
    expect(read('43.8, 87.6')).toEqual({ lat: 43.8, lon: 87.6 })
    expect(readCoordinate('12.5, 45.5').map(({ at }) => at)).toEqual([
      { lat: 12.5, lon: 45.5 },
      { lat: 45.5, lon: 12.5 },
    ])
  })

  it.each([
    '',
    '41',
    '12 34',
    '41.77',
    '2026-05-20',
    '12.5-13.5',
    '41°61′N 109°E',
    '91.5N 20E',
    '41N 109N',
    'S -33.8 E151',
    '三号储罐',
    'new mission',
    '49I 580650 4625142',
    '61N 580650 4625142',
    '41.77, 109.97, 12.5',
  ])('is nothing in %s', (text) => {
    expect(readCoordinate(text)).toEqual([])
  })

  it('is looked for in any text without a word of complaint', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d .,°'"NSEWnsew-]{0,40}$/)), (text) => {
        for (const { at } of readCoordinate(text)) {
          expect(Math.abs(at.lat)).toBeLessThanOrEqual(90.01)
          expect(Math.abs(at.lon)).toBeLessThanOrEqual(180.01)
        }
      }),
    )
  })
})
