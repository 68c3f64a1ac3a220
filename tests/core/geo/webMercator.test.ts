import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromWgs84, MAP_DATUMS } from '../../../src/core/geo/mapDatum.ts'
import {
  groundPixel,
  pixelOf,
  positionOf,
  sourcePixel,
  TILE_PX,
  tileBox,
} from '../../../src/core/geo/webMercator.ts'

const place = fc.record({
  lat: fc.double({ min: 20, max: 50, noNaN: true }),
  lon: fc.double({ min: 80, max: 130, noNaN: true }),
})
const zoom = fc.integer({ min: 0, max: 20 })
const datum = fc.constantFrom(...MAP_DATUMS)

describe('the grid of web maps', () => {
  it('has the world in one tile at zoom 0, its middle in the middle', () => {
    expect(pixelOf({ lat: 0, lon: 0 }, 0)).toEqual({ x: 128, y: 128 })
    expect(pixelOf({ lat: 85.0511, lon: -180 }, 0).x).toBe(0)
    expect(pixelOf({ lat: 85.0511, lon: -180 }, 0).y).toBeCloseTo(0, 3)
  })

  it('has each position once, at any zoom', () => {
    fc.assert(
      fc.property(place, zoom, (at, z) => {
        const back = positionOf(pixelOf(at, z), z)
        expect(back.lat).toBeCloseTo(at.lat, 9)
        expect(back.lon).toBeCloseTo(at.lon, 9)
      }),
    )
  })

  it('in another datum shows a place where that datum has it, and takes it back to within a metre', () => {
    fc.assert(
      fc.property(place, zoom, datum, (at, z, of) => {
        const ground = pixelOf(at, z)
        const source = sourcePixel(ground, z, of)
        const said = pixelOf(fromWgs84(at, of), z)
        expect(Math.hypot(source.x - said.x, source.y - said.y)).toBeLessThan(1e-3)
        const back = groundPixel(source, z, of)
        const metreAPixel = (40_075_017 * Math.cos((at.lat * Math.PI) / 180)) / (TILE_PX * 2 ** z)
        expect(Math.hypot(back.x - ground.x, back.y - ground.y) * metreAPixel).toBeLessThan(1)
      }),
    )
  })

  it('moves the tiles of a shifted source by its shift, seamless, and about as large as they were', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 10, max: 18 }), fc.constantFrom('gcj02', 'bd09'), (at, z, of) => {
        const { x, y } = pixelOf(at, z)
        const tile = { z, x: Math.floor(x / TILE_PX), y: Math.floor(y / TILE_PX) }
        const { from, to } = tileBox(tile, of)
        const next = tileBox({ ...tile, x: tile.x + 1, y: tile.y + 1 }, of)
        expect(to).toEqual(next.from)
        expect(to.x - from.x).toBeGreaterThan(TILE_PX * 0.98)
        expect(to.x - from.x).toBeLessThan(TILE_PX * 1.02)
        const shiftM =
          (Math.hypot(from.x - tile.x * TILE_PX, from.y - tile.y * TILE_PX) *
            40_075_017 *
            Math.cos((at.lat * Math.PI) / 180)) /
          (TILE_PX * 2 ** z)
        expect(shiftM).toBeGreaterThan(20)
        expect(shiftM).toBeLessThan(2000)
      }),
    )
  })

  it('leaves the tiles of WGS-84 where they are', () => {
    expect(tileBox({ z: 3, x: 5, y: 2 }, 'wgs84')).toEqual({
      from: { x: 1280, y: 512 },
      to: { x: 1536, y: 768 },
    })
  })
})
