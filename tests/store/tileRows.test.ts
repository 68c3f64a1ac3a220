import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTiles, readTilesInfo } from '../../src/store/mbtiles.ts'

let dir = ''
beforeAll(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-rows-'))
})
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }))

/** The tile of a place by the formulas that maps on the web use, counted from the north. */
function tileOf(lat: number, lon: number, z: number): { x: number; y: number } {
  const rad = (lat * Math.PI) / 180
  return {
    x: Math.floor(((lon + 180) / 360) * 2 ** z),
    y: Math.floor(((1 - Math.log(Math.tan(rad) + 1 / Math.cos(rad)) / Math.PI) / 2) * 2 ** z),
  }
}

type Over = { rows: 'south' | 'north'; scheme?: string; bounds?: string | null; zooms?: readonly number[] }
/** A file with the tile of a place at some zooms; each tile holds its zoom. */
function aFile(lat: number, lon: number, { rows, scheme, bounds, zooms = [4, 9, 14] }: Over): string {
  const file = path.join(dir, 'made.mbtiles')
  fs.rmSync(file, { force: true })
  const db = new Database(file)
  db.exec(
    'CREATE TABLE metadata (name TEXT, value TEXT); CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)',
  )
  const say = db.prepare('INSERT INTO metadata VALUES (?, ?)')
  say.run('format', 'png')
  if (bounds !== null) say.run('bounds', bounds ?? `${lon - 0.02},${lat - 0.02},${lon + 0.02},${lat + 0.02}`)
  if (scheme) say.run('scheme', scheme)
  const put = db.prepare('INSERT INTO tiles VALUES (?, ?, ?, ?)')
  for (const z of zooms) {
    const { x, y } = tileOf(lat, lon, z)
    put.run(z, x, rows === 'north' ? y : 2 ** z - 1 - y, Buffer.from([z]))
  }
  db.close()
  return file
}
function found(file: string, lat: number, lon: number, z: number): number | null {
  const tiles = openTiles(file)
  if (!tiles) throw new Error('no tiles')
  const { x, y } = tileOf(lat, lon, z)
  const data = tiles.tile(z, x, y)
  tiles.close()
  return data?.[0] ?? null
}

describe('rows of tiles', () => {
  it('count from the south unless the file says otherwise', () => {
    expect(found(aFile(41.77, 109.97, { rows: 'south' }), 41.77, 109.97, 14)).toBe(14)
    expect(found(aFile(41.77, 109.97, { rows: 'south', scheme: 'tms' }), 41.77, 109.97, 14)).toBe(14)
    expect(found(aFile(41.77, 109.97, { rows: 'south', bounds: null }), 41.77, 109.97, 14)).toBe(14)
  })

  it('count from the north where the file says so, by its scheme or by its own bounds, and it is told', () => {
    for (const over of [
      { rows: 'north', scheme: 'xyz' },
      { rows: 'north', scheme: 'XYZ', bounds: null },
      { rows: 'north' },
      { rows: 'north', zooms: [14] },
    ] as const) {
      const file = aFile(41.77, 109.97, over)
      expect(found(file, 41.77, 109.97, 14)).toBe(14)
      expect(readTilesInfo(file, 'a')).toMatchObject({ ok: true, value: { isFromNorth: true } })
    }
  })

  it('are not taken from bounds that make no sense', () => {
    for (const bounds of ['', 'a,b,c,d', '109,41', '109,95,110,96', '109,42,110,41', '1e999,0,1,1'])
      expect(found(aFile(41.77, 109.97, { rows: 'south', bounds }), 41.77, 109.97, 14)).toBe(14)
  })

  it('lead to the tile of every place, whichever way they count', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -80, max: 80, noNaN: true }),
        fc.double({ min: -179, max: 179, noNaN: true }),
        fc.constantFrom('south' as const, 'north' as const),
        (lat, lon, rows) => {
          // About the equator both ways may fit: then the specification holds.
          if (rows === 'north' && Math.abs(lat) < 0.1) return
          expect(found(aFile(lat, lon, { rows }), lat, lon, 14)).toBe(14)
        },
      ),
      { numRuns: 60 },
    )
  })
})
