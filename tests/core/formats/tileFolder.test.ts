/** Folders of tiles by the names of their files: where they lie, and which way their rows are counted. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  rowFromNorth,
  rowsNear,
  saidLayout,
  type TileFolder,
  tileFolderIn,
} from '../../../src/core/formats/tileFolder.ts'
import { pixelOf, TILE_PX } from '../../../src/core/geo/webMercator.ts'

const PLACE = { lat: 41.77, lon: 109.97 }
const tileOf = (z: number) => {
  const { x, y } = pixelOf(PLACE, z)
  return { x: Math.floor(x / TILE_PX), y: Math.floor(y / TILE_PX) }
}
/** The names of a small folder about the place, by rows from either side. */
const names = (rows: 'north' | 'south', root = '', zooms = [16, 17, 18]): string[] =>
  zooms.map((z) => {
    const { x, y } = tileOf(z)
    return `${root}${z}/${x}/${rowFromNorth(y, z, rows)}.png`
  })
const folder = (given: string[]): TileFolder => tileFolderIn(given) ?? expect.unreachable()
const covers = (box: TileFolder['covers']['north']): boolean =>
  box.south <= PLACE.lat && box.north >= PLACE.lat && box.west <= PLACE.lon && box.east >= PLACE.lon

describe('a folder of tiles', () => {
  it('lies where its names say, by either way to count rows', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('north', 'south'),
        fc.constantFrom('', 'map/', '测区 1/map/'),
        (rows, root) => {
          const found = folder(names(rows, root))
          expect(found).toMatchObject({ root, minZoom: 16, maxZoom: 18, missingZooms: [] })
          expect(covers(found.covers[rows])).toBe(true)
          expect(covers(found.covers[rows === 'north' ? 'south' : 'north'])).toBe(false)
        },
      ),
    )
  })

  it('counts a row from the other side back to itself', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 24 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (z, share) => {
          const y = Math.floor(share * 2 ** z)
          expect(rowFromNorth(rowFromNorth(y, z, 'south'), z, 'south')).toBe(y)
          expect(rowFromNorth(y, z, 'north')).toBe(y)
        },
      ),
    )
  })

  it('is that with the most tiles, and none of names that are no tiles', () => {
    expect(folder([...names('north', 'map/'), 'icons/1/1/1.png']).root).toBe('map/')
    expect(
      tileFolderIn(['1/2/0.png', '3/9/1.png', '25/1/1.png', '99999999999/1/1.png', '1/1/1.tif', 'a/b/c.png']),
    ).toBeNull()
  })

  it('names the zooms that it leaves out', () => {
    expect(folder(names('north', '', [12, 13, 18])).missingZooms).toEqual([14, 15, 16, 17])
  })

  it('is read whole, of 100,000 files', () => {
    const many = Array.from(
      { length: 100_000 },
      (_, i) => `map/18/${210_000 + (i % 400)}/${Math.floor(i / 400)}.png`,
    )
    expect(folder(many).tiles).toHaveLength(100_000)
  })

  it('never throws on any names', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('../../1/0/0.png', '..\\1\\1\\1.png'))),
        (given) => {
          tileFolderIn(given)
        },
      ),
    )
  })
})

describe('what lies beside the tiles says how they are laid out', () => {
  const north = folder(names('north'))
  const south = folder(names('south'))
  it.each([
    ['tilemapresource.xml', '<TileMap><SRS>EPSG:3857</SRS><TileSets profile="mercator"/></TileMap>', 'south'],
    ['tilemapresource.xml', '<TileMap><TileSets profile="global-mercator"/></TileMap>', 'south'],
    ['leaflet.html', 'L.tileLayer(url, { tms: true, opacity: 0.7 })', 'south'],
    ['leaflet.html', 'L.tileLayer(url, { tms: false })', 'north'],
    ['metadata.json', '{ "scheme": "xyz" }', 'north'],
    ['metadata.json', '{ "scheme": "tms" }', 'south'],
    ['metadata.json', '{ "bounds": "109.9,41.7,110,41.8" }', 'south'],
    ['tiles.json', '{ "bounds": [109.9, 41.7, 110, 41.8] }', 'south'],
    ['doc.kml', '<LatLonAltBox><north>41.8</north><south> 41.7 </south></LatLonAltBox>', 'south'],
    ['metadata.json', '{ "bounds": "nonsense,,1e999,-5" }', null],
    ['metadata.json', '{ "bounds": [-180, -80, 180, 80] }', null],
    ['doc.kml', '<north>NaN</north><south></south>', null],
  ] as const)('(%s: %s)', (name, text, rows) => {
    expect(saidLayout(name, text, south)).toEqual({ rows, isOtherGrid: false })
  })

  it('by bounds, also of rows from the north', () => {
    expect(saidLayout('metadata.json', '{ "bounds": [109.9, 41.7, 110, 41.8] }', north).rows).toBe('north')
  })

  it('and that they lie in a grid which no map here has', () => {
    const text = '<TileMap><SRS>EPSG:4326</SRS><TileSets profile="geodetic"/></TileMap>'
    expect(saidLayout('tilemapresource.xml', text, south).isOtherGrid).toBe(true)
  })

  it('and sites near one of the two do, but not where both are near or none is', () => {
    const sites = { south: 41.7, north: 41.8, west: 109.9, east: 110 }
    expect(rowsNear(north, sites)).toBe('north')
    expect(rowsNear(south, sites)).toBe('south')
    expect(rowsNear(south, { ...sites, west: 20, east: 21 })).toBeNull()
    expect(rowsNear(folder(['0/0/0.png']), sites)).toBeNull()
  })
})
