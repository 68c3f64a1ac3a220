import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { pmtilesTile, readPmtilesInfo } from '../../../src/services/reading/pmtiles.ts'
import { aPng } from '../../builders/png.ts'
import { pmtilesOf, vectorTileOf } from '../../builders/pmtiles.ts'

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-pmtiles-'))
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }))
const box = { south: 41, west: 109, north: 42, east: 110 }
let made = 0
function file(bytes: Uint8Array): string {
  const at = path.join(dir, `${++made}.pmtiles`)
  fs.writeFileSync(at, bytes)
  return at
}

describe('a PMTiles file', () => {
  it('says what it is, and gives each tile that it has and no other', async () => {
    const tiles = [
      { z: 0, x: 0, y: 0 },
      { z: 14, x: 13_196, y: 6104 },
      { z: 14, x: 13_197, y: 6104 },
    ].map((at, i) => ({ ...at, bytes: aPng(2 + i, 2) }))
    const at = file(
      pmtilesOf(tiles, { box, type: 'png', metadata: { name: '示范区影像', attribution: '自测' } }),
    )
    expect(await readPmtilesInfo(at, 'a.pmtiles')).toEqual({
      ok: true,
      value: {
        name: '示范区影像',
        minZoom: 0,
        maxZoom: 14,
        ...box,
        attribution: '自测',
        isFromNorth: false,
        content: 'raster',
      },
    })
    for (const { z, x, y, bytes } of tiles)
      expect(Buffer.from((await pmtilesTile(at, z, x, y)) ?? new ArrayBuffer(0)).equals(bytes)).toBe(true)
    expect(await pmtilesTile(at, 14, 13_198, 6104)).toBeNull()
    expect(await pmtilesTile(at, 1, 9, 9)).toBeNull()
  })

  it('of vector tiles is unpacked', async () => {
    const tile = vectorTileOf([
      {
        layer: 'water',
        type: 'polygon',
        at: [
          [0, 0],
          [9, 0],
          [9, 9],
        ],
        is: {},
      },
    ])
    const at = file(pmtilesOf([{ z: 3, x: 1, y: 2, bytes: tile }], { box, type: 'mvt' }))
    expect(await readPmtilesInfo(at, 'b.pmtiles')).toMatchObject({
      ok: true,
      value: { content: 'vector', name: 'b.pmtiles' },
    })
    expect(new Uint8Array((await pmtilesTile(at, 3, 1, 2)) ?? new ArrayBuffer(0))).toEqual(tile)
  })

  it('that is none, is cut, holds other tiles, or says more than it has, is refused at once', async () => {
    const sound = pmtilesOf([{ z: 1, x: 1, y: 0, bytes: aPng(2, 2) }], { box, type: 'png' })
    const problem = async (bytes: Uint8Array) => {
      const info = await readPmtilesInfo(file(bytes), 'c.pmtiles')
      return info.ok ? null : info.params['problem']
    }
    expect(await problem(sound)).toBeNull()
    expect(await problem(Buffer.from('PMTiles'))).toBe('tiles_not_pmtiles')
    expect(await problem(sound.subarray(0, 60))).toBe('tiles_not_pmtiles')
    expect(await problem(sound.subarray(0, 140))).toBe('tiles_not_pmtiles')
    const other = pmtilesOf([{ z: 1, x: 1, y: 0, bytes: aPng(2, 2) }], { box, type: 'avif' })
    expect(await problem(other)).toBe('tiles_other')
    expect(await problem(pmtilesOf([], { box, type: 'png' }))).toBe('tiles_none')
    // Read as it says, this directory would have no end.
    const endless = pmtilesOf([{ z: 1, x: 1, y: 0, bytes: aPng(2, 2) }], {
      box,
      type: 'png',
      entries: 2 ** 48,
    })
    expect(await problem(endless)).toBe('tiles_not_pmtiles')
  })
})
