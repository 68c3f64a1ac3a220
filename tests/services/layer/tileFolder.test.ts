/** A folder of tiles in a ZIP becomes a layer of tiles, whichever way its rows are counted. */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallOutput } from '../../../src/contract/index.ts'
import { aPng } from '../../builders/png.ts'
import { scratchServices, type ScratchServices } from '../../builders/services.ts'
import { aZipOfMany, tileFolder } from '../../builders/tileFolder.ts'
import { aZip, type ZipMember } from '../../builders/zips.ts'

let services: ScratchServices
beforeAll(() => {
  services = scratchServices()
})
afterAll(() => services.close())

const BOX = { south: 41.765, west: 109.965, north: 41.775, east: 109.98 }
const text = (name: string, content: string): ZipMember => ({
  name,
  content: new TextEncoder().encode(content),
})

async function look(content: Uint8Array, name = '智图成果.zip') {
  const answer = await services.call('layer.tileFolder', { file: services.given(name, content) })
  if (!answer.ok) return { problem: (answer.params as { problem?: string }).problem ?? answer.code }
  return (answer.value as CallOutput<'layer.tileFolder'>).found
}

async function bring(content: Uint8Array, rows: 'north' | 'south', name = '智图成果.zip') {
  const answer = await services.call('layer.import', {
    file: services.given(name, content),
    beside: [],
    name: null,
    datum: null,
    rows,
  })
  if (!answer.ok)
    return { problem: (answer.params as { problem?: string }).problem ?? answer.code, notes: [] }
  const { doc, notes } = answer.value as CallOutput<'layer.import'>
  if (doc.source.kind !== 'tiles') throw new Error(doc.source.kind)
  return { doc, source: doc.source, notes: notes.map(({ code, params }) => ({ code, params })) }
}

describe.each(['north', 'south'] as const)('a folder whose rows are counted from the %s', (rows) => {
  it('lies where it is, and each tile is its own', async () => {
    const members = tileFolder(BOX, [16, 17, 18], { rows })
    const zip = aZip([...members, text('map/readme.txt', 'x'), text('report.html', 'x')])
    const found = await look(zip)
    expect(found).toMatchObject({ count: members.length, minZoom: 16, maxZoom: 18, rows: null })
    const { doc, source, notes } = await bring(zip, rows)
    expect(notes).toEqual([])
    expect(doc?.name.zh).toBe('智图成果')
    expect(source).toMatchObject({ minZoom: 16, maxZoom: 18 })
    expect(source?.datum).toBeUndefined()
    expect(source?.south).toBeLessThanOrEqual(BOX.south)
    expect(source?.south).toBeGreaterThan(BOX.south - 0.002)
    expect(source?.east).toBeGreaterThanOrEqual(BOX.east)
    // Every tile of the map is the picture of the folder, by rows from the north.
    for (const { name, content } of tileFolder(BOX, [16, 17, 18], { root: '' })) {
      const [z = 0, x = 0, y = 0] = name.replace('.png', '').split('/').map(Number)
      const tile = await services.tile(doc?.id ?? '', z, x, y)
      expect(tile?.mimeType).toBe('image/png')
      expect(Buffer.from(tile?.bytes ?? []).equals(content), name).toBe(true)
    }
  })
})

describe('what the folder says', () => {
  it('of its rows is told', async () => {
    const members = tileFolder(BOX, [16], { rows: 'south', root: '' })
    const resource = text('tilemapresource.xml', '<TileMap><SRS>EPSG:3857</SRS></TileMap>')
    expect(await look(aZip([...members, resource]))).toMatchObject({ rows: 'south' })
    const kml = text('doc.kml', '<kml><LatLonBox><north>41.8</north><south>41.7</south></LatLonBox></kml>')
    expect(await look(aZip([...members, kml]))).toMatchObject({ rows: 'south' })
  })

  it('of another grid than web maps have is refused', async () => {
    const resource = text('map/tilemapresource.xml', '<TileMap><SRS>EPSG:4326</SRS></TileMap>')
    expect(await look(aZip([...tileFolder(BOX, [16]), resource]))).toEqual({ problem: 'tiles_other_grid' })
  })
})

describe('what is not as it should be', () => {
  it('is no folder of tiles: nothing is found, and nothing comes in', async () => {
    const zip = aZip([text('a.kml', '<kml/>')])
    expect(await look(zip)).toBeNull()
    expect(await look(new TextEncoder().encode('no zip at all'))).toBeNull()
    expect(await bring(zip, 'north')).toMatchObject({ problem: 'tiles_none' })
  })

  it('has broken tiles: they are left out and counted, the others come', async () => {
    const [first, ...others] = tileFolder(BOX, [17])
    const broken = [text('map/17/1/1.png', 'not a picture'), { ...first, said: 5 } as ZipMember]
    const { notes, source } = await bring(aZip([...broken, ...others]), 'north')
    expect(source?.maxZoom).toBe(17)
    expect(notes).toEqual([{ code: 'tiles_left', params: { count: 2 } }])
    expect(await bring(aZip(broken), 'north')).toMatchObject({ problem: 'tiles_none' })
  })

  it('lacks whole zooms: they are named', async () => {
    const { notes } = await bring(aZip(tileFolder(BOX, [13, 14, 17])), 'north')
    expect(notes).toEqual([{ code: 'tiles_gap', params: { zooms: '15, 16' } }])
  })

  it('names that lead outside become no paths', async () => {
    const members = tileFolder(BOX, [16], { root: '../../../' })
    const before = fs.readdirSync(services.dir).length
    const { source } = await bring(aZip(members), 'north')
    expect(source?.minZoom).toBe(16)
    expect(fs.readdirSync(services.dir).length).toBe(before)
  })

  it('claims numbers that no zoom has', async () => {
    const png = new Uint8Array(aPng(2, 2))
    const names = ['99/1/1.png', '3/99999999/1.png', '18/1/99999999.png', '-1/1/1.png', '1e9/1/1.png']
    expect(await look(aZip(names.map((name) => ({ name, content: png }))))).toBeNull()
  })

  it('unpacks to many times its size, or has tiles in the same bytes: nothing is taken', async () => {
    const blank = new Uint8Array(3_000_000)
    const bomb = Array.from({ length: 30 }, (_, i) => ({ name: `18/1/${i}.png`, content: blank }))
    expect(await look(aZip(bomb))).toEqual({ problem: 'tiles_bomb' })
    const noise = Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 251)
    const shared = Array.from({ length: 30 }, (_, i) => ({
      name: `18/1/${i}.png`,
      content: noise,
      ...(i > 0 && { sharedWith: 0 }),
    }))
    expect(await look(aZip(shared))).toEqual({ problem: 'zip_twice' })
  })

  it('is cut anywhere: it is no ZIP, and no ".part" is left', async () => {
    const whole = aZip(tileFolder(BOX, [16]))
    for (const share of [0.1, 0.5, 0.99])
      expect(await bring(whole.subarray(0, whole.length * share), 'north')).toMatchObject({
        problem: 'tiles_none',
      })
    const left = fs.readdirSync(path.join(services.dir, 'w', 'maps')).filter((name) => name.includes('.part'))
    expect(left).toEqual([])
  })
})

it('100,000 tiles come in', async () => {
  const { source, notes } = await bring(aZipOfMany(100_000, new Uint8Array(aPng(2, 2))), 'north', 'many.zip')
  expect(notes).toEqual([])
  expect(source).toMatchObject({ minZoom: 18, maxZoom: 18 })
})
